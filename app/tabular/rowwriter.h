// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "tabular/export.h"

#include <array>
#include <string>

namespace spillway {

/// One column of the exports: its stable name and where its cells come from.
struct ExportColumn
{
    enum class Source : quint8 { PolledAt, Task, Partition, CalendarTime /* of the partition's value, as text */ };

    const char *name = "";
    Source source = Source::Partition;
    Value DumpTask::*ofTask = nullptr;
    Value Partition::*ofPartition = nullptr;
};

/// What does not change from row to row comes first; then the partition's fields, each time followed by its text.
/// The order is a promise: later columns are appended.
inline constexpr auto exportColumns = [] {
    using Source = ExportColumn::Source;
    constexpr auto isTime = [](const auto &field) { return field.type == FieldInfo::Type::Time; };
    static_assert(isTime(partitionFields[LastTransferColumn]));
    std::array<ExportColumn, 4 + partitionFields.size() + 1> columns{
        ExportColumn{"polled_at", Source::PolledAt},
        ExportColumn{"stream_name", Source::Task, &DumpTask::streamName},
        ExportColumn{"task_name", Source::Task, &DumpTask::taskName},
        ExportColumn{"task_state", Source::Task, &DumpTask::state},
    };
    std::size_t at = 4;
    for (const auto &field : partitionFields) {
        columns[at++] = {field.path, Source::Partition, nullptr, field.value};
        if (isTime(field))
            columns[at++] = {"last_transfer_time", Source::CalendarTime, nullptr, field.value};
    }
    return columns;
}();

/// A UTC time as 2020-12-03T08:33:48.612Z.
using IsoTime = std::array<char, 24>;

/// For 1970 to 9999, in milliseconds since 1970. Done by hand: it is the one costly cell of an export.
IsoTime isoTime(qint64 milliseconds);

/// Turns rows of one answer into bytes of one format.
class RowWriter
{
public:
    virtual ~RowWriter() = default;
    virtual void begin(std::string &out) = 0;
    virtual void row(std::string &out, const Partition &partition) = 0;
    virtual void end(std::string &out) = 0;
    /// So far.
    const ExportSummary &summary() const { return m_summary; }

    /// The writer for the request's format. The request must outlive it.
    static std::unique_ptr<RowWriter> create(const ExportRequest &request);

protected:
    RowWriter() = default;
    Q_DISABLE_COPY_MOVE(RowWriter)

    ExportSummary m_summary;
};

} // namespace spillway
