// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include "bench.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace spillway {

benchmark::internal::Benchmark *measure(const std::string &measure, const std::string &who,
                                        const std::function<void(benchmark::State &)> &body, int largest)
{
    auto *registered = benchmark::RegisterBenchmark((measure + '/' + who).c_str(), body);
    registered->Unit(benchmark::kMillisecond);
    for (const int size : wantedSizes()) {
        if (size <= largest)
            registered->Arg(size);
    }
    return registered;
}

benchmark::internal::Benchmark *measureOnce(const std::string &measure, const std::string &who,
                                            const std::function<void(benchmark::State &)> &body)
{
    return benchmark::RegisterBenchmark((measure + '/' + who).c_str(), body)->Unit(benchmark::kMillisecond);
}

bool TableReporter::ReportContext(const Context &context)
{
    PrintBasicContext(&GetErrorStream(), context);
    return true;
}

TableReporter::Line &TableReporter::lineOf(const std::string &measure)
{
    const auto known =
        std::find_if(m_lines.begin(), m_lines.end(), [&](const Line &line) { return line.measure == measure; });
    return known != m_lines.end() ? *known : m_lines.emplace_back(Line{measure, {}, {}});
}

void TableReporter::ReportRuns(const std::vector<Run> &runs)
{
    for (const Run &run : runs) {
        if (run.run_type != Run::RT_Iteration || run.error_occurred)
            continue;
        const std::string &name = run.run_name.function_name;
        const size_t slash = name.rfind('/');
        const std::string who = name.substr(slash + 1);
        Line &line = lineOf(name.substr(0, slash));
        const long size = std::atol(run.run_name.args.c_str());
        // What happens on one thread is counted by that thread's time: others may use the machine as well.
        const bool isManual = run.run_name.time_type.find("manual") != std::string::npos;
        line.milliseconds[who][size] = isManual ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime();
        m_columns[size] = 0;
        for (const auto &[counter, value] : run.counters) {
            if (who == "spillway")
                line.counters[counter][size] = value.value;
        }
        std::fprintf(stderr, "%s\n", run.benchmark_name().c_str());
    }
}

void TableReporter::print(const std::string &title, const Sizes &values, const char *format)
{
    std::printf("%-44s", title.c_str());
    for (const auto &[size, none] : m_columns) {
        const auto value = values.find(size);
        char cell[32] = "";
        if (value != values.end())
            std::snprintf(cell, sizeof cell, format, value->second); // NOLINT: a literal of this file
        std::printf("%12s", cell);
    }
    std::printf("\n");
}

void TableReporter::Finalize()
{
    std::printf("%-44s", "partitions");
    for (const auto &[size, none] : m_columns)
        std::printf("%12s", size > 0 ? std::to_string(size).c_str() : "");
    std::printf("\n");
    for (Line &line : m_lines) {
        const Sizes &own = line.milliseconds["spillway"];
        print(line.measure + ", ms", own, "%.2f");
        for (const auto &[counter, values] : line.counters)
            print("    " + counter, values, "%.1f");
        Sizes growth;
        for (const auto &[size, time] : own) {
            if (const auto smaller = own.find(size / 10); size > 0 && smaller != own.end())
                growth[size] = time / smaller->second;
        }
        if (!growth.empty())
            print("    times as long as for a tenth of the rows", growth, "%.1f");
        for (const auto &[who, times] : line.milliseconds) {
            Sizes speed;
            for (const auto &[size, time] : times) {
                if (const auto ours = own.find(size); who != "spillway" && ours != own.end())
                    speed[size] = time / ours->second;
            }
            if (!speed.empty())
                print("    times as fast as " + who, speed, "%.2f");
        }
    }
}

} // namespace spillway
