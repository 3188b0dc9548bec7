// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/project.h"
#include "session/questions.h"

#include <set>
#include <vector>

namespace spillway {

/// A stream of a project and, if they were wanted, its dump tasks.
struct ListedStream
{
    StreamSummary summary;
    std::optional<Result<TaskList>> tasks; ///< nothing: not asked for, or there was no time to
};

/// Lists a project once: its streams page by page, then the dump tasks of each, four streams at a time. Nothing is
/// retried. When the service refuses the credential or asks for peace, nothing else is asked. Emits finished() once per
/// read; destroying it, or cancel(), aborts what is under way and emits nothing.
class ProjectReader : public QObject
{
    Q_OBJECT

public:
    enum class Depth { Streams, Tasks };

    using QObject::QObject;

    /// All streams. The source has to live until it is finished or cancelled.
    void readProject(ProjectSource &source, Depth depth);
    /// The dump tasks of one stream. That it exists is for the answer to say.
    void readStream(ProjectSource &source, const StreamName &stream);
    void cancel();

    /// So far, in the order of the service.
    const std::vector<ListedStream> &streams() const { return m_streams; }
    /// Whether all that was asked for came.
    bool isComplete() const { return m_isComplete; }
    /// The first error; what it is about may be found at the streams.
    const std::optional<Error> &firstError() const { return m_firstError; }
    /// Why not all streams are listed, or why asking ended early.
    const std::optional<Error> &endedBy() const { return m_endedBy; }

    /// A project that pages for ever is left alone after so many.
    static constexpr size_t mostStreams = 100'000;

Q_SIGNALS:
    void finished();

private:
    void begin(ProjectSource &source, Depth depth);
    void askPage();
    void pageCame(const Result<StreamPage> &page);
    void listed();
    void breakListing(const Error &error);
    void askTasks();
    void tasksCame(size_t number, const Result<TaskList> &tasks);
    void endWith(const Error &error);
    void note(const Error &error);

    Questions m_questions;
    ProjectSource *m_source = nullptr;
    Depth m_depth = Depth::Streams;
    std::vector<ListedStream> m_streams;
    std::set<QString> m_names;
    QString m_after; ///< the last name of the last page
    size_t m_next = 0; ///< the first stream whose tasks were not asked for
    bool m_isComplete = false;
    std::optional<Error> m_firstError;
    std::optional<Error> m_endedBy;
};

} // namespace spillway
