// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/columnarrangement.h"

#include "domain/fields.h"
#include "settings/settingsfile.h"

#include <QCryptographicHash>
#include <QSettings>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

bool holds(const std::vector<int> &columns, int column)
{
    return std::find(columns.cbegin(), columns.cend(), column) != columns.cend();
}

// The number is the version of what is stored: change it and old arrangements are forgotten.
const QString allKey = u"ui/v1/columns/all"_s;
const QString ownKey = u"ui/v1/columns/own"_s;

constexpr qsizetype ownLimit = 50;
constexpr qsizetype lineLimit = 200; ///< characters that a stored line may have
constexpr int narrowest = 16;
constexpr int widest = 4000;
const QChar lineEnd = u'\n';

QString nameOf(int column)
{
    return QString::fromLatin1(columnField(column).path);
}

int columnOf(const QString &name)
{
    for (int column = 0; column < PartitionColumnCount; ++column) {
        if (QLatin1StringView(columnField(column).path) == name)
            return column;
    }
    return -1;
}

void readWord(ColumnArrangement &arrangement, int column, const QString &word)
{
    if (word == u"shown" || word == u"hidden") {
        arrangement.shown.insert(column, word == u"shown" || column == PartitionIdColumn);
    } else if (word == u"ascending" || word == u"descending") {
        arrangement.sortColumn = column;
        arrangement.sortOrder = word == u"ascending" ? Qt::AscendingOrder : Qt::DescendingOrder;
    } else if (word.startsWith(u"width=")) {
        bool isNumber = false;
        const int width = QStringView(word).mid(6).toInt(&isNumber);
        if (isNumber && width >= narrowest && width <= widest)
            arrangement.widths.insert(column, width);
    }
}

/// The tasks' own arrangements: the key and the lines of each, the last one changed first.
QStringList readOwn()
{
    const QStringList stored = QSettings().value(ownKey).toStringList();
    QStringList own;
    for (const QString &entry : stored) {
        if (own.size() < ownLimit && entry.size() < lineLimit * PartitionColumnCount)
            own.append(entry);
    }
    return own;
}

bool isOf(const QString &entry, const QString &key)
{
    return entry.section(lineEnd, 0, 0) == key;
}

void writeOwn(const QStringList &own)
{
    changeSettings([&own](QSettings &settings) {
        if (own.isEmpty())
            settings.remove(ownKey);
        else
            settings.setValue(ownKey, own);
    });
}

} // namespace

QStringList ColumnArrangement::toLines() const
{
    QStringList lines;
    for (int place = 0; place < PartitionColumnCount; ++place) {
        const int column = order.empty() ? usualOrder[size_t(place)] : order[size_t(place)];
        QString line = nameOf(column);
        if (widths.contains(column))
            line += u" width=%1"_s.arg(widths.value(column));
        if (shown.contains(column))
            line += shown.value(column) ? u" shown" : u" hidden";
        if (sortColumn == column)
            line += sortOrder == Qt::AscendingOrder ? u" ascending" : u" descending";
        lines.append(line);
    }
    return lines;
}

ColumnArrangement ColumnArrangement::fromLines(const QStringList &lines)
{
    ColumnArrangement arrangement;
    for (const QString &line : lines.first(std::min<qsizetype>(lines.size(), 2 * PartitionColumnCount))) {
        const QStringList words = line.left(lineLimit).split(u' ');
        const int column = columnOf(words.front());
        if (column < 0 || holds(arrangement.order, column))
            continue;
        arrangement.order.push_back(column);
        for (const QString &word : words)
            readWord(arrangement, column, word);
    }
    for (const int column : usualOrder) {
        if (!holds(arrangement.order, column))
            arrangement.order.push_back(column);
    }
    if (isUsual(arrangement.order))
        arrangement.order.clear();
    return arrangement;
}

bool isUsual(const std::vector<int> &order)
{
    return std::equal(order.begin(), order.end(), usualOrder.begin(), usualOrder.end());
}

QString arrangementKey(const TaskAddress &address)
{
    if (address.stream.text.isEmpty() && address.task.text.isEmpty())
        return {};
    // A length keeps the names apart, whatever is in them.
    const QByteArray stream = address.stream.text.toUtf8();
    const QByteArray names = QByteArray::number(stream.size()) + ' ' + stream + address.task.text.toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(names, QCryptographicHash::Sha256).toHex().first(32));
}

ColumnArrangement StoredArrangements::forAll()
{
    return ColumnArrangement::fromLines(QSettings().value(allKey).toStringList());
}

void StoredArrangements::setForAll(const ColumnArrangement &arrangement)
{
    changeSettings([&arrangement](QSettings &settings) {
        if (arrangement.isUntouched())
            settings.remove(allKey);
        else
            settings.setValue(allKey, arrangement.toLines());
    });
}

std::optional<ColumnArrangement> StoredArrangements::ofTask(const QString &key)
{
    const QStringList own = readOwn();
    const auto entry =
        std::find_if(own.cbegin(), own.cend(), [&](const QString &candidate) { return isOf(candidate, key); });
    if (key.isEmpty() || entry == own.cend())
        return std::nullopt;
    return ColumnArrangement::fromLines(entry->split(lineEnd).mid(1));
}

void StoredArrangements::setOfTask(const QString &key, const ColumnArrangement &arrangement)
{
    QStringList own = readOwn();
    own.removeIf([&](const QString &entry) { return isOf(entry, key); });
    own.prepend((QStringList{key} + arrangement.toLines()).join(lineEnd));
    writeOwn(own.first(std::min(own.size(), ownLimit)));
}

void StoredArrangements::removeOfTask(const QString &key)
{
    QStringList own = readOwn();
    if (own.removeIf([&](const QString &entry) { return isOf(entry, key); }) > 0)
        writeOwn(own);
}

} // namespace spillway
