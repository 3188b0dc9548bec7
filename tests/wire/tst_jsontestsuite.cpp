// SPDX-License-Identifier: GPL-3.0-or-later
// The conformance suite of Nicolas Seriot (github.com/nst/JSONTestSuite, MIT): 95 texts that are JSON (y), 188 that are
// not (n) and 35 that a parser may decide about (i), held against both of our readers.
#include "support/fixtures.h"
#include "support/testcase.h"
#include "wire/jsonscan.h"
#include "wire/taskdecoder.h"

#include <QDir>

using namespace spillway;
using namespace Qt::StringLiterals;
using Reason = Error::Reason;

namespace {

const QString parsing = u"json-test-suite/test_parsing/"_s;
const QString transform = u"json-test-suite/test_transform/"_s;

QStringList filesOf(const QString &folder)
{
    return QDir(fixturePath(folder)).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
}

/// What we decide where RFC 8259 leaves it open. Text must be UTF-8; numbers of any size and escaped halves of
/// surrogate pairs are the defect of one field and do not lose the rest.
bool isOursToTake(const QString &name)
{
    static const QStringList refused{u"i_string_UTF-16LE_with_BOM.json"_s,
                                     u"i_string_UTF-8_invalid_sequence.json"_s,
                                     u"i_string_UTF8_surrogate_U+D800.json"_s,
                                     u"i_string_invalid_utf-8.json"_s,
                                     u"i_string_iso_latin_1.json"_s,
                                     u"i_string_lone_utf8_continuation_byte.json"_s,
                                     u"i_string_not_in_unicode_range.json"_s,
                                     u"i_string_overlong_sequence_2_bytes.json"_s,
                                     u"i_string_overlong_sequence_6_bytes.json"_s,
                                     u"i_string_overlong_sequence_6_bytes_null.json"_s,
                                     u"i_string_truncated-utf-8.json"_s,
                                     u"i_string_utf16BE_no_BOM.json"_s,
                                     u"i_string_utf16LE_no_BOM.json"_s};
    return name.startsWith(u'y') || (name.startsWith(u'i') && !refused.contains(name));
}

/// A task with one field that nobody knows.
QByteArray taskWith(const QByteArray &value)
{
    return R"({"stream_name":"s","task_name":"t","odd":)" + value + R"(,"state":"RUNNING"})";
}

} // namespace

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
    const QStringList names = filesOf(parsing);
    QCOMPARE(names.size(), 318);
    QCOMPARE(names.filter(QRegularExpression(u"^y_"_s)).size(), 95);
    QCOMPARE(names.filter(QRegularExpression(u"^n_"_s)).size(), 188);
    QCOMPARE(std::count_if(names.begin(), names.end(), isOursToTake), 95 + 22);
    QCOMPARE(filesOf(transform).size(), 22);
}

void TestJsonTestSuite::bothReadersTakeWhatIsJsonAndRefuseWhatIsNot_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isJson");
    for (const QString &name : filesOf(parsing))
        QTest::addRow("%s", qPrintable(name)) << parsing + name << isOursToTake(name);
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
    for (const QString &name : filesOf(parsing)) {
        if (isOursToTake(name) && !name.contains(u"BOM"_s))
            QTest::addRow("%s", qPrintable(name)) << parsing + name;
    }
    for (const QString &name : filesOf(transform))
        QTest::addRow("transform %s", qPrintable(name)) << transform + name;
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
