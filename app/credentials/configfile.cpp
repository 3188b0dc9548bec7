// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/configfile.h"

#include "client/boundedread.h"
#include "credentials/translation.h"
#include "domain/value.h"
#include "wire/jsonscan.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

namespace spillway {

using State = Place::State;

namespace {

struct stat statusOf(const QString &path, int *systemError)
{
    struct stat status
    {
    };
    *systemError = ::stat(QFile::encodeName(path).constData(), &status) == 0 ? 0 : errno;
    return status;
}

} // namespace

ConfigFile::ConfigFile(const QString &path, const SearchScope &scope)
{
    if (!scope.readsOtherTools) {
        fail(State::Absent, Tr::tr("Not looked at."));
        return;
    }
    int systemError = 0;
    statusOf(path, &systemError);
    if (systemError == ENOENT || systemError == ENOTDIR)
        fail(State::Absent, Tr::tr("There is no such file."));
    else
        read(path, scope);
}

ConfigFile::~ConfigFile()
{
    explicit_bzero(m_bytes.data(), size_t(m_bytes.size()));
}

void ConfigFile::read(const QString &path, const SearchScope &scope)
{
    Result<QByteArray> bytes = readFile(path, {configFileCap, scope.patience, {}});
    if (!bytes) {
        fail(State::Unreadable, unreadable(bytes.error()));
        return;
    }
    m_bytes = std::move(*bytes);
    m_isReadableByOthers = spillway::isReadableByOthers(path);
    m_text = QByteArrayView(m_bytes).sliced(byteOrderMarkSize(m_bytes));
    // UTF-16 has NULs, and the libraries would take what stands before one for all of it.
    m_isRead = !m_text.contains('\0') && QByteArrayView(m_text).isValidUtf8();
    if (!m_isRead)
        fail(State::Malformed, Tr::tr("It is not a text file in UTF-8."));
}

void ConfigFile::fail(State state, const QString &detail)
{
    m_state = state;
    m_detail = detail;
}

Look ConfigFile::look(const QString &place) const
{
    Look look = lookOf(place, m_state, m_detail);
    look.place.readableByOthers = m_isReadableByOthers;
    return look;
}

bool isReadableByOthers(const QString &path)
{
    int systemError = 0;
    const struct stat status = statusOf(path, &systemError);
    return systemError == 0 && S_ISREG(status.st_mode) && (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

QString unreadable(const Error &error)
{
    if (error.kind == Error::Kind::TooLarge)
        return Tr::tr("It is too large to be such a file.");
    if (error.reason == Error::Reason::NotRegularFile)
        return Tr::tr("It is not a file.");
    return Tr::tr("It cannot be read: %1.").arg(visibleText(error.detail));
}

} // namespace spillway
