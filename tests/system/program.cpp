// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/program.h"

#include <QSignalSpy>

#include <array>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace spillway {

namespace {

constexpr int patience = 60'000; // ms; only a program that hangs needs as much

/// The end to write to of a pipe whose other end is closed.
int pipeWithoutReader()
{
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        qFatal("no pipe");
    close(ends[0]);
    return ends[1];
}

} // namespace

Surroundings::Surroundings()
    : environment(QProcessEnvironment::systemEnvironment())
{
    for (const auto &name :
         {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"WAYLAND_SOCKET"_s, u"QT_QPA_PLATFORM"_s, u"OS_AUTH_TOKEN"_s,
          u"OS_TOKEN"_s, u"http_proxy"_s, u"https_proxy"_s, u"QT_LOGGING_RULES"_s})
        environment.remove(name);
}

Surroundings &Surroundings::set(const QString &name, const QString &value)
{
    environment.insert(name, value);
    return *this;
}

bool Outcome::hasOneSentence() const
{
    return errors.startsWith("spillway: ") && errors.count('\n') == 1 && errors.endsWith('\n');
}

Outcome run(const QStringList &arguments, const Surroundings &surroundings)
{
    QProcess process;
    process.setProgram(QStringLiteral(SPILLWAY_PROGRAM));
    process.setArguments(arguments);
    process.setProcessEnvironment(surroundings.environment);
    if (!surroundings.outputFile.isEmpty())
        process.setStandardOutputFile(surroundings.outputFile, QIODevice::Append);
    int output = -1;
    if (surroundings.readerLeft) {
        output = pipeWithoutReader();
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setChildProcessModifier([output] { dup2(output, STDOUT_FILENO); });
    }

    QSignalSpy finished(&process, &QProcess::finished);
    process.start();
    if (surroundings.input) {
        process.write(*surroundings.input);
        process.closeWriteChannel();
    }
    if (!finished.isEmpty() || finished.wait(patience)) {
        if (output >= 0)
            close(output);
        const bool ended = process.exitStatus() == QProcess::NormalExit;
        return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    }
    process.kill();
    process.waitForFinished();
    return {-1, {}, "did not end\n"};
}

QStringList exportFrom(const QString &endpoint, const QString &timeout)
{
    return {u"--endpoint"_s, endpoint,     u"--project-id"_s, u"project"_s, u"--stream"_s,  u"newstream"_s,
            u"--task"_s,     u"newtask"_s, u"--export"_s,     u"-"_s,       u"--timeout"_s, timeout};
}

} // namespace spillway
