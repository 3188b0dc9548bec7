// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/writers.h"

#include "connections/profilestore.h"
#include "settings/preferencestore.h"
#include "support/fixtures.h"
#include "tabular/export.h"
#include "wire/taskdecoder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr char connections[] = R"({"version":1,"connections":[
{"id":"11111111-2222-4333-8444-555555555555","name":"a"},
{"id":"21111111-2222-4333-8444-555555555555","name":"theirs"}
]}
)";

/// Larger than a page, so that a disk can be full in the middle of it.
QByteArray settings()
{
    return "[ui]\nv1\\columns\\order=" + QByteArray(6000, 'c') + "\nv1\\preferences\\theme=dark\n";
}

ExportRequest largeRequest()
{
    static const TaskSnapshot task = [] {
        QByteArrayList parts;
        for (int i = 0; i < 2000; ++i)
            parts +=
                R"({"partitionId":"shardId-)" + QByteArray::number(i) + R"(","last_transfer_offset":1,"discard":0})";
        return *decodeTask(R"({"stream_name":"s","task_name":"t","partitions":[)" + parts.join(',') + "]}");
    }();
    ExportRequest request;
    request.task = task;
    request.rows = allRows(*task);
    return request;
}

bool exportIn(const QString &folder)
{
    return exportToFile(largeRequest(), folder + u"/out.csv"_s).has_value();
}

/// As a person who renames a connection.
bool changeConnection(const QString &folder)
{
    ProfileStore store(folder + u"/spillway"_s);
    bool isSaid = store.problem().has_value();
    QObject::connect(&store, &ProfileStore::notSaved, &store, [&] { isSaid = true; });
    ConnectionProfile profile = store.profiles().value(0);
    if (profile.id.isEmpty()) // nothing is shown that could be changed, and why not is said
        return !store.problem();
    profile.name = u"b"_s;
    store.edit(profile);
    return !isSaid;
}

/// As a person who chooses another theme.
bool changePreference(const QString &folder)
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder);
    PreferenceStore store;
    bool isSaid = !store.damagedFile().isEmpty();
    QObject::connect(&store, &PreferenceStore::notSaved, &store, [&] { isSaid = true; });
    Preferences wanted = store.value();
    wanted.theme = Theme::Light;
    wanted.groupDigits = true;
    store.set(wanted);
    return !isSaid;
}

} // namespace

std::vector<Writer> writers()
{
    const QByteArray none;
    return {
        {"export over a file", "F173", u"out.csv"_s, "old", exportIn},
        {"export to a new file", "F173", u"out.csv"_s, none, exportIn},
        {"connections", "F180", u"spillway/connections.json"_s, connections, changeConnection},
        {"settings", "F180", u"spillway/spillway.conf"_s, settings(), changePreference},
    };
}

QString quickFolder()
{
    const QString inMemory = u"/dev/shm"_s;
    return (QFileInfo(inMemory).isWritable() ? inMemory : QDir::tempPath()) + u"/spillway-torture-XXXXXX"_s;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

bool prepare(const Writer &writer, const QString &folder)
{
    const QString path = folder + u'/' + writer.file;
    if (!QDir().mkpath(QFileInfo(path).path()))
        return false;
    if (writer.before.isNull())
        return !QFile::exists(path) || QFile::remove(path);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(writer.before) == writer.before.size();
}

QStringList leftBehind(const Writer &writer, const QString &folder)
{
    QStringList found;
    QDirIterator each(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString path = each.next();
        if (path != folder + u'/' + writer.file)
            found += path.mid(folder.size() + 1);
    }
    found.sort();
    return found;
}

} // namespace spillway
