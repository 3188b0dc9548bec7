// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <benchmark/benchmark.h>

#include <functional>
#include <map>
#include <string>

namespace spillway {

/// Registers measure/who for every size wanted on the command line up to `largest`, in milliseconds.
/// `who` is spillway, or a reference it is held against: qt, simdjson, empty, jq.
benchmark::internal::Benchmark *measure(const std::string &measure, const std::string &who,
                                        const std::function<void(benchmark::State &)> &body, int largest = 1'000'000);
/// The same for what has no size.
benchmark::internal::Benchmark *measureOnce(const std::string &measure, const std::string &who,
                                            const std::function<void(benchmark::State &)> &body);

/// Prints one table at the end: a line for a measure, a column for a size, and how many times as fast as each reference
/// of the same run Spillway was.
class TableReporter : public benchmark::BenchmarkReporter
{
public:
    bool ReportContext(const Context &context) override;
    void ReportRuns(const std::vector<Run> &runs) override;
    void Finalize() override;

private:
    using Sizes = std::map<long, double>; ///< size -> value
    struct Line
    {
        std::string measure;
        std::map<std::string, Sizes> milliseconds; ///< by who
        std::map<std::string, Sizes> counters; ///< Spillway's, by name
    };

    Line &lineOf(const std::string &measure);
    void print(const std::string &title, const Sizes &values, const char *format);

    std::vector<Line> m_lines;
    Sizes m_columns;
};

} // namespace spillway
