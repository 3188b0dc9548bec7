// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "insight/nextfile.h"

#include <QDataWidgetMapper>
#include <QScrollArea>

class QFormLayout;
class QVBoxLayout;

namespace spillway {

class FormLine;
class NextFileBox;
class SettingNotesModel;
class TaskModel;

/// The destination's settings in four groups (Where, When, What, Who), made from the rows of the tree's Destination
/// section and kept up to date by a mapper. Another destination than OBS: its keys as they came. Beside each value
/// stands a sign if there are notes about it; below Where, the directory that the next file goes to.
class DestinationForm : public QScrollArea
{
    Q_OBJECT

public:
    DestinationForm(TaskModel &model, const SettingNotesModel &notes, Clock clock, QWidget *parent = nullptr);

    /// Where Tab enters the form.
    QWidget *firstField() const;
    /// Puts the focus on the value with this JSON path, in view. Returns false if there is none here.
    bool focusField(const QString &path);
    /// Time has gone by: paths with a time in them are another one.
    void tick();

private:
    void rowsMoved(const QModelIndex &parent);
    void applied();
    void rebuild();
    void updateNotes();
    void addFiles(QVBoxLayout &layout);
    QFormLayout *addGroup(QVBoxLayout &layout, const QString &title, const QString &objectName);
    void addLine(QFormLayout &form, int row);
    QString note() const;

    TaskModel &m_model;
    const SettingNotesModel &m_notes;
    Clock m_clock;
    QDataWidgetMapper m_mapper;
    QList<FormLine *> m_lines;
    NextFileBox *m_files = nullptr; ///< null: the answer has no OBS settings
    DirectoryZone m_zone = DirectoryZone::Gmt8;
    bool m_outdated = true;
};

} // namespace spillway
