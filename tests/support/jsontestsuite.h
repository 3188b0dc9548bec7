// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fixtures.h"

#include <QDir>

namespace spillway {

// The conformance suite of Nicolas Seriot (github.com/nst/JSONTestSuite, MIT): 95 texts that are JSON (y), 188 that are
// not (n) and 35 that a parser may decide about (i). Folders below tests/data.
inline const QString suiteParsing = QStringLiteral("json-test-suite/test_parsing/");
inline const QString suiteTransform = QStringLiteral("json-test-suite/test_transform/");

/// The names of its files, sorted.
inline QStringList suiteFiles(const QString &folder)
{
    return QDir(fixturePath(folder)).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
}

/// What we decide where RFC 8259 leaves it open. Text must be UTF-8; numbers of any size and escaped halves of
/// surrogate pairs are the defect of one field and do not lose the rest.
inline bool isOursToTake(const QString &name)
{
    using namespace Qt::Literals::StringLiterals;
    static const QStringList refused{u"i_string_UTF-16LE_with_BOM.json"_s,
                                     u"i_string_UTF-8_invalid_sequence.json"_s,
                                     u"i_string_UTF8_surrogate_U+D800.json"_s,
                                     u"i_string_invalid_utf-8.json"_s,
                                     u"i_string_iso_latin_1.json"_s,
                                     u"i_string_lone_utf8_continuation_byte.json"_s,
                                     u"i_string_not_in_unicode_range.json"_s,
                                     u"i_string_overlong_sequence_2_bytes.json"_s,
                                     u"i_string_overlong_sequence_6_bytes.json"_s,
                                     u"i_string_overlong_sequence_6_bytes_null.json"_s,
                                     u"i_string_truncated-utf-8.json"_s,
                                     u"i_string_utf16BE_no_BOM.json"_s,
                                     u"i_string_utf16LE_no_BOM.json"_s};
    return name.startsWith(u'y') || (name.startsWith(u'i') && !refused.contains(name));
}

} // namespace spillway
