// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace spillway {

class PlainLabel;

/// Asks which partition to go to, and says why it did not get there. Hidden until opened.
class GoToBar : public QFrame
{
    Q_OBJECT

public:
    explicit GoToBar(QWidget *parent = nullptr);

    void open();
    /// What was typed, without blanks around it.
    QString name() const;
    /// Why the partition is not shown; byFilter: clearing the filter would show it.
    void sayWhyNot(const QString &sentence, bool byFilter);

Q_SIGNALS:
    void wanted(const QString &name);
    void clearFilterWanted();
    /// By the person, who is going back to the table.
    void closed();

private:
    QLineEdit *m_name;
    PlainLabel *m_answer;
    QPushButton *m_clearFilter;
};

} // namespace spillway
