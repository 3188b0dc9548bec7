// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profilestore.h"

#include "tabular/atomicfile.h"
#include "tabular/filelock.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr auto patience = 2s; // for another instance that is writing
constexpr mode_t ownerOnly = S_IRUSR | S_IWUSR;

Error fileError(Error::Reason reason, const QString &path, const QString &detail = {})
{
    return failure(Error::Kind::File, reason, path, detail).value();
}

bool makeFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return true;
    return QDir().mkpath(info.absolutePath()) && mkdir(QFile::encodeName(folder).constData(), S_IRWXU) == 0;
}

struct Found
{
    enum class State { Nothing, Good, Damaged, Unreadable } state = State::Nothing;
    ProfileFile file;
    Error error;
};

Found look(const QString &path)
{
    using State = Found::State;
    struct stat status = {};
    if (lstat(QFile::encodeName(path).constData(), &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return {};
        return {State::Unreadable, {}, fileError(Error::Reason::CannotRead, path, qt_error_string())};
    }
    if (!QFileInfo(path).isFile()) // a pipe would be waited for, a folder cannot be read
        return {State::Unreadable, {}, fileError(Error::Reason::NotRegularFile, path)};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {State::Unreadable, {}, fileError(Error::Reason::CannotRead, path, file.errorString())};
    const QByteArray text = file.read(ProfileFile::mostBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return {State::Unreadable, {}, fileError(Error::Reason::CannotRead, path, file.errorString())};
    if (text.size() > ProfileFile::mostBytes)
        return {State::Damaged, {}, {}};
    Result<ProfileFile> parsed = ProfileFile::parse(text);
    return parsed ? Found{State::Good, std::move(*parsed), {}} : Found{State::Damaged, {}, parsed.error()};
}

} // namespace

/// One instance at a time reads, changes and writes the file.
class ProfileStore::Lock
{
public:
    explicit Lock(const QString &path)
        : m_file(path + u".lock"_s)
    {
        lockWithin(m_file, patience);
    }
    bool isHeld() const { return m_file.isLocked(); }

private:
    QLockFile m_file;
};

ProfileStore::ProfileStore(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    reload();
}

QString ProfileStore::path() const
{
    return QDir(m_folder).filePath(u"connections.json"_s);
}

std::optional<ConnectionProfile> ProfileStore::find(const QString &id) const
{
    const auto found =
        std::find_if(m_profiles.begin(), m_profiles.end(), [&](const auto &one) { return one.id == id; });
    return found != m_profiles.end() ? std::optional(*found) : std::nullopt;
}

std::optional<ConnectionProfile> ProfileStore::findNamed(const QString &name) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [&name](const ConnectionProfile &profile) { return profile.name == name; });
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

QString ProfileStore::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/spillway");
}

QString ProfileStore::create(ConnectionProfile profile)
{
    if (m_profiles.size() + unread() >= ProfileFile::mostProfiles) {
        Q_EMIT notSaved(fileError(Error::Reason::TooMany, path()));
        return {};
    }
    profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    change(profile.id, profile);
    return profile.id;
}

void ProfileStore::edit(const ConnectionProfile &profile)
{
    if (const auto before = find(profile.id); before && *before != profile)
        change(profile.id, profile);
}

QString ProfileStore::copy(const QString &id, const QString &name)
{
    std::optional<ConnectionProfile> profile = find(id);
    if (!profile)
        return {};
    profile->name = name;
    return create(*std::move(profile));
}

void ProfileStore::remove(const QString &id)
{
    if (find(id))
        change(id, std::nullopt);
}

void ProfileStore::reload()
{
    if (look(path()).state == Found::State::Damaged) {
        const Lock lock(path());
        takeUp(lock.isHeld());
    } else {
        takeUp(false);
    }
    show();
}

void ProfileStore::change(const QString &id, const std::optional<ConnectionProfile> &profile)
{
    m_unsaved.insert(id, profile);
    const Result<void> written = write();
    show();
    if (!written)
        Q_EMIT notSaved(written.error());
}

Result<void> ProfileStore::write()
{
    if (!makeFolder(m_folder))
        return failure(fileError(Error::Reason::CannotWrite, path(), qt_error_string()));
    const Lock lock(path());
    if (!lock.isHeld())
        return failure(fileError(Error::Reason::CannotWrite, path()));
    takeUp(true);
    if (!m_mayWrite)
        return failure(*m_problem);
    ProfileFile wanted = m_file;
    for (auto it = m_unsaved.cbegin(); it != m_unsaved.cend(); ++it) {
        if (it.value())
            wanted.put(*it.value());
        else
            wanted.remove(it.key());
    }
    return writeOut(wanted).map([&] {
        m_file = std::move(wanted);
        m_unsaved.clear();
    });
}

Result<void> ProfileStore::writeOut(const ProfileFile &file) const
{
    const QByteArray text = file.text();
    // What is larger would be taken for damaged when it is read.
    if (text.size() > ProfileFile::mostBytes || file.size() > ProfileFile::mostProfiles)
        return failure(fileError(Error::Reason::TooMany, path()));
    AtomicFile out(path(), ownerOnly);
    return out.open().and_then([&] { return out.write(text); }).and_then([&] { return out.commit(); });
}

void ProfileStore::takeUp(bool mayMove)
{
    Found found = look(path());
    m_mayWrite = true;
    // That something was set aside stays said.
    if (m_problem && m_problem->reason != Error::Reason::SetAside)
        m_problem.reset();
    switch (found.state) {
    case Found::State::Nothing:
        // Nobody removes the file of the last connection, so it was lost: what is known is written anew.
        break;
    case Found::State::Good:
        m_file = std::move(found.file);
        m_mayWrite = !m_file.isNewer();
        if (!m_mayWrite)
            m_problem = fileError(Error::Reason::NewerVersion, path());
        break;
    case Found::State::Unreadable:
        m_problem = found.error;
        m_mayWrite = false;
        break;
    case Found::State::Damaged:
        if (mayMove) {
            setAside();
        } else {
            m_problem = fileError(Error::Reason::CannotRead, path(), found.error.detail);
            m_mayWrite = false;
        }
        break;
    }
}

void ProfileStore::setAside()
{
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    const QString aside = QDir(m_folder).filePath(u"connections.bad-%1.json"_s.arg(time));
    QFile file(path());
    m_mayWrite = file.rename(aside); // refuses to replace another
    m_problem = m_mayWrite ? fileError(Error::Reason::SetAside, aside)
                           : fileError(Error::Reason::CannotRead, path(), file.errorString());
}

void ProfileStore::show()
{
    ProfileFile shown = m_file;
    for (auto it = m_unsaved.cbegin(); it != m_unsaved.cend(); ++it) {
        if (it.value())
            shown.put(*it.value());
        else
            shown.remove(it.key());
    }
    if (QList<ConnectionProfile> now = shown.profiles(); now != m_profiles) {
        m_profiles = std::move(now);
        Q_EMIT changed();
    }
}

} // namespace spillway
