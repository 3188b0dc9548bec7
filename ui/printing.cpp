// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/printing.h"

#include "domain/counttext.h"
#include "tabular/atomicfile.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QProgressDialog>
#include <QtConcurrentRun>

namespace spillway {

namespace {

constexpr std::size_t columnsUpright = 4; ///< more of them need the page to lie

QPageLayout::Orientation orientationFor(const Paper &paper)
{
    return paper.columns.size() > columnsUpright ? QPageLayout::Landscape : QPageLayout::Portrait;
}

PaperProgress reportTo(QPromise<Result<int>> &promise)
{
    return [&promise](int rows) {
        promise.setProgressValue(rows);
        return !promise.isCanceled();
    };
}

} // namespace

std::optional<QByteArray> pdfOf(const Paper &paper, const PaperProgress &progress, int *pages)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setCreator(QStringLiteral("Spillway " SPILLWAY_VERSION));
    writer.setTitle(paper.title);
    const bool letter = QLocale::system().measurementSystem() == QLocale::ImperialUSSystem;
    writer.setPageSize(QPageSize(letter ? QPageSize::Letter : QPageSize::A4));
    writer.setPageOrientation(orientationFor(paper));
    const auto painted = paintPaper(paper, writer, progress);
    if (!painted)
        return std::nullopt;
    if (pages)
        *pages = *painted;
    return bytes;
}

Printing::Printing(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    connect(&m_work, &QFutureWatcherBase::finished, this, &Printing::finished);
}

Printing::~Printing()
{
    m_work.cancel();
}

void Printing::print(const Paper &paper)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(paper.title);
    printer->setPageOrientation(orientationFor(paper));
    auto *dialog = new QPrintDialog(printer.get(), &m_window);
    dialog->setObjectName(QStringLiteral("printDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintPageRange, false);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this,
            [this, printer, paper] { printOn(printer, paper); });
    dialog->open();
}

void Printing::printOn(const std::shared_ptr<QPrinter> &printer, const Paper &paper)
{
    m_path.clear();
    const auto work = [printer, paper](QPromise<Result<int>> &promise) {
        const auto pages = paintPaper(paper, *printer, reportTo(promise));
        if (pages)
            promise.addResult(*pages);
        else if (promise.isCanceled())
            printer->abort();
        else
            promise.addResult(failure(Error::Kind::File, Error::Reason::CannotWrite, printer->printerName()));
    };
    watch(QtConcurrent::run(work), tr("Printing…"), paper);
}

void Printing::writePdf(const Paper &paper, const QString &path)
{
    m_path = path;
    const auto work = [paper, path](QPromise<Result<int>> &promise) {
        int pages = 0;
        const auto bytes = pdfOf(paper, reportTo(promise), &pages);
        if (promise.isCanceled())
            return;
        if (!bytes) {
            promise.addResult(failure(Error::Kind::File, Error::Reason::CannotWrite, path));
            return;
        }
        AtomicFile file(path);
        const auto written =
            file.open().and_then([&] { return file.write(*bytes); }).and_then([&] { return file.commit(); });
        promise.addResult(written ? Result<int>(pages) : Result<int>(failure(written.error())));
    };
    watch(QtConcurrent::run(work), tr("Writing the PDF…"), paper);
}

void Printing::watch(const QFuture<Result<int>> &work, const QString &words, const Paper &paper)
{
    m_progress = new QProgressDialog(words, tr("Cancel"), 0, int(paper.rows.size()), &m_window);
    m_progress->setObjectName(QStringLiteral("printProgress"));
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    connect(m_progress, &QProgressDialog::canceled, &m_work, [this] { m_work.cancel(); });
    connect(&m_work, &QFutureWatcherBase::progressValueChanged, m_progress, &QProgressDialog::setValue);
    m_work.setFuture(work);
}

void Printing::finished()
{
    if (m_progress)
        m_progress->deleteLater();
    if (m_work.isCanceled() || m_work.future().resultCount() == 0)
        return;
    const Result<int> pages = m_work.result();
    if (!pages)
        Q_EMIT failed(pages.error());
    else if (m_path.isEmpty())
        Q_EMIT printed(*pages);
    else
        Q_EMIT wrotePdf(m_path, *pages);
}

} // namespace spillway
