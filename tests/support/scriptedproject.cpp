// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedproject.h"

#include <algorithm>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

/// Where the page begins that comes after a name; the end, where nothing has that name.
template <class List, class Name> auto pageAfter(const List &list, const QString &after, Name name)
{
    if (after.isEmpty())
        return list.begin();
    const auto last = std::ranges::find_if(list, [&](const auto &each) { return name(each) == after; });
    return last == list.end() ? last : last + 1;
}

template <class List> auto pageEnd(const List &list, typename List::const_iterator begin, int limit)
{
    return begin + std::min<std::ptrdiff_t>(limit, list.end() - begin);
}

StreamSummary summaryOf(const StreamDetails &stream)
{
    return {stream.name,      stream.id,        stream.status,
            stream.type,      stream.dataType,  integerFact(qint64(stream.partitions.size())),
            stream.retention, stream.createTime};
}

Error missing(const char *code, const QString &name)
{
    Error error;
    error.kind = Error::Kind::NotFound;
    error.httpStatus = 400;
    error.code = QString::fromLatin1(code);
    error.detail = name;
    return error;
}

} // namespace

template <class T> QFuture<Result<T>> ScriptedProject::ask(const Asked &asked)
{
    m_asked.append(asked);
    Promise<T> promise;
    promise.start();
    const QFuture<Result<T>> future = promise.future();
    m_open.push_back({asked, std::move(promise)});
    if (!m_holds)
        answerOldest();
    return future;
}

QFuture<Result<StreamPage>> ScriptedProject::listStreams(const QString &after, int limit)
{
    return ask<StreamPage>({Call::ListStreams, {}, after, limit});
}

QFuture<Result<TaskList>> ScriptedProject::listTasks(const StreamName &stream)
{
    return ask<TaskList>({Call::ListTasks, stream, {}, 0});
}

QFuture<Result<StreamDetails>> ScriptedProject::showStream(const StreamName &stream, const QString &after, int limit)
{
    return ask<StreamDetails>({Call::ShowStream, stream, after, limit});
}

void ScriptedProject::put(const StreamDetails &stream)
{
    const auto same = std::ranges::find(m_streams, stream.name, &StreamDetails::name);
    if (same == m_streams.end())
        m_streams.push_back(stream);
    else
        *same = stream;
}

void ScriptedProject::put(const StreamName &stream, const TaskSummary &task)
{
    std::vector<TaskSummary> &tasks = m_tasks[stream.text];
    const auto same = std::ranges::find(tasks, task.name, &TaskSummary::name);
    if (same == tasks.end())
        tasks.push_back(task);
    else
        *same = task;
}

void ScriptedProject::removeStream(const StreamName &stream)
{
    std::erase_if(m_streams, [&](const StreamDetails &each) { return each.name == stream; });
    m_tasks.erase(stream.text);
}

void ScriptedProject::fail(Call call, const std::optional<Error> &error, const StreamName &stream)
{
    m_errors.erase({call, stream.text});
    if (error)
        m_errors.insert({{call, stream.text}, *error});
}

void ScriptedProject::release()
{
    m_holds = false;
    while (open() > 0)
        answerOldest();
}

ScriptedProject::Open ScriptedProject::takeOldest()
{
    const auto isCancelled = [](const Open &each) {
        return std::visit([](const auto &promise) { return promise.isCanceled(); }, each.promise);
    };
    while (!m_open.empty() && isCancelled(m_open.front())) {
        std::visit([](auto &promise) { promise.finish(); }, m_open.front().promise);
        m_open.pop_front();
    }
    if (m_open.empty())
        qFatal("nothing was asked");
    Open oldest = std::move(m_open.front());
    m_open.pop_front();
    return oldest;
}

void ScriptedProject::settle(Open open, const std::optional<Error> &error)
{
    std::visit(
        [&](auto &promise) {
            auto given = reply(promise, open.asked);
            if (error)
                given = failure(*error);
            promise.addResult(std::move(given));
            promise.finish();
        },
        open.promise);
}

void ScriptedProject::answerOldest()
{
    Open oldest = takeOldest();
    const std::optional<Error> error = errorFor(oldest.asked);
    settle(std::move(oldest), error);
}

void ScriptedProject::failOldest(const Error &error)
{
    settle(takeOldest(), error);
}

Result<StreamPage> ScriptedProject::reply(const Promise<StreamPage> &, const Asked &asked) const
{
    const auto begin = pageAfter(m_streams, asked.after, [](const StreamDetails &each) { return each.name.text; });
    const auto end = pageEnd(m_streams, begin, std::min(asked.limit, m_mostPerPage));
    StreamPage page;
    std::transform(begin, end, std::back_inserter(page.streams), summaryOf);
    page.hasMore = end != m_streams.end();
    page.total = integerFact(qint64(m_streams.size()));
    return page;
}

Result<TaskList> ScriptedProject::reply(const Promise<TaskList> &, const Asked &asked) const
{
    if (!find(asked.stream))
        return failure(missing("DIS.4301", asked.stream.text));
    TaskList list;
    if (const auto tasks = m_tasks.find(asked.stream.text); tasks != m_tasks.end())
        list.tasks = tasks->second;
    list.total = integerFact(qint64(list.tasks.size()));
    return list;
}

Result<StreamDetails> ScriptedProject::reply(const Promise<StreamDetails> &, const Asked &asked) const
{
    const StreamDetails *stream = find(asked.stream);
    if (!stream)
        return failure(missing("DIS.4301", asked.stream.text));
    const auto &all = stream->partitions;
    const auto begin = pageAfter(all, asked.after, [](const StreamPartition &each) { return each.id.text; });
    const auto end = pageEnd(all, begin, std::min(asked.limit, m_mostPerPage));
    StreamDetails page = *stream;
    page.partitions.assign(begin, end);
    page.hasMore = end != all.end();
    page.receivedAt = m_receivedAt;
    return page;
}

std::optional<Error> ScriptedProject::errorFor(const Asked &asked) const
{
    const auto error = m_errors.find({asked.call, asked.stream.text});
    return error == m_errors.end() ? std::nullopt : std::optional(error->second);
}

const StreamDetails *ScriptedProject::find(const StreamName &name) const
{
    const auto stream = std::ranges::find(m_streams, name, &StreamDetails::name);
    return stream == m_streams.end() ? nullptr : &*stream;
}

int ScriptedProject::asked(Call call) const
{
    return int(std::ranges::count(m_asked, call, &Asked::call));
}

int ScriptedProject::open() const
{
    return int(std::ranges::count_if(m_open, [](const Open &each) {
        return !std::visit([](const auto &promise) { return promise.isCanceled(); }, each.promise);
    }));
}

Fact textFact(const QString &text)
{
    return {Value::Kind::Text, text};
}

Fact integerFact(qint64 number)
{
    return {Value::Kind::Integer, QString::number(number)};
}

StreamPartition streamPartition(const QString &id, qint64 oldest, qint64 next, const QString &status)
{
    StreamPartition partition;
    partition.id = textFact(id);
    partition.status = textFact(status);
    partition.sequenceRange = textFact(u'[' + QString::number(oldest) + " : "_L1 + QString::number(next) + u']');
    partition.oldest = oldest;
    partition.next = next;
    return partition;
}

StreamDetails runningStream(const QString &name, std::vector<StreamPartition> partitions)
{
    StreamDetails stream;
    stream.name = {name};
    stream.status = textFact(u"RUNNING"_s);
    stream.type = textFact(u"COMMON"_s);
    stream.dataType = textFact(u"BLOB"_s);
    stream.retention = integerFact(24);
    stream.createTime = integerFact(1593569685875);
    stream.partitions = std::move(partitions);
    return stream;
}

TaskSummary taskSummary(const QString &name, const QString &state)
{
    TaskSummary task;
    task.name = {name};
    task.state = textFact(state);
    task.destinationType = textFact(u"OBS"_s);
    task.createTime = integerFact(1593569685875);
    task.lastTransferTimestamp = integerFact(1606984428612);
    return task;
}

} // namespace spillway
