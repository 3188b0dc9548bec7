// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QLineEdit;
class QTableView;

namespace spillway {

class PartitionsTable;
class TaskSession;

/// Keeps rows from moving under a person's hand. While a mouse button is down on the table or its header, a drag or a
/// context menu of theirs is under way, neither an answer nor an order is shown; while the filter is being typed, no
/// answer is. What came meanwhile is shown at the end, and at the latest after `limit`.
class HandHold : public QObject
{
    Q_OBJECT

public:
    struct Pace
    {
        std::chrono::milliseconds limit{10'000}; ///< the longest that anything is kept back
        std::chrono::milliseconds typing{1000}; ///< this long without a letter ends an edit
        std::chrono::milliseconds check{100}; ///< how often it is looked whether a menu is gone
    };

    HandHold(TaskSession &session, PartitionsTable &rows, QTableView &view, QLineEdit &filter, QObject *parent);
    ~HandHold() override;
    void setPace(const Pace &pace) { m_pace = pace; }
    bool isHolding() const { return (m_hand || m_typing) && !m_expired; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void begin();
    void take();
    void typed();
    void check();
    void apply();

    TaskSession &m_session;
    PartitionsTable &m_rows;
    Pace m_pace;
    bool m_pressed = false; ///< a mouse button
    bool m_hand = false; ///< on the rows: a button is down, or a menu is open
    bool m_typing = false;
    bool m_expired = false; ///< held too long: nothing more until the hand is gone
    QElapsedTimer m_since;
    QElapsedTimer m_lastLetter;
    QTimer m_check; ///< runs only while something is held
};

} // namespace spillway
