// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "ui/printing.h"
#include "ui/rowclipboard.h"

namespace spillway {

class PartitionsPage;
class TaskSession;

/// How partitions leave the window: copied, dragged, exported.
class Handover : public QObject
{
    Q_OBJECT

public:
    /// Dialogs open over `window`.
    Handover(TaskSession &session, PartitionsPage &page, QWidget &window, Clock clock);
    ~Handover() override;

    void copy(CopyAs form);
    void exportRows();
    void print();
    void exportPdf();
    /// The task is simulated; paper says so.
    void setDemo(bool isDemo) { m_demo = isDemo; }
    /// Of the file written last.
    void openFolder() const;
    void copyPath() const;

Q_SIGNALS:
    void copied(int rows);
    /// A file was written; what it holds, in words.
    void wrote(const QString &words);
    void printed(int pages);
    void failed(const spillway::Error &error);

private:
    ExportRequest selectedRows() const;
    QTimeZone zone() const;
    Paper paper() const;

    TaskSession &m_session;
    PartitionsPage &m_page;
    QWidget &m_window;
    Clock m_clock;
    RowClipboard m_clipboard;
    Printing m_printing;
    QString m_written; ///< path
    bool m_demo = false;
};

} // namespace spillway
