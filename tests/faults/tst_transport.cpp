// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/brokennetwork.h"
#include "faults/faulttest.h"
#include "support/framing.h"

#include <QLabel>

#include <cerrno>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr char namesAreRemote[] =
    "whoever has a name to look up is not this computer, which alone may be asked by http";

QByteArray good()
{
    return http(200, FaultRig::answer(2));
}

QByteArray half()
{
    const QByteArray body = FaultRig::answer(2);
    return body.first(body.size() / 2);
}

std::function<void(FaultRig &)> unreachable(int error)
{
    return [error](FaultRig &rig) {
        BrokenNetwork::breakConnections(rig.server.serverPort(), error);
        rig.server.dropConnections();
    };
}

void mend(FaultRig &)
{
    BrokenNetwork::mend();
}

/// Deadlines as short as where one is to pass, although the end is good.
void shortDeadlines(ProgramSetup &setup)
{
    Fault waits;
    waits.outcome = stale(Error::Kind::Timeout);
    setup.timing = FaultRig::setupFor(waits).timing;
}

Outcome withLatency(milliseconds least)
{
    Outcome outcome = stillOk();
    outcome.holds = [least](FaultRig &rig) {
        const QString said = rig.program().find<QLabel>(u"latency"_s)->text();
        return said.section(u' ', 0, 0).toInt() >= least.count() ? QStringList() : QStringList{u"latency: "_s + said};
    };
    return outcome;
}

/// The second attempt goes over a connection of its own.
Outcome onANewConnection()
{
    Outcome outcome = stillOk().within(2);
    outcome.holds = [](FaultRig &rig) {
        const QList<SeenRequest> &seen = rig.server.requests();
        const bool isNew = seen.size() > 1 && seen.constLast().connection != seen.at(seen.size() - 2).connection;
        return isNew ? QStringList() : QStringList{u"the silent connection was used again"_s};
    };
    return outcome;
}

} // namespace

/// F001-F024: connecting, and what carries the bytes.
class TestTransport : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachFaultIsHeld_data() { addRows(faults()); }
    void eachFaultIsHeld() { holdRow(faults()); }
    void cleanup() { BrokenNetwork::mend(); }

private:
    static std::vector<Fault> faults();
    static std::vector<Fault> connecting();
    static std::vector<Fault> silence();
    static std::vector<Fault> cutOff();
    static std::vector<Fault> slowness();
    static std::vector<Fault> keptConnections();
};

std::vector<Fault> TestTransport::faults()
{
    std::vector<Fault> all;
    for (const auto &some : {connecting(), silence(), cutOff(), slowness(), keptConnections()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<Fault> TestTransport::connecting()
{
    return {
        {"F001 connection refused", [](FaultRig &rig) { rig.refuseConnections(); },
         stale(Kind::Unreachable, Reason::Refused)
             .within(0)
             .saying({u"the connection was refused"_s, u"127.0.0.1:"_s})},
        {.name = "F002 a name that nobody knows",
         .inject = [](FaultRig &rig) { rig.reopen(u"https://nope.invalid"_s); },
         .outcome = stale(Kind::Unreachable, Reason::NameNotFound)
                        .within(0)
                        .saying({u"nope.invalid"_s, u"the name is not known"_s}),
         .over = Fault::Over::Https,
         .why = namesAreRemote},
        {.name = "F003 a name that is looked up for ever",
         .inject =
             [](FaultRig &rig) {
                 BrokenNetwork::holdLookups();
                 rig.reopen(u"https://slow.invalid"_s);
             },
         .outcome = stale(Kind::Timeout, Reason::ConnectTimeout).within(0),
         .remove = mend,
         .over = Fault::Over::Https,
         .why = namesAreRemote},
        {"F004 a connection that is never accepted", [](FaultRig &rig) { rig.swallowConnections(); },
         stale(Kind::Timeout, Reason::ConnectTimeout).within(0).saying({u"No connection to 127.0.0.1:"_s})},
        {"F005 network unreachable", unreachable(ENETUNREACH), stale(Kind::Unreachable).within(0), mend},
        {"F006 host unreachable", unreachable(EHOSTUNREACH), stale(Kind::Unreachable).within(0), mend},
    };
}

std::vector<Fault> TestTransport::silence()
{
    return {
        {"F007 accepted and never read", greeting(Script().stall()), stale(Kind::Timeout, Reason::Silence).within(2)},
        {"F008 no answer", answering(Script().stall()),
         stale(Kind::Timeout, Reason::Silence).saying({u"accepted the connection but sent nothing in time"_s})},
    };
}

std::vector<Fault> TestTransport::cutOff()
{
    const QByteArray announced = QByteArray::number(FaultRig::answer(2).size());
    const Outcome closed = stale(Kind::Unreachable, Reason::ClosedEarly);
    const Outcome cut = stale(Kind::Malformed, Reason::CutShort).saying({u"cut off"_s});
    return {
        {"F009 closed without a byte", answering(Script().fin()),
         Outcome(closed).within(4).saying({u"closed the connection without an answer"_s})},
        {"F010 reset without a byte", answering(Script().rst()), Outcome(closed).within(8)},
        {"F011 closed inside the status line", answering(Script().write("HTTP/1.1 20").fin()),
         Outcome(closed).orElse(Reason::NotHttp).within(8)},
        {"F012 reset inside a body with length",
         answering(Script().write(withLength(announced, half())).pause(20ms).rst()), cut},
        {"F013 reset inside a body without length", answering(Script().write(noLength(half())).pause(20ms).rst()), cut},
        // Where the end comes together with the beginning Qt itself may ask twice, each time.
        {"F013 closed inside a body without length", answering(Script().write(noLength(half())).fin()),
         Outcome(cut).within(4)},
    };
}

std::vector<Fault> TestTransport::slowness()
{
    const Outcome silent = stale(Kind::Timeout, Reason::Silence);
    const Outcome late = stale(Kind::Timeout, Reason::Deadline).saying({u"No complete answer from "_s});
    return {
        {"F014 one byte now and then",
         answering(Script().write(withLength("500", {})).drip(QByteArray(500, ' '), 1, 60ms)), late},
        {"F015 a header line now and then",
         answering(Script().write("HTTP/1.1 200 OK\r\n").drip(QByteArray("X-A: b\r\n").repeated(500), 8, 60ms)),
         silent},
        {"F016 100 Continue for ever",
         answering(Script().drip(QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(500), 25, 20ms)), silent},
        {"F017 slow to begin", answering(Script().pause(200ms).write(good())), withLatency(200ms)},
        {"F018 too slow to end", answering(Script().drip(withLength("900000", QByteArray(900'000, ' ')), 5'000, 60ms)),
         late},
        {"F018 silent inside a body", answering(Script().write(withLength("5000", half())).stall()), silent},
    };
}

std::vector<Fault> TestTransport::keptConnections()
{
    return {
        {"F019 a kept connection that is closed",
         [](FaultRig &rig) {
             rig.server.dropConnections();
             rig.answerTask(Script().write(good()));
         },
         stillOk()},
        {.name = "F020 a kept connection that fell silent",
         .inject =
             [](FaultRig &rig) {
                 rig.answerTask(Script().stall());
                 rig.server.answer(FaultRig::taskPath(), Script().write(good()));
             },
         .outcome = onANewConnection(),
         .prepare = shortDeadlines},
        {"F021 closed much later", answering(Script().write(good()).stall()), stillOk()},
        {"F022 byte by byte", answering(Script().drip(good(), StallMeter::slowness(), 0ms)), stillOk()},
        {"F023 a second answer that nobody asked for",
         answering(Script().write(good() + http(200, FaultRig::answer(9)))), stillOk()},
        {"F024 an answer that comes too late",
         [](FaultRig &rig) {
             const milliseconds tooLong = rig.setup().timing.inactivity + 100ms;
             rig.answerTask(Script().pause(tooLong).write(http(200, FaultRig::answer(8))));
         },
         stale(Kind::Timeout, Reason::Silence)},
    };
}

} // namespace spillway

QTEST_MAIN(spillway::TestTransport)
#include "tst_transport.moc"
