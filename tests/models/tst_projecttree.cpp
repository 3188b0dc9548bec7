// SPDX-License-Identifier: GPL-3.0-or-later
#include "projects.h"
#include "support/testcase.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

using Tasks = ProjectTree::Tasks;

class tst_ProjectTree : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void streamsStandInTheOrderOfTheService();
    void aPageSaysHowFarTheListingIs();
    void tasksAreAskedForWhenAStreamIsOpened();
    void emptyDeniedAndFailedStreamsSaySoInPlace();
    void whatFailsLaterKeepsTheTasksThatCame();
    void refreshingMovesNothingThatStays();
    void onlyACompleteListingRemovesStreams();
    void aBadgeHasTheStateAndTheVerdict();
    void anotherStateForgetsTheVerdict();
    void aScreenReaderHearsWholeSentences();
    void theToolTipHasTheFacts();
    void theOpenTaskIsMarked();
    void hostileNamesAreText();
    void sameNamesAreOneNode();
    void ofTwoThousandStreamsOnlyWhatChangedIsAnnounced();
};

void tst_ProjectTree::streamsStandInTheOrderOfTheService()
{
    ProjectTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    // By code point: capitals first, a letter beyond 16 bits after one at the end of them.
    const QString beyond = QString::fromUcs4(U"\U0001F600", 1);
    list(tree, {u"b"_s, beyond, u"B"_s, u"a-1"_s, QString(QChar(0xff5e)), u"a"_s, u"a_1"_s});
    const QStringList expected{u"B"_s, u"a"_s, u"a-1"_s, u"a_1"_s, u"b"_s, QString(QChar(0xff5e)), beyond};
    QCOMPARE(picture(tree), expected);
}

void tst_ProjectTree::aPageSaysHowFarTheListingIs()
{
    ProjectTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tree.beginListing();
    QCOMPARE(picture(tree), QStringList{u"Loading streams…"_s});
    QCOMPARE(tree.setPage(page({u"a"_s, u"b"_s}, true, 128)), 2);
    QCOMPARE(picture(tree), (QStringList{u"a"_s, u"b"_s, u"Loaded 2 of 128 stream(s)…"_s}));
    // The same ones again are no progress.
    QCOMPARE(tree.setPage(page({u"b"_s}, true, 128)), 0);
    QCOMPARE(tree.setPage(page({u"c"_s}, true)), 1);
    QCOMPARE(picture(tree).last(), u"Loaded 3 stream(s)…"_s);
    tree.breakListing(u"Stopped."_s);
    QCOMPARE(picture(tree).last(), u"Stopped."_s);
    tree.resumeListing();
    tree.setPage(page({u"d"_s}));
    tree.finishListing();
    QCOMPARE(picture(tree), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
}

void tst_ProjectTree::tasksAreAskedForWhenAStreamIsOpened()
{
    ProjectTree tree;
    list(tree, {u"a"_s, u"b"_s});
    QStringList wanted;
    connect(&tree, &ProjectTree::tasksWanted, this, [&](const StreamName &name) { wanted.append(name.text); });
    const QModelIndex a = tree.index(0, 0);
    QVERIFY(tree.hasChildren(a));
    QVERIFY(tree.canFetchMore(a));
    tree.fetchMore(a);
    QCOMPARE(wanted, QStringList{u"a"_s});
    tree.setTasksLoading({u"a"_s});
    QVERIFY(!tree.canFetchMore(a));
    QCOMPARE(picture(tree), (QStringList{u"a | …"_s, u"  Loading dump tasks…"_s, u"b"_s}));
    tree.setTasks({u"a"_s}, tasks({u"two"_s, u"one"_s}));
    QCOMPARE(picture(tree), (QStringList{u"a | 2 task(s)"_s, u"  one | RUNNING"_s, u"  two | RUNNING"_s, u"b"_s}));
    QCOMPARE(tree.taskCount(), 2);
    QCOMPARE(tree.unknownCount(), 1);
}

void tst_ProjectTree::emptyDeniedAndFailedStreamsSaySoInPlace()
{
    ProjectTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list(tree, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s});
    tree.setTasks({u"a"_s}, {});
    tree.setTasksError({u"b"_s}, Tasks::Denied, u"Your account may not do this."_s);
    tree.setTasksError({u"c"_s}, Tasks::Failed, u"The service had an internal error."_s);
    tree.setTasks({u"d"_s}, tasks({u"x"_s}));
    tree.setTasksError({u"e"_s}, Tasks::Stopped, u"Stopped."_s);
    QCOMPARE(picture(tree),
             (QStringList{u"a | 0 task(s)"_s, u"  (no dump tasks, 0 of 5)"_s, u"b | not allowed"_s,
                          u"  not allowed to list tasks"_s, u"c | failed"_s, u"  The service had an internal error."_s,
                          u"d | 1 task(s)"_s, u"  x | RUNNING"_s, u"e | stopped"_s, u"  Stopped."_s}));
    QCOMPARE(tree.index(1, 0).data(SeverityRole).toInt(), int(Severity::Unknown));
    QCOMPARE(tree.index(2, 0).data(SeverityRole).toInt(), int(Severity::Warning));
    QVERIFY(tree.index(1, 0).data(Qt::ToolTipRole).toString().contains(u"Your account may not do this."_s));
    QCOMPARE(tree.index(0, 0, tree.index(1, 0)).data(Qt::ToolTipRole).toString(), u"Your account may not do this."_s);
    // A denied stream is known as well as it can be; asked for again, it is not empty.
    QCOMPARE(tree.unknownCount(), 2);
    tree.setTasksLoading({u"b"_s});
    QCOMPARE(tree.index(0, 0, tree.index(1, 0)).data().toString(), u"Loading dump tasks…"_s);
    TaskList list;
    list.quota = number(7);
    tree.setTasks({u"a"_s}, list);
    QCOMPARE(picture(tree).at(1), u"  (no dump tasks, 0 of 7)"_s);
}

void tst_ProjectTree::whatFailsLaterKeepsTheTasksThatCame()
{
    ProjectTree tree;
    list(tree, {u"a"_s});
    tree.setTasks({u"a"_s}, tasks({u"x"_s, u"y"_s}));
    tree.setTasksLoading({u"a"_s});
    QCOMPARE(picture(tree), (QStringList{u"a | 2 task(s), …"_s, u"  x | RUNNING"_s, u"  y | RUNNING"_s}));
    tree.setTasksError({u"a"_s}, Tasks::Failed, u"No answer."_s);
    QCOMPARE(picture(tree),
             (QStringList{u"a | 2 task(s), failed"_s, u"  x | RUNNING"_s, u"  y | RUNNING"_s, u"  No answer."_s}));
    tree.setTasks({u"a"_s}, tasks({u"x"_s}));
    QCOMPARE(picture(tree), (QStringList{u"a | 1 task(s)"_s, u"  x | RUNNING"_s}));
}

void tst_ProjectTree::refreshingMovesNothingThatStays()
{
    ProjectTree tree;
    list(tree, {u"b"_s, u"d"_s});
    tree.setTasks({u"d"_s}, tasks({u"k"_s, u"m"_s}));
    const QPersistentModelIndex d = tree.streamIndex({u"d"_s});
    const QPersistentModelIndex m = tree.taskIndex({{u"d"_s}, {u"m"_s}});
    const QSignalSpy inserted(&tree, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&tree, &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(&tree, &QAbstractItemModel::dataChanged);
    tree.beginListing();
    tree.setPage(page({u"b"_s, u"d"_s}));
    tree.finishListing();
    tree.setTasks({u"d"_s}, tasks({u"k"_s, u"m"_s}));
    QCOMPARE(removed.size(), inserted.size()); // of the line that says how far it is
    changed.clear();
    tree.beginListing();
    tree.setPage(page({u"a"_s, u"c"_s, u"d"_s, u"e"_s}));
    tree.finishListing();
    tree.setTasks({u"d"_s}, tasks({u"a"_s, u"m"_s}));
    QCOMPARE(picture(tree),
             (QStringList{u"a"_s, u"c"_s, u"d | 2 task(s)"_s, u"  a | RUNNING"_s, u"  m | RUNNING"_s, u"e"_s}));
    QCOMPARE(d.row(), 2);
    QCOMPARE(d.data().toString(), u"d"_s);
    QCOMPARE(m.row(), 1);
    QCOMPARE(m.parent(), QModelIndex(d));
}

void tst_ProjectTree::onlyACompleteListingRemovesStreams()
{
    ProjectTree tree;
    list(tree, {u"a"_s, u"b"_s, u"c"_s});
    tree.setTasks({u"c"_s}, tasks({u"x"_s}));
    tree.beginListing();
    tree.setPage(page({u"a"_s}, true));
    tree.breakListing(u"Stopped."_s);
    QCOMPARE(tree.streamCount(), 3);
    tree.beginListing();
    tree.setPage(page({u"b"_s}));
    tree.finishListing();
    QCOMPARE(picture(tree), QStringList{u"b"_s});
    QCOMPARE(tree.taskCount(), 0);
    QCOMPARE(tree.unknownCount(), 1);
    tree.clear();
    QCOMPARE(tree.rowCount(), 0);
    QCOMPARE(tree.unknownCount(), 0);
}

void tst_ProjectTree::aBadgeHasTheStateAndTheVerdict()
{
    ProjectTree tree;
    list(tree, {u"s"_s});
    TaskList list = tasks({u"bad"_s}, u"ABNORMAL"_s);
    list.tasks.push_back(task(u"fine"_s));
    list.tasks.push_back(task(u"idle"_s, u"PAUSED"_s));
    list.tasks.push_back({{u"none"_s}, {}, {}, {}, {}, {}});
    list.tasks.push_back(task(u"odd"_s, u"CONFUSED"_s));
    list.total = number(9);
    tree.setTasks({u"s"_s}, list);
    const QModelIndex s = tree.index(0, 0);
    const auto severity = [&](int row) { return Severity(tree.index(row, 0, s).data(SeverityRole).toInt()); };
    QCOMPARE(picture(tree),
             (QStringList{u"s | 5 of 9 task(s), 1 ill"_s, u"  bad | ABNORMAL"_s, u"  fine | RUNNING"_s,
                          u"  idle | PAUSED"_s, u"  none | no state"_s, u"  odd | CONFUSED"_s}));
    QCOMPARE(severity(0), Severity::Warning);
    QCOMPARE(severity(1), Severity::Good);
    QCOMPARE(severity(2), Severity::Idle);
    QCOMPARE(severity(3), Severity::Unknown);
    QCOMPARE(severity(4), Severity::Unknown);
    QSignalSpy changed(&tree, &QAbstractItemModel::dataChanged);
    tree.setVerdict({{u"s"_s}, {u"fine"_s}}, Verdict::Losing, u"12 lost"_s);
    QCOMPARE(changed.size(), 2); // the task and its stream
    QCOMPARE(picture(tree).at(0), u"s | 5 of 9 task(s), 2 ill"_s);
    QCOMPARE(picture(tree).at(2), u"  fine | Losing, 12 lost, RUNNING"_s);
    QCOMPARE(severity(1), Severity::Bad);
    QCOMPARE(Severity(s.data(SeverityRole).toInt()), Severity::Bad);
    tree.setVerdict({{u"s"_s}, {u"fine"_s}}, Verdict::Losing, u"12 lost"_s);
    tree.setVerdict({{u"s"_s}, {u"gone"_s}}, Verdict::Losing, {});
    QCOMPARE(changed.size(), 2);
    // A good verdict does not hide a bad state.
    tree.setVerdict({{u"s"_s}, {u"bad"_s}}, Verdict::Flowing, {});
    QCOMPARE(severity(0), Severity::Warning);
}

void tst_ProjectTree::anotherStateForgetsTheVerdict()
{
    ProjectTree tree;
    list(tree, {u"s"_s});
    tree.setTasks({u"s"_s}, tasks({u"x"_s}));
    tree.setVerdict({{u"s"_s}, {u"x"_s}}, Verdict::Stalled, u"30 waiting"_s);
    tree.setTasks({u"s"_s}, tasks({u"x"_s}));
    QCOMPARE(picture(tree).at(1), u"  x | Stalled, 30 waiting, RUNNING"_s);
    tree.setTasks({u"s"_s}, tasks({u"x"_s}, u"PAUSED"_s));
    QCOMPARE(picture(tree).at(1), u"  x | PAUSED"_s);
}

void tst_ProjectTree::aScreenReaderHearsWholeSentences()
{
    ProjectTree tree;
    list(tree, {u"newstream"_s, u"other"_s});
    tree.setTasks({u"newstream"_s}, tasks({u"newtask"_s}));
    tree.setVerdict({{u"newstream"_s}, {u"newtask"_s}}, Verdict::Losing, u"12 lost"_s);
    const QModelIndex newstream = tree.index(0, 0);
    const QModelIndex newtask = tree.index(0, 0, newstream);
    for (const QModelIndex &cell : {newtask, newtask.siblingAtColumn(1)}) {
        QCOMPARE(cell.data(Qt::AccessibleTextRole).toString(), u"Dump task newtask, Losing, 12 lost, RUNNING"_s);
        QVERIFY(cell.data(Qt::AccessibleTextRole).toString().contains(cell.data().toString()));
    }
    QCOMPARE(newstream.data(Qt::AccessibleTextRole).toString(), u"Stream newstream, 1 task(s), 1 ill"_s);
    QCOMPARE(tree.index(1, 0).data(Qt::AccessibleTextRole).toString(), u"Stream other"_s);
}

void tst_ProjectTree::theToolTipHasTheFacts()
{
    ProjectTree tree;
    tree.setDisplay({QTimeZone::utc(), false});
    StreamSummary facts = stream(u"s"_s, u"FROZEN"_s);
    facts.partitionCount = number(4);
    facts.retention = number(24);
    facts.createTime = number(1606554932552);
    StreamPage one;
    one.streams.push_back(facts);
    tree.beginListing();
    tree.setPage(one);
    tree.finishListing();
    QCOMPARE(tree.index(0, 0).data(Qt::ToolTipRole).toString(),
             u"s\nStatus: FROZEN\nCreated: 2020-11-28 09:15:32 +00:00\nPartitions: 4\nKept for (hours): 24"_s);
    QCOMPARE(picture(tree).at(0), u"s | FROZEN"_s);
    TaskList list = tasks({u"x"_s});
    list.tasks[0].destinationType = text(u"OBS"_s);
    list.tasks[0].createTime = number(-5);
    list.tasks[0].lastTransferTimestamp = text(u"<b>never</b>"_s);
    tree.setTasks({u"s"_s}, list);
    QCOMPARE(tree.index(0, 0, tree.index(0, 0)).data(Qt::ToolTipRole).toString(),
             u"x\nState: RUNNING\nDestination: OBS\nCreated: -5\nLast dump: <b>never</b>"_s);
}

void tst_ProjectTree::theOpenTaskIsMarked()
{
    ProjectTree tree;
    list(tree, {u"s"_s});
    tree.setOpenTask({{u"s"_s}, {u"y"_s}}); // before it came
    tree.setTasks({u"s"_s}, tasks({u"x"_s, u"y"_s}));
    const QModelIndex s = tree.index(0, 0);
    QVERIFY(tree.index(1, 0, s).data(OpenRole).toBool());
    QSignalSpy changed(&tree, &QAbstractItemModel::dataChanged);
    tree.setOpenTask({{u"s"_s}, {u"x"_s}});
    QCOMPARE(changed.size(), 2);
    QVERIFY(tree.index(0, 0, s).data(OpenRole).toBool());
    QVERIFY(!tree.index(1, 0, s).data(OpenRole).toBool());
    QVERIFY(tree.index(0, 0, s).data(Qt::AccessibleTextRole).toString().endsWith(u"shown in the window"_s));
}

void tst_ProjectTree::hostileNamesAreText()
{
    ProjectTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const QString huge(10'000'000, u'x');
    const QString odd = u"a\n\x202e<b>%1 %2</b>"_s;
    list(tree, {odd, huge, QString()});
    tree.setTasks({odd}, tasks({odd, huge}));
    QCOMPARE(tree.index(0, 0).data().toString(), u"(empty)"_s);
    const QModelIndex node = tree.index(1, 0);
    QVERIFY(!node.data().toString().contains(u'\n'));
    QVERIFY(!node.data().toString().contains(QChar(0x202e)));
    QVERIFY(node.data().toString().contains(u"<b>%1 %2</b>"_s));
    QCOMPARE(node.data(StreamNameRole).toString(), odd);
    const QModelIndex long1 = tree.index(2, 0);
    QVERIFY(long1.data().toString().size() < 300);
    QVERIFY(long1.data(Qt::AccessibleTextRole).toString().size() < 400);
    QVERIFY(long1.data(Qt::ToolTipRole).toString().size() < 2000);
    QCOMPARE(long1.data(StreamNameRole).toString().size(), huge.size());
    QVERIFY(tree.index(0, 0, node).data(Qt::AccessibleTextRole).toString().contains(u"%1 %2"_s));
}

void tst_ProjectTree::sameNamesAreOneNode()
{
    ProjectTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    StreamPage twice = page({u"a"_s, u"b"_s, u"a"_s});
    twice.streams[2].status = text(u"CREATING"_s);
    tree.beginListing();
    QCOMPARE(tree.setPage(twice), 2);
    tree.finishListing();
    QCOMPARE(picture(tree), (QStringList{u"a | CREATING"_s, u"b"_s}));
    TaskList tasksTwice = tasks({u"x"_s, u"x"_s});
    tasksTwice.tasks[1].state = text(u"PAUSED"_s);
    tree.setTasks({u"a"_s}, tasksTwice);
    QCOMPARE(picture(tree).at(1), u"  x | PAUSED"_s);
    QCOMPARE(tree.taskCount(), 1);
}

void tst_ProjectTree::ofTwoThousandStreamsOnlyWhatChangedIsAnnounced()
{
    ProjectTree tree;
    const auto pageOf = [](int first) {
        QStringList names;
        for (int i = first; i < first + 100; ++i)
            names.append(u"stream-%1"_s.arg(i, 4, 10, QLatin1Char('0')));
        return page(names, true, 2000);
    };
    const TaskList five = tasks({u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s});
    const auto loadAll = [&] {
        tree.beginListing();
        for (int first = 0; first < 2000; first += 100)
            tree.setPage(pageOf(first));
        tree.finishListing();
        for (const StreamName &stream : tree.streamsIn({Tasks::NotLoaded, Tasks::Loaded}))
            tree.setTasks(stream, five);
    };
    const QSignalSpy inserted(&tree, &ProjectTree::rowsInserted);
    const QSignalSpy removed(&tree, &ProjectTree::rowsRemoved);
    const QSignalSpy reset(&tree, &ProjectTree::modelReset);
    const QSignalSpy moved(&tree, &ProjectTree::layoutChanged);
    loadAll();
    QCOMPARE(tree.taskCount(), 10'000);
    const qsizetype first = inserted.count();
    const qsizetype gone = removed.count();
    // A page, or the tasks of a stream, at a time.
    QVERIFY2(first <= 2000 + 2 * 20, QByteArray::number(first).constData());
    loadAll();
    QCOMPARE(tree.taskCount(), 10'000);
    QVERIFY2(inserted.count() <= first + 1, QByteArray::number(inserted.count()).constData());
    QVERIFY2(removed.count() <= gone + 1, QByteArray::number(removed.count()).constData());
    QCOMPARE(reset.count() + moved.count(), 0);
}

QTEST_GUILESS_MAIN(tst_ProjectTree)
#include "tst_projecttree.moc"
