// SPDX-License-Identifier: GPL-3.0-or-later
// How the fuzzer changes inputs with JSON in them: every second time a value or a member as a whole, so that what comes
// out is JSON still and gets further than its first byte that is none.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t mostSize);

namespace {

/// A value or, in an object, key and value.
struct Piece
{
    std::size_t from = 0;
    std::size_t size = 0;
    bool isMember = false;
};

/// Finds the pieces of a text that need not be JSON.
class Pieces
{
public:
    explicit Pieces(std::string_view text)
        : m_text(text)
    {
        for (std::size_t at = 0; at < text.size();)
            at = take(at);
    }
    std::vector<Piece> take() { return std::move(m_pieces); }

private:
    struct Open
    {
        std::size_t from = 0;
        std::size_t key = 0;
        bool isObject = false;
        bool isKeyNext = false;
    };

    std::size_t take(std::size_t at)
    {
        switch (m_text[at]) {
        case '"':
            return takeString(at);
        case '{':
        case '[':
            m_open.push_back({at, at, m_text[at] == '{', m_text[at] == '{'});
            return at + 1;
        case '}':
        case ']':
            if (!m_open.empty()) {
                const std::size_t from = m_open.back().from;
                m_open.pop_back();
                found(from, at + 1);
            }
            return at + 1;
        case ',':
            if (!m_open.empty())
                m_open.back().isKeyNext = m_open.back().isObject;
            return at + 1;
        default:
            return takeWord(at);
        }
    }

    std::size_t takeString(std::size_t from)
    {
        std::size_t end = from + 1;
        while (end < m_text.size() && m_text[end] != '"')
            end += m_text[end] == '\\' ? 2 : 1;
        end = std::min(end + 1, m_text.size());
        if (!m_open.empty() && m_open.back().isKeyNext) {
            m_open.back().key = from;
            m_open.back().isKeyNext = false;
        } else {
            found(from, end);
        }
        return end;
    }

    std::size_t takeWord(std::size_t from)
    {
        constexpr std::string_view letters = "+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        const std::size_t end = std::min(m_text.find_first_not_of(letters, from), m_text.size());
        if (end == from)
            return from + 1;
        found(from, end);
        return end;
    }

    void found(std::size_t from, std::size_t end)
    {
        m_pieces.push_back({from, end - from, false});
        if (!m_open.empty() && m_open.back().isObject)
            m_pieces.push_back({m_open.back().key, end - m_open.back().key, true});
    }

    std::string_view m_text;
    std::vector<Open> m_open;
    std::vector<Piece> m_pieces;
};

constexpr std::array<std::string_view, 20> values{"null",
                                                  "true",
                                                  "{}",
                                                  "[]",
                                                  "\"\"",
                                                  "0",
                                                  "-0",
                                                  "1",
                                                  "-1",
                                                  "1.5",
                                                  "1e5",
                                                  "9223372036854775807",
                                                  "9223372036854775808",
                                                  "\"12\"",
                                                  "1606984428612",
                                                  "\"=1+1\"",
                                                  R"("\ud83d\ude00\u0000\u202e")",
                                                  R"("\udc00")",
                                                  R"("a\"b,c;\r\n\t'")",
                                                  R"("[0 : 12]")"};

std::string changed(const std::string &text, std::minstd_rand &random)
{
    const std::vector<Piece> pieces = Pieces(text).take();
    if (pieces.empty())
        return text;
    const Piece &one = pieces[random() % pieces.size()];
    const Piece &other = pieces[random() % pieces.size()];
    const std::string copy = text.substr(other.from, other.size);
    switch (random() % 4) {
    case 0: // another value, behind the same key
        if (!one.isMember)
            return std::string(text).replace(one.from, one.size, values[random() % values.size()]);
        [[fallthrough]];
    case 1: // a copy of something else of its kind
        if (one.isMember == other.isMember)
            return std::string(text).replace(one.from, one.size, copy);
        [[fallthrough]];
    case 2: // once more
        return std::string(text).insert(one.from + one.size, "," + text.substr(one.from, one.size));
    default: { // away, with the comma behind it
        const std::size_t end = one.from + one.size;
        return std::string(text).erase(one.from, one.size + (end < text.size() && text[end] == ','));
    }
    }
}

} // namespace

extern "C" __attribute__((visibility("default"))) std::size_t
LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size, std::size_t mostSize, unsigned seed)
{
    std::minstd_rand random(seed);
    if (random() % 2 == 0)
        return LLVMFuzzerMutate(data, size, mostSize);
    const std::string text = changed(std::string(reinterpret_cast<const char *>(data), size), random);
    if (text.empty() || text.size() > mostSize)
        return LLVMFuzzerMutate(data, size, mostSize);
    std::memcpy(data, text.data(), text.size());
    return text.size();
}
