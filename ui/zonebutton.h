// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace spillway {

class PreferenceStore;

/// Says in which zone all times on screen are, by its offset at the moment, and offers the usual ones.
class ZoneButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ZoneButton(PreferenceStore &preferences, QWidget *parent = nullptr);

    /// Summer time may have begun.
    void updateText();

Q_SIGNALS:
    /// The person wants one that is not offered here.
    void otherRequested();

private:
    void fillMenu();

    PreferenceStore &m_preferences;
};

/// The zones most people choose from; the first is the computer's own.
QList<QByteArray> usualZones();

/// What a zone is called in a list.
QString zoneName(const QByteArray &zone);

} // namespace spillway
