// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace spillway {

class ChangeLine;
class PlainLabel;
class TaskSession;
struct DisplayFormat;
struct Freshness;

/// How old what is shown is, what happens next, and what the last answer changed: "Updated 16:42:18 +08:00 (4 s ago)",
/// "next in 26 s", "212 ms", "Refreshed: 3 partitions changed."
class FreshnessBar : public QWidget
{
    Q_OBJECT

public:
    explicit FreshnessBar(const TaskSession &session, QWidget *parent = nullptr);

    /// All of it as one line, for tests and for asking.
    QString text() const;
    ChangeLine &changes() { return *m_changes; }

Q_SIGNALS:
    /// About once a second while it can be seen: ages have changed.
    void ticked();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    void updateTexts();
    void shareRoom();

    const TaskSession &m_session;
    QTimer m_tick;
    PlainLabel *m_updated;
    PlainLabel *m_next;
    PlainLabel *m_latency;
    PlainLabel *m_clock;
    ChangeLine *m_changes;
    PlainLabel *m_origin;
};

/// The parts of the bar. "Updated …", empty without an answer.
QString updatedText(const Freshness &freshness, const DisplayFormat &display);
/// What happens next, or why nothing does.
QString nextText(const Freshness &freshness);
/// Where from, with which credential and until when that is good.
QString originText(const Freshness &freshness, const QString &origin, const DisplayFormat &display);

} // namespace spillway
