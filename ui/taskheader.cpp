// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/taskheader.h"

#include "domain/counttext.h"
#include "domain/fields.h"
#include "models/celltext.h"
#include "session/tasksession.h"
#include "session/wording.h"
#include "ui/changewording.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"
#include "ui/tint.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

QToolButton *chip(const QString &objectName)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->hide();
    return button;
}

} // namespace

TaskHeader::TaskHeader(const TaskSession &session, Clock clock, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_clock(std::move(clock))
    , m_name(new PlainLabel)
    , m_state(new PlainLabel)
    , m_stale(new PlainLabel)
    , m_discards(new PlainLabel)
    , m_summary(new PlainLabel)
    , m_gone(new PlainLabel)
    , m_undocumented(chip(u"undocumentedChip"_s))
    , m_marks(chip(u"marksChip"_s))
    , m_notes(chip(u"notesChip"_s))
{
    setObjectName(u"taskHeader"_s);
    setAccessibleName(tr("Dump task"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    m_name->setFont(large);
    m_name->setObjectName(u"taskName"_s);
    m_name->setElided(true);
    m_state->setObjectName(u"taskState"_s);
    m_stale->setObjectName(u"staleChip"_s);
    m_stale->hide();
    m_discards->setObjectName(u"discardChip"_s);
    m_discards->setSeverity(Severity::Bad);
    m_discards->hide();
    m_gone->setObjectName(u"gonePartitions"_s);
    m_gone->setSeverity(Severity::Warning);
    m_gone->setElided(true);
    m_gone->hide();
    m_summary->setObjectName(u"taskSummary"_s);
    m_summary->setElided(true);
    m_summary->setQuiet(true);
    m_undocumented->setIcon(severityIcon(Severity::Unknown));
    m_marks->setIcon(severityIcon(Severity::Warning));
    m_notes->setIcon(severityIcon(Severity::Warning));
    connect(m_notes, &QToolButton::clicked, this, &TaskHeader::notesRequested);
    for (QToolButton *button : {m_undocumented, m_marks})
        connect(button, &QToolButton::clicked, this, &TaskHeader::othersRequested);

    auto *top = new QHBoxLayout;
    top->addWidget(m_name);
    top->addWidget(m_state);
    top->addWidget(m_stale);
    top->addStretch(1);
    // In a line of their own: beside the state they would keep the window from being narrow.
    auto *facts = new QHBoxLayout;
    facts->addWidget(m_undocumented);
    facts->addWidget(m_marks);
    facts->addWidget(m_notes);
    facts->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(fontMetrics().height() / 5);
    layout->addLayout(top);
    layout->addWidget(m_summary);
    layout->addLayout(facts);
    layout->addWidget(m_discards, 0, Qt::AlignLeft);
    layout->addWidget(m_gone);
    connect(&session.model(), &TaskModel::discardsChanged, this, &TaskHeader::updateMoved);
    updateTexts();
}

void TaskHeader::setFacts(const AnswerFacts &facts)
{
    m_undocumented->setVisible(facts.undocumented > 0);
    m_undocumented->setText(
        tr("%1 undocumented field(s)", nullptr, pluralOf(facts.undocumented)).arg(countText(facts.undocumented)));
    m_undocumented->setAccessibleName(m_undocumented->text());
    explain(*m_undocumented, facts.undocumentedNames.join(u'\n'));
    const QString marks = tr("%1 odd value(s)", nullptr, pluralOf(facts.marks)).arg(countText(facts.marks));
    m_marks->setVisible(facts.marks > 0);
    m_marks->setText(marks);
    m_marks->setAccessibleName(marks);
    explain(*m_marks,
            tr("Values that did not come as the documentation says. Each is marked, and says why when pointed at."));
}

void TaskHeader::setNotes(int count)
{
    const QString words = tr("%1 setting note(s)", nullptr, pluralOf(count)).arg(countText(count));
    m_notes->setVisible(count > 0);
    m_notes->setText(words);
    m_notes->setAccessibleName(words);
    explain(*m_notes,
            tr("Settings that the documents advise against, or that they leave open. Nothing is held up by it."));
}

void TaskHeader::updateTexts()
{
    const TaskSnapshot &task = m_session.answer().task;
    const QString asked = m_session.address().task.text;
    const QString came = task ? textForScreen(task->answer, task->taskName) : QString();
    const QString name = came.isEmpty() ? asked : came;
    m_name->setText(name.isEmpty() ? tr("A dump task without a name") : visibleText(name));
    updateState();
    updateStale();
    updateMoved();
    m_summary->setText(summary());
}

void TaskHeader::updateState()
{
    const TaskSnapshot &task = m_session.answer().task;
    if (!task) {
        m_state->setText(u"…"_s);
        m_state->setSeverity(std::nullopt);
        return;
    }
    const QString word = textForScreen(task->answer, task->state);
    const QString shown = word.isEmpty() ? QCoreApplication::translate("Cell", "(empty)") : visibleText(word, 64);
    m_state->setText(task->state.isPresent() ? shown : tr("no state"));
    m_state->setSeverity(task->state.isPresent() ? taskStateSeverity(word) : Severity::Unknown);
    const bool unknown = task->taskState() == DumpTask::State::Unknown;
    explain(*m_state, unknown ? tr("This state is not in the documentation; it is shown as it came.") : QString());
}

void TaskHeader::updateStale()
{
    const Freshness freshness = m_session.freshness();
    const bool stale = freshness.live && freshness.age && freshness.staleness != Staleness::Fresh;
    m_stale->setVisible(stale);
    if (!stale)
        return;
    m_stale->setText(tr("Stale: %1 old").arg(lengthText(*freshness.age)));
    m_stale->setSeverity(freshness.staleness == Staleness::Red ? Severity::Bad : Severity::Warning);
}

void TaskHeader::updateMoved()
{
    const TaskModel &model = m_session.model();
    const bool lost = model.discards() && model.discards()->total() > 0;
    m_discards->setVisible(lost);
    if (lost)
        m_discards->setText(discardText(*model.discards(), {m_clock(), model.display()}));
    explain(*m_discards, lost ? tr("Stays until you acknowledge it, in the menu Task.") : QString());
    const QString gone = model.changes() ? goneText(*model.changes()) : QString();
    m_gone->setVisible(!gone.isEmpty());
    m_gone->setText(gone);
}

QString TaskHeader::summary() const
{
    const TaskSnapshot &task = m_session.answer().task;
    const QString stream = task && task->streamName.isPresent() ? textForScreen(task->answer, task->streamName)
                                                                : m_session.address().stream.text;
    QStringList parts;
    if (!stream.isEmpty())
        parts.append(tr("stream %1").arg(amongWords(stream)));
    const DisplayFormat &display = m_session.model().display();
    if (task) {
        parts.append(task->destinationType.isPresent()
                         ? tr("to %1").arg(amongWords(textForScreen(task->answer, task->destinationType)))
                         : tr("destination type not given"));
        if (const auto created = calendarTime(task->integer(task->createTime)))
            parts.append(tr("created %1").arg(timeText(*created, display)));
        if (const auto dumped = calendarTime(task->integer(task->lastTransferTimestamp))) {
            const milliseconds age(dumped->msecsTo(m_clock()));
            const QString when = timeText(*dumped, display);
            // As in the table: clocks differ a little.
            constexpr milliseconds tolerance = std::chrono::seconds(60);
            parts.append(age >= milliseconds::zero() ? tr("last dump %1 (%2 ago)").arg(when, lengthText(age))
                             : -age <= tolerance     ? tr("last dump %1").arg(when)
                                                     : tr("last dump %1 (in %2, clock?)").arg(when, lengthText(-age)));
        }
        const Freshness freshness = m_session.freshness();
        if (freshness.live && freshness.age)
            parts.append(tr("answer %1 old").arg(lengthText(*freshness.age)));
    }
    return parts.join(u" · "_s);
}

} // namespace spillway
