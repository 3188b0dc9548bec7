// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/credential.h"

#include <algorithm>

namespace spillway {

bool isHeaderText(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte >= 0x21 && byte <= 0x7e; });
}

QString shownPart(const Secret &accessKeyId)
{
    constexpr qsizetype most = 4;
    // Of a short one, which is none of the service's, not even that much.
    const QByteArrayView id = accessKeyId.reveal();
    return QString::fromLatin1(id.first(std::min(most, id.size() / 2)));
}

CredentialFacts factsOf(const AccessKey &key)
{
    CredentialFacts facts;
    facts.kind = key.securityToken.isEmpty() ? CredentialFacts::Kind::AccessKey : CredentialFacts::Kind::TemporaryKey;
    facts.shortId = shownPart(key.id);
    return facts;
}

CredentialFacts factsOf(const Credential &credential)
{
    CredentialFacts facts;
    if (const auto *key = std::get_if<AccessKey>(&credential)) {
        facts = factsOf(*key);
    } else if (const auto *user = std::get_if<UserPassword>(&credential)) {
        facts.kind = CredentialFacts::Kind::Password;
        facts.user = user->user;
    } else if (std::holds_alternative<Token>(credential)) {
        facts.kind = CredentialFacts::Kind::Token;
    }
    return facts;
}

} // namespace spillway
