// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFlags>
#include <QString>

#include <optional>

namespace spillway {

/// One value of an answer, as it came: its JSON type, where its exact text stands in the answer's bytes, and what is
/// odd about it. 12 bytes; the text is read through the Answer it belongs to.
struct Value
{
    enum class Kind : quint8 { Absent, Null, Text, Integer, Number, Boolean, Object, Array };

    enum Mark : quint8 {
        WrongType = 0x01, ///< not the type the field table asks for
        NumericText = 0x02, ///< a JSON string that is an integer literal, where an integer belongs: used as the number
        BeyondInt64 = 0x04, ///< an integer that needs more than 64 bits: exact text kept
        LoneSurrogate = 0x08, ///< half of a UTF-16 pair in a string: shown as U+FFFD
        Repeated = 0x10, ///< the key came more than once: the last value; all are under Other fields
        Conflicting = 0x20, ///< the other dialect's key came too, with another value (under Other fields)
        Misspelt = 0x40, ///< came under the key file_prefix" of the vendor's published example
        SameId = 0x80, ///< another partition of this answer has the same id, or the id is missing
    };
    Q_DECLARE_FLAGS(Marks, Mark)

    quint32 offset = 0; ///< of the first byte of the token
    quint32 size = 0; ///< bytes of the token; strings include their quotes
    Kind kind = Kind::Absent;
    Marks marks;

    bool isPresent() const { return kind != Kind::Absent; }
    bool isText() const { return kind == Kind::Text; }
};
static_assert(sizeof(Value) <= 16);

/// The bytes of one answer, exactly as they came (but for masked secrets), and the reading of its values. Immutable.
class Answer
{
public:
    Answer() = default;
    /// maskedSecrets: how many values were replaced by a mask before these bytes were kept.
    explicit Answer(QByteArray bytes, int maskedSecrets = 0)
        : m_bytes(std::move(bytes))
        , m_maskedSecrets(maskedSecrets)
    {
    }

    const QByteArray &bytes() const { return m_bytes; }
    int maskedSecrets() const { return m_maskedSecrets; }

    /// The exact JSON text of the value; empty if absent.
    QByteArrayView token(const Value &value) const { return QByteArrayView(m_bytes).sliced(value.offset, value.size); }
    /// The same without a string's quotes, escapes as they stand.
    QByteArrayView bare(const Value &value) const
    {
        const QByteArrayView json = token(value);
        return value.isText() ? json.sliced(1, json.size() - 2) : json;
    }
    /// The characters of a string; the JSON text of anything else; a null QString if absent.
    QString text(const Value &value) const;
    /// An integer that fits 64 bits, also one that came as text (NumericText).
    std::optional<qint64> integer(const Value &value) const;

private:
    QByteArray m_bytes;
    int m_maskedSecrets = 0;
};

/// What stands between the quotes of a JSON string, unescaped. Nothing if an escape is not JSON's.
/// A lone surrogate becomes U+FFFD and sets *loneSurrogate.
std::optional<QString> unescaped(QByteArrayView text, bool *loneSurrogate = nullptr);

/// Whether the text is a JSON integer: -?(0|[1-9][0-9]*)
bool isIntegerLiteral(QByteArrayView text);

/// Orders two integer literals by value, however long.
int compareIntegerLiterals(QByteArrayView a, QByteArrayView b);

/// Control, bidirectional and other invisible characters as visible signs (⏎ ⇥ ⟨NUL⟩ ⟨U+202E⟩), at most `limit`
/// characters, then an ellipsis. For the screen; exports keep text as it came.
QString visibleText(const QString &text, qsizetype limit = 1024);

} // namespace spillway

Q_DECLARE_OPERATORS_FOR_FLAGS(spillway::Value::Marks)
