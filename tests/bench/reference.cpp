// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <benchmark/benchmark.h>
#include <simdjson.h>

namespace spillway {

std::vector<PlainRow> plainRows(const QByteArray &json)
{
    const QJsonArray partitions = QJsonDocument::fromJson(json).object()[QLatin1StringView("partitions")].toArray();
    std::vector<PlainRow> rows;
    rows.reserve(size_t(partitions.size()));
    for (const QJsonValue &value : partitions) {
        const QJsonObject object = value.toObject();
        rows.push_back({object[QLatin1StringView("partitionId")].toString(),
                        object[QLatin1StringView("state")].toString(),
                        object[QLatin1StringView("last_transfer_offset")].toInteger(),
                        object[QLatin1StringView("last_transfer_timestamp")].toInteger(),
                        object[QLatin1StringView("discard")].toInteger()});
    }
    return rows;
}

void applyPlainly(QStandardItemModel &model, const std::vector<PlainRow> &rows)
{
    model.setColumnCount(PlainColumnCount);
    model.setRowCount(int(rows.size()));
    for (size_t i = 0; i < rows.size(); ++i) {
        const PlainRow &row = rows[i];
        const auto put = [&](int column, const QVariant &value) {
            model.setData(model.index(int(i), column), value, Qt::DisplayRole);
        };
        put(PlainId, row.id);
        put(PlainState, row.state);
        put(PlainOffset, row.offset);
        put(PlainTime, row.time);
        put(PlainDiscard, row.discard);
    }
}

QByteArray plainCsv(const QAbstractItemModel &model)
{
    QByteArray csv;
    QTextStream out(&csv);
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < PlainColumnCount; ++column)
            out << (column > 0 ? "," : "") << model.index(row, column).data().toString();
        const qint64 time = model.index(row, PlainTime).data().toLongLong();
        out << ',' << QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs) << '\n';
    }
    out.flush();
    return csv;
}

QByteArray paddedForSimdjson(const QByteArray &json)
{
    QByteArray padded;
    padded.reserve(json.size() + qsizetype(simdjson::SIMDJSON_PADDING));
    padded.append(json);
    return padded;
}

size_t readBarely(const QByteArray &padded, qsizetype size)
{
    struct Row
    {
        std::string_view id, state;
        int64_t offset = 0, time = 0, discard = 0;
    };
    simdjson::ondemand::parser parser;
    auto document = parser.iterate(padded.constData(), size_t(size), size_t(padded.capacity()));
    std::vector<Row> rows;
    for (auto partition : document["partitions"].get_array()) {
        Row row;
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
    benchmark::DoNotOptimize(rows.data());
    return rows.size();
}

} // namespace spillway
