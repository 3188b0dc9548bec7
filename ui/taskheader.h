// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "ui/answerfacts.h"

#include <QWidget>

class QToolButton;

namespace spillway {

class PlainLabel;
class TaskSession;

/// What task this is, in which state, how old that is, and what must not be overlooked: records lost, partitions gone.
class TaskHeader : public QWidget
{
    Q_OBJECT

public:
    TaskHeader(const TaskSession &session, Clock clock, QWidget *parent = nullptr);

    void setFacts(const AnswerFacts &facts);
    /// How many notes there are that should be looked at.
    void setNotes(int count);
    /// What the session says now, ages included.
    void updateTexts();

Q_SIGNALS:
    /// The person asked which fields are not in the documentation, or which values are marked.
    void othersRequested();
    /// The person asked what the setting notes are.
    void notesRequested();

private:
    QString summary() const;
    void updateState();
    void updateStale();
    void updateMoved();

    const TaskSession &m_session;
    Clock m_clock;
    PlainLabel *m_name;
    PlainLabel *m_state;
    PlainLabel *m_stale;
    PlainLabel *m_discards;
    PlainLabel *m_summary;
    PlainLabel *m_gone;
    QToolButton *m_undocumented;
    QToolButton *m_marks;
    QToolButton *m_notes;
};

} // namespace spillway
