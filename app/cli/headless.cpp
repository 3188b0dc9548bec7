// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/headless.h"

#include "cli/asking.h"
#include "domain/withinmemory.h"
#include "tabular/atomicfile.h"

#include <QtConcurrentRun>

namespace spillway {

namespace {

/// What was written, and why without what the stream tells.
struct Exported
{
    ExportSummary summary;
    std::optional<Error> streamError;
};

Result<ExportSummary> write(const Options &options, const Observation &seen, int output, const QDeadlineTimer &deadline)
{
    const auto work = [&]() -> Result<ExportSummary> {
        ExportRequest request;
        request.task = seen.task;
        request.insight = Insight::after(nullptr, seen);
        request.rows = allRows(*seen.task);
        request.polledAt = seen.takenAt;
        request.format = options.format;
        if (options.exportTo == standardStream)
            return exportToDescriptor(request, output, standardOutput(), deadline);
        return exportToFile(request, options.exportTo);
    };
    QFuture<Result<ExportSummary>> written = QtConcurrent::run([&work] { return withinMemory(work); });
    return written.takeResult();
}

Result<Exported> run(const Options &options, int output)
{
    const QDeadlineTimer deadline(options.timeout);
    // Found out now, a target that cannot be written costs the service no request.
    if (options.exportTo != standardStream) {
        if (const auto target = checkTarget(options.exportTo); !target)
            return failure(target.error());
    }
    const auto asker = Asker::create(options, deadline);
    if (!asker)
        return failure(asker.error());
    const auto seen = (*asker)->look(deadline);
    if (!seen)
        return failure(seen.error());
    const auto summary = write(options, *seen, output, deadline);
    if (!summary)
        return failure(summary.error());
    return Exported{*summary, seen->streamError};
}

} // namespace

int runExport(const Options &options, const Standard &standard)
{
    const TaskAddress about{{options.stream}, {options.task}};
    const auto exported = run(options, standard.output);
    if (!exported)
        return sayFailure(exported.error(), about, standard);
    if (exported->streamError)
        sayLine(standard.error,
                QStringLiteral("spillway: the stream could not be read, so what is worked out from it is missing: ")
                    + failureText(*exported->streamError, {about.stream, {}}));
    sayChanges(exported->summary, standard.error);
    return 0;
}

} // namespace spillway
