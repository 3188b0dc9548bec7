// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QStringList>

namespace spillway {

/// Whose a refused certificate is, by which a person can tell a proxy from an impostor: subject, names, issuer,
/// validity and fingerprint, a line each, labelled as OpenSSL does. Empty for no certificate.
QStringList certificateFacts(const QSslCertificate &certificate);

} // namespace spillway
