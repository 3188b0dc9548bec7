// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scripted.h"
#include "session/tasksession.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QThreadPool>

namespace spillway {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

inline const TaskAddress newtask{{u"newstream"_s}, {u"newtask"_s}};

inline QByteArray answer(int offset, const QByteArray &state = "RUNNING")
{
    return R"({"stream_name":"newstream","task_name":"newtask","state":")" + state
        + R"(","partitions":[{"partitionId":"shardId-0000000000","last_transfer_offset":)" + QByteArray::number(offset)
        + "}]}";
}

/// A session whose time stands still unless the test moves it, and whose timer runs fast.
struct Bench
{
    std::chrono::milliseconds now{1'000'000};
    std::shared_ptr<HandSource> source = std::make_shared<HandSource>();
    TaskSession session;

    explicit Bench(std::optional<milliseconds> interval = milliseconds(20))
        : session({[] { return QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC); }, [this] { return now; },
                   [] { return 0.5; }},
                  {.interval = interval,
                   .backoffCap = milliseconds(40),
                   .forbidden = milliseconds(30),
                   .goneAtLeast = milliseconds(20)})
    {
    }

    QString offset() const
    {
        const TaskModel &model = session.model();
        return model.index(0, OffsetColumn, model.sectionIndex(Section::Partitions)).data().toString();
    }
    RefreshState state() const { return session.freshness().state; }
};

/// Until all that is being worked out has come back.
inline void settle()
{
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

/// Keeps every worker thread busy for as long as it lives: what is to be worked out has to wait.
class BusyWorkers
{
public:
    BusyWorkers()
    {
        for (int i = 0; i < m_count; ++i)
            QThreadPool::globalInstance()->start([this] { m_end.acquire(); });
    }
    ~BusyWorkers()
    {
        m_end.release(m_count);
        QThreadPool::globalInstance()->waitForDone();
    }
    Q_DISABLE_COPY_MOVE(BusyWorkers)

private:
    int m_count = QThreadPool::globalInstance()->maxThreadCount();
    QSemaphore m_end;
};

} // namespace spillway
