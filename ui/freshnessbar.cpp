// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/freshnessbar.h"

#include "session/tasksession.h"
#include "session/wording.h"
#include "ui/changeline.h"
#include "ui/changewording.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"

#include <QHBoxLayout>

using namespace std::chrono_literals;

namespace spillway {

namespace {

QString pauseText(PauseReason reason)
{
    switch (reason) {
    case PauseReason::None:
        break;
    case PauseReason::Blocked:
        return FreshnessBar::tr("the service has blocked us");
    case PauseReason::Gone:
        return FreshnessBar::tr("stopped: the task does not exist");
    case PauseReason::Forbidden:
        return FreshnessBar::tr("not allowed");
    case PauseReason::Config:
        return FreshnessBar::tr("stopped: this cannot work without a change");
    case PauseReason::Throttled:
        return FreshnessBar::tr("the service asks us to slow down");
    }
    return {};
}

std::optional<Severity> severityOf(const Freshness &freshness)
{
    if (!freshness.live || !freshness.age)
        return std::nullopt;
    switch (freshness.staleness) {
    case Staleness::Fresh:
        return std::nullopt;
    case Staleness::Amber:
        return Severity::Warning;
    case Staleness::Red:
        return Severity::Bad;
    }
    return std::nullopt;
}

} // namespace

QString updatedText(const Freshness &freshness, const DisplayFormat &display)
{
    if (!freshness.live)
        return freshness.state == RefreshState::Ok ? FreshnessBar::tr("A saved answer: it has no age") : QString();
    if (!freshness.receivedAt.isValid())
        return {};
    const bool today = freshness.age && *freshness.age < 12h;
    const QString when = today ? clockText(freshness.receivedAt, display) : timeText(freshness.receivedAt, display);
    if (!freshness.age)
        return FreshnessBar::tr("Updated %1").arg(when);
    return FreshnessBar::tr("Updated %1 (%2 ago)").arg(when, lengthText(*freshness.age));
}

namespace {

QString askingText(const Freshness &freshness)
{
    if (freshness.asking)
        return FreshnessBar::tr("asking…");
    const QString in = freshness.next ? lengthText(*freshness.next) : QString();
    if (freshness.state == RefreshState::AuthRequired)
        return FreshnessBar::tr("nothing is asked until you act");
    if (freshness.state == RefreshState::Paused) {
        const QString why = pauseText(freshness.pause);
        if (freshness.coolDown)
            return FreshnessBar::tr("%1; probably for another %2").arg(why, lengthText(*freshness.coolDown));
        return freshness.next ? FreshnessBar::tr("%1; next try in %2").arg(why, in) : why;
    }
    if (!freshness.live)
        return {};
    if (!freshness.next)
        return freshness.interval ? QString() : FreshnessBar::tr("automatic refresh is off");
    return freshness.error ? FreshnessBar::tr("next try in %1").arg(in) : FreshnessBar::tr("next in %1").arg(in);
}

} // namespace

QString nextText(const Freshness &freshness)
{
    if (freshness.state == RefreshState::Idle)
        return FreshnessBar::tr("No task is open");
    QString said;
    const auto add = [&said](const QString &part) {
        if (!part.isEmpty())
            said = said.isEmpty() ? part : FreshnessBar::tr("%1, %2").arg(said, part);
    };
    if (freshness.paused) {
        add(FreshnessBar::tr("paused"));
        add(heldText(freshness.held));
    }
    add(askingText(freshness));
    return said;
}

QString originText(const Freshness &freshness, const QString &origin, const DisplayFormat &display)
{
    if (freshness.state == RefreshState::Idle)
        return FreshnessBar::tr("read-only");
    QString who = credentialText(freshness.credential);
    if (who.isEmpty())
        return FreshnessBar::tr("from %1, read-only").arg(amongWords(origin));
    if (freshness.credential.expires)
        who = FreshnessBar::tr("%1, good until %2").arg(who, timeText(*freshness.credential.expires, display));
    return FreshnessBar::tr("from %1 with %2, read-only").arg(amongWords(origin), who);
}

FreshnessBar::FreshnessBar(const TaskSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_updated(new PlainLabel)
    , m_next(new PlainLabel)
    , m_latency(new PlainLabel)
    , m_clock(new PlainLabel)
    , m_changes(new ChangeLine)
    , m_origin(new PlainLabel)
{
    setObjectName(QStringLiteral("freshnessBar"));
    setAccessibleName(tr("Freshness"));
    m_updated->setObjectName(QStringLiteral("updated"));
    m_next->setObjectName(QStringLiteral("next"));
    m_next->setElided(true);
    m_latency->setObjectName(QStringLiteral("latency"));
    m_latency->setQuiet(true);
    explain(*m_latency, tr("From asking to the last byte of the answer"));
    m_clock->setObjectName(QStringLiteral("clock"));
    m_clock->setSeverity(Severity::Warning);
    explain(*m_clock, tr("By the date of the last answer. Signatures are refused from 15 min on."));
    m_origin->setObjectName(QStringLiteral("origin"));
    m_origin->setQuiet(true);
    m_origin->setElided(true);
    m_origin->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(fontMetrics().height() / 2, 0, fontMetrics().height() / 2, 0);
    layout->setSpacing(fontMetrics().height());
    layout->addWidget(m_updated);
    layout->addWidget(m_next);
    layout->addWidget(m_latency);
    layout->addWidget(m_clock);
    layout->addWidget(m_changes, 2);
    layout->addWidget(m_origin, 1);

    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        updateTexts();
        Q_EMIT ticked();
    });
    connect(&session, &TaskSession::freshnessChanged, this, &FreshnessBar::updateTexts);
    connect(&session.model(), &TaskModel::displayChanged, this, &FreshnessBar::updateTexts);
    updateTexts();
}

QString FreshnessBar::text() const
{
    QString said;
    for (const PlainLabel *label :
         {m_updated, m_next, m_latency, m_clock, static_cast<PlainLabel *>(m_changes), m_origin}) {
        if (!label->text().isEmpty())
            said = said.isEmpty() ? label->text() : tr("%1, %2").arg(said, label->text());
    }
    return said;
}

void FreshnessBar::showEvent(QShowEvent *event)
{
    updateTexts();
    m_tick.start();
    QWidget::showEvent(event);
}

void FreshnessBar::hideEvent(QHideEvent *event)
{
    m_tick.stop();
    QWidget::hideEvent(event);
}

bool FreshnessBar::event(QEvent *event)
{
    const bool isTaken = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        shareRoom();
    return isTaken;
}

/// What happens next is cut off only when the origin and the changes have given what they can: a layout would take from
/// all three alike.
void FreshnessBar::shareRoom()
{
    const int others = layout()->minimumSize().width() - m_next->minimumSizeHint().width();
    m_next->setElided(true, width() - others);
}

void FreshnessBar::updateTexts()
{
    const Freshness freshness = m_session.freshness();
    const auto say = [](PlainLabel *label, const QString &text) {
        if (label->text() != text)
            label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    say(m_updated, updatedText(freshness, m_session.model().display()));
    m_updated->setSeverity(severityOf(freshness));
    say(m_next, nextText(freshness));
    const bool timed = freshness.live && freshness.receivedAt.isValid();
    say(m_latency, timed ? tr("%1 ms").arg(freshness.latency.count()) : QString());
    const auto skew = noticeableSkew(freshness.clockAhead);
    say(m_clock, skew ? clockText(*skew) : QString());
    say(m_origin, originText(freshness, m_session.origin(), m_session.model().display()));
}

} // namespace spillway
