// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/project.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSet>

namespace spillway {

/// Reads a stream with all its partitions, page after page. Emits finished() once per read(); cancel(), or destroying
/// it, aborts and emits nothing.
class StreamReader : public QObject
{
    Q_OBJECT

public:
    /// A service that pages for ever is left alone after `most` partitions; StreamDetails::hasMore then says that there
    /// are others.
    explicit StreamReader(QObject *parent = nullptr, qsizetype most = mostPartitions);
    ~StreamReader() override;

    /// Aborts what is under way. The source has to live until it is finished or cancelled.
    void read(ProjectSource &source, const StreamName &stream);
    void cancel();
    bool isReading() const { return m_source != nullptr; }

    static constexpr qsizetype mostPartitions = 1'000'000;

Q_SIGNALS:
    /// The details of the first page with the partitions of all; never null. Of the kind Cancelled: the source gave up.
    void finished(const spillway::Result<spillway::StreamSnapshot> &stream);

private:
    void ask();
    void answered();
    bool add(StreamDetails page);
    void conclude(const Result<StreamSnapshot> &result);

    const qsizetype m_most;
    ProjectSource *m_source = nullptr;
    StreamName m_stream;
    std::shared_ptr<StreamDetails> m_read; // so far
    QSet<QString> m_pageEnds; ///< the last ids of the pages so far
    QFutureWatcher<Result<StreamDetails>> m_watcher;
};

} // namespace spillway
