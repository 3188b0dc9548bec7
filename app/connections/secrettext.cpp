// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/secrettext.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace spillway {

namespace {

struct Field
{
    QByteArrayView key;
    Secret ProfileSecrets::*member;
    bool isHeader; ///< sent as a header, or as a part of one
};

constexpr Field fields[]{
    {"accessKeyId", &ProfileSecrets::accessKeyId, true},     {"secretKey", &ProfileSecrets::secretKey, true},
    {"securityToken", &ProfileSecrets::securityToken, true}, {"token", &ProfileSecrets::token, true},
    {"password", &ProfileSecrets::password, false},          {"proxyPassword", &ProfileSecrets::proxyPassword, false},
};

/// Bytes on their way to a Secret. They have their room from the start, so that no copy is left behind by growing.
class Buffer
{
public:
    explicit Buffer(qsizetype most) { m_bytes.reserve(std::size_t(most) + 1); }
    ~Buffer() { explicit_bzero(m_bytes.data(), m_bytes.size()); }
    Q_DISABLE_COPY_MOVE(Buffer)

    void add(char byte) { m_bytes.push_back(byte); }
    void add(QByteArrayView bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }
    void clear()
    {
        explicit_bzero(m_bytes.data(), m_bytes.size());
        m_bytes.clear();
    }
    QByteArrayView bytes() const { return {m_bytes.data(), qsizetype(m_bytes.size())}; }

private:
    std::vector<char> m_bytes;
};

bool isControl(char byte)
{
    return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
}

void quote(Buffer &to, QByteArrayView text)
{
    to.add('"');
    for (const char byte : text) {
        if (byte == '"' || byte == '\\')
            to.add('\\');
        to.add(byte);
    }
    to.add('"');
}

class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_rest(text)
    {
    }

    bool isAtEnd() const { return m_rest.isEmpty(); }
    bool take(QByteArrayView expected)
    {
        if (!m_rest.startsWith(expected))
            return false;
        m_rest = m_rest.sliced(expected.size());
        return true;
    }
    /// The text up to the closing quote, which is taken too.
    bool takeQuoted(Buffer &to)
    {
        to.clear();
        while (!m_rest.isEmpty()) {
            const char byte = m_rest.front();
            if (isControl(byte))
                return false;
            m_rest = m_rest.sliced(1);
            if (byte == '"')
                return true;
            if (byte != '\\')
                to.add(byte);
            else if (!takeEscape(to))
                return false;
        }
        return false;
    }

private:
    bool takeEscape(Buffer &to)
    {
        if (m_rest.isEmpty())
            return false;
        const char byte = m_rest.front();
        m_rest = m_rest.sliced(1);
        to.add(byte);
        return byte == '"' || byte == '\\'; // control characters are in no secret that can be used
    }

    QByteArrayView m_rest;
};

} // namespace

Secret textOf(const ProfileSecrets &secrets)
{
    qsizetype most = 2;
    for (const Field &field : fields)
        most += field.key.size() + 6 + 2 * (secrets.*field.member).reveal().size();
    Buffer text(most);
    for (const Field &field : fields) {
        const Secret &secret = secrets.*field.member;
        if (secret.isEmpty())
            continue;
        text.add(text.bytes().isEmpty() ? '{' : ',');
        quote(text, field.key);
        text.add(':');
        quote(text, secret.reveal());
    }
    text.add(text.bytes().isEmpty() ? QByteArrayView("{}") : QByteArrayView("}"));
    return Secret(text.bytes());
}

std::optional<ProfileSecrets> secretsIn(QByteArrayView text)
{
    if (text.size() > mostSecretBytes || !text.isValidUtf8())
        return std::nullopt;
    Reader reader(text);
    Buffer buffer(text.size());
    ProfileSecrets secrets;
    if (text == QByteArrayView("{}"))
        return secrets;
    char before = '{';
    for (const Field &field : fields) {
        const QByteArray start = before + ('"' + field.key.toByteArray()) + "\":\"";
        if (!reader.take(start))
            continue;
        if (!reader.takeQuoted(buffer) || buffer.bytes().isEmpty() || (field.isHeader && !isHeaderText(buffer.bytes())))
            return std::nullopt;
        secrets.*field.member = Secret(buffer.bytes());
        before = ',';
    }
    return reader.take("}") && reader.isAtEnd() && before == ',' ? std::optional(std::move(secrets)) : std::nullopt;
}

} // namespace spillway
