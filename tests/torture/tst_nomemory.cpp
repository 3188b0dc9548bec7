// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/disclient.h"
#include "client/filesource.h"
#include "models/partitionstable.h"
#include "session/insightwatch.h"
#include "session/tasksession.h"
#include "session/wording.h"
#include "support/faultrow.h"
#include "support/routedserver.h"
#include "support/scriptedsource.h"
#include "support/testcase.h"
#include "torture/allocations.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowCount = 20'000;
constexpr std::size_t tooLittle = 16 * 1024; ///< bytes at once, for that many rows
const TaskAddress task{{u"s"_s}, {u"t"_s}};

QByteArray answer(int offset)
{
    QByteArrayList parts;
    for (int i = 0; i < rowCount; ++i)
        parts += R"({"partitionId":"shardId-)" + QByteArray::number(i).rightJustified(10, '0')
            + R"(","last_transfer_offset":)" + QByteArray::number(offset + i) + R"(,"discard":0,"state":"RUNNING"})";
    return R"({"stream_name":"s","task_name":"t","state":"RUNNING","partitions":[)" + parts.join(',') + "]}";
}

QString firstOffset(const TaskSession &session)
{
    const TaskModel &model = session.model();
    return model.index(0, OffsetColumn, model.sectionIndex(Section::Partitions)).data().toString();
}

/// Until the workers have nothing left to do, and what they did is taken up.
void settle()
{
    for (int quiet = 0; quiet < 5; ++quiet) {
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
    }
}

QString said(const TaskSession &session)
{
    const auto error = session.freshness().error;
    return error ? sentence(*error) : QString();
}

} // namespace

/// There is not enough memory for an answer: that is said, and the program goes on.
class TestNoMemory : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsOnScreenStaysAndTheNextAnswerIsShown_data();
    void whatIsOnScreenStaysAndTheNextAnswerIsShown();
    void aSavedAnswerIsReadOnceThereIsMemory_data();
    void aSavedAnswerIsReadOnceThereIsMemory();
    void insightComesWithTheNextAnswer_data();
    void insightComesWithTheNextAnswer();
    void rowsStayInTheirOrder_data();
    void rowsStayInTheirOrder();
    void aSmallAnswerIsNotGivenTheRoomOfALargeOne();
    void cleanup() { allocations::refuseLargerThan(0); }
};

void TestNoMemory::whatIsOnScreenStaysAndTheNextAnswerIsShown_data()
{
    faultRow("F202 no memory to compare two answers");
}

void TestNoMemory::whatIsOnScreenStaysAndTheNextAnswerIsShown()
{
    const auto source = std::make_shared<ScriptedSource>();
    TaskSession session;
    session.setInterval(RefreshInterval());
    source->answerAlways(answer(1000));
    session.open(source, task);
    QTRY_COMPARE(firstOffset(session), u"1000"_s);
    source->answerAlways(answer(2000));
    allocations::refuseLargerThan(tooLittle);
    session.refresh();
    QTRY_COMPARE(said(session), u"There is not enough memory for this."_s);
    QCOMPARE(firstOffset(session), u"1000"_s);
    QVERIFY(!session.freshness().asking);
    QCOMPARE(session.freshness().state, RefreshState::Stale); // not a pause that only a person ends
    allocations::refuseLargerThan(0);
    session.refresh();
    QTRY_COMPARE(firstOffset(session), u"2000"_s);
    QVERIFY(!session.freshness().error);
}

void TestNoMemory::aSavedAnswerIsReadOnceThereIsMemory_data()
{
    faultRow("F202 no memory to decode");
}

void TestNoMemory::aSavedAnswerIsReadOnceThereIsMemory()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"answer.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(answer(1000)) > 0 && file.flush());
    TaskSession session;
    allocations::refuseLargerThan(tooLittle);
    session.open(std::make_shared<FileSource>(file.fileName()), task, false);
    QTRY_COMPARE(said(session), u"There is not enough memory for this."_s);
    allocations::refuseLargerThan(0);
    session.refresh();
    QTRY_COMPARE(firstOffset(session), u"1000"_s);
}

void TestNoMemory::insightComesWithTheNextAnswer_data()
{
    faultRow("F202 no memory to work out what it means");
}

void TestNoMemory::insightComesWithTheNextAnswer()
{
    const auto source = std::make_shared<ScriptedSource>();
    TaskSession session;
    session.setInterval(RefreshInterval());
    bool isScarce = true;
    connect(&session, &TaskSession::answered, this, [&] { allocations::refuseLargerThan(isScarce ? tooLittle : 0); });
    const InsightWatch watch(session); // it hears of the answer after that
    source->answerAlways(answer(1000));
    session.open(source, task);
    QTRY_COMPARE(firstOffset(session), u"1000"_s);
    settle();
    allocations::refuseLargerThan(0);
    QVERIFY(!session.model().insight());
    isScarce = false;
    session.refresh();
    QTRY_VERIFY(session.model().insight());
    QCOMPARE(session.model().insight()->task(), session.model().snapshot());
}

void TestNoMemory::rowsStayInTheirOrder_data()
{
    faultRow("F202 no memory to sort");
}

void TestNoMemory::rowsStayInTheirOrder()
{
    const auto source = std::make_shared<ScriptedSource>();
    TaskSession session;
    PartitionsTable table(session.model());
    const auto first = [&table] { return table.index(0, OffsetColumn).data().toString(); };
    source->answerAlways(answer(1000));
    session.open(source, task);
    QTRY_COMPARE(table.rowCount(), rowCount);
    settle();
    allocations::refuseLargerThan(tooLittle);
    table.sort(OffsetColumn, Qt::DescendingOrder);
    settle();
    allocations::refuseLargerThan(0);
    QCOMPARE(table.rowCount(), rowCount);
    QCOMPARE(first(), u"1000"_s);
    table.sort(OffsetColumn, Qt::AscendingOrder);
    table.sort(OffsetColumn, Qt::DescendingOrder);
    QTRY_COMPARE(first(), QString::number(1000 + rowCount - 1));
}

void TestNoMemory::aSmallAnswerIsNotGivenTheRoomOfALargeOne()
{
    RoutedServer server;
    server.answer("/v2/p1/streams/s/transfer-tasks/t", 200, R"({"stream_name":"s","task_name":"t"})");
    QNetworkAccessManager network;
    Connection connection;
    connection.endpoint = server.url();
    connection.project = ProjectId{u"p1"_s};
    connection.credential = Token{Secret("FAKE-TOKEN-FOR-TESTS")};
    const auto client = DisClient::create(std::move(connection), network, systemClock());
    QVERIFY(client);
    allocations::watch(0, false);
    const auto answered = (*client)->showTask(task);
    QTRY_VERIFY(answered.isFinished());
    allocations::rest();
    QVERIFY(answered.result().has_value());
    QVERIFY2(allocations::largestAsked() < 256 * 1024,
             QByteArray::number(qint64(allocations::largestAsked())).constData());
}

QTEST_GUILESS_MAIN(TestNoMemory)
#include "tst_nomemory.moc"
