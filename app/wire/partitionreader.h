// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/cells.h"
#include "wire/valuereader.h"

namespace spillway {

/// Reads the list of partitions: the inner loop of an answer, which may hold hundreds of thousands of them. The reading
/// functions return false on a syntax error.
class PartitionReader
{
public:
    PartitionReader(DumpTask &task, const ValueReader &values);

    /// Reads a JSON array; what was read before is gone already. `whole` becomes the array itself.
    bool readList(simdjson::ondemand::value value, Value &whole);
    Cells &cells() { return m_cells; }

private:
    size_t expectedCount(quint32 firstSize) const;
    bool readElement(simdjson::ondemand::value value);
    bool readMembers(simdjson::ondemand::object object, Partition &partition);
    bool readOther(simdjson::ondemand::field &field, Partition &partition, Cells::Alias &tableId);
    QString path(QByteArrayView key = {}) const;

    DumpTask &m_task;
    const ValueReader &m_values;
    Cells m_cells;
    qint64 m_number = 0; ///< of the element being read
};

/// Puts the partitions in key order and tells apart those with equal ids. Linear if the answer is in order, as it is.
void orderPartitions(DumpTask &task);

} // namespace spillway
