// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"

#include <functional>
#include <simdjson.h>

namespace spillway {

/// Walks one answer with simdjson's on-demand interface and fills a DumpTask by the field tables. Every byte of the
/// answer is looked at: also what nobody knows is checked for being JSON. The reading functions return false on a
/// syntax error; the task is then to be thrown away.
class FieldReader
{
public:
    /// `location` tells where simdjson stands: needed for where objects and arrays end.
    FieldReader(DumpTask &task, std::function<const char *()> location);

    bool readTask(simdjson::ondemand::object root);
    /// Moves what was collected aside into the task.
    void finish();

private:
    /// A member's name: the bytes between the quotes, unescaped only if need be.
    struct Key
    {
        QByteArrayView text;
        QByteArray storage;
    };
    /// A value under a second name of the same cell, kept until the object ends.
    struct Alias
    {
        Value value;
        QString path;
    };
    /// Unknown fields: the first so many, and how many there were.
    struct Others
    {
        std::vector<OtherField> fields;
        qint64 total = 0;
        void add(QString path, Value value);
    };

    bool readTaskMember(const Key &key, simdjson::ondemand::value value);
    bool readObs(simdjson::ondemand::value value);
    bool readObsMember(const Key &key, simdjson::ondemand::value value, Alias &misspelt);
    bool readProcessing(simdjson::ondemand::value value);
    bool readBlock(const DestinationKey &known, simdjson::ondemand::value value);
    bool readLeaves(simdjson::ondemand::value value, const QString &path, OtherDestination &block, int depth);
    bool readPartitions(simdjson::ondemand::value value);
    size_t expectedPartitions(quint32 firstSize) const;
    bool readPartition(simdjson::ondemand::value value, quint32 number);
    bool readOther(Others &others, const QString &path, simdjson::ondemand::value value);

    bool readKey(simdjson::ondemand::field &field, Key &key) const;
    bool readValue(simdjson::ondemand::value value, Value &out, int depth);
    bool readScalar(std::string_view raw, Value &out) const;
    bool walkChildren(simdjson::ondemand::value value, bool isObject, int depth);
    template <class Member> bool eachMember(simdjson::ondemand::value value, Value &whole, const Member &member);

    void put(Value &cell, Value value, FieldInfo::Type type, Others &others, const QString &path);
    void settle(Value &cell, const Alias &alias, Value::Marks mark, Others &others);
    quint32 offsetOf(const char *at) const;

    DumpTask &m_task;
    std::function<const char *()> m_location;
    const char *m_base;
    Others m_taskOthers;
    Others m_partitionOthers;
    size_t m_hint = 0; ///< the partition column expected next: answers repeat their order
};

/// `path` with a member or a position added: a.b, a['odd key'], a[3].
QString memberPath(const QString &path, QByteArrayView key);
QString elementPath(const QString &path, qint64 index);

} // namespace spillway
