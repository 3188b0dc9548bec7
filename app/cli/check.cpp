// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/check.h"

#include "cli/asking.h"
#include "cli/checkline.h"
#include "cli/endsignals.h"
#include "session/policy.h"
#include "session/projectreader.h"
#include "tabular/atomicfile.h"

#include <algorithm>

namespace spillway {

namespace {

/// With --watch what moved at so many tasks is known.
constexpr size_t watchMemory = 1000;

/// Looks again and again, and remembers what it saw.
class Checker
{
public:
    Checker(const Options &options, Asker &asker)
        : m_options(options)
        , m_asker(asker)
    {
        m_survey.setMemory(options.watch ? watchMemory : Survey::usualMemory);
    }

    Findings look(const QDeadlineTimer &deadline)
    {
        Findings findings;
        findings.stream = {m_options.stream};
        if (!m_options.from.isEmpty() || !m_options.task.isEmpty()) {
            lookAtTask(findings, deadline);
        } else {
            findings.scope = m_options.isAboutProject() ? Findings::Scope::Project : Findings::Scope::Stream;
            const std::vector<TaskAddress> tasks = list(findings, deadline);
            survey(findings, tasks, deadline);
        }
        return findings;
    }

private:
    void lookAtTask(Findings &findings, const QDeadlineTimer &deadline)
    {
        findings.tasks = 1;
        TaskAddress address = m_asker.address();
        const auto seen = m_asker.look(deadline);
        if (!seen) {
            if (seen.error().kind == Error::Kind::Timeout && deadline.hasExpired())
                findings.ranOutAfter = m_options.timeout;
            if (address.task.text.isEmpty()) // of a saved answer
                findings.endedBy = seen.error();
            else
                findings.reports.push_back({address, failure(seen.error())});
            return;
        }
        const DumpTask &task = *seen->task;
        if (address.stream.text.isEmpty())
            address.stream.text = task.text(task.streamName);
        if (address.task.text.isEmpty())
            address.task.text = task.text(task.taskName);
        m_known = Insight::after(m_known, *seen);
        findings.reports.push_back({address, m_known});
    }

    std::vector<TaskAddress> list(Findings &findings, const QDeadlineTimer &deadline)
    {
        ProjectReader reader;
        QEventLoop loop;
        QObject::connect(&reader, &ProjectReader::finished, &loop, &QEventLoop::quit);
        const bool isProject = findings.scope == Findings::Scope::Project;
        if (isProject)
            reader.readProject(*m_asker.source()->project(), ProjectReader::Depth::Tasks);
        else
            reader.readStream(*m_asker.source()->project(), findings.stream);
        if (!m_asker.wait(loop, deadline))
            findings.ranOutAfter = m_options.timeout;
        findings.endedBy = isProject ? reader.endedBy() : reader.firstError();

        std::vector<TaskAddress> tasks;
        for (const ListedStream &stream : reader.streams()) {
            if (!stream.tasks)
                continue;
            for (const TaskSummary &task : *stream.tasks ? (*stream.tasks)->tasks : std::vector<TaskSummary>())
                tasks.push_back({stream.summary.name, task.name});
            if (!*stream.tasks && stream.tasks->error() != findings.endedBy)
                findings.unlisted.push_back({stream.summary.name, stream.tasks->error()});
        }
        findings.streams = qint64(reader.streams().size());
        // Half of a list is no number to count against.
        if (findings.ranOutAfter)
            tasks.clear();
        findings.tasks = qint64(tasks.size());
        return tasks;
    }

    void survey(Findings &findings, const std::vector<TaskAddress> &tasks, const QDeadlineTimer &deadline)
    {
        const bool isRefused = findings.endedBy && concernsAllQuestions(*findings.endedBy);
        if (isRefused || tasks.empty() || deadline.hasExpired() || m_asker.isToldToEnd())
            return;
        QEventLoop loop;
        QObject::connect(&m_survey, &Survey::finished, &loop, &QEventLoop::quit);
        m_survey.start(m_asker.source(), tasks);
        findings.tasks = m_survey.of();
        if (m_survey.isRunning() && !m_asker.wait(loop, deadline)) {
            findings.ranOutAfter = m_options.timeout;
            m_survey.stop();
        }
        for (const TaskReport &report : m_survey.reports()) {
            // It is about all of them, and said once.
            if (!report.insight && concernsAllQuestions(report.insight.error()))
                findings.endedBy = report.insight.error();
            else
                findings.reports.push_back(report);
        }
    }

    const Options &m_options;
    Asker &m_asker;
    InsightPointer m_known; ///< of the one task
    Survey m_survey;
};

/// What the next look has to take into account; nothing: all is well.
std::optional<Error> troubleOf(const Findings &findings)
{
    if (findings.endedBy)
        return findings.endedBy;
    for (const TaskReport &report : findings.reports) {
        if (const auto refusal = refusalOf(report))
            return refusal;
        if (!report.insight && findings.scope == Findings::Scope::Task)
            return report.insight.error();
    }
    return std::nullopt;
}

bool print(const QString &line, const Options &options, const Standard &standard)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    return writeFully(standard.output, bytes, standardOutput(), QDeadlineTimer(options.timeout)).has_value();
}

/// When to look again. Nothing: a person has to act first.
class Pacing
{
public:
    explicit Pacing(std::chrono::seconds interval)
    {
        m_pace.interval = interval;
        for (milliseconds *least : {&m_pace.backoffCap, &m_pace.forbidden})
            *least = std::max<milliseconds>(*least, interval);
        m_refresh = step({}, RefreshEvent::Open, m_pace, randomFraction()).next;
    }

    std::optional<milliseconds> after(const Findings &findings)
    {
        RefreshEvent event = findings.ranOutAfter ? RefreshEvent::FailedTransient : RefreshEvent::Answered;
        std::optional<std::chrono::seconds> retryAfter;
        if (const auto trouble = troubleOf(findings)) {
            const FailureClass failure = classify(*trouble);
            if (failure == FailureClass::Auth || failure == FailureClass::Blocked)
                return std::nullopt;
            event = eventFor(failure);
            retryAfter = trouble->retryAfter;
        }
        const RefreshStep next = step(m_refresh, event, m_pace, randomFraction(), retryAfter);
        // Where the window would wait for a person, a watch goes on slowly.
        const bool isStopped = !next.actions.arm;
        m_refresh =
            step(next.next, isStopped ? RefreshEvent::Resume : RefreshEvent::Tick, m_pace, randomFraction()).next;
        return next.actions.arm.value_or(m_pace.forbidden);
    }

private:
    Pace m_pace;
    Refresh m_refresh;
};

int watch(const Options &options, Asker &asker, const Standard &standard)
{
    Checker checker(options, asker);
    Pacing pacing(*options.watch);
    CheckStatus last = CheckStatus::Unknown;
    for (;;) {
        const Findings findings = checker.look(QDeadlineTimer(options.timeout));
        if (asker.isToldToEnd())
            return int(last);
        const CheckLine line = checkLine(findings);
        last = line.status;
        const QString now = systemClock()().toString(Qt::ISODate);
        if (!print(now + u' ' + line.text, options, standard))
            return int(CheckStatus::Unknown);
        const auto pause = pacing.after(findings);
        if (!pause)
            return int(CheckStatus::Unknown);
        QEventLoop loop;
        asker.wait(loop, QDeadlineTimer(*pause));
        if (asker.isToldToEnd())
            return int(last);
    }
}

} // namespace

int runCheck(const Options &options, const Standard &standard)
{
    std::optional<EndSignals> endSignals;
    if (options.watch)
        endSignals.emplace();
    const QDeadlineTimer deadline(options.timeout);
    const auto asker = Asker::create(options, deadline);
    if (!asker)
        return sayUnknown(asker.error(), standard);
    if (options.watch) {
        (*asker)->setSignals(&*endSignals);
        return watch(options, **asker, standard);
    }
    const CheckLine line = checkLine(Checker(options, **asker).look(deadline));
    return print(line.text, options, standard) ? int(line.status) : int(CheckStatus::Unknown);
}

int sayUnknown(const Error &error, const Standard &standard)
{
    const CheckLine line = unknownLine(failureText(error));
    print(line.text, {}, standard);
    return int(line.status);
}

} // namespace spillway
