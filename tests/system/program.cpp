// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/program.h"

#include <QDir>
#include <QSignalSpy>

#include <array>

#include <csignal>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/resource.h>
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

void prepare(QProcess &process, const QStringList &arguments, const Surroundings &surroundings)
{
    process.setProgram(QStringLiteral(SPILLWAY_PROGRAM));
    process.setArguments(arguments);
    process.setProcessEnvironment(surroundings.environment);
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

Surroundings signedIn()
{
    return Surroundings().set(u"OS_TOKEN"_s, u"a-token"_s);
}

bool Outcome::hasOneSentence() const
{
    return errors.startsWith("spillway: ") && errors.count('\n') == 1 && errors.endsWith('\n');
}

RunningProgram::RunningProgram(const QStringList &arguments, const Surroundings &surroundings)
{
    prepare(m_process, arguments, surroundings);
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe");
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([output = ends[1]] {
        dup2(output, STDOUT_FILENO);
        // Whoever runs the tests with nohup or behind other work ignores them, and so would the program.
        std::signal(SIGHUP, SIG_DFL);
        std::signal(SIGINT, SIG_DFL);
    });
    m_process.start();
    m_process.closeWriteChannel();
    m_process.waitForStarted();
    close(ends[1]);
    m_pipe = ends[0];
}

RunningProgram::~RunningProgram()
{
    closeOutput();
    if (isOver())
        return;
    m_process.kill();
    m_process.waitForFinished();
}

QByteArrayList RunningProgram::lines()
{
    std::array<char, 4096> piece{};
    for (ssize_t size = 0; (size = read(m_pipe, piece.data(), piece.size())) > 0;)
        m_output.append(piece.data(), size);
    QByteArrayList lines = m_output.split('\n');
    lines.removeLast();
    return lines;
}

void RunningProgram::interrupt(int number)
{
    // Of one that is over the number is 0, and that would be everybody here.
    if (const qint64 process = m_process.processId(); process > 0)
        ::kill(pid_t(process), number);
}

int RunningProgram::openSockets() const
{
    int sockets = 0;
    const QDir folder(u"/proc/%1/fd"_s.arg(m_process.processId()));
    for (const QString &name : folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot))
        sockets += QFile::symLinkTarget(folder.filePath(name)).contains(u"socket:"_s) ? 1 : 0;
    return sockets;
}

void RunningProgram::closeOutput()
{
    if (m_pipe >= 0)
        close(std::exchange(m_pipe, -1));
}

Outcome RunningProgram::outcome()
{
    lines();
    const bool ended = isOver() && m_process.exitStatus() == QProcess::NormalExit;
    return {ended ? m_process.exitCode() : -1, m_output, m_process.readAllStandardError()};
}

Outcome run(const QStringList &arguments, const Surroundings &surroundings)
{
    QProcess process;
    prepare(process, arguments, surroundings);
    if (!surroundings.outputFile.isEmpty())
        process.setStandardOutputFile(surroundings.outputFile, QIODevice::Append);
    int output = -1;
    if (surroundings.readerLeft) {
        output = pipeWithoutReader();
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setChildProcessModifier([output] { dup2(output, STDOUT_FILENO); });
    }

    if (surroundings.outputClosed)
        process.setChildProcessModifier([] { close(STDOUT_FILENO); });
    if (surroundings.limit) {
        process.setChildProcessModifier([limit = *surroundings.limit] {
            // None of those that whoever runs the tests hands down.
            close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
            const rlimit most{rlim_t(limit.most), rlim_t(limit.most)};
            setrlimit(limit.resource, &most);
        });
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
