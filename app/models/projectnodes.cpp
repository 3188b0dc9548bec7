// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/counttext.h"
#include "models/projectnode.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// What the tree's nodes say, and how they hang together.

namespace spillway {

namespace {

/// Names may be 64 characters; what is longer is cut on screen, and said whole in no place but a copy.
constexpr qsizetype longestName = 256;

QString nameText(const QString &name)
{
    return name.isEmpty() ? ProjectTree::tr("(empty)") : visibleText(name, longestName);
}

QString momentText(const Fact &moment, const DisplayFormat &display)
{
    constexpr qint64 lastMoment = 253402300799999; // of the year 9999
    const auto number = moment.integer();
    if (!number || *number < 1 || *number > lastMoment)
        return factText(moment);
    return timeText(QDateTime::fromMSecsSinceEpoch(*number, Qt::UTC), display);
}

void addFact(QStringList &lines, const QString &label, const Fact &fact, const QString &text)
{
    if (fact.isPresent())
        lines.append(ProjectTree::tr("%1: %2").arg(label, text));
}

} // namespace

QModelIndex ProjectTree::indexOf(const Stream &stream) const
{
    return createIndex(stream.row, 0);
}

QModelIndex ProjectTree::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return parent.isValid() ? createIndex(row, column, m_streams[size_t(parent.row())].get())
                            : createIndex(row, column);
}

QModelIndex ProjectTree::parent(const QModelIndex &child) const
{
    const auto *stream = static_cast<const Stream *>(child.constInternalPointer());
    return stream ? indexOf(*stream) : QModelIndex();
}

int ProjectTree::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return streamCount() + (m_note.isEmpty() ? 0 : 1);
    const bool isStream = !parent.constInternalPointer() && parent.column() == 0 && parent.row() < streamCount();
    return isStream ? m_streams[size_t(parent.row())]->childCount() : 0;
}

int ProjectTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool ProjectTree::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0 || canFetchMore(parent);
}

bool ProjectTree::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && !parent.constInternalPointer() && parent.column() == 0 && parent.row() < streamCount()
        && m_streams[size_t(parent.row())]->state == Tasks::NotLoaded;
}

void ProjectTree::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        Q_EMIT tasksWanted(m_streams[size_t(parent.row())]->summary.name);
}

ProjectTree::Tasks ProjectTree::tasksOf(const StreamName &stream) const
{
    const Stream *found = find(stream);
    return found ? found->state : Tasks::NotLoaded;
}

std::vector<StreamName> ProjectTree::streamsIn(std::initializer_list<Tasks> states) const
{
    std::vector<StreamName> names;
    for (const auto &stream : m_streams) {
        if (std::ranges::find(states, stream->state) != states.end())
            names.push_back(stream->summary.name);
    }
    return names;
}

std::vector<TaskAddress> ProjectTree::tasks() const
{
    std::vector<TaskAddress> all;
    all.reserve(size_t(m_taskCount));
    for (const auto &stream : m_streams) {
        for (const Task &task : stream->tasks)
            all.push_back({stream->summary.name, task.summary.name});
    }
    return all;
}

QModelIndex ProjectTree::streamIndex(const StreamName &stream) const
{
    const Stream *found = find(stream);
    return found ? indexOf(*found) : QModelIndex();
}

QModelIndex ProjectTree::taskIndex(const TaskAddress &task) const
{
    const Stream *stream = find(task.stream);
    const int row = stream ? find(*stream, task.task.text) : -1;
    return row < 0 ? QModelIndex() : index(row, 0, indexOf(*stream));
}

bool ProjectTree::isOpen(const Stream &stream, const Task &task) const
{
    return task.summary.name == m_open.task && stream.summary.name == m_open.stream;
}

bool ProjectTree::isIll(const QModelIndex &node) const
{
    return isIllSeverity(Severity(node.siblingAtColumn(NameColumn).data(SeverityRole).toInt()));
}

Severity ProjectTree::severityOf(const Task &task)
{
    // From what needs nobody to what needs somebody at once.
    static constexpr Severity ranks[]{Severity::None,    Severity::Good,    Severity::Idle, Severity::Busy,
                                      Severity::Unknown, Severity::Warning, Severity::Bad};
    const Fact &state = task.summary.state;
    const Severity said = state.isText() ? taskStateSeverity(state.text) : Severity::Unknown;
    if (!task.verdict)
        return said;
    const Severity found = infoOf(*task.verdict).severity;
    return std::ranges::find(ranks, found) > std::ranges::find(ranks, said) ? found : said;
}

Severity ProjectTree::severityOf(const Stream &stream)
{
    Severity worst = stream.state == Tasks::Failed ? Severity::Warning : Severity::None;
    for (const Task &task : stream.tasks) {
        const Severity severity = severityOf(task);
        if (severity == Severity::Bad || (severity == Severity::Warning && worst == Severity::None))
            worst = severity;
    }
    return worst == Severity::None && stream.state == Tasks::Denied ? Severity::Unknown : worst;
}

QString ProjectTree::noteText(const Stream &stream)
{
    const bool empty = stream.came && stream.tasks.empty();
    switch (stream.state) {
    case Tasks::NotLoaded:
        return {};
    case Tasks::Loading:
        if (!stream.came)
            return tr("Loading dump tasks…");
        [[fallthrough]];
    case Tasks::Loaded:
        return empty ? tr("(no dump tasks, 0 of %1)").arg(countText(stream.quota)) : QString();
    case Tasks::Denied:
        return tr("not allowed to list tasks");
    case Tasks::Failed:
    case Tasks::Stopped:
        return stream.problem;
    }
    return {};
}

QString ProjectTree::badgeOf(const Task &task)
{
    // What was found out first: there is seldom room for all of it.
    QStringList words;
    if (task.verdict)
        words.append(verdictText(*task.verdict));
    if (task.verdict && !task.note.isEmpty())
        words.append(visibleText(task.note, longestName));
    words.append(task.summary.state.isPresent() ? visibleText(factText(task.summary.state), 64) : tr("no state"));
    return words.join(u", "_s);
}

QString ProjectTree::badgeOf(const Stream &stream)
{
    QStringList words;
    const Fact &status = stream.summary.status;
    if (status.isPresent() && status.text != u"RUNNING")
        words.append(visibleText(factText(status), 64));
    const auto count = qint64(stream.tasks.size());
    if (count > 0 && stream.total > count)
        words.append(
            tr("%1 of %2 task(s)", nullptr, pluralOf(stream.total)).arg(countText(count), countText(stream.total)));
    else if (count > 0 || stream.state == Tasks::Loaded)
        words.append(tr("%1 task(s)", nullptr, pluralOf(count)).arg(countText(count)));
    if (stream.ill > 0)
        words.append(tr("%1 ill", nullptr, stream.ill).arg(countText(stream.ill)));
    if (stream.state == Tasks::Loading)
        words.append(u"…"_s);
    else if (stream.state == Tasks::Denied)
        words.append(tr("not allowed"));
    else if (stream.state == Tasks::Failed)
        words.append(tr("failed"));
    else if (stream.state == Tasks::Stopped)
        words.append(tr("stopped"));
    return words.join(u", "_s);
}

QString ProjectTree::toolTipOf(const Stream &stream) const
{
    const StreamSummary &facts = stream.summary;
    QStringList lines{nameText(facts.name.text)};
    addFact(lines, tr("Status"), facts.status, factText(facts.status));
    addFact(lines, tr("Created"), facts.createTime, momentText(facts.createTime, m_display));
    addFact(lines, tr("Partitions"), facts.partitionCount, factText(facts.partitionCount));
    addFact(lines, tr("Kept for (hours)"), facts.retention, factText(facts.retention));
    addFact(lines, tr("Stream type"), facts.type, factText(facts.type));
    addFact(lines, tr("Data type"), facts.dataType, factText(facts.dataType));
    addFact(lines, tr("Stream ID"), facts.id, factText(facts.id));
    if (!stream.problem.isEmpty())
        lines.append(visibleText(stream.problem));
    return lines.join(u'\n');
}

QString ProjectTree::toolTipOf(const Task &task) const
{
    const TaskSummary &facts = task.summary;
    QStringList lines{nameText(facts.name.text)};
    addFact(lines, tr("State"), facts.state, factText(facts.state));
    addFact(lines, tr("Destination"), facts.destinationType, factText(facts.destinationType));
    addFact(lines, tr("Created"), facts.createTime, momentText(facts.createTime, m_display));
    addFact(lines, tr("Last dump"), facts.lastTransferTimestamp, momentText(facts.lastTransferTimestamp, m_display));
    addFact(lines, tr("Task ID"), facts.id, factText(facts.id));
    if (task.verdict)
        lines.append(tr("%1: %2").arg(verdictText(*task.verdict), verdictMeaning(*task.verdict)));
    if (task.verdict && !task.note.isEmpty())
        lines.append(visibleText(task.note, longestName));
    return lines.join(u'\n');
}

QVariant ProjectTree::streamData(const Stream &stream, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == NameColumn ? nameText(stream.summary.name.text) : badgeOf(stream);
    case Qt::AccessibleTextRole: {
        const QString badge = badgeOf(stream);
        const QString name = nameText(stream.summary.name.text);
        return badge.isEmpty() ? tr("Stream %1").arg(name) : tr("Stream %1, %2").arg(name, badge);
    }
    case Qt::ToolTipRole:
        return toolTipOf(stream);
    case SeverityRole:
        return int(severityOf(stream));
    case NodeKindRole:
        return int(Node::Stream);
    case StreamNameRole:
        return stream.summary.name.text;
    case TasksStateRole:
        return int(stream.state);
    default:
        return {};
    }
}

QVariant ProjectTree::taskData(const Stream &stream, const Task &task, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == NameColumn ? nameText(task.summary.name.text) : badgeOf(task);
    case Qt::AccessibleTextRole: {
        const QString name = nameText(task.summary.name.text);
        return isOpen(stream, task) ? tr("Dump task %1, %2, shown in the window").arg(name, badgeOf(task))
                                    : tr("Dump task %1, %2").arg(name, badgeOf(task));
    }
    case Qt::ToolTipRole:
        return toolTipOf(task);
    case SeverityRole:
        return int(severityOf(task));
    case NodeKindRole:
        return int(Node::Task);
    case StreamNameRole:
        return stream.summary.name.text;
    case TaskNameRole:
        return task.summary.name.text;
    case OpenRole:
        return isOpen(stream, task);
    default:
        return {};
    }
}

QVariant ProjectTree::noteData(const QString &note, int column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return column == NameColumn ? visibleText(note) : QString();
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return visibleText(note);
    case SeverityRole:
        return int(Severity::None);
    case NodeKindRole:
        return int(Node::Note);
    default:
        return {};
    }
}

QVariant ProjectTree::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto *stream = static_cast<const Stream *>(index.constInternalPointer());
    if (!stream)
        return index.row() < streamCount() ? streamData(*m_streams[size_t(index.row())], index.column(), role)
                                           : noteData(m_note, index.column(), role);
    if (index.row() < int(stream->tasks.size()))
        return taskData(*stream, stream->tasks[size_t(index.row())], index.column(), role);
    if (role == StreamNameRole)
        return stream->summary.name.text;
    const bool explains = role == Qt::ToolTipRole && !stream->problem.isEmpty();
    return noteData(explains ? stream->problem : stream->note, index.column(), role);
}

QVariant ProjectTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("State");
}

Qt::ItemFlags ProjectTree::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const bool isStream = !index.constInternalPointer() && index.row() < streamCount();
    return isStream ? flags : flags | Qt::ItemNeverHasChildren;
}

} // namespace spillway
