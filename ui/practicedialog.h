// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/practice.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QFormLayout;

namespace spillway {

/// With what signing in to the demo can be practised: every value with a button that copies it, and one that makes a
/// connection of them all. Stands beside the dialogs that it is copied into, so it belongs to no window.
class PracticeDialog : public QDialog
{
    Q_OBJECT

public:
    /// The task is one that can be opened afterwards. Without connections there is no button for them.
    PracticeDialog(const PracticeOffer &offer, const TaskAddress &task, bool hasConnections);

    /// The way that is on show.
    const PracticeWay &way() const;

Q_SIGNALS:
    /// A connection like way() is wanted.
    void connectionWanted();

private:
    void showWay();
    void addValue(const QString &label, const QString &text);

    std::vector<PracticeWay> m_ways;
    TaskAddress m_task;
    QComboBox *m_way;
    QFormLayout *m_values;
    QDialogButtonBox *m_buttons;
    QWidget *m_last = nullptr; ///< of the rows, in the order of the Tab key
};

} // namespace spillway
