// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faulttest.h"
#include "session/wording.h"
#include "support/canaries.h"
#include "ui/endpointnote.h"
#include "ui/opentaskdialog.h"
#include "wire/endpoint.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkProxy>
#include <QPushButton>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

constexpr char proxiesAreRemote[] = "no proxy is asked about this computer, which alone may be asked by http";

/// Another server, which nobody is to ask.
FaultServer &otherServer(FaultRig &rig)
{
    auto *other = rig.server.findChild<FaultServer *>(u"other"_s, Qt::FindDirectChildrenOnly);
    if (!other) {
        other = new FaultServer(&rig.server);
        other->setObjectName(u"other"_s);
        other->answer(200, FaultRig::answer(9));
    }
    return *other;
}

/// %1: the other server's port; %2: the one that was asked.
std::function<void(FaultRig &)> redirecting(int status, const QByteArrayList &locations)
{
    return [status, locations](FaultRig &rig) {
        QList<Header> headers;
        for (QByteArray location : locations) {
            location.replace("%1", QByteArray::number(otherServer(rig).serverPort()));
            location.replace("%2", QByteArray::number(rig.server.serverPort()));
            headers.append({"Location", location});
        }
        rig.answerTask(Script().write(http(status, {}, headers)));
    };
}

Outcome notFollowed()
{
    Outcome outcome = paused(PauseReason::Config, Error::Kind::Redirected).saying({u"That was not followed."_s});
    outcome.holds = [](FaultRig &rig) {
        return otherServer(rig).connections() == 0 ? QStringList() : QStringList{u"the other server was asked"_s};
    };
    return outcome;
}

/// Through a proxy that does this with each request.
std::function<void(FaultRig &)> proxying(const Script &script)
{
    return [script](FaultRig &rig) {
        FaultServer &other = otherServer(rig);
        other.forget();
        other.answer(script);
        ProxyChoice proxy;
        proxy.kind = ProxyChoice::Kind::Manual;
        proxy.host = u"127.0.0.1"_s;
        proxy.port = other.serverPort();
        proxy.user = QString::fromLatin1(canaryProxyUser);
        proxy.password = Secret(canaryProxyPassword.text);
        rig.reopen(u"https://dis.example.com"_s, std::move(proxy));
    };
}

/// What the proxy was asked, and how often.
Outcome bySayingToTheProxy(Outcome outcome, qsizetype most)
{
    outcome.mostRequests = 0;
    outcome.holds = [most](FaultRig &rig) {
        QStringList broken;
        const QList<SeenRequest> &seen = otherServer(rig).requests();
        if (seen.isEmpty() || seen.size() > most)
            broken += u"the proxy was asked %1 times"_s.arg(seen.size());
        for (const SeenRequest &request : seen) {
            if (!request.line.startsWith("CONNECT dis.example.com:443 ") || request.raw.contains(canaryToken.text))
                broken += u"the proxy was told too much"_s;
        }
        return broken;
    };
    return outcome;
}

void useDeadProxy(FaultRig &rig)
{
    FaultServer &other = otherServer(rig);
    other.stopListening();
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, other.authority().section(u':', 1).toUShort()));
    rig.reopen(u"https://dis.example.com"_s);
}

} // namespace

/// F088-F100: being sent elsewhere, proxies, login pages, and endpoints that are not what they seem.
class TestRedirected : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        FaultTest::initTestCase();
        FaultRig::certificates().make({.name = u"portal"_s, .extensions = "subjectAltName=DNS:portal"});
    }
    void cleanup() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }
    void eachFaultIsHeld_data() { addRows(faults()); }
    void eachFaultIsHeld() { holdRow(faults()); }
    void anEndpointThatIsNoneIsRefusedInTheForm_data();
    void anEndpointThatIsNoneIsRefusedInTheForm();
    void anEndpointWithoutASchemeIsAskedOverTls_data();
    void anEndpointWithoutASchemeIsAskedOverTls();
    void aNameThatOnlyLooksLikeTheVendorsIsMarked_data();
    void aNameThatOnlyLooksLikeTheVendorsIsMarked();

private:
    static std::vector<Fault> faults();
    static std::vector<Fault> redirects();
    static std::vector<Fault> loginPages();
    static std::vector<Fault> proxies();
    static OpenTaskDialog *typed(FaultRig &rig, const QString &endpoint);
};

std::vector<Fault> TestRedirected::faults()
{
    std::vector<Fault> all;
    for (const auto &some : {redirects(), loginPages(), proxies()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<Fault> TestRedirected::redirects()
{
    struct Where
    {
        const char *name;
        QByteArrayList locations;
    };
    const std::vector<Where> places{
        {"F088 %d another host", {"http://localhost:%1/v2/"}},
        {"F089 %d another port", {"http://127.0.0.1:%1/v2/"}},
        {"F089 %d without a scheme", {"//127.0.0.1:%1/"}},
        {"F089 %d within the server", {"/elsewhere"}},
        {"F089 %d beside it", {"elsewhere?x=1"}},
        {"F089 %d by another scheme", {"https://127.0.0.1:%1/"}},
        {"F089 %d with a name and password", {"http://user:pass@127.0.0.1:%1/"}},
        {"F089 %d a name that looks like the server's", {"http://127.0.0.1:%2@127.0.0.1:%1/"}},
        {"F089 %d nowhere", {}},
        {"F089 %d very long", {"http://127.0.0.1:%1/" + QByteArray(8000, 'a')}},
        {"F089 %d several", {"/one", "http://127.0.0.1:%1/two"}},
        {"F089 %d with a line of its own", {"http://127.0.0.1:%1/%0d%0aX-Auth-Token:%20x"}},
        {"F089 %d no address at all", {"http://[::1"}},
        {"F091 %d to itself", {FaultRig::taskPath()}},
        {"F092 %d javascript", {"javascript:alert(1)"}},
        {"F092 %d data", {"data:application/json,{}"}},
        {"F092 %d file", {"file:///etc/passwd"}},
    };
    std::vector<Fault> faults;
    for (const Where &where : places)
        faults.push_back(
            {QByteArray(where.name).replace("%d", "302"), redirecting(302, where.locations), notFollowed()});
    for (const int status : {301, 303, 305, 307, 308}) {
        const QByteArray number = status > 306 ? "F090 " : "F088 ";
        faults.push_back({number + QByteArray::number(status) + " another server",
                          redirecting(status, {"http://127.0.0.1:%1/"}), notFollowed()});
    }
    return faults;
}

std::vector<Fault> TestRedirected::loginPages()
{
    const QByteArray page = "<!DOCTYPE html><html><b>Sign in to the guest network</b></html>";
    Outcome html = stale(Kind::Malformed, Reason::NotJson).saying({u"a proxy or a login page may be in between"_s});
    html.holds = [](FaultRig &) {
        return widgetTexts().contains("guest network") ? QStringList{u"the page is on screen"_s} : QStringList();
    };
    // What calls itself JSON is told where it is not.
    Outcome htmlAsJson = html;
    htmlAsJson.says = {u"The answer is not JSON at byte 0."_s};
    return {
        {"F093 a login page", answering(200, page, {{"Content-Type", "text/html"}}), html},
        {"F093 a login page that says it is JSON", answering(200, page), htmlAsJson},
        {.name = "F094 a login page with a certificate of its own",
         .inject = [](FaultRig &rig) { rig.present(FaultRig::certificates().serverWith(u"portal"_s)); },
         .outcome = paused(PauseReason::Config, Kind::Tls, Reason::CertificateRefused)
                        .within(0)
                        .saying({u"The identity of "_s, u"Nothing was sent."_s}),
         .over = Fault::Over::Https,
         .why = "only TLS has certificates"},
    };
}

std::vector<Fault> TestRedirected::proxies()
{
    const Outcome failed = stale(Kind::Unreachable, Reason::ProxyFailed).saying({u"through the proxy"_s});
    const QList<Header> challenge{{"Proxy-Authenticate", "Basic realm=\"x\""}, {"Content-Type", "text/plain"}};
    const auto notAnswered = [](Outcome outcome) { return bySayingToTheProxy(std::move(outcome), 8); };
    std::vector<Fault> faults{
        {"F095 a proxy that refuses the password",
         proxying(Script().write(http(407, "wrong: " + canaryProxyPassword.text, challenge))),
         bySayingToTheProxy(paused(PauseReason::Config, Kind::Unreachable, Reason::ProxyFailed)
                                .saying({u"did not accept the user's name or the password"_s}),
                            4)},
        {"F095 a proxy that refuses", proxying(Script().write(http(502))), notAnswered(failed)},
        {"F096 a proxy that is not there", useDeadProxy, Outcome(failed).within(0).saying({u"127.0.0.1:"_s})},
        {"F097 a proxy that closes", proxying(Script().fin()),
         notAnswered(stale(Kind::Timeout, Reason::ConnectTimeout))},
        {"F097 a proxy that is none", proxying(Script().write("hello\n").fin()), notAnswered(failed)},
    };
    for (Fault &fault : faults) {
        fault.over = Fault::Over::Https;
        fault.why = proxiesAreRemote;
    }
    return faults;
}

/// The Open Task dialog, filled in.
OpenTaskDialog *TestRedirected::typed(FaultRig &rig, const QString &endpoint)
{
    rig.program().find<QAction>(u"actionOpen"_s)->trigger();
    auto *dialog = rig.program().find<OpenTaskDialog>(u"openTaskDialog"_s);
    const std::pair<QString, QString> fields[] = {{u"endpoint"_s, endpoint},
                                                  {u"projectId"_s, u"p1"_s},
                                                  {u"stream"_s, FaultRig::task().stream.text},
                                                  {u"task"_s, FaultRig::task().task.text},
                                                  {u"token"_s, QString::fromLatin1(canaryToken.text)},
                                                  {u"caFile"_s, rig.authorities()}};
    for (const auto &[name, text] : fields)
        dialog->findChild<QLineEdit *>(name)->setText(text);
    dialog->findChild<QPushButton *>(u"openButton"_s)->click();
    return dialog;
}

void TestRedirected::anEndpointThatIsNoneIsRefusedInTheForm_data()
{
    QTest::addColumn<QString>("endpoint"); // %1: of the server, %2: another's
    QTest::addColumn<bool>("isEncrypted");
    const std::pair<const char *, QString> rows[] = {
        {"another host after an @", u"%0://%1@%2"_s},
        {"another host after a backslash and an @", u"%0://%1\\@%2"_s},
        {"another host after # and @", u"%0://%1#@%2"_s},
        {"another host after ? and @", u"%0://%1?@%2"_s},
        {"a user and a password", u"%0://u:p@%1"_s},
        {"a path", u"%0://%1/v2"_s},
        {"a query", u"%0://%1?x=y"_s},
        {"a fragment", u"%0://%1#x"_s},
        {"a short IPv4 address", u"%0://127.1"_s},
        {"an IPv4 address as one number", u"%0://2130706433"_s},
        {"a port that is too large", u"%0://127.0.0.1:99999"_s},
        {"a line break", u"%0://127.0.0.1\r\nX: y"_s},
        {"a dot too many", u"%0://dis..example.com"_s},
        {"a file", u"file:///etc/passwd"_s},
        {"a script", u"javascript:alert(1)"_s},
        {"data", u"data:text/html,x"_s},
    };
    for (const auto &[name, endpoint] : rows) {
        for (const bool isEncrypted : {false, true})
            QTest::addRow("F099 %s %s", isEncrypted ? "https" : "http", name) << endpoint << isEncrypted;
    }
    // Elsewhere http is refused whatever the host.
    QTest::addRow("F099 https an internationalized look-alike by http") << u"http://dis.еxample.com"_s << true;
}

void TestRedirected::anEndpointThatIsNoneIsRefusedInTheForm()
{
    QFETCH(QString, endpoint);
    QFETCH(const bool, isEncrypted);
    FaultRig rig(isEncrypted, FaultRig::setupFor({}));
    QVERIFY(rig.openTask());
    const int before = rig.server.connections();
    endpoint.replace(u"%0"_s, isEncrypted ? u"https"_s : u"http"_s);
    endpoint.replace(u"%1"_s, rig.server.authority()).replace(u"%2"_s, otherServer(rig).authority());
    const auto *dialog = typed(rig, endpoint);
    const auto *problem = dialog->findChild<QLabel *>(u"openProblem"_s);
    QTRY_VERIFY(problem->isVisible() && !problem->text().isEmpty());
    QCOMPARE(problem->textFormat(), Qt::PlainText);
    QVERIFY(dialog->isVisible());
    // What was open stays open, and nobody has been asked.
    QVERIFY(rig.isShowing(FaultRig::answer(1)));
    QVERIFY(!rig.program().session.freshness().error);
    QCOMPARE(rig.server.connections(), before);
    QCOMPARE(otherServer(rig).connections(), 0);
    QCOMPARE(leaks({{u"widgets"_s, problem->text().toUtf8()}, {u"log"_s, LogListener::text()}}), QStringList());
}

void TestRedirected::anEndpointWithoutASchemeIsAskedOverTls_data()
{
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("F098 http nobody is asked in the clear") << false;
    QTest::newRow("F098 https a scheme is not needed") << true;
}

void TestRedirected::anEndpointWithoutASchemeIsAskedOverTls()
{
    QFETCH(const bool, isEncrypted);
    FaultRig rig(isEncrypted, FaultRig::setupFor({}));
    QVERIFY(rig.openTask());
    const int before = rig.server.asked(FaultRig::taskPath());
    rig.answerTask(Script().write(http(200, FaultRig::answer(2))));
    typed(rig, rig.server.authority());
    if (isEncrypted) {
        QTRY_VERIFY(rig.isShowing(FaultRig::answer(2)));
        return;
    }
    QTRY_VERIFY(rig.program().session.freshness().error);
    QCOMPARE(rig.server.asked(FaultRig::taskPath()), before);
}

void TestRedirected::aNameThatOnlyLooksLikeTheVendorsIsMarked_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<bool>("isVendors");
    const auto row = [](const char *name, const QString &endpoint, bool isVendors = false) {
        QTest::addRow("F100 https %s", name) << endpoint << isVendors;
    };
    row("the vendor's", u"https://dis.cn-north-4.myhuaweicloud.com"_s, true);
    row("as a part of another", u"https://dis.cn-north-4.myhuaweicloud.com.evil.com"_s);
    row("with more before it", u"https://dis.evilmyhuaweicloud.com"_s);
    row("with a letter of another alphabet", u"https://dis.cn-north-4.myhuаweicloud.com"_s);
    row("with a digit", u"https://dis.cn-north-4.myhuaweic1oud.com"_s);
}

void TestRedirected::aNameThatOnlyLooksLikeTheVendorsIsMarked()
{
    QFETCH(const QString, endpoint);
    QFETCH(const bool, isVendors);
    const EndpointNote note = endpointNote(endpoint, [](const QString &typed) -> std::optional<QString> {
        const auto parsed = parseEndpoint(typed);
        return parsed ? std::nullopt : std::optional(sentence(parsed.error()));
    });
    QCOMPARE(note.severity, isVendors ? std::nullopt : std::optional(Severity::Warning));
    QCOMPARE(note.sentence.contains(u"not one of Huawei Cloud's own domains"_s), !isVendors);
}

} // namespace spillway

QTEST_MAIN(spillway::TestRedirected)
#include "tst_redirected.moc"
