// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faulttest.h"
#include "support/canaries.h"
#include "support/framing.h"

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray good()
{
    return FaultRig::answer(2);
}

QByteArray half()
{
    return good().first(good().size() / 2);
}

QByteArray length()
{
    return QByteArray::number(good().size());
}

/// A status that HTTP has, or has not, and that is no answer.
Outcome unexpected(int status)
{
    return paused(PauseReason::Config, Error::Kind::Rejected, Error::Reason::UnexpectedStatus)
        .saying({u"the unexpected status %1"_s.arg(status)});
}

Outcome withoutThose(Outcome outcome, const QByteArrayList &texts)
{
    outcome.holds = [texts](FaultRig &) {
        const QByteArray shown = widgetTexts();
        QStringList broken;
        for (const QByteArray &text : texts) {
            if (shown.contains(text))
                broken += u"on screen: "_s + QString::fromLatin1(text.toPercentEncoding());
        }
        return broken;
    };
    return outcome;
}

} // namespace

/// F025-F047: what HTTP makes of the bytes.
class TestFraming : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachFaultIsHeld_data() { addRows(faults()); }
    void eachFaultIsHeld() { holdRow(faults()); }

private:
    static std::vector<Fault> faults();
    static std::vector<Fault> lengths();
    static std::vector<Fault> chunks();
    static std::vector<Fault> headers();
    static std::vector<Fault> statusLines();
    static std::vector<Fault> otherProtocols();
};

std::vector<Fault> TestFraming::faults()
{
    std::vector<Fault> all;
    for (const auto &some : {lengths(), chunks(), headers(), statusLines(), otherProtocols()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<Fault> TestFraming::lengths()
{
    // Where the end comes together with the beginning Qt itself may ask twice, each time.
    const Outcome cut = stale(Kind::Malformed, Reason::CutShort).within(4).saying({u"cut off"_s});
    return {
        {"F025 shorter than announced", answering(Script().write(withLength("5000", good())).fin()), cut},
        {"F026 longer than announced", answering(Script().write(withLength("20", good())).fin()), cut},
        {"F027 a negative length, closed",
         answering(Script().write(http(200, good(), {{"Content-Length", "-5"}, {"Connection", "close"}})).fin()),
         stillOk().within(2)},
        {"F027 a negative length, cut off",
         answering(Script().write(http(200, half(), {{"Content-Length", "-5"}, {"Connection", "close"}})).fin()), cut},
        {"F028 announces 9 EB", answering(Script().write(withLength("9223372036854775807", good())).stall()),
         paused(PauseReason::Config, Kind::TooLarge, Reason::OverCap).saying({u"larger than the limit"_s})},
        {"F029 two lengths",
         answering(Script().write(http(200, good(), {{"Content-Length", "7"}, {"Content-Length", length()}})).stall()),
         stale(Kind::Malformed).saying({u"Content-Length"_s})},
        {"F029 the same length twice",
         answering(200, good(), {{"Content-Length", length()}, {"Content-Length", length()}}), stillOk()},
    };
}

std::vector<Fault> TestFraming::chunks()
{
    // As above.
    const Outcome cut = stale(Kind::Malformed, Reason::CutShort).within(4);
    const Outcome empty = stale(Kind::Malformed, Reason::EmptyAnswer).within(4).saying({u"The answer is empty."_s});
    return {
        {"F030 a length and chunks",
         answering(Script().write(http(200, {}, {{"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}})
                                  + chunk(good()) + "0\r\n\r\n")),
         stillOk()},
        {"F031 no last chunk", answering(Script().write(chunked(chunk(half()))).fin()), cut},
        {"F032 a bad chunk size", answering(Script().write(chunked("ZZ\r\n" + good() + "\r\n")).fin()), empty},
        {"F033 a bad second chunk size", answering(Script().write(chunked(chunk(half()) + "ZZ\r\n" + good())).fin()),
         cut},
        {"F033 a whole answer, then a bad chunk",
         answering(Script().write(chunked(chunk(good()) + "ZZ\r\n\r\n")).fin()), stillOk().within(2)},
        {"F034 a chunk of 2^64-1", answering(Script().write(chunked("ffffffffffffffff\r\n" + good())).fin()), empty},
        // With a closed connection after it, Qt either notices the end or waits on, by how the bytes happen to arrive.
        {"F034 a chunk of -7", answering(Script().write(chunked("-7\r\n" + good())).stall()),
         stale(Kind::Timeout, Reason::Silence)},
    };
}

std::vector<Fault> TestFraming::headers()
{
    const Outcome unreadable = stale(Kind::Timeout, Reason::Silence);
    return {
        {"F035 too many header fields",
         answering(Script().write(http(200, good(), QList<Header>(150, {"X-Field", "value"}))).stall()), unreadable},
        {"F036 too long a header field", answering(200, good(), {{"X-Field", QByteArray(110 * 1024, 'x')}}),
         unreadable},
        {"F037 an endless header",
         answering(Script().write("HTTP/1.1 200 OK\r\nX: ").drip(QByteArray(8 * 1024 * 1024, 'a'), 1024, 5ms)),
         unreadable},
        {"F038 a header line without a colon",
         answering(Script().write("HTTP/1.1 200 OK\r\ngarbage\r\nContent-Length: 2\r\n\r\n{}").stall()), unreadable},
        {"F046 bare line feeds",
         answering(Script().write("HTTP/1.1 200 OK\nContent-Length: " + length() + "\n\n" + good())), stillOk()},
        {"F046 a folded header",
         answering(
             Script().write("HTTP/1.1 200 OK\r\nX-A: b\r\n  c\r\nContent-Length: " + length() + "\r\n\r\n" + good())),
         stillOk()},
        {"F046 a NUL in a header",
         answering(Script().write(QByteArray("HTTP/1.1 200 OK\r\nX-A: b") + '\0' + "c\r\nContent-Length: " + length()
                                  + "\r\n\r\n" + good())),
         stillOk()},
    };
}

std::vector<Fault> TestFraming::statusLines()
{
    const QByteArray hostile = "HTTP/1.1 429 \xff<b>\x1b[31m\r\nContent-Length: 0\r\n\r\n";
    const Outcome html = stale(Kind::Malformed, Reason::NotJson).saying({u"The answer is not JSON"_s});
    return {
        {"F041 status 000", answering(Script().write(httpHeader("HTTP/1.1 000 Odd", {{"Content-Length", "0"}}))),
         unexpected(0)},
        {"F041 status abc", answering(Script().write(httpHeader("HTTP/1.1 abc Odd", {{"Content-Length", "0"}})).fin()),
         stale(Kind::Unreachable, Reason::NotHttp).orElse(Reason::ClosedEarly).within(8)},
        {"F041 status 999", answering(999, good()), unexpected(999)},
        {"F042 a hostile reason", answering(Script().write(hostile)),
         withoutThose(staleAtOnce(Kind::Throttled), {"\x1b[31m", "<b>", "\xff"})},
        {"F043 204", answering(Script().write(httpHeader("HTTP/1.1 204 No Content"))), unexpected(204)},
        {"F043 an empty 200", answering(200), stale(Kind::Malformed, Reason::EmptyAnswer)},
        {"F044 206", answering(206, good()), unexpected(206)},
        {"F044 304", answering(Script().write(httpHeader("HTTP/1.1 304 Not Modified"))), unexpected(304)},
        {"F044 101", answering(Script().write(httpHeader("HTTP/1.1 101 Switching Protocols", {{"Upgrade", "x"}}))),
         unexpected(101)},
        {"F044 300", answering(300, good()), unexpected(300)},
        {"F045 HTML", answering(200, "<html><b>Sign in</b></html>", {{"Content-Type", "text/html; charset=utf-8"}}),
         withoutThose(html, {"Sign in"})},
        {"F045 JSON that says it is HTML", answering(200, good(), {{"Content-Type", "text/html"}}), html},
    };
}

std::vector<Fault> TestFraming::otherProtocols()
{
    const Outcome none = stale(Kind::Unreachable, Reason::NotHttp).orElse(Reason::ClosedEarly).within(8);
    const QByteArray ssh = "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n";
    // The beginning of HTTP/2: an empty frame of settings.
    const QByteArray http2("\0\0\0\4\0\0\0\0\0", 9);
    const std::pair<const char *, Script> greetings[] = {
        {"F039 SSH", Script().write(ssh).stall()},
        {"F039 SSH, closed", Script().write(ssh).fin()},
        {"F039 SMTP", Script().write("220 mail.example.com ESMTP\r\n").stall()},
        {"F040 a bare body", Script().write("<html>hello</html>\n").fin()},
        {"F047 HTTP/2 alone", Script().write(http2).fin()},
    };
    std::vector<Fault> faults;
    for (const auto &[name, script] : greetings) {
        faults.push_back({.name = name,
                          .inject = greeting(script),
                          .outcome = none,
                          .over = Fault::Over::Http,
                          .why = "over TLS nobody speaks before the handshake: that is F081"});
        faults.push_back({.name = QByteArray(name) + ", once asked", .inject = answering(script), .outcome = none});
    }
    faults.push_back({.name = "F047 HTTP/2 is preferred",
                      .inject =
                          [](FaultRig &rig) {
                              QSslConfiguration identity = FaultRig::certificates().serverWith(u"server"_s);
                              identity.setAllowedNextProtocols({"h2"});
                              rig.present(identity);
                          },
                      .outcome = stillOk(),
                      .over = Fault::Over::Https,
                      .why = "only TLS has a way to choose"});
    return faults;
}

} // namespace spillway

QTEST_MAIN(spillway::TestFraming)
#include "tst_framing.moc"
