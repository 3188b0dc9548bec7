// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/valuereader.h"

#include "wire/jsonscan.h"

#include <cstring>

namespace spillway {

namespace ondemand = simdjson::ondemand;

ValueReader::ValueReader(const Answer &answer, std::function<const char *()> location)
    : m_location(std::move(location))
    , m_base(answer.bytes().constData())
{
}

quint32 ValueReader::sizeFrom(quint32 offset) const
{
    const char *start = m_base + offset;
    return quint32(trimmedToken({start, size_t(m_location() - start)}).size());
}

bool ValueReader::readKey(ondemand::field &field, Key &key) const
{
    const char *start = field.key().raw();
    const char *end = start;
    bool escaped = false;
    for (; *end != '"'; ++end) {
        if (*end == '\\') {
            escaped = true;
            ++end;
        }
    }
    key.text = QByteArrayView(start, end);
    if (!escaped)
        return true;
    const auto text = unescaped(key.text);
    if (!text)
        return false;
    key.storage = text->toUtf8();
    key.text = key.storage;
    return true;
}

bool ValueReader::readScalar(std::string_view raw, Value &out) const
{
    const QByteArrayView token = trimmedToken(raw);
    out.offset = offsetOf(token.data());
    out.size = quint32(token.size());
    out.marks = {};
    switch (token.isEmpty() ? '\0' : token.front()) {
    case '"': {
        if (token.size() < 2 || token.back() != '"')
            return false;
        out.kind = Value::Kind::Text;
        const QByteArrayView inner = token.sliced(1, token.size() - 2);
        if (std::memchr(inner.data(), '\\', size_t(inner.size())) == nullptr)
            return true;
        bool lone = false;
        const bool isText = unescaped(inner, &lone).has_value();
        out.marks.setFlag(Value::LoneSurrogate, isText && lone);
        return isText;
    }
    case 't':
    case 'f':
        out.kind = Value::Kind::Boolean;
        return token == "true" || token == "false";
    case 'n':
        out.kind = Value::Kind::Null;
        return token == "null";
    default: {
        bool isInteger = false;
        const bool isNumber = isJsonNumber(token, &isInteger);
        out.kind = isInteger ? Value::Kind::Integer : Value::Kind::Number;
        return isNumber;
    }
    }
}

bool ValueReader::walkChildren(ondemand::value value, bool isObject, int depth) const
{
    Value ignored;
    if (isObject)
        return eachMember(value, ignored,
                          [&](const Key &, ondemand::value child) { return readValue(child, ignored, depth + 1); });
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto result : array) {
        ondemand::value child;
        if (std::move(result).get(child) != simdjson::SUCCESS || !readValue(child, ignored, depth + 1))
            return false;
    }
    return true;
}

bool ValueReader::readValue(ondemand::value value, Value &out, int depth) const
{
    const std::string_view raw = value.raw_json_token();
    const char first = raw.empty() ? '\0' : raw.front();
    if (first == '"') {
        // Taken rather than skipped: skipping a string that a colon follows takes it for a key, and lets that pass.
        ondemand::raw_json_string taken;
        return value.get_raw_json_string().get(taken) == simdjson::SUCCESS && readScalar(raw, out);
    }
    const bool isObject = first == '{';
    if (!isObject && first != '[')
        return readScalar(raw, out);
    if (depth >= jsonDepthLimit || !walkChildren(value, isObject, depth))
        return false;
    out = Value();
    out.kind = isObject ? Value::Kind::Object : Value::Kind::Array;
    out.offset = offsetOf(raw.data());
    out.size = sizeFrom(out.offset);
    return true;
}

} // namespace spillway
