// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/survey.h"

#include "domain/counttext.h"
#include "domain/withinmemory.h"
#include "session/policy.h"

#include <QCoreApplication>
#include <QtConcurrentRun>

#include <algorithm>
#include <limits>

namespace spillway {

namespace {

/// Each asks one question at a time.
constexpr size_t mostGroups = 4;

qint64 saturatedSum(qint64 a, qint64 b)
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    return a > most - b ? most : a + b;
}

/// Records that no one will find where they were to be dumped.
qint64 lostOf(const TaskInsight &insight)
{
    return saturatedSum(std::max<qint64>(insight.expired.value_or(0), 0),
                        std::max<qint64>(insight.discarded.value_or(0), 0));
}

} // namespace

bool concernsAllQuestions(const Error &error)
{
    switch (classify(error)) {
    case FailureClass::Auth:
    case FailureClass::Blocked:
    case FailureClass::Throttle:
        return true;
    default:
        return false;
    }
}

std::optional<Error> refusalOf(const TaskReport &report)
{
    const auto error = report.insight ? (*report.insight)->seen().streamError : std::optional(report.insight.error());
    return error && concernsAllQuestions(*error) ? error : std::nullopt;
}

QString verdictNote(const TaskInsight &insight)
{
    const auto translated = [](const char *text, qint64 count) {
        return QCoreApplication::translate("Survey", text, nullptr, pluralOf(count)).arg(countText(count));
    };
    if (insight.verdict == Verdict::Losing && lostOf(insight) > 0)
        return translated(QT_TRANSLATE_NOOP("Survey", "%1 lost"), lostOf(insight));
    const bool waits = insight.verdict == Verdict::Behind || insight.verdict == Verdict::Stalled;
    if (waits && insight.lag.value_or(0) > 0)
        return translated(QT_TRANSLATE_NOOP("Survey", "%1 waiting"), *insight.lag);
    return {};
}

Survey::Survey(Elapsed elapsed, QObject *parent)
    : QObject(parent)
    , m_elapsed(std::move(elapsed))
{
}

Survey::~Survey()
{
    abandon();
}

void Survey::start(std::shared_ptr<TaskSource> source, const std::vector<TaskAddress> &tasks)
{
    if (isRunning() && source != m_source)
        stop();
    if (!isRunning()) {
        m_reports.clear();
        m_of = 0;
        m_source = std::move(source);
    }
    GroupPointer group;
    for (const TaskAddress &task : tasks) {
        if (!m_pending.insert({task.stream.text, task.task.text}).second)
            continue;
        ++m_of;
        if (!group || group->stream != task.stream) {
            group = std::make_shared<Group>();
            group->stream = task.stream;
            m_waiting.push_back(group);
        }
        group->waiting.push_back(task.task);
    }
    if (isRunning())
        startGroups();
    else
        Q_EMIT finished();
}

void Survey::stop()
{
    if (!isRunning())
        return;
    abandon();
    m_of -= qint64(m_pending.size());
    m_pending.clear();
    Q_EMIT finished();
}

void Survey::forget()
{
    abandon();
    m_of = 0;
    m_pending.clear();
    m_reports.clear();
    m_known.clear();
    m_source.reset();
}

/// Nothing that was asked arrives any more.
void Survey::abandon()
{
    m_questions.forget();
    m_waiting.clear();
    for (const GroupPointer &group : m_asking)
        group->reader.cancel();
    m_asking.clear();
}

void Survey::startGroups()
{
    while (m_asking.size() < mostGroups && !m_waiting.empty()) {
        const GroupPointer group = m_waiting.front();
        m_waiting.pop_front();
        m_asking.push_back(group);
        next(group);
    }
}

void Survey::groupEnded(const GroupPointer &group)
{
    std::erase(m_asking, group);
    startGroups();
}

void Survey::next(const GroupPointer &group)
{
    if (!group->waiting.empty()) {
        const TaskAddress address{group->stream, group->waiting.front()};
        group->waiting.pop_front();
        m_questions.ask(m_source->showTask(address),
                        [this, group, address](const Result<TaskAnswer> &answer) { taskCame(group, address, answer); });
        return;
    }
    // The stream after its tasks: an offset must not be ahead of a head that was read before it.
    if (group->seen.empty())
        groupEnded(group);
    else if (m_source->project())
        readStream(group);
    else
        conclude(group, nullptr, std::nullopt);
}

void Survey::taskCame(const GroupPointer &group, const TaskAddress &address, const Result<TaskAnswer> &answer)
{
    if (!answer) {
        report(address, failure(answer.error()));
        if (concernsAllQuestions(answer.error()))
            return refuse(answer.error());
    } else {
        Observation seen;
        seen.task = answer->task;
        seen.taken = m_elapsed();
        seen.takenAt = answer->receivedAt;
        seen.serverDate = answer->serverDate;
        group->seen.push_back(std::move(seen));
        group->addresses.push_back(address);
    }
    next(group);
}

void Survey::readStream(const GroupPointer &group)
{
    // Not the pointer: the reader is part of what it points to.
    connect(&group->reader, &StreamReader::finished, this,
            [this, weak = std::weak_ptr(group)](const Result<StreamSnapshot> &stream) {
                const GroupPointer asked = weak.lock();
                conclude(asked, stream ? *stream : nullptr, stream ? std::nullopt : std::optional(stream.error()));
            });
    group->reader.read(*m_source->project(), group->stream);
}

void Survey::conclude(const GroupPointer &group, const StreamSnapshot &stream, const std::optional<Error> &error)
{
    std::vector<InsightPointer> before;
    for (size_t i = 0; i < group->seen.size(); ++i) {
        Observation &seen = group->seen[i];
        seen.stream = stream;
        seen.streamTaken = m_elapsed();
        seen.streamError = error;
        before.push_back(recalled(group->addresses[i]));
    }
    const bool refused = error && concernsAllQuestions(*error);
    if (refused)
        abandon(); // at once: others would be asked while this is worked out
    using Insights = Result<std::vector<InsightPointer>>;
    const auto work = [before = std::move(before), seen = std::move(group->seen)]() -> Insights {
        std::vector<InsightPointer> after;
        for (size_t i = 0; i < seen.size(); ++i)
            after.push_back(Insight::after(before[i], seen[i]));
        return after;
    };
    m_questions.ask(QtConcurrent::run([work] { return withinMemory(work); }),
                    [this, group, refused, error](const Insights &insights) {
                        concluded(group, insights);
                        if (refused)
                            refuse(*error);
                    });
}

void Survey::concluded(const GroupPointer &group, const Result<std::vector<InsightPointer>> &insights)
{
    for (size_t i = 0; i < group->addresses.size(); ++i) {
        if (!insights) {
            report(group->addresses[i], failure(insights.error()));
            continue;
        }
        remember(group->addresses[i], (*insights)[i]);
        report(group->addresses[i], (*insights)[i]);
    }
    groupEnded(group);
}

void Survey::report(const TaskAddress &address, Result<InsightPointer> insight)
{
    m_pending.erase({address.stream.text, address.task.text});
    m_reports.push_back({address, std::move(insight)});
    Q_EMIT reported(TaskReport(m_reports.back()));
    if (m_pending.empty())
        Q_EMIT finished();
}

void Survey::refuse(const Error &error)
{
    abandon();
    const auto pending = m_pending;
    for (const auto &[stream, task] : pending)
        report({{stream}, {task}}, failure(error));
}

InsightPointer Survey::recalled(const TaskAddress &address) const
{
    const Key key(m_source->place(), address);
    const auto known = std::ranges::find(m_known, key, &std::pair<Key, InsightPointer>::first);
    return known == m_known.end() ? nullptr : known->second;
}

void Survey::remember(const TaskAddress &address, const InsightPointer &insight)
{
    const Key key(m_source->place(), address);
    const bool wasKnown = std::erase_if(m_known, [&](const auto &known) { return known.first == key; }) > 0;
    // A survey of more than can be remembered would push each task out just before its turn: those known stay known.
    if (!wasKnown && m_known.size() >= m_memory && size_t(m_of) > m_memory)
        return;
    m_known.emplace_back(key, insight);
    if (m_known.size() > m_memory)
        m_known.erase(m_known.begin());
}

std::optional<TaskAddress> Survey::worst() const
{
    const auto rank = [](const TaskReport &report) {
        const TaskInsight &whole = (*report.insight)->whole();
        return std::pair(whole.verdict, lostOf(whole));
    };
    const TaskReport *worst = nullptr;
    for (const TaskReport &report : m_reports) {
        if (!report.insight)
            continue;
        const auto names = [](const TaskReport &each) {
            return std::tie(each.address.stream.text, each.address.task.text);
        };
        if (!worst || rank(report) > rank(*worst) || (rank(report) == rank(*worst) && names(report) < names(*worst)))
            worst = &report;
    }
    return worst ? std::optional(worst->address) : std::nullopt;
}

} // namespace spillway
