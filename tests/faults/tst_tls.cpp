// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faulttest.h"
#include "support/canaries.h"
#include "support/framing.h"
#include "ui/banner.h"

#include <QCheckBox>
#include <QNetworkAccessManager>
#include <QPushButton>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr char onlyTls[] = "http has no certificates";

Certificates &certificates()
{
    static const bool areMade = [] {
        const QByteArray here = "subjectAltName=IP:127.0.0.1,DNS:localhost";
        Certificates &all = FaultRig::certificates();
        all.make({.name = u"renewed"_s, .extensions = here});
        all.make({.name = u"expired"_s, .extensions = here, .to = u"20200601000000Z"_s});
        all.make({.name = u"early"_s, .extensions = here, .from = u"20980101000000Z"_s});
        all.make({.name = u"elsewhere"_s, .extensions = "subjectAltName=DNS:dis.example.com"});
        all.make({.name = u"address"_s, .extensions = "subjectAltName=IP:127.0.0.1"});
        all.make({.name = u"no-authority"_s, .extensions = "basicConstraints=critical,CA:FALSE"});
        all.make({.name = u"by-no-authority"_s, .extensions = here, .issuer = u"no-authority"_s});
        all.make({.name = u"weak-key"_s, .extensions = here, .bits = 1024});
        return true;
    }();
    Q_UNUSED(areMade)
    return FaultRig::certificates();
}

using Inject = std::function<void(FaultRig &)>;

/// The service shows another certificate from its next connection on.
Inject presenting(const QString &name, const QStringList &others = {})
{
    return [name, others](FaultRig &rig) { rig.present(certificates().serverWith(name, others)); };
}

/// The service by the name that the computer has for itself.
Inject byName(const QString &certificate)
{
    return [certificate](FaultRig &rig) {
        presenting(certificate)(rig);
        rig.reopen(rig.server.url().replace(u"127.0.0.1"_s, u"localhost"_s));
    };
}

/// openssl's own server, for what Qt's does not offer. It runs before the window does.
class Openssl
{
public:
    Openssl(const QString &certificate, const QStringList &options)
        : m_start([=] { return std::make_unique<OpensslServer>(certificates(), certificate, options); })
    {
    }

    /// A fault where the endpoint is changed to it, and it does not hear who asks.
    Fault fault(const QByteArray &name, Outcome outcome) const
    {
        outcome.holds = [*this](FaultRig &) {
            const QByteArray heard = (*m_server)->heard();
            const bool isNothing = !heard.contains("GET ") && !heard.contains(canaryToken.text);
            return isNothing ? QStringList() : QStringList{u"the token was sent"_s};
        };
        return {.name = name,
                .inject = [*this](FaultRig &rig) { rig.reopen((*m_server)->url()); },
                .outcome = outcome,
                .prepare = [*this](ProgramSetup &) { *m_server = m_start(); },
                .over = Fault::Over::Https,
                .why = onlyTls};
    }

private:
    std::function<std::unique_ptr<OpensslServer>()> m_start;
    std::shared_ptr<std::unique_ptr<OpensslServer>> m_server = std::make_shared<std::unique_ptr<OpensslServer>>();
};

/// The endpoint is changed to a port where something else is spoken.
Inject atPlainPort(const Script &script)
{
    return [script](FaultRig &rig) {
        auto *server = new FaultServer(&rig.server);
        server->greet(script);
        rig.reopen(u"https://"_s + server->authority());
    };
}

/// As with a certificate that was not believed: nothing was said to whoever showed it, and what is on screen offers no
/// way around it.
Outcome refused(const QStringList &words)
{
    Outcome outcome =
        paused(PauseReason::Config, Error::Kind::Tls, Error::Reason::CertificateRefused).within(0).saying(words);
    outcome.says +=
        {u"is not proven: its certificate was refused. Nothing was sent."_s, u"SHA-256: "_s, u"Validity: "_s};
    outcome.holds = [](FaultRig &rig) {
        QStringList broken;
        const auto *banner = rig.program().find<Banner>(u"banner"_s);
        if (!banner->findChildren<QCheckBox *>().isEmpty())
            broken += u"something can be ticked"_s;
        const QList<QPushButton *> buttons = banner->findChildren<QPushButton *>();
        for (const QPushButton *button : buttons) {
            if (button->text().contains("ignore"_L1, Qt::CaseInsensitive)
                || button->text().contains("anyway"_L1, Qt::CaseInsensitive))
                broken += u"there is a way around it: "_s + button->text();
        }
        return broken;
    };
    return outcome;
}

Fault withTls(const QByteArray &name, const Inject &inject, const Outcome &outcome)
{
    return {.name = name, .inject = inject, .outcome = outcome, .over = Fault::Over::Https, .why = onlyTls};
}

/// Whatever is put behind the fault counts what the service hears from then on: nothing of who asks.
Fault unheard(Fault fault)
{
    const auto before = std::make_shared<qint64>(0);
    fault.inject = [inject = fault.inject, before](FaultRig &rig) {
        *before = rig.server.bytesHeard();
        inject(rig);
    };
    fault.outcome.holds = [holds = fault.outcome.holds, before](FaultRig &rig) {
        QStringList broken = holds ? holds(rig) : QStringList();
        if (rig.server.bytesHeard() != *before)
            broken += u"the service heard %1 bytes"_s.arg(rig.server.bytesHeard() - *before);
        return broken;
    };
    return fault;
}

} // namespace

/// F072-F087: who the service is. What certificates are refused, in all their kinds: tests/client/tst_badcertificates.
class TestTls : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        FaultTest::initTestCase();
        certificates();
    }
    void eachFaultIsHeld_data() { addRows(faults()); }
    void eachFaultIsHeld() { holdRow(faults()); }
    void plainHttpIsForThisComputerAlone_data();
    void plainHttpIsForThisComputerAlone();

private:
    static std::vector<Fault> faults();
    static std::vector<Fault> identities();
    static std::vector<Fault> versions();
    static std::vector<Fault> otherProtocols();
    static std::vector<Fault> changes();
};

std::vector<Fault> TestTls::faults()
{
    std::vector<Fault> all;
    for (const auto &some : {identities(), versions(), otherProtocols(), changes()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<Fault> TestTls::identities()
{
    return {
        unheard(withTls("F072 nobody's authority", presenting(u"by-no-authority"_s, {u"no-authority"_s}),
                        refused({u"Issuer: no-authority"_s, u"Subject: by-no-authority"_s}))),
        unheard(withTls("F073 self-signed", presenting(u"no-authority"_s), refused({u"Subject: no-authority"_s}))),
        unheard(withTls("F074 expired", presenting(u"expired"_s),
                        refused({u"expired"_s, u"2020-01-01T00:00:00Z - 2020-06-01T00:00:00Z"_s}))),
        unheard(withTls("F075 not yet valid", presenting(u"early"_s),
                        refused({u"not yet valid"_s, u"2098-01-01T00:00:00Z"_s}))),
        unheard(withTls("F076 another host's", byName(u"elsewhere"_s),
                        refused({u"localhost:"_s, u"Names: dis.example.com"_s}))),
        unheard(withTls("F076 good for the address only", byName(u"address"_s),
                        refused({u"localhost:"_s, u"Names: 127.0.0.1"_s}))),
        unheard(withTls("F077 an address, and good for a name only", presenting(u"elsewhere"_s),
                        refused({u"127.0.0.1:"_s, u"Names: dis.example.com"_s}))),
    };
}

std::vector<Fault> TestTls::versions()
{
    const auto only = [](QSsl::SslProtocol version) {
        return [version](FaultRig &rig) {
            QSslConfiguration identity = certificates().serverWith(u"server"_s);
            identity.setProtocol(version);
            rig.present(identity);
        };
    };
    std::vector<Fault> all{
        withTls("F079 TLS 1.2 alone", only(QSsl::TlsV1_2), stillOk()),
        withTls("F079 TLS 1.3 alone", only(QSsl::TlsV1_3), stillOk()),
    };
    const Outcome obsolete = paused(PauseReason::Config, Kind::Tls, Reason::ObsoleteTls)
                                 .within(0)
                                 .saying({u"offers only obsolete versions of TLS. Nothing was sent."_s});
    all.push_back(Openssl(u"server"_s, {u"-tls1"_s}).fault("F078 TLS 1.0 alone", obsolete));
    all.push_back(Openssl(u"server"_s, {u"-tls1_1"_s}).fault("F078 TLS 1.1 alone", obsolete));
    all.push_back(Openssl(u"weak-key"_s, {}).fault("F082 a key of 1024 bits", refused({u"Subject: weak-key"_s})));
    return all;
}

std::vector<Fault> TestTls::otherProtocols()
{
    const Outcome silent = stale(Kind::Timeout, Reason::ConnectTimeout).within(0);
    const QByteArray half = FaultRig::answer(2).first(200);
    const auto notTls = [](const QByteArray &words) { return atPlainPort(Script().write(words).fin()); };
    const Outcome noTls = paused(PauseReason::Config, Kind::Tls, Reason::Unspecified)
                              .within(0)
                              .saying({u"does not speak TLS"_s, u"Nothing was sent."_s});
    return {
        withTls("F080 silence instead of a handshake", atPlainPort(Script().stall()), silent),
        withTls("F080 closed in the handshake", atPlainPort(Script().fin()),
                stale(Kind::Unreachable, Reason::ClosedEarly).within(0)),
        withTls("F081 plain http", notTls("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), noTls),
        withTls("F081 SSH", notTls("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"), noTls),
        withTls("F083 cut without a goodbye", answering(Script().write(noLength(half)).pause(20ms).rst()),
                stale(Kind::Malformed, Reason::CutShort).saying({u"cut off"_s})),
    };
}

std::vector<Fault> TestTls::changes()
{
    return {
        withTls("F084 the certificate was renewed", presenting(u"renewed"_s), stillOk()),
        unheard(withTls("F085 the certificate became another's", presenting(u"elsewhere"_s),
                        refused({u"Names: dis.example.com"_s}))),
        unheard(withTls("F085 the certificate became a forged one",
                        presenting(u"by-no-authority"_s, {u"no-authority"_s}), refused({u"Issuer: no-authority"_s}))),
    };
}

void TestTls::plainHttpIsForThisComputerAlone_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *endpoint, bool isAllowed) {
        QTest::addRow("F087 http %s", endpoint) << QString(u"http://"_s + QLatin1StringView(endpoint)) << isAllowed;
    };
    row("dis.cn-north-4.myhuaweicloud.com", false);
    row("192.168.0.1", false);
    row("10.0.0.1:8080", false);
    row("0.0.0.0", false);
    row("[::2]", false);
    row("localhost.example.com", false);
    row("127.0.0.1.example.com", false);
    row("127.0.0.1", true);
    row("127.8.9.10:8080", true);
    row("localhost", true);
    row("[::1]:8080", true);
}

/// Whether a client is made at all: without one there is nothing that could send a token.
void TestTls::plainHttpIsForThisComputerAlone()
{
    QFETCH(const QString, endpoint);
    QFETCH(const bool, isAllowed);
    Connection connection;
    connection.endpoint = endpoint;
    connection.project = ProjectId{u"p1"_s};
    connection.credential = Token{Secret(canaryToken.text)};
    QNetworkAccessManager network;
    const auto client = DisClient::create(std::move(connection), network, systemClock());
    QCOMPARE(client.has_value(), isAllowed);
    if (isAllowed)
        return;
    QVERIFY(client.error().kind == Kind::Usage && client.error().reason == Reason::PlainHttp);
    QCOMPARE(leaks({{u"error"_s, client.error().subject.toUtf8() + client.error().detail.toUtf8()}}), QStringList());
}

} // namespace spillway

QTEST_MAIN(spillway::TestTls)
#include "tst_tls.moc"
