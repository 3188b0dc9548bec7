// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exportpreview.h"

#include "domain/counttext.h"
#include "ui/language.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"

#include <QFontDatabase>
#include <QtConcurrentRun>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr int previewLines = 5;
constexpr qsizetype longestPreviewLine = 2'000;
constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");

QString previewLine(const QByteArray &line)
{
    // The decoder would leave the mark out.
    if (line.startsWith(byteOrderMark))
        return visibleText(QChar(QChar::ByteOrderMark))
            + visibleText(QString::fromUtf8(line.sliced(byteOrderMark.size())), longestPreviewLine);
    return visibleText(QString::fromUtf8(line), longestPreviewLine);
}

QString guardText(qint64 cells, Dialect::Guard guard)
{
    if (guard == Dialect::Guard::Tab)
        return ExportPreview::tr("%1 cell(s) got a leading tab so that spreadsheets do not run them.", nullptr,
                                 pluralOf(cells))
            .arg(countText(cells));
    return ExportPreview::tr("%1 cell(s) got a leading ' so that spreadsheets do not run them.", nullptr,
                             pluralOf(cells))
        .arg(countText(cells));
}

} // namespace

QString changesText(const ExportSummary &summary, Dialect::Guard guard)
{
    QStringList sentences;
    if (summary.guardedCells > 0)
        sentences.append(guardText(summary.guardedCells, guard));
    if (const qint64 kept = summary.digitsKept)
        sentences.append(ExportPreview::tr("%1 cell(s) got a leading tab so that spreadsheets keep every digit.",
                                           nullptr, pluralOf(kept))
                             .arg(countText(kept)));
    if (summary.removedNuls > 0)
        sentences.append(ExportPreview::tr("NUL characters left out: %1.").arg(countText(summary.removedNuls)));
    return joinedSentences(sentences);
}

ExportPreview::ExportPreview(PlainLabel &changes, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_changes(changes)
{
    setObjectName(u"exportPreview"_s);
    setAccessibleName(tr("Preview"));
    setAccessibleDescription(tr("The first lines of the file as they will be written."));
    setReadOnly(true);
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFixedHeight(QFontMetrics(font()).lineSpacing() * (previewLines + 2));
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ExportPreview::ready);
}

void ExportPreview::preview(const ExportRequest &request)
{
    if (m_watcher.isRunning()) {
        m_next = request;
        return;
    }
    m_watcher.setFuture(QtConcurrent::run([request] {
        QStringList lines;
        const QByteArrayList written = firstLines(request, previewLines);
        for (const QByteArray &line : written)
            lines.append(previewLine(line));
        return Ready{lines.join(u'\n'), changesText(measured(request).summary, request.dialect.guard)};
    }));
}

void ExportPreview::ready()
{
    if (m_next) {
        preview(*std::exchange(m_next, std::nullopt));
        return;
    }
    if (m_watcher.future().resultCount() == 0) // there was not enough memory
        return;
    const Ready ready = m_watcher.result();
    setPlainText(ready.text);
    m_changes.setText(ready.changes);
}

} // namespace spillway
