// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/saying.h"

#include "cli/options.h"
#include "session/wording.h"
#include "tabular/atomicfile.h"

#include <fcntl.h>

namespace spillway {

namespace {

constexpr qsizetype longestLine = 4096;

} // namespace

void holdStandardDescriptors()
{
    for (int descriptor = 0; descriptor <= 2; ++descriptor) {
        // The lowest free number is this one. It cannot be used for what it is for.
        if (fcntl(descriptor, F_GETFD) < 0)
            (void)open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
    }
}

QString failureText(const Error &error, const TaskAddress &about)
{
    QString text = sentence(error, about);
    QStringList facts;
    if (!error.code.isEmpty())
        facts << error.code;
    if (!error.requestId.isEmpty())
        facts << QStringLiteral("request id %1").arg(error.requestId);
    if (error.kind == Error::Kind::File && !error.detail.isEmpty())
        facts << error.detail; // the system's reason, such as "Permission denied"
    if (!facts.isEmpty())
        text += QStringLiteral(" (") + facts.join(QStringLiteral(", ")) + u')';
    return text;
}

int sayFailure(const Error &error, const TaskAddress &about, const Standard &standard)
{
    sayLine(standard.error, QStringLiteral("spillway: ") + failureText(error, about));
    return exitCode(error);
}

int sayText(const QString &text, const Standard &standard)
{
    const auto written = writeFully(standard.output, text.toUtf8(), standardOutput());
    return written ? 0 : sayFailure(written.error(), {}, standard);
}

QString standardOutput()
{
    return QStringLiteral("standard output");
}

void sayChanges(const ExportSummary &summary, int descriptor)
{
    if (summary.guardedCells > 0)
        sayLine(descriptor,
                QStringLiteral("spillway: cells that got a leading ' so that spreadsheets do not run them: %1")
                    .arg(summary.guardedCells));
    if (summary.removedNuls > 0)
        sayLine(descriptor, QStringLiteral("spillway: NUL characters that were left out: %1").arg(summary.removedNuls));
}

void sayLine(int descriptor, const QString &line)
{
    const QByteArray bytes = visibleText(line, longestLine).toUtf8() + '\n';
    // Where there is nobody to tell, the exit code has to do.
    (void)writeFully(descriptor, bytes, QString());
}

} // namespace spillway
