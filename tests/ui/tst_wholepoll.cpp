// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/poll.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/exportdialog.h"
#include "ui/papersource.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Polled twice; what is worked out is still about the first answer, in which the partitions stood the other way round.
class BetweenTwoPolls : public TaskWindow
{
public:
    BetweenTwoPolls()
    {
        openWith(taskJson({{2, 123402}, {1, 123401}, {0, 123400}}));
        Observation seen;
        seen.task = first = session.answer().task;
        seen.taken = session.answeredElapsed().value_or(0ms);
        seen.takenAt = session.answer().receivedAt;
        if (!session.model().setInsight(Insight::after(nullptr, seen)))
            qFatal("it does not fit");
        refreshWith(taskJson({{0, 987650}, {1, 987651}, {2, 987652}}));
    }
    void catchUp()
    {
        Observation seen;
        seen.task = session.answer().task;
        seen.taken = session.answeredElapsed().value_or(0ms);
        seen.takenAt = session.answer().receivedAt;
        QVERIFY(session.model().setInsight(Insight::after(session.model().insight(), seen)));
    }
    QString copied(int row)
    {
        table().selectRow(row);
        QGuiApplication::clipboard()->clear();
        find<QAction>("actionCopyAsCsv")->trigger();
        if (!QTest::qWaitFor([] { return !QGuiApplication::clipboard()->text().isEmpty(); }))
            return u"nothing"_s;
        return QGuiApplication::clipboard()->text();
    }

    TaskSnapshot first;
};

} // namespace

/// What leaves the program is of one poll, also while the stream of the next is still being read.
class TestWholePoll : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreOfThePollThatIsWorkedOut();
    void aCopyHasOffsetsAndVerdictsOfOnePoll();
    void paperSaysWhenItsAnswerCame();
};

void TestWholePoll::rowsAreOfThePollThatIsWorkedOut()
{
    BetweenTwoPolls it;
    Poll poll = wholePoll(it.session);
    QCOMPARE(poll.task, it.first);
    QCOMPARE(poll.insight->task(), it.first);
    QCOMPARE(poll.polledAt, it.session.model().insight()->seen().takenAt);
    QCOMPARE(placesIn(poll, it.session, {0, 2}), (std::vector<quint32>{2, 0}));
    it.catchUp();
    poll = wholePoll(it.session);
    QCOMPARE(poll.task, it.session.answer().task);
    QCOMPARE(poll.behind, 0ms);
    QCOMPARE(placesIn(poll, it.session, {0, 2}), (std::vector<quint32>{0, 2}));
}

void TestWholePoll::aCopyHasOffsetsAndVerdictsOfOnePoll()
{
    BetweenTwoPolls it;
    const QString before = it.copied(0);
    QVERIFY2(before.contains(u"shardId-0000000000"_s) && before.contains(u"123400"_s), qPrintable(before));
    QVERIFY2(!before.contains(u"987650"_s), qPrintable(before));
    it.catchUp();
    const QString after = it.copied(0);
    QVERIFY2(after.contains(u"shardId-0000000000"_s) && after.contains(u"987650"_s), qPrintable(after));
}

void TestWholePoll::paperSaysWhenItsAnswerCame()
{
    BetweenTwoPolls it;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Paper paper = paperOf(it.session, now);
    QCOMPARE(paper.task, it.first);
    const QString came = timeText(wholePoll(it.session).polledAt, it.session.model().display());
    QVERIFY2(paper.notes.last().startsWith(u"Answer of "_s + came), qPrintable(paper.notes.join(u'\n')));
}

QTEST_MAIN(TestWholePoll)
#include "tst_wholepoll.moc"
