// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/partitionreader.h"

namespace spillway {

/// Walks one answer with simdjson's on-demand interface and fills a DumpTask by the field tables. The reading functions
/// return false on a syntax error; the task is then to be thrown away.
class FieldReader
{
public:
    /// `location` tells where simdjson stands: needed for where objects and arrays end.
    FieldReader(DumpTask &task, std::function<const char *()> location);

    bool readTask(simdjson::ondemand::object root);
    /// Moves what was collected aside into the task.
    void finish();

private:
    bool readTaskMember(const ValueReader::Key &key, simdjson::ondemand::value value);
    bool readObs(simdjson::ondemand::value value);
    bool readObsMember(const ValueReader::Key &key, simdjson::ondemand::value value, Cells::Alias &misspelt);
    void forgetProcessing();
    bool readProcessing(simdjson::ondemand::value value);
    bool readBlock(const DestinationKey &known, simdjson::ondemand::value value);
    bool readLeaves(simdjson::ondemand::value value, const QString &path, OtherDestination &block, int depth);
    bool readPartitions(simdjson::ondemand::value value);
    bool readOther(const QString &path, simdjson::ondemand::value value, int depth);

    DumpTask &m_task;
    ValueReader m_values;
    Cells m_cells;
    qint64 m_obsOthers = 0; ///< what the last OBS block added to them
    qint64 m_processingOthers = 0; ///< and its last processing schema
    PartitionReader m_partitions;
};

} // namespace spillway
