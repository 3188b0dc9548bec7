// SPDX-License-Identifier: GPL-3.0-or-later
// Nicolas Seriot's collection of what JSON parsers disagree about, through both readers.
#include "support/fixtures.h"
#include "support/testcase.h"
#include "wire/jsonscan.h"
#include "wire/taskdecoder.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace spillway;
using namespace Qt::StringLiterals;

class TestJsonTestSuite : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void bothReadersJudgeAsTheSuiteDoes_data();
    void bothReadersJudgeAsTheSuiteDoes();
};

/// Names begin with y (has to be accepted), n (has to be refused) or i (left open by the standard).
void TestJsonTestSuite::bothReadersJudgeAsTheSuiteDoes_data()
{
    QTest::addColumn<QByteArray>("json");
    const QJsonObject cases =
        QJsonDocument::fromJson(fixture(u"jsontestsuite.json"_s)).object().value("cases"_L1).toObject();
    QVERIFY(cases.size() > 300);
    for (auto each = cases.begin(); each != cases.end(); ++each)
        QTest::newRow(qPrintable(each.key())) << QByteArray::fromBase64(each.value().toString().toLatin1());
    // Too long to be kept as they are.
    QTest::newRow("n_structure_100000_opening_arrays") << QByteArray(100'000, '[');
    QTest::newRow("n_structure_open_array_object") << QByteArray("[{\"\":").repeated(50'000) + '\n';
}

void TestJsonTestSuite::bothReadersJudgeAsTheSuiteDoes()
{
    QFETCH(const QByteArray, json);
    const bool isJson = !findJsonDefect(json);
    const char judgement = QTest::currentDataTag()[0];
    if (judgement != 'i')
        QCOMPARE(isJson, judgement == 'y');

    // Alone: whatever it is, it is not taken for JSON by one reader and refused by the other.
    const Result<TaskSnapshot> alone = decodeTask(json);
    QVERIFY(!alone);
    const bool isOther =
        alone.error().reason == Error::Reason::NotAnObject || alone.error().reason == Error::Reason::NotATask;
    QCOMPARE(isOther, isJson);
    // As a value in an answer, known and unknown.
    const bool isTask = decodeTask(R"({"state":"RUNNING","x":)" + json + "}").has_value();
    const bool isState = decodeTask(R"({"state":)" + json + "}").has_value();
    QCOMPARE(isState, isTask);
    if (judgement != 'i')
        QCOMPARE(isTask, judgement == 'y');
}

QTEST_GUILESS_MAIN(TestJsonTestSuite)
#include "tst_jsontestsuite.moc"
