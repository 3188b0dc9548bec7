// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/filesource.h"
#include "support/fixtures.h"
#include "support/testcase.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

constexpr char answer[] = R"({"stream_name":"s","task_name":"t","state":"RUNNING"})";

Result<TaskAnswer> ask(FileSource &source)
{
    const QFuture<Result<TaskAnswer>> future = source.showTask({StreamName{u"x"_s}, TaskName{u"y"_s}});
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        qFatal("the file was never read");
    return future.result();
}

/// Standard input, replaced by the reading end of a pipe for as long as this lives.
class Pipe
{
public:
    Pipe()
        : m_saved(::dup(STDIN_FILENO))
    {
        int ends[2] = {-1, -1};
        if (::pipe2(ends, O_CLOEXEC) != 0 || ::dup2(ends[0], STDIN_FILENO) < 0)
            qFatal("no pipe");
        ::close(ends[0]);
        m_writing = ends[1];
    }
    ~Pipe()
    {
        end();
        if (m_saved >= 0) {
            ::dup2(m_saved, STDIN_FILENO);
            ::close(m_saved);
        } else {
            ::close(STDIN_FILENO);
        }
    }
    Q_DISABLE_COPY_MOVE(Pipe)

    void write(const QByteArray &bytes) const
    {
        if (::write(m_writing, bytes.constData(), size_t(bytes.size())) != bytes.size())
            qFatal("cannot write to the pipe");
    }
    void end()
    {
        if (m_writing >= 0)
            ::close(m_writing);
        m_writing = -1;
    }

private:
    int m_saved;
    int m_writing = -1;
};

} // namespace

/// Saved answers.
class TestFileSource : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void aSavedAnswerIsRead();
    void aFileIsReadAnewAtEachQuestion();
    void theFilesOwnErrorIsTold();
    void aFileThatIsNoAnswerIsMalformed();
    void aFileThatCannotBeReadSaysSo();
    void directoriesAndDevicesAreRefused();
    void aFileOverTheCapIsNotRead();
    void aPipeIsReadToItsEnd();
    void aPipeThatNeverEndsIsGivenUp();
    void aPipeNobodyWritesToIsGivenUp();
    void anEndlessPipeIsStoppedAtTheCap();
    void standardInputIsReadOnceAndRemembered();
    void standardInputThatWasLateIsReadOn();
    void standardInputOverTheCapStaysTooLarge();
    void cancellingStopsReading();
    void destroyingTheSourceStopsReading();
    void waitingForAPipeLeavesTheWorkersFree();

private:
    QString write(const QByteArray &bytes, const QString &name = u"answer.json"_s) const;
    QString makePipe() const;

    QTemporaryDir m_folder;
};

void TestFileSource::cleanup()
{
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QFile::remove(m_folder.filePath(u"pipe"_s));
}

QString TestFileSource::write(const QByteArray &bytes, const QString &name) const
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write the test's file");
    return path;
}

QString TestFileSource::makePipe() const
{
    const QString path = m_folder.filePath(u"pipe"_s);
    if (::mkfifo(QFile::encodeName(path).constData(), 0600) != 0)
        qFatal("no pipe");
    return path;
}

void TestFileSource::aSavedAnswerIsRead()
{
    FileSource source(fixturePath(u"task-obs-documented.json"_s));
    const Result<TaskAnswer> result = ask(source);
    QVERIFY(result);
    QCOMPARE(result->task->answer.bytes(), fixture(u"task-obs-documented.json"_s));
    QVERIFY(!result->receivedAt.isValid());
    QVERIFY(!result->serverDate);
    QCOMPARE(source.origin(), fixturePath(u"task-obs-documented.json"_s));
}

void TestFileSource::aFileIsReadAnewAtEachQuestion()
{
    FileSource source(write(answer));
    QCOMPARE(ask(source)->task->taskState(), DumpTask::State::Running);
    write(QByteArray(answer).replace("RUNNING", "PAUSED"));
    QCOMPARE(ask(source)->task->taskState(), DumpTask::State::Paused);
}

void TestFileSource::theFilesOwnErrorIsTold()
{
    FileSource source(write(R"({"errorCode":"DIS.4301","message":"Stream does not exist."})"));
    const Result<TaskAnswer> result = ask(source);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::NotFound);
    QCOMPARE(result.error().code, u"DIS.4301"_s);
}

void TestFileSource::aFileThatIsNoAnswerIsMalformed()
{
    for (const QByteArray bytes : {"", "{", "{}", "<html>", "\x1f\x8b"}) {
        FileSource source(write(bytes));
        const Result<TaskAnswer> result = ask(source);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Kind::Malformed);
    }
}

void TestFileSource::aFileThatCannotBeReadSaysSo()
{
    const QString path = m_folder.filePath(u"absent"_s);
    FileSource source(path);
    const Result<TaskAnswer> result = ask(source);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::File);
    QCOMPARE(result.error().reason, Reason::CannotRead);
    QCOMPARE(result.error().subject, path);
}

void TestFileSource::directoriesAndDevicesAreRefused()
{
    for (const QString &path : {m_folder.path(), u"/dev/zero"_s, u"/dev/null"_s}) {
        FileSource source(path);
        const Result<TaskAnswer> result = ask(source);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Kind::File);
        QCOMPARE(result.error().reason, Reason::NotRegularFile);
        QCOMPARE(result.error().subject, path);
    }
}

void TestFileSource::aFileOverTheCapIsNotRead()
{
    const QByteArray bytes = answer;
    const QString path = write(bytes);
    FileSource exact(path, 1s, bytes.size());
    QVERIFY(ask(exact));
    FileSource over(path, 1s, bytes.size() - 1);
    const Result<TaskAnswer> result = ask(over);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::TooLarge);
    QCOMPARE(result.error().reason, Reason::OverCap);
    QCOMPARE(result.error().subject, QString::number(bytes.size() - 1));
}

void TestFileSource::aPipeIsReadToItsEnd()
{
    const QString path = makePipe();
    FileSource source(path);
    auto future = source.showTask({});
    // Opening for writing waits for the reader.
    const int writer = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC);
    const QByteArray bytes = answer;
    QCOMPARE(::write(writer, bytes.constData(), 10), 10);
    QVERIFY(!future.isFinished());
    QCOMPARE(::write(writer, bytes.constData() + 10, size_t(bytes.size() - 10)), bytes.size() - 10);
    ::close(writer);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QCOMPARE(future.result()->task->answer.bytes(), bytes);
}

void TestFileSource::aPipeThatNeverEndsIsGivenUp()
{
    Pipe pipe;
    pipe.write(answer);
    FileSource source(u"-"_s, 100ms);
    const Result<TaskAnswer> result = ask(source);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::File);
    QCOMPARE(result.error().reason, Reason::CannotRead);
    QCOMPARE(result.error().subject, u"-"_s);
    QVERIFY(!result.error().detail.isEmpty());
}

void TestFileSource::aPipeNobodyWritesToIsGivenUp()
{
    FileSource source(makePipe(), 100ms);
    const Result<TaskAnswer> result = ask(source);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Kind::File);
    QCOMPARE(result.error().reason, Reason::CannotRead);
}

void TestFileSource::anEndlessPipeIsStoppedAtTheCap()
{
    const QString path = makePipe();
    FileSource source(path, 10s, 1000);
    auto future = source.showTask({});
    const int writer = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC);
    const QByteArray bytes(4000, ' ');
    QCOMPARE(::write(writer, bytes.constData(), size_t(bytes.size())), bytes.size());
    QTRY_VERIFY(future.isFinished());
    ::close(writer);
    QCOMPARE(future.result().error().kind, Kind::TooLarge);
}

void TestFileSource::standardInputIsReadOnceAndRemembered()
{
    Pipe pipe;
    pipe.write(answer);
    pipe.end();
    FileSource source(u"-"_s);
    const Result<TaskAnswer> first = ask(source);
    QVERIFY(first);
    const Result<TaskAnswer> second = ask(source);
    QVERIFY(second);
    QCOMPARE(second->task, first->task);
}

void TestFileSource::standardInputThatWasLateIsReadOn()
{
    Pipe pipe;
    const QByteArray bytes = answer;
    pipe.write(bytes.first(20));
    FileSource source(u"-"_s, 100ms);
    QVERIFY(!ask(source));
    pipe.write(bytes.sliced(20));
    pipe.end();
    const Result<TaskAnswer> result = ask(source);
    QVERIFY(result);
    QCOMPARE(result->task->answer.bytes(), bytes);
}

void TestFileSource::standardInputOverTheCapStaysTooLarge()
{
    Pipe pipe;
    pipe.write(answer);
    pipe.end();
    FileSource source(u"-"_s, 1s, 10);
    QCOMPARE(ask(source).error().kind, Kind::TooLarge);
    QCOMPARE(ask(source).error().kind, Kind::TooLarge);
}

void TestFileSource::cancellingStopsReading()
{
    FileSource source(makePipe());
    auto future = source.showTask({});
    future.cancel();
    // Long before the patience of 30 s is over.
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), 0);
}

void TestFileSource::destroyingTheSourceStopsReading()
{
    auto source = std::make_unique<FileSource>(makePipe());
    auto future = source->showTask({});
    source.reset();
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, Kind::Cancelled);
}

void TestFileSource::waitingForAPipeLeavesTheWorkersFree()
{
    const QString path = makePipe();
    std::vector<std::unique_ptr<FileSource>> waiting;
    for (int i = 0; i < QThreadPool::globalInstance()->maxThreadCount() + 1; ++i) {
        waiting.push_back(std::make_unique<FileSource>(path));
        waiting.back()->showTask({});
    }
    FileSource source(write(answer));
    QVERIFY(ask(source));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestFileSource)
#include "tst_filesource.moc"
