// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/wholeprogram.h"

#include "support/canaries.h"

#include <QNetworkAccessManager>
#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// A client with the network that it asks through, as access/Connector makes them. Many a fault is another address: it
/// is the same project all the same, whose rows stay.
class OwnClient : public TaskSource
{
public:
    QFuture<Result<TaskAnswer>> showTask(const TaskAddress &address) override { return client->showTask(address); }
    QString origin() const override { return client->origin(); }
    QString place() const override { return u"the project"_s; }
    ProjectSource *project() override { return client->project(); }
    CredentialFacts credential() const override { return client->credential(); }

    QNetworkAccessManager network;
    std::unique_ptr<DisClient> client;
};

} // namespace

WholeProgram::WholeProgram(const ProgramSetup &setup)
    : m_setup(setup)
    , m_preferences((isolate(), std::make_shared<PreferenceStore>()))
    , session(SessionTools{setup.clock, setup.elapsed, [] { return 0.0; }}, setup.pace)
    , watch(session, setup.elapsed)
    , project(setup.elapsed)
    , window(session, project, tools())
{
    window.resize(1100, 760);
    window.show();
}

WholeProgram::~WholeProgram() = default;

void WholeProgram::isolate() const
{
    QCoreApplication::setOrganizationName(u"spillway"_s);
    QCoreApplication::setApplicationName(u"spillway"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

WindowTools WholeProgram::tools() const
{
    WindowTools tools;
    tools.signIn.open = [this](const OpenFields &fields, const Secret &) {
        return QtFuture::makeReadyFuture(connect(fields.endpoint, fields.caFile));
    };
    tools.clock = m_setup.clock;
    tools.preferences = m_preferences;
    return tools;
}

std::shared_ptr<TaskSource> WholeProgram::client(const QString &endpoint, const QString &caFile,
                                                 ProxyChoice proxy) const
{
    const auto client = connect(endpoint, caFile, std::move(proxy));
    if (!client)
        qFatal("no client of %s", qPrintable(endpoint));
    return *client;
}

Result<std::shared_ptr<TaskSource>> WholeProgram::connect(const QString &endpoint, const QString &caFile,
                                                          ProxyChoice proxy) const
{
    Connection connection;
    connection.endpoint = endpoint;
    connection.project = ProjectId{u"p1"_s};
    if (m_setup.signs)
        connection.credential =
            AccessKey{Secret(canaryAk.text), Secret(canarySk.text), Secret(canarySecurityToken.text)};
    else
        connection.credential = Token{Secret(canaryToken.text)};
    connection.origin = u"OS_TOKEN"_s;
    connection.caFile = caFile;
    connection.proxy = std::move(proxy);
    const auto own = std::make_shared<OwnClient>();
    // No limit of requests a second: tests do not wait.
    const auto limits = std::make_shared<ClientLimits>(m_setup.timing.bodyCap, RequestLimits{4, 1'000'000});
    auto client =
        DisClient::create(std::move(connection), own->network, m_setup.clock, m_setup.timing, limits, m_setup.elapsed);
    if (!client)
        return failure(client.error());
    own->client = *std::move(client);
    return std::shared_ptr<TaskSource>(own);
}

} // namespace spillway
