// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/dumptask.h"
#include "domain/error.h"

#include <QFutureWatcher>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace spillway {

class PlainLabel;

/// The answer exactly as it came. Shows its beginning, prepared by a worker thread and only while it can be seen; saves
/// all of it.
class BytesView : public QWidget
{
    Q_OBJECT

public:
    /// As many bytes are shown.
    static constexpr qsizetype shownLimit = 256 * 1024;

    explicit BytesView(QWidget *parent = nullptr);

    void setTask(const TaskSnapshot &task);
    QWidget *text() const;

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const spillway::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void prepare();
    void textReady();
    void save();
    void saveTo(const QString &path);
    void updateNote();

    TaskSnapshot m_task;
    TaskSnapshot m_shown;
    QFutureWatcher<QString> m_text;
    QFutureWatcher<Result<QString>> m_saving;
    PlainLabel *m_note;
    QPushButton *m_save;
    QPlainTextEdit *m_edit;
};

/// The first bytes as text for the screen: long lines broken, invisible characters as signs.
QString bytesForScreen(const QByteArray &bytes, qsizetype limit);

} // namespace spillway
