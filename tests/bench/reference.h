// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QStandardItemModel>

namespace spillway {

/// The plain Qt way, as one would write it first: QJsonDocument, QStandardItemModel, QSortFilterProxyModel.
struct PlainRow
{
    QString id, state;
    qint64 offset = 0, time = 0, discard = 0;
};

enum PlainColumn { PlainId, PlainState, PlainOffset, PlainTime, PlainDiscard, PlainColumnCount };

std::vector<PlainRow> plainRows(const QByteArray &json);
/// Puts rows into the model: new items for new rows, setData for those there are.
void applyPlainly(QStandardItemModel &model, const std::vector<PlainRow> &rows);
/// Every row of the model, as CSV.
QByteArray plainCsv(const QAbstractItemModel &model);

/// Reads the same five fields with simdjson and nothing else. Returns how many partitions there were.
size_t readBarely(const QByteArray &padded, qsizetype size);
/// The text with what simdjson wants behind it.
QByteArray paddedForSimdjson(const QByteArray &json);

} // namespace spillway
