// SPDX-License-Identifier: GPL-3.0-or-later
// How long the GUI thread does not get to its events while a window refreshes, with every partition changed each time.
// Usage: bench_window [partitions [refreshes]]. Prints the longest and the median gap in milliseconds.
#include "answers.h"
#include "session/tasksession.h"
#include "ui/mainwindow.h"
#include "wire/taskdecoder.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTableView>
#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>
#include <cstdio>

using namespace spillway;

namespace {

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

private:
    std::array<QByteArray, 2> m_answers;
    int m_turn = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    const int partitions = argc > 1 ? QByteArray(argv[1]).toInt() : 10'000;
    const int refreshes = argc > 2 ? QByteArray(argv[2]).toInt() : 20;

    TaskSession session({}, Pace{.interval = std::nullopt});
    MainWindow window(session, WindowTools{{}, {}, systemClock()});
    window.resize(1440, 900);
    window.show();

    // A heartbeat: what comes between two of its beats is what a person waits for.
    QElapsedTimer beat;
    beat.start();
    std::vector<double> stretches;
    double longest = 0;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    QObject::connect(&heart, &QTimer::timeout, &window, [&] {
        longest = std::max(longest, double(beat.nsecsElapsed()) / 1e6);
        beat.start();
    });
    heart.start(1);

    int done = -1;
    QObject::connect(&session, &TaskSession::answered, &window, [&] {
        // What the answer sets off is measured until the next one.
        QTimer::singleShot(400, &window, [&] {
            if (done >= 0)
                stretches.push_back(longest);
            longest = 0;
            if (++done == refreshes)
                QApplication::quit();
            else
                session.refresh();
        });
    });
    if (auto *table = window.findChild<QTableView *>(QStringLiteral("partitionTable")))
        table->sortByColumn(3, Qt::DescendingOrder);
    session.open(std::make_shared<TurnSource>(partitions), {});
    QApplication::exec();

    std::sort(stretches.begin(), stretches.end());
    std::printf("%d partitions, all changed, %d refreshes: longest gap %.1f ms, median %.1f ms\n", partitions,
                refreshes, stretches.back(), stretches[stretches.size() / 2]);
    return 0;
}
