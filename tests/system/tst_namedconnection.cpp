// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profilestore.h"
#include "support/faultserver.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "system/program.h"

#include <QFile>
#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

/// A person's connection "at home", to a service that the test plays, with a token in a file. No keyring is running.
struct Home
{
    Home()
        : surroundings(Surroundings().set(u"XDG_CONFIG_HOME"_s, folder.path()))
    {
        server.answer(200, fixture(u"task-obs-documented.json"_s));
        QFile file(folder.filePath(u"token"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write("token-of-the-file\n") < 0)
            qFatal("no token file");
        profile.name = u"at home"_s;
        profile.endpoint = server.url();
        profile.projectId = u"the-connections-project"_s;
        profile.signIn = ConnectionProfile::SignIn::TokenFile;
        profile.tokenFile = file.fileName();
    }
    Outcome exported(const QStringList &more)
    {
        ProfileStore(folder.filePath(u"spillway"_s)).create(profile);
        return run(QStringList{u"--connection"_s, u"at home"_s, u"--stream"_s, u"newstream"_s, u"--task"_s,
                               u"newtask"_s, u"--export"_s, u"-"_s}
                       + more,
                   surroundings);
    }

    QTemporaryDir folder;
    FaultServer server;
    ConnectionProfile profile;
    Surroundings surroundings;
};

} // namespace

/// Exporting through a connection that was named in the window.
class TestNamedConnection : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aScriptUsesAConnectionByItsName()
    {
        Home it;
        const Outcome outcome = it.exported({});
        QVERIFY2(outcome.code == 0, outcome.errors.constData());
        QVERIFY(outcome.output.contains("289897"));
        QCOMPARE(it.server.requests().size(), 2); // the task, and its stream
        for (const SeenRequest &request : it.server.requests()) {
            QVERIFY(request.line.startsWith("GET /v2/the-connections-project/streams/newstream"));
            QCOMPARE(request.header("X-Auth-Token"), QByteArray("token-of-the-file"));
        }
    }

    void whatTheScriptSaysGoesFirst()
    {
        Home it;
        const Outcome outcome = it.exported({u"--project-id"_s, u"another"_s});
        QCOMPARE(outcome.code, 0);
        QVERIFY(it.server.requests().first().line.startsWith("GET /v2/another/streams/"));
    }

    void aKeyThatTheKeyringShouldHaveIsMissedInASentence()
    {
        Home it;
        it.profile.signIn = ConnectionProfile::SignIn::AccessKey;
        const Outcome outcome = it.exported({});
        QVERIFY(outcome.code == 2 || outcome.code == 7);
        QVERIFY(outcome.hasOneSentence());
        QVERIFY(outcome.output.isEmpty());
        QCOMPARE(it.server.connections(), 0);
    }

    void aNameThatNobodyGaveIsSaid()
    {
        Home it;
        it.profile.name = u"elsewhere"_s;
        const Outcome outcome = it.exported({});
        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.hasOneSentence());
        QVERIFY2(outcome.errors.contains("at home"), outcome.errors.constData());
    }
};

QTEST_GUILESS_MAIN(TestNamedConnection)
#include "tst_namedconnection.moc"
