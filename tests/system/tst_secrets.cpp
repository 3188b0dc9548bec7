// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultserver.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "system/program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr char canary[] = "MIIcanary0123456789";

/// What every user of the computer can read about the processes that run the program.
QByteArray commandLines()
{
    QByteArray all;
    const QStringList processes = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    for (const QString &process : processes) {
        QFile file(u"/proc/"_s + process + u"/cmdline"_s);
        const QByteArray line = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        if (line.startsWith(SPILLWAY_PROGRAM))
            all += line;
    }
    return all;
}

} // namespace

/// A token is planted and must not come out anywhere but in the one header.
class TestSecrets : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theTokenStaysWhereItBelongs_data();
    void theTokenStaysWhereItBelongs();
    void aTokenAsArgumentIsRefusedUnseen();
};

void TestSecrets::theTokenStaysWhereItBelongs_data()
{
    QTest::addColumn<bool>("inFile");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray good = fixture(u"task-obs-documented.json"_s);
    const QByteArray refusal = R"({"error_code":"DIS.9999","error_msg":")" + QByteArray(canary) + R"("})";
    for (const bool inFile : {false, true}) {
        const char *where = inFile ? "file" : "environment";
        QTest::addRow("F188 F191 %s, accepted", where) << inFile << http(200, good);
        QTest::addRow("F188 F191 F197 %s, refused", where) << inFile << http(401, refusal);
        QTest::addRow("F188 F191 F197 %s, echoed in an error", where)
            << inFile << http(400, refusal, {{"X-Request-Id", canary}});
        QTest::addRow("F188 F191 F197 %s, echoed in a name", where)
            << inFile << http(200, QByteArray(good).replace("newtask", canary));
        QTest::addRow("F188 F191 F197 %s, echoed in a partition", where)
            << inFile << http(200, QByteArray(good).replace("shardId-0000000000", canary));
        QTest::addRow("F188 F191 F197 %s, echoed in a redirect", where)
            << inFile << http(302, {}, {{"Location", QByteArray("https://x.example/") + canary}});
        QTest::addRow("F188 F191 F197 %s, echoed by no HTTP", where) << inFile << QByteArray(canary) + "\r\n\r\n";
    }
}

void TestSecrets::theTokenStaysWhereItBelongs()
{
    QFETCH(bool, inFile);
    QFETCH(QByteArray, answer);
    const QTemporaryDir folder;
    QStringList arguments;
    Surroundings surroundings;
    // Whoever turns on all messages does not ask for secrets.
    surroundings.set(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    if (inFile) {
        QFile file(folder.filePath(u"token"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(canary);
        file.write("\n");
        arguments = {u"--token-file"_s, file.fileName()};
    } else {
        surroundings.set(u"OS_TOKEN"_s, QString::fromLatin1(canary));
    }

    FaultServer server;
    server.answer(Script().write(answer).fin());
    QByteArray seen;
    connect(&server, &FaultServer::requested, this, [&seen] { seen += commandLines(); });
    const Outcome outcome = run(exportFrom(server.url()) + arguments, surroundings);

    QVERIFY(!server.requests().isEmpty());
    QCOMPARE(server.requests().constFirst().header("X-Auth-Token"), QByteArray(canary));
    QVERIFY(!server.requests().constFirst().line.contains(canary));
    QVERIFY(seen.contains("--endpoint"));
    QVERIFY(!seen.contains(canary));
    QVERIFY2(!outcome.output.contains(canary), outcome.output.constData());
    QVERIFY2(!outcome.errors.contains(canary), outcome.errors.constData());
}

void TestSecrets::aTokenAsArgumentIsRefusedUnseen()
{
    for (const QString &option : {u"--token"_s, u"--password"_s, u"--nonsense"_s}) {
        for (const QStringList &arguments : {QStringList{option, QString::fromLatin1(canary)},
                                             QStringList{option + u'=' + QString::fromLatin1(canary)}}) {
            const Outcome outcome = run(arguments);
            QCOMPARE(outcome.code, 2);
            QCOMPARE(outcome.output, QByteArray());
            QVERIFY2(!outcome.errors.contains(canary), outcome.errors.constData());
        }
    }
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
