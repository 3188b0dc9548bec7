// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/asking.h"
#include "demo/demoservice.h"
#include "support/testcase.h"

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The demo service and the program's own client, over loopback.
struct Practice
{
    explicit Practice(Timing timing = {})
    {
        const auto port = service.start();
        auto made = DisClient::create(service.connection(), network, systemClock(), timing);
        if (!port || !made)
            qFatal("no demo service");
        client = *std::move(made);
    }

    Result<TaskAnswer> ask() { return answerTo(client->showTask(DemoService::tasks().constFirst().address)); }
    Error errorWith(DemoFault fault)
    {
        service.setFault(fault);
        const Result<TaskAnswer> answer = ask();
        return answer ? Error() : answer.error();
    }

    DemoService service{systemClock()};
    QNetworkAccessManager network;
    std::unique_ptr<DisClient> client;
};

/// Long enough to answer on a busy machine, short enough to be waited for.
Timing impatient()
{
    Timing timing;
    timing.inactivity = 2s;
    timing.total = 3s;
    return timing;
}

} // namespace

class tst_DemoFault : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void eachFaultIsWhatItSays_data()
    {
        using Kind = Error::Kind;
        QTest::addColumn<DemoFault>("fault");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, DemoFault fault, Kind kind, int status, const QString &code = {}) {
            QTest::newRow(name) << fault << kind << status << code;
        };
        row("token expired", DemoFault::ExpiredToken, Kind::Unauthorized, 401, u"APIGW.0307"_s);
        row("token invalid", DemoFault::InvalidToken, Kind::Unauthorized, 441, u"DIS.4114"_s);
        row("no permission", DemoFault::NoPermission, Kind::Forbidden, 403, u"DIS.4116"_s);
        row("no task", DemoFault::NoTask, Kind::NotFound, 400, u"DIS.4354"_s);
        row("blocked", DemoFault::Blocked, Kind::Blocked, 400, u"DIS.4309"_s);
        row("throttled", DemoFault::Throttled, Kind::Throttled, 429, u"APIGW.0308"_s);
        row("traffic limit", DemoFault::TrafficLimit, Kind::Throttled, 400, u"DIS.4303"_s);
        row("system error", DemoFault::SystemError, Kind::Server, 500, u"DIS.5000"_s);
        row("login page", DemoFault::LoginPage, Kind::Malformed, 200);
        row("not JSON", DemoFault::NotJson, Kind::Malformed, 200);
        row("hang up", DemoFault::ClosedEarly, Kind::Unreachable, 0);
        row("cut off", DemoFault::CutOff, Kind::Malformed, 200);
    }
    void eachFaultIsWhatItSays()
    {
        QFETCH(DemoFault, fault);
        QFETCH(Error::Kind, kind);
        QFETCH(int, status);
        QFETCH(QString, code);
        Practice practice;
        const Error error = practice.errorWith(fault);
        QCOMPARE(error.kind, kind);
        QCOMPARE(error.httpStatus, status);
        QCOMPARE(error.code, code);
        QVERIFY(code.isEmpty() || !error.detail.isEmpty());
        QCOMPARE(error.requestId.isEmpty(), status == 0);
        // And it goes away as it came.
        practice.service.setFault(DemoFault::None);
        QVERIFY(practice.ask().has_value());
    }

    void whatDoesNotGoOnIsGivenUp_data()
    {
        QTest::addColumn<DemoFault>("fault");
        QTest::addColumn<int>("status");
        QTest::newRow("no answer") << DemoFault::Silent << 0;
        QTest::newRow("stops halfway") << DemoFault::Halfway << 200;
        QTest::newRow("trickle") << DemoFault::Trickling << 200;
    }
    void whatDoesNotGoOnIsGivenUp()
    {
        QFETCH(DemoFault, fault);
        QFETCH(int, status);
        Practice practice(impatient());
        const Error error = practice.errorWith(fault);
        QCOMPARE(error.kind, Error::Kind::Timeout);
        QCOMPARE(error.httpStatus, status);
        practice.service.setFault(DemoFault::None);
        QVERIFY(practice.ask().has_value());
    }

    void aCutIsSaidToBeOne()
    {
        Practice practice;
        QCOMPARE(nameOf(practice.errorWith(DemoFault::CutOff)),
                 nameOf(Error::Kind::Malformed, Error::Reason::CutShort));
        QCOMPARE(nameOf(practice.errorWith(DemoFault::ClosedEarly)),
                 nameOf(Error::Kind::Unreachable, Error::Reason::ClosedEarly));
    }

    void onlyThrottlingSaysHowLongToWait()
    {
        Practice practice;
        for (const DemoFaultInfo &info : demoFaults()) {
            const bool takesLong = info.fault == DemoFault::Silent || info.fault == DemoFault::Halfway
                || info.fault == DemoFault::Trickling || info.fault == DemoFault::None;
            if (takesLong)
                continue;
            const Error error = practice.errorWith(info.fault);
            QCOMPARE(error.retryAfter,
                     info.fault == DemoFault::Throttled ? std::optional(std::chrono::seconds(45)) : std::nullopt);
        }
    }

    void everyFaultIsInTheMenuOnceAndSaysWhatToExpect()
    {
        const QList<DemoService::Fault> faults = DemoService::faults();
        QSet<QString> titles;
        for (qsizetype i = 0; i < faults.size(); ++i) {
            QCOMPARE(int(faults[i].fault), int(i));
            QVERIFY(faults[i].promise.endsWith(u'.'));
            titles.insert(faults[i].title);
        }
        QCOMPARE(titles.size(), faults.size());
        QCOMPARE(faults.constFirst().fault, DemoFault::None);
        QCOMPARE(faults.constLast().fault, DemoFault::CutOff);
    }

    void aFaultIsForTheTasksThatThereAre()
    {
        Practice practice;
        practice.service.setFault(DemoFault::SystemError);
        QCOMPARE(practice.service.fault(), DemoFault::SystemError);
        const auto answer = answerTo(practice.client->showTask({{u"staging-events"_s}, {u"none"_s}}));
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, u"DIS.4354"_s);
    }
};

QTEST_GUILESS_MAIN(tst_DemoFault)
#include "tst_demofault.moc"
