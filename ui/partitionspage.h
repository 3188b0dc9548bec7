// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/partitionstable.h"
#include "ui/partitionsview.h"

#include <QTimer>
#include <QWidget>

class QProgressBar;
class QPushButton;
class QStackedLayout;

namespace spillway {

class FilterBar;
class GoToBar;
class Placeholder;
class PlainLabel;
class TaskSession;
struct AnswerFacts;

/// The partitions: the filter, the table or the reason why there is none, and how many there are.
class PartitionsPage : public QWidget
{
    Q_OBJECT

public:
    PartitionsPage(TaskSession &session, Clock clock, QWidget *parent = nullptr);

    ~PartitionsPage() override;

    PartitionsTable &rows() { return m_rows; }
    PartitionsView &table() { return *m_table; }
    FilterBar &filter() { return *m_filter; }
    /// Asks which partition to go to.
    void openGoTo();
    /// Puts the focus into the table, or on what stands in its place.
    void focusContent();
    void setFacts(const AnswerFacts &facts);
    /// What the session says now.
    void updateState();

Q_SIGNALS:
    void answerRequested();

private:
    void workedOut();
    void updateCount();
    void updateContent();
    bool describeEmptiness();
    void settled();
    void goTo(const QString &name);
    void escape();

    TaskSession &m_session;
    PartitionsTable m_rows;
    PartitionsView *m_table;
    FilterBar *m_filter;
    GoToBar *m_goTo;
    QString m_goingTo; ///< partition to go to once the rows have settled
    QString m_announced; ///< the last count that was said aloud
    PlainLabel *m_count;
    QProgressBar *m_progress;
    QTimer m_patience; ///< a bar for every quick answer would only flicker
    Placeholder *m_placeholder;
    QPushButton *m_showAnswer;
    QPushButton *m_clearFilter;
    QStackedLayout *m_stack;
};

} // namespace spillway
