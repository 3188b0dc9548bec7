// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roles.h"

#include <QFrame>

#include <optional>

class QBoxLayout;
class QHBoxLayout;
class QPlainTextEdit;
class QPushButton;

namespace spillway {

class PlainLabel;

/// A message about the page it stands on, between other things and never in their way: one sentence, what stands
/// behind it on demand, and what can be done about it.
class Banner : public QFrame
{
    Q_OBJECT

public:
    enum class Action { Retry, TryOnce, OpenTask, Resume, OpenFolder, CopyPath, Dismiss };

    struct Message
    {
        Severity severity = Severity::Warning;
        QString sentence;
        QStringList details;
        QList<Action> actions;
        friend bool operator==(const Message &, const Message &) = default;
    };

    explicit Banner(QWidget *parent = nullptr);

    /// Shows a message; nothing hides the banner. The same message again changes nothing.
    void setMessage(const std::optional<Message> &message);
    const std::optional<Message> &message() const { return m_message; }

Q_SIGNALS:
    void acted(spillway::Banner::Action action);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addButton(Action action);
    void arrange();
    void copyDetails() const;
    int iconSide() const;

    std::optional<Message> m_message;
    PlainLabel *m_sentence;
    QPushButton *m_more;
    QPushButton *m_copy; ///< the sentence and its details, for whoever is asked for help
    QPlainTextEdit *m_details;
    QHBoxLayout *m_buttons;
    QHBoxLayout *m_offers; ///< all that can be clicked
    QBoxLayout *m_line; ///< the sentence, and beside or below it the offers
};

} // namespace spillway
