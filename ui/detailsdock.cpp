// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detailsdock.h"

#include "models/celltext.h"
#include "models/taskmodel.h"
#include "ui/verdictline.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// What is shown of a stream. Source: ShowStream page.
struct StreamFact
{
    const char *label; ///< with %1 for the value
    Fact StreamDetails::*fact;
    bool isTime = false;
};

constexpr StreamFact streamFacts[]{
    {QT_TRANSLATE_NOOP("StreamFact", "status %1"), &StreamDetails::status},
    {QT_TRANSLATE_NOOP("StreamFact", "type %1"), &StreamDetails::type},
    {QT_TRANSLATE_NOOP("StreamFact", "data type %1"), &StreamDetails::dataType},
    {QT_TRANSLATE_NOOP("StreamFact", "records are kept for %1 h"), &StreamDetails::retention},
    {QT_TRANSLATE_NOOP("StreamFact", "compression %1"), &StreamDetails::compression},
    {QT_TRANSLATE_NOOP("StreamFact", "partitions that can be read: %1"), &StreamDetails::readablePartitions},
    {QT_TRANSLATE_NOOP("StreamFact", "partitions that can be written: %1"), &StreamDetails::writablePartitions},
    {QT_TRANSLATE_NOOP("StreamFact", "scales by itself: %1"), &StreamDetails::autoScale},
    {QT_TRANSLATE_NOOP("StreamFact", "created %1"), &StreamDetails::createTime, true},
    {QT_TRANSLATE_NOOP("StreamFact", "last modified %1"), &StreamDetails::lastModified, true},
    {QT_TRANSLATE_NOOP("StreamFact", "stream ID %1"), &StreamDetails::id},
};

/// What is shown of a partition as the stream has it. Source: the same.
struct PartitionFact
{
    const char *label;
    Fact StreamPartition::*fact;
};

constexpr PartitionFact partitionFacts[]{
    {QT_TRANSLATE_NOOP("StreamFact", "partition status in the stream %1"), &StreamPartition::status},
    {QT_TRANSLATE_NOOP("StreamFact", "hash range %1"), &StreamPartition::hashRange},
    {QT_TRANSLATE_NOOP("StreamFact", "sequence numbers %1: the oldest that is kept, and the next"),
     &StreamPartition::sequenceRange},
    {QT_TRANSLATE_NOOP("StreamFact", "parents %1"), &StreamPartition::parents},
};

QString valueText(const StreamDetails &stream, const StreamFact &known, const DisplayFormat &display)
{
    const Fact &fact = stream.*known.fact;
    const auto time = known.isTime ? calendarTime(fact.integer()) : std::nullopt;
    return time ? timeText(*time, display) : factText(fact);
}

void addStream(QStringList &lines, const StreamDetails &stream, const DisplayFormat &display)
{
    lines += DetailsDock::tr("Stream %1").arg(visibleText(stream.name.text));
    for (const StreamFact &known : streamFacts) {
        if ((stream.*known.fact).isPresent())
            lines += QCoreApplication::translate("StreamFact", known.label).arg(valueText(stream, known, display));
    }
    if (stream.receivedAt.isValid())
        lines += DetailsDock::tr("read %1").arg(timeText(stream.receivedAt, display));
}

} // namespace

QString wholeText(const Insight &insight, const DisplayFormat &display)
{
    const DumpTask &task = *insight.task();
    QStringList lines{DetailsDock::tr("Dump task %1").arg(visibleText(textForScreen(task.answer, task.taskName)))};
    lines += DetailsDock::tr("Verdict: %1").arg(verdictText(insight.whole().verdict));
    lines += insightSentences(insight, display);
    lines += unmatchedTexts(insight.whole());
    if (insight.seen().takenAt.isValid())
        lines += DetailsDock::tr("answer received %1").arg(timeText(insight.seen().takenAt, display));
    lines += QString();
    if (const StreamSnapshot &stream = insight.seen().stream)
        addStream(lines, *stream, display);
    else
        lines += missingStreamDetails(insight);
    return lines.join(u'\n').trimmed();
}

DetailsDock::DetailsDock(const TaskModel &model, QWidget *parent)
    : QDockWidget(tr("Details"), parent)
    , m_model(model)
    , m_text(new QPlainTextEdit)
{
    setObjectName(u"detailsDock"_s);
    setAccessibleName(tr("Details"));
    m_text->setObjectName(u"details"_s);
    m_text->setMinimumHeight(fontMetrics().height());
    m_text->setAccessibleName(tr("Why the verdict is what it is"));
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFrameShape(QFrame::NoFrame);
    auto *copy = new QPushButton(tr("Copy &All"));
    copy->setObjectName(u"copyDetails"_s);
    connect(copy, &QPushButton::clicked, this, &DetailsDock::copyAll);
    auto *content = new QWidget;
    auto *layout = new QHBoxLayout(content); // in a small window height is what is scarce
    const int room = fontMetrics().height() / 3;
    layout->setContentsMargins(room, room, room, room);
    layout->addWidget(m_text, 1);
    layout->addWidget(copy, 0, Qt::AlignTop);
    setWidget(content);
    connect(&model, &TaskModel::insightChanged, this, &DetailsDock::updateText);
    connect(&model, &TaskModel::displayChanged, this, &DetailsDock::updateText);
    updateText();
}

void DetailsDock::setRow(int row)
{
    if (m_row == row)
        return;
    m_row = row;
    m_text->clear(); // to the top: it is about something else
    updateText();
}

void DetailsDock::focusContent()
{
    show();
    raise();
    m_text->setFocus(Qt::ShortcutFocusReason);
}

QString DetailsDock::partitionText() const
{
    const InsightPointer &insight = m_model.insight();
    const QModelIndex section = m_model.sectionIndex(Section::Partitions);
    if (m_row < 0 || m_row >= m_model.rowCount(section))
        return tr("Choose a partition to see why its verdict is what it is.");
    const QString id = m_model.index(m_row, PartitionIdColumn, section).data().toString();
    QStringList lines{tr("Partition %1").arg(id), insight->arithmetic(m_row, m_model.display())};
    if (const StreamPartition *listed = insight->streamPartition(m_row)) {
        for (const PartitionFact &known : partitionFacts) {
            const Fact &fact = listed->*known.fact;
            if (fact.isPresent() && !fact.text.isEmpty())
                lines += QCoreApplication::translate("StreamFact", known.label).arg(factText(fact));
        }
    }
    return lines.join(u'\n');
}

void DetailsDock::updateText()
{
    const InsightPointer &insight = m_model.insight();
    const QString text = insight ? QString(partitionText() + u"\n\n" + wholeText(*insight, m_model.display()))
                                 : tr("Nothing is known yet.");
    showLines(text.split(u'\n'));
}

/// Edits only the lines that differ, so that whoever reads or selects keeps the place when an answer comes.
void DetailsDock::showLines(const QStringList &lines)
{
    const QTextDocument &document = *m_text->document();
    QScrollBar &bar = *m_text->verticalScrollBar();
    const int place = bar.value();
    QTextCursor edit(m_text->document());
    edit.beginEditBlock();
    for (int number = 0; number < lines.size(); ++number) {
        if (number == document.blockCount()) {
            edit.movePosition(QTextCursor::End);
            edit.insertBlock();
        }
        const QTextBlock line = document.findBlockByNumber(number);
        if (line.text() == lines[number])
            continue;
        edit.setPosition(line.position());
        edit.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        edit.insertText(lines[number]);
    }
    if (const QTextBlock rest = document.findBlockByNumber(int(lines.size())); rest.isValid()) {
        edit.setPosition(rest.position() - 1);
        edit.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        edit.removeSelectedText();
    }
    edit.endEditBlock();
    bar.setValue(place);
}

void DetailsDock::copyAll()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
}

} // namespace spillway
