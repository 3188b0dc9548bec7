// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "tabular/export.h"

#include <array>

namespace spillway {

/// One column of the exports: its stable name and where its cells come from.
struct ExportColumn
{
    enum class Source : quint8 {
        PolledAt,
        Task,
        Partition,
        CalendarTime, ///< of the partition's value, as text
        RangeStart, ///< the first number of the partition's value, a range
        RangeEnd,
        WorkedOut,
    };

    const char *name = "";
    const char *label = ""; ///< what the screen calls it: English, translated through fieldText()
    Source source = Source::Partition;
    Value DumpTask::*ofTask = nullptr;
    Value Partition::*ofPartition = nullptr;
    int workedOut = -1; ///< its column of the table

    /// The same in every row.
    bool isContext() const { return source == Source::PolledAt || source == Source::Task; }
    bool isTime() const { return source == Source::PolledAt || source == Source::CalendarTime; }
};

/// What does not change from row to row comes first; then the partition's fields, each time followed by its text; then
/// what is worked out.
/// The order is a promise: later columns are appended.
inline constexpr auto exportColumns = [] {
    using Source = ExportColumn::Source;
    constexpr auto isTime = [](const auto &field) { return field.type == FieldInfo::Type::Time; };
    static_assert(isTime(partitionFields[LastTransferColumn]));
    std::array<ExportColumn, 4 + partitionFields.size() + 1 + workedOutFields.size()> columns{
        ExportColumn{"polled_at", QT_TRANSLATE_NOOP("Field", "Answer received"), Source::PolledAt},
        ExportColumn{"stream_name", QT_TRANSLATE_NOOP("Field", "Stream"), Source::Task, &DumpTask::streamName},
        ExportColumn{"task_name", QT_TRANSLATE_NOOP("Field", "Dump task"), Source::Task, &DumpTask::taskName},
        ExportColumn{"task_state", QT_TRANSLATE_NOOP("Field", "Task state"), Source::Task, &DumpTask::state},
    };
    std::size_t at = 4;
    for (const auto &field : partitionFields) {
        columns[at++] = {field.path, field.label, Source::Partition, nullptr, field.value};
        if (isTime(field))
            columns[at++] = {"last_transfer_time", field.label, Source::CalendarTime, nullptr, field.value};
    }
    for (int column = AnswerColumnCount; column < PartitionColumnCount; ++column)
        columns[at++] = {
            columnField(column).path, columnField(column).label, Source::WorkedOut, nullptr, nullptr, column};
    return columns;
}();

/// The ranges as numbers; after all others, and only if asked for.
inline constexpr std::array rangeColumns{
    ExportColumn{"hash_start", QT_TRANSLATE_NOOP("Field", "Hash range from"), ExportColumn::Source::RangeStart, nullptr,
                 &Partition::hashRange},
    ExportColumn{"hash_end", QT_TRANSLATE_NOOP("Field", "Hash range to"), ExportColumn::Source::RangeEnd, nullptr,
                 &Partition::hashRange},
    ExportColumn{"seq_start", QT_TRANSLATE_NOOP("Field", "Sequence numbers from"), ExportColumn::Source::RangeStart,
                 nullptr, &Partition::sequenceNumberRange},
    ExportColumn{"seq_end", QT_TRANSLATE_NOOP("Field", "Sequence numbers to"), ExportColumn::Source::RangeEnd, nullptr,
                 &Partition::sequenceNumberRange},
};

/// What the request asks for, in the order to write: first the columns that are the same in every row.
std::vector<ExportColumn> columnsOf(const ExportRequest &request);

/// The heading of a column in CSV and TSV; times without an offset of their own name their zone.
QString headingOf(const ExportColumn &column, const Dialect &dialect);

/// The digits of a RangeStart or RangeEnd column, from "[0 : 9223372036854775807]"; empty for anything else.
QByteArrayView rangeNumber(const ExportColumn &column, const DumpTask &task, const Partition &partition);

} // namespace spillway
