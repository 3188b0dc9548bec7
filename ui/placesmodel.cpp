// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/placesmodel.h"

#include "ui/outsidetext.h"
#include "ui/tint.h"

#include <QFont>

#include <algorithm>

namespace spillway {

using State = Place::State;

namespace {

QString stateWord(const Place &place)
{
    if (place.used)
        return PlacesModel::tr("in use");
    switch (place.state) {
    case State::Absent:
        return PlacesModel::tr("not found");
    case State::Found:
        return PlacesModel::tr("found");
    case State::Shadowed:
        return PlacesModel::tr("found, not used");
    case State::Incomplete:
        return PlacesModel::tr("incomplete");
    case State::Unreadable:
        return PlacesModel::tr("unreadable");
    case State::Encrypted:
        return PlacesModel::tr("encrypted");
    case State::Unsupported:
        return PlacesModel::tr("not supported");
    case State::Malformed:
        return PlacesModel::tr("not understood");
    }
    return {};
}

Severity severityOf(const Place &place)
{
    if (place.used)
        return Severity::Good;
    switch (place.state) {
    case State::Absent:
        return Severity::None;
    case State::Found:
    case State::Shadowed:
        return Severity::Idle;
    default:
        return Severity::Warning;
    }
}

QString detailOf(const Place &place)
{
    if (!place.readableByOthers)
        return place.detail;
    const QString warning = PlacesModel::tr("Other users of this computer can read this file.");
    return place.detail.isEmpty() ? warning : place.detail + u'\n' + warning;
}

QString textOf(const Place &place, int column)
{
    switch (column) {
    case PlacesModel::PlaceColumn:
        return place.name;
    case PlacesModel::FindingColumn:
        return stateWord(place);
    default:
        return detailOf(place);
    }
}

QIcon iconOf(const Place &place, int column)
{
    if (column == PlacesModel::FindingColumn)
        return severityIcon(severityOf(place));
    const bool isWarning = column == PlacesModel::DetailColumn && place.readableByOthers;
    return isWarning ? severityIcon(Severity::Warning) : QIcon();
}

} // namespace

void PlacesModel::setPlaces(const QList<Place> &places)
{
    const auto have = int(m_places.size());
    const auto want = int(places.size());
    if (want < have) {
        beginRemoveRows({}, want, have - 1);
        m_places.resize(want);
        endRemoveRows();
    }
    const int common = std::min(have, want);
    std::copy_n(places.begin(), common, m_places.begin());
    if (common > 0)
        Q_EMIT dataChanged(index(0, 0), index(common - 1, ColumnCount - 1));
    if (want > have) {
        beginInsertRows({}, have, want - 1);
        m_places = places;
        endInsertRows();
    }
}

int PlacesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_places.size());
}

int PlacesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant PlacesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place &place = m_places.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(place, index.column());
    case Qt::ToolTipRole:
        return forToolTip(textOf(place, index.column()));
    case Qt::AccessibleTextRole:
        return sentenceOf(place);
    case Qt::DecorationRole: {
        const QIcon icon = iconOf(place, index.column());
        return icon.isNull() ? QVariant() : icon;
    }
    case Qt::FontRole: {
        QFont font;
        font.setBold(true);
        return place.used ? font : QVariant();
    }
    default:
        return {};
    }
}

QVariant PlacesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PlaceColumn:
        return tr("Place");
    case FindingColumn:
        return tr("Found?");
    default:
        return tr("Details");
    }
}

QString PlacesModel::sentenceOf(const Place &place)
{
    const QString detail = detailOf(place);
    return detail.isEmpty() ? tr("%1: %2").arg(place.name, stateWord(place))
                            : tr("%1: %2. %3").arg(place.name, stateWord(place), detail);
}

} // namespace spillway
