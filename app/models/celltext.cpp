// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/celltext.h"

namespace spillway {

namespace {

bool isTime(const FieldInfo *info)
{
    return info && info->type == FieldInfo::Type::Time;
}

QString translated(const char *english)
{
    return QCoreApplication::translate("Note", english);
}

} // namespace

QString cellText(const Answer &answer, const Value &value, const FieldInfo *info, const DisplayFormat &display)
{
    switch (value.kind) {
    case Value::Kind::Absent:
        return QStringLiteral("–");
    case Value::Kind::Null:
        return QStringLiteral("null");
    default:
        break;
    }
    if (isTime(info)) {
        if (const auto time = calendarTime(answer.integer(value)))
            return timeText(*time, display);
    }
    const QString text = textForScreen(answer, value);
    return text.isEmpty() ? QCoreApplication::translate("Cell", "(empty)") : visibleText(text);
}

QString textForScreen(const Answer &answer, const Value &value)
{
    // Cut before it is decoded: nobody reads on beyond the first thousand characters.
    constexpr quint32 enough = 16'384;
    if (value.size <= enough)
        return answer.text(value);
    if (!value.isText())
        return QString::fromUtf8(answer.token(value).first(enough));
    // Not within an escape, which has six bytes at most.
    QByteArrayView beginning = answer.token(value).sliced(1, enough);
    for (int tries = 0; tries < 12; ++tries, beginning.chop(1)) {
        if (const auto text = unescaped(beginning))
            return *text;
    }
    return QString::fromUtf8(beginning);
}

QString workedOutText(const WorkedOut &cell, int column, const DisplayFormat &display)
{
    if (!cell.number)
        return QStringLiteral("–");
    const QString text = column == VerdictColumn ? verdictText(Verdict(*cell.number)) : QString::fromLatin1(cell.text);
    return column == LagColumn ? QString(u"≈ " + (display.groupDigits ? groupedText(text) : text)) : text;
}

QVariant rawValue(const Answer &answer, const Value &value)
{
    if (!value.isPresent())
        return {};
    if (const auto number = answer.integer(value))
        return QVariant::fromValue<qlonglong>(*number);
    return textForScreen(answer, value);
}

QString noteText(const Answer &answer, const Value &value, const FieldInfo *info)
{
    static constexpr std::pair<Value::Mark, const char *> sentences[]{
        {Value::WrongType, QT_TRANSLATE_NOOP("Note", "Not of the documented type; shown as it came.")},
        {Value::NumericText, QT_TRANSLATE_NOOP("Note", "Came as text, is read as a number.")},
        {Value::BeyondInt64, QT_TRANSLATE_NOOP("Note", "Needs more than 64 bits; the digits are exact.")},
        {Value::LoneSurrogate, QT_TRANSLATE_NOOP("Note", "Holds half of a character; shown as \uFFFD.")},
        {Value::Repeated,
         QT_TRANSLATE_NOOP("Note", "Came more than once: this is the last one. All are under Other fields.")},
        {Value::Conflicting,
         QT_TRANSLATE_NOOP("Note",
                           "Came in two spellings with different values. The other one is under Other fields.")},
        {Value::Misspelt, QT_TRANSLATE_NOOP("Note", "Came under the misspelt key file_prefix\".")},
        {Value::SameId, QT_TRANSLATE_NOOP("Note", "The id is missing, or another partition has the same one.")},
    };
    QStringList notes;
    for (const auto &[mark, sentence] : sentences) {
        if (value.marks.testFlag(mark))
            notes += translated(sentence);
    }
    const auto number = answer.integer(value);
    if (isTime(info) && number && !calendarTime(number))
        notes += *number == 0
            ? translated(QT_TRANSLATE_NOOP("Note", "0 is no time; the documents do not say what it means."))
            : translated(
                QT_TRANSLATE_NOOP("Note", "Not a time in milliseconds between 1970 and 9999; shown as it came."));
    if (info && info->type == FieldInfo::Type::Integer && number && *number < 0)
        notes += translated(QT_TRANSLATE_NOOP("Note", "Negative, where only a count makes sense."));
    return notes.join(u'\n');
}

QVariant fieldData(const FieldInfo *info, int role)
{
    switch (role) {
    case TypeRole:
        return info ? int(info->type) : -1;
    case GroupRole:
        return info ? int(info->group) : int(FieldInfo::Group::None);
    case LabelRole:
        return info ? fieldText(info->label) : QString();
    case UnitRole:
        return info ? fieldText(info->unit) : QString();
    case RuleRole:
        return info ? fieldText(info->rule) : QString();
    case DocumentedRole:
        return info && info->documented;
    default:
        return {};
    }
}

} // namespace spillway
