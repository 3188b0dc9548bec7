// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/answerfacts.h"

#include <QLineEdit>
#include <QStringListModel>

class QCompleter;

namespace spillway {

/// Where a person types what RowFilter understands. Offers the words of the columns that are filled, and the values of
/// those columns that hold a few words; what is offered never changes what has been typed until it is chosen.
class FilterField : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

    void setFacts(const AnswerFacts &facts);
    /// The worked-out columns that have something to filter by.
    void setWorkedOut(const ColumnSet &filled) { m_workedOut = filled; }

Q_SIGNALS:
    /// Enter and Shift+Enter.
    void accepted(bool backwards);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void offer();
    void take(const QString &word);

    ColumnSet m_filled;
    ColumnSet m_workedOut;
    std::array<QStringList, PartitionColumnCount> m_words;
    QStringListModel m_offered;
    QCompleter *m_completer;
};

/// What may stand in the place of the last word of `typed`: column words with their colon, or values of a column.
QStringList filterWords(const QString &typed, const ColumnSet &filled,
                        const std::array<QStringList, PartitionColumnCount> &words);

} // namespace spillway
