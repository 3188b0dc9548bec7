// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/dumptask.h"

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

namespace spillway {

DumpTask::State DumpTask::stateOf(const Value &value) const
{
    static constexpr std::array words{
        std::pair{"ERROR", State::Error},   std::pair{"STARTING", State::Starting},
        std::pair{"PAUSED", State::Paused}, std::pair{"RUNNING", State::Running},
        std::pair{"DELETE", State::Delete}, std::pair{"ABNORMAL", State::Abnormal},
    };
    if (!value.isPresent())
        return State::Absent;
    const QByteArrayView bare = answer.bare(value);
    // None of the words is as long as this, however it is escaped; what is huge is not to be decoded at every look.
    constexpr qsizetype longest = 64;
    if (bare.size() > longest)
        return State::Unknown;
    const QByteArray word =
        bare.contains('\\') ? text(value).toUtf8() : QByteArray::fromRawData(bare.data(), bare.size());
    const auto *known = std::find_if(words.begin(), words.end(),
                                     [&](const auto &entry) { return value.isText() && word == entry.first; });
    return known == words.end() ? State::Unknown : known->second;
}

std::shared_ptr<DumpTask> newTask()
{
    return {new DumpTask, [](DumpTask *task) {
                constexpr size_t large = 10'000;
                const bool isSlow = task->partitions.size() >= large && QCoreApplication::instance()
                    && QThread::currentThread() == QCoreApplication::instance()->thread();
                // There is no pool any more when the program ends.
                QThreadPool *pool = isSlow ? QThreadPool::globalInstance() : nullptr;
                if (pool)
                    pool->start([task] { delete task; });
                else
                    delete task;
            }};
}

std::optional<quint64> partitionNumber(QByteArrayView id)
{
    qsizetype first = id.size();
    while (first > 0 && id.at(first - 1) >= '0' && id.at(first - 1) <= '9')
        --first;
    quint64 number = 0;
    const auto [last, error] = std::from_chars(id.begin() + first, id.end(), number);
    return error == std::errc() && last == id.end() ? std::optional(number) : std::nullopt;
}

bool partitionLess(const Answer &answerA, const Partition &a, const Answer &answerB, const Partition &b)
{
    const QByteArrayView idA = answerA.bare(a.id);
    const QByteArrayView idB = answerB.bare(b.id);
    const auto numberA = partitionNumber(idA);
    const auto numberB = partitionNumber(idB);
    if (numberA != numberB)
        return numberA && (!numberB || *numberA < *numberB);
    const int order = idA.compare(idB);
    return order != 0 ? order < 0 : a.occurrence < b.occurrence;
}

} // namespace spillway
