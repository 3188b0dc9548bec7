// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QSslConfiguration>
#include <QTemporaryDir>

#include <optional>

namespace spillway {

/// Certificates made anew for each run, by openssl. Fails loudly where that does not work.
class Certificates
{
public:
    struct Wish
    {
        QString name; ///< of its files
        QByteArray extensions = QByteArray(); ///< in openssl's words, a line each
        QString subject = QString(); ///< /CN=...; empty: its name
        QString issuer = QStringLiteral("ca");
        QString from = QStringLiteral("20200101000000Z");
        QString to = QStringLiteral("20990101000000Z");
        QString digest = QStringLiteral("sha256");
        int bits = 2048;
    };

    /// With an authority called "ca".
    Certificates();

    void make(const Wish &wish);
    QString path(const QString &file) const { return m_folder.filePath(file); }
    /// The file of the authority.
    QString authorities() const { return path(QStringLiteral("ca.pem")); }
    /// For a server with that certificate, and others that it sends along.
    QSslConfiguration serverWith(const QString &name, const QStringList &others = {}) const;
    /// As openssl prints it.
    QString fingerprint(const QString &name) const;

private:
    QByteArray openssl(const QStringList &arguments) const;
    QString keyOf(int bits);
    QSslCertificate certificate(const QString &name) const;
    void write(const QString &file, const QByteArray &text) const;

    QTemporaryDir m_folder;
};

/// openssl's own server, for what Qt's refuses to offer. It answers nothing, but tells what it hears.
class OpensslServer
{
public:
    OpensslServer(const Certificates &certificates, const QString &name, const QStringList &options);
    ~OpensslServer();

    QString authority() const { return m_authority; }
    QString url() const { return QStringLiteral("https://") + m_authority; }
    QByteArray heard();

private:
    QProcess m_process;
    QString m_authority;
    QByteArray m_heard;
};

} // namespace spillway
