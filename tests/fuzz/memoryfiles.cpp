// SPDX-License-Identifier: GPL-3.0-or-later
// What credentials/configfile.h declares, without a disk. The linker takes these and leaves the room's own.
#include "memoryfiles.h"

#include "credentials/configfile.h"
#include "wire/jsonscan.h"

namespace spillway {

ConfigFile::ConfigFile(const QString &path, const SearchScope &scope)
{
    if (scope.readsOtherTools && fuzz::memoryFiles().contains(path))
        read(path, scope);
}

ConfigFile::~ConfigFile() = default;

void ConfigFile::read(const QString &path, const SearchScope & /*scope*/)
{
    m_bytes = fuzz::memoryFiles().value(path);
    m_bytes.detach(); // so that a byte read beyond them is noticed
    m_text = QByteArrayView(m_bytes).sliced(byteOrderMarkSize(m_bytes));
    m_isRead = !m_text.contains('\0') && m_text.isValidUtf8();
    if (!m_isRead)
        fail(Place::State::Malformed, QStringLiteral("not UTF-8"));
}

void ConfigFile::fail(Place::State state, const QString &detail)
{
    m_state = state;
    m_detail = detail;
}

Look ConfigFile::look(const QString &place) const
{
    return lookOf(place, m_state, m_detail);
}

bool isReadableByOthers(const QString & /*path*/)
{
    return false;
}

QString unreadable(const Error &error)
{
    return error.detail;
}

namespace fuzz {

QHash<QString, QByteArray> &memoryFiles()
{
    static QHash<QString, QByteArray> files;
    return files;
}

} // namespace fuzz

} // namespace spillway
