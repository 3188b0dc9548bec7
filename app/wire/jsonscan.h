// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace spillway {

/// Nesting beyond this is an error, as in simdjson and QJsonDocument.
inline constexpr int jsonDepthLimit = 1024;

/// The first thing in a text that is not strict JSON (RFC 8259).
struct JsonDefect
{
    enum class What { Empty, CutShort, Syntax, TooDeep };
    What what = What::Syntax;
    qint64 offset = 0; ///< of the first byte not understood; the length of the text if it was cut short

    friend bool operator==(const JsonDefect &, const JsonDefect &) = default;
};

/// A stretch of bytes.
struct ByteSpan
{
    qsizetype offset = 0;
    qsizetype size = 0;
};

/// A slow, strict second reading, for the error path: says where the fast one gave up. Nothing if all is well.
std::optional<JsonDefect> findJsonDefect(QByteArrayView json);

/// Where the values of object members called `key` stand, at any depth and however the key is escaped. Ends at the
/// first defect. Values inside a value found are not listed again.
std::vector<ByteSpan> findMemberValues(QByteArrayView json, QByteArrayView key);

/// Whether the token is a JSON number; `isInteger` tells whether it has neither fraction nor exponent.
bool isJsonNumber(QByteArrayView token, bool *isInteger);

/// The length of a UTF-8 byte order mark at the start: 3 or 0.
qsizetype byteOrderMarkSize(QByteArrayView bytes);

} // namespace spillway
