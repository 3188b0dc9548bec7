// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/certificatefacts.h"

#include <QDateTime>

namespace spillway {

namespace {

constexpr int mostNames = 8; // of thousands, for all that anybody may put into one

} // namespace

QStringList certificateFacts(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.size() > mostNames)
        names = names.first(mostNames) + QStringList{QStringLiteral("…")};
    const auto day = [](const QDateTime &time) { return time.toUTC().toString(Qt::ISODate); };
    return {
        QStringLiteral("Subject: %1").arg(certificate.subjectDisplayName()),
        QStringLiteral("Names: %1").arg(names.join(QStringLiteral(", "))),
        QStringLiteral("Issuer: %1").arg(certificate.issuerDisplayName()),
        QStringLiteral("Validity: %1 - %2").arg(day(certificate.effectiveDate()), day(certificate.expiryDate())),
        QStringLiteral("SHA-256: %1")
            .arg(QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper())),
    };
}

} // namespace spillway
