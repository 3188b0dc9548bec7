// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/partitionstable.h"
#include "ui/partitionsview.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedLayout;

namespace spillway {

class Placeholder;
class PlainLabel;
class TaskSession;

/// The partitions: the filter, the table or the reason why there is none, and how many there are.
class PartitionsPage : public QWidget
{
    Q_OBJECT

public:
    PartitionsPage(TaskSession &session, Clock clock, QWidget *parent = nullptr);

    ~PartitionsPage() override;

    PartitionsTable &rows() { return m_rows; }
    PartitionsView &table() { return *m_table; }
    void focusFilter();
    /// Puts the focus into the table, or on what stands in its place.
    void focusContent();
    void clearFilter();
    /// What the session says now.
    void updateState();

Q_SIGNALS:
    void answerRequested();

private:
    void updateCount();
    void updateContent();
    bool describeEmptiness();
    void filterChanged(const QString &text);

    TaskSession &m_session;
    PartitionsTable m_rows;
    PartitionsView *m_table;
    QLineEdit *m_filter;
    PlainLabel *m_count;
    QProgressBar *m_progress;
    QTimer m_patience; ///< a bar for every quick answer would only flicker
    Placeholder *m_placeholder;
    QPushButton *m_showAnswer;
    QPushButton *m_clearFilter;
    QStackedLayout *m_stack;
};

} // namespace spillway
