// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/disclient.h"
#include "client/filesource.h"
#include "hostiletexts.h"
#include "support/certificates.h"
#include "support/faultserver.h"
#include "support/scriptedproject.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"

#include <QNetworkAccessManager>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeView>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a header can carry of it, and how that looks.
QString inHeader(QString text)
{
    for (const QString &none : {u"\n"_s, u"\r"_s, QString(QChar(u'\0')), u"⟨NUL⟩"_s, u"⏎"_s, u"⟨CR⟩"_s})
        text.remove(none);
    return text;
}

/// What a server answers, and where it is to be read.
struct Fault
{
    QByteArray name;
    Script script;
    QString sink; ///< empty: nowhere
    bool isHeader = false;
};

QList<Fault> faultsWith(const QString &raw)
{
    const QByteArray json = jsonString(raw);
    const QByteArray text = raw.toUtf8();
    const QByteArray header = inHeader(raw).toUtf8();
    const auto envelope = [](const QByteArray &code, const QByteArray &message) -> QByteArray {
        return "{\"errorCode\":" + code + ",\"message\":" + message + '}';
    };
    const QString sentence = u"bannerSentence"_s;
    const QString details = u"bannerDetailsText"_s;
    const auto answered = [](const QByteArray &bytes) { return Script().write(bytes).fin(); };
    return {
        {"message and code", answered(http(400, envelope(json, json))), details},
        {"request id", answered(http(403, "{}", {{"X-Request-Id", header}})), details, true},
        {"message of a refusal", answered(http(401, envelope("\"APIGW.0301\"", json))), details},
        {"no such stream", answered(http(404, envelope("\"DIS.4301\"", json))), sentence},
        {"no such task", answered(http(404, envelope("\"DIS.4354\"", json))), sentence},
        {"location", answered(http(302, {}, {{"Location", header}})), sentence, true},
        {"content type", answered(http(200, "nothing", {{"Content-Type", header}})), sentence, true},
        {"content encoding", answered(http(200, "nothing", {{"Content-Encoding", header}})), sentence, true},
        {"another task",
         answered(http(200, "{\"stream_name\":\"x\",\"task_name\":" + json + ",\"state\":\"RUNNING\"}")),
         {}},
        {"words", answered(http(500, "words: " + text, {{"Content-Type", "text/plain"}})), {}},
        {"retry after", answered(http(429, "{}", {{"Retry-After", header}})), {}},
        {"reason phrase", answered(httpHeader("HTTP/1.1 418 " + header, {{"Content-Length", "0"}})), {}},
        {"no HTTP at all", answered(text + "\r\n\r\n"), {}},
    };
}

std::shared_ptr<DisClient> clientFor(const FaultServer &server, QNetworkAccessManager &network, const QString &origin,
                                     const QString &caFile = {})
{
    Connection connection;
    connection.endpoint = server.url();
    connection.project = {u"p1"_s};
    connection.credential = Token{Secret(QByteArrayView("token"))};
    connection.origin = origin;
    connection.caFile = caFile;
    auto client = DisClient::create(std::move(connection), network, systemClock(), {},
                                    std::make_shared<ClientLimits>(1024 * 1024, RequestLimits{100, 10'000}));
    return std::move(client).value();
}

/// Waits for the error, and opens what stands behind it.
void openError(TaskWindow &it)
{
    QTRY_VERIFY(it.session.freshness().error && !it.session.freshness().asking);
    it.find<QPushButton>("bannerDetails")->setChecked(true);
    hoverEverything();
}

} // namespace

/// What comes instead of an answer is text, in every word of the message about it.
class TestHostileErrors : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatAServerSaysIsText_data() { addHostileRows(m_bait); }
    void whatAServerSaysIsText();
    void whomACertificateNamesIsText_data();
    void whomACertificateNamesIsText();
    void theNameOfASavedAnswerIsText_data() { addHostileRows(m_bait); }
    void theNameOfASavedAnswerIsText();
    void whyAProjectCannotBeListedIsText_data() { addHostileRows(m_bait); }
    void whyAProjectCannotBeListedIsText();

private:
    Bait m_bait;
};

void TestHostileErrors::whatAServerSaysIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    FaultServer server;
    QNetworkAccessManager network;
    TaskWindow it;
    const QList<Fault> faults = faultsWith(raw);
    for (const Fault &fault : faults) {
        server.forget();
        server.answer(fault.script);
        it.session.open(clientFor(server, network, raw), {{raw}, {raw}});
        openError(it);
        WidgetSweep sweep;
        QStringList sinks;
        // What a header could not carry is missing there, and not in the names; no bytes have half of a character.
        const bool isWhole = QString::fromUtf8(raw.toUtf8()) == raw && (!fault.isHeader || inHeader(raw) == raw);
        if (isWhole) {
            sweep.expect(hostileMark, shown);
            sinks = QStringList{u"origin"_s, fault.sink};
            sinks.removeAll(QString());
        }
        const QString verdict = verdictOn(sweep, sinks);
        QVERIFY2(verdict.isEmpty(), qPrintable(QString::fromLatin1(fault.name) + u": " + verdict));
    }
    it.session.close();
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileErrors::whomACertificateNamesIsText_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("F155 markup") << u"<b>x</b><img src=x>&lt;"_s << u"<b>x</b><img src=x>&lt;"_s;
    QTest::newRow("F156 bidi") << u"a\u202eb\u2066c"_s << u"a⟨U+202E⟩b⟨U+2066⟩c"_s;
    QTest::newRow("F157 controls") << u"a\u001b[31mb"_s << u"a\ufffd[31mb"_s;
    QTest::newRow("F158 placeholders") << u"%1 %2 %n &x [*]"_s << u"%1 %2 %n &x [*]"_s;
}

void TestHostileErrors::whomACertificateNamesIsText()
{
    QFETCH(const QString, name);
    QFETCH(const QString, shown);
    Certificates certificates;
    certificates.make({.name = u"hostile"_s,
                       .subject = u"/CN="_s + hostileMark + QString(name).replace(u'/', u"\\/"_s) + hostileEnd});
    FaultServer server;
    server.encrypt(certificates.serverWith(u"hostile"_s));
    server.answer(200, "{}");
    QNetworkAccessManager network;
    TaskWindow it;
    it.session.open(clientFor(server, network, u"x"_s, certificates.authorities()), {{u"s"_s}, {u"t"_s}});
    openError(it);
    WidgetSweep sweep;
    sweep.expect(hostileMark, hostileMark + shown + hostileEnd);
    const QString verdict = verdictOn(sweep, {u"bannerDetailsText"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    it.session.close();
}

void TestHostileErrors::theNameOfASavedAnswerIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    // Neither that one nor any other is a file's name.
    const auto asName = [](QString text) { return text.remove(QChar(u'\0')).remove(u"⟨NUL⟩"_s).replace(u'/', u'|'); };
    TaskWindow it;
    const QString path = it.folder.filePath(asName(raw));
    it.session.open(std::make_shared<FileSource>(path), {}, false);
    openError(it);
    WidgetSweep sweep;
    sweep.expect(hostileMark, asName(shown));
    QString verdict = verdictOn(sweep, {u"bannerSentence"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    // And of one that can be read; a name on the disk is bytes, and half of a character is none.
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(taskJson(ascending(2)));
    file.close();
    it.session.open(std::make_shared<FileSource>(file.fileName()), {}, false);
    QTRY_VERIFY(it.session.answer().task);
    hoverEverything();
    verdict = verdictOn(sweep, {u"origin"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    it.session.close();
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileErrors::whyAProjectCannotBeListedIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    using Call = ScriptedProject::Call;
    Error error = errorOf(Error::Kind::Unreachable);
    error.subject = error.code = error.detail = raw;
    ScriptedProject around;
    around.put(runningStream(raw));
    around.fail(Call::ListStreams, error);
    TaskWindow it;
    it.source->setProject(&around);
    it.openWith(taskJson(ascending(1)));
    QTRY_VERIFY(it.project.status().state == ProjectStatus::State::Failed);
    WidgetSweep sweep;
    sweep.expect(hostileMark, shown);
    QTRY_COMPARE(verdictOn(sweep, {u"sentence"_s}), QString());
    // Now the streams come, and the tasks of one do not.
    around.fail(Call::ListStreams, std::nullopt);
    around.fail(Call::ListTasks, error, {raw});
    it.project.refresh();
    const auto *tree = it.find<QTreeView>("projectTree");
    QTRY_COMPARE(it.project.model().streamCount(), 1);
    it.project.loadTasks({raw});
    QTRY_VERIFY(tree->model()->rowCount(tree->model()->index(0, 0)) > 0);
    hoverEverything();
    const QString verdict = verdictOn(sweep, {u"projectTree cell"_s, u"projectTree cell tooltip"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    it.session.close();
    QCOMPARE(m_bait.opened(), 0);
}

QTEST_MAIN(TestHostileErrors)

#include "tst_hostileerrors.moc"
