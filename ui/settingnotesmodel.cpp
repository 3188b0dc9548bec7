// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingnotesmodel.h"

#include "models/taskmodel.h"
#include "ui/language.h"
#include "ui/outsidetext.h"
#include "ui/tint.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

bool isSame(const SettingNote &a, const SettingNote &b)
{
    return a.id == b.id && a.path == b.path;
}

bool isAmong(const std::vector<SettingNote> &notes, const SettingNote &note)
{
    return std::ranges::any_of(notes, [&](const SettingNote &each) { return isSame(each, note); });
}

} // namespace

QString noteKind(Severity severity)
{
    switch (severity) {
    case Severity::Bad:
        return SettingNotesModel::tr("Against the documents");
    case Severity::Warning:
        return SettingNotesModel::tr("To be looked at");
    default:
        return SettingNotesModel::tr("Good to know");
    }
}

SettingNotesModel::SettingNotesModel(const TaskModel &task, Clock clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_task(task)
    , m_clock(std::move(clock))
{
    connect(&task, &TaskModel::applied, this, &SettingNotesModel::evaluate);
    connect(&task, &TaskModel::insightChanged, this, &SettingNotesModel::evaluate);
    evaluate();
}

void SettingNotesModel::evaluate()
{
    followStream();
    const TaskSnapshot &task = m_task.snapshot();
    setNotes(task ? settingNotes({*task, m_stream.get(), m_clock()}) : std::vector<SettingNote>());
}

/// Insight comes after its answer, or goes with the one before: what was known of the stream holds until then.
void SettingNotesModel::followStream()
{
    const TaskSnapshot &task = m_task.snapshot();
    const QString name = task ? task->text(task->streamName) : QString();
    if (!task || name != m_streamName)
        m_stream = nullptr;
    m_streamName = name;
    const InsightPointer &insight = m_task.insight();
    if (!insight || insight->task()->text(insight->task()->streamName) != name)
        return;
    const bool isKnown = insight->seen().stream || insight->seen().streamError;
    if (isKnown)
        m_stream = insight->seen().stream;
}

void SettingNotesModel::setNotes(std::vector<SettingNote> notes)
{
    if (notes == m_notes)
        return;
    for (int row = int(m_notes.size()) - 1; row >= 0; --row) {
        if (isAmong(notes, m_notes[size_t(row)]))
            continue;
        beginRemoveRows({}, row, row);
        m_notes.erase(m_notes.begin() + row);
        endRemoveRows();
    }
    for (int row = 0; row < int(notes.size()); ++row) {
        if (put(row, notes[size_t(row)]))
            Q_EMIT dataChanged(index(row), index(row));
    }
    Q_EMIT changed();
}

/// Brings the note to that row; those before it are in place. Whether it was there or further down, but with other
/// words.
bool SettingNotesModel::put(int row, const SettingNote &note)
{
    const auto known =
        std::find_if(m_notes.begin() + row, m_notes.end(), [&](const SettingNote &each) { return isSame(each, note); });
    if (known == m_notes.end()) {
        beginInsertRows({}, row, row);
        m_notes.insert(m_notes.begin() + row, note);
        endInsertRows();
        return false;
    }
    if (const int from = int(known - m_notes.begin()); from != row) {
        beginMoveRows({}, from, from, {}, row);
        std::rotate(m_notes.begin() + row, m_notes.begin() + from, m_notes.begin() + from + 1);
        endMoveRows();
    }
    SettingNote &mine = m_notes[size_t(row)];
    if (mine == note)
        return false;
    mine = note;
    return true;
}

std::vector<SettingNote> SettingNotesModel::notesAt(const QString &path) const
{
    std::vector<SettingNote> found;
    std::ranges::copy_if(m_notes, std::back_inserter(found),
                         [&](const SettingNote &note) { return note.path == path; });
    return found;
}

int SettingNotesModel::serious() const
{
    return int(std::ranges::count_if(m_notes, [](const SettingNote &note) {
        return note.severity == Severity::Bad || note.severity == Severity::Warning;
    }));
}

int SettingNotesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_notes.size());
}

QVariant SettingNotesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SettingNote &note = m_notes[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return note.sentence;
    case Qt::DecorationRole:
        return severityIcon(note.severity);
    case Qt::ToolTipRole:
        return forToolTip(noteText(note));
    case Qt::AccessibleTextRole:
        return joinedSentences({tr("%1: %2").arg(noteKind(note.severity), note.sentence), noteBackground(note)});
    case NoteSeverityRole:
        return int(note.severity);
    case NotePathRole:
        return note.path;
    case NoteTextRole:
        return noteText(note);
    case NoteBackgroundRole:
        return noteBackground(note);
    default:
        return {};
    }
}

} // namespace spillway
