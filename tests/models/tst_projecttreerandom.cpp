// SPDX-License-Identifier: GPL-3.0-or-later
#include "projects.h"
#include "support/testcase.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

using Tasks = ProjectTree::Tasks;

namespace {

/// A copy of the tree that knows only what its signals said.
class Follower
{
public:
    explicit Follower(const ProjectTree &tree)
        : m_tree(tree)
    {
        QObject::connect(&tree, &QAbstractItemModel::rowsInserted, &m_context,
                         [this](const QModelIndex &parent, int first, int last) {
                             auto &rows = rowsOf(parent);
                             for (int row = first; row <= last; ++row)
                                 rows.insert(rows.begin() + row, {textOf(m_tree.index(row, 0, parent)), {}});
                         });
        QObject::connect(&tree, &QAbstractItemModel::rowsRemoved, &m_context,
                         [this](const QModelIndex &parent, int first, int last) {
                             auto &rows = rowsOf(parent);
                             rows.erase(rows.begin() + first, rows.begin() + last + 1);
                         });
        QObject::connect(&tree, &QAbstractItemModel::dataChanged, &m_context,
                         [this](const QModelIndex &a, const QModelIndex &b) {
                             for (int row = a.row(); row <= b.row(); ++row)
                                 rowsOf(a.parent())[size_t(row)].text = textOf(a.siblingAtRow(row));
                         });
    }

    QStringList picture() const { return picture(m_rows, {}); }

private:
    struct Row
    {
        QString text;
        std::vector<Row> children;
    };
    static QString textOf(const QModelIndex &node)
    {
        const QString badge = node.siblingAtColumn(ProjectTree::BadgeColumn).data().toString();
        return node.data().toString() + (badge.isEmpty() ? QString() : QString(u" | " + badge));
    }
    static QStringList picture(const std::vector<Row> &rows, const QString &indent)
    {
        QStringList lines;
        for (const Row &row : rows) {
            lines.append(indent + row.text);
            lines.append(picture(row.children, indent + u"  "_s));
        }
        return lines;
    }
    std::vector<Row> &rowsOf(const QModelIndex &parent)
    {
        return parent.isValid() ? m_rows[size_t(parent.row())].children : m_rows;
    }

    const ProjectTree &m_tree;
    QObject m_context;
    std::vector<Row> m_rows;
};

/// What the tree ought to show, worked out from the start each time.
struct Naive
{
    struct Entry
    {
        QString status;
        Tasks state = Tasks::NotLoaded;
        bool known = false;
        bool came = false;
        QMap<QString, std::pair<QString, QString>> tasks; ///< name -> state, verdict
        bool seen = false;
    };
    QMap<QString, Entry> streams;
    QString note;

    QStringList picture() const
    {
        QStringList lines;
        for (auto it = streams.begin(); it != streams.end(); ++it) {
            QStringList badge;
            if (it->status != u"RUNNING")
                badge << it->status;
            qsizetype ill = 0;
            for (const auto &[state, verdict] : it->tasks)
                ill += state == u"ERROR" || verdict == u"Losing" ? 1 : 0;
            if (!it->tasks.isEmpty() || it->state == Tasks::Loaded)
                badge << u"%1 task(s)"_s.arg(it->tasks.size());
            if (ill > 0)
                badge << u"%1 ill"_s.arg(ill);
            static const QMap<Tasks, QString> words{{Tasks::Loading, u"…"_s},
                                                    {Tasks::Denied, u"not allowed"_s},
                                                    {Tasks::Failed, u"failed"_s},
                                                    {Tasks::Stopped, u"stopped"_s}};
            if (words.contains(it->state))
                badge << words[it->state];
            lines << (badge.isEmpty() ? it.key() : it.key() + u" | "_s + badge.join(u", "_s));
            for (auto task = it->tasks.begin(); task != it->tasks.end(); ++task)
                lines << u"  "_s + task.key() + u" | "_s
                        + (task->second.isEmpty() ? QString() : QString(task->second + u", "_s)) + task->first;
            const bool empty = it->came && it->tasks.isEmpty();
            if (it->state == Tasks::Loading && !it->came)
                lines << u"  Loading dump tasks…"_s;
            else if ((it->state == Tasks::Loading || it->state == Tasks::Loaded) && empty)
                lines << u"  (no dump tasks, 0 of 5)"_s;
            else if (it->state == Tasks::Denied)
                lines << u"  not allowed to list tasks"_s;
            else if (it->state == Tasks::Failed || it->state == Tasks::Stopped)
                lines << u"  why"_s;
        }
        if (!note.isEmpty())
            lines << note;
        return lines;
    }
};

} // namespace

class tst_ProjectTreeRandom : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void itStaysSoundThroughTenThousandUpdates();
};

void tst_ProjectTreeRandom::itStaysSoundThroughTenThousandUpdates()
{
    ProjectTree tree;
    const QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::Fatal);
    // The tester looks into every stream.
    const Follower follower(tree);
    const QSignalSpy reset(&tree, &QAbstractItemModel::modelReset);
    const QSignalSpy layout(&tree, &QAbstractItemModel::layoutChanged);
    Naive naive;
    QRandomGenerator random(7);
    const auto name = [&](int many) { return u"n%1"_s.arg(random.bounded(many), 2, 10, QLatin1Char('0')); };
    constexpr int updates = 10'000;
    for (int i = 0; i < updates; ++i) {
        const StreamName stream{name(30)};
        Naive::Entry *known = naive.streams.contains(stream.text) ? &naive.streams[stream.text] : nullptr;
        switch (random.bounded(10)) {
        case 0: { // a whole listing
            tree.beginListing();
            for (auto &entry : naive.streams)
                entry.seen = false;
            for (int pages = random.bounded(4); pages >= 0; --pages) {
                StreamPage one;
                for (int n = random.bounded(8); n > 0; --n) {
                    const QString status = random.bounded(4) == 0 ? u"CREATING"_s : u"RUNNING"_s;
                    one.streams.push_back(spillway::stream(name(30), status));
                    naive.streams[one.streams.back().name.text].status = status;
                    naive.streams[one.streams.back().name.text].seen = true;
                }
                tree.setPage(one);
            }
            naive.note.clear();
            if (random.bounded(3) == 0) {
                tree.breakListing(u"why"_s);
                naive.note = u"why"_s;
            } else {
                tree.finishListing();
                naive.streams.removeIf([](const auto &entry) { return !entry->seen; });
            }
            break;
        }
        case 1:
            tree.setTasksLoading(stream);
            if (known)
                known->state = Tasks::Loading;
            break;
        case 2:
        case 3: {
            constexpr Tasks faults[]{Tasks::Denied, Tasks::Failed, Tasks::Stopped};
            const Tasks fault = faults[random.bounded(3)];
            tree.setTasksError(stream, fault, u"why"_s);
            if (known) {
                known->state = fault;
                known->known = known->known || fault == Tasks::Denied;
            }
            break;
        }
        case 4: {
            const TaskAddress address{stream, {name(9)}};
            const Verdict verdict = random.bounded(2) == 0 ? Verdict::Losing : Verdict::Flowing;
            tree.setVerdict(address, verdict, {});
            if (known && known->tasks.contains(address.task.text))
                known->tasks[address.task.text].second = verdictText(verdict);
            break;
        }
        default: {
            TaskList list;
            QMap<QString, std::pair<QString, QString>> next;
            for (int n = random.bounded(6); n > 0; --n) {
                const QString state = random.bounded(5) == 0 ? u"ERROR"_s : u"RUNNING"_s;
                list.tasks.push_back(task(name(9), state));
                next[list.tasks.back().name.text] = {state, {}};
            }
            tree.setTasks(stream, list);
            if (!known)
                break;
            for (auto it = next.begin(); it != next.end(); ++it) {
                const auto before = known->tasks.find(it.key());
                if (before != known->tasks.end() && before->first == it->first)
                    it->second = before->second;
            }
            known->tasks = next;
            known->state = Tasks::Loaded;
            known->known = true;
            known->came = true;
        }
        }
        const QStringList expected = naive.picture();
        QCOMPARE(picture(tree), expected);
        QCOMPARE(follower.picture(), expected);
        qsizetype tasksInAll = 0;
        qsizetype unknown = 0;
        for (const auto &entry : std::as_const(naive.streams)) {
            tasksInAll += entry.tasks.size();
            unknown += entry.known ? 0 : 1;
        }
        QCOMPARE(tree.taskCount(), int(tasksInAll));
        QCOMPARE(tree.unknownCount(), int(unknown));
    }
    QCOMPARE(reset.size() + layout.size(), 0);
}

QTEST_GUILESS_MAIN(tst_ProjectTreeRandom)
#include "tst_projecttreerandom.moc"
