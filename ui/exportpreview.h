// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/export.h"

#include <QFutureWatcher>
#include <QPlainTextEdit>

namespace spillway {

class PlainLabel;

/// How a file will begin, and what writing it will change: worked out on a worker thread, for the last request only.
class ExportPreview : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// `changes` says what will be changed; it belongs to somebody else and outlives this.
    explicit ExportPreview(PlainLabel &changes, QWidget *parent = nullptr);

    void preview(const ExportRequest &request);

private:
    struct Ready
    {
        QString text;
        QString changes;
    };

    void ready();

    PlainLabel &m_changes;
    std::optional<ExportRequest> m_next; ///< wanted while another was worked out
    QFutureWatcher<Ready> m_watcher;
};

/// What is not in the file as it came, in sentences; empty if everything is.
QString changesText(const ExportSummary &summary, Dialect::Guard guard);

} // namespace spillway
