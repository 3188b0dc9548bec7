// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectionbench.h"
#include "models/partitionstable.h"
#include "session/projectsession.h"
#include "session/tasksession.h"
#include "support/scriptedsource.h"
#include "ui/mainwindow.h"
#include "ui/partitionsview.h"

#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace spillway {

/// One partition of a made-up answer.
struct FakePartition
{
    int number = 0;
    qint64 offset = 0;
    qint64 discard = 0;
};

inline QByteArray partitionJson(const FakePartition &partition)
{
    return R"({"partitionId":"shardId-)" + QByteArray::number(partition.number).rightJustified(10, '0')
        + R"(","state":"RUNNING","discard":)" + QByteArray::number(partition.discard) + R"(,"last_transfer_offset":)"
        + QByteArray::number(partition.offset) + R"(,"last_transfer_timestamp":1606984428612})";
}

/// An answer about the task "newtask" of the stream "newstream"; `partitions` is the JSON text after "partitions":.
inline QByteArray taskJson(const QByteArray &partitions, const QByteArray &more = {})
{
    return R"({"stream_name":"newstream","task_name":"newtask","state":"RUNNING","destination_type":"OBS",)"
           R"("create_time":1606554932552,"last_transfer_timestamp":1606984428612,)"
        + more
        + R"("obs_destination_description":{"agency_name":"dis_admin_agency","obs_bucket_path":"obsbucket",)"
          R"("file_prefix":"","deliver_time_interval":60,"consumer_strategy":"LATEST"})"
        + (partitions.isNull() ? QByteArray() : QByteArray(",\"partitions\":" + partitions)) + "}";
}

inline QByteArray taskJson(const QList<FakePartition> &partitions)
{
    QByteArrayList texts;
    for (const FakePartition &partition : partitions)
        texts.append(partitionJson(partition));
    return taskJson("[" + texts.join(',') + "]");
}

/// Partitions 0 ... count - 1 whose offsets grow with their numbers.
inline QList<FakePartition> ascending(int count)
{
    QList<FakePartition> partitions;
    for (int i = 0; i < count; ++i)
        partitions.append({i, 100 + i, 0});
    return partitions;
}

inline Error errorOf(Error::Kind kind, int status = 0)
{
    Error error;
    error.kind = kind;
    error.httpStatus = status;
    return error;
}

/// A whole window on a scripted source. Settings and connections go to a folder of its own; nothing is found there to
/// sign in with, unless the test puts it into the environment that is searched.
class TaskWindow
{
public:
    TaskWindow()
        : preferences((isolate(), std::make_shared<PreferenceStore>()))
        , session(SessionTools{systemClock(), systemElapsed(), [] { return 0.0; }}, Pace())
        , window(session, project, tools())
    {
        window.resize(1100, 760);
        window.show();
    }

    void openTask(const QString &task = QStringLiteral("newtask"), const QString &stream = QStringLiteral("newstream"))
    {
        session.open(source, {{stream}, {task}});
    }
    /// Opens it and waits until the answer is on screen.
    void openWith(const QByteArray &body)
    {
        source->wait();
        openTask();
        QTRY_COMPARE(source->open(), 1);
        source->answer(body);
        QTRY_VERIFY(session.answer().task && !session.freshness().asking);
        QTRY_VERIFY(rows().isSettled());
    }
    /// Refreshes and waits until the new answer is on screen.
    void refreshWith(const QByteArray &body)
    {
        source->wait();
        const TaskSnapshot before = session.answer().task;
        session.refresh();
        QTRY_COMPARE(source->open(), 1);
        source->answer(body);
        QTRY_VERIFY(session.answer().task != before);
        QTRY_VERIFY(rows().isSettled());
        QCoreApplication::processEvents();
    }

    /// One that takes the place of the first, as after a change of language.
    std::unique_ptr<MainWindow> successor() { return std::make_unique<MainWindow>(session, project, tools()); }

    template <class Widget> Widget *find(const char *name) const
    {
        auto *widget = window.findChild<Widget *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("no widget %s", name);
        return widget;
    }
    PartitionsView &table() const { return *find<PartitionsView>("partitionTable"); }
    const PartitionsTable &rows() const
    {
        return *qobject_cast<const PartitionsTable *>(
            qobject_cast<const QAbstractProxyModel *>(table().model())->sourceModel());
    }
    /// What the table says about a cell, as shown.
    QVariant cell(int row, int column, int role) const { return table().model()->index(row, column).data(role); }
    QString labelText(const char *name) const { return find<QLabel>(name)->text(); }

    std::shared_ptr<ScriptedSource> source = std::make_shared<ScriptedSource>();
    QTemporaryDir folder;
    int demos = 0;
    QList<OpenFields> opened;
    std::optional<Error> refusal; ///< of whatever is to be opened
    std::shared_ptr<SearchScope> scope = emptyScope();
    std::shared_ptr<FakeKeeper> keeper = std::make_shared<FakeKeeper>();
    std::shared_ptr<ProfileStore> profiles =
        std::make_shared<ProfileStore>(folder.filePath(QStringLiteral("spillway")));
    std::shared_ptr<PreferenceStore> preferences;
    TaskSession session;
    ProjectSession project;
    MainWindow window;

private:
    void isolate()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("spillway"));
        QCoreApplication::setApplicationName(QStringLiteral("spillway"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    }
    static std::shared_ptr<SearchScope> emptyScope()
    {
        auto scope = std::make_shared<SearchScope>();
        scope->systemFolder.clear();
        return scope;
    }
    void addSignIn(SignInTools &tools)
    {
        tools.search = [scope = scope] { return std::make_shared<const Search>(searchCredentials(*scope)); };
        tools.endpointOf = [](const QString &region) {
            return QStringLiteral("https://dis.%1.example.com").arg(region);
        };
        tools.testFound = [](const FoundSearch &) { return QtFuture::makeReadyFuture(QStringLiteral("42")); };
        tools.connection.regions = QStringList{QStringLiteral("cn-north-4")};
        tools.connection.checkEndpoint = [](const QString &) { return std::nullopt; };
        tools.connection.test = [](const ConnectionProfile &, const ProfileSecrets &) {
            return QtFuture::makeReadyFuture(ConnectionTools::Outcome{Severity::Good, QStringLiteral("42")});
        };
        tools.profiles = [this] { return profiles; };
        tools.keeper = keeper;
    }
    WindowTools tools()
    {
        WindowTools needed;
        needed.signIn.open = [this](const OpenFields &fields, const Secret &) {
            opened.append(fields);
            Result<std::shared_ptr<TaskSource>> made(source);
            if (refusal)
                made = failure(*refusal);
            if (fields.endpoint.startsWith(QLatin1String("http:")))
                made = failure(Error::Kind::Usage, Error::Reason::PlainHttp, fields.endpoint);
            return QtFuture::makeReadyFuture(made);
        };
        addSignIn(needed.signIn);
        needed.startDemo = [this] { ++demos; };
        needed.preferences = preferences;
        return needed;
    }
};

} // namespace spillway
