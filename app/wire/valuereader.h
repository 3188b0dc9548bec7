// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/value.h"

#include <functional>
#include <simdjson.h>

namespace spillway {

/// simdjson's tokens run on to the next structural character.
inline QByteArrayView trimmedToken(std::string_view raw)
{
    while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\t' || raw.back() == '\n' || raw.back() == '\r'))
        raw.remove_suffix(1);
    return {raw.data(), qsizetype(raw.size())};
}

/// The character that tells what kind of value stands here; NUL if none does.
inline char firstOf(simdjson::ondemand::value &value)
{
    const std::string_view raw = value.raw_json_token();
    return raw.empty() ? '\0' : raw.front();
}

/// Turns what simdjson's on-demand interface stands at into Values. Every byte is looked at: also what nobody knows is
/// checked for being JSON. The reading functions return false on a syntax error; what was read is then to be thrown
/// away.
class ValueReader
{
public:
    /// A member's name: the bytes between the quotes, unescaped only if need be.
    struct Key
    {
        QByteArrayView text;
        QByteArray storage;
    };

    /// `location` tells where simdjson stands: needed for where objects and arrays end.
    ValueReader(const Answer &answer, std::function<const char *()> location);

    bool readKey(simdjson::ondemand::field &field, Key &key) const;
    bool readValue(simdjson::ondemand::value value, Value &out, int depth) const;
    /// Calls member(key, value) for each member of an object. `whole` becomes the object itself.
    template <class Member> bool eachMember(simdjson::ondemand::value value, Value &whole, const Member &member) const;

    quint32 offsetOf(const char *at) const { return quint32(at - m_base); }
    /// The JSON text from `offset` up to where simdjson stands, without the blanks at its end.
    quint32 sizeFrom(quint32 offset) const;

private:
    bool readScalar(std::string_view raw, Value &out) const;
    bool walkChildren(simdjson::ondemand::value value, bool isObject, int depth) const;

    std::function<const char *()> m_location;
    const char *m_base;
};

template <class Member>
bool ValueReader::eachMember(simdjson::ondemand::value value, Value &whole, const Member &member) const
{
    whole.kind = Value::Kind::Object;
    whole.offset = offsetOf(value.raw_json_token().data());
    simdjson::ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS)
        return false;
    for (auto result : object) {
        simdjson::ondemand::field field;
        Key key;
        if (std::move(result).get(field) != simdjson::SUCCESS || !readKey(field, key) || !member(key, field.value()))
            return false;
    }
    whole.size = sizeFrom(whole.offset);
    return true;
}

} // namespace spillway
