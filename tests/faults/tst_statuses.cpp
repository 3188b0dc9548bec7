// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faulttest.h"
#include "support/canaries.h"

#include <QDateTime>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QList<Header> requestId{{"X-Request-Id", "request-4711"}};

/// The service's envelope, and its gateway's.
QByteArray dis(const QByteArray &code)
{
    return QByteArray(R"({"errorCode":"CODE","message":"as the service says"})").replace("CODE", code);
}

QByteArray gateway(const QByteArray &code)
{
    return QByteArray(R"({"error_code":"CODE","error_msg":"as the gateway says","request_id":"request-4712"})")
        .replace("CODE", code);
}

std::function<void(FaultRig &)> refusing(int status, const QByteArray &body)
{
    return answering(status, body, requestId);
}

/// Which wait is asked for; the date that it counts from is the service's.
std::function<void(FaultRig &)> waiting(int status, const QByteArray &wait)
{
    return answering(status, {}, {{"Retry-After", wait}, {"Date", "Wed, 21 Oct 2015 07:28:00 GMT"}});
}

/// What the answers are, one after the other; the last for ever.
std::function<void(FaultRig &)> inTurn(const std::vector<Script> &scripts)
{
    return [scripts](FaultRig &rig) {
        rig.answerTask(scripts.front());
        for (size_t i = 1; i < scripts.size(); ++i)
            rig.server.answer(FaultRig::taskPath(), scripts[i]);
    };
}

/// The same, and all but the last of them were met before.
std::function<void(FaultRig &)> afterRefreshes(int count, const std::function<void(FaultRig &)> &fault)
{
    return [count, fault](FaultRig &rig) {
        fault(rig);
        for (int i = 0; i < count; ++i)
            rig.refresh();
    };
}

Script answered(int status, const QByteArray &body = {})
{
    return Script().write(http(status, body, requestId));
}

/// The program signed nothing of its own into the request.
Outcome withoutAuthorization(Outcome outcome)
{
    outcome.holds = [](FaultRig &rig) {
        const bool isNone = rig.server.requests().constLast().header("Authorization").isNull();
        return isNone ? QStringList() : QStringList{u"an Authorization header was sent"_s};
    };
    return outcome;
}

Outcome withoutHtml(Outcome outcome)
{
    outcome.holds = [](FaultRig &) {
        return widgetTexts().contains("<b>") ? QStringList{u"HTML is on screen"_s} : QStringList();
    };
    return outcome;
}

/// At most so much of what the service said is kept.
Outcome clipped(Outcome outcome)
{
    outcome.holds = [](FaultRig &rig) {
        const auto error = rig.program().session.freshness().error;
        const bool isShort = error && error->detail.toUtf8().size() <= 2048;
        return isShort ? QStringList() : QStringList{u"more than 2 KiB is kept"_s};
    };
    return outcome;
}

QByteArray inMinutes(int minutes)
{
    const QDateTime time = QDateTime::currentDateTimeUtc().addSecs(qint64(minutes) * 60);
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " GMT";
}

} // namespace

/// F048-F071: what the service says with a status and a code.
class TestStatuses : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachFaultIsHeld_data() { addRows(faults()); }
    void eachFaultIsHeld() { holdRow(faults()); }

private:
    static std::vector<Fault> faults();
    static std::vector<Fault> refusals();
    static std::vector<Fault> challenges();
    static std::vector<Fault> forbidden();
    static std::vector<Fault> missing();
    static std::vector<Fault> throttled();
    static std::vector<Fault> waits();
    static std::vector<Fault> broken();
    static std::vector<Fault> disguised();
};

std::vector<Fault> TestStatuses::faults()
{
    std::vector<Fault> all;
    for (const auto &some :
         {refusals(), challenges(), forbidden(), missing(), throttled(), waits(), broken(), disguised()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<Fault> TestStatuses::refusals()
{
    const Outcome refused = authRequired().saying({u"The token was not accepted"_s, u"request-4711"_s});
    std::vector<Fault> faults{
        {"F048 401", refusing(401, {}), refused},
        {"F049 441 DIS.4114", refusing(441, dis("DIS.4114")), Outcome(refused).saying({u"DIS.4114"_s})},
        {"F049 441 without a word", refusing(441, {}), refused},
        {"F049 401 DIS.4100", refusing(401, dis("DIS.4100")), refused},
        {"F049 400 DIS.4104", refusing(400, dis("DIS.4104")), refused},
    };
    for (const char *code : {"APIGW.0301", "APIG.0301", "APIGW.0303", "APIGW.0307", "APIGW.1002"})
        faults.push_back({QByteArray("F051 401 ") + code, refusing(401, gateway(code)),
                          Outcome(refused).saying({QLatin1StringView(code)})});
    for (const char *code : {"DIS.4103", "DIS.4104", "DIS.4105"})
        faults.push_back({.name = QByteArray("F050 the clock is wrong, ") + code,
                          .inject = answering(441, dis(code), {{"Date", inMinutes(17)}}),
                          .outcome = authRequired(Reason::SignatureRefused)
                                         .within(2)
                                         .saying({u"this computer's clock is 16 min 5"_s, u"refused beyond 15 min"_s}),
                          .prepare = [](ProgramSetup &setup) { setup.signs = true; }});
    return faults;
}

std::vector<Fault> TestStatuses::challenges()
{
    std::vector<Fault> faults;
    for (const int status : {401, 441}) {
        for (const QByteArray challenge :
             {"Basic realm=\"x\"", "NTLM", "Negotiate", "Digest realm=\"x\", nonce=\"1\""}) {
            const QByteArray number = challenge.startsWith("N") ? "F053 " : "F052 ";
            faults.push_back({number + QByteArray::number(status) + ' ' + challenge.split(' ').constFirst(),
                              answering(status, gateway("APIGW.0301"), {{"WWW-Authenticate", challenge}}),
                              withoutAuthorization(authRequired())});
        }
    }
    return faults;
}

std::vector<Fault> TestStatuses::forbidden()
{
    // Slow, and three times: 300 s by the program's pace.
    const Outcome slow = staleAtOnce(Kind::Forbidden).nextIn(14s, 15s).saying({u"may not read this dump task"_s});
    return {
        {"F054 403 DIS.4116", refusing(403, dis("DIS.4116")), Outcome(slow).saying({u"DIS.4116"_s})},
        {"F054 403 APIGW.0302", refusing(403, gateway("APIGW.0302")), slow},
        {"F054 403 for the fourth time", afterRefreshes(3, refusing(403, dis("DIS.4116"))),
         paused(PauseReason::Forbidden, Kind::Forbidden).within(4)},
        {"F055 403 of a firewall", answering(403, "<html><b>blocked</b></html>", {{"Content-Type", "text/html"}}),
         withoutHtml(slow)},
    };
}

std::vector<Fault> TestStatuses::missing()
{
    const Outcome gone = staleAtOnce(Kind::NotFound);
    const QString check = u"Check the names"_s;
    return {
        {"F056 400 DIS.4354", refusing(400, dis("DIS.4354")),
         Outcome(gone).saying({u"The dump task \"test_1\" does not exist."_s})},
        {"F056 400 DIS.4354, confirmed twice", afterRefreshes(2, refusing(400, dis("DIS.4354"))),
         paused(PauseReason::Gone, Kind::NotFound).within(3)},
        {"F057 404", refusing(404, {}), Outcome(gone).saying({check})},
        {"F057 410", refusing(410, {}), Outcome(gone).saying({check})},
        {"F057 404 of another API", refusing(404, gateway("APIGW.0101")), paused(PauseReason::Config, Kind::Rejected)},
        {"F058 400 DIS.4301", refusing(400, dis("DIS.4301")),
         Outcome(gone).saying({u"The stream \"dis-test1\" does not exist."_s})},
        {"F059 400 DIS.4117", refusing(400, dis("DIS.4117")),
         paused(PauseReason::Config, Kind::Rejected).saying({u"The project ID is not valid here."_s})},
        {"F059 400 without a word", refusing(400, {}), paused(PauseReason::Config, Kind::Rejected)},
    };
}

std::vector<Fault> TestStatuses::throttled()
{
    // The first back-off: the interval, less its jitter.
    const Outcome slower = staleAtOnce(Kind::Throttled).nextIn(1s, 1200ms).saying({u"asks to slow down"_s});
    return {
        {"F060 400 DIS.4303", refusing(400, dis("DIS.4303")), slower},
        {"F060 400 DIS.4305", refusing(400, dis("DIS.4305")), slower},
        {"F061 400 DIS.4309", refusing(400, dis("DIS.4309")),
         paused(PauseReason::Blocked, Kind::Blocked).saying({u"has blocked this address"_s})},
        {"F061 403 DIS.4309", refusing(403, dis("DIS.4309")), paused(PauseReason::Blocked, Kind::Blocked)},
        {"F065 429 APIG.0308", refusing(429, gateway("APIG.0308")), slower},
        {"F065 429 APIGW.0308", refusing(429, gateway("APIGW.0308")), slower},
    };
}

std::vector<Fault> TestStatuses::waits()
{
    const auto later = [](milliseconds wait) { return staleAtOnce(Kind::Throttled).nextIn(wait - 500ms, wait); };
    const auto until = [](milliseconds wait) {
        return paused(PauseReason::Throttled, Kind::Throttled).nextIn(wait - 500ms, wait);
    };
    const Outcome asUsual = staleAtOnce(Kind::Throttled).nextIn(1s, 1200ms);
    const auto lookedAt = [&later](milliseconds wait) {
        Outcome outcome = later(wait);
        outcome.holds = [wait](FaultRig &rig) {
            rig.program().window.hide();
            rig.program().window.show();
            const Freshness fresh = rig.program().session.freshness();
            const bool waits = !fresh.asking && fresh.next && *fresh.next >= wait - 500ms;
            return waits ? QStringList() : QStringList{u"looking at the window cuts the wait short"_s};
        };
        return outcome;
    };
    return {
        {"F062 429 for 7 s", waiting(429, "7"), later(7s)},
        {"F062 429 for 7 s, and the window is looked at", waiting(429, "7"), lookedAt(7s)},
        {"F062 503 for 120 s", waiting(503, "120"), staleAtOnce(Kind::Server).nextIn(119s, 120s)},
        {"F063 429 until a date", waiting(429, "Wed, 21 Oct 2015 07:28:30 GMT"), later(30s)},
        {"F064 429 for -5", waiting(429, "-5"), asUsual},
        {"F064 429 soon", waiting(429, "soon"), asUsual},
        {"F064 429 until a date that has passed", waiting(429, "Wed, 21 Oct 2015 07:27:00 GMT"), asUsual},
        {"F064 429 for 300 s", waiting(429, "300"), later(300s)},
        {"F064 429 for 301 s", waiting(429, "301"), until(301s)},
        {"F064 429 for 1e9", waiting(429, "1000000000"), until(24h)},
        {"F064 429 for 20 digits", waiting(429, "99999999999999999999"), until(24h)},
        {"F064 429 until 2099", waiting(429, "Wed, 21 Oct 2099 07:28:00 GMT"), until(24h)},
    };
}

std::vector<Fault> TestStatuses::broken()
{
    const Script good = Script().write(http(200, FaultRig::answer(2)));
    const Outcome internal = stale(Kind::Server).saying({u"internal error"_s});
    std::vector<Fault> faults{
        {"F066 500 once", inTurn({answered(500, dis("DIS.5000")), good}), stillOk().within(2)},
        {"F066 500 for ever", refusing(500, dis("DIS.5000")), Outcome(internal).saying({u"DIS.5000"_s})},
        {"F066 500 for the third time", afterRefreshes(2, refusing(500, dis("DIS.5000"))), Outcome(internal).within(6)},
        {"F071 500 and 200 in turn",
         afterRefreshes(2, inTurn({answered(500), good, answered(500), good, answered(500), good})),
         stillOk().within(6)},
    };
    for (const int status : {502, 503, 504})
        faults.push_back({"F067 " + QByteArray::number(status),
                          answering(status, "<html><b>bad gateway</b></html>", {{"Content-Type", "text/html"}}),
                          withoutHtml(Outcome(internal).saying({QString::number(status)}))});
    for (const int status : {408, 425, 522, 524})
        faults.push_back({"F068 " + QByteArray::number(status), refusing(status, {}), stale(Kind::Server)});
    return faults;
}

std::vector<Fault> TestStatuses::disguised()
{
    QByteArray binary;
    for (int i = 0; i < 100'000; ++i)
        binary += char(i % 251);
    const auto endless = [](int status) {
        return answering(Script()
                             .write(httpHeader("HTTP/1.1 " + QByteArray::number(status) + " Odd"))
                             .flood(QByteArray(64 * 1024, 'x'), 10 * 1024 * 1024)
                             .fin());
    };
    return {
        {"F069 200 that says DIS.4301", answering(200, dis("DIS.4301"), requestId),
         staleAtOnce(Kind::NotFound).saying({u"does not exist"_s, u"request-4711"_s})},
        {"F069 200 that says APIGW.0301", answering(200, gateway("APIGW.0301")),
         authRequired().saying({u"request-4712"_s})},
        {"F069 200 that says DIS.5000", answering(200, dis("DIS.5000")), stale(Kind::Server)},
        {"F070 500 with 10 MB", endless(500), clipped(stale(Kind::Server))},
        {"F070 400 with 10 MB", endless(400), clipped(paused(PauseReason::Config, Kind::Rejected))},
        {"F070 500 that is not JSON", answering(500, "no <b>idea</b>", {{"Content-Type", "text/plain"}}),
         clipped(stale(Kind::Server).saying({u"no <b>idea</b>"_s}))},
        {"F070 500 that is binary", answering(500, binary, {{"Content-Type", "application/octet-stream"}}),
         clipped(stale(Kind::Server))},
    };
}

} // namespace spillway

QTEST_MAIN(spillway::TestStatuses)
#include "tst_statuses.moc"
