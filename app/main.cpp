// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/display.h"
#include "cli/headless.h"
#include "client/credentials.h"
#include "client/disclient.h"
#include "client/filesource.h"
#include "demo/demoservice.h"
#include "session/tasksession.h"
#include "session/wording.h"
#include "settings/preferencestore.h"
#include "ui/firstframe.h"
#include "ui/language.h"
#include "ui/mainwindow.h"
#include "ui/portalcolours.h"
#include "ui/sessionpreferences.h"

#include <QApplication>
#include <QNetworkAccessManager>

#include <csignal>

using namespace spillway;

namespace {

/// A client together with the network it needs.
struct OwnClient
{
    QNetworkAccessManager network;
    std::unique_ptr<DisClient> client; // goes before its network
};

Result<std::shared_ptr<TaskSource>> openService(Connection connection, const std::shared_ptr<const BodyLimit> &limit)
{
    auto own = std::make_shared<OwnClient>();
    auto client = DisClient::create(std::move(connection), own->network, systemClock(), {}, limit);
    if (!client)
        return failure(client.error());
    own->client = std::move(*client);
    return std::shared_ptr<TaskSource>(own, own->client.get());
}

qint64 bodyCap(const Preferences &preferences)
{
    return qint64(preferences.bodyCap) * 1024 * 1024;
}

/// What a window is made of, and what it is first shown with.
class Composition
{
public:
    explicit Composition(const Options &options)
        : m_options(options)
        , m_limit(std::make_shared<BodyLimit>(bodyCap(m_preferences->value())))
        , m_theme(m_desktop)
        , m_sessionPreferences(*m_preferences, m_session)
    {
        m_theme.setTheme(m_preferences->value().theme);
        applyLanguage(m_preferences->value().language);
        m_window = std::make_unique<MainWindow>(m_session, tools());
        QObject::connect(m_preferences.get(), &PreferenceStore::changed, &m_session,
                         [this](const Preferences &before) { applyChanges(before); });
    }

    void begin()
    {
        const bool opens =
            m_options.demo || !m_options.from.isEmpty() || m_options.hasConnection() || !m_options.stream.isEmpty();
        m_window->show();
        m_window->expectTask(opens);
        // Nothing is read, connected or parsed before the first frame that it does not show.
        if (opens)
            afterFirstFrame(*m_window, [this] { openWanted(); });
    }

private:
    void openWanted()
    {
        const TaskAddress named{{m_options.stream}, {m_options.task}};
        if (m_options.demo)
            startDemo(named);
        else if (!m_options.from.isEmpty())
            m_session.open(std::make_shared<FileSource>(m_options.from), named, false);
        else
            openNamed(named);
        m_window->expectTask(false);
    }

    WindowTools tools()
    {
        return {[this](Connection connection) { return openService(std::move(connection), m_limit); },
                [this] { startDemo({}); }, systemClock(), m_preferences};
    }

    void applyChanges(const Preferences &before)
    {
        const Preferences &now = m_preferences->value();
        m_limit->setBytes(bodyCap(now));
        m_theme.setTheme(now.theme);
        // Later: what was just clicked is in the window that goes.
        if (now.language != before.language)
            QMetaObject::invokeMethod(
                &m_session, [this] { changeLanguage(); }, Qt::QueuedConnection);
    }

    /// Texts on screen stay as they are, so the window is made anew, on the same session and where the old one was.
    void changeLanguage()
    {
        applyLanguage(m_preferences->value().language);
        const QByteArray geometry = m_window->saveGeometry();
        const OpenFields fields = m_window->lastFields();
        m_window->setAttribute(Qt::WA_QuitOnClose, false);
        m_window->close(); // it keeps how it is arranged
        m_window = std::make_unique<MainWindow>(m_session, tools());
        m_window->restoreGeometry(geometry);
        m_window->setLastFields(fields);
        if (m_demoSource && m_session.origin() == m_demoSource->origin())
            m_window->setDemo(demoOffer());
        m_window->show();
        m_window->showPreferences();
    }

    void startDemo(TaskAddress address)
    {
        m_demo = std::make_unique<DemoService>(systemClock());
        const auto port = m_demo->start();
        const auto source = port ? openService(m_demo->connection(), m_limit) : failure(port.error());
        if (!source) {
            m_window->notify(Severity::Bad, sentence(source.error()), details(source.error()));
            return;
        }
        if (address.stream.text.isEmpty())
            address = DemoService::tasks().constFirst().address;
        m_demoSource = *source;
        m_session.open(m_demoSource, address);
        m_window->setDemo(demoOffer());
    }

    DemoOffer demoOffer()
    {
        DemoOffer offer;
        const QList<DemoService::Task> tasks = DemoService::tasks();
        for (const DemoService::Task &task : tasks)
            offer.tasks.append({task.address, task.title, task.story});
        offer.choose = [this](const TaskAddress &wanted) { m_session.open(m_demoSource, wanted); };
        const QList<DemoService::Fault> faults = DemoService::faults();
        for (const DemoService::Fault &fault : faults) {
            if (fault.fault == m_demo->fault())
                offer.fault = int(offer.faults.size());
            offer.faults.append({fault.title, fault.promise});
        }
        offer.setFault = [this, faults](int index) { m_demo->setFault(faults.at(index).fault); };
        return offer;
    }

    void openNamed(const TaskAddress &address)
    {
        const OpenFields fields{m_options.address(), m_options.projectId, address.stream.text, address.task.text,
                                m_options.caFile};
        const auto source = sourceFor(fields);
        if (source)
            m_session.open(*source, address);
        else
            m_window->askToOpen(fields, sentence(source.error(), address));
    }

    Result<std::shared_ptr<TaskSource>> sourceFor(const OpenFields &fields)
    {
        auto found = findToken(m_options.tokenFile, QProcessEnvironment::systemEnvironment());
        if (!found)
            return failure(found.error());
        Connection connection;
        connection.endpoint = fields.endpoint;
        connection.project = {fields.project};
        connection.token = std::move(found->token);
        connection.tokenOrigin = found->origin;
        connection.caFile = fields.caFile;
        return openService(std::move(connection), m_limit);
    }

    Options m_options;
    std::shared_ptr<PreferenceStore> m_preferences = std::make_shared<PreferenceStore>();
    std::shared_ptr<BodyLimit> m_limit;
    PortalColours m_desktop;
    ThemeControl m_theme;
    std::unique_ptr<DemoService> m_demo;
    std::shared_ptr<TaskSource> m_demoSource;
    TaskSession m_session;
    SessionPreferences m_sessionPreferences;
    std::unique_ptr<MainWindow> m_window;
};

/// The window's own composition. The display has been checked.
int runWindow(int &argc, char **argv, const Options &options)
{
    QCoreApplication::setOrganizationName(QStringLiteral("spillway")); // names the file of window arrangements
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Spillway"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.spillway.Spillway"));
    const QApplication application(argc, argv);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/spillway/icons/spillway.svg")));
    Composition composition(options);
    composition.begin();
    return QApplication::exec();
}

int run(int &argc, char **argv, const Options &options)
{
    switch (options.mode) {
    case Options::Mode::Help:
        return sayText(helpText());
    case Options::Mode::Version:
        return sayText(versionText());
    case Options::Mode::Export: {
        const QCoreApplication application(argc, argv);
        applyLanguage(QStringLiteral("en")); // scripts read what is said
        return runExport(options);
    }
    case Options::Mode::Window:
        break;
    }
    if (const auto display = checkDisplay(); !display)
        return sayFailure(display.error());
    return runWindow(argc, argv, options);
}

} // namespace

int main(int argc, char **argv)
{
    // A reader that went away and a file-size limit are errors to report, not reasons to die.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    QCoreApplication::setApplicationName(QStringLiteral("spillway"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SPILLWAY_VERSION));

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto options = parseOptions(arguments);
    return options ? run(argc, argv, *options) : sayFailure(options.error());
}
