// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faultrig.h"

#include "models/partitionstable.h"
#include "support/fixtures.h"
#include "ui/banner.h"
#include "ui/partitionsview.h"

#include <QAbstractProxyModel>
#include <QAction>
#include <QEventLoop>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

namespace {

/// Of the pace, once it is clear that the timer runs, and for how long.
constexpr milliseconds quickened = 20ms;
constexpr milliseconds patience = 10s;
const QString serverCertificate = u"server"_s;

milliseconds scaled(milliseconds length, double factor)
{
    return milliseconds(qint64(double(length.count()) * factor));
}

Pace scaledPace(double factor)
{
    Pace pace;
    pace.interval = scaled(*pace.interval, factor);
    for (milliseconds *length :
         {&pace.backoffCap, &pace.backoffCapHidden, &pace.forbidden, &pace.deleted, &pace.goneAtLeast})
        *length = scaled(*length, factor);
    // Not the longest wait that a service may ask for: it asks in whole seconds.
    return pace;
}

QByteArray nameOf(RefreshState state)
{
    static constexpr std::array names{"Idle",  "Loading", "Ok",           "Refreshing",
                                      "Stale", "Failed",  "AuthRequired", "Paused"};
    return names[size_t(state)];
}

QString told(const std::optional<Error> &error)
{
    return error ? u"kind %1, reason %2, HTTP %3, %4"_s.arg(int(error->kind))
                       .arg(int(error->reason))
                       .arg(error->httpStatus)
                       .arg(error->detail.left(200))
                 : u"no error"_s;
}

} // namespace

ProgramSetup FaultRig::setupFor(const Fault &fault)
{
    const bool waits = fault.outcome.kind == Error::Kind::Timeout;
    const double factor = (waits ? waitingScale : scale) * (StallMeter::slowness() > 1 ? 2 : 1);
    ProgramSetup setup;
    for (milliseconds *deadline : {&setup.timing.connect, &setup.timing.inactivity, &setup.timing.total})
        *deadline = scaled(*deadline, factor);
    setup.pace = scaledPace(scale);
    if (fault.prepare)
        fault.prepare(setup);
    return setup;
}

FaultRig::FaultRig(bool isEncrypted, const ProgramSetup &setup)
    : m_isEncrypted(isEncrypted)
    , m_setup(setup)
{
    LogListener::begin();
    if (isEncrypted)
        server.encrypt(certificates().serverWith(serverCertificate));
    server.answer("/v2/p1/streams", 200, R"({"total_number":1,"stream_names":["dis-test1"],"has_more_streams":false})");
    server.answer("/v2/p1/streams/dis-test1", 200,
                  fixture(u"stream-documented.json"_s).replace("newstream", "dis-test1"));
    server.answer("/v2/p1/streams/dis-test1/transfer-tasks", 200,
                  R"({"total_number":1,"tasks":[{"task_name":"test_1","state":"RUNNING"}]})");
    answerTask(Script().write(http(200, answer(1))));
    m_program = std::make_unique<WholeProgram>(setup);
}

FaultRig::~FaultRig() = default;

QByteArray FaultRig::answer(int number)
{
    const QByteArray offset = R"("last_transfer_offset": )";
    QByteArray body = fixture(u"task-obs-two-partitions.json"_s);
    return body.replace(QByteArray(offset + "500"), QByteArray(offset + QByteArray::number(499 + number)));
}

TaskAddress FaultRig::task()
{
    return {{u"dis-test1"_s}, {u"test_1"_s}};
}

QByteArray FaultRig::taskPath()
{
    return "/v2/p1/streams/dis-test1/transfer-tasks/test_1";
}

Certificates &FaultRig::certificates()
{
    static Certificates made;
    static const bool isMade = [] {
        made.make({.name = serverCertificate, .extensions = "subjectAltName=IP:127.0.0.1,DNS:localhost"});
        return true;
    }();
    Q_UNUSED(isMade)
    return made;
}

void FaultRig::answerTask(const Script &script)
{
    server.replace(taskPath(), script);
}

void FaultRig::greet(const Script &script)
{
    m_greets = true;
    server.dropConnections();
    server.greet(script);
}

void FaultRig::present(const QSslConfiguration &identity)
{
    m_presents = true;
    server.encrypt(identity);
    server.dropConnections();
}

void FaultRig::refuseConnections()
{
    server.stopListening();
    server.dropConnections();
}

void FaultRig::swallowConnections()
{
    refuseConnections();
    m_hole.emplace(server.authority().section(u':', 1).toUShort());
}

void FaultRig::reopen(const QString &endpoint, ProxyChoice proxy)
{
    m_reopened = true;
    m_program->window.open(m_program->client(endpoint, certificates().authorities(), std::move(proxy)), task());
}

void FaultRig::repair()
{
    // Only then: a connection that is kept is part of many a fault.
    if (m_greets || m_presents)
        server.dropConnections();
    server.stopGreeting();
    m_hole.reset();
    server.listenAgain();
    if (m_isEncrypted)
        server.encrypt(certificates().serverWith(serverCertificate));
    answerTask(Script().write(http(200, answer(3))));
}

int FaultRig::requests() const
{
    return m_greets ? server.connections() - m_connectionsBefore : server.asked(taskPath()) - m_requestsBefore;
}

QStringList FaultRig::hold(const Fault &fault)
{
    if (!openTask())
        return m_broken;
    m_requestsBefore = server.asked(taskPath());
    m_connectionsBefore = server.connections();
    m_seen.before = shownRows(*m_program);
    m_seen.freshBefore = m_program->session.freshness();
    m_seen.deadline = m_setup.timing.total;
    m_seen.shown = fault.outcome.shown.isNull() ? answer(2) : fault.outcome.shown;
    answerTask(Script().write(http(200, m_seen.shown)));

    m_meter.start();
    fault.inject(*this);
    refreshAsAPerson();
    waitForTheEnd();
    m_meter.stop();
    m_seen.gap = m_meter.longest();
    checkOutcome(fault.outcome);
    m_broken += brokenInvariants(*m_program, fault.outcome, m_seen);

    repair();
    if (fault.remove)
        fault.remove(*this);
    recover();
    return m_broken;
}

bool FaultRig::openTask()
{
    m_program->window.open(m_program->client(server.url(), authorities()), task());
    settle();
    const Freshness fresh = m_program->session.freshness();
    if (!isShowing(answer(1)) || fresh.error || fresh.state != RefreshState::Ok)
        m_broken += u"row the good poll failed: "_s + told(fresh.error);
    if (m_program->find<Banner>(u"banner"_s)->isVisible() || m_program->find<QLabel>(u"staleChip"_s)->isVisible())
        m_broken += u"row the window does not start clean"_s;
    return m_broken.isEmpty();
}

/// Until nothing is under way: the answer is on screen, with what follows from it, and the project around it.
void FaultRig::settle()
{
    const auto *table = m_program->find<PartitionsView>(u"partitionTable"_s)->model();
    const auto *rows =
        qobject_cast<const PartitionsTable *>(qobject_cast<const QAbstractProxyModel *>(table)->sourceModel());
    const TaskSession &session = m_program->session;
    if (!QTest::qWaitFor(
            [&] {
                const InsightPointer &insight = session.model().insight();
                return session.answer().task && !session.freshness().asking && insight
                    && insight->task() == session.answer().task && rows->isSettled() && rows->rowCount() > 0
                    && !m_program->project.isBusy();
            },
            int(patience.count())))
        m_broken += u"row the good poll never settled"_s;
}

void FaultRig::refresh()
{
    refreshAsAPerson();
    waitForTheEnd();
}

void FaultRig::refreshAsAPerson()
{
    if (m_reopened)
        return; // which asks
    m_program->find<QAction>(u"actionRefresh"_s)->trigger();
}

/// Until the refresh has ended; no timer runs out after that.
void FaultRig::waitForTheEnd()
{
    const TaskSession &session = m_program->session;
    const auto waited = waitedForProcessor();
    QElapsedTimer took;
    took.start();
    QEventLoop loop;
    QTimer::singleShot(2 * m_seen.deadline + patience, &loop, &QEventLoop::quit);
    QObject::connect(&session, &TaskSession::freshnessChanged, &loop, [&] {
        if (!session.freshness().asking)
            loop.quit();
    });
    if (session.freshness().asking)
        loop.exec();
    QCoreApplication::sendPostedEvents(); // new buttons show themselves
    m_seen.took =
        milliseconds(took.elapsed()) - std::chrono::duration_cast<milliseconds>(waitedForProcessor() - waited);
    m_seen.fresh = session.freshness();
    m_seen.ended = !m_seen.fresh.asking;
    m_seen.requests = requests();
    const bool isFinal = m_seen.fresh.error && classify(*m_seen.fresh.error) != FailureClass::Transient;
    m_seen.attempts = isFinal ? 1 : 2; // of a person's refresh
}

void FaultRig::checkOutcome(const Outcome &outcome)
{
    const Freshness &fresh = m_seen.fresh;
    const auto need = [this](bool holds, const QString &what) {
        if (!holds)
            m_broken += u"row "_s + what;
    };
    const bool isAsExpected = outcome.kind ? fresh.error && fresh.error->kind == *outcome.kind
            && (fresh.error->reason == outcome.reason || fresh.error->reason == outcome.orReason)
                                           : !fresh.error;
    need(isAsExpected,
         u"expected kind %1, reason %2; came %3"_s.arg(outcome.kind ? int(*outcome.kind) : -1)
             .arg(int(outcome.reason))
             .arg(told(fresh.error)));
    need(fresh.state == outcome.state && fresh.pause == outcome.pause,
         u"expected the state %1, came %2"_s.arg(QLatin1StringView(nameOf(outcome.state)),
                                                 QLatin1StringView(nameOf(fresh.state))));
    need(!outcome.soonest || (fresh.next && *fresh.next >= *outcome.soonest && *fresh.next <= *outcome.latest),
         u"the next question comes in %1 ms"_s.arg(fresh.next.value_or(-1ms).count()));
    const std::optional<Banner::Message> &message = m_program->find<Banner>(u"banner"_s)->message();
    const QString said = message ? message->sentence + u'\n' + message->details.join(u'\n') : QString();
    for (const QString &words : outcome.says)
        need(said.contains(words), u"\"%1\" is not said, but: %2"_s.arg(words, said.left(600)));
    if (outcome.holds) {
        const QStringList broken = outcome.holds(*this);
        for (const QString &what : broken)
            need(false, what);
    }
}

bool FaultRig::isShowing(const QByteArray &body)
{
    const TaskSession &session = m_program->session;
    return session.answer().task && session.answer().task->answer.bytes() == body;
}

void FaultRig::recover()
{
    const auto &next = m_seen.fresh.next;
    const bool comesBack = next && *next <= *m_setup.pace.interval * 3 / 2 && !m_reopened;
    if (m_reopened)
        m_program->window.open(m_program->client(server.url(), authorities()), task());
    else if (comesBack)
        m_program->session.setInterval(quickened);
    else
        actAsAPerson();
    const TaskSession &session = m_program->session;
    const bool isBack = QTest::qWaitFor(
        [&] {
            const Freshness fresh = session.freshness();
            return isShowing(answer(3)) && !fresh.error && fresh.staleness == Staleness::Fresh
                && (fresh.state == RefreshState::Ok || fresh.state == RefreshState::Refreshing);
        },
        int(patience.count()));
    if (!isBack)
        m_broken += u"I9 it does not come back: "_s + told(session.freshness().error);
    else if (m_program->find<Banner>(u"banner"_s)->isVisible() || m_program->find<QLabel>(u"staleChip"_s)->isVisible())
        m_broken += u"I9 the message stays"_s;
}

/// Where asking has stopped or comes late: what the message offers.
void FaultRig::actAsAPerson()
{
    const auto *banner = m_program->find<Banner>(u"banner"_s);
    for (const char *name : {"bannerTryOnce", "bannerRetry"}) {
        const QList<QPushButton *> buttons = banner->findChildren<QPushButton *>(QLatin1StringView(name));
        for (QPushButton *button : buttons) {
            if (button->isVisible() && button->isEnabled())
                return button->click();
        }
    }
    m_program->find<QAction>(u"actionRefresh"_s)->trigger();
}

} // namespace spillway
