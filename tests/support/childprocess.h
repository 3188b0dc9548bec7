// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <functional>

#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

namespace spillway {

inline constexpr int cannot = 77; ///< a child was not allowed to prepare itself

/// What the work returns as an exit code, done by a child whose rights can be taken away; -1 if it died.
inline int resultOfChild(const std::function<int()> &work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A disk of one's own over the folder, in a child; no other process sees it.
inline bool mountDiskOver(const QString &folder, unsigned long flags, const char *options)
{
    const auto tell = [](const char *path, const QByteArray &text) {
        QFile file(QString::fromLatin1(path));
        return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(text) == text.size();
    };
    const uid_t user = getuid();
    const gid_t group = getgid();
    if (unshare(user == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0)
        return false;
    if (user != 0
        && (!tell("/proc/self/setgroups", "deny") || !tell("/proc/self/uid_map", "0 " + QByteArray::number(user) + " 1")
            || !tell("/proc/self/gid_map", "0 " + QByteArray::number(group) + " 1")))
        return false;
    mount("none", "/", "none", MS_REC | MS_PRIVATE, nullptr); // in a chroot the root is no mount point
    return mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", flags, options) == 0;
}

} // namespace spillway
