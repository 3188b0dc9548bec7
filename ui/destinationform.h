// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDataWidgetMapper>
#include <QScrollArea>

class QFormLayout;
class QVBoxLayout;

namespace spillway {

class FormLine;
class Placeholder;
class PlainLabel;
class TaskModel;

/// The destination's settings in four groups (Where, When, What, Who), made from the rows of the tree's Destination
/// section and kept up to date by a mapper. Another destination than OBS: its keys as they came.
class DestinationForm : public QScrollArea
{
    Q_OBJECT

public:
    explicit DestinationForm(TaskModel &model, QWidget *parent = nullptr);

    /// Where Tab enters the form.
    QWidget *firstField() const;

private:
    void rowsMoved(const QModelIndex &parent);
    void applied();
    void rebuild();
    QFormLayout *addGroup(QVBoxLayout &layout, const QString &title, const QString &objectName);
    void addLine(QFormLayout &form, int row);
    QString note() const;

    TaskModel &m_model;
    QDataWidgetMapper m_mapper;
    QList<FormLine *> m_lines;
    bool m_outdated = true;
};

} // namespace spillway
