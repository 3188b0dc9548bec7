// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columnwords.h"

#include "domain/fields.h"

#include <algorithm>

namespace spillway {

namespace {

bool isJoint(QChar character)
{
    return character == u' ' || character == u'-' || character == u'_';
}

/// Compares two spellings without case and without what joins their parts.
bool sameWord(QStringView a, QStringView b)
{
    const auto *itA = a.begin();
    const auto *itB = b.begin();
    while (true) {
        itA = std::find_if_not(itA, a.end(), isJoint);
        itB = std::find_if_not(itB, b.end(), isJoint);
        if (itA == a.end() || itB == b.end())
            return itA == a.end() && itB == b.end();
        if (itA->toCaseFolded() != itB->toCaseFolded())
            return false;
        ++itA;
        ++itB;
    }
}

} // namespace

std::optional<int> columnOfWord(QStringView word)
{
    if (std::all_of(word.begin(), word.end(), isJoint))
        return std::nullopt;
    for (int column = 0; column < PartitionColumnCount; ++column) {
        const FieldInfo &field = columnField(column);
        for (const char *name : {field.path, field.key, field.label}) {
            if (sameWord(word, QString::fromLatin1(name)))
                return column;
        }
        if (sameWord(word, fieldText(field.label)))
            return column;
    }
    return std::nullopt;
}

qsizetype colonIn(QStringView word)
{
    const auto *const colon = std::find_if(word.begin(), word.end(), [](QChar c) { return c == u':' || c == u'：'; });
    return colon == word.end() ? -1 : colon - word.begin();
}

QString columnWord(int column)
{
    const FieldInfo &field = columnField(column);
    QString word = fieldText(field.label).toLower().replace(u' ', u'-');
    // A translation that cannot be typed as one word, or that means another column.
    const bool isOneWord = !word.contains(u'"') && colonIn(word) < 0;
    return isOneWord && columnOfWord(word) == column ? word : QString::fromLatin1(field.path);
}

} // namespace spillway
