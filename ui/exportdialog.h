// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/exportchoices.h"

#include <QDialog>
#include <QFutureWatcher>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace spillway {

class DialectForm;
class ExportPreview;
class PlainLabel;

/// Writes partitions to a file: which rows and columns, how, where; and shows how the file will begin. The rows are
/// those of the moment the dialog opened; a refresh meanwhile does not change what is written.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// What can be written: one answer, and rows of it.
    struct Offer
    {
        TaskSnapshot task;
        InsightPointer insight; ///< of the task; may be null
        QDateTime polledAt; ///< UTC; invalid: from a file
        std::vector<quint32> shown;
        std::vector<quint32> selected;
        std::vector<PartitionColumn> columnsShown; ///< in the order shown
        QTimeZone zone; ///< of the times for Excel
        QDateTime now; ///< UTC, for the file's name
    };

    explicit ExportDialog(Offer offer, QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    void setFormat(Format format);

Q_SIGNALS:
    /// `words` say what was written, and what was changed.
    void exported(const QString &path, const QString &words);

private:
    void addRowsAndColumns(QFormLayout &form);
    void addFormat(QFormLayout &form);
    void addFile(QFormLayout &form);
    void addPreview(QFormLayout &form);
    QRadioButton *addChoice(const QString &text, const QString &objectName, bool enabled);
    ExportChoices choices() const;
    ExportRequest request() const;
    Format format() const;
    bool isSeparated() const;
    void formatChanged();
    void styleChanged();
    void preview();
    void browse();
    void askToWrite();
    void write();
    void written();
    void showProblem(const QString &sentence);
    void setBusy(bool busy);

    Offer m_offer;
    const ExportChoices m_before;
    QFutureWatcher<Result<ExportSummary>> m_writing;
    QString m_writingTo;
    QWidget *m_content = nullptr;
    QRadioButton *m_shown = nullptr;
    QRadioButton *m_selected = nullptr;
    QRadioButton *m_all = nullptr;
    QRadioButton *m_allColumns = nullptr;
    QRadioButton *m_shownColumns = nullptr;
    QCheckBox *m_splitRanges = nullptr;
    QComboBox *m_format = nullptr;
    QComboBox *m_preset = nullptr;
    DialectForm *m_custom = nullptr;
    QLineEdit *m_path = nullptr;
    ExportPreview *m_preview = nullptr;
    PlainLabel *m_problem = nullptr;
    QPushButton *m_export = nullptr;
};

/// What a person is told after an export, in sentences.
QString summaryText(const QString &path, const ExportSummary &summary, Dialect::Guard guard);

} // namespace spillway
