// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/streamreader.h"

#include <algorithm>
#include <iterator>

namespace spillway {

StreamReader::StreamReader(QObject *parent, qsizetype most)
    : QObject(parent)
    , m_most(most)
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
    m_pageEnds.clear();
    // Forget the future before cancelling it: nothing of it is to arrive any more.
    QFuture<Result<StreamDetails>> future = m_watcher.future();
    m_watcher.setFuture({});
    future.cancel();
}

void StreamReader::ask()
{
    const QString after = m_read ? m_read->partitions.back().id.text : QString();
    m_watcher.setFuture(m_source->showStream(m_stream, after, mostPartitionsPerPage));
}

void StreamReader::answered()
{
    if (!m_source)
        return;
    if (m_watcher.isCanceled() || m_watcher.future().resultCount() == 0) {
        conclude(failure(Error::Kind::Cancelled, Error::Reason::Unspecified));
        return;
    }
    Result<StreamDetails> page = m_watcher.future().takeResult();
    if (!page)
        conclude(failure(page.error()));
    else if (add(*std::move(page)))
        ask();
    else
        conclude(StreamSnapshot(m_read));
}

/// Returns whether there is a page after it to ask for.
bool StreamReader::add(StreamDetails page)
{
    // A page that ends where one before did would come for ever.
    const auto before = m_pageEnds.size();
    if (!page.partitions.empty())
        m_pageEnds.insert(page.partitions.back().id.text);
    const bool isNew = m_pageEnds.size() > before;
    if (!m_read) {
        m_read = std::make_shared<StreamDetails>(std::move(page));
    } else {
        if (isNew)
            std::ranges::move(page.partitions, std::back_inserter(m_read->partitions));
        m_read->hasMore = page.hasMore;
        m_read->receivedAt = page.receivedAt;
        m_read->serverDate = page.serverDate;
    }
    return isNew && m_read->hasMore && qsizetype(m_read->partitions.size()) < m_most;
}

void StreamReader::conclude(const Result<StreamSnapshot> &result)
{
    m_source = nullptr;
    m_read.reset();
    m_pageEnds.clear();
    Q_EMIT finished(result);
}

} // namespace spillway
