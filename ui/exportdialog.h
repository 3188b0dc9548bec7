// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/export.h"

#include <QDialog>
#include <QFutureWatcher>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace spillway {

class PlainLabel;

/// Writes partitions to a file: which rows, which format, where. The rows are those of the moment the dialog opened; a
/// refresh meanwhile does not change what is written.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// What can be written: one answer, and rows of it.
    struct Offer
    {
        TaskSnapshot task;
        QDateTime polledAt; ///< UTC; invalid: from a file
        std::vector<quint32> shown;
        std::vector<quint32> selected;
        QDateTime now; ///< UTC, for the file's name
        QString folder; ///< to suggest
    };

    explicit ExportDialog(Offer offer, QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    void setFormat(Format format);

Q_SIGNALS:
    void exported(const QString &path, const spillway::ExportSummary &summary);

private:
    QRadioButton *addScope(const QString &text, const QString &objectName, bool enabled);
    ExportRequest request() const;
    Format format() const;
    void formatChanged();
    void browse();
    void askToWrite();
    void write();
    void written();
    void showProblem(const QString &sentence);
    void setBusy(bool busy);

    Offer m_offer;
    QFutureWatcher<Result<ExportSummary>> m_writing;
    QString m_writingTo;
    QRadioButton *m_shown = nullptr;
    QRadioButton *m_selected = nullptr;
    QRadioButton *m_all = nullptr;
    QComboBox *m_format = nullptr;
    QCheckBox *m_guard = nullptr;
    QLineEdit *m_path = nullptr;
    PlainLabel *m_problem = nullptr;
    QWidget *m_content = nullptr;
    QPushButton *m_export = nullptr;
};

/// What a person is told after an export, in sentences.
QString summaryText(const QString &path, const ExportSummary &summary);

} // namespace spillway
