// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/policy.h"
#include "support/testcase.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace spillway;
using namespace std::chrono_literals;

namespace {

using State = RefreshState;
using Event = RefreshEvent;

constexpr double middle = 0.5; // no jitter

const char *name(State state)
{
    static constexpr const char *names[]{"Idle",  "Loading", "Ok",           "Refreshing",
                                         "Stale", "Failed",  "AuthRequired", "Paused"};
    static_assert(std::size(names) == refreshStateCount);
    return names[int(state)];
}

QByteArray words(const RefreshStep &result)
{
    static constexpr const char *reasons[]{"", "/Blocked", "/Gone", "/Forbidden", "/Config", "/Throttled"};
    QByteArray text = QByteArray(name(result.next.state)) + reasons[int(result.next.reason)];
    const RefreshActions &actions = result.actions;
    text += actions.ask ? " ask" : "";
    text += actions.abort ? " abort" : "";
    text += actions.disarm ? " disarm" : "";
    if (actions.arm)
        text += " " + QByteArray::number(qint64(actions.arm->count() / 1000)) + "s";
    return text;
}

Refresh typical(State state)
{
    Refresh refresh;
    refresh.state = state;
    refresh.reason = state == State::Paused ? PauseReason::Blocked : PauseReason::None;
    refresh.hasAnswer = state != State::Idle && state != State::Loading && state != State::Failed;
    refresh.asking = state == State::Loading || state == State::Refreshing;
    refresh.failures = state == State::Stale || state == State::Failed || state == State::AuthRequired ? 1 : 0;
    return refresh;
}

/// Runs failures of one kind, a tick before each, and collects the delays.
QList<qint64> delays(Event failure, const Pace &pace, int count, std::optional<std::chrono::seconds> retryAfter = {},
                     double random = middle)
{
    QList<qint64> list;
    Refresh refresh = typical(State::Refreshing);
    for (int i = 0; i < count; ++i) {
        const RefreshStep result = step(refresh, failure, pace, random, retryAfter);
        list += result.actions.arm ? qint64(result.actions.arm->count()) : -1;
        refresh = step(result.next, Event::Tick, pace, random).next;
    }
    return list;
}

} // namespace

class tst_Policy : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateKnowsWhatEveryEventMeans_data();
    void everyStateKnowsWhatEveryEventMeans();
    void onlyAThrottledPauseEndsByItself();
    void everyErrorHasItsClass_data();
    void everyErrorHasItsClass();
    void everyClassHasItsEvent();
    void failuresAreAnsweredByLongerAndLongerWaits();
    void failuresWithoutEndWaitNoLongerThanTheCap();
    void failuresThatWereNotCountedWaitTheInterval();
    void anIntervalOfNothingWaitsAtLeastAMillisecond();
    void jitterStaysWithinItsShare();
    void aHiddenWindowAsksFourTimesSlower_data();
    void aHiddenWindowAsksFourTimesSlower();
    void withTheIntervalOffNothingIsAskedByItself();
    void theServicesOwnWaitIsAMinimum();
    void aVeryLongWaitIsAPause();
    void whatTheServiceAskedToWaitHoldsForOtherIntervalsToo();
    void forbiddenIsAskedSlowlyThreeTimesThenNotAtAll();
    void aVanishedTaskIsConfirmedTwiceThenLeft();
    void aVanishedTaskIsNotAskedSoonerForAShorterInterval();
    void openingForgetsAllButTheRows();
    void whoAskedIsKnownUntilTheAnswer();
    void aGoodAnswerForgetsEveryFailure();
    void aDeletedTaskIsAskedEveryFiveMinutes();
    void resumingForgetsWhyItStopped();
    void retriesWaitARandomShareOfADoublingTime();
    void dataGetsOldByItsAgeAndByFailure();
    void aMillionRandomEventsKeepThePromises();
};

void tst_Policy::everyStateKnowsWhatEveryEventMeans_data()
{
    QTest::addColumn<RefreshState>("state");
    QTest::addColumn<QByteArrayList>("expected"); // by event, in the order of RefreshEvent
    const auto row = [](State state, std::initializer_list<const char *> expected) {
        QByteArrayList list;
        for (const char *text : expected)
            list += text;
        QCOMPARE(list.size(), refreshEventCount);
        QTest::newRow(name(state)) << state << list;
    };
    // Open, Close, Tick, Refresh, Resume, IntervalChanged, Answered, AnsweredDeleted,
    // FailedTransient, FailedThrottle, FailedAuth, FailedForbidden, FailedGone, FailedBlocked, FailedConfig
    row(State::Idle,
        {"Loading ask disarm", "Idle disarm", "Idle", "Idle", "Idle", "Idle", "Idle", "Idle", "Idle", "Idle", "Idle",
         "Idle", "Idle", "Idle", "Idle"});
    row(State::Loading,
        {"Loading ask abort disarm", "Idle abort disarm", "Loading", "Loading", "Loading", "Loading", "Ok 30s",
         "Ok 300s", "Failed 30s", "Failed 30s", "AuthRequired disarm", "Failed 300s", "Failed 30s",
         "Paused/Blocked disarm", "Paused/Config disarm"});
    row(State::Ok,
        {"Refreshing ask disarm", "Idle disarm", "Refreshing ask disarm", "Refreshing ask disarm", "Ok",
         "Ok disarm 30s", "Ok", "Ok", "Ok", "Ok", "Ok", "Ok", "Ok", "Ok", "Ok"});
    row(State::Refreshing,
        {"Refreshing ask abort disarm", "Idle abort disarm", "Refreshing", "Refreshing", "Refreshing", "Refreshing",
         "Ok 30s", "Ok 300s", "Stale 30s", "Stale 30s", "AuthRequired disarm", "Stale 300s", "Stale 30s",
         "Paused/Blocked disarm", "Paused/Config disarm"});
    row(State::Stale,
        {"Refreshing ask disarm", "Idle disarm", "Refreshing ask disarm", "Refreshing ask disarm", "Stale",
         "Stale disarm 30s", "Stale", "Stale", "Stale", "Stale", "Stale", "Stale", "Stale", "Stale", "Stale"});
    row(State::Failed,
        {"Loading ask disarm", "Idle disarm", "Loading ask disarm", "Loading ask disarm", "Failed", "Failed disarm 30s",
         "Failed", "Failed", "Failed", "Failed", "Failed", "Failed", "Failed", "Failed", "Failed"});
    const char *refused = "AuthRequired";
    row(State::AuthRequired,
        {"Refreshing ask disarm", "Idle disarm", refused, "Refreshing ask disarm", "Refreshing ask disarm", refused,
         refused, refused, refused, refused, refused, refused, refused, refused, refused});
    const char *paused = "Paused/Blocked";
    row(State::Paused,
        {"Refreshing ask disarm", "Idle disarm", paused, "Refreshing ask disarm", "Refreshing ask disarm", paused,
         paused, paused, paused, paused, paused, paused, paused, paused, paused});
}

void tst_Policy::everyStateKnowsWhatEveryEventMeans()
{
    QFETCH(const RefreshState, state);
    QFETCH(const QByteArrayList, expected);
    for (int event = 0; event < refreshEventCount; ++event)
        QCOMPARE(words(step(typical(state), Event(event), {}, middle)), expected[event]);
}

void tst_Policy::onlyAThrottledPauseEndsByItself()
{
    for (const PauseReason reason : {PauseReason::Blocked, PauseReason::Gone, PauseReason::Forbidden,
                                     PauseReason::Config, PauseReason::Throttled}) {
        Refresh paused = typical(State::Paused);
        paused.reason = reason;
        QCOMPARE(step(paused, Event::Tick, {}, middle).actions.ask, reason == PauseReason::Throttled);
        QCOMPARE(step(paused, Event::IntervalChanged, {}, middle).actions, RefreshActions());
        // A person may always ask, once; what comes of it decides anew.
        QVERIFY(step(paused, Event::Refresh, {}, middle).actions.ask);
        QVERIFY(step(paused, Event::Resume, {}, middle).actions.ask);
    }
}

void tst_Policy::everyErrorHasItsClass_data()
{
    using Kind = Error::Kind;
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("retryAfter");
    QTest::addColumn<FailureClass>("expected");
    QTest::addColumn<Error::Reason>("reason");
    const auto row = [](const char *title, Kind kind, FailureClass expected, int status = 0, int retryAfter = -1,
                        Error::Reason reason = Error::Reason::Unspecified) {
        QTest::newRow(title) << kind << status << retryAfter << expected << reason;
    };
    row("cancelled", Kind::Cancelled, FailureClass::Transient);
    row("timeout", Kind::Timeout, FailureClass::Transient);
    row("unreachable", Kind::Unreachable, FailureClass::Transient);
    row("a proxy that refuses the password", Kind::Unreachable, FailureClass::Config, 407);
    row("tls", Kind::Tls, FailureClass::Config);
    row("unauthorized", Kind::Unauthorized, FailureClass::Auth, 441);
    row("forbidden", Kind::Forbidden, FailureClass::Forbidden, 403);
    row("not found", Kind::NotFound, FailureClass::Gone, 400);
    row("throttled", Kind::Throttled, FailureClass::Throttle, 400);
    row("blocked", Kind::Blocked, FailureClass::Blocked, 400);
    row("redirected", Kind::Redirected, FailureClass::Config, 302);
    row("rejected", Kind::Rejected, FailureClass::Config, 400);
    row("408", Kind::Rejected, FailureClass::Transient, 408);
    row("425", Kind::Rejected, FailureClass::Transient, 425);
    row("500", Kind::Server, FailureClass::Transient, 500);
    row("503 with a wait", Kind::Server, FailureClass::Throttle, 503, 7);
    row("larger than the limit", Kind::TooLarge, FailureClass::Config, 0, -1, Error::Reason::OverCap);
    row("F202 larger than the memory there is now", Kind::TooLarge, FailureClass::Transient);
    row("mismatch", Kind::Mismatch, FailureClass::Config);
    row("malformed", Kind::Malformed, FailureClass::Transient, 200);
    row("file", Kind::File, FailureClass::Config);
    row("usage", Kind::Usage, FailureClass::Config);
}

void tst_Policy::everyErrorHasItsClass()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const int, status);
    QFETCH(const int, retryAfter);
    QFETCH(const FailureClass, expected);
    QFETCH(const Error::Reason, reason);
    Error error;
    error.kind = kind;
    error.reason = reason;
    error.httpStatus = status;
    if (retryAfter >= 0)
        error.retryAfter = std::chrono::seconds(retryAfter);
    QCOMPARE(classify(error), expected);
}

void tst_Policy::failuresAreAnsweredByLongerAndLongerWaits()
{
    QCOMPARE(delays(Event::FailedTransient, {}, 5), (QList<qint64>{30'000, 60'000, 120'000, 120'000, 120'000}));
    Pace fast;
    fast.interval = 5s;
    QCOMPARE(delays(Event::FailedTransient, fast, 7),
             (QList<qint64>{5'000, 10'000, 20'000, 40'000, 80'000, 120'000, 120'000}));
    Pace slow;
    slow.interval = 300s;
    QCOMPARE(delays(Event::FailedTransient, slow, 2), (QList<qint64>{120'000, 120'000}));
}

void tst_Policy::everyClassHasItsEvent()
{
    QCOMPARE(eventFor(FailureClass::Transient), Event::FailedTransient);
    QCOMPARE(eventFor(FailureClass::Throttle), Event::FailedThrottle);
    QCOMPARE(eventFor(FailureClass::Auth), Event::FailedAuth);
    QCOMPARE(eventFor(FailureClass::Forbidden), Event::FailedForbidden);
    QCOMPARE(eventFor(FailureClass::Gone), Event::FailedGone);
    QCOMPARE(eventFor(FailureClass::Blocked), Event::FailedBlocked);
    QCOMPARE(eventFor(FailureClass::Config), Event::FailedConfig);
}

void tst_Policy::failuresWithoutEndWaitNoLongerThanTheCap()
{
    Pace fast;
    fast.interval = 5s;
    const QList<qint64> waits = delays(Event::FailedTransient, fast, 140);
    QVERIFY(std::all_of(waits.begin() + 5, waits.end(), [](qint64 wait) { return wait == 120'000; }));
}

void tst_Policy::failuresThatWereNotCountedWaitTheInterval()
{
    Refresh stale = typical(State::Stale);
    stale.failures = 0;
    QCOMPARE(step(stale, Event::IntervalChanged, {}, middle).actions.arm, 30s);
}

void tst_Policy::anIntervalOfNothingWaitsAtLeastAMillisecond()
{
    Pace nothing;
    nothing.interval = 0s;
    QCOMPARE(delays(Event::FailedTransient, nothing, 2), (QList<qint64>{1, 1}));
    QCOMPARE(step(typical(State::Stale), Event::IntervalChanged, nothing, middle).actions.arm, 1ms);
}

void tst_Policy::jitterStaysWithinItsShare()
{
    QCOMPARE(delays(Event::FailedTransient, {}, 1, {}, 0.0), QList<qint64>{24'000});
    QCOMPARE(delays(Event::FailedTransient, {}, 1, {}, 0.999'999'9), QList<qint64>{36'000});
    QCOMPARE(step(typical(State::Loading), Event::Answered, {}, 0.0).actions.arm, 27s);
    QCOMPARE(step(typical(State::Loading), Event::Answered, {}, 0.999'999'9).actions.arm, 33s);
}

void tst_Policy::aHiddenWindowAsksFourTimesSlower_data()
{
    QTest::addColumn<milliseconds>("interval");
    QTest::addColumn<milliseconds>("hidden");
    QTest::newRow("F172 30 s") << milliseconds(30s) << milliseconds(120s);
    QTest::newRow("F172 60 s") << milliseconds(60s) << milliseconds(240s);
    QTest::newRow("F172 more than 300 s") << milliseconds(100s) << milliseconds(300s);
    QTest::newRow("F172 300 s already") << milliseconds(300s) << milliseconds(300s);
}

void tst_Policy::aHiddenWindowAsksFourTimesSlower()
{
    QFETCH(milliseconds, interval);
    QFETCH(milliseconds, hidden);
    Pace pace;
    pace.hidden = true;
    QCOMPARE(delays(Event::FailedTransient, pace, 3), (QList<qint64>{120'000, 240'000, 300'000}));
    pace.interval = interval;
    QCOMPARE(step(typical(State::Loading), Event::Answered, pace, middle).actions.arm, hidden);
}

void tst_Policy::withTheIntervalOffNothingIsAskedByItself()
{
    Pace off;
    off.interval.reset();
    for (int state = 0; state < refreshStateCount; ++state) {
        for (int event = 0; event < refreshEventCount; ++event)
            QCOMPARE(step(typical(State(state)), Event(event), off, middle, 1000s).actions.arm, std::nullopt);
    }
    QVERIFY(step(typical(State::Ok), Event::IntervalChanged, off, middle).actions.disarm);
}

void tst_Policy::theServicesOwnWaitIsAMinimum()
{
    QCOMPARE(delays(Event::FailedThrottle, {}, 3, 7s), (QList<qint64>{30'000, 60'000, 120'000}));
    QCOMPARE(delays(Event::FailedThrottle, {}, 2, 90s), (QList<qint64>{90'000, 90'000}));
    const RefreshStep longest = step(typical(State::Refreshing), Event::FailedThrottle, {}, middle, 300s);
    QCOMPARE(words(longest), "Stale 300s");
}

void tst_Policy::aVeryLongWaitIsAPause()
{
    const RefreshStep result = step(typical(State::Refreshing), Event::FailedThrottle, {}, middle, 3600s);
    QCOMPARE(words(result), "Paused/Throttled disarm 3600s");
    QVERIFY(step(result.next, Event::Tick, {}, middle).actions.ask);
}

void tst_Policy::whatTheServiceAskedToWaitHoldsForOtherIntervalsToo()
{
    const Refresh refresh = step(typical(State::Refreshing), Event::FailedThrottle, {}, middle, 200s).next;
    QCOMPARE(step(refresh, Event::IntervalChanged, {}, middle, 200s).actions.arm, 200s);
    QCOMPARE(step(refresh, Event::IntervalChanged, {}, middle, 7s).actions.arm, 30s);
}

void tst_Policy::forbiddenIsAskedSlowlyThreeTimesThenNotAtAll()
{
    QCOMPARE(delays(Event::FailedForbidden, {}, 4), (QList<qint64>{300'000, 300'000, 300'000, -1}));
    Refresh refresh = typical(State::Refreshing);
    refresh.forbidden = 3;
    QCOMPARE(words(step(refresh, Event::FailedForbidden, {}, middle)), "Paused/Forbidden disarm");
    QCOMPARE(step(refresh, Event::FailedTransient, {}, middle).next.forbidden, 0);
    refresh = step(typical(State::Refreshing), Event::FailedForbidden, {}, middle).next;
    QCOMPARE(step(refresh, Event::IntervalChanged, {}, middle).actions.arm, 300s);
}

void tst_Policy::aVanishedTaskIsConfirmedTwiceThenLeft()
{
    QCOMPARE(delays(Event::FailedGone, {}, 3), (QList<qint64>{30'000, 30'000, -1}));
    Pace fast;
    fast.interval = 5s;
    QCOMPARE(delays(Event::FailedGone, fast, 3), (QList<qint64>{30'000, 30'000, -1}));
    Pace slow;
    slow.interval = 60s;
    QCOMPARE(delays(Event::FailedGone, slow, 3), (QList<qint64>{60'000, 60'000, -1}));
    Refresh refresh = typical(State::Refreshing);
    refresh.gone = 2;
    QCOMPARE(words(step(refresh, Event::FailedGone, {}, middle)), "Paused/Gone disarm");
}

void tst_Policy::aVanishedTaskIsNotAskedSoonerForAShorterInterval()
{
    Pace fast;
    fast.interval = 5s;
    Refresh stale = typical(State::Stale);
    QCOMPARE(step(stale, Event::IntervalChanged, fast, middle).actions.arm, 5s);
    stale.gone = 1;
    QCOMPARE(step(stale, Event::IntervalChanged, fast, middle).actions.arm, 30s);
    stale.failures = 9;
    QCOMPARE(step(stale, Event::IntervalChanged, fast, middle).actions.arm, 120s);
    // Another failure in between, and it has to vanish anew.
    QCOMPARE(step(typical(State::Refreshing), Event::FailedTransient, {}, middle).next.gone, 0);
}

void tst_Policy::openingForgetsAllButTheRows()
{
    Refresh stopped = typical(State::Paused);
    stopped.failures = stopped.gone = stopped.forbidden = 3;
    stopped.deleted = true;
    Refresh expected = typical(State::Refreshing);
    expected.manual = true;
    QCOMPARE(step(stopped, Event::Open, {}, middle).next, expected);
}

void tst_Policy::whoAskedIsKnownUntilTheAnswer()
{
    QVERIFY(step(typical(State::Ok), Event::Refresh, {}, middle).next.manual);
    QVERIFY(step(typical(State::Paused), Event::Resume, {}, middle).next.manual);
    QVERIFY(!step(typical(State::Ok), Event::Tick, {}, middle).next.manual);
    const Refresh asked = step(typical(State::Idle), Event::Open, {}, middle).next;
    QVERIFY(asked.manual);
    QVERIFY(!step(asked, Event::FailedTransient, {}, middle).next.manual);
    QVERIFY(!step(asked, Event::Answered, {}, middle).next.manual);
}

void tst_Policy::aGoodAnswerForgetsEveryFailure()
{
    Refresh refresh = typical(State::Refreshing);
    refresh.failures = 9;
    refresh.gone = 2;
    refresh.forbidden = 3;
    Refresh expected = typical(State::Ok);
    QCOMPARE(step(refresh, Event::Answered, {}, middle).next, expected);
}

void tst_Policy::aDeletedTaskIsAskedEveryFiveMinutes()
{
    const RefreshStep result = step(typical(State::Refreshing), Event::AnsweredDeleted, {}, middle);
    QCOMPARE(result.actions.arm, 300s);
    QVERIFY(result.next.deleted);
    QCOMPARE(step(result.next, Event::IntervalChanged, {}, middle).actions.arm, 300s);
}

void tst_Policy::resumingForgetsWhyItStopped()
{
    Refresh paused = typical(State::Paused);
    paused.reason = PauseReason::Gone;
    paused.gone = 3;
    paused.failures = 3;
    const Refresh next = step(paused, Event::Resume, {}, middle).next;
    QCOMPARE(next.gone, 0);
    QCOMPARE(next.failures, 0);
    QCOMPARE(next.reason, PauseReason::None);
}

void tst_Policy::retriesWaitARandomShareOfADoublingTime()
{
    QCOMPARE(retryDelay(0, 1.0), 500ms);
    QCOMPARE(retryDelay(-1, 1.0), 500ms);
    QCOMPARE(retryDelay(1, 1.0), 1000ms);
    QCOMPARE(retryDelay(2, 1.0), 2000ms);
    QCOMPARE(retryDelay(3, 0.5), 2000ms);
    QCOMPARE(retryDelay(30, 1.0), 20'000ms);
    QCOMPARE(retryDelay(1, 0.0), 0ms);
}

void tst_Policy::dataGetsOldByItsAgeAndByFailure()
{
    QCOMPARE(staleness(60s, 5s, false), Staleness::Fresh);
    QCOMPARE(staleness(60'001ms, 5s, false), Staleness::Amber);
    QCOMPARE(staleness(120s, 60s, false), Staleness::Fresh);
    QCOMPARE(staleness(121s, 60s, false), Staleness::Amber);
    QCOMPARE(staleness(1s, 30s, true), Staleness::Amber);
    QCOMPARE(staleness(300s, 30s, true), Staleness::Amber);
    QCOMPARE(staleness(300'001ms, 30s, false), Staleness::Red);
    QCOMPARE(staleness(1500s, 300s, false), Staleness::Amber);
    QCOMPARE(staleness(1501s, 300s, false), Staleness::Red);
    QCOMPARE(staleness(61s, std::nullopt, false), Staleness::Amber);
}

void tst_Policy::aMillionRandomEventsKeepThePromises()
{
    QRandomGenerator random(3);
    Pace pace;
    Refresh refresh;
    bool timer = false;
    bool flying = false;
    for (int i = 0; i < 1'000'000; ++i) {
        Event event = Event(random.bounded(refreshEventCount));
        if (event == Event::Tick && !timer)
            continue;
        timer = event == Event::Tick ? false : timer;
        pace.interval = random.bounded(7) ? std::optional<milliseconds>(30s) : std::nullopt;
        pace.hidden = random.bounded(5) == 0;
        const bool isResult = event >= Event::Answered;
        if (isResult && !flying)
            continue;
        flying = isResult ? false : flying;
        const RefreshStep result =
            step(refresh, event, pace, random.generateDouble(), std::chrono::seconds(random.bounded(1000)));
        const RefreshActions &actions = result.actions;
        refresh = result.next;
        flying = actions.abort ? false : flying;
        QVERIFY2(!actions.ask || !flying, "two questions in flight");
        flying = flying || actions.ask;
        QCOMPARE(refresh.asking, flying);
        timer = (timer && !actions.disarm) || actions.arm.has_value();
        QVERIFY(!actions.arm || actions.arm->count() > 0);
        const bool needsPerson = refresh.state == State::Idle || refresh.state == State::AuthRequired
            || (refresh.state == State::Paused && refresh.reason != PauseReason::Throttled);
        QVERIFY2(!(needsPerson && timer), "a timer while a person has to act");
        QVERIFY2(!(flying && timer), "a timer while a question is in flight");
        QCOMPARE(flying, refresh.state == State::Loading || refresh.state == State::Refreshing);
        QVERIFY((refresh.reason != PauseReason::None) == (refresh.state == State::Paused));
    }
}

QTEST_GUILESS_MAIN(tst_Policy)
#include "tst_policy.moc"
