// SPDX-License-Identifier: GPL-3.0-or-later
// Browsing a large project over loopback: how long the GUI thread is away, and how much the service is asked.
#include "bench.h"
#include "bigservice.h"
#include "client/disclient.h"
#include "heartbeat.h"
#include "report.h"
#include "session/insightwatch.h"
#include "session/projectsession.h"
#include "session/tasksession.h"
#include "ui/mainwindow.h"

#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QTreeView>

namespace spillway {

namespace {

using benchmark::State;

constexpr int streams = 2000;
constexpr int partitions = 10'000;

class BrowseBench
{
public:
    explicit BrowseBench(RequestLimits limits)
        : m_limits(std::make_shared<ClientLimits>(64LL * 1024 * 1024, limits))
        , m_window(m_session, m_project, WindowTools{{}, {}, systemClock()})
    {
        Connection connection;
        connection.endpoint = service.endpoint();
        connection.project = {QStringLiteral("p")};
        connection.credential = Token{Secret("bench")};
        auto client = DisClient::create(std::move(connection), m_network, systemClock(), {}, m_limits);
        if (!client)
            qFatal("the service of the bench cannot be asked");
        m_client = std::shared_ptr<DisClient>(std::move(*client));
        m_window.resize(1440, 900);
        m_window.show();
        heart.runUntil([] { return true; });
        heart.restart();
        service.forget();
    }
    ~BrowseBench() { m_session.close(); }

    void list()
    {
        m_window.browse(m_client);
        heart.runUntil([this] { return m_project.status().complete; });
    }
    void loadAll()
    {
        m_project.loadAll();
        heart.runUntil([this] { return !m_project.isBusy(); });
    }
    void lookAround()
    {
        auto *tree = m_window.findChild<QTreeView *>(QStringLiteral("projectTree"));
        auto *filter = m_window.findChild<QLineEdit *>(QStringLiteral("projectFilter"));
        if (!tree || !filter)
            qFatal("the tree of the window has another name");
        for (const char *text : {"s", "stream-01", "task-4", "nothing", ""}) {
            filter->setText(QLatin1StringView(text));
            heart.runUntil([] { return true; });
        }
        for (int row = 0; row < tree->model()->rowCount(); row += 40)
            tree->expand(tree->model()->index(row, 0));
        heart.runUntil([] { return true; });
        m_project.refresh();
        heart.runUntil([this] { return !m_project.isBusy(); });
    }
    void openWide(int refreshes)
    {
        m_session.open(m_client, {{QStringLiteral("wide")}, {QStringLiteral("wide")}});
        waitForInsight();
        for (int i = 0; i < refreshes; ++i) {
            m_session.refresh();
            waitForInsight();
        }
    }
    bool isComplete() const { return m_project.status().complete; }

    BigService service{streams, partitions};
    Heartbeat heart;

private:
    void waitForInsight()
    {
        const TaskModel &model = m_session.model();
        const InsightPointer before = model.insight();
        heart.runUntil([&] {
            return model.insight() && model.insight() != before && model.insight()->seen().stream
                && model.insight()->task() == model.snapshot();
        });
    }

    std::shared_ptr<ClientLimits> m_limits;
    QNetworkAccessManager m_network;
    std::shared_ptr<DisClient> m_client;
    TaskSession m_session{{}, Pace{.interval = std::nullopt}};
    InsightWatch m_insight{m_session};
    ProjectSession m_project;
    MainWindow m_window;
};

void report(State &state, BrowseBench &bench)
{
    state.counters["longest, ms"] = bench.heart.longest();
    state.counters["longest of the thread's own time, ms"] = bench.heart.busiest();
    state.counters["requests"] = double(bench.service.requests());
    state.counters["most requests at once"] = bench.service.mostAtOnce();
    state.counters["most requests within a second"] = bench.service.mostPerSecond();
}

/// Everything, at a pace that a private stack would allow.
void browsing(State &state)
{
    for (auto _ : state) {
        BrowseBench bench({4, 1000});
        bench.list();
        bench.loadAll();
        bench.lookAround();
        report(state, bench);
        state.SetIterationTime(bench.heart.longest() / 1e3);
    }
}

/// What a cautious pace amounts to, for as long as listing takes.
void atTheUsualPace(State &state)
{
    for (auto _ : state) {
        BrowseBench bench(RequestLimits{});
        bench.list();
        report(state, bench);
        state.SetIterationTime(bench.heart.longest() / 1e3);
    }
}

void wideStream(State &state)
{
    for (auto _ : state) {
        BrowseBench bench({4, 1000});
        bench.openWide(5);
        report(state, bench);
        state.SetIterationTime(bench.heart.longest() / 1e3);
    }
}

} // namespace

void measureBrowsing()
{
    measureOnce("GUI thread away: browsing 2 000 streams with 5 tasks each", "spillway", browsing)
        ->UseManualTime()
        ->Iterations(1);
    measureOnce("GUI thread away: listing them at 5 requests a second", "spillway", atTheUsualPace)
        ->UseManualTime()
        ->Iterations(1);
    measureOnce("GUI thread away: 10 000 partitions and their stream, refreshed", "spillway", wideStream)
        ->UseManualTime()
        ->Iterations(1);
}

} // namespace spillway
