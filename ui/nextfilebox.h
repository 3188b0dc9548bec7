// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"
#include "insight/nextfile.h"

#include <QGroupBox>

class QComboBox;
class QFormLayout;
class QToolButton;

namespace spillway {

class PlainLabel;
class ValueEdit;

/// Where the next file lands, and where one of the last dump lies: as far as the documents tell, in an assumed zone.
class NextFileBox : public QGroupBox
{
    Q_OBJECT

public:
    explicit NextFileBox(DirectoryZone zone, QWidget *parent = nullptr);

    /// The paths for this answer at this moment. Called again as time goes by.
    void setTask(const TaskSnapshot &task, const QDateTime &now);

Q_SIGNALS:
    void zoneChosen(spillway::DirectoryZone zone);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    /// One path with what can be done with it.
    struct Row
    {
        ValueEdit *path;
        PlainLabel *below;
        QToolButton *copyPath;
        QToolButton *copyCommand;
        NextFile file;
    };

    Row addRow(QFormLayout &form, const QString &label, const QString &objectName);
    void connectRow(Row &row);
    void fill(Row &row, const NextFile &file);
    void updatePaths();
    QString rollOver(const QDateTime &now) const;

    TaskSnapshot m_task;
    QDateTime m_now;
    QComboBox *m_zone;
    PlainLabel *m_zoneRemark;
    PlainLabel *m_remark;
    Row m_next;
    Row m_last;
};

} // namespace spillway
