// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/servicequestion.h"
#include "domain/withinmemory.h"

#include <QPromise>
#include <QtConcurrent>

namespace spillway {

/// One question: asks the service, has the answer decoded on a worker, keeps its promise exactly once and then deletes
/// itself. Deleting it earlier aborts what is under way and cancels the future, and so does cancelling that.
template <class T> class Question final : public ServiceQuestion
{
public:
    /// Reads a body that has been masked, on a worker. The answer it came with has none any more.
    using Decode = std::function<Result<T>(QByteArray body, const HttpAnswer &answer)>;

    Question(Setup setup, Call call, Decode decode, QObject *parent)
        : ServiceQuestion(std::move(setup), std::move(call), parent)
        , m_decode(std::move(decode))
    {
        m_promise.start();
        connect(&m_asker, &QFutureWatcherBase::canceled, this, [this] { giveUp(std::nullopt, false); });
        m_asker.setFuture(m_promise.future());
        connect(&m_decoding, &QFutureWatcherBase::finished, this, [this] { decoded(); });
    }

    ~Question() override
    {
        if (!m_ended) {
            m_promise.future().cancel();
            m_promise.finish();
        }
    }

    QFuture<Result<T>> future() const { return m_promise.future(); }

protected:
    bool isWanted() const override { return !m_ended && !m_promise.isCanceled(); }

    void take(const std::shared_ptr<HttpAnswer> &answer) override
    {
        m_answer = answer;
        m_decoding.setFuture(QtConcurrent::run([answer, masks = masks(), decode = m_decode] {
            return withinMemory([&] { return decode(masks.applied(std::exchange(answer->body, {})), *answer); });
        }));
    }

    void giveUp(const std::optional<Error> &error, bool timedOut) override
    {
        end(error ? std::optional<Result<T>>(failure(*error)) : std::nullopt, timedOut);
    }

private:
    void decoded()
    {
        Result<T> result = m_decoding.future().takeResult();
        if (!result)
            result = failure(explained(result.error(), *m_answer));
        end(std::move(result), false);
    }

    void end(std::optional<Result<T>> result, bool timedOut)
    {
        if (m_ended)
            return;
        m_ended = true;
        abort();
        m_asker.disconnect(this);
        m_decoding.disconnect(this);
        deleteLater();
        Q_EMIT ended(timedOut);
        // Whoever waits may delete the client, and this with it.
        QPromise<Result<T>> promise = std::move(m_promise);
        if (result)
            promise.addResult(*std::move(result));
        else
            promise.future().cancel();
        promise.finish();
    }

    Decode m_decode;
    mutable QPromise<Result<T>> m_promise;
    QFutureWatcher<Result<T>> m_asker; // tells when the asker cancels
    QFutureWatcher<Result<T>> m_decoding;
    std::shared_ptr<HttpAnswer> m_answer;
    bool m_ended = false;
};

} // namespace spillway
