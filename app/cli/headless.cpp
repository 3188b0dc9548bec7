// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/headless.h"

#include "access/connector.h"
#include "client/disclient.h"
#include "client/filesource.h"
#include "connections/keyring.h"
#include "connections/profilestore.h"
#include "demo/demoservice.h"
#include "session/cycle.h"
#include "session/wording.h"
#include "tabular/atomicfile.h"
#include "wire/taskdecoder.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFutureWatcher>
#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QtConcurrentRun>

#include <algorithm>

namespace spillway {

namespace {

constexpr qsizetype longestLine = 4096;
constexpr std::chrono::seconds fileGrace(2);
constexpr QLatin1StringView standardStream("-");

std::chrono::milliseconds left(const QDeadlineTimer &deadline)
{
    return std::max(std::chrono::milliseconds(1), std::chrono::milliseconds(deadline.remainingTime()));
}

/// What is asked, and all that has to live while it is.
struct Question
{
    std::unique_ptr<DemoService> demo;
    std::unique_ptr<QNetworkAccessManager> network;
    std::unique_ptr<TaskSource> source;
    TaskAddress address;
};

Result<Question> askService(Connection connection, TaskAddress address, const QDeadlineTimer &deadline)
{
    Question question;
    question.address = std::move(address);
    question.network = std::make_unique<QNetworkAccessManager>();
    Timing timing;
    for (auto *limit : {&timing.connect, &timing.inactivity, &timing.total})
        *limit = std::min(*limit, left(deadline));
    auto client = DisClient::create(std::move(connection), *question.network, systemClock(), timing);
    if (!client)
        return failure(client.error());
    question.source = std::move(*client);
    return question;
}

Result<Question> askDemo(const TaskAddress &named, const QDeadlineTimer &deadline)
{
    auto demo = std::make_unique<DemoService>(systemClock());
    if (const auto port = demo->start(); !port)
        return failure(port.error());
    const TaskAddress address = named.stream.text.isEmpty() ? demo->tasks().constFirst().address : named;
    auto question = askService(demo->connection(), address, deadline);
    if (question)
        question->demo = std::move(demo);
    return question;
}

Result<Connection> storedConnection(const Options &options)
{
    const ProfileStore profiles(ProfileStore::usualFolder());
    const auto profile = profiles.findNamed(options.connection);
    if (!profile) {
        if (profiles.problem())
            return failure(*profiles.problem());
        return failure(Error::Kind::Usage, Error::Reason::NoConnection, options.connection);
    }
    Keyring keyring;
    KeyringKeeper keeper(keyring);
    Connector connector(processScope(), keeper, {});
    QFutureWatcher<SharedConnection> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(connector.connectNamed(*profile, options.wish()));
    loop.exec(); // ends: the keyring is waited for a few seconds at most
    return std::move(*watcher.result());
}

Result<Question> prepare(const Options &options, const QDeadlineTimer &deadline)
{
    const TaskAddress named{{options.stream}, {options.task}};
    if (options.demo)
        return askDemo(named, deadline);
    if (!options.from.isEmpty()) {
        Question question;
        question.source = std::make_unique<FileSource>(options.from, left(deadline));
        question.address = named;
        return question;
    }
    auto connection = options.connection.isEmpty() ? searchedConnection(options.wish(), processScope(options.tokenFile))
                                                   : storedConnection(options);
    if (!connection)
        return failure(connection.error());
    return askService(*std::move(connection), named, deadline);
}

Result<TaskAnswer> ask(const Question &question, const QDeadlineTimer &deadline)
{
    RetryBudget budget;
    Cycle cycle(budget, [] { return QRandomGenerator::global()->generateDouble(); });
    QEventLoop loop;
    std::optional<Result<TaskAnswer>> answer;
    QObject::connect(&cycle, &Cycle::finished, &loop, [&](const Result<TaskAnswer> &result) {
        answer = result;
        loop.quit();
    });
    Attempts attempts;
    attempts.total = left(deadline);
    if (!question.network) // a saved answer has the same deadline by itself, and says better what was wrong
        attempts.total += fileGrace;
    cycle.ask(*question.source, question.address, attempts);
    if (!answer)
        loop.exec();
    if (!answer) // the application was told to quit
        return failure(Error::Kind::Cancelled, Error::Reason::Unspecified);
    return *answer;
}

/// A saved answer says itself what it is about; names given beside it are a claim to be checked.
Result<void> checkNames(const DumpTask &task, TaskAddress asked)
{
    if (asked.stream.text.isEmpty())
        asked.stream.text = task.text(task.streamName);
    if (asked.task.text.isEmpty())
        asked.task.text = task.text(task.taskName);
    return checkIdentity(task, asked);
}

Result<ExportSummary> write(const Options &options, const TaskAnswer &answer, int output,
                            const QDeadlineTimer &deadline)
{
    const auto work = [&]() -> Result<ExportSummary> {
        ExportRequest request;
        request.task = answer.task;
        request.rows = allRows(*answer.task);
        request.polledAt = answer.receivedAt;
        request.format = options.format;
        if (options.exportTo == standardStream)
            return exportToDescriptor(request, output, QStringLiteral("standard output"), deadline);
        return exportToFile(request, options.exportTo);
    };
    QFuture<Result<ExportSummary>> written = QtConcurrent::run(work);
    return written.takeResult();
}

Result<ExportSummary> run(const Options &options, int output)
{
    const QDeadlineTimer deadline(options.timeout);
    // Found out now, a target that cannot be written costs the service no request.
    if (options.exportTo != standardStream) {
        if (const auto target = checkTarget(options.exportTo); !target)
            return failure(target.error());
    }
    const auto question = prepare(options, deadline);
    if (!question)
        return failure(question.error());
    const auto answer = ask(*question, deadline);
    if (!answer)
        return failure(answer.error());
    if (const auto checked = checkNames(*answer->task, question->address); !checked)
        return failure(checked.error());
    return write(options, *answer, output, deadline);
}

/// What the file does not say about itself.
void sayChanges(const ExportSummary &summary, int descriptor)
{
    if (summary.guardedCells > 0)
        sayLine(descriptor,
                QStringLiteral("spillway: cells that got a leading ' so that spreadsheets do not run them: %1")
                    .arg(summary.guardedCells));
    if (summary.removedNuls > 0)
        sayLine(descriptor, QStringLiteral("spillway: NUL characters that were left out: %1").arg(summary.removedNuls));
}

} // namespace

int runExport(const Options &options, const Standard &standard)
{
    const auto summary = run(options, standard.output);
    if (!summary)
        return sayFailure(summary.error(), {{options.stream}, {options.task}}, standard);
    sayChanges(*summary, standard.error);
    return 0;
}

int sayFailure(const Error &error, const TaskAddress &about, const Standard &standard)
{
    QString line = QStringLiteral("spillway: ") + sentence(error, about);
    QStringList facts;
    if (!error.code.isEmpty())
        facts << error.code;
    if (!error.requestId.isEmpty())
        facts << QStringLiteral("request id %1").arg(error.requestId);
    if (error.kind == Error::Kind::File && !error.detail.isEmpty())
        facts << error.detail; // the system's reason, such as "Permission denied"
    if (!facts.isEmpty())
        line += QStringLiteral(" (") + facts.join(QStringLiteral(", ")) + u')';
    sayLine(standard.error, line);
    return exitCode(error);
}

int sayText(const QString &text, const Standard &standard)
{
    const auto written = writeFully(standard.output, text.toUtf8(), QStringLiteral("standard output"));
    return written ? 0 : sayFailure(written.error(), {}, standard);
}

void sayLine(int descriptor, const QString &line)
{
    const QByteArray bytes = visibleText(line, longestLine).toUtf8() + '\n';
    // Where there is nobody to tell, the exit code has to do.
    (void)writeFully(descriptor, bytes, QString());
}

} // namespace spillway
