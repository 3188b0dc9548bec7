// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/value.h"

#include <memory>
#include <vector>

namespace spillway {

/// `obs_destination_description` of ShowTransferTask, with the fields of its `processing_schema`.
/// Documented by the ShowTransferTask page; the undocumented ones are declared by the vendor's older Java SDK.
struct ObsDestination
{
    Value bucketPath; // obs_bucket_path
    Value filePrefix; // file_prefix
    Value partitionFormat; // partition_format
    Value deliverTimeInterval; // seconds
    Value deliverSizeInterval; // MB
    Value consumerStrategy;
    Value fileType; // destination_file_type
    Value recordDelimiter;
    Value processingSchema; // the whole object; its fields follow
    Value timestampName;
    Value timestampType;
    Value timestampFormat;
    Value agencyName;
    Value taskName;
    Value retryDuration; // undocumented for OBS; seconds
    Value deliverDataType; // undocumented
    Value avroSchema; // undocumented
    Value carbonProperties; // undocumented
    Value compressionFormat; // undocumented
};

/// One partition of the answer, in either dialect: what the service sends (partitionId, state, discard,
/// last_transfer_*) and what its table documents (partition_id, status, hash_range, ...).
struct Partition
{
    Value id; // partitionId, else partition_id
    Value state; // transfer state, e.g. RUNNING
    Value status; // lifecycle: CREATING, ACTIVE, DELETED, EXPIRED
    Value lastTransferOffset;
    Value lastTransferTimestamp; // ms since 1970 UTC
    Value discard; // records dropped as bad
    Value hashRange;
    Value sequenceNumberRange;
    Value parentPartitions;
    quint32 occurrence = 0; ///< 0 for the first partition with this id, 1 for the second, ...
};

/// A value nobody documented, or one that lost its cell to another: where it stood and its exact text.
struct OtherField
{
    QString path; ///< JSON path without the leading $, e.g. partitions[3].lag
    int occurrence = 0; ///< counts values with the same path (repeated keys)
    Value value;
};

/// A destination block that is not OBS's, as what it is: its kind, its key as it came, its leaves by JSON path.
struct OtherDestination
{
    enum class Kind : quint8 { Mrs, Dli, Dws, CloudTable };
    Kind kind = Kind::Dli;
    QString key; ///< as it came: the vendor spells some of them in three ways
    Value block;
    std::vector<OtherField> fields;
};

/// One answer of ShowTransferTask, whole. Immutable once decoded; passed as std::shared_ptr<const DumpTask>.
struct DumpTask
{
    /// The six documented states, and the two ways of not being one.
    enum class State : quint8 { Absent, Unknown, Error, Starting, Paused, Running, Delete, Abnormal };

    /// How many undocumented fields are listed, of the task and again of its partitions; the rest is counted.
    static constexpr int otherFieldsLimit = 1000;

    Answer answer;

    Value streamName;
    Value streamId; // undocumented, but comes
    Value taskName;
    Value taskId; // undocumented, but comes
    Value state;
    Value destinationType;
    Value createTime; // ms since 1970 UTC
    Value lastTransferTimestamp; // ms since 1970 UTC
    Value exceptionStrategy; // undocumented, seen in a live answer

    Value obsBlock; ///< obs_destination_description as a whole
    ObsDestination obs;
    std::vector<OtherDestination> otherDestinations;

    Value partitionsBlock; ///< partitions as a whole: tells "none" from "not reported"
    std::vector<Partition> partitions; ///< in the order of the answer
    std::vector<quint32> byKey; ///< indexes into partitions, ordered by partition number, id, occurrence

    std::vector<OtherField> others; ///< ordered by path, then occurrence
    qint64 othersTotal = 0; ///< as many came; more than others.size() if over the limit

    QString text(const Value &value) const { return answer.text(value); }
    std::optional<qint64> integer(const Value &value) const { return answer.integer(value); }
    State taskState() const { return stateOf(state); }
    /// A state of this answer, the task's or one of its partitions', as one of the documented words.
    State stateOf(const Value &value) const;
};

using TaskSnapshot = std::shared_ptr<const DumpTask>;

/// An empty task to fill. A large one is given back to the system on a worker thread if it is the GUI thread that lets
/// go of it last: that takes longer than a frame.
std::shared_ptr<DumpTask> newTask();

/// The number in a partition id: shardId-0000000010 and 10 are both partition 10. Nothing without digits at the end.
std::optional<quint64> partitionNumber(QByteArrayView id);

/// Orders partitions by number, then id, then occurrence; those without a number come last.
/// The two may belong to different answers.
bool partitionLess(const Answer &answerA, const Partition &a, const Answer &answerB, const Partition &b);

} // namespace spillway
