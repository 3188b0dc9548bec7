// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace spillway {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, while it lives; one at a time. Each is heard once: who asks a
/// second time ends the program at once, as without this. Under nohup SIGHUP stays ignored.
class EndSignals : public QObject
{
    Q_OBJECT

public:
    EndSignals();
    ~EndSignals() override;

    bool cameAlready() const { return m_came; }

Q_SIGNALS:
    void came();

private:
    int m_toRead = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_came = false;
};

} // namespace spillway
