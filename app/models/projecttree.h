// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/tasksource.h"
#include "domain/timetext.h"
#include "insight/verdict.h"
#include "models/roles.h"

#include <QAbstractItemModel>

#include <memory>

namespace spillway {

/// What the nodes of a ProjectTree offer beside Qt's roles and SeverityRole. Qt::ToolTipRole is plain text.
enum ProjectRole {
    NodeKindRole = Qt::UserRole + 100, ///< ProjectTree::Node as int
    StreamNameRole, ///< the stream of any node, as it came
    TaskNameRole, ///< as it came; invalid for anything but a dump task
    TasksStateRole, ///< of a stream, ProjectTree::Tasks as int
    OpenRole, ///< bool: the task that is shown in the window
};

/// The streams of a project and, below each, its dump tasks:
///
///     (root)
///     +- a stream           Name | Badge    as many as are loaded, ordered by code point
///     |   +- a dump task    Name | Badge
///     |   +- a note                         why there are none, or not the newest
///     +- a note                             how far the listing is, or why it ended
///
/// Whoever loads tells it what came; merging costs as much as what came. Never resets: what is gone, came or differs is
/// said row by row. A stream's tasks are asked for with tasksWanted(), when a view wants to see them.
class ProjectTree : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, BadgeColumn, ColumnCount };
    enum class Node { Stream, Task, Note };
    /// What is known of a stream's dump tasks. Those that came stay, whatever happens later.
    enum class Tasks { NotLoaded, Loading, Loaded, Denied, Failed, Stopped };

    explicit ProjectTree(QObject *parent = nullptr);
    ~ProjectTree() override;

    /// All streams are about to be listed anew, from the first.
    void beginListing();
    /// A listing that stopped half way goes on where it was.
    void resumeListing();
    /// One page of it. Returns how many of its streams this listing had not brought yet.
    int setPage(const StreamPage &page);
    /// It is complete: streams it did not bring are gone.
    void finishListing();
    /// It ended before its end: nothing is removed. `why` stands below the streams; plain text.
    void breakListing(const QString &why);

    void setTasksLoading(const StreamName &name);
    void setTasks(const StreamName &name, const TaskList &list);
    /// fault: Denied, Failed or Stopped. The sentence is plain text.
    void setTasksError(const StreamName &name, Tasks fault, const QString &sentence);
    /// What its numbers amount to, and in few words why, such as "12 lost". Unknown tasks are left out.
    void setVerdict(const TaskAddress &address, Verdict verdict, const QString &note);
    /// Which task the window shows; need not be in the tree.
    void setOpenTask(const TaskAddress &task);
    const TaskAddress &openTask() const { return m_open; }
    /// How times are written in tooltips.
    void setDisplay(const DisplayFormat &display) { m_display = display; }
    void clear();

    int streamCount() const { return int(m_streams.size()); }
    int taskCount() const { return m_taskCount; }
    /// Of how many streams the tasks are not known: not asked for, failed or stopped. Denied ones are known.
    int unknownCount() const { return m_unknownCount; }
    Tasks tasksOf(const StreamName &stream) const;
    /// The names of all streams in a state, in order. Linear.
    std::vector<StreamName> streamsIn(std::initializer_list<Tasks> states) const;
    /// All tasks that are loaded, in order. Linear.
    std::vector<TaskAddress> tasks() const;
    QModelIndex streamIndex(const StreamName &stream) const;
    QModelIndex taskIndex(const TaskAddress &task) const;
    /// Whether the node needs a look: a task that is ill by its state or verdict, a stream whose tasks failed to load.
    bool isIll(const QModelIndex &node) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// A view shows the stream's children, and they are not known.
    void tasksWanted(const spillway::StreamName &stream);

private:
    struct Task
    {
        TaskSummary summary;
        std::optional<Verdict> verdict;
        QString note;
    };
    struct Stream;
    using Streams = std::vector<std::unique_ptr<Stream>>;

    Streams::const_iterator lowerBound(const QString &name) const;
    Stream *find(const StreamName &stream) const;
    static int find(const Stream &stream, const QString &task);
    void insertStreams(int at, const std::vector<const StreamSummary *> &come);
    void removeStreams(int first, int last);
    void renumber(int from);
    void mergeTasks(Stream &stream, std::vector<TaskSummary> come);
    void setState(Stream &stream, Tasks state, const QString &problem);
    void setNote(Stream &stream, bool wanted);
    void setListingNote(const QString &note);
    void updateStream(Stream &stream);
    void tellChanged(const QModelIndex &node);
    QModelIndex indexOf(const Stream &stream) const;
    bool isOpen(const Stream &stream, const Task &task) const;

    static Severity severityOf(const Task &task);
    static Severity severityOf(const Stream &stream);
    static QString noteText(const Stream &stream);
    static QString badgeOf(const Task &task);
    static QString badgeOf(const Stream &stream);
    QVariant streamData(const Stream &stream, int column, int role) const;
    QVariant taskData(const Stream &stream, const Task &task, int column, int role) const;
    static QVariant noteData(const QString &note, int column, int role);
    QString toolTipOf(const Stream &stream) const;
    QString toolTipOf(const Task &task) const;

    Streams m_streams; ///< ordered by name
    QString m_note; ///< below the streams; empty: none
    std::optional<qint64> m_total; ///< as many there are, says the service
    quint32 m_listing = 0; ///< counts listings
    int m_listed = 0; ///< streams that this one brought
    int m_taskCount = 0;
    int m_unknownCount = 0;
    TaskAddress m_open;
    DisplayFormat m_display;
};

} // namespace spillway
