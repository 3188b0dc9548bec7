// SPDX-License-Identifier: GPL-3.0-or-later
// Whole programs, from their start: to the first frame, and from a saved answer to CSV.
#include "answers.h"
#include "bench.h"
#include "report.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace spillway {

namespace {

using benchmark::State;

constexpr int starts = 21;

struct Spent
{
    double wall = 0; ///< ms
    double cpu = 0; ///< ms, over all threads
};

/// Runs a program to its end; its output goes nowhere. Nothing if it failed.
std::optional<Spent> run(const QByteArrayList &command, const QByteArray &preloaded = {})
{
    std::vector<char *> arguments;
    for (const QByteArray &argument : command)
        arguments.push_back(const_cast<char *>(argument.constData()));
    arguments.push_back(nullptr);
    const QByteArray preload = "LD_PRELOAD=" + preloaded;
    std::vector<char *> variables;
    for (char **variable = environ; *variable; ++variable)
        variables.push_back(*variable);
    if (!preloaded.isEmpty())
        variables.push_back(const_cast<char *>(preload.constData()));
    variables.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    QElapsedTimer clock;
    clock.start();
    pid_t child = 0;
    const int failed = posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), variables.data());
    posix_spawn_file_actions_destroy(&files);
    int status = 1;
    rusage usage{};
    if (failed != 0 || wait4(child, &status, 0, &usage) != child || status != 0)
        return std::nullopt;
    const auto milliseconds = [](const timeval &time) {
        return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
    };
    return Spent{double(clock.nsecsElapsed()) / 1e6, milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)};
}

void measureRuns(State &state, int times, const QByteArrayList &command, const QByteArray &preloaded = {})
{
    for (auto _ : state) {
        std::vector<double> walls;
        std::vector<double> cpus;
        for (int i = 0; i < times; ++i) {
            const auto spent = run(command, preloaded);
            if (!spent) {
                state.SkipWithError("the program did not succeed");
                return;
            }
            walls.push_back(spent->wall);
            cpus.push_back(spent->cpu);
        }
        std::sort(walls.begin(), walls.end());
        std::sort(cpus.begin(), cpus.end());
        state.SetIterationTime(walls[walls.size() / 2] / 1e3);
        state.counters["shortest, ms"] = walls.front();
        state.counters["median of its own time, ms"] = cpus[cpus.size() / 2];
    }
}

void start(State &state, const QByteArrayList &command)
{
    measureRuns(state, starts, command, FIRST_FRAME);
}

void fileToCsv(State &state, const QByteArrayList &command)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("answer.json"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bigAnswer(int(state.range(0)), 0)) < 0)
        return state.SkipWithError("no file to read");
    file.close();
    QByteArrayList whole;
    for (const QByteArray &argument : command)
        whole.append(argument == "FILE" ? path.toUtf8() : argument);
    measureRuns(state, 5, whole);
}

const char jqFilter[] =
    ".partitions[]|[.partitionId,.state,.last_transfer_offset,.last_transfer_timestamp,.discard]|@csv";

void once(benchmark::internal::Benchmark *benchmark)
{
    benchmark->UseManualTime()->Iterations(1);
}

} // namespace

void measureStart()
{
    once(measure("file to CSV, whole process", "spillway", [](State &state) {
        fileToCsv(state, {SPILLWAY, "--from", "FILE", "--export", "-", "--format", "csv"});
    }));
    once(measure(
        "file to CSV, whole process", "jq",
        [](State &state) {
            fileToCsv(state, {"jq", "-r", jqFilter, "FILE"});
        },
        100'000));
    // Each in turn with its reference, so that both see the same machine.
    once(measureOnce("start to the first frame", "empty window", [](State &state) { start(state, {EMPTY_WINDOW}); }));
    once(measureOnce("start to the first frame", "spillway", [](State &state) { start(state, {SPILLWAY}); }));
    once(measureOnce("start of the demo to the first frame", "empty window",
                     [](State &state) { start(state, {EMPTY_WINDOW}); }));
    once(measureOnce("start of the demo to the first frame", "spillway", [](State &state) {
        start(state, {SPILLWAY, "--demo"});
    }));
}

} // namespace spillway
