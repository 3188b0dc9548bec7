// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "system/fakeproject.h"

#include <algorithm>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

/// Colours, a title for the terminal, a second line, figures for Nagios, text that runs backwards, placeholders.
const QString hostile = u"Qx7\u001b[31m\u001b]0;x\u0007\u0085\n|lag=0\r\u202eb\u2066\u200b\u00ad\ufeff<b>%1%2%n%s&"_s;
const QByteArray shown = "Qx7⟨ESC⟩[31m⟨ESC⟩]0;x⟨U+0007⟩⟨U+0085⟩⏎";

/// As a JSON string, all escaped.
QByteArray json(const QString &text)
{
    QByteArray out = "\"";
    for (const QChar c : text)
        out += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return out + '"';
}

/// What a terminal or a log would obey, or a person not see; by itself, not as the program does it.
bool isDangerous(char32_t c)
{
    const bool isControl = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool moves = (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f);
    return isControl || moves || c == 0xad || c == 0xfeff;
}

/// Lines, each of them harmless.
QString harmOf(const QByteArray &written, int mostLines)
{
    if (written.count('\n') > mostLines)
        return u"%1 lines: "_s.arg(written.count('\n')) + QString::fromUtf8(written);
    const QList<uint> characters = QString::fromUtf8(written).remove(u'\n').toUcs4();
    for (const uint c : characters) {
        if (isDangerous(c))
            return u"U+%1 in "_s.arg(c, 4, 16, QChar(u'0')) + QString::fromUtf8(written.toPercentEncoding(" ./:"));
    }
    return {};
}

} // namespace

/// F157, F158: what the program says in a terminal and to a monitoring system is plain, whatever it is told.
class TestHostileOutput : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTypedComesBackAsText_data();
    void whatIsTypedComesBackAsText();
    void whatTheServiceSaysComesOutAsText_data();
    void whatTheServiceSaysComesOutAsText();
    void aCheckIsOneLineWhateverTheNamesAre();
};

void TestHostileOutput::whatIsTypedComesBackAsText_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QStringList names{u"--stream"_s, u"s"_s, u"--task"_s, u"t"_s};
    const QStringList place{u"--endpoint"_s, u"https://127.0.0.1:1"_s, u"--project-id"_s, u"p"_s};
    const QStringList out{u"--export"_s, u"-"_s};
    QTest::newRow("F157 an option") << QStringList{u"--"_s + hostile};
    QTest::newRow("F157 an argument") << QStringList{hostile};
    QTest::newRow("F157 a format") << names + place + out + QStringList{u"--format"_s, hostile};
    QTest::newRow("F157 a time") << names + place + out + QStringList{u"--timeout"_s, hostile};
    QTest::newRow("F157 an endpoint") << names + out + QStringList{u"--project-id"_s, u"p"_s, u"--endpoint"_s, hostile};
    QTest::newRow("F157 a region") << names + out + QStringList{u"--project-id"_s, u"p"_s, u"--region"_s, hostile};
    QTest::newRow("F157 a connection") << names + out + QStringList{u"--connection"_s, hostile};
    QTest::newRow("F157 a saved answer") << out + QStringList{u"--from"_s, u"/nowhere/"_s + hostile};
    QTest::newRow("F157 a token's file") << names + place + out
            + QStringList{u"--token-file"_s, u"/nowhere/"_s + hostile};
    QTest::newRow("F157 authorities") << names + place + out + QStringList{u"--ca-file"_s, u"/nowhere/"_s + hostile};
    QTest::newRow("F157 a target") << names + place + QStringList{u"--export"_s, u"/nowhere/"_s + hostile};
    QTest::newRow("F157 what to list") << place + QStringList{u"--list"_s, hostile};
}

void TestHostileOutput::whatIsTypedComesBackAsText()
{
    QFETCH(const QStringList, arguments);
    const Outcome outcome = run(arguments, signedIn());
    QVERIFY(outcome.code > 0);
    QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
    const QString harm = harmOf(outcome.errors, 1);
    QVERIFY2(harm.isEmpty(), qPrintable(harm));
    QCOMPARE(outcome.output, QByteArray());
}

void TestHostileOutput::whatTheServiceSaysComesOutAsText_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isQuoted");
    QTest::newRow("F157 code and message")
        << 400 << QByteArray("{\"error_code\":" + json(hostile) + ",\"error_msg\":" + json(hostile) + "}") << true;
    QTest::newRow("F157 request id") << 400
                                     << QByteArray("{\"error_code\":\"DIS.1\",\"error_msg\":\"x\",\"request_id\":"
                                                   + json(hostile) + "}")
                                     << true;
    QTest::newRow("F157 another task") << 200
                                       << QByteArray("{\"stream_name\":\"s\",\"task_name\":" + json(hostile)
                                                     + ",\"state\":\"RUNNING\"}")
                                       << true;
    QTest::newRow("F157 words") << 500 << hostile.toUtf8() << false;
}

void TestHostileOutput::whatTheServiceSaysComesOutAsText()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, isQuoted);
    RoutedServer server;
    server.answer(pathOf(u"s"_s, u"t"_s), status, body);
    const Outcome exported = run(
        projectAt(server)
            + QStringList{u"--stream"_s, u"s"_s, u"--task"_s, u"t"_s, u"--export"_s, u"-"_s, u"--timeout"_s, u"20"_s},
        signedIn());
    QVERIFY(exported.code > 0);
    QString harm = harmOf(exported.errors, 1);
    QVERIFY2(harm.isEmpty(), qPrintable(harm));
    QCOMPARE(exported.errors.contains(shown), isQuoted);
    const Outcome checked = run(one(server) + QStringList{u"--timeout"_s, u"20"_s}, signedIn());
    QCOMPARE(checked.code, 3);
    harm = harmOf(checked.output + checked.errors, 1);
    QVERIFY2(harm.isEmpty(), qPrintable(harm));
    QVERIFY2(isOneLine(checked.output, "UNKNOWN"), checked.output.constData());
}

void TestHostileOutput::aCheckIsOneLineWhateverTheNamesAre()
{
    RoutedServer server;
    server.answer("/v2/project/streams", 200,
                  "{\"total_number\":1,\"stream_names\":[" + json(hostile) + "],\"has_more_streams\":false}");
    server.answer(tasksPath(hostile), 200,
                  "{\"total_number\":1,\"tasks\":[{\"task_name\":" + json(hostile) + ",\"state\":" + json(hostile)
                      + "}]}");
    const QByteArray names = "{\"stream_name\":" + json(hostile) + ",\"task_name\":" + json(hostile);
    server.answer(pathOf(hostile, hostile), 200, names + ",\"state\":\"ABNORMAL\",\"partitions\":[]}");
    const Outcome checked = run(all(server), signedIn());
    const QString harm = harmOf(checked.output + checked.errors, 1);
    QVERIFY2(harm.isEmpty(), qPrintable(harm));
    QVERIFY2(isOneLine(checked.output, "CRITICAL"), checked.output.constData());
    // The figures are ours alone.
    QVERIFY2(checked.output.contains(" | lag=U "), checked.output.constData());
    QVERIFY2(checked.output.contains(shown), checked.output.constData());
    // What is listed is written as it came, quoted; what is said about it is not.
    RoutedServer refusing;
    refusing.answer("/v2/project/streams", 200,
                    "{\"total_number\":1,\"stream_names\":[" + json(hostile) + "],\"has_more_streams\":false}");
    refusing.answer(tasksPath(hostile), 400, "{\"error_code\":" + json(hostile) + ",\"error_msg\":\"x\"}");
    const Outcome listed = run(projectAt(refusing) + QStringList{u"--list"_s, u"tasks"_s}, signedIn());
    QVERIFY(listed.code > 0);
    const QString said = harmOf(listed.errors, 1);
    QVERIFY2(said.isEmpty(), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestHostileOutput)

#include "tst_hostileoutput.moc"
