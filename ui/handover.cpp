// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/handover.h"

#include "domain/counttext.h"
#include "session/poll.h"
#include "session/tasksession.h"
#include "ui/exportdialog.h"
#include "ui/outsidetext.h"
#include "ui/papersource.h"
#include "ui/partitionspage.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QUrl>

namespace spillway {

Handover::Handover(TaskSession &session, PartitionsPage &page, QWidget &window, Clock clock)
    : QObject(&window)
    , m_session(session)
    , m_page(page)
    , m_window(window)
    , m_clock(std::move(clock))
    , m_printing(window)
{
    connect(&m_printing, &Printing::printed, this, &Handover::printed);
    connect(&m_printing, &Printing::failed, this, &Handover::failed);
    connect(&m_printing, &Printing::wrotePdf, this, [this](const QString &path, int pages) {
        m_written = path;
        Q_EMIT wrote(tr("Wrote %1 page(s) to %2.", nullptr, pluralOf(pages)).arg(countText(pages), amongWords(path)));
    });
    connect(&m_clipboard, &RowClipboard::copied, this, &Handover::copied);
    m_page.table().setDragSource([this]() -> QMimeData * {
        const ExportRequest dragged = selectedRows();
        return dragged.rows.empty() ? nullptr : new RowsMime(dragged, CopyAs::Rows);
    });
}

Handover::~Handover() = default;

ExportRequest Handover::selectedRows() const
{
    const Poll poll = wholePoll(m_session);
    ExportRequest request;
    request.task = poll.task;
    request.insight = poll.insight;
    if (!request.task)
        return request;
    request.rows = placesIn(poll, m_session, m_page.table().selectedPartitions());
    request.polledAt = poll.polledAt;
    return request;
}

QTimeZone Handover::zone() const
{
    const QTimeZone chosen = m_session.model().display().zone;
    return chosen.isValid() ? chosen : QTimeZone::systemTimeZone();
}

void Handover::copy(CopyAs form)
{
    if (const ExportRequest request = selectedRows(); !request.rows.empty())
        m_clipboard.copy(request, form);
}

void Handover::exportRows()
{
    const Poll poll = wholePoll(m_session);
    if (!poll.task)
        return;
    ExportDialog::Offer offer;
    offer.task = poll.task;
    offer.insight = poll.insight;
    offer.polledAt = poll.polledAt;
    offer.shown = placesIn(poll, m_session, m_page.rows().partitionsShown());
    offer.selected = placesIn(poll, m_session, m_page.table().selectedPartitions());
    offer.columnsShown = m_page.table().columnsShown();
    offer.zone = zone();
    offer.now = m_clock();
    auto *dialog = new ExportDialog(std::move(offer), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::exported, this, [this](const QString &path, const QString &words) {
        m_written = path;
        Q_EMIT wrote(words);
    });
    dialog->open();
}

void Handover::print()
{
    if (m_session.model().snapshot() && !m_printing.isBusy())
        m_printing.print(paper());
}

void Handover::exportPdf()
{
    const TaskSnapshot task = m_session.model().snapshot();
    if (!task || m_printing.isBusy())
        return;
    const ExportChoices before = ExportChoices::remembered();
    QString name = suggestedFileName(*task, m_clock(), Format::Csv);
    name.replace(name.lastIndexOf(u'.'), name.size(), QStringLiteral(".pdf"));
    // It asks itself before a file is replaced.
    auto *dialog = new QFileDialog(&m_window, tr("Export as PDF"), before.folder, tr("PDF (*.pdf)"));
    dialog->setObjectName(QStringLiteral("pdfDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, before](const QString &path) {
        ExportChoices chosen = before;
        chosen.folder = QFileInfo(path).absolutePath();
        chosen.remember(before);
        m_printing.writePdf(paper(), path);
    });
    dialog->open();
}

Paper Handover::paper() const
{
    Paper paper = paperOf(m_session, m_clock());
    paper.rows = placesIn(wholePoll(m_session), m_session, m_page.rows().partitionsShown());
    paper.columns = m_page.table().columnsShown();
    if (m_demo)
        paper.notes.prepend(tr("DEMO: nothing here is real."));
    return paper;
}

void Handover::openFolder() const
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_written).absolutePath()));
}

void Handover::copyPath() const
{
    QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(QFileInfo(m_written).absoluteFilePath()));
}

} // namespace spillway
