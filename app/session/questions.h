// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/whendone.h"

#include <functional>
#include <map>

namespace spillway {

/// How many streams of a project are asked for their dump tasks at a time.
inline constexpr int streamsAskedAtOnce = 4;

/// Questions under way, whose answers may all be forgotten at once.
class Questions
{
public:
    Questions() = default;
    ~Questions() { forget(); }

    /// Calls `act` with the answer, on the event loop, unless it is forgotten first.
    template <class T, class Act> void ask(const QFuture<T> &future, Act act)
    {
        const quint64 number = ++m_last;
        m_open.emplace(number, [open = QFuture<T>(future)]() mutable { open.cancel(); });
        whenDone(&m_context, future, [this, number, act = std::move(act)](T answer) {
            if (m_open.erase(number) > 0)
                act(std::move(answer));
        });
    }

    /// Cancels all; nothing of them arrives any more.
    void forget()
    {
        // Cancelling may call back at once.
        const auto open = std::exchange(m_open, {});
        for (const auto &[number, cancel] : open)
            cancel();
    }

    int count() const { return int(m_open.size()); }

private:
    Q_DISABLE_COPY_MOVE(Questions)

    QObject m_context;
    std::map<quint64, std::function<void()>> m_open;
    quint64 m_last = 0;
};

/// Whether the error is about the credential or the pace, so that other questions would only make it worse.
bool concernsAllQuestions(const Error &error);

} // namespace spillway
