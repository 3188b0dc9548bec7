// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QTemporaryDir>

#include <atomic>
#include <chrono>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace spillway {

/// Two local files that rich text would open: a picture, and a pipe that nobody writes to, on which whoever opens it
/// hangs. Tells how often anybody did; who hangs is let go.
class Bait
{
public:
    Bait()
    {
        QImage image(2, 2, QImage::Format_RGB32);
        image.fill(Qt::white);
        image.save(picture());
        if (mkfifo(pipe().toUtf8().constData(), 0600) != 0)
            qFatal("no pipe");
        m_notify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (inotify_add_watch(m_notify, picture().toUtf8().constData(), IN_OPEN) < 0)
            qFatal("no watch");
        m_watchman = std::thread([this] { watch(); });
    }
    ~Bait()
    {
        m_ends = true;
        m_watchman.join();
        close(m_notify);
    }
    Q_DISABLE_COPY_MOVE(Bait)

    QString picture() const { return m_folder.filePath(QStringLiteral("p.png")); }
    QString pipe() const { return m_folder.filePath(QStringLiteral("f")); }
    /// Times that one of them was opened, so far.
    int opened()
    {
        char events[4096];
        for (ssize_t size = 0; (size = read(m_notify, events, sizeof events)) > 0;) {
            for (ssize_t at = 0; at < size; at +=
                 ssize_t(sizeof(inotify_event)) + ssize_t(reinterpret_cast<const inotify_event *>(events + at)->len))
                ++m_opened;
        }
        return m_opened;
    }

private:
    /// Opening for writing works only while somebody waits at the other end.
    void watch()
    {
        while (!m_ends) {
            const int end = open(pipe().toUtf8().constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
            if (end >= 0) {
                ++m_opened;
                close(end);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    QTemporaryDir m_folder;
    int m_notify = -1;
    std::atomic_int m_opened = 0;
    std::atomic_bool m_ends = false;
    std::thread m_watchman;
};

} // namespace spillway
