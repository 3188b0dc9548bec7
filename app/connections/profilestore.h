// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profilefile.h"

#include <QMap>
#include <QObject>

namespace spillway {

/// The connections a person has named, kept in connections.json. Several windows may do so at once: what is written is
/// one connection's change, put into the file as it stands then, so nobody loses another's.
///
/// Reads and writes where it is called, on purpose: the file is 256 KiB at most, a change is rare and a person waits
/// for its outcome, and the lock is waited for two seconds at most.
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    /// Where the program keeps its connections: spillway in the folder of configurations.
    static QString usualFolder();
    /// `folder` is made, for its owner alone, when there is something to write.
    explicit ProfileStore(QString folder, QObject *parent = nullptr);

    /// In the order they were made in.
    const QList<ConnectionProfile> &profiles() const { return m_profiles; }
    std::optional<ConnectionProfile> find(const QString &id) const;
    /// The first of that name; nothing if there is none.
    std::optional<ConnectionProfile> findNamed(const QString &name) const;

    /// What was wrong with the file when it was last looked at. File: SetAside, NewerVersion, CannotRead,
    /// NotRegularFile; nothing is written while it is one of the last three.
    const std::optional<Error> &problem() const { return m_problem; }
    /// How many entries of the file are not understood; they are kept as they are.
    qsizetype unread() const { return m_file.unread(); }
    /// What changes holds until the program ends: it could not be written.
    bool hasUnsaved() const { return !m_unsaved.isEmpty(); }

    // Each takes effect at once: changed() has been emitted when it returns. Each may emit notSaved().
    /// Gives it an id and returns that; empty if there are as many as there may be.
    QString create(ConnectionProfile profile);
    void edit(const ConnectionProfile &profile);
    /// Another one like it, under that name; returns its id, empty if there is none to copy.
    QString copy(const QString &id, const QString &name);
    void remove(const QString &id);

    /// Takes up what another instance wrote.
    void reload();

Q_SIGNALS:
    void changed();
    /// The change holds until the program ends. File: CannotWrite, DiskFull, TooMany, and the problem() if there is
    /// one.
    void notSaved(const spillway::Error &error);

private:
    class Lock;

    QString path() const;
    void change(const QString &id, const std::optional<ConnectionProfile> &profile);
    Result<void> write();
    Result<void> writeOut(const ProfileFile &file) const;
    /// Makes what is in the file ours; what cannot be read is moved out of the way. Only under the lock.
    void takeUp(bool mayMove);
    void setAside();
    void show();

    QString m_folder;
    ProfileFile m_file; ///< as last seen on disk
    QMap<QString, std::optional<ConnectionProfile>> m_unsaved; ///< by id; nothing: it was removed
    QList<ConnectionProfile> m_profiles;
    std::optional<Error> m_problem;
    bool m_mayWrite = true;
};

} // namespace spillway
