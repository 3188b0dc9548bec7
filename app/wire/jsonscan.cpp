// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsonscan.h"

#include "domain/value.h"

#include <array>
#include <functional>

namespace spillway {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Bytes of the well-formed UTF-8 sequence at the start of `text`; 0 if there is none, -1 if the text ends inside one.
int utf8Length(QByteArrayView text)
{
    const auto at = [&](qsizetype i) { return quint8(text.at(i)); };
    const quint8 lead = at(0);
    if (lead < 0x80)
        return 1;
    const int length = lead >= 0xc2 && lead < 0xe0 ? 2
        : lead >= 0xe0 && lead < 0xf0              ? 3
        : lead >= 0xf0 && lead < 0xf5              ? 4
                                                   : 0;
    for (int i = 1; i < length; ++i) {
        if (i >= text.size())
            return -1;
        // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
        const quint8 low = i > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        const quint8 high = i > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (at(i) < low || at(i) > high)
            return 0;
    }
    return length;
}

/// A recursive reading without recursion: one byte of state per open bracket.
class Scanner
{
public:
    using Member = std::function<void(ByteSpan key, ByteSpan value)>;

    explicit Scanner(QByteArrayView json, Member member = {})
        : m_json(json)
        , m_at(byteOrderMarkSize(json))
        , m_member(std::move(member))
    {
    }

    std::optional<JsonDefect> scan()
    {
        skipBlanks();
        if (atEnd())
            return JsonDefect{JsonDefect::What::Empty, m_at};
        do {
            if (!(m_wantsValue ? value() : afterValue()))
                return m_defect;
            skipBlanks();
        } while (m_wantsValue || !m_open.empty());
        if (!atEnd())
            fail();
        return m_defect;
    }

private:
    struct Level
    {
        char bracket;
        qsizetype start;
        ByteSpan key;
    };

    bool atEnd() const { return m_at >= m_json.size(); }
    char current() const { return m_json.at(m_at); }

    void skipBlanks()
    {
        while (!atEnd() && isBlank(current()))
            ++m_at;
    }

    bool fail(JsonDefect::What what = JsonDefect::What::Syntax)
    {
        m_defect = atEnd() ? JsonDefect{JsonDefect::What::CutShort, m_json.size()} : JsonDefect{what, m_at};
        return false;
    }

    bool value()
    {
        const qsizetype start = m_at;
        if (atEnd())
            return fail();
        m_wantsValue = false;
        switch (current()) {
        case '{':
        case '[':
            return open(start);
        case '"':
            return string() && ended(m_key, start);
        case 't':
            return word("true") && ended(m_key, start);
        case 'f':
            return word("false") && ended(m_key, start);
        case 'n':
            return word("null") && ended(m_key, start);
        default:
            return number() && ended(m_key, start);
        }
    }

    bool open(qsizetype start)
    {
        if (m_open.size() >= size_t(jsonDepthLimit))
            return fail(JsonDefect::What::TooDeep);
        const char bracket = current();
        m_open.push_back({bracket, start, std::exchange(m_key, {})});
        ++m_at;
        skipBlanks();
        if (atEnd())
            return fail();
        if (current() == (bracket == '{' ? '}' : ']'))
            return close();
        return bracket == '{' ? key() : (m_wantsValue = true);
    }

    bool close()
    {
        const Level level = m_open.back();
        m_open.pop_back();
        ++m_at;
        return ended(level.key, level.start);
    }

    bool ended(ByteSpan key, qsizetype start)
    {
        if (key.size > 0 && m_member)
            m_member(key, {start, m_at - start});
        m_key = {};
        return true;
    }

    bool afterValue()
    {
        if (atEnd())
            return fail();
        const char bracket = m_open.back().bracket;
        if (current() == (bracket == '{' ? '}' : ']'))
            return close();
        if (current() != ',')
            return fail();
        ++m_at;
        skipBlanks();
        return bracket == '{' ? key() : (m_wantsValue = true);
    }

    bool key()
    {
        const qsizetype start = m_at;
        if (atEnd() || current() != '"')
            return fail();
        if (!string())
            return false;
        m_key = {start, m_at - start};
        skipBlanks();
        if (atEnd() || current() != ':')
            return fail();
        ++m_at;
        skipBlanks();
        return m_wantsValue = true;
    }

    bool string()
    {
        for (++m_at; !atEnd() && current() != '"';) {
            if (current() == '\\') {
                if (!escape())
                    return false;
                continue;
            }
            const int length = quint8(current()) < 0x20 ? 0 : utf8Length(m_json.sliced(m_at));
            if (length < 0)
                m_at = m_json.size();
            if (length <= 0)
                return fail();
            m_at += length;
        }
        if (atEnd())
            return fail();
        ++m_at;
        return true;
    }

    bool escape()
    {
        const qsizetype start = m_at++;
        if (atEnd())
            return fail();
        const qsizetype length = current() == 'u' ? 5 : 1;
        if (unescaped(m_json.sliced(start, qMin(length + 1, m_json.size() - start)))) {
            m_at += length;
            return true;
        }
        const bool cut = length == 5 && m_json.size() - m_at < 5 && !m_json.sliced(m_at + 1).contains('"');
        m_at = cut ? m_json.size() : start;
        return fail();
    }

    bool word(QByteArrayView expected)
    {
        for (const char c : expected) {
            if (atEnd() || current() != c)
                return fail();
            ++m_at;
        }
        return true;
    }

    bool digits()
    {
        if (atEnd() || !isDigit(current()))
            return fail();
        while (!atEnd() && isDigit(current()))
            ++m_at;
        return true;
    }

    bool number()
    {
        if (current() == '-')
            ++m_at;
        if (!atEnd() && current() == '0') {
            ++m_at;
            if (!atEnd() && isDigit(current()))
                return fail();
        } else if (!digits()) {
            return false;
        }
        if (!atEnd() && current() == '.') {
            ++m_at;
            if (!digits())
                return false;
        }
        if (!atEnd() && (current() == 'e' || current() == 'E')) {
            ++m_at;
            if (!atEnd() && (current() == '+' || current() == '-'))
                ++m_at;
            return digits();
        }
        return true;
    }

    QByteArrayView m_json;
    qsizetype m_at;
    Member m_member;
    bool m_wantsValue = true;
    ByteSpan m_key;
    std::vector<Level> m_open;
    std::optional<JsonDefect> m_defect;
};

} // namespace

qsizetype byteOrderMarkSize(QByteArrayView bytes)
{
    return bytes.startsWith("\xef\xbb\xbf") ? 3 : 0;
}

std::optional<JsonDefect> findJsonDefect(QByteArrayView json)
{
    return Scanner(json).scan();
}

std::vector<ByteSpan> findMemberValues(QByteArrayView json, QByteArrayView key)
{
    const QString wanted = QString::fromUtf8(key);
    std::vector<ByteSpan> found;
    Scanner(json, [&](ByteSpan name, ByteSpan value) {
        if (unescaped(json.sliced(name.offset + 1, name.size - 2)) != wanted)
            return;
        // Members end from the inside out: an outer value swallows those found in it.
        while (!found.empty() && found.back().offset > value.offset)
            found.pop_back();
        found.push_back(value);
    }).scan();
    return found;
}

bool isJsonNumber(QByteArrayView token, bool *isInteger)
{
    *isInteger = isIntegerLiteral(token);
    return *isInteger
        || (!token.isEmpty() && (isDigit(token.front()) || token.front() == '-') && !findJsonDefect(token));
}

} // namespace spillway
