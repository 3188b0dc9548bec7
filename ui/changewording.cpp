// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/changewording.h"

#include "domain/counttext.h"
#include "models/celltext.h"
#include "session/tasksession.h"
#include "ui/outsidetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr qsizetype longestState = 64; ///< characters

struct ChangeWording
{
    Q_DECLARE_TR_FUNCTIONS(ChangeWording)
};

/// Records are counted with 64 bits and no sign.
QString recordText(quint64 records)
{
    return QLocale().toString(qulonglong(records));
}

int recordPlural(quint64 records)
{
    return pluralOf(qint64(std::min(records, quint64(std::numeric_limits<qint64>::max()))));
}

QString momentText(const QDateTime &when, const Telling &telling)
{
    const std::chrono::milliseconds age(when.msecsTo(telling.now));
    return age < 12h ? clockText(when, telling.display) : timeText(when, telling.display);
}

/// An exact integer, as the cells write it.
QString digitsText(const QString &digits, const Telling &telling)
{
    return telling.display.groupDigits ? groupedText(digits) : digits;
}

QString listed(const QStringList &parts)
{
    QString said;
    for (const QString &part : parts)
        said = said.isEmpty() ? part : ChangeWording::tr("%1, %2").arg(said, part);
    return said;
}

QString signedText(bool down, const QString &amount)
{
    return (down ? u'-' : u'+') + amount;
}

/// "+30"; empty if there are no two numbers to compare.
QString differenceText(std::optional<qint64> before, std::optional<qint64> after, const FieldInfo &field,
                       const Telling &telling)
{
    if (!before || !after || *before == *after)
        return {};
    const bool down = *after < *before;
    if (field.type == FieldInfo::Type::Time) {
        if (!calendarTime(before) || !calendarTime(after))
            return {};
        return signedText(down, lengthText(std::chrono::milliseconds(qAbs(*after - *before))));
    }
    if (field.type != FieldInfo::Type::Integer)
        return {};
    // The difference of two 64-bit numbers fits once the sign is known.
    const quint64 amount = down ? quint64(*before) - quint64(*after) : quint64(*after) - quint64(*before);
    const QString text = signedText(down, digitsText(QString::number(amount), telling));
    return down ? ChangeWording::tr("%1 (the counter started anew)").arg(text) : text;
}

QString beforeText(const Changes::Earlier &earlier, const FieldInfo &field, const Telling &telling)
{
    if (!earlier.value.isPresent())
        return ChangeWording::tr("absent");
    const QString text = amongWords(cellText(earlier.answer, earlier.value, &field, telling.display));
    return field.type == FieldInfo::Type::Integer ? digitsText(text, telling) : text;
}

QString partitionsText(qint64 count)
{
    return ChangeWording::tr("%1 partition(s)", nullptr, pluralOf(count)).arg(countText(count));
}

QString stateText(const Changes::States &states)
{
    const auto word = [](const QString &state) {
        return state.isEmpty() ? ChangeWording::tr("absent") : amongWords(visibleText(state, longestState));
    };
    return ChangeWording::tr("state %1 became %2").arg(word(states.before), word(states.after));
}

} // namespace

QString changeText(const Changes &changes, const DumpTask &after, int row, int column, const Telling &telling)
{
    if (changes.isNew(row))
        return column == PartitionIdColumn ? ChangeWording::tr("New with the last answer") : QString();
    if (!changes.isChanged(row, column))
        return {};
    const auto earlier = changes.earlier(row, column);
    if (!earlier)
        return ChangeWording::tr("changed; what was there is too long to be shown");
    const auto &field = partitionFields[size_t(column)];
    const Partition &partition = after.partitions[after.byKey[size_t(row)]];
    const QString was = beforeText(*earlier, field, telling);
    const QString difference =
        differenceText(earlier->answer.integer(earlier->value), after.integer(partition.*field.value), field, telling);
    if (!changes.since().isValid())
        return difference.isEmpty() ? ChangeWording::tr("was %1").arg(was)
                                    : ChangeWording::tr("was %1, %2").arg(was, difference);
    const QString when = momentText(changes.since(), telling);
    return difference.isEmpty() ? ChangeWording::tr("was %1 at %2").arg(was, when)
                                : ChangeWording::tr("was %1, %2 since %3").arg(was, difference, when);
}

QString changeSummary(const Changes &changes)
{
    QStringList parts;
    if (changes.changedRows() > 0)
        parts += ChangeWording::tr("%1 changed").arg(partitionsText(changes.changedRows()));
    if (changes.newRows() > 0)
        parts += ChangeWording::tr("%1 new").arg(countText(changes.newRows()));
    if (changes.goneRows() > 0)
        parts += ChangeWording::tr("%1 gone").arg(countText(changes.goneRows()));
    if (changes.discarded() > 0)
        parts += ChangeWording::tr("discard grew by %1 in %2")
                     .arg(recordText(changes.discarded()), partitionsText(changes.discardingRows()));
    if (changes.states())
        parts += stateText(*changes.states());
    if (changes.settings() > 0)
        parts += ChangeWording::tr("%1 setting(s) changed", nullptr, pluralOf(changes.settings()))
                     .arg(countText(changes.settings()));
    return parts.isEmpty() ? QString() : ChangeWording::tr("Refreshed: %1.").arg(listed(parts));
}

bool isNotable(const Changes &changes)
{
    return changes.newRows() > 0 || changes.goneRows() > 0 || changes.discarded() > 0 || changes.states()
        || changes.settings() > 0;
}

QString goneText(const Changes &changes)
{
    if (changes.goneRows() == 0)
        return {};
    QStringList ids;
    const QStringList &first = changes.goneIds();
    for (const QString &id : first)
        ids += id.isEmpty() ? ChangeWording::tr("one without an id") : amongWords(id);
    if (const qint64 more = changes.goneRows() - ids.size())
        ids += ChangeWording::tr("and %1 more").arg(countText(more));
    const QString names = listed(ids);
    return ChangeWording::tr("%1 partition(s) are gone: %2", nullptr, pluralOf(changes.goneRows()))
        .arg(countText(changes.goneRows()), names);
}

QString discardText(const Discards &discards, const Telling &telling)
{
    const QString records = ChangeWording::tr("%1 record(s) discarded", nullptr, recordPlural(discards.total()))
                                .arg(recordText(discards.total()));
    const QString said = ChangeWording::tr("%1 in %2").arg(records, partitionsText(discards.partitions()));
    return discards.since().isValid()
        ? ChangeWording::tr("%1 since %2").arg(said, momentText(discards.since(), telling))
        : said;
}

QString discardNote(const Discards *discards, int row, const Telling &telling)
{
    if (!discards || (discards->growth(row) == 0 && !discards->isAcknowledged(row)))
        return ChangeWording::tr("Discarded since before we looked.");
    if (discards->isAcknowledged(row))
        return ChangeWording::tr("Grew while we looked; acknowledged.");
    const QString amount = recordText(discards->growth(row));
    return discards->since().isValid() ? ChangeWording::tr("Grew by %1 since %2; not acknowledged.")
                                             .arg(amount, momentText(discards->since(), telling))
                                       : ChangeWording::tr("Grew by %1; not acknowledged.").arg(amount);
}

QString heldText(int held)
{
    if (held == 0)
        return {};
    return ChangeWording::tr("%1 answer(s) not shown", nullptr, held).arg(countText(held));
}

QString matchText(const Freshness &freshness)
{
    const QString length = freshness.interval ? lengthText(*freshness.interval) : QString();
    if (freshness.dumpInterval)
        return ChangeWording::tr("Half of the task's dump interval of %1 s, within 10 s to 2 min: every %2.")
            .arg(countText(*freshness.dumpInterval), length);
    return freshness.receivedAt.isValid()
        ? ChangeWording::tr("The answer gives no dump interval to match: every %1.").arg(length)
        : ChangeWording::tr("Not known yet: every %1.").arg(length);
}

} // namespace spillway
