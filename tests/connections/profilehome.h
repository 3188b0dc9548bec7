// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

#include <sys/wait.h>
#include <unistd.h>

namespace spillway {

inline ConnectionProfile named(const QString &name)
{
    ConnectionProfile profile;
    profile.name = name;
    return profile;
}

inline ConnectionProfile full()
{
    ConnectionProfile profile;
    profile.name = QStringLiteral("prod <b>\u202e\"\n");
    profile.region = QStringLiteral("cn-north-4");
    profile.endpoint = QStringLiteral("https://dis.example.com:8443");
    profile.projectId = QStringLiteral("p1");
    profile.projectName = QStringLiteral("cn-north-4_one");
    profile.signIn = ConnectionProfile::SignIn::Password;
    profile.tokenFile = QStringLiteral("/tmp/token");
    profile.user = QStringLiteral("ann");
    profile.domain = QStringLiteral("acme");
    profile.iamEndpoint = QStringLiteral("https://iam.example.com");
    profile.caFile = QStringLiteral("/etc/ca.pem");
    profile.proxy = {ProxyChoice::Kind::Manual, QStringLiteral("proxy.example.com"), 3128, QStringLiteral("proxyuser")};
    profile.interval = std::chrono::seconds(0);
    return profile;
}

inline QStringList namesOf(const QList<ConnectionProfile> &profiles)
{
    QStringList names;
    for (const ConnectionProfile &profile : profiles)
        names += profile.name;
    return names;
}

/// A folder of connections of one's own.
class Home
{
public:
    QString folder() const { return m_parent.filePath(QStringLiteral("spillway")); }
    QString file() const { return m_parent.filePath(QStringLiteral("spillway/connections.json")); }
    QStringList listed() const
    {
        return QDir(folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    void write(const QByteArray &text) const
    {
        QVERIFY(QDir().mkpath(folder()));
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(text), text.size());
    }
    QByteArray read() const
    {
        QFile in(file());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("(unreadable)");
    }
    QJsonArray entries() const
    {
        return QJsonDocument::fromJson(read()).object().value(QStringLiteral("connections")).toArray();
    }

private:
    QTemporaryDir m_parent;
};

/// What the work returns is the exit code of another process.
inline pid_t inChild(const std::function<int()> &work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    return child;
}

inline int resultOf(pid_t child)
{
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace spillway
