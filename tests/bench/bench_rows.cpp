// SPDX-License-Identifier: GPL-3.0-or-later
// What needs no window: decode, plan, apply, sort, filter, export.
#include "answers.h"
#include "bench.h"
#include "models/changes.h"
#include "models/order.h"
#include "models/taskmodel.h"
#include "reference.h"
#include "report.h"
#include "tabular/export.h"
#include "wire/taskdecoder.h"

namespace spillway {

namespace {

using benchmark::DoNotOptimize;
using benchmark::State;

constexpr int plainLimit = 100'000; ///< a million rows of QStandardItems do not fit everywhere

int sizeOf(const State &state)
{
    return int(state.range(0));
}

TaskSnapshot bigTask(const State &state, int round = 0)
{
    return *decodeTask(bigAnswer(sizeOf(state), round));
}

void fill(QStandardItemModel &model, const State &state)
{
    applyPlainly(model, plainRows(bigAnswer(sizeOf(state), 0)));
}

void decode(State &state)
{
    const QByteArray json = bigAnswer(sizeOf(state), 0);
    for (auto _ : state) {
        // As the client hands it over: nobody else's, with room behind the text.
        state.PauseTiming();
        QByteArray body = paddedForSimdjson(json);
        state.ResumeTiming();
        DoNotOptimize(decodeTask(std::move(body)));
    }
}

void decodePlainly(State &state)
{
    const QByteArray json = bigAnswer(sizeOf(state), 0);
    for (auto _ : state)
        DoNotOptimize(plainRows(json));
}

void decodeBarely(State &state)
{
    const QByteArray json = bigAnswer(sizeOf(state), 0);
    const QByteArray padded = paddedForSimdjson(json);
    for (auto _ : state)
        DoNotOptimize(readBarely(padded, json.size()));
}

void planAllChanged(State &state)
{
    const TaskSnapshot before = bigTask(state, 0);
    const TaskSnapshot after = bigTask(state, 1);
    const QDateTime since = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    for (auto _ : state)
        DoNotOptimize(planAnswer(before, after, since, {}));
}

void applyAllChanged(State &state)
{
    const std::array tasks{bigTask(state, 0), bigTask(state, 1)};
    TaskModel model;
    model.apply(planAnswer({}, tasks[0], {}, {}));
    const QDateTime since = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    const std::array plans{planAnswer(tasks[0], tasks[1], since, {}), planAnswer(tasks[1], tasks[0], since, {})};
    size_t turn = 0;
    for (auto _ : state)
        model.apply(plans[turn++ % 2]);
}

void applyAllPlainly(State &state)
{
    QStandardItemModel model;
    fill(model, state);
    const std::array rows{plainRows(bigAnswer(sizeOf(state), 1)), plainRows(bigAnswer(sizeOf(state), 0))};
    size_t turn = 0;
    for (auto _ : state)
        applyPlainly(model, rows[turn++ % 2]);
}

void order(State &state, int column, const QString &filter)
{
    OrderRequest request;
    request.task = bigTask(state);
    request.shown = orderRows(request).order;
    request.column = column;
    request.order = Qt::DescendingOrder;
    request.filter = RowFilter::parse(filter);
    for (auto _ : state)
        DoNotOptimize(orderRows(request));
}

void sortPlainly(State &state)
{
    QStandardItemModel model;
    fill(model, state);
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    Qt::SortOrder order = Qt::AscendingOrder;
    for (auto _ : state) {
        order = order == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
        proxy.sort(PlainOffset, order);
    }
}

void filterPlainly(State &state)
{
    QStandardItemModel model;
    fill(model, state);
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setFilterKeyColumn(-1);
    for (auto _ : state) {
        proxy.setFilterFixedString(QStringLiteral("999"));
        state.PauseTiming();
        proxy.setFilterFixedString({});
        state.ResumeTiming();
    }
}

void exportCsv(State &state)
{
    ExportRequest request;
    request.task = bigTask(state);
    request.rows = allRows(*request.task);
    for (auto _ : state)
        DoNotOptimize(rowsAsText(request));
}

void exportPlainly(State &state)
{
    QStandardItemModel model;
    fill(model, state);
    for (auto _ : state)
        DoNotOptimize(plainCsv(model));
}

} // namespace

void measureRows()
{
    measure("decode", "spillway", decode);
    measure("decode", "qt", decodePlainly);
    measure("decode", "simdjson", decodeBarely);
    measure("plan, all changed", "spillway", planAllChanged);
    measure("apply, all changed", "spillway", applyAllChanged);
    measure("apply, all changed", "qt", applyAllPlainly, plainLimit);
    measure("sort by offset", "spillway", [](State &state) { order(state, OffsetColumn, {}); });
    measure("sort by offset", "qt", sortPlainly, plainLimit);
    measure("filter by text", "spillway", [](State &state) { order(state, -1, QStringLiteral("999")); });
    measure("filter by text", "qt", filterPlainly, plainLimit);
    measure("export as CSV", "spillway", exportCsv);
    measure("export as CSV", "qt", exportPlainly, plainLimit);
}

} // namespace spillway
