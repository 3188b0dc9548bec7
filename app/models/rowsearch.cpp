// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowsearch.h"

#include "domain/fields.h"

#include <algorithm>

namespace spillway {

namespace {

/// How well a row matches; nothing: not at all.
enum class Rank : quint8 { Nothing, Contains, Starts, Is };

Rank rankOf(QStringView id, QStringView typed)
{
    return id.compare(typed, Qt::CaseInsensitive) == 0 ? Rank::Is
        : id.startsWith(typed, Qt::CaseInsensitive)    ? Rank::Starts
        : id.contains(typed, Qt::CaseInsensitive)      ? Rank::Contains
                                                       : Rank::Nothing;
}

Rank rankOf(const DumpTask &task, const Partition &partition, const InsightRow &, const TypedId &typed)
{
    const QString id = task.text(partition.id);
    const auto number = partitionNumber(id.toUtf8());
    const Rank byId = rankOf(id, typed.text);
    return number ? std::max(byId, rankOf(QString::number(*number), typed.text)) : byId;
}

Rank rankOf(const DumpTask &task, const Partition &partition, const InsightRow &known, const RowFilter &filter)
{
    return filter.matches(task, partition, known) ? Rank::Is : Rank::Nothing;
}

/// How an id looks to somebody who types it: without zeros before its number.
QString withoutZeros(const QString &id)
{
    qsizetype first = id.size();
    while (first > 0 && id.at(first - 1) >= u'0' && id.at(first - 1) <= u'9')
        --first;
    qsizetype digit = first;
    while (digit < id.size() - 1 && id.at(digit) == u'0')
        ++digit;
    return id.left(first).toCaseFolded() + id.mid(digit);
}

} // namespace

RowFound findRow(const RowSearch &search)
{
    const int count = search.shown->size();
    const DumpTask &task = *search.task;
    RowFound found;
    Rank best = Rank::Nothing;
    int bestDistance = count;
    int before = 0; // matches above the best one
    for (int row = 0; row < count; ++row) {
        const int sectionRow = search.shown->rowAt(row);
        const Partition &partition = task.partitions[task.byKey[size_t(sectionRow)]];
        const InsightRow known{search.insight.get(), sectionRow};
        const Rank rank =
            std::visit([&](const auto &wanted) { return rankOf(task, partition, known, wanted); }, search.wanted);
        if (rank == Rank::Nothing)
            continue;
        const int step = search.backwards ? search.from - row : row - search.from;
        const int distance = step < 0 ? step + count : step;
        if (rank > best || (rank == best && distance < bestDistance)) {
            best = rank;
            bestDistance = distance;
            found.row = row;
            before = found.matches;
        }
        ++found.matches;
    }
    found.ordinal = found.row < 0 ? 0 : before + 1;
    return found;
}

std::optional<int> partitionNamed(const DumpTask &task, const QString &name)
{
    const auto idOf = [&](quint32 index) { return task.text(task.partitions[index].id); };
    const auto numberAt = [&](quint32 index) { return partitionNumber(task.answer.bare(task.partitions[index].id)); };
    const auto number = partitionNumber(name.toUtf8());
    // Ordered by number; those without one come last.
    const auto isBefore = [&](quint32 index) {
        const auto other = numberAt(index);
        return number ? other && *other < *number : other.has_value();
    };
    const auto first = std::partition_point(task.byKey.begin(), task.byKey.end(), isBefore);
    auto last = std::partition_point(first, task.byKey.end(), [&](quint32 index) { return numberAt(index) == number; });
    const bool isNumber = std::all_of(name.cbegin(), name.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const QString wanted = withoutZeros(name);
    auto found = std::find_if(first, last, [&](quint32 index) { return idOf(index) == name; });
    if (found == last)
        found = std::find_if(first, last, [&](quint32 index) { return withoutZeros(idOf(index)) == wanted; });
    if (found == last && isNumber)
        found = first;
    // Ids written with escapes are ordered by what stands in the answer, not by what it says.
    const bool isAscii = std::all_of(name.cbegin(), name.cend(), [](QChar c) { return c.unicode() < 0x80; });
    if (found == last && !isAscii) {
        last = task.byKey.end();
        found = std::find_if(task.byKey.begin(), last, [&](quint32 index) { return idOf(index) == name; });
    }
    return name.isEmpty() || found == last ? std::nullopt : std::optional(int(found - task.byKey.begin()));
}

} // namespace spillway
