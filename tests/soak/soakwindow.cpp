// SPDX-License-Identifier: GPL-3.0-or-later
#include "soak/soakwindow.h"

#include "models/partitionstable.h"
#include "ui/partitionsview.h"

#include <QAbstractProxyModel>
#include <QCoreApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

namespace {

/// More than a history is long, so that it is full of every task.
constexpr int pollsPerTask = 64;
/// To lay out and paint takes ten times as long as all the rest. So the window is looked at for 16 polls of 1 024, and
/// hidden else: models, views and forms follow all the same.
constexpr int pollsPerLook = 16;
constexpr int pollsBetweenLooks = 1024;

constexpr int timesForAFailure = 2; // a question of a person's is tried twice
constexpr std::chrono::seconds longEnough{60}; // on a busy machine and under a sanitizer

/// As QTest::qWaitFor, which would sleep for ten milliseconds each time there is nothing to do.
template <class Condition> bool runUntil(const Condition &holds)
{
    QTimer alarm; // also wakes a loop in which nothing happens
    alarm.setSingleShot(true);
    alarm.start(longEnough);
    while (!holds()) {
        if (!alarm.isActive())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// Silence is waited for: short, and yet nothing that a busy machine takes for it.
Timing shortTiming()
{
    Timing timing;
    timing.inactivity = 1s;
    return timing;
}

std::shared_ptr<DisClient> clientFor(const QString &endpoint, QNetworkAccessManager &network)
{
    Connection connection;
    connection.endpoint = endpoint;
    connection.project = ProjectId{u"project"_s};
    connection.credential = Token{Secret(QByteArrayView("token"))};
    const Timing timing = shortTiming();
    constexpr RequestLimits wide{8, 1'000'000};
    auto client = DisClient::create(std::move(connection), network, systemClock(), timing,
                                    std::make_shared<ClientLimits>(timing.bodyCap, wide));
    if (!client)
        qFatal("no client");
    return *std::move(client);
}

/// Before anything asks where settings are.
QString isolated(const QTemporaryDir &folder)
{
    QCoreApplication::setOrganizationName(u"spillway"_s);
    QCoreApplication::setApplicationName(u"spillway"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    return folder.path();
}

PartitionsView &tableOf(const MainWindow &window)
{
    auto *table = window.findChild<PartitionsView *>(u"partitionTable"_s);
    if (!table)
        qFatal("no table");
    return *table;
}

} // namespace

SoakWindow::SoakWindow()
    : m_client((isolated(m_folder), clientFor(m_service.url(), m_network)))
    , m_session(SessionTools{systemClock(), [this] { return m_now; }, [] { return 0.0; }})
    , m_watch(m_session, [this] { return m_now; })
    , m_project([this] { return m_now; })
    , m_window(m_session, m_project, WindowTools{})
    , m_table(tableOf(m_window))
    , m_rows(*qobject_cast<const PartitionsTable *>(
          qobject_cast<const QAbstractProxyModel *>(m_table.model())->sourceModel()))
{
    m_window.resize(1100, 760);
    m_window.show();
    openTask(0);
}

SoakWindow::~SoakWindow() = default;

void SoakWindow::openTask(int number)
{
    m_task = number;
    m_session.open(m_client, RestlessService::task(number));
}

bool SoakWindow::poll()
{
    tease();
    if (m_polls > 0 && m_polls % pollsPerTask == 0)
        openTask(m_task + 1);
    m_window.setVisible(m_polls % pollsBetweenLooks < pollsPerLook);
    touch();
    return ask();
}

/// Ten seconds later.
bool SoakWindow::ask()
{
    ++m_polls;
    m_now += 10s;
    m_session.refresh();
    const bool isOver = runUntil([this] { return isDone(); });
    m_failures += m_session.freshness().error ? 1 : 0;
    return isOver;
}

/// Answered, worked out and in order; or failed.
bool SoakWindow::isDone() const
{
    const Freshness freshness = m_session.freshness();
    if (freshness.asking)
        return false;
    if (freshness.error)
        return true;
    const InsightPointer &insight = m_session.model().insight();
    return insight && insight->task() == m_session.answer().task && m_rows.isSettled();
}

/// What the network does wrong.
void SoakWindow::tease()
{
    using Fault = RestlessService::Fault;
    if (onceIn(2000))
        m_service.misbehave(Fault::Silence, 1);
    else if (onceIn(50))
        m_service.misbehave(Fault(upTo(RestlessService::faultCount - 2)), timesForAFailure);
    else if (onceIn(50))
        m_service.misbehave(onceIn(2) ? Fault::Reset : Fault::ServerError, 1);
    if (onceIn(200))
        m_service.refuseStream();
    if (onceIn(500))
        m_service.hangUp();
}

/// What a person does.
void SoakWindow::touch()
{
    if (onceIn(20) && m_table.model()->rowCount() > 0)
        m_table.selectRow(upTo(m_table.model()->rowCount() - 1));
    if (onceIn(50))
        m_table.sortByColumn(upTo(6), onceIn(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
    if (onceIn(50))
        m_window.findChild<QLineEdit *>(u"partitionFilter"_s)->setText(onceIn(2) ? QString() : u"1"_s);
    if (onceIn(100))
        m_session.setPaused(onceIn(2));
    if (onceIn(100))
        m_session.acknowledgeAllDiscards();
    if (onceIn(100))
        m_table.scrollToBottom();
    if (onceIn(1000))
        m_project.checkEverything();
    if (onceIn(1000))
        m_project.refresh();
}

bool SoakWindow::calmDown()
{
    m_window.hide();
    m_window.findChild<QLineEdit *>(u"partitionFilter"_s)->clear();
    m_table.clearSelection();
    m_session.setPaused(false);
    m_service.setCalm(true);
    const int before = std::exchange(m_task, 0);
    openTask(m_task);
    // A banner keeps the buttons of the last fault: always the same one. Nor is it chance how many connections are
    // left.
    m_service.misbehave(RestlessService::Fault::ServerError, timesForAFailure);
    bool isOver = ask();
    m_network.clearConnectionCache();
    for (int i = 0; i < pollsPerTask; ++i)
        isOver = ask() && isOver;
    isOver = runUntil([this] { return isQuiet(); }) && isOver;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_service.setCalm(false);
    m_task = before;
    return isOver;
}

bool SoakWindow::growAndCalmDown(int polls, int more)
{
    m_service.setCalm(true);
    for (int i = 1; i <= polls; ++i) {
        m_service.setCalmPartitions(i * more);
        if (!ask() || m_rows.rowCount() != i * more)
            return false;
    }
    m_service.setCalmPartitions(RestlessService::calmPartitions);
    return calmDown();
}

bool SoakWindow::askInVain()
{
    if (!ask() || !runUntil([this] { return isDone() && m_project.source(); }))
        return false;
    m_project.loadAll();
    if (!runUntil([this] { return !m_project.isBusy(); }))
        return false;
    m_service.fallSilent(false);
    m_session.refresh();
    if (!runUntil([this] { return m_service.unanswered() == 1; }))
        return false;
    m_service.fallSilent(true);
    m_session.refresh();
    m_project.refresh();
    m_project.checkAll();
    constexpr int atLeast = 4;
    return runUntil([this] { return m_service.unanswered() >= atLeast; });
}

bool SoakWindow::goElsewhere(bool otherClient)
{
    m_service.speakAgain();
    if (otherClient)
        m_client = clientFor(m_service.url(), m_network);
    openTask(m_task + 1);
    return ask();
}

bool SoakWindow::isQuiet() const
{
    return isDone() && !m_project.isBusy() && m_service.openConnections() == 1;
}

int SoakWindow::pollsKept() const
{
    return m_session.model().insight() ? m_session.model().insight()->polls() : 0;
}

} // namespace spillway
