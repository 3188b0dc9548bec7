// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/export.h"

#include <QFutureWatcher>
#include <QMimeData>

namespace spillway {

/// What rows become for other programs: TSV without or with headings (and CSV and HTML beside it), JSON, CSV.
enum class CopyAs { Rows, RowsWithHeadings, Json, Csv };

/// Rows on their way to another program, by drag or clipboard. The texts are written by a worker thread, from when this
/// is made; who asks for one too early waits.
class RowsMime : public QMimeData
{
    Q_OBJECT

public:
    /// Beyond so many rows there is no HTML: all of it would be too much, and a part of it would mislead.
    static constexpr std::size_t htmlRows = 5'000;

    RowsMime(const ExportRequest &request, CopyAs form);
    ~RowsMime() override;

    /// Finished when every text is there.
    QFuture<QByteArray> texts() const { return m_texts; }

    QStringList formats() const override { return m_formats; }
    bool hasFormat(const QString &format) const override { return m_formats.contains(format); }

protected:
    QVariant retrieveData(const QString &format, QMetaType type) const override;

private:
    QStringList m_formats;
    QFuture<QByteArray> m_texts; ///< one for each format
};

/// Puts rows on the clipboard once they have been written.
class RowClipboard : public QObject
{
    Q_OBJECT

public:
    explicit RowClipboard(QObject *parent = nullptr);

    /// Another copy meanwhile takes its place.
    void copy(const ExportRequest &request, CopyAs form);

Q_SIGNALS:
    void copied(int rows);

private:
    void ready();

    std::unique_ptr<RowsMime> m_mime;
    int m_rows = 0;
    QFutureWatcher<QByteArray> m_watcher;
};

} // namespace spillway
