// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/samewindow.h"

#include "models/partitionstable.h"
#include "ui/banner.h"
#include "ui/partitionsview.h"

#include <QAbstractProxyModel>
#include <QLabel>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

namespace {

constexpr milliseconds patience = 10s;

/// Nothing is asked but by the test; the timer is armed all the same.
ProgramSetup setup()
{
    ProgramSetup setup = FaultRig::setupFor({});
    setup.pace.interval = 1h;
    setup.pace.backoffCap = setup.pace.backoffCapHidden = 1h;
    return setup;
}

QString told(const std::optional<Error> &error)
{
    return error ? u"kind %1, reason %2, %3"_s.arg(int(error->kind)).arg(int(error->reason)).arg(error->subject)
                 : u"no error"_s;
}

} // namespace

SameWindow::SameWindow(bool isEncrypted, QByteArray good)
    : rig(isEncrypted, setup())
    , m_good(std::move(good))
{
}

void SameWindow::need(bool holds, const QString &what)
{
    if (!holds)
        m_broken += what;
}

bool SameWindow::open()
{
    if (!m_isOpen)
        m_isOpen = rig.openTask();
    if (m_isOpen && !rig.isShowing(m_good))
        showGood();
    need(m_isOpen && settle(), u"row the good answer never came"_s);
    return m_broken.isEmpty();
}

/// The table is put in order behind the answer.
bool SameWindow::areRowsSettled()
{
    const auto *table = program().find<PartitionsView>(u"partitionTable"_s)->model();
    const auto *rows =
        qobject_cast<const PartitionsTable *>(qobject_cast<const QAbstractProxyModel *>(table)->sourceModel());
    return rows->isSettled();
}

bool SameWindow::settle()
{
    WholeProgram &all = program();
    return QTest::qWaitFor(
        [&] {
            const InsightPointer &insight = all.session.model().insight();
            // Once without the stream, and once more with it.
            return insight && insight->task() == all.session.answer().task && insight->seen().stream && areRowsSettled()
                && !all.project.isBusy();
        },
        int(patience.count()));
}

void SameWindow::ask(const QByteArray &body)
{
    rig.answerTask(Script().write(http(200, body)));
    rig.refresh();
}

QStringList SameWindow::hold(const QByteArray &body, const Outcome &outcome)
{
    m_broken.clear();
    if (!open())
        return m_broken;
    const TaskSession &session = program().session;
    Observed seen;
    if (outcome.kind)
        seen.before = shownRows(program());
    seen.freshBefore = session.freshness();
    seen.deadline = rig.setup().timing.total;
    seen.shown = body;
    const int asked = rig.server.asked(FaultRig::taskPath());
    LogListener::begin();

    StallMeter meter;
    QElapsedTimer elapsed;
    const auto waited = waitedForProcessor();
    elapsed.start();
    meter.start();
    ask(body);
    meter.stop();
    seen.gap = meter.longest();
    seen.took =
        milliseconds(elapsed.elapsed()) - std::chrono::duration_cast<milliseconds>(waitedForProcessor() - waited);
    seen.fresh = session.freshness();
    seen.ended = !seen.fresh.asking;
    seen.requests = rig.server.asked(FaultRig::taskPath()) - asked;
    seen.attempts = 2; // of a person's refresh
    checkOutcome(outcome, seen.fresh);
    m_broken += brokenInvariants(program(), outcome, seen);
    showGood();
    return m_broken;
}

void SameWindow::checkOutcome(const Outcome &outcome, const Freshness &fresh)
{
    const bool isAsExpected = outcome.kind
        ? fresh.error && fresh.error->kind == *outcome.kind && fresh.error->reason == outcome.reason
        : !fresh.error;
    need(isAsExpected,
         u"row expected kind %1, reason %2; came %3"_s.arg(outcome.kind ? int(*outcome.kind) : -1)
             .arg(int(outcome.reason))
             .arg(told(fresh.error)));
    need(fresh.state == outcome.state && fresh.pause == outcome.pause,
         u"row expected the state %1, came %2"_s.arg(int(outcome.state)).arg(int(fresh.state)));
    const std::optional<Banner::Message> &message = program().find<Banner>(u"banner"_s)->message();
    const QString said = message ? message->sentence + u'\n' + message->details.join(u'\n') : QString();
    for (const QString &words : outcome.says)
        need(said.contains(words), u"row \"%1\" is not said, but: %2"_s.arg(words, said.left(600)));
    if (outcome.holds) {
        need(QTest::qWaitFor([this] { return areRowsSettled(); }), u"row the rows are never in order"_s);
        const QStringList broken = outcome.holds(rig);
        for (const QString &what : broken)
            need(false, u"row "_s + what);
    }
}

void SameWindow::showGood()
{
    ask(m_good);
    const Freshness fresh = program().session.freshness();
    need(rig.isShowing(m_good) && !fresh.error && fresh.state == RefreshState::Ok,
         u"I9 it does not come back: "_s + told(fresh.error));
    need(!program().find<Banner>(u"banner"_s)->isVisible() && !program().find<QLabel>(u"staleChip"_s)->isVisible(),
         u"I9 the message stays"_s);
    // What was lost in an answer in between is nothing to the next one.
    program().session.acknowledgeAllDiscards();
}

} // namespace spillway
