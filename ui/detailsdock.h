// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/insight.h"

#include <QDockWidget>

class QPlainTextEdit;

namespace spillway {

class TaskModel;

/// Why: the arithmetic behind the verdict of the current partition, then the dump task as a whole and its stream. Text
/// to read, select and copy.
class DetailsDock : public QDockWidget
{
    Q_OBJECT

public:
    /// The model has to live as long.
    explicit DetailsDock(const TaskModel &model, QWidget *parent = nullptr);

    /// Which row of the Partitions section it is about; -1: none.
    void setRow(int row);
    void focusContent();

private:
    void updateText();
    void showLines(const QStringList &lines);
    void copyAll();
    QString partitionText() const;

    const TaskModel &m_model;
    QPlainTextEdit *m_text;
    int m_row = -1;
};

/// A dump task as a whole, and its stream, one fact a line; translated plain text.
QString wholeText(const Insight &insight, const DisplayFormat &display);

} // namespace spillway
