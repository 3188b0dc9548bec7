// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "ui/paper.h"

#include <QFutureWatcher>
#include <QPointer>

class QPrinter;
class QProgressDialog;

namespace spillway {

/// Prints on paper or into a PDF file, painting on a worker thread. One at a time; a person can stop it.
class Printing : public QObject
{
    Q_OBJECT

public:
    /// Dialogs open over `window`.
    explicit Printing(QWidget &window);
    ~Printing() override;

    bool isBusy() const { return m_work.isRunning(); }
    /// Asks which printer, then prints.
    void print(const Paper &paper);
    /// Replaces the file whole, or leaves it as it was.
    void writePdf(const Paper &paper, const QString &path);

Q_SIGNALS:
    void printed(int pages);
    void wrotePdf(const QString &path, int pages);
    void failed(const spillway::Error &error);

private:
    void printOn(const std::shared_ptr<QPrinter> &printer, const Paper &paper);
    void watch(const QFuture<Result<int>> &work, const QString &words, const Paper &paper);
    void finished();

    QWidget &m_window;
    QFutureWatcher<Result<int>> m_work; ///< pages
    QPointer<QProgressDialog> m_progress;
    QString m_path; ///< of the PDF; empty: on paper
};

/// The PDF of a paper: A4 or Letter, lying if the table is wide. Errors: File (CannotWrite); nothing is returned if
/// `progress` stopped it.
std::optional<QByteArray> pdfOf(const Paper &paper, const PaperProgress &progress, int *pages = nullptr);

} // namespace spillway
