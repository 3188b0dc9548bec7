// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/filesource.h"
#include "support/faultrow.h"
#include "support/routedserver.h"
#include "support/testcase.h"
#include "system/documented.h"
#include "system/program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QThreadPool>

#include <cstdio>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr rlim_t mebibyte = 1024 * 1024;

#ifdef SPILLWAY_ADDRESS_SANITIZED
constexpr char sanitizerNeedsPipes[] =
    "UndefinedBehaviorSanitizer looks at memory through a pipe, and calls an object bad without one.";
#endif

/// Runs the program with less of something than there usually is.
Outcome runWithin(int resource, rlim_t most, const QStringList &arguments)
{
    Surroundings surroundings = signedIn();
    surroundings.environment.remove(u"QT_NO_GLIB"_s);
    surroundings.limit = Surroundings::Limit{resource, most};
    return run(arguments, surroundings);
}

/// An answer of so many bytes.
QByteArray largeAnswer(qsizetype size)
{
    QByteArray parts;
    for (int i = 0; parts.size() < size; ++i)
        parts += R"({"partitionId":"shardId-)" + QByteArray::number(i).rightJustified(10, '0')
            + R"(","status":"ACTIVE","hash_range":"[0 : 9]","last_transfer_offset":1,"discard":0,"state":"RUNNING"},)";
    parts.chop(1);
    return R"({"stream_name":"s","task_name":"t","partitions":[)" + parts + "]}";
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// The computer has no more of something.
class TestScarce : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void withoutDescriptorsAnExportIsRightOrSaysWhyNot_data();
    void withoutDescriptorsAnExportIsRightOrSaysWhyNot();
    void aFileIsReadAsSoonAsThereAreDescriptorsAgain_data() { faultRow("F201 recovers"); }
    void aFileIsReadAsSoonAsThereAreDescriptorsAgain();
    void withoutMemoryAnExportIsRightOrSaysWhyNot_data() { faultRow("F202 ulimit -v"); }
    void withoutMemoryAnExportIsRightOrSaysWhyNot();
};

void TestScarce::withoutDescriptorsAnExportIsRightOrSaysWhyNot_data()
{
    QTest::addColumn<int>("most");
    QTest::addColumn<bool>("fromService");
    // With 4 there is none for the answer.
    for (const int most : {24, 20, 16, 12, 10, 9, 8, 7, 6, 5})
        QTest::addRow("F201 ulimit -n %d, saved answer", most) << most << false;
    // With fewer GLib, which waits for Qt, ends the program itself.
    for (const int most : {24, 20, 16, 12, 10, 9, 8})
        QTest::addRow("F201 ulimit -n %d, service", most) << most << true;
}

void TestScarce::withoutDescriptorsAnExportIsRightOrSaysWhyNot()
{
    QFETCH(int, most);
    QFETCH(bool, fromService);
#ifdef SPILLWAY_ADDRESS_SANITIZED
    if (most < 12)
        QSKIP(sanitizerNeedsPipes);
#endif
    RoutedServer server;
    answerAsDocumented(server);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"out.csv"_s);
    QVERIFY(put(path, "old"));
    QStringList arguments = fromService
        ? exportFrom(server.url(), u"5"_s)
        : QStringList{u"--from"_s, fixturePath(u"task-obs-documented.json"_s), u"--export"_s, u"-"_s};
    arguments[arguments.indexOf(u"-"_s)] = path;
    const Outcome outcome = runWithin(RLIMIT_NOFILE, rlim_t(most), arguments);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    if (outcome.code == 0) {
        QVERIFY(file.readAll().startsWith("polled_at"));
        return;
    }
    QVERIFY2(outcome.code > 0 && outcome.hasOneSentence(), outcome.errors.constData());
    QCOMPARE(file.readAll(), QByteArray("old"));
}

void TestScarce::aFileIsReadAsSoonAsThereAreDescriptorsAgain()
{
#ifdef SPILLWAY_ADDRESS_SANITIZED
    QSKIP(sanitizerNeedsPipes);
#endif
    FileSource source(fixturePath(u"task-obs-documented.json"_s));
    const auto asked = [&source] {
        QFuture<Result<TaskAnswer>> future = source.showTask({});
        future.waitForFinished();
        return future.takeResult();
    };
    // A second thread would need descriptors of its own, without which Qt ends the program.
    QThreadPool::globalInstance()->setMaxThreadCount(1);
    QVERIFY(asked());
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    const rlimit before = limit;
    const int next = dup(STDERR_FILENO);
    close(next);
    limit.rlim_cur = rlim_t(next);
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
    const Result<TaskAnswer> none = asked();
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(!none);
    QCOMPARE(none.error().reason, Error::Reason::CannotRead);
    QVERIFY(asked());
}

void TestScarce::withoutMemoryAnExportIsRightOrSaysWhyNot()
{
#ifdef SPILLWAY_SANITIZED
    QSKIP("A sanitizer's own memory is counted too.");
#endif
    const QTemporaryDir folder;
    const QString answer = folder.filePath(u"answer.json"_s);
    QVERIFY(put(answer, largeAnswer(14'000'000)));
    const QString path = folder.filePath(u"out.csv"_s);
    int good = 0;
    int said = 0;
    rlim_t least = 0;
    for (rlim_t most = 400; most >= 60; most -= 40) {
        QVERIFY(put(path, "old"));
        const Outcome outcome = runWithin(RLIMIT_AS, most * mebibyte, {u"--from"_s, answer, u"--export"_s, path});
        if (outcome.code == 127 || outcome.errors.contains("error while loading"))
            break; // it could not be started
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        if (outcome.code == 0) {
            ++good;
            least = most;
            QVERIFY(file.size() > 1'000'000);
            continue;
        }
        ++said;
        QVERIFY2(outcome.code > 0, qPrintable(u"%1 MiB: %2"_s.arg(most).arg(QString::fromUtf8(outcome.errors))));
        QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
        QVERIFY2(outcome.errors.contains("not enough memory"), outcome.errors.constData());
        QCOMPARE(file.readAll(), QByteArray("old"));
    }
    std::printf(
        "torture: F202 ulimit -v with a body of 14 MB: %d exports, %d times not enough memory; enough from %llu MiB "
        "on\n",
        good, said, static_cast<unsigned long long>(least));
    std::fflush(stdout);
    QVERIFY(good > 0 && said > 0);
}

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // it would end the test where that has no descriptors left
    const QCoreApplication application(argc, argv);
    TestScarce test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_scarce.moc"
