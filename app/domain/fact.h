// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/value.h"

namespace spillway {

/// One value of an answer that is kept by itself: its JSON type and its text. For answers of which little is kept; a
/// dump task's own values are slices of its answer (Value).
struct Fact
{
    Value::Kind kind = Value::Kind::Absent;
    QString text; ///< the characters of a string; the exact JSON text of anything else but null

    bool isPresent() const { return kind != Value::Kind::Absent; }
    bool isText() const { return kind == Value::Kind::Text; }
    /// An integer that fits 64 bits, also one that came as text.
    std::optional<qint64> integer() const;

    friend bool operator==(const Fact &, const Fact &) = default;
};

/// A fact as the screen shows it: absent is –, null is null, an empty string is (empty), control characters are signs.
QString factText(const Fact &fact);

} // namespace spillway
