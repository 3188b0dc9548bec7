// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/faultserver.h"

#include <QElapsedTimer>

#include <algorithm>
#include <map>

namespace spillway {

/// A scripted HTTP peer that answers by path, whatever the order of the questions. What it does not know is 404.
///     RoutedServer server;
///     server.answer("/v2/project/streams", 200, page);
///     server.answer("/v2/project/streams/s/transfer-tasks/t", 200, first);
///     server.answer("/v2/project/streams/s/transfer-tasks/t", 200, second);   // from the second question on
class RoutedServer : public FaultServer
{
    Q_OBJECT

public:
    RoutedServer()
    {
        m_clock.start();
        connect(this, &FaultServer::requested, this, &RoutedServer::prepare);
    }

    /// The next answer to a path, percent-encoded and without a query; the last one repeats.
    void answer(const QByteArray &path, Script script) { m_answers[path].push_back(std::move(script)); }
    void answer(const QByteArray &path, int status, const QByteArray &body)
    {
        answer(path, Script().write(http(status, body)));
    }

    /// This from now on, whatever was to come.
    void replace(const QByteArray &path, Script script) { m_answers[path] = {std::move(script)}; }

    int asked(const QByteArray &path) const { return int(m_asked.count(path)); }
    /// How many of the requests came within the busiest of all spans of that length.
    qsizetype mostWithin(std::chrono::milliseconds span) const
    {
        qsizetype most = 0;
        for (auto first = m_times.begin(); first != m_times.end(); ++first)
            most = std::max(most, qsizetype(std::upper_bound(first, m_times.end(), *first + span.count()) - first));
        return most;
    }

private:
    void prepare(const SeenRequest &request)
    {
        m_times.push_back(m_clock.elapsed());
        const QByteArray path = request.line.split(' ').value(1).split('?').constFirst();
        m_asked.append(path);
        forget();
        auto &answers = m_answers[path];
        if (answers.empty()) {
            FaultServer::answer(404, "{}");
            return;
        }
        FaultServer::answer(answers.front());
        if (answers.size() > 1)
            answers.pop_front();
    }

    std::map<QByteArray, std::deque<Script>> m_answers;
    QByteArrayList m_asked;
    std::vector<qint64> m_times; // ms
    QElapsedTimer m_clock;
};

} // namespace spillway
