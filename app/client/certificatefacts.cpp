// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/certificatefacts.h"

#include <QDateTime>

#include <algorithm>

namespace spillway {

namespace {

// Anybody may put anything into one, and the fingerprint has to be seen all the same.
constexpr int mostNames = 8;
constexpr qsizetype longestName = 100;

/// On one line: what is not to be seen cannot begin another.
QString shown(QString name)
{
    if (name.size() > longestName)
        name = name.first(longestName) + u'…';
    for (QChar &c : name) {
        const bool breaksLine = c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
        if (breaksLine || c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return name;
}

} // namespace

QStringList certificateFacts(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return {};
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.size() > mostNames)
        names = names.first(mostNames) + QStringList{QStringLiteral("…")};
    std::transform(names.begin(), names.end(), names.begin(), shown);
    const auto day = [](const QDateTime &time) { return time.toUTC().toString(Qt::ISODate); };
    return {
        QStringLiteral("Subject: %1").arg(shown(certificate.subjectDisplayName())),
        QStringLiteral("Names: %1").arg(names.join(QStringLiteral(", "))),
        QStringLiteral("Issuer: %1").arg(shown(certificate.issuerDisplayName())),
        QStringLiteral("Validity: %1 - %2").arg(day(certificate.effectiveDate()), day(certificate.expiryDate())),
        QStringLiteral("SHA-256: %1")
            .arg(QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper())),
    };
}

} // namespace spillway
