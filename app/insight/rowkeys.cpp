// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/rowkeys.h"

#include <unordered_map>

namespace spillway {

std::vector<RowKey> rowKeys(const DumpTask &task)
{
    std::vector<RowKey> keys;
    keys.reserve(task.byKey.size());
    bool hasEscapes = false;
    for (const quint32 index : task.byKey) {
        const Partition &partition = task.partitions[index];
        const QByteArrayView bare = task.answer.bare(partition.id);
        const bool isEscaped = partition.id.isText() && bare.contains('\\');
        hasEscapes = hasEscapes || isEscaped || !partition.id.isText();
        QByteArray id;
        if (isEscaped)
            id = task.text(partition.id).toUtf8();
        else if (partition.id.kind != Value::Kind::Null)
            id = QByteArray::fromRawData(bare.data(), bare.size());
        keys.push_back({id, partition.occurrence});
    }
    // Partition::occurrence counts ids as they are written; here "\u0041" and "A", or 1 and "1", are one id.
    if (hasEscapes) {
        std::unordered_map<QByteArray, quint32> seen;
        for (RowKey &key : keys)
            key.occurrence = seen[key.id]++;
    }
    return keys;
}

RowKey owned(const RowKey &key)
{
    return {QByteArray(key.id.constData(), key.id.size()), key.occurrence};
}

bool haveSameRows(const DumpTask &a, const DumpTask &b)
{
    if (a.byKey.size() != b.byKey.size())
        return false;
    for (int row = 0; row < int(a.byKey.size()); ++row) {
        const Partition &inA = partitionOfRow(a, row);
        const Partition &inB = partitionOfRow(b, row);
        if (inA.id.kind != inB.id.kind || inA.occurrence != inB.occurrence
            || a.answer.bare(inA.id) != b.answer.bare(inB.id))
            return false;
    }
    return true;
}

} // namespace spillway
