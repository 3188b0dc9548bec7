// SPDX-License-Identifier: GPL-3.0-or-later
// The parts without a window, each against a reference in the same run: the plain Qt way and a bare simdjson loop.
#include "answers.h"
#include "models/order.h"
#include "models/plan.h"
#include "tabular/export.h"
#include "wire/taskdecoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <benchmark/benchmark.h>
#include <simdjson.h>

using namespace spillway;

namespace {

void decode(benchmark::State &state)
{
    const QByteArray json = bigAnswer(int(state.range(0)), 0);
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeTask(json));
    state.SetBytesProcessed(state.iterations() * json.size());
}

void decodeQtWay(benchmark::State &state)
{
    struct Row
    {
        QString id, state;
        qint64 offset, time, discard;
    };
    const QByteArray json = bigAnswer(int(state.range(0)), 0);
    for (auto _ : state) {
        const QJsonArray partitions = QJsonDocument::fromJson(json).object()[QLatin1StringView("partitions")].toArray();
        std::vector<Row> rows;
        rows.reserve(size_t(partitions.size()));
        for (const QJsonValue &value : partitions) {
            const QJsonObject object = value.toObject();
            rows.push_back({object[QLatin1StringView("partitionId")].toString(),
                            object[QLatin1StringView("state")].toString(),
                            object[QLatin1StringView("last_transfer_offset")].toInteger(),
                            object[QLatin1StringView("last_transfer_timestamp")].toInteger(),
                            object[QLatin1StringView("discard")].toInteger()});
        }
        benchmark::DoNotOptimize(rows);
    }
    state.SetBytesProcessed(state.iterations() * json.size());
}

void decodeBareSimdjson(benchmark::State &state)
{
    struct Row
    {
        std::string_view id, state;
        int64_t offset, time, discard;
    };
    const simdjson::padded_string json(bigAnswer(int(state.range(0)), 0).toStdString());
    for (auto _ : state) {
        simdjson::ondemand::parser parser;
        auto document = parser.iterate(json);
        std::vector<Row> rows;
        for (auto partition : document["partitions"].get_array()) {
            Row row{};
            for (auto field : partition.get_object()) {
                const std::string_view key = field.unescaped_key();
                if (key == "partitionId")
                    row.id = field.value().get_string();
                else if (key == "state")
                    row.state = field.value().get_string();
                else if (key == "last_transfer_offset")
                    row.offset = field.value().get_int64();
                else if (key == "last_transfer_timestamp")
                    row.time = field.value().get_int64();
                else if (key == "discard")
                    row.discard = field.value().get_int64();
            }
            rows.push_back(row);
        }
        benchmark::DoNotOptimize(rows);
    }
    state.SetBytesProcessed(state.iterations() * int64_t(json.size()));
}

void planAllChanged(benchmark::State &state)
{
    const TaskSnapshot before = *decodeTask(bigAnswer(int(state.range(0)), 0));
    const TaskSnapshot after = *decodeTask(bigAnswer(int(state.range(0)), 1));
    for (auto _ : state)
        benchmark::DoNotOptimize(plan(before, after));
}

void sortByOffset(benchmark::State &state)
{
    const TaskSnapshot task = *decodeTask(bigAnswer(int(state.range(0)), 0));
    for (auto _ : state)
        benchmark::DoNotOptimize(orderRows({task, task->byKey, OffsetColumn, Qt::DescendingOrder, {}, 0}));
}

void filterByText(benchmark::State &state)
{
    const TaskSnapshot task = *decodeTask(bigAnswer(int(state.range(0)), 0));
    for (auto _ : state)
        benchmark::DoNotOptimize(orderRows({task, task->byKey, -1, Qt::AscendingOrder, RowFilter::parse(u"999"), 0}));
}

void exportCsv(benchmark::State &state)
{
    const TaskSnapshot task = *decodeTask(bigAnswer(int(state.range(0)), 0));
    ExportRequest request;
    request.task = task;
    request.rows = allRows(*task);
    for (auto _ : state)
        benchmark::DoNotOptimize(rowsAsText(request));
}

void sizes(benchmark::internal::Benchmark *benchmark)
{
    benchmark->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
}

BENCHMARK(decode)->Apply(sizes);
BENCHMARK(decodeQtWay)->Apply(sizes);
BENCHMARK(decodeBareSimdjson)->Apply(sizes);
BENCHMARK(planAllChanged)->Apply(sizes);
BENCHMARK(sortByOffset)->Apply(sizes);
BENCHMARK(filterByText)->Apply(sizes);
BENCHMARK(exportCsv)->Apply(sizes);

} // namespace

BENCHMARK_MAIN();
