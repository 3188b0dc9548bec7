// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/search.h"

#include <QAbstractTableModel>

namespace spillway {

/// The places where a credential was looked for, one a row, in their order.
class PlacesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { PlaceColumn, FindingColumn, DetailColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows stay rows: what is selected stays so.
    void setPlaces(const QList<Place> &places);
    const QList<Place> &places() const { return m_places; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// One place as a sentence: "OS_TOKEN: in use. Token".
    static QString sentenceOf(const Place &place);

private:
    QList<Place> m_places;
};

} // namespace spillway
