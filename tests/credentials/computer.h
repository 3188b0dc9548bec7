// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/search.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <sys/stat.h>

namespace spillway {

// What must never be in a text. Each is a secret of another kind.
inline const QByteArray canaryKey = "HPUACANARYKEY0123456";
inline const QByteArray canarySecret = "CANARYsecretCANARYsecretCANARYsecret0123";
inline const QByteArray canarySecurityToken = "CANARYsecuritytoken/+==";
inline const QByteArray canaryToken = "MIICANARYtokenTOKEN";
inline const QByteArray canaryPassword = "CANARY pass wörd";

/// A computer of its own: folders that are gone after the test, and an environment.
class Computer
{
public:
    Computer()
    {
        if (!m_root.isValid())
            qFatal("no temporary folder");
        for (const char *folder : {"home", "work", "system"})
            QDir(m_root.path()).mkdir(QString::fromLatin1(folder));
        scope.home = m_root.filePath(QStringLiteral("home"));
        scope.workingFolder = m_root.filePath(QStringLiteral("work"));
        scope.systemFolder = m_root.filePath(QStringLiteral("system"));
        scope.patience = std::chrono::milliseconds(50);
    }

    void set(const char *variable, const QByteArray &value)
    {
        scope.environment.insert(QString::fromLatin1(variable), QString::fromUtf8(value));
    }

    /// Writes a file below the root: "home/.hcloud/config.json".
    QString write(const char *path, const QByteArray &bytes, mode_t mode = 0600)
    {
        const QString full = m_root.filePath(QString::fromLatin1(path));
        QDir().mkpath(QFileInfo(full).path());
        QFile file(full);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the test's file");
        file.close();
        if (::chmod(QFile::encodeName(full).constData(), mode) != 0)
            qFatal("cannot set the mode of the test's file");
        return full;
    }
    QString path(const char *path) const { return m_root.filePath(QString::fromLatin1(path)); }

    Search search() const { return searchCredentials(scope); }

    SearchScope scope;

private:
    QTemporaryDir m_root;
};

/// The place whose name starts so; its state is Absent and its name empty if there is none.
inline Place placeOf(const Search &search, const QString &start)
{
    const auto is = [&start](const Place &place) { return place.name.startsWith(start); };
    const auto found = std::find_if(search.places.begin(), search.places.end(), is);
    return found == search.places.end() ? Place() : *found;
}

/// Every text of a search that a person may see.
inline QString textOf(const Search &search)
{
    QString text;
    for (const Place &place : search.places)
        text += place.name + u'\n' + place.detail + u'\n';
    if (search.found)
        text += search.found->origin;
    if (search.problem)
        text += search.problem->subject + search.problem->detail + search.problem->code;
    return text;
}

/// The secrets that are in a text, and more of the access key than may be.
inline QStringList canariesIn(const QString &text)
{
    QStringList seen;
    for (const QByteArray &canary :
         {canaryKey.first(5), canarySecret, canarySecurityToken, canaryToken, canaryPassword, QByteArray("CANARY")}) {
        if (text.contains(QString::fromUtf8(canary)))
            seen.append(QString::fromUtf8(canary));
    }
    return seen;
}

inline QByteArray bytesOf(const Secret &secret)
{
    return secret.reveal().toByteArray();
}

} // namespace spillway
