// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/projectreader.h"
#include "support/scriptedproject.h"
#include "support/testcase.h"

#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

using Call = ScriptedProject::Call;
using Depth = ProjectReader::Depth;

Error errorOf(Error::Kind kind)
{
    Error error;
    error.kind = kind;
    return error;
}

void fill(ScriptedProject &project, int streams)
{
    for (int i = 0; i < streams; ++i) {
        const QString name = u"s%1"_s.arg(i, 3, 10, QLatin1Char('0'));
        project.put(runningStream(name));
        project.put({name}, taskSummary(u"t"_s));
    }
}

} // namespace

class TestProjectReader : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void allStreamsAreReadPageByPage();
    void theTasksOfEachAreReadInTheOrderOfTheStreams();
    void fourQuestionsAreUnderWayAtMost();
    void anEmptyProjectIsComplete();
    void oneStreamIsOneQuestion();
    void aDeniedStreamHoldsUpNothing();
    void aRefusalEndsItAll_data();
    void aRefusalEndsItAll();
    void aBrokenListIsGoneThroughAsFarAsItCame();
    void pagesWithoutEndEnd();
    void cancellingIsSilent();
};

void TestProjectReader::allStreamsAreReadPageByPage()
{
    ScriptedProject project;
    fill(project, 7);
    project.setMostPerPage(3);
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readProject(project, Depth::Streams);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(reader.isComplete());
    QCOMPARE(reader.streams().size(), size_t(7));
    QVERIFY(!reader.streams().front().tasks);
    QCOMPARE(project.asked().size(), 3);
    QCOMPARE(project.asked().constLast().after, u"s005"_s);
}

void TestProjectReader::theTasksOfEachAreReadInTheOrderOfTheStreams()
{
    ScriptedProject project;
    fill(project, 9);
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readProject(project, Depth::Tasks);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(reader.isComplete());
    QCOMPARE(project.asked(Call::ListTasks), 9);
    for (size_t i = 0; i < 9; ++i) {
        const ListedStream &stream = reader.streams()[i];
        QCOMPARE(stream.summary.name.text, u"s%1"_s.arg(i, 3, 10, QLatin1Char('0')));
        QCOMPARE((*stream.tasks)->tasks.size(), size_t(1));
    }
}

void TestProjectReader::fourQuestionsAreUnderWayAtMost()
{
    ScriptedProject project;
    fill(project, 9);
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    project.hold();
    reader.readProject(project, Depth::Tasks);
    project.answerOldest();
    QTRY_COMPARE(project.open(), 4);
    project.answerOldest();
    QTRY_COMPARE(project.asked(Call::ListTasks), 5);
    QCOMPARE(project.open(), 4);
    project.release();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(reader.isComplete());
}

void TestProjectReader::anEmptyProjectIsComplete()
{
    ScriptedProject project;
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readProject(project, Depth::Tasks);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(reader.isComplete());
    QVERIFY(reader.streams().empty());
}

void TestProjectReader::oneStreamIsOneQuestion()
{
    ScriptedProject project;
    fill(project, 3);
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readStream(project, {u"s001"_s});
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(reader.isComplete());
    QCOMPARE(project.asked().size(), 1);
    QCOMPARE((*reader.streams().front().tasks)->tasks.size(), size_t(1));
}

void TestProjectReader::aDeniedStreamHoldsUpNothing()
{
    ScriptedProject project;
    fill(project, 6);
    const Error denied = errorOf(Error::Kind::Forbidden);
    project.fail(Call::ListTasks, denied, {u"s001"_s});
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readProject(project, Depth::Tasks);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!reader.isComplete());
    QVERIFY(!reader.endedBy());
    QCOMPARE(reader.firstError(), std::optional(denied));
    QCOMPARE(project.asked(Call::ListTasks), 6);
    QCOMPARE(reader.streams()[1].tasks->error(), denied);
}

void TestProjectReader::aRefusalEndsItAll_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("the credential") << Error::Kind::Unauthorized;
    QTest::newRow("the pace") << Error::Kind::Throttled;
    QTest::newRow("the address") << Error::Kind::Blocked;
}

void TestProjectReader::aRefusalEndsItAll()
{
    QFETCH(Error::Kind, kind);
    ScriptedProject project;
    fill(project, 20);
    project.fail(Call::ListTasks, errorOf(kind), {u"s000"_s});
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readProject(project, Depth::Tasks);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!reader.isComplete());
    QCOMPARE(reader.endedBy(), std::optional(errorOf(kind)));
    QVERIFY(project.asked(Call::ListTasks) <= 4);
    QVERIFY(!reader.streams().back().tasks);
}

void TestProjectReader::aBrokenListIsGoneThroughAsFarAsItCame()
{
    ScriptedProject project;
    fill(project, 5);
    project.setMostPerPage(2);
    project.hold();
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readProject(project, Depth::Tasks);
    project.answerOldest();
    QTRY_COMPARE(project.asked(Call::ListStreams), 2);
    project.failOldest(errorOf(Error::Kind::Server));
    project.release();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!reader.isComplete());
    QCOMPARE(reader.endedBy(), std::optional(errorOf(Error::Kind::Server)));
    QCOMPARE(reader.streams().size(), size_t(2));
    QVERIFY(reader.streams().back().tasks && *reader.streams().back().tasks);
}

void TestProjectReader::pagesWithoutEndEnd()
{
    /// Says again and again that there is more, with the same stream.
    class Endless : public ScriptedProject
    {
    public:
        QFuture<Result<StreamPage>> listStreams(const QString &, int) override
        {
            StreamPage page;
            page.streams.push_back({{u"a"_s}, {}, {}, {}, {}, {}, {}, {}});
            page.hasMore = true;
            return QtFuture::makeReadyFuture<Result<StreamPage>>(page);
        }
    } project;
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readProject(project, Depth::Streams);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!reader.isComplete());
    QCOMPARE(reader.endedBy()->kind, Error::Kind::Malformed);
    QCOMPARE(reader.streams().size(), size_t(1));
}

void TestProjectReader::cancellingIsSilent()
{
    ScriptedProject project;
    fill(project, 2);
    project.hold();
    ProjectReader reader;
    QSignalSpy finished(&reader, &ProjectReader::finished);
    reader.readProject(project, Depth::Tasks);
    reader.cancel();
    QCOMPARE(project.open(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(finished.size(), 0);
    // Reading anew is another matter.
    project.forgetAsked();
    project.release();
    reader.readStream(project, {u"s000"_s});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(project.asked().size(), 1);
}

QTEST_GUILESS_MAIN(TestProjectReader)
#include "tst_projectreader.moc"
