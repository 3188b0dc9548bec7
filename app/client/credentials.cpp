// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/credentials.h"

#include "client/boundedread.h"
#include "wire/endpoint.h"

#include <array>
#include <cstring>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 tokenFileCap = 64 * 1024; // a token has at most 32 KiB
constexpr std::chrono::seconds patience{5}; // for a FIFO, such as the shell's <(command)
constexpr std::array variables{"OS_AUTH_TOKEN"_L1, "OS_TOKEN"_L1};

Result<FoundToken> checked(FoundToken found)
{
    if (const Result<void> usable = checkToken(found.token, found.origin); !usable)
        return failure(usable.error());
    return found;
}

Result<FoundToken> tokenFromFile(const QString &path)
{
    Result<QByteArray> bytes = readFile(path, {tokenFileCap, patience, {}});
    if (!bytes) {
        // Whatever is that large is not a token.
        if (bytes.error().kind == Error::Kind::TooLarge)
            return failure(Error::Kind::Usage, Error::Reason::BadToken, path);
        return failure(bytes.error());
    }
    QByteArrayView text = *bytes;
    if (text.endsWith('\n'))
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    FoundToken found{Secret(text), path};
    explicit_bzero(bytes->data(), size_t(bytes->size()));
    return checked(std::move(found));
}

} // namespace

Result<FoundToken> findToken(const QString &tokenFile, const QProcessEnvironment &environment)
{
    if (!tokenFile.isEmpty())
        return tokenFromFile(tokenFile);
    for (const QLatin1StringView variable : variables) {
        // Set but empty is how a shell script unsets.
        QByteArray value = environment.value(variable).toUtf8();
        if (value.isEmpty())
            continue;
        FoundToken found{Secret(value), variable};
        explicit_bzero(value.data(), size_t(value.size()));
        return checked(std::move(found));
    }
    return failure(Error::Kind::Usage, Error::Reason::NoCredential);
}

} // namespace spillway
