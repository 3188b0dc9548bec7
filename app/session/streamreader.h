// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/project.h"

#include <QFutureWatcher>
#include <QObject>

namespace spillway {

/// Reads a stream with all its partitions, page after page. Emits finished() once per read(); cancel(), or destroying
/// it, aborts and emits nothing.
class StreamReader : public QObject
{
    Q_OBJECT

public:
    explicit StreamReader(QObject *parent = nullptr);
    ~StreamReader() override;

    /// Aborts what is under way. The source has to live until it is finished or cancelled.
    void read(ProjectSource &source, const StreamName &stream);
    void cancel();
    bool isReading() const { return m_source != nullptr; }

    /// A service that pages for ever is left alone after so many partitions; StreamDetails::hasMore then says that
    /// there are others.
    static constexpr qsizetype mostPartitions = 1'000'000;

Q_SIGNALS:
    /// The details of the first page with the partitions of all. Never null.
    void finished(const spillway::Result<spillway::StreamSnapshot> &stream);

private:
    void ask();
    void answered();
    void conclude(const Result<StreamSnapshot> &result);

    ProjectSource *m_source = nullptr;
    StreamName m_stream;
    std::shared_ptr<StreamDetails> m_read; // so far
    QFutureWatcher<Result<StreamDetails>> m_watcher;
};

} // namespace spillway
