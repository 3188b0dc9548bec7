// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/look.h"

namespace spillway {

/// Files of other tools are small; what is larger is something else.
inline constexpr qint64 configFileCap = 256 * 1024;

/// A file of another tool as text: UTF-8 without byte order mark and NUL. Wiped at its end: it holds secrets.
class ConfigFile
{
public:
    /// Reads at most `configFileCap` bytes; of a pipe for as long as the scope's patience.
    ConfigFile(const QString &path, const SearchScope &scope);
    ~ConfigFile();
    Q_DISABLE_COPY_MOVE(ConfigFile)

    /// Whether there is a text. If not: state and detail say why, Absent where there is no such file.
    bool isRead() const { return m_isRead; }
    QByteArrayView text() const { return m_text; }
    Place::State state() const { return m_state; }
    QString detail() const { return m_detail; }
    bool isReadableByOthers() const { return m_isReadableByOthers; }

    /// The look of a place whose file is not read, or cannot be understood.
    Look look(const QString &place) const;

private:
    void read(const QString &path, const SearchScope &scope);
    void fail(Place::State state, const QString &detail);

    bool m_isRead = false;
    bool m_isReadableByOthers = false;
    Place::State m_state = Place::State::Absent;
    QString m_detail;
    QByteArray m_bytes;
    QByteArrayView m_text; ///< m_bytes without the mark
};

/// Whether a regular file's group, or everybody, may read it.
bool isReadableByOthers(const QString &path);

/// Why a file could not be read, in words.
QString unreadable(const Error &error);

} // namespace spillway
