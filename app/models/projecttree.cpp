// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/projecttree.h"

#include "domain/counttext.h"
#include "models/projectnode.h"

#include <algorithm>

namespace spillway {

namespace {

/// Calls `act` with the first and last of each run of neighbours.
template <class Act> void forRuns(const std::vector<int> &rows, Act act)
{
    for (size_t first = 0; first < rows.size();) {
        size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        act(rows[first], rows[last]);
        first = last + 1;
    }
}

/// The same, the last run first: rows can be removed while it goes on.
template <class Act> void forRunsBackwards(const std::vector<int> &rows, Act act)
{
    std::vector<std::pair<int, int>> runs;
    forRuns(rows, [&](int first, int last) { runs.emplace_back(first, last); });
    for (size_t i = runs.size(); i-- > 0;)
        act(runs[i].first, runs[i].second);
}

/// Ordered by name; of several with one name the last.
template <class Item, class NameOf> void orderByName(std::vector<Item> &items, NameOf nameOf)
{
    std::ranges::stable_sort(items, [&](const Item &a, const Item &b) { return codePointLess(nameOf(a), nameOf(b)); });
    const auto same = [&](const Item &a, const Item &b) { return nameOf(a) == nameOf(b); };
    const auto kept = std::unique(items.rbegin(), items.rend(), same).base();
    items.erase(items.begin(), kept);
}

} // namespace

bool codePointLess(const QString &a, const QString &b)
{
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (x == a.end() || y == b.end())
        return x == a.end() && y != b.end();
    // In UTF-16 the characters beyond 16 bits would come before the last ones within.
    const bool pairX = x->isSurrogate();
    const bool pairY = y->isSurrogate();
    return pairX == pairY ? *x < *y : pairY;
}

ProjectTree::ProjectTree(QObject *parent)
    : QAbstractItemModel(parent)
{
}

ProjectTree::~ProjectTree() = default;

ProjectTree::Streams::const_iterator ProjectTree::lowerBound(const QString &name) const
{
    return std::ranges::lower_bound(m_streams, name, codePointLess,
                                    [](const auto &stream) -> const QString & { return stream->summary.name.text; });
}

ProjectTree::Stream *ProjectTree::find(const StreamName &stream) const
{
    const auto found = lowerBound(stream.text);
    return found != m_streams.end() && (*found)->summary.name == stream ? found->get() : nullptr;
}

int ProjectTree::find(const Stream &stream, const QString &task)
{
    const auto found = std::ranges::lower_bound(
        stream.tasks, task, codePointLess, [](const Task &each) -> const QString & { return each.summary.name.text; });
    return found != stream.tasks.end() && found->summary.name.text == task ? int(found - stream.tasks.begin()) : -1;
}

void ProjectTree::beginListing()
{
    ++m_listing;
    m_listed = 0;
    m_total.reset();
    resumeListing();
}

void ProjectTree::resumeListing()
{
    if (m_listed == 0)
        setListingNote(m_streams.empty() ? tr("Loading streams…") : QString());
    else if (m_total && *m_total >= m_listed)
        setListingNote(tr("Loaded %1 of %2 stream(s)…", nullptr, pluralOf(*m_total))
                           .arg(countText(m_listed), countText(*m_total)));
    else
        setListingNote(tr("Loaded %1 stream(s)…", nullptr, pluralOf(m_listed)).arg(countText(m_listed)));
}

int ProjectTree::setPage(const StreamPage &page)
{
    std::vector<const StreamSummary *> came;
    came.reserve(page.streams.size());
    for (const StreamSummary &stream : page.streams)
        came.push_back(&stream);
    orderByName(came, [](const StreamSummary *stream) -> const QString & { return stream->name.text; });

    const int before = m_listed;
    std::vector<int> changed;
    for (size_t i = 0; i < came.size();) {
        const auto place = lowerBound(came[i]->name.text);
        const int at = int(place - m_streams.begin());
        const bool known = place != m_streams.end() && (*place)->summary.name == came[i]->name;
        if (!known) {
            const auto goesBefore = [&](const StreamSummary *stream) {
                return place == m_streams.end() || codePointLess(stream->name.text, (*place)->summary.name.text);
            };
            const auto first = came.begin() + std::ptrdiff_t(i);
            const auto last = std::find_if_not(first, came.end(), goesBefore);
            i += size_t(last - first);
            insertStreams(at, {first, last});
            continue;
        }
        Stream &stream = **place;
        m_listed += stream.listing == m_listing ? 0 : 1;
        stream.listing = m_listing;
        if (stream.summary != *came[i]) {
            stream.summary = *came[i];
            changed.push_back(at);
        }
        ++i;
    }
    forRuns(changed, [this](int first, int last) { Q_EMIT dataChanged(index(first, 0), index(last, BadgeColumn)); });
    m_total = page.total.integer();
    resumeListing();
    return m_listed - before;
}

void ProjectTree::insertStreams(int at, const std::vector<const StreamSummary *> &come)
{
    Streams made;
    made.reserve(come.size());
    for (const StreamSummary *summary : come) {
        made.push_back(std::make_unique<Stream>());
        made.back()->summary = *summary;
        made.back()->listing = m_listing;
    }
    beginInsertRows({}, at, at + int(come.size()) - 1);
    m_streams.insert(m_streams.begin() + at, std::make_move_iterator(made.begin()),
                     std::make_move_iterator(made.end()));
    renumber(at);
    m_listed += int(come.size());
    m_unknownCount += int(come.size());
    endInsertRows();
}

void ProjectTree::removeStreams(int first, int last)
{
    beginRemoveRows({}, first, last);
    const auto begin = m_streams.begin() + first;
    const auto end = m_streams.begin() + last + 1;
    for (auto stream = begin; stream != end; ++stream) {
        m_taskCount -= int((*stream)->tasks.size());
        m_unknownCount -= (*stream)->known ? 0 : 1;
    }
    m_streams.erase(begin, end);
    renumber(first);
    endRemoveRows();
}

void ProjectTree::renumber(int from)
{
    for (int row = from; row < streamCount(); ++row)
        m_streams[size_t(row)]->row = row;
}

void ProjectTree::finishListing()
{
    setListingNote({});
    std::vector<int> gone;
    for (const auto &stream : m_streams) {
        if (stream->listing != m_listing)
            gone.push_back(stream->row);
    }
    forRunsBackwards(gone, [this](int first, int last) { removeStreams(first, last); });
}

void ProjectTree::breakListing(const QString &why)
{
    setListingNote(why);
}

void ProjectTree::clear()
{
    const int rows = rowCount();
    if (rows == 0)
        return;
    beginRemoveRows({}, 0, rows - 1);
    m_streams.clear();
    m_note.clear();
    m_listed = 0;
    m_taskCount = 0;
    m_unknownCount = 0;
    endRemoveRows();
}

void ProjectTree::setListingNote(const QString &note)
{
    const int row = streamCount();
    if (m_note == note)
        return;
    if (m_note.isEmpty()) {
        beginInsertRows({}, row, row);
        m_note = note;
        endInsertRows();
    } else if (note.isEmpty()) {
        beginRemoveRows({}, row, row);
        m_note.clear();
        endRemoveRows();
    } else {
        m_note = note;
        Q_EMIT dataChanged(index(row, 0), index(row, BadgeColumn));
    }
}

void ProjectTree::setTasksLoading(const StreamName &name)
{
    if (Stream *stream = find(name))
        setState(*stream, Tasks::Loading, {});
}

void ProjectTree::setTasks(const StreamName &name, const TaskList &list)
{
    Stream *stream = find(name);
    if (!stream)
        return;
    mergeTasks(*stream, list.tasks);
    stream->total = list.total.integer().value_or(0);
    stream->quota = list.quota.integer().value_or(mostTasksPerStream);
    setState(*stream, Tasks::Loaded, {});
}

void ProjectTree::setTasksError(const StreamName &name, Tasks fault, const QString &sentence)
{
    if (Stream *stream = find(name))
        setState(*stream, fault, sentence);
}

void ProjectTree::mergeTasks(Stream &stream, std::vector<TaskSummary> come)
{
    const auto nameOf = [](const auto &summary) -> const QString & { return summary.name.text; };
    orderByName(come, nameOf);
    const QModelIndex parent = indexOf(stream);
    std::vector<int> gone;
    for (int row = 0; row < int(stream.tasks.size()); ++row) {
        const QString &name = stream.tasks[size_t(row)].summary.name.text;
        if (!std::ranges::binary_search(come, name, codePointLess, nameOf))
            gone.push_back(row);
    }
    forRunsBackwards(gone, [&](int first, int last) {
        beginRemoveRows(parent, first, last);
        stream.tasks.erase(stream.tasks.begin() + first, stream.tasks.begin() + last + 1);
        endRemoveRows();
    });
    m_taskCount += int(come.size()) - int(stream.tasks.size()) - int(gone.size());
    for (int row = 0; row < int(come.size()); ++row) {
        const auto here = [&] { return row < int(stream.tasks.size()) ? &stream.tasks[size_t(row)] : nullptr; };
        if (Task *task = here(); task && task->summary.name == come[size_t(row)].name) {
            if (task->summary == come[size_t(row)])
                continue;
            // What its numbers amounted to was said of another state.
            if (task->summary.state != come[size_t(row)].state)
                task->verdict.reset();
            task->summary = std::move(come[size_t(row)]);
            tellChanged(index(row, 0, parent));
            continue;
        }
        int last = row;
        while (last + 1 < int(come.size()) && (!here() || come[size_t(last) + 1].name != here()->summary.name))
            ++last;
        beginInsertRows(parent, row, last);
        std::vector<Task> made;
        for (int i = row; i <= last; ++i)
            made.push_back({std::move(come[size_t(i)]), {}, {}});
        stream.tasks.insert(stream.tasks.begin() + row, std::make_move_iterator(made.begin()),
                            std::make_move_iterator(made.end()));
        endInsertRows();
        row = last;
    }
}

void ProjectTree::setState(Stream &stream, Tasks state, const QString &problem)
{
    stream.state = state;
    stream.problem = problem;
    stream.came = stream.came || state == Tasks::Loaded;
    const bool known = stream.known || stream.came || state == Tasks::Denied;
    m_unknownCount -= known && !stream.known ? 1 : 0;
    stream.known = known;
    const QString note = noteText(stream);
    const int row = int(stream.tasks.size());
    const QModelIndex parent = indexOf(stream);
    if (stream.note.isEmpty() && !note.isEmpty()) {
        beginInsertRows(parent, row, row);
        stream.note = note;
        endInsertRows();
    } else if (!stream.note.isEmpty() && note.isEmpty()) {
        beginRemoveRows(parent, row, row);
        stream.note.clear();
        endRemoveRows();
    } else if (stream.note != note) {
        stream.note = note;
        tellChanged(index(row, 0, parent));
    }
    updateStream(stream);
}

/// Counts anew, and says that the stream is not what it was.
void ProjectTree::updateStream(Stream &stream)
{
    stream.ill =
        int(std::ranges::count_if(stream.tasks, [](const Task &task) { return isIllSeverity(severityOf(task)); }));
    tellChanged(indexOf(stream));
}

void ProjectTree::setVerdict(const TaskAddress &address, Verdict verdict, const QString &note)
{
    Stream *stream = find(address.stream);
    const int row = stream ? find(*stream, address.task.text) : -1;
    if (row < 0)
        return;
    Task &task = stream->tasks[size_t(row)];
    if (task.verdict == verdict && task.note == note)
        return;
    task.verdict = verdict;
    task.note = note;
    tellChanged(index(row, 0, indexOf(*stream)));
    updateStream(*stream);
}

void ProjectTree::setOpenTask(const TaskAddress &task)
{
    if (m_open == task)
        return;
    const TaskAddress before = std::exchange(m_open, task);
    for (const QModelIndex &node : {taskIndex(before), taskIndex(task)}) {
        if (node.isValid())
            tellChanged(node);
    }
}

void ProjectTree::tellChanged(const QModelIndex &node)
{
    Q_EMIT dataChanged(node, node.siblingAtColumn(BadgeColumn));
}

} // namespace spillway
