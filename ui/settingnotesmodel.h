// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "insight/settingsrules.h"

#include <QAbstractListModel>

namespace spillway {

class TaskModel;

/// What the documented rules find in the settings of the task shown, a row each. Looked for again with each answer and
/// whenever something new is known about its stream; a note that stays keeps its row, so that a selection does.
class SettingNotesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        NoteSeverityRole = Qt::UserRole + 1, ///< Severity as int
        NotePathRole, ///< JSON path of the setting; empty: the task as a whole
        NoteTextRole, ///< the whole note for the clipboard
        NoteBackgroundRole, ///< source, and how the documents disagree: what stands below the sentence
    };

    SettingNotesModel(const TaskModel &task, Clock clock, QObject *parent = nullptr);

    const std::vector<SettingNote> &notes() const { return m_notes; }
    /// The notes about one setting.
    std::vector<SettingNote> notesAt(const QString &path) const;
    /// How many are Bad or Warning: those that are counted in the header.
    int serious() const;
    /// The rules' findings from now on, by edits: rows are known again by rule and path.
    void setNotes(std::vector<SettingNote> notes);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// After all edits of one evaluation, if there were any.
    void changed();

private:
    void evaluate();
    void followStream();
    bool put(int row, const SettingNote &note);

    const TaskModel &m_task;
    Clock m_clock;
    QString m_streamName;
    StreamSnapshot m_stream; ///< of that name; null: not read
    std::vector<SettingNote> m_notes;
};

/// What a note's severity is called: "Against the documents", "To be looked at", "Good to know".
QString noteKind(Severity severity);

} // namespace spillway
