// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/stallmeter.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "system/program.h"
#include "torture/filecalls.h"
#include "torture/writers.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <sys/wait.h>
#include <unistd.h>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pointsOfEachSignal = 50;

/// Whether the child was killed, at a file call of that number.
bool isKilledAt(const Writer &writer, const QString &folder, long number)
{
    const QByteArray path = QFile::encodeName(folder);
    const pid_t child = fork();
    if (child == 0) {
        filecalls::watch(path.constData(), {filecalls::Kind::Kill, number, 0});
        writer.write(folder);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/// A lock says whose it is, and nobody waits for one who is dead.
QStringList withoutLocks(QStringList names)
{
    names.removeIf([](const QString &name) { return name.endsWith(u".lock"_s); });
    return names;
}

} // namespace

/// A process that is killed while it writes a person's file.
class TestKilled : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFileIsOldOrNewWhereverTheKillComes_data();
    void aFileIsOldOrNewWhereverTheKillComes();
    void theProgramEndsAtAnyFileCallAndTheFileIsOldOrNew_data();
    void theProgramEndsAtAnyFileCallAndTheFileIsOldOrNew();
    void aSignalAtAnyMomentLeavesTheOldFileOrTheNewOne_data();
    void aSignalAtAnyMomentLeavesTheOldFileOrTheNewOne();
};

void TestKilled::initTestCase()
{
    QCoreApplication::setOrganizationName(u"spillway"_s);
    QCoreApplication::setApplicationName(u"spillway"_s);
}

void TestKilled::aFileIsOldOrNewWhereverTheKillComes_data()
{
    QTest::addColumn<int>("writer");
    int number = 0;
    for (const Writer &writer : writers())
        QTest::addRow("F175 %s", writer.name) << number++;
}

void TestKilled::aFileIsOldOrNewWhereverTheKillComes()
{
    QFETCH(int, writer);
    const Writer one = writers().at(size_t(writer));
    const QByteArray before = one.before.isNull() ? QByteArray("(none)") : one.before;
    const QTemporaryDir folder(quickFolder());
    QVERIFY(prepare(one, folder.path()));
    filecalls::watch(QFile::encodeName(folder.path()).constData(), {});
    QVERIFY(one.write(folder.path()));
    filecalls::rest();
    const QByteArray after = bytesOf(folder.path() + u'/' + one.file);
    QVERIFY(after != before);

    long points = 0;
    long leftovers = 0;
    long lockouts = 0;
    const long all = filecalls::count();
    for (long number = 1; number <= all; ++number) {
        const QTemporaryDir place(quickFolder());
        QVERIFY(prepare(one, place.path()));
        if (!isKilledAt(one, place.path(), number))
            continue;
        ++points;
        const QByteArray found = bytesOf(place.path() + u'/' + one.file);
        QVERIFY2(found == before || found == after, filecalls::name(number));
        leftovers += withoutLocks(leftBehind(one, place.path())).size();
        // And the next one is not kept from writing, but for half a minute if the lock does not say yet whose it is.
        if (!one.write(place.path())) {
            ++lockouts;
            QVERIFY2(QFile::remove(place.path() + u'/' + one.file + u".lock"_s), filecalls::name(number));
            QVERIFY2(one.write(place.path()), filecalls::name(number));
        }
        QCOMPARE(bytesOf(place.path() + u'/' + one.file), after);
    }
    std::printf("torture: %s: killed at %ld points, %ld files left behind\n", QTest::currentDataTag(), points,
                leftovers);
    std::fflush(stdout);
    QVERIFY(points > 0);
    QVERIFY(lockouts <= 1);
    // Between getting a name and taking the old file's place; nowhere else.
    QVERIFY(leftovers <= 2);
}

void TestKilled::theProgramEndsAtAnyFileCallAndTheFileIsOldOrNew_data()
{
    using filecalls::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("error");
    QTest::newRow("F175 the program is killed") << int(Kind::Kill) << 0;
    QTest::newRow("F173 the disk is full for the program") << int(Kind::FromThere) << ENOSPC;
    QTest::newRow("F173 a call of the program's fails") << int(Kind::Once) << EIO;
}

void TestKilled::theProgramEndsAtAnyFileCallAndTheFileIsOldOrNew()
{
    QFETCH(int, kind);
    QFETCH(int, error);
    const QTemporaryDir place(quickFolder());
    const Writer writer{"export", "F175", u"out.csv"_s, "old", {}};
    const QString path = place.filePath(writer.file);
    const QStringList arguments{u"--from"_s, fixturePath(u"task-obs-documented.json"_s), u"--export"_s, path};
    Surroundings usual;
    QVERIFY(prepare(writer, place.path()));
    QCOMPARE(run(arguments, usual).code, 0);
    const QByteArray after = bytesOf(path);

    long points = 0;
    long leftovers = 0;
    for (long number = 1; number <= 30; ++number) {
        QVERIFY(prepare(writer, place.path()));
        Surroundings watched;
        const QString others = watched.environment.value(u"LD_PRELOAD"_s); // of a sanitizer
        watched.set(u"LD_PRELOAD"_s, QStringLiteral(SPILLWAY_FILECALLS_LIBRARY " ") + others)
            .set(u"SPILLWAY_FILECALLS"_s, u"%1 %2 %3 %4"_s.arg(kind).arg(number).arg(error).arg(place.path()))
            .set(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s);
        const Outcome outcome = run(arguments, watched);
        const QByteArray found = bytesOf(path);
        if (outcome.code == 0) {
            QCOMPARE(found, after);
            if (leftBehind(writer, place.path()).isEmpty() && points > 0 && kind != int(filecalls::Kind::Once))
                break; // nothing is left to fail
            continue;
        }
        ++points;
        QVERIFY(found == "old" || found == after);
        if (kind != int(filecalls::Kind::Kill)) {
            QCOMPARE(outcome.code, 7);
            QVERIFY2(outcome.hasOneSentence(), outcome.errors.constData());
            QCOMPARE(found, QByteArray("old"));
        }
        const QStringList left = leftBehind(writer, place.path());
        leftovers += left.size();
        for (const QString &name : left)
            QFile::remove(place.filePath(name));
    }
    std::printf("torture: %s: %ld points, %ld files left behind\n", QTest::currentDataTag(), points, leftovers);
    std::fflush(stdout);
    QVERIFY(points >= 5);
    QVERIFY(leftovers <= 2); // between getting a name and taking the old file's place
}

void TestKilled::aSignalAtAnyMomentLeavesTheOldFileOrTheNewOne_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("F175 SIGKILL") << SIGKILL;
    QTest::newRow("F199 SIGTERM") << SIGTERM;
    QTest::newRow("F199 SIGINT") << SIGINT;
    QTest::newRow("F199 SIGHUP") << SIGHUP;
}

void TestKilled::aSignalAtAnyMomentLeavesTheOldFileOrTheNewOne()
{
    QFETCH(int, number);
    const QTemporaryDir place(quickFolder());
    const QString answer = place.filePath(u"answer.json"_s);
    QVERIFY(QDir(place.path()).mkdir(u"out"_s));
    const Writer writer{"export", "F199", u"out.csv"_s, "old", {}};
    const QString folder = place.filePath(u"out"_s);
    {
        QFile file(answer);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArrayList parts;
        for (int i = 0; i < 10'000; ++i)
            parts +=
                R"({"partitionId":"shardId-)" + QByteArray::number(i) + R"(","last_transfer_offset":1,"discard":0})";
        file.write(R"({"stream_name":"s","task_name":"t","partitions":[)" + parts.join(',') + "]}");
    }
    const QStringList arguments{u"--from"_s, answer, u"--export"_s, folder + u"/out.csv"_s};
    QVERIFY(prepare(writer, folder));
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(run(arguments).code, 0);
    const qint64 usual = clock.elapsed();
    const QByteArray after = bytesOf(folder + u"/out.csv"_s);
    QVERIFY(after.size() > 100'000);

    int cut = 0;
    qint64 longest = 0;
    for (int i = 0; i < pointsOfEachSignal; ++i) {
        QVERIFY(prepare(writer, folder));
        RunningProgram program(arguments);
        // The first is cut for certain: it has only just begun.
        program.isOverWithin(i == 0 ? 0 : int(QRandomGenerator::global()->bounded(usual + 1)));
        const auto waited = waitedForProcessor();
        clock.restart();
        program.interrupt(number);
        QVERIFY(program.isOverWithin(10'000));
        const auto excused = std::chrono::duration_cast<std::chrono::milliseconds>(waitedForProcessor() - waited);
        longest = std::max<qint64>(longest, clock.elapsed() - excused.count());
        const QByteArray found = bytesOf(folder + u"/out.csv"_s);
        QVERIFY(found == "old" || found == after);
        cut += found == "old" ? 1 : 0;
        const QStringList left = leftBehind(writer, folder);
        QVERIFY2(left.size() <= 1, qPrintable(left.join(u' '))); // between getting a name and taking the old one's
        for (const QString &name : left)
            QFile::remove(folder + u'/' + name);
    }
    std::printf("torture: %s: %d runs, %d with the old file, %d with the new one, over after %lld ms at most\n",
                QTest::currentDataTag(), pointsOfEachSignal, cut, pointsOfEachSignal - cut, longest);
    std::fflush(stdout);
    QVERIFY(cut > 0);
#ifndef SPILLWAY_ADDRESS_SANITIZED // which looks for leaks at the end
    QVERIFY2(longest <= 1000 * StallMeter::slowness(), qPrintable(QString::number(longest)));
#endif
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
