// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace spillway {

/// A bus that accepts and never says a word.
class MuteBus
{
public:
    MuteBus()
        : m_path(m_folder.filePath(QStringLiteral("bus")))
        , m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        const QByteArray name = QFile::encodeName(m_path);
        std::copy(name.begin(), name.end(), address.sun_path);
        m_isGood = ::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0
            && ::listen(m_socket, 100) == 0;
    }
    ~MuteBus() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(MuteBus)
    bool isGood() const { return m_isGood; }
    QByteArray address() const { return "unix:path=" + QFile::encodeName(m_path); }

private:
    QTemporaryDir m_folder;
    QString m_path;
    int m_socket;
    bool m_isGood = false;
};

} // namespace spillway
