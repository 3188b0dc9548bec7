// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/projectfilter.h"
#include "projects.h"
#include "support/testcase.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

using Tasks = ProjectTree::Tasks;

class tst_ProjectFilter : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskThatMatchesKeepsItsStream();
    void aStreamThatMatchesKeepsItsTasks();
    void onlyThoseThatNeedALook();
    void whatComesLaterIsFilteredToo();
    void aTextIsNoPattern();
    void expandingThroughItAsksForTasks();
    void aNoteAloneIsNothing();
    void itStaysSoundThroughTenThousandUpdates();
    void amongTwelveThousandNodesEveryMatchIsFound();
};

void tst_ProjectFilter::aTaskThatMatchesKeepsItsStream()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list(tree, {u"billing"_s, u"logs"_s});
    tree.setTasks({u"billing"_s}, tasks({u"archive"_s, u"hourly"_s}));
    tree.setTasks({u"logs"_s}, tasks({u"daily"_s}));
    filter.setText(u"ARCH"_s);
    QCOMPARE(picture(filter), (QStringList{u"billing | 2 task(s)"_s, u"  archive | RUNNING"_s}));
    filter.setText(u"ly"_s);
    QCOMPARE(picture(filter),
             (QStringList{u"billing | 2 task(s)"_s, u"  hourly | RUNNING"_s, u"logs | 1 task(s)"_s,
                          u"  daily | RUNNING"_s}));
    filter.setText({});
    QCOMPARE(picture(filter), picture(tree));
}

void tst_ProjectFilter::aStreamThatMatchesKeepsItsTasks()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    list(tree, {u"billing"_s, u"logs"_s});
    tree.setTasks({u"billing"_s}, tasks({u"archive"_s, u"hourly"_s}));
    filter.setText(u"bill"_s);
    QCOMPARE(picture(filter),
             (QStringList{u"billing | 2 task(s)"_s, u"  archive | RUNNING"_s, u"  hourly | RUNNING"_s}));
    // A stream that was never opened can be, also when it is filtered.
    filter.setText(u"log"_s);
    QVERIFY(filter.hasChildren(filter.index(0, 0)));
}

void tst_ProjectFilter::onlyThoseThatNeedALook()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list(tree, {u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    tree.setTasks({u"a"_s}, tasks({u"x"_s, u"y"_s}));
    tree.setTasks({u"b"_s}, tasks({u"x"_s}, u"ABNORMAL"_s));
    tree.setTasksError({u"c"_s}, Tasks::Failed, u"why"_s);
    tree.setTasksError({u"d"_s}, Tasks::Denied, u"why"_s);
    filter.setOnlyIll(true);
    QCOMPARE(picture(filter),
             (QStringList{u"b | 1 task(s), 1 ill"_s, u"  x | ABNORMAL"_s, u"c | failed"_s, u"  why"_s}));
    tree.setVerdict({{u"a"_s}, {u"y"_s}}, Verdict::Stalled, u"30 waiting"_s);
    QCOMPARE(picture(filter).mid(0, 2),
             (QStringList{u"a | 2 task(s), 1 ill"_s, u"  y | Stalled, 30 waiting, RUNNING"_s}));
    filter.setText(u"x"_s);
    QCOMPARE(picture(filter), (QStringList{u"b | 1 task(s), 1 ill"_s, u"  x | ABNORMAL"_s}));
    tree.setTasks({u"b"_s}, tasks({u"x"_s}));
    QCOMPARE(picture(filter), QStringList());
    QVERIFY(filter.isEmpty());
}

void tst_ProjectFilter::whatComesLaterIsFilteredToo()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    filter.setText(u"x"_s);
    list(tree, {u"a"_s, u"b"_s});
    QVERIFY(filter.isEmpty());
    tree.setTasks({u"b"_s}, tasks({u"x1"_s, u"y"_s}));
    QCOMPARE(picture(filter), (QStringList{u"b | 2 task(s)"_s, u"  x1 | RUNNING"_s}));
    tree.setTasks({u"b"_s}, tasks({u"x1"_s, u"x2"_s}));
    QCOMPARE(picture(filter), (QStringList{u"b | 2 task(s)"_s, u"  x1 | RUNNING"_s, u"  x2 | RUNNING"_s}));
    tree.setTasks({u"b"_s}, tasks({u"y"_s}));
    QVERIFY(filter.isEmpty());
}

void tst_ProjectFilter::aTextIsNoPattern()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    list(tree, {u"a.b"_s, u"axb"_s, u"a*"_s});
    filter.setText(u"a."_s);
    QCOMPARE(picture(filter), QStringList{u"a.b"_s});
    filter.setText(u"*"_s);
    QCOMPARE(picture(filter), QStringList{u"a*"_s});
}

void tst_ProjectFilter::expandingThroughItAsksForTasks()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    list(tree, {u"a"_s});
    QSignalSpy wanted(&tree, &ProjectTree::tasksWanted);
    QVERIFY(filter.canFetchMore(filter.index(0, 0)));
    filter.fetchMore(filter.index(0, 0));
    QCOMPARE(wanted.size(), 1);
}

void tst_ProjectFilter::aNoteAloneIsNothing()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    tree.beginListing();
    QVERIFY(filter.isEmpty());
    tree.setPage(page({u"a"_s}, true));
    QVERIFY(!filter.isEmpty());
    filter.setText(u"b"_s);
    QCOMPARE(filter.rowCount(), 1); // how far the listing is
    QVERIFY(filter.isEmpty());
}

void tst_ProjectFilter::itStaysSoundThroughTenThousandUpdates()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QRandomGenerator random(11);
    const auto name = [&](int many) { return u"n%1"_s.arg(random.bounded(many), 2, 10, QLatin1Char('0')); };
    const auto isSeen = [&](const QString &text) { return text.contains(filter.text()); };
    for (int i = 0; i < 10'000; ++i) {
        const StreamName stream{name(20)};
        switch (random.bounded(7)) {
        case 0: {
            QStringList names;
            for (int n = random.bounded(20); n > 0; --n)
                names.append(name(20));
            list(tree, names);
            break;
        }
        case 1:
            filter.setText(random.bounded(3) == 0 ? QString() : QString::number(random.bounded(20)));
            break;
        case 2:
            filter.setOnlyIll(random.bounded(3) == 0);
            break;
        case 3:
            tree.setVerdict({stream, {name(9)}}, random.bounded(2) == 0 ? Verdict::Losing : Verdict::Flowing, {});
            break;
        case 4:
            tree.setTasksError(stream, random.bounded(2) == 0 ? Tasks::Failed : Tasks::Denied, u"why"_s);
            break;
        default: {
            TaskList list;
            for (int n = random.bounded(6); n > 0; --n)
                list.tasks.push_back(task(name(9), random.bounded(5) == 0 ? u"ERROR"_s : u"RUNNING"_s));
            tree.setTasks(stream, list);
        }
        }
        // A second look at the whole tree.
        QStringList expected;
        for (int row = 0; row < tree.rowCount(); ++row) {
            const QModelIndex node = tree.index(row, 0);
            const bool named = isSeen(node.data(StreamNameRole).toString());
            QStringList below;
            bool any = named && (!filter.isOnlyIll() || tree.isIll(node));
            for (int child = 0; child < tree.rowCount(node); ++child) {
                const QModelIndex at = tree.index(child, 0, node);
                const bool isTask = at.data(NodeKindRole).toInt() == int(ProjectTree::Node::Task);
                const bool shown =
                    (named || isSeen(at.data(TaskNameRole).toString())) && (!filter.isOnlyIll() || tree.isIll(at));
                any = any || (isTask && shown);
                if (!isTask || shown)
                    below.append(at.data().toString());
            }
            if (any)
                expected << node.data().toString() << below;
        }
        QStringList shown;
        for (int row = 0; row < filter.rowCount(); ++row) {
            const QModelIndex node = filter.index(row, 0);
            shown << node.data().toString();
            for (int child = 0; child < filter.rowCount(node); ++child)
                shown << filter.index(child, 0, node).data().toString();
        }
        QCOMPARE(shown, expected);
    }
}

void tst_ProjectFilter::amongTwelveThousandNodesEveryMatchIsFound()
{
    ProjectTree tree;
    ProjectFilter filter(tree);
    QStringList names;
    for (int i = 0; i < 2000; ++i)
        names.append(u"stream-%1"_s.arg(i, 4, 10, QLatin1Char('0')));
    list(tree, names);
    for (const QString &name : std::as_const(names))
        tree.setTasks({name}, tasks({name + u"-a"_s, name + u"-b"_s, u"c"_s, u"d"_s, u"e"_s}));
    for (int row = 0; row < filter.rowCount(); ++row)
        filter.rowCount(filter.index(row, 0)); // as if all were expanded
    const auto count = [&names](const QString &text) {
        return std::count_if(names.cbegin(), names.cend(), [&](const QString &name) {
            return QString(name + u"-a"_s).contains(text) || QString(name + u"-b"_s).contains(text);
        });
    };
    for (const QString &text : {u"7"_s, u"77"_s, u"7"_s, u"1-b"_s, u"nothing"_s, QString()}) {
        filter.setText(text);
        QCOMPARE(filter.rowCount(), int(count(text)));
    }
}

QTEST_GUILESS_MAIN(tst_ProjectFilter)
#include "tst_projectfilter.moc"
