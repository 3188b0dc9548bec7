// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"

#include <QCoreApplication>
#include <QDateTime>

#include <array>

namespace spillway {

/// What is known about a field of the answer, apart from its value. One line of the tables below is all that a field
/// needs: the decoder, the tree, the form and the exports are driven by them.
struct FieldInfo
{
    enum class Type : quint8 { Text, Integer, Time /* integer, ms since 1970 UTC */, Object, Array };
    /// The form's groups; the fields of the task itself and of a partition have none.
    enum class Group : quint8 { None, Where, When, What, Who };

    const char *key; ///< on the wire
    const char *path; ///< where it stands in the answer, as shown and as a search would find it
    Type type = Type::Text;
    Group group = Group::None;
    bool documented = true; ///< on the ShowTransferTask page
    const char *label = ""; ///< English, translated through fieldText()
    const char *unit = "";
    const char *rule = ""; ///< the documented range, in words
    const char *assumed = ""; ///< the documented default, where there is one
};

template <class Owner> struct Field : FieldInfo
{
    Value Owner::*value = nullptr;
};

/// The translation of one of the texts above.
inline QString fieldText(const char *english)
{
    return *english ? QCoreApplication::translate("Field", english) : QString();
}

using Type = FieldInfo::Type;
using Group = FieldInfo::Group;

// clang-format off
/// The task's own fields. Source: ShowTransferTask page; *_id and exception_strategy: published and captured answers.
inline constexpr std::array taskFields{
    Field<DumpTask>{{"task_name", "task_name", Type::Text, Group::None, true, QT_TRANSLATE_NOOP("Field", "Dump task"), "",
                     QT_TRANSLATE_NOOP("Field", "1-64 letters, digits, - or _")}, &DumpTask::taskName},
    Field<DumpTask>{{"stream_name", "stream_name", Type::Text, Group::None, true, QT_TRANSLATE_NOOP("Field", "Stream")}, &DumpTask::streamName},
    Field<DumpTask>{{"state", "state", Type::Text, Group::None, true, QT_TRANSLATE_NOOP("Field", "State"), "",
                     QT_TRANSLATE_NOOP("Field", "ERROR, STARTING, PAUSED, RUNNING, DELETE or ABNORMAL")}, &DumpTask::state},
    Field<DumpTask>{{"destination_type", "destination_type", Type::Text, Group::None, true, QT_TRANSLATE_NOOP("Field", "Destination type"), "",
                     QT_TRANSLATE_NOOP("Field", "OBS; older pages: also MRS, DLI, DWS, CLOUDTABLE")}, &DumpTask::destinationType},
    Field<DumpTask>{{"create_time", "create_time", Type::Time, Group::None, true, QT_TRANSLATE_NOOP("Field", "Created")}, &DumpTask::createTime},
    Field<DumpTask>{{"last_transfer_timestamp", "last_transfer_timestamp", Type::Time, Group::None, true, QT_TRANSLATE_NOOP("Field", "Last dump")}, &DumpTask::lastTransferTimestamp},
    Field<DumpTask>{{"task_id", "task_id", Type::Text, Group::None, false, QT_TRANSLATE_NOOP("Field", "Dump task ID")}, &DumpTask::taskId},
    Field<DumpTask>{{"stream_id", "stream_id", Type::Text, Group::None, false, QT_TRANSLATE_NOOP("Field", "Stream ID")}, &DumpTask::streamId},
    Field<DumpTask>{{"exception_strategy", "exception_strategy", Type::Text, Group::None, false, QT_TRANSLATE_NOOP("Field", "Exception strategy")}, &DumpTask::exceptionStrategy},
};

/// The OBS block's fields, in the order of the form. Source: ShowTransferTask page; undocumented ones: the Java SDK.
inline constexpr std::array destinationFields{
    Field<ObsDestination>{{"obs_bucket_path", "obs_destination_description.obs_bucket_path", Type::Text, Group::Where, true,
                           QT_TRANSLATE_NOOP("Field", "Bucket"), "", QT_TRANSLATE_NOOP("Field", "3-63 lower-case letters, digits, - or .")}, &ObsDestination::bucketPath},
    Field<ObsDestination>{{"file_prefix", "obs_destination_description.file_prefix", Type::Text, Group::Where, true,
                           QT_TRANSLATE_NOOP("Field", "File prefix"), "", QT_TRANSLATE_NOOP("Field", "up to 50 letters, digits, _ or /"),
                           QT_TRANSLATE_NOOP("Field", "empty")}, &ObsDestination::filePrefix},
    Field<ObsDestination>{{"partition_format", "obs_destination_description.partition_format", Type::Text, Group::Where, true,
                           QT_TRANSLATE_NOOP("Field", "Directories"), "", QT_TRANSLATE_NOOP("Field", "empty, or yyyy down to yyyy/MM/dd/HH/mm")}, &ObsDestination::partitionFormat},
    Field<ObsDestination>{{"deliver_time_interval", "obs_destination_description.deliver_time_interval", Type::Integer, Group::When, true,
                           QT_TRANSLATE_NOOP("Field", "Dump interval"), QT_TRANSLATE_NOOP("Field", "s"), QT_TRANSLATE_NOOP("Field", "30-900")}, &ObsDestination::deliverTimeInterval},
    Field<ObsDestination>{{"deliver_size_interval", "obs_destination_description.deliver_size_interval", Type::Integer, Group::When, true,
                           QT_TRANSLATE_NOOP("Field", "Dump size"), QT_TRANSLATE_NOOP("Field", "MB"), QT_TRANSLATE_NOOP("Field", "1-300")}, &ObsDestination::deliverSizeInterval},
    Field<ObsDestination>{{"consumer_strategy", "obs_destination_description.consumer_strategy", Type::Text, Group::When, true,
                           QT_TRANSLATE_NOOP("Field", "Starts at"), "", QT_TRANSLATE_NOOP("Field", "LATEST or TRIM_HORIZON")}, &ObsDestination::consumerStrategy},
    Field<ObsDestination>{{"retry_duration", "obs_destination_description.retry_duration", Type::Integer, Group::When, false,
                           QT_TRANSLATE_NOOP("Field", "Retry duration"), QT_TRANSLATE_NOOP("Field", "s")}, &ObsDestination::retryDuration},
    Field<ObsDestination>{{"destination_file_type", "obs_destination_description.destination_file_type", Type::Text, Group::What, true,
                           QT_TRANSLATE_NOOP("Field", "File type"), "", QT_TRANSLATE_NOOP("Field", "text, csv or parquet"), QT_TRANSLATE_NOOP("Field", "text")}, &ObsDestination::fileType},
    Field<ObsDestination>{{"record_delimiter", "obs_destination_description.record_delimiter", Type::Text, Group::What, true,
                           QT_TRANSLATE_NOOP("Field", "Record delimiter"), "", QT_TRANSLATE_NOOP("Field", "comma, semicolon, vertical bar or newline"),
                           QT_TRANSLATE_NOOP("Field", "comma or newline: the documents disagree")}, &ObsDestination::recordDelimiter},
    Field<ObsDestination>{{"processing_schema", "obs_destination_description.processing_schema", Type::Object, Group::What, true,
                           QT_TRANSLATE_NOOP("Field", "Processing schema")}, &ObsDestination::processingSchema},
    Field<ObsDestination>{{"deliver_data_type", "obs_destination_description.deliver_data_type", Type::Text, Group::What, false,
                           QT_TRANSLATE_NOOP("Field", "Data type")}, &ObsDestination::deliverDataType},
    Field<ObsDestination>{{"compression_format", "obs_destination_description.compression_format", Type::Text, Group::What, false,
                           QT_TRANSLATE_NOOP("Field", "Compression")}, &ObsDestination::compressionFormat},
    Field<ObsDestination>{{"avro_schema", "obs_destination_description.avro_schema", Type::Text, Group::What, false,
                           QT_TRANSLATE_NOOP("Field", "Avro schema")}, &ObsDestination::avroSchema},
    Field<ObsDestination>{{"carbon_properties", "obs_destination_description.carbon_properties", Type::Object, Group::What, false,
                           QT_TRANSLATE_NOOP("Field", "Carbon properties")}, &ObsDestination::carbonProperties},
    Field<ObsDestination>{{"agency_name", "obs_destination_description.agency_name", Type::Text, Group::Who, true,
                           QT_TRANSLATE_NOOP("Field", "Agency"), "", QT_TRANSLATE_NOOP("Field", "1-64 characters")}, &ObsDestination::agencyName},
    Field<ObsDestination>{{"task_name", "obs_destination_description.task_name", Type::Text, Group::Who, true,
                           QT_TRANSLATE_NOOP("Field", "Dump task (in the block)")}, &ObsDestination::taskName},
};

/// The fields of processing_schema; shown after it.
inline constexpr std::array processingFields{
    Field<ObsDestination>{{"timestamp_name", "obs_destination_description.processing_schema.timestamp_name", Type::Text, Group::What, true,
                           QT_TRANSLATE_NOOP("Field", "Timestamp field")}, &ObsDestination::timestampName},
    Field<ObsDestination>{{"timestamp_type", "obs_destination_description.processing_schema.timestamp_type", Type::Text, Group::What, true,
                           QT_TRANSLATE_NOOP("Field", "Timestamp type"), "", QT_TRANSLATE_NOOP("Field", "String or Timestamp")}, &ObsDestination::timestampType},
    Field<ObsDestination>{{"timestamp_format", "obs_destination_description.processing_schema.timestamp_format", Type::Text, Group::What, true,
                           QT_TRANSLATE_NOOP("Field", "Timestamp format"), "", QT_TRANSLATE_NOOP("Field", "needed for String")}, &ObsDestination::timestampFormat},
};

/// The columns of a partition, in the order of the table and of the exports. The key is the wire's (for the id and the
/// state: the dialect the service really sends); `path` is the exports' stable column name.
inline constexpr std::array partitionFields{
    Field<Partition>{{"partitionId", "partition_id", Type::Text, Group::None, false, QT_TRANSLATE_NOOP("Field", "Partition")}, &Partition::id},
    Field<Partition>{{"state", "state", Type::Text, Group::None, false, QT_TRANSLATE_NOOP("Field", "State")}, &Partition::state},
    Field<Partition>{{"status", "status", Type::Text, Group::None, true, QT_TRANSLATE_NOOP("Field", "Partition status"), "",
                      QT_TRANSLATE_NOOP("Field", "CREATING, ACTIVE, DELETED or EXPIRED")}, &Partition::status},
    Field<Partition>{{"last_transfer_offset", "last_transfer_offset", Type::Integer, Group::None, false, QT_TRANSLATE_NOOP("Field", "Offset")}, &Partition::lastTransferOffset},
    Field<Partition>{{"last_transfer_timestamp", "last_transfer_timestamp", Type::Time, Group::None, false, QT_TRANSLATE_NOOP("Field", "Last dump")}, &Partition::lastTransferTimestamp},
    Field<Partition>{{"discard", "discard", Type::Integer, Group::None, false, QT_TRANSLATE_NOOP("Field", "Discarded")}, &Partition::discard},
    Field<Partition>{{"hash_range", "hash_range", Type::Text, Group::None, true, QT_TRANSLATE_NOOP("Field", "Hash range")}, &Partition::hashRange},
    Field<Partition>{{"sequence_number_range", "sequence_number_range", Type::Text, Group::None, true, QT_TRANSLATE_NOOP("Field", "Sequence numbers")}, &Partition::sequenceNumberRange},
    Field<Partition>{{"parent_partitions", "parent_partitions", Type::Text, Group::None, true, QT_TRANSLATE_NOOP("Field", "Parents")}, &Partition::parentPartitions},
};

/// The columns of the table that are worked out, from successive answers and from the stream's own: behind the others,
/// there and in the exports. What fills them: insight/insight.h.
inline constexpr std::array workedOutFields{
    FieldInfo{"head", "head", Type::Integer, Group::None, false, QT_TRANSLATE_NOOP("Field", "Head"), "",
              QT_TRANSLATE_NOOP("Field", "the number that the stream's next record will get")},
    FieldInfo{"oldest", "oldest", Type::Integer, Group::None, false, QT_TRANSLATE_NOOP("Field", "Oldest kept"), "",
              QT_TRANSLATE_NOOP("Field", "the oldest record that the stream still keeps")},
    FieldInfo{"lag", "lag", Type::Integer, Group::None, false, QT_TRANSLATE_NOOP("Field", "Lag"), "",
              QT_TRANSLATE_NOOP("Field", "head less offset: what waits, and what has expired; uncertain by one")},
    FieldInfo{"expired_records", "expired_records", Type::Integer, Group::None, false, QT_TRANSLATE_NOOP("Field", "Expired"), "",
              QT_TRANSLATE_NOOP("Field", "records that the stream dropped before they were dumped to the bucket")},
    FieldInfo{"rate_per_s", "rate_per_s", Type::Integer, Group::None, false, QT_TRANSLATE_NOOP("Field", "Rate"), QT_TRANSLATE_NOOP("Field", "records/s"),
              QT_TRANSLATE_NOOP("Field", "how fast the offset moves")},
    FieldInfo{"verdict", "verdict", Type::Text, Group::None, false, QT_TRANSLATE_NOOP("Field", "Verdict"), "",
              QT_TRANSLATE_NOOP("Field", "what all this amounts to")},
};
// clang-format on

/// Positions in partitionFields and, behind them, in workedOutFields: for code that means one column.
enum PartitionColumn {
    PartitionIdColumn,
    StateColumn,
    StatusColumn,
    OffsetColumn,
    LastTransferColumn,
    DiscardColumn,
    HashRangeColumn,
    SequenceRangeColumn,
    ParentsColumn,
    AnswerColumnCount, ///< the columns of the answer end here
    HeadColumn = AnswerColumnCount,
    OldestColumn,
    LagColumn,
    ExpiredColumn,
    RateColumn,
    VerdictColumn,
    PartitionColumnCount,
};
static_assert(partitionFields.size() == AnswerColumnCount);
static_assert(partitionFields.size() + workedOutFields.size() == PartitionColumnCount);

/// Whether the column is worked out, and not a value of the answer.
constexpr bool isWorkedOut(int column)
{
    return column >= AnswerColumnCount;
}

/// What is known about any column of the table.
constexpr const FieldInfo &columnField(int column)
{
    return isWorkedOut(column) ? workedOutFields[std::size_t(column - AnswerColumnCount)]
                               : partitionFields[std::size_t(column)];
}

/// Whether the column holds counts: they stand on the right, and long ones may be grouped.
inline bool isCountColumn(int column)
{
    return columnField(column).type == FieldInfo::Type::Integer;
}

/// The published spellings of the destination blocks that are not OBS's. Sources: the v3 SDKs, the older SDKs, OTC's.
struct DestinationKey
{
    const char *key;
    OtherDestination::Kind kind;
};
inline constexpr std::array destinationKeys{
    DestinationKey{"mrs_destination_description", OtherDestination::Kind::Mrs},
    DestinationKey{"dli_destination_description", OtherDestination::Kind::Dli},
    DestinationKey{"dws_destination_descripton", OtherDestination::Kind::Dws},
    DestinationKey{"dws_destination_description", OtherDestination::Kind::Dws},
    DestinationKey{"cloudtable_destination_descripton", OtherDestination::Kind::CloudTable},
    DestinationKey{"cloudtable_destination_description", OtherDestination::Kind::CloudTable},
    DestinationKey{"cloud_table_destination_description", OtherDestination::Kind::CloudTable},
};

/// The largest last_transfer_timestamp that is a calendar time: the last millisecond of year 9999.
inline constexpr qint64 lastCalendarMillisecond = 253'402'300'799'999;

/// Whether ms since 1970 are a calendar time: not 0, negative numbers and years beyond 9999.
inline bool isCalendarTime(qint64 sinceEpoch)
{
    return sinceEpoch >= 1 && sinceEpoch <= lastCalendarMillisecond;
}

/// The same as a UTC time; nothing if they are none.
inline std::optional<QDateTime> calendarTime(std::optional<qint64> sinceEpoch)
{
    if (!sinceEpoch || !isCalendarTime(*sinceEpoch))
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(*sinceEpoch, Qt::UTC);
}

} // namespace spillway
