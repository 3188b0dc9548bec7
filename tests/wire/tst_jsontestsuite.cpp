// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/jsontestsuite.h"
#include "support/testcase.h"
#include "wire/jsonscan.h"
#include "wire/taskdecoder.h"

using namespace spillway;
using namespace Qt::StringLiterals;
using Reason = Error::Reason;

namespace {

/// A task with one field that nobody knows.
QByteArray taskWith(const QByteArray &value)
{
    return R"({"stream_name":"s","task_name":"t","odd":)" + value + R"(,"state":"RUNNING"})";
}

} // namespace

/// The suite held against both of our readers.
class TestJsonTestSuite : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theSuiteIsComplete();
    void bothReadersTakeWhatIsJsonAndRefuseWhatIsNot_data();
    void bothReadersTakeWhatIsJsonAndRefuseWhatIsNot();
    void anUnknownFieldOfAnyShapeLosesNothing_data();
    void anUnknownFieldOfAnyShapeLosesNothing();
};

void TestJsonTestSuite::theSuiteIsComplete()
{
    const QStringList names = suiteFiles(suiteParsing);
    QCOMPARE(names.size(), 318);
    QCOMPARE(names.filter(QRegularExpression(u"^y_"_s)).size(), 95);
    QCOMPARE(names.filter(QRegularExpression(u"^n_"_s)).size(), 188);
    QCOMPARE(std::count_if(names.begin(), names.end(), isOursToTake), 95 + 22);
    QCOMPARE(suiteFiles(suiteTransform).size(), 22);
}

void TestJsonTestSuite::bothReadersTakeWhatIsJsonAndRefuseWhatIsNot_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isJson");
    for (const QString &name : suiteFiles(suiteParsing))
        QTest::addRow("%s", qPrintable(name)) << suiteParsing + name << isOursToTake(name);
}

void TestJsonTestSuite::bothReadersTakeWhatIsJsonAndRefuseWhatIsNot()
{
    QFETCH(const QString, path);
    QFETCH(const bool, isJson);
    const QByteArray text = fixture(path);
    const std::optional<JsonDefect> defect = findJsonDefect(text.sliced(byteOrderMarkSize(text)));
    QCOMPARE(defect.has_value(), !isJson);
    // None of them is a task, so that the way it is refused tells what the fast reader made of it.
    const auto task = decodeTask(text);
    QVERIFY(!task);
    QCOMPARE(task.error().kind, Error::Kind::Malformed);
    const QList<Reason> whole{Reason::NotATask, Reason::NotAnObject};
    QVERIFY2(whole.contains(task.error().reason) == isJson, qPrintable(QString::number(int(task.error().reason))));
    QVERIFY(task.error().offset.has_value());
    QVERIFY(*task.error().offset >= 0 && *task.error().offset <= text.size());
}

void TestJsonTestSuite::anUnknownFieldOfAnyShapeLosesNothing_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &name : suiteFiles(suiteParsing)) {
        if (isOursToTake(name) && !name.contains(u"BOM"_s))
            QTest::addRow("%s", qPrintable(name)) << suiteParsing + name;
    }
    for (const QString &name : suiteFiles(suiteTransform))
        QTest::addRow("transform %s", qPrintable(name)) << suiteTransform + name;
}

void TestJsonTestSuite::anUnknownFieldOfAnyShapeLosesNothing()
{
    QFETCH(const QString, path);
    const QByteArray value = fixture(path).trimmed();
    const auto task = decodeTask(taskWith(value));
    if (findJsonDefect(value)) { // some of the transformations are no UTF-8
        QVERIFY(!task);
        return;
    }
    QVERIFY(task);
    const DumpTask &shown = **task;
    QCOMPARE(shown.text(shown.state), u"RUNNING"_s);
    QVERIFY(shown.othersTotal >= 1);
}

QTEST_GUILESS_MAIN(TestJsonTestSuite)
#include "tst_jsontestsuite.moc"
