// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/notesview.h"

#include <QDockWidget>

class QPushButton;
class QStackedLayout;

namespace spillway {

class Placeholder;
class SettingNotesModel;

/// What the documented rules find in the settings, as a list that can be copied.
class NotesDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit NotesDock(SettingNotesModel &notes, QWidget *parent = nullptr);

    /// Brings the dock up and puts the focus where keys have an effect.
    void focusContent();
    /// Whether the focus is in the list, so that Copy means its notes.
    bool listHasFocus() const;
    NotesView &list() { return *m_list; }
    /// The selected notes, in their order, on the clipboard; none selected: nothing.
    void copySelected();

Q_SIGNALS:
    /// The person wants to see the setting with this JSON path; empty: the task as a whole.
    void settingRequested(const QString &path);
    void copied(int notes);

private:
    void updateCount();
    void copy(const QModelIndexList &rows);

    SettingNotesModel &m_notes;
    QStackedLayout *m_stack;
    Placeholder *m_nothing;
    NotesView *m_list;
    QPushButton *m_copyAll;
};

} // namespace spillway
