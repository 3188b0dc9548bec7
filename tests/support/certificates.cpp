// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"

#include <QFile>
#include <QRegularExpression>
#include <QSslKey>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms; the machine may be busy

} // namespace

Certificates::Certificates()
{
    write(u"ca.cnf"_s,
          "[ca]\ndefault_ca=here\n[here]\ndatabase=index.txt\nserial=serial\nunique_subject=no\npolicy=any\n"
          "[any]\ncommonName=optional\n");
    write(u"index.txt"_s, {});
    openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
             u"/CN=Test authority"_s, u"-keyout"_s, u"ca.key"_s, u"-out"_s, u"ca.pem"_s});
}

QByteArray Certificates::openssl(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished(patience) || process.exitCode() != 0)
        qFatal("openssl: %s", process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

void Certificates::write(const QString &file, const QByteArray &text) const
{
    QFile out(path(file));
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
        qFatal("cannot write a file of the test");
}

/// One serves all: keys take long to make.
QString Certificates::keyOf(int bits)
{
    const QString file = QString::number(bits) + u".key"_s;
    if (!QFile::exists(path(file)))
        openssl({u"genrsa"_s, u"-out"_s, file, QString::number(bits)});
    return file;
}

void Certificates::make(const Wish &wish)
{
    const QString key = keyOf(wish.bits);
    QFile::copy(path(key), path(wish.name + u".key"_s));
    write(wish.name + u".ext"_s, wish.extensions + '\n');
    openssl({u"req"_s, u"-new"_s, u"-utf8"_s, u"-key"_s, key, u"-subj"_s,
             wish.subject.isEmpty() ? u"/CN="_s + wish.name : wish.subject, u"-out"_s, wish.name + u".csr"_s});
    openssl({u"ca"_s,
             u"-batch"_s,
             u"-config"_s,
             u"ca.cnf"_s,
             u"-notext"_s,
             u"-utf8"_s,
             u"-rand_serial"_s,
             u"-outdir"_s,
             u"."_s,
             u"-md"_s,
             wish.digest,
             u"-startdate"_s,
             wish.from,
             u"-enddate"_s,
             wish.to,
             u"-extfile"_s,
             wish.name + u".ext"_s,
             u"-cert"_s,
             wish.issuer + u".pem"_s,
             u"-keyfile"_s,
             wish.issuer + u".key"_s,
             u"-in"_s,
             wish.name + u".csr"_s,
             u"-out"_s,
             wish.name + u".pem"_s});
}

QSslCertificate Certificates::certificate(const QString &name) const
{
    QFile file(path(name + u".pem"_s));
    return file.open(QIODevice::ReadOnly) ? QSslCertificate(file.readAll()) : QSslCertificate();
}

QSslConfiguration Certificates::serverWith(const QString &name, const QStringList &others) const
{
    QList<QSslCertificate> chain{certificate(name)};
    for (const QString &other : others)
        chain += certificate(other);
    QFile key(path(name + u".key"_s));
    if (!key.open(QIODevice::ReadOnly))
        qFatal("there is no key");
    QSslConfiguration configuration;
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(QSslKey(key.readAll(), QSsl::Rsa));
    return configuration;
}

QString Certificates::fingerprint(const QString &name) const
{
    const QByteArray line =
        openssl({u"x509"_s, u"-in"_s, name + u".pem"_s, u"-noout"_s, u"-fingerprint"_s, u"-sha256"_s});
    return QString::fromLatin1(line.mid(line.indexOf('=') + 1).trimmed());
}

OpensslServer::OpensslServer(const Certificates &certificates, const QString &name, const QStringList &options)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"openssl"_s,
                    QStringList{u"s_server"_s, u"-accept"_s, u"127.0.0.1:0"_s, u"-cert"_s,
                                certificates.path(name + u".pem"_s), u"-key"_s, certificates.path(name + u".key"_s),
                                u"-cipher"_s, u"DEFAULT:@SECLEVEL=0"_s}
                        + options);
    static const QRegularExpression accepting(u"ACCEPT (127\\.0\\.0\\.1:\\d+)"_s);
    while (m_authority.isEmpty()) {
        if (!m_process.waitForReadyRead(patience))
            qFatal("openssl s_server: %s", m_heard.constData());
        m_heard += m_process.readAll();
        m_authority = accepting.match(QString::fromLatin1(m_heard)).captured(1);
    }
}

OpensslServer::~OpensslServer()
{
    m_process.kill();
    m_process.waitForFinished(patience);
}

QByteArray OpensslServer::heard()
{
    m_heard += m_process.readAll();
    return m_heard;
}

} // namespace spillway
