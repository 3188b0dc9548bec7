// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settingsfile.h"

#include "tabular/atomicfile.h"
#include "tabular/filelock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

#include <cerrno>
#include <optional>

#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr qint64 mostBytes = 16 * 1024 * 1024;

QString badName(const QFileInfo &file, const QString &when)
{
    return file.dir().filePath(file.completeBaseName() + u".bad-"_s + when + u'.' + file.suffix());
}

bool areEqual(const QString &path, const QString &other)
{
    QFile a(path);
    QFile b(other);
    return a.size() == b.size() && a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly)
        && a.readAll() == b.readAll();
}

constexpr std::chrono::seconds patience{2}; // for another instance that is writing

/// What stands there; nothing if it cannot be read, empty if there is no file.
std::optional<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    struct stat status = {};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return errno == ENOENT || errno == ENOTDIR ? std::optional(QByteArray()) : std::nullopt;
    if (!S_ISREG(status.st_mode) || status.st_size > mostBytes || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.readAll();
    return file.error() == QFileDevice::NoError ? std::optional(bytes) : std::nullopt;
}

bool putForNow(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(bytes) == bytes.size();
}

bool replace(const QString &path, const QByteArray &bytes)
{
    AtomicFile file(path, S_IRUSR | S_IWUSR);
    return file.open().and_then([&] { return file.write(bytes); }).and_then([&] { return file.commit(); }).has_value();
}

/// The text of the settings with the change in them, as QSettings writes it; nothing where it could not do that whole.
std::optional<QByteArray> changed(const QByteArray &text, const std::function<void(QSettings &)> &change)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.conf"));
    const QString copy = folder.filePath(QStringLiteral("copy.conf"));
    if (!folder.isValid() || (!text.isEmpty() && !putForNow(path, text)))
        return std::nullopt;
    QSettings settings(path, QSettings::NativeFormat);
    change(settings);
    settings.sync();
    const std::optional<QByteArray> written = bytesOf(path);
    if (!written || settings.status() == QSettings::AccessError || !putForNow(copy, *written))
        return std::nullopt;
    // That it says so proves nothing. Every line it writes ends, and what is cut at a line's end lacks a key.
    const bool endsWell = written->isEmpty() || written->endsWith('\n');
    return endsWell && QSettings(copy, QSettings::NativeFormat).allKeys() == settings.allKeys() ? written
                                                                                                : std::nullopt;
}

QString nameForNow(const QString &path)
{
    return badName(QFileInfo(path), QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s));
}

} // namespace

bool changeSettings(const std::function<void(QSettings &)> &change)
{
    const QString path = settingsFile();
    const QFileInfo folder(QFileInfo(path).path());
    const QByteArray name = QFile::encodeName(folder.filePath());
    if (!QDir().mkpath(folder.path()) || (mkdir(name.constData(), S_IRWXU) != 0 && errno != EEXIST))
        return false;
    QLockFile lock(path + u".lock"_s);
    if (!lockWithin(lock, patience))
        return false;
    const std::optional<QByteArray> before = bytesOf(path);
    const std::optional<QByteArray> after = before ? changed(*before, change) : std::nullopt;
    return after && (*after == *before || replace(path, *after));
}

QString settingsFile()
{
    if (QCoreApplication::organizationName().isEmpty())
        return QSettings().fileName();
    // QSettings reads the file whose name it is asked for: it is asked for one beside it that nobody has.
    const QSettings neighbour(QSettings::NativeFormat, QSettings::UserScope, QCoreApplication::organizationName(),
                              QCoreApplication::applicationName() + u".none"_s);
    return QFileInfo(neighbour.fileName()).dir().filePath(QCoreApplication::applicationName() + u".conf"_s);
}

bool isNoSettingsFile(const QString &path)
{
    struct stat status = {};
    if (stat(QFile::encodeName(path).constData(), &status) != 0)
        return false; // it is not there, or cannot be read: QSettings says so
    return !S_ISREG(status.st_mode) || status.st_size > mostBytes;
}

QString moveAside(const QString &path)
{
    const QString aside = nameForNow(path);
    // Not QFile: that would copy what it cannot rename, and a device has no end.
    return QDir().rename(path, aside) ? aside : QString();
}

QString copyAside(const QString &path)
{
    const QFileInfo file(path);
    const QString pattern = QFileInfo(badName(file, u"*"_s)).fileName();
    const QFileInfoList before = file.dir().entryInfoList({pattern}, QDir::Files);
    for (const QFileInfo &each : before) {
        if (areEqual(path, each.filePath()))
            return each.filePath();
    }
    const QString aside = nameForNow(path);
    return QFile::copy(path, aside) ? aside : QString();
}

} // namespace spillway
