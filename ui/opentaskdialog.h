// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/opener.h"

#include <QDialog>

class QFormLayout;
class QLineEdit;

namespace spillway {

class PlainLabel;

/// Asks which dump task to open, and as whom. The token is held by its field alone and wiped from it when the dialog
/// ends, however it ends.
class OpenTaskDialog : public QDialog
{
    Q_OBJECT

public:
    OpenTaskDialog(Opener opener, const OpenFields &fields, QWidget *parent = nullptr);
    ~OpenTaskDialog() override;

    OpenFields fields() const;
    /// Says what is wrong, in the dialog.
    void showProblem(const QString &sentence);

    void done(int result) override;

Q_SIGNALS:
    /// The source has been made; nothing has been asked yet.
    void opened(const std::shared_ptr<spillway::TaskSource> &source, const spillway::TaskAddress &address);

private:
    QLineEdit *addField(QFormLayout &form, const QString &label, const QString &objectName, const QString &text,
                        const QString &hint);
    void browse();
    void tryToOpen();
    bool complainAboutEmpty();

    Opener m_opener;
    QLineEdit *m_endpoint = nullptr;
    QLineEdit *m_project = nullptr;
    QLineEdit *m_stream = nullptr;
    QLineEdit *m_task = nullptr;
    QLineEdit *m_token = nullptr;
    QLineEdit *m_caFile = nullptr;
    PlainLabel *m_problem = nullptr;
};

} // namespace spillway
