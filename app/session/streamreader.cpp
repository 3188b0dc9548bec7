// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/streamreader.h"

namespace spillway {

StreamReader::StreamReader(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &StreamReader::answered);
}

StreamReader::~StreamReader()
{
    cancel();
}

void StreamReader::read(ProjectSource &source, const StreamName &stream)
{
    cancel();
    m_source = &source;
    m_stream = stream;
    ask();
}

void StreamReader::cancel()
{
    m_source = nullptr;
    m_read.reset();
    m_watcher.cancel();
}

void StreamReader::ask()
{
    const QString after = m_read ? m_read->partitions.back().id.text : QString();
    m_watcher.setFuture(m_source->showStream(m_stream, after, mostPartitionsPerPage));
}

void StreamReader::answered()
{
    if (!m_source || m_watcher.isCanceled() || m_watcher.future().resultCount() == 0)
        return;
    Result<StreamDetails> page = m_watcher.future().takeResult();
    if (!page) {
        conclude(failure(page.error()));
        return;
    }
    if (!m_read) {
        m_read = std::make_shared<StreamDetails>(*std::move(page));
    } else {
        // A page that ends where the one before did would come for ever.
        const bool goesOn =
            !page->partitions.empty() && page->partitions.back().id != m_read->partitions.back().id;
        auto &read = m_read->partitions;
        read.insert(read.end(), std::make_move_iterator(page->partitions.begin()),
                    std::make_move_iterator(page->partitions.end()));
        m_read->hasMore = page->hasMore;
        m_read->receivedAt = page->receivedAt;
        m_read->serverDate = page->serverDate;
        if (!goesOn) {
            conclude(StreamSnapshot(m_read));
            return;
        }
    }
    if (m_read->hasMore && !m_read->partitions.empty() && qsizetype(m_read->partitions.size()) < mostPartitions)
        ask();
    else
        conclude(StreamSnapshot(m_read));
}

void StreamReader::conclude(const Result<StreamSnapshot> &result)
{
    m_source = nullptr;
    m_read.reset();
    Q_EMIT finished(result);
}

} // namespace spillway
