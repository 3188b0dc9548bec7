// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"
#include "domain/error.h"

#include <QJsonObject>

#include <vector>

namespace spillway {

/// The text of connections.json, and what is understood of it. The file is anyone's to edit: entries and keys that are
/// not understood, such as a newer version's, are kept as they are and not offered.
class ProfileFile
{
public:
    static constexpr qint64 mostBytes = 256 * 1024;
    static constexpr qsizetype mostProfiles = 1000;
    static constexpr qsizetype longestText = 4096; ///< of one field
    static constexpr qint64 currentVersion = 1;

    /// Errors: Malformed (NotJson, CutShort, NotAnObject, TooMany), with the offset where there is one.
    static Result<ProfileFile> parse(const QByteArray &text);
    QByteArray text() const;

    bool isNewer() const { return m_version > currentVersion; }
    QList<ConnectionProfile> profiles() const;
    /// How many entries are not understood.
    qsizetype unread() const;
    qsizetype size() const { return qsizetype(m_entries.size()); }

    /// In the place of the one with the same id, or at the end.
    void put(const ConnectionProfile &profile);
    void remove(const QString &id);

private:
    struct Entry
    {
        QJsonValue raw; ///< with everything in it that is not ours
        std::optional<ConnectionProfile> profile;
    };
    std::vector<Entry>::iterator entryOf(const QString &id);

    qint64 m_version = currentVersion;
    QJsonObject m_others; ///< what else stands in the file
    std::vector<Entry> m_entries;
};

} // namespace spillway
