// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connector.h"
#include "cli/check.h"
#include "cli/display.h"
#include "cli/endsignals.h"
#include "cli/headless.h"
#include "cli/listing.h"
#include "cli/privatememory.h"
#include "client/filesource.h"
#include "connections/keyring.h"
#include "credentials/regions.h"
#include "demo/demoservice.h"
#include "session/insightwatch.h"
#include "session/projectsession.h"
#include "session/tasksession.h"
#include "session/wording.h"
#include "settings/preferencestore.h"
#include "ui/firstframe.h"
#include "ui/language.h"
#include "ui/mainwindow.h"
#include "ui/portalcolours.h"
#include "ui/sessionpreferences.h"
#include "wire/endpoint.h"

#include <QApplication>

#include <csignal>

using namespace spillway;

namespace {

qint64 bodyCap(const Preferences &preferences)
{
    return qint64(preferences.bodyCap) * 1024 * 1024;
}

/// What is said on the command line holds for this run, whatever is preferred meanwhile.
RequestLimits requestLimits(const Preferences &preferences, const Options &options)
{
    return options.over({preferences.requestsAtOnce, preferences.requestsPerSecond});
}

PracticeOffer practiceOffer(const DemoService &demo)
{
    SignInPractice practice = demo.practice();
    Connection own = demo.connection();
    return {demo.endpoint(),          practice.project,
            std::move(practice.key),  std::move(practice.temporaryKey),
            std::move(practice.user), std::move(std::get<Token>(own.credential).value)};
}

QFuture<SourceResult> noConnection(const QString &name)
{
    return QtFuture::makeReadyFuture<SourceResult>(failure(Error::Kind::Usage, Error::Reason::NoConnection, name));
}

/// What a window is made of, and what it is first shown with.
class Composition
{
public:
    explicit Composition(const Options &options)
        : m_options(options)
        , m_limits(std::make_shared<ClientLimits>(bodyCap(m_preferences->value()),
                                                  requestLimits(m_preferences->value(), options)))
        , m_connector(processScope(options.tokenFile), *m_keeper, m_limits)
        , m_theme(m_desktop)
        , m_sessionPreferences(*m_preferences, m_session)
    {
        m_theme.setTheme(m_preferences->value().theme);
        applyLanguage(m_preferences->value().language);
        m_window = std::make_unique<MainWindow>(m_session, m_project, tools());
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
            return openNamed(named);
        m_window->expectTask(false);
    }

    WindowTools tools()
    {
        return {signInTools(), [this] { startDemo({}); }, systemClock(), m_preferences};
    }

    SignInTools signInTools()
    {
        SignInTools tools;
        tools.open = [this](const OpenFields &fields, Secret token) { return openFields(fields, std::move(token)); };
        tools.search = [scope = m_connector.scope()] {
            return std::make_shared<const Search>(searchCredentials(scope));
        };
        tools.endpointOf = [scope = m_connector.scope()](const QString &region) {
            return disEndpoint(region, scope).address;
        };
        tools.testFound = [this](const FoundSearch &) {
            return m_connector.tryFound({}).then(&m_session, [](const Result<void> &tried) {
                return tried ? QCoreApplication::translate("Main", "It works: the service answered.")
                             : sentence(tried.error());
            });
        };
        tools.connection = connectionTools();
        tools.profiles = [this] { return profiles(); };
        tools.keeper = m_keeper;
        return tools;
    }

    std::shared_ptr<ProfileStore> profiles()
    {
        if (!m_profiles)
            m_profiles = std::make_shared<ProfileStore>(ProfileStore::usualFolder());
        return m_profiles;
    }

    ConnectionTools connectionTools()
    {
        ConnectionTools tools;
        for (const Region &region : knownRegions()) {
            if (region.hasDis)
                tools.regions.append(region.id);
        }
        tools.checkEndpoint = [](const QString &typed) -> std::optional<QString> {
            const auto endpoint = parseEndpoint(typed);
            return endpoint ? std::nullopt : std::optional(sentence(endpoint.error()));
        };
        tools.test = [this](const ConnectionProfile &profile, ProfileSecrets secrets) {
            return m_connector.tryNamed(profile, std::move(secrets)).then(&m_session, [](const Result<void> &tried) {
                using Outcome = ConnectionTools::Outcome;
                return tried
                    ? Outcome{Severity::Good, QCoreApplication::translate("Main", "It works: the service answered.")}
                    : Outcome{Severity::Bad, sentence(tried.error())};
            });
        };
        return tools;
    }

    QFuture<SourceResult> openFields(const OpenFields &fields, Secret token)
    {
        switch (fields.with) {
        case OpenFields::With::Named: {
            const auto profile = profiles()->find(fields.connection);
            // Another instance may have deleted it meanwhile: no other credential takes its place.
            return profile ? m_connector.openNamed(*profile) : noConnection(fields.connection);
        }
        case OpenFields::With::Token: {
            Connection connection;
            connection.endpoint =
                fields.region.isEmpty() ? fields.endpoint : disEndpoint(fields.region, m_connector.scope()).address;
            connection.project = {fields.project};
            connection.caFile = fields.caFile;
            connection.credential = Token{std::move(token)};
            connection.origin = QCoreApplication::translate("Main", "the Open Task dialog");
            return QtFuture::makeReadyFuture(m_connector.open(std::move(connection)));
        }
        case OpenFields::With::Found:
            break;
        }
        return m_connector.openFound({fields.endpoint, fields.region, fields.project, {}, {}, fields.caFile});
    }

    void applyChanges(const Preferences &before)
    {
        const Preferences &now = m_preferences->value();
        m_limits->setBodyBytes(bodyCap(now));
        m_limits->setRequests(requestLimits(now, m_options));
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
        m_window = std::make_unique<MainWindow>(m_session, m_project, tools());
        m_window->restoreGeometry(geometry);
        m_window->setLastFields(fields);
        if (m_demoSource)
            m_window->setDemo(demoOffer());
        m_window->show();
        m_window->showPreferences();
    }

    void startDemo(const TaskAddress &address)
    {
        m_demo = std::make_unique<DemoService>(systemClock());
        const auto port = m_demo->start();
        // It cannot be asked too much, and nobody waits for what is in this process.
        constexpr RequestLimits own{8, 1000};
        const auto limits = std::make_shared<ClientLimits>(bodyCap(m_preferences->value()), m_options.over(own));
        const auto source = port ? m_connector.open(m_demo->connection(), limits) : failure(port.error());
        if (!source) {
            m_window->notify(Severity::Bad, sentence(source.error()), details(source.error()));
            return;
        }
        m_demoSource = *source;
        m_window->setDemo(demoOffer());
        if (address.stream.text.isEmpty())
            return openWorst();
        m_session.open(m_demoSource, address);
    }

    /// Looks at every task of the demo, and opens the one that is worst off.
    void openWorst()
    {
        m_window->browse(m_demoSource, false); // the end of a survey before is not the one waited for
        const auto opened = std::make_shared<QMetaObject::Connection>();
        *opened = QObject::connect(&m_project, &ProjectSession::surveyFinished, &m_session, [this, opened] {
            QObject::disconnect(*opened);
            // Unless a person was quicker.
            if (m_project.source() == m_demoSource && !m_session.source())
                m_session.open(m_demoSource,
                               m_project.survey().worst().value_or(DemoService::tasks().constFirst().address));
        });
        m_project.checkEverything();
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
        offer.practice = [this] { return practiceOffer(*m_demo); };
        offer.origin = m_demoSource->origin();
        return offer;
    }

    QFuture<SourceResult> openWished()
    {
        if (m_options.connection.isEmpty())
            return m_connector.openFound(m_options.wish());
        const auto profile = profiles()->findNamed(m_options.connection);
        if (!profile)
            return noConnection(m_options.connection);
        if (profile->interval)
            m_session.setInterval(refreshInterval(*profile->interval));
        return m_connector.openNamed(m_options.wish().over(*profile));
    }

    void openNamed(const TaskAddress &address)
    {
        openWished().then(&m_session, [this, address](const SourceResult &source) {
            m_window->expectTask(false);
            if (source) {
                m_window->open(*source, address);
                return;
            }
            OpenFields fields;
            fields.endpoint = m_options.endpoint;
            fields.region = m_options.region;
            fields.project = m_options.projectId;
            fields.stream = address.stream.text;
            fields.task = address.task.text;
            fields.caFile = m_options.caFile;
            m_window->askToOpen(fields, sentence(source.error(), address));
        });
    }

    Options m_options;
    std::shared_ptr<PreferenceStore> m_preferences = std::make_shared<PreferenceStore>();
    std::shared_ptr<ClientLimits> m_limits;
    Keyring m_keyring;
    std::shared_ptr<SecretKeeper> m_keeper = std::make_shared<KeyringKeeper>(m_keyring);
    Connector m_connector;
    std::shared_ptr<ProfileStore> m_profiles; // made when it is first needed
    PortalColours m_desktop;
    ThemeControl m_theme;
    std::unique_ptr<DemoService> m_demo;
    std::shared_ptr<TaskSource> m_demoSource;
    TaskSession m_session;
    InsightWatch m_insight{m_session};
    ProjectSession m_project;
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
    const EndSignals endings;
    QObject::connect(&endings, &EndSignals::came, &application, [] {
        QApplication::closeAllWindows(); // they keep how they are arranged
        QCoreApplication::exit(0); // also out of the loop of a dialog
    });
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
    case Options::Mode::Export:
    case Options::Mode::Check:
    case Options::Mode::List: {
        const QCoreApplication application(argc, argv);
        applyLanguage(QStringLiteral("en")); // scripts read what is said
        return options.mode == Options::Mode::Check ? runCheck(options)
            : options.mode == Options::Mode::List   ? runList(options)
                                                    : runExport(options);
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
    keepMemoryPrivate();
    holdStandardDescriptors();
    // A reader that went away and a file-size limit are errors to report, not reasons to die.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    QCoreApplication::setApplicationName(QStringLiteral("spillway"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SPILLWAY_VERSION));

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto options = parseOptions(arguments);
    if (options)
        return run(argc, argv, *options);
    return mentionsCheck(arguments) ? sayUnknown(options.error()) : sayFailure(options.error());
}
