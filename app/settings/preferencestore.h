// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/preferences.h"

#include <QObject>

namespace spillway {

/// The preferences, kept in the program's settings file. The file is anyone's to edit: what cannot be used is read as
/// its default. Nothing is written until a person changes something, and then only that.
class PreferenceStore : public QObject
{
    Q_OBJECT

public:
    explicit PreferenceStore(QObject *parent = nullptr);

    const Preferences &value() const { return m_value; }
    /// Takes effect at once: changed() has been emitted when this returns. Unusable parts become their defaults.
    void set(const Preferences &preferences);

    /// The file, if it was damaged when it was read; else empty. What could be made out of it holds.
    QString damagedFile() const { return m_damagedFile; }
    /// Where that is kept as it was; empty if it could not be.
    QString keptAs() const { return m_keptAs; }

Q_SIGNALS:
    void changed(const spillway::Preferences &before);
    /// The change holds until the program ends: the file could not be written.
    void notSaved(const QString &file);

private:
    Preferences m_value;
    QString m_damagedFile;
    QString m_keptAs;
};

} // namespace spillway
