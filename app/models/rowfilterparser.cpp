// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowfilter.h"

#include "domain/fields.h"
#include "models/columnwords.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

bool isDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

/// Whether timeText() may write the character.
bool isInTimes(QChar character)
{
    return isDigit(character) || QStringView(u"-+: ").contains(character);
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// An integer literal without leading zeros; nothing if the text is no whole number.
std::optional<QByteArray> wholeNumber(QStringView text)
{
    const bool negative = text.startsWith(u'-');
    if (negative || text.startsWith(u'+'))
        text = text.mid(1);
    if (!isDigits(text))
        return std::nullopt;
    while (text.size() > 1 && text.front() == u'0')
        text = text.mid(1);
    const bool isZero = text == u"0";
    return (negative && !isZero ? "-" : "") + text.toLatin1();
}

/// Milliseconds of 90s, 5m, 1h30m, 2d, 250ms.
std::optional<qint64> lengthOf(QStringView text)
{
    static constexpr std::pair<QStringView, qint64> units[]{{u"ms", 1},       {u"s", 1000},      {u"m", 60'000},
                                                            {u"min", 60'000}, {u"h", 3'600'000}, {u"d", 86'400'000}};
    qint64 sum = 0;
    do {
        const auto *const end = std::find_if_not(text.begin(), text.end(), isDigit);
        const qsizetype digits = end - text.begin();
        const auto *const next = std::find_if(end, text.end(), isDigit);
        const QStringView letters(end, next);
        const auto *const unit = std::find_if(std::begin(units), std::end(units), [&](const auto &candidate) {
            return letters.compare(candidate.first, Qt::CaseInsensitive) == 0;
        });
        bool fits = false;
        qint64 part = text.first(digits).toLongLong(&fits);
        if (!fits || unit == std::end(units) || qMulOverflow(part, unit->second, &part)
            || qAddOverflow(sum, part, &sum))
            return std::nullopt;
        text = QStringView(next, text.end());
    } while (!text.isEmpty());
    return sum;
}

/// In lower case, if that leaves only ASCII. The Kelvin sign folds to k: folding comes first.
QByteArray asciiFolded(const QString &text)
{
    QByteArray folded;
    for (const QChar character : text) {
        const char16_t unit = character.toCaseFolded().unicode();
        if (unit >= 0x80)
            return {};
        folded += char(unit);
    }
    return folded;
}

} // namespace

/// Takes the text apart, from the left.
class RowFilter::Parser
{
public:
    explicit Parser(QStringView text)
        : m_rest(text)
    {
    }

    RowFilter parse()
    {
        RowFilter filter;
        for (skipBlanks(); !m_rest.isEmpty(); skipBlanks()) {
            Condition condition;
            if (!takeColumn(condition)) {
                bool quoted = false;
                setText(condition, takeValue(&quoted));
                if (!condition.text.isEmpty())
                    filter.m_conditions.push_back(std::move(condition));
                continue;
            }
            const QStringView before = m_rest;
            const bool understood = understand(condition);
            const QStringView typed = before.first(before.size() - m_rest.size());
            if (understood)
                filter.m_conditions.push_back(std::move(condition));
            else
                filter.m_problems.append({condition.column, typed.toString()});
        }
        return filter;
    }

private:
    void skipBlanks()
    {
        while (!m_rest.isEmpty() && m_rest.front().isSpace())
            m_rest = m_rest.mid(1);
    }

    qsizetype wordLength() const
    {
        return std::find_if(m_rest.begin(), m_rest.end(), [](QChar c) { return c.isSpace(); }) - m_rest.begin();
    }

    /// A known column's word with its colon, perhaps after a minus.
    bool takeColumn(Condition &condition)
    {
        const QStringView word = m_rest.first(wordLength());
        const qsizetype colon = colonIn(word);
        if (colon < 0)
            return false;
        const bool negated = word.startsWith(u'-');
        const auto column = columnOfWord(word.first(colon).mid(negated ? 1 : 0));
        if (!column)
            return false;
        condition.column = *column;
        condition.negated = negated;
        m_rest = m_rest.mid(colon + 1);
        return true;
    }

    /// Up to the next blank, or what is between quotes; the closing one may still have to be typed.
    QString takeValue(bool *quoted)
    {
        *quoted = m_rest.startsWith(u'"');
        if (!*quoted) {
            const qsizetype length = wordLength();
            return std::exchange(m_rest, m_rest.mid(length)).first(length).toString();
        }
        m_rest = m_rest.mid(1);
        const qsizetype end = m_rest.indexOf(u'"');
        const qsizetype length = end < 0 ? m_rest.size() : end;
        return std::exchange(m_rest, m_rest.mid(length + 1)).first(length).toString();
    }

    Relation takeRelation()
    {
        static constexpr std::pair<QStringView, Relation> signs[]{
            {u">=", Relation::AtLeast}, {u"<=", Relation::AtMost}, {u"≥", Relation::AtLeast}, {u"≤", Relation::AtMost},
            {u">", Relation::More},     {u"<", Relation::Less},    {u"=", Relation::Equal}};
        for (const auto &[sign, relation] : signs) {
            if (m_rest.startsWith(sign)) {
                m_rest = m_rest.mid(sign.size());
                return relation;
            }
        }
        return Relation::None;
    }

    static void setText(Condition &condition, const QString &text)
    {
        condition.test = condition.relation == Relation::Equal ? Test::Is : Test::Contains;
        condition.text = text;
        condition.ascii = asciiFolded(text);
        condition.maybeTime = std::all_of(text.cbegin(), text.cend(), isInTimes);
    }

    static bool setKeyword(Condition &condition, const QString &value)
    {
        static constexpr std::pair<QStringView, Test> keywords[]{{u"absent", Test::Absent},
                                                                 {u"-", Test::Absent},
                                                                 {u"–", Test::Absent},
                                                                 {u"null", Test::Null},
                                                                 {u"empty", Test::Empty}};
        for (const auto &[word, test] : keywords) {
            if (value.compare(word, Qt::CaseInsensitive) == 0) {
                condition.test = test;
                return true;
            }
        }
        return false;
    }

    static bool setNumber(Condition &condition, const QString &value)
    {
        const auto number = wholeNumber(value);
        if (!number)
            return false;
        condition.test = Test::Number;
        condition.number = *number;
        return true;
    }

    static bool setAge(Condition &condition, const QString &value)
    {
        const auto age = lengthOf(value);
        if (!age)
            return false;
        condition.test = Test::Age;
        condition.age = *age;
        return true;
    }

    /// Takes the value of a condition whose column is known; false if it makes no sense there.
    bool understand(Condition &condition)
    {
        condition.relation = takeRelation();
        const bool compares = condition.relation != Relation::None && condition.relation != Relation::Equal;
        bool quoted = false;
        const QString value = takeValue(&quoted);
        if (quoted && !compares) {
            setText(condition, value);
            if (value.isEmpty())
                condition.test = Test::Empty;
            return true;
        }
        if (quoted || value.isEmpty())
            return false;
        if (!compares && setKeyword(condition, value))
            return true;
        if (condition.column == PartitionIdColumn) {
            if (isDigits(value))
                return setNumber(condition, value);
            setText(condition, value);
            return !compares;
        }
        switch (columnField(condition.column).type) {
        case FieldInfo::Type::Integer:
            return setNumber(condition, value);
        case FieldInfo::Type::Time:
            return understandTime(condition, value, compares);
        default:
            setText(condition, value);
            return !compares;
        }
    }

    static bool understandTime(Condition &condition, const QString &value, bool compares)
    {
        if (compares)
            return setAge(condition, value);
        if (value.compare(u"never", Qt::CaseInsensitive) == 0) {
            condition.test = Test::Never;
            return true;
        }
        setText(condition, value);
        // No time is written with letters: this was meant as an age, or as nothing.
        return std::none_of(value.cbegin(), value.cend(), [](QChar c) { return c.isLetter(); });
    }

    QStringView m_rest;
};

RowFilter RowFilter::parse(QStringView text)
{
    return Parser(text).parse();
}

} // namespace spillway
