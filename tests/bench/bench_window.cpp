// SPDX-License-Identifier: GPL-3.0-or-later
// What a person waits for: how long the GUI thread is away while a whole window opens, refreshes (every partition
// changed), sorts, filters and paints; and the memory it takes.
#include "answers.h"
#include "bench.h"
#include "heartbeat.h"
#include "models/partitionstable.h"
#include "reference.h"
#include "report.h"
#include "session/projectsession.h"
#include "session/tasksession.h"
#include "ui/mainwindow.h"
#include "wire/taskdecoder.h"

#include <QApplication>
#include <QLineEdit>
#include <QTableView>
#include <QtConcurrentRun>

namespace spillway {

namespace {

using benchmark::State;

constexpr int plainLimit = 100'000; ///< a million rows of QStandardItems do not fit everywhere
constexpr int rounds = 9;

/// Two answers in turn, decoded on a worker as the client does.
class TurnSource : public TaskSource
{
public:
    explicit TurnSource(int partitions)
        : m_answers{bigAnswer(partitions, 0), bigAnswer(partitions, 1)}
    {
    }

    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &) override
    {
        const QByteArray json = m_answers[size_t(m_turn++ % 2)];
        return QtConcurrent::run([json]() -> Result<TaskAnswer> {
            const auto task = decodeTask(json);
            if (!task)
                return failure(task.error());
            return TaskAnswer{*task, QDateTime::currentDateTimeUtc(), {}, {}, {}};
        });
    }
    QString origin() const override { return QStringLiteral("bench"); }
    const QByteArray &json() const { return m_answers[0]; }

private:
    std::array<QByteArray, 2> m_answers;
    int m_turn = 0;
};

/// Gaps of several rounds: their median is the time, their longest a counter.
class Gaps
{
public:
    void add(const Heartbeat &heart)
    {
        m_longest.push_back(heart.longest());
        m_busiest.push_back(heart.busiest());
    }

    void report(State &state)
    {
        std::sort(m_longest.begin(), m_longest.end());
        std::sort(m_busiest.begin(), m_busiest.end());
        state.SetIterationTime(m_longest[m_longest.size() / 2] / 1e3);
        state.counters["longest, ms"] = m_longest.back();
        state.counters["median of the thread's own time, ms"] = m_busiest[m_busiest.size() / 2];
        state.counters["longest of the thread's own time, ms"] = m_busiest.back();
    }

private:
    std::vector<double> m_longest;
    std::vector<double> m_busiest;
};

/// The whole window on a big task.
class WindowBench
{
public:
    explicit WindowBench(int partitions)
        : m_source(std::make_shared<TurnSource>(partitions))
        , m_session({}, Pace{.interval = std::nullopt})
        , m_window(m_session, m_project, WindowTools{{}, {}, systemClock()})
        , m_table(*m_window.findChild<QTableView *>(QStringLiteral("partitionTable")))
        , m_rows(*qobject_cast<PartitionsTable *>(qobject_cast<QAbstractProxyModel *>(m_table.model())->sourceModel()))
    {
        QObject::connect(&m_session, &TaskSession::answered, &m_window, [this] { ++m_answers; });
        m_window.resize(1440, 900);
        m_window.show();
        heart.runUntil([] { return true; });
        m_before = heapInUse();
        heart.restart();
        m_session.open(m_source, {});
        waitForAnswer(1);
    }

    void refresh()
    {
        const int wanted = m_answers + 1;
        heart.restart();
        m_session.refresh();
        waitForAnswer(wanted);
    }
    void sort(int column, Qt::SortOrder order)
    {
        heart.restart();
        m_table.sortByColumn(column, order);
        heart.runUntil([this] { return m_rows.isSettled(); });
    }
    void filter(const QString &text)
    {
        heart.restart();
        m_window.findChild<QLineEdit *>(QStringLiteral("partitionFilter"))->setText(text);
        heart.runUntil([this] { return m_rows.isSettled(); });
    }
    void paint() { m_table.viewport()->repaint(); }
    /// Beside the answer's own bytes.
    double bytesPerPartition() const
    {
        return (double(heapInUse()) - double(m_before) - double(m_source->json().size())) / m_rows.rowCount();
    }

    Heartbeat heart;

private:
    void waitForAnswer(int number)
    {
        heart.runUntil([this, number] { return m_answers >= number && m_rows.isSettled(); });
    }

    std::shared_ptr<TurnSource> m_source;
    TaskSession m_session;
    ProjectSession m_project;
    MainWindow m_window;
    QTableView &m_table;
    PartitionsTable &m_rows;
    int m_answers = 0;
    size_t m_before = 0;
};

/// The same done plainly, all of it on the GUI thread.
class PlainBench
{
public:
    explicit PlainBench(int partitions)
        : m_answers{bigAnswer(partitions, 0), bigAnswer(partitions, 1)}
    {
        m_proxy.setSourceModel(&m_model);
        m_proxy.setFilterKeyColumn(-1);
        m_table.setModel(&m_proxy);
        m_table.setSortingEnabled(true);
        m_table.resize(1440, 900);
        m_table.show();
        refresh();
    }

    void refresh()
    {
        run([this] { applyPlainly(m_model, plainRows(m_answers[size_t(m_turn++ % 2)])); });
    }
    void sort(int column, Qt::SortOrder order)
    {
        run([&] { m_table.sortByColumn(column, order); });
    }
    void filter(const QString &text)
    {
        run([&] { m_proxy.setFilterFixedString(text); });
    }
    void paint() { m_table.viewport()->repaint(); }

    Heartbeat heart;

private:
    void run(const std::function<void()> &action)
    {
        heart.restart();
        QTimer::singleShot(0, &m_table, action);
        heart.runUntil([] { return true; });
    }

    std::array<QByteArray, 2> m_answers;
    int m_turn = 0;
    QStandardItemModel m_model;
    QSortFilterProxyModel m_proxy;
    QTableView m_table;
};

void opening(State &state)
{
    for (auto _ : state) {
        Gaps gaps;
        for (int round = 0; round < 3; ++round) {
            const WindowBench bench(int(state.range(0)));
            gaps.add(bench.heart);
            state.counters["bytes a partition, beside the answer"] = bench.bytesPerPartition();
        }
        gaps.report(state);
    }
}

template <class Bench> void refreshing(State &state, int column)
{
    Bench bench(int(state.range(0)));
    if (column >= 0)
        bench.sort(column, Qt::DescendingOrder);
    for (auto _ : state) {
        Gaps gaps;
        for (int round = 0; round < rounds; ++round) {
            bench.refresh();
            gaps.add(bench.heart);
        }
        gaps.report(state);
    }
}

template <class Bench> void sorting(State &state, int column)
{
    Bench bench(int(state.range(0)));
    for (auto _ : state) {
        Gaps gaps;
        for (int round = 0; round < rounds; ++round) {
            bench.sort(column, round % 2 ? Qt::DescendingOrder : Qt::AscendingOrder);
            gaps.add(bench.heart);
        }
        gaps.report(state);
    }
}

template <class Bench> void filtering(State &state)
{
    Bench bench(int(state.range(0)));
    for (auto _ : state) {
        Gaps gaps;
        for (int round = 0; round < rounds; ++round) {
            bench.filter(round % 2 ? QString() : QStringLiteral("99"));
            gaps.add(bench.heart);
        }
        gaps.report(state);
    }
}

template <class Bench> void painting(State &state)
{
    Bench bench(int(state.range(0)));
    for (auto _ : state)
        bench.paint();
}

/// Every iteration is a set of rounds of its own.
void once(benchmark::internal::Benchmark *benchmark)
{
    benchmark->UseManualTime()->Iterations(1);
}

} // namespace

void measureWindow()
{
    once(measure("GUI thread away: open", "spillway", opening));
    once(measure("GUI thread away: refresh", "spillway", [](State &state) { refreshing<WindowBench>(state, -1); }));
    once(measure(
        "GUI thread away: refresh", "qt", [](State &state) { refreshing<PlainBench>(state, -1); }, plainLimit));
    once(measure("GUI thread away: refresh, sorted by offset", "spillway",
                 [](State &state) { refreshing<WindowBench>(state, 3); }));
    once(measure(
        "GUI thread away: refresh, sorted by offset", "qt",
        [](State &state) { refreshing<PlainBench>(state, PlainOffset); }, plainLimit));
    once(measure("GUI thread away: sort", "spillway", [](State &state) { sorting<WindowBench>(state, 3); }));
    once(measure(
        "GUI thread away: sort", "qt", [](State &state) { sorting<PlainBench>(state, PlainOffset); }, plainLimit));
    once(measure("GUI thread away: filter", "spillway", filtering<WindowBench>));
    once(measure("GUI thread away: filter", "qt", filtering<PlainBench>, plainLimit));
    measure("paint the table", "spillway", painting<WindowBench>);
    measure("paint the table", "qt", painting<PlainBench>, plainLimit);
}

} // namespace spillway
