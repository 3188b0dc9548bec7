// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QThread>

namespace spillway {

/// What the desktop portal says about colours (org.freedesktop.appearance), and says again when that changes. Talking
/// to the bus can block for as long as the bus likes, so it is done on a thread of its own. Without a bus or a portal
/// there is no preference, and nobody is bothered with it.
class PortalColours : public DesktopColourSource
{
    Q_OBJECT

public:
    explicit PortalColours(QObject *parent = nullptr);
    ~PortalColours() override;

    DesktopColours colours() const override { return m_colours; }

Q_SIGNALS:
    /// The bus has been asked and has answered, if only that there is no portal. From now on changes are heard.
    void asked();

private:
    void setColours(DesktopColours colours);

    DesktopColours m_colours;
    std::unique_ptr<QThread> m_thread;
};

} // namespace spillway
