// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/practice.h"

#include <QRandomGenerator>

#include <array>

namespace spillway {

namespace {

Secret copyOf(const Secret &secret)
{
    return Secret(secret.reveal());
}

AccessKey copyOf(const AccessKey &key)
{
    return {copyOf(key.id), copyOf(key.secret), copyOf(key.securityToken)};
}

Secret visible(const char *text)
{
    return Secret(QByteArrayView(text));
}

} // namespace

SignInPractice newSignInPractice(const ProjectId &project)
{
    // Real ids are of this length; those of temporary keys begin with HST.
    return {{QStringLiteral("practice"), QStringLiteral("spillway-demo"), randomSecret()},
            {visible("DEMOPERMANENTKEY0001"), randomSecret(), {}},
            {visible("HSTDEMOTEMPORARY0001"), randomSecret(), randomSecret()},
            project,
            QStringLiteral("practice-1")};
}

SignInPractice copyOf(const SignInPractice &practice)
{
    return {{practice.user.user, practice.user.domain, copyOf(practice.user.password)},
            copyOf(practice.key),
            copyOf(practice.temporaryKey),
            practice.project,
            practice.projectName};
}

Secret randomSecret()
{
    std::array<quint32, 12> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    QByteArray bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
    Secret secret{bytes};
    bytes.fill('\0');
    words.fill(0);
    return secret;
}

bool isSame(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

} // namespace spillway
