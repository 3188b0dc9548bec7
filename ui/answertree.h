// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>
#include <QPalette>

namespace spillway {

class TaskModel;

/// The whole tree in two columns, with the names the service uses. A partition is one row: its id, and everything else
/// that came with it by name.
class AnswerTree : public QIdentityProxyModel
{
    Q_OBJECT

public:
    explicit AnswerTree(TaskModel &model, QObject *parent = nullptr);

    void setPalette(const QPalette &palette) { m_palette = palette; }

    /// A value for whoever takes it away: a string's own characters, or its JSON where a line cannot hold them; the
    /// JSON of anything else as it came; empty if absent. Whole, however long.
    QString exactValue(const QModelIndex &index) const;

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    bool isPartition(const QModelIndex &index) const;
    QString name(const QModelIndex &index) const;
    QString value(const QModelIndex &index) const;
    QString partitionText(const QModelIndex &index, bool exact) const;
    QString exactPartition(const QModelIndex &index) const;
    bool hasMarks(const QModelIndex &index) const;
    void sourceChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight);

    TaskModel &m_task;
    QPalette m_palette;
};

} // namespace spillway
