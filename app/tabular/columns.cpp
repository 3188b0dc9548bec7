// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/columns.h"

#include <algorithm>

namespace spillway {

namespace {

using Source = ExportColumn::Source;

QString labelOf(const ExportColumn &column)
{
    const QString label = fieldText(column.label);
    const bool isRawTime =
        column.source == Source::Partition && column.ofPartition == partitionFields[LastTransferColumn].value;
    return isRawTime ? QCoreApplication::translate("Field", "%1 (ms since 1970)").arg(label) : label;
}

bool belongsTo(const ExportColumn &column, PartitionColumn wanted)
{
    return isWorkedOut(wanted) ? column.workedOut == wanted
                               : column.ofPartition && column.ofPartition == partitionFields[wanted].value;
}

} // namespace

std::vector<ExportColumn> columnsOf(const ExportRequest &request)
{
    std::vector<ExportColumn> columns;
    if (request.columns.empty()) {
        columns.assign(exportColumns.begin(), exportColumns.end());
    } else {
        std::copy_if(exportColumns.begin(), exportColumns.end(), std::back_inserter(columns),
                     [](const ExportColumn &column) { return column.isContext(); });
        for (const PartitionColumn wanted : request.columns) {
            std::copy_if(exportColumns.begin(), exportColumns.end(), std::back_inserter(columns),
                         [wanted](const ExportColumn &column) { return belongsTo(column, wanted); });
        }
    }
    if (request.splitRanges)
        columns.insert(columns.end(), rangeColumns.begin(), rangeColumns.end());
    return columns;
}

QString headingOf(const ExportColumn &column, const Dialect &dialect)
{
    const QString heading =
        dialect.headers == Dialect::Headers::Labels ? labelOf(column) : QString::fromLatin1(column.name);
    if (!column.isTime() || dialect.time != Dialect::Time::Plain)
        return heading;
    return QStringLiteral("%1 (%2)").arg(heading, QString::fromLatin1(dialect.zone.id()));
}

QByteArrayView rangeNumber(const ExportColumn &column, const DumpTask &task, const Partition &partition)
{
    const Value &value = partition.*column.ofPartition;
    const QByteArrayView token = task.answer.token(value);
    if (!value.isText() || !token.startsWith("\"[") || !token.endsWith("]\""))
        return {};
    const QByteArrayView inner = token.sliced(2, token.size() - 4);
    const qsizetype colon = inner.indexOf(':');
    if (colon < 0)
        return {};
    const QByteArrayView first = inner.first(colon).trimmed();
    const QByteArrayView last = inner.sliced(colon + 1).trimmed();
    if (!isIntegerLiteral(first) || !isIntegerLiteral(last))
        return {};
    return column.source == Source::RangeStart ? first : last;
}

} // namespace spillway
