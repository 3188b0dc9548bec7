// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/keyring.h"
#include "ownbus.h"
#include "support/faultrow.h"
#include "support/mutebus.h"
#include "support/testcase.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTimer>

#include <atomic>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

using Reason = Error::Reason;

constexpr char askAndQuit[] = "SPILLWAY_TEST_ASK_AND_QUIT"; ///< this program is its own child

/// A Secret Service that says whether it is locked, if that, and nothing else ever.
class MuteService : public QDBusVirtualObject
{
    Q_OBJECT

public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        const bool isAboutLock = message.member() == u"Get" && message.arguments().contains(u"Locked"_s);
        if (isAboutLock && tellsLock)
            connection.send(message.createReply(QVariant::fromValue(QDBusVariant(false))));
        return true;
    }
    std::atomic_bool tellsLock = false;
};

/// Whether the event loop goes on while the keyring is waited for: who is away for the time of a budget beats once.
class Heartbeat
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { ++m_beats; });
        m_timer.start(5ms);
    }
    bool wentOn() const { return m_beats > 10; }

private:
    QTimer m_timer;
    int m_beats = 0;
};

Result<ProfileSecrets> answerOf(QFuture<Result<ProfileSecrets>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        return failure(Error::Kind::Timeout, Reason::Unspecified);
    return future.takeResult();
}

Reason reasonOf(const Result<ProfileSecrets> &result)
{
    return result || result.error().kind != Error::Kind::File ? Reason::Unspecified : result.error().reason;
}

/// Asks, and ends in the middle of it. The exit code is the reason.
int runAsChild(int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Keyring keyring(300ms);
    Reason reason = Reason::Unspecified;
    keyring.read(u"a"_s, [&](const Result<ProfileSecrets> &result) {
        reason = reasonOf(result);
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    return int(reason);
}

} // namespace

class TestKeyringSilence : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aBusThatNeverAnswersIsWaitedForAsLongAsTheBudgetSays_data()
    {
        faultRow("F185 a bus that accepts and never answers");
    }
    void aBusThatNeverAnswersIsWaitedForAsLongAsTheBudgetSays();
    void theProgramEndsWhateverTheBusDoes_data();
    void theProgramEndsWhateverTheBusDoes();
    void aServiceThatNeverAnswersIsWaitedForAsLongAsTheBudgetSays_data()
    {
        faultRow("F185 a service that never answers");
    }
    void aServiceThatNeverAnswersIsWaitedForAsLongAsTheBudgetSays();
    void aServiceThatStopsInTheMiddleBlocksNobody_data() { faultRow("F187 a service that stops in the middle"); }
    void aServiceThatStopsInTheMiddleBlocksNobody();

private:
    bool offerMuteService()
    {
        QDBusConnection service = QDBusConnection::connectToBus(m_bus.address(), u"service"_s);
        return service.registerVirtualObject(u"/org/freedesktop/secrets"_s, &m_service, QDBusConnection::SubPath)
            && service.registerService(u"org.freedesktop.secrets"_s);
    }

    OwnBus m_bus;
    MuteService m_service;
};

void TestKeyringSilence::aBusThatNeverAnswersIsWaitedForAsLongAsTheBudgetSays()
{
    const MuteBus bus;
    QVERIFY(bus.isGood());
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus.address());
    Keyring keyring(400ms);
    const QSignalSpy available(&keyring, &Keyring::available);
    const Heartbeat heart;
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringSilent);
    QVERIFY2(clock.elapsed() >= 350, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(heart.wentOn());
    // The thread comes back by itself, so that it can be asked again: a question is not refused at once. Nothing tells
    // when, if the thread gave up before who waited for it did.
    (void)QTest::qWaitFor([&] { return available.count() > 0; });
    const auto again = keyring.read(u"a"_s);
    QCoreApplication::sendPostedEvents(&keyring); // no timer's
    QVERIFY(!again.isFinished());
    QCOMPARE(reasonOf(answerOf(again)), Reason::KeyringSilent);
}

void TestKeyringSilence::theProgramEndsWhateverTheBusDoes_data()
{
    QTest::addColumn<bool>("hasBus");
    QTest::newRow("F185 a mute bus") << false;
    QTest::newRow("F185 a mute service") << true;
}

void TestKeyringSilence::theProgramEndsWhateverTheBusDoes()
{
    QFETCH(bool, hasBus);
    const MuteBus mute;
    if (hasBus) {
        if (!m_bus.start())
            QSKIP("There is no dbus-daemon here to make a bus of our own with.");
        m_service.tellsLock = true;
        QVERIFY(offerMuteService());
    } else {
        qputenv("DBUS_SESSION_BUS_ADDRESS", mute.address());
    }
    qputenv(askAndQuit, "1");
    const auto restore = qScopeGuard([] { qunsetenv(askAndQuit); });
    QProcess child;
    QSignalSpy ended(&child, &QProcess::finished);
    child.start(QCoreApplication::applicationFilePath(), QStringList());
    QVERIFY(ended.wait(20'000)); // with a running event loop, for the mute service lives on it
    const QByteArray said = child.readAllStandardError();
    QVERIFY2(said.isEmpty(), said.constData());
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QCOMPARE(child.exitCode(), int(Reason::KeyringSilent));
}

void TestKeyringSilence::aServiceThatNeverAnswersIsWaitedForAsLongAsTheBudgetSays()
{
    if (m_bus.address().isEmpty())
        QSKIP("There is no bus of our own.");
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toLatin1());
    m_service.tellsLock = false;
    Keyring keyring(400ms);
    const Heartbeat heart;
    QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringSilent);
    QVERIFY(heart.wentOn());
}

void TestKeyringSilence::aServiceThatStopsInTheMiddleBlocksNobody()
{
    if (m_bus.address().isEmpty())
        QSKIP("There is no bus of our own.");
    m_service.tellsLock = true;
    Keyring keyring(400ms);
    const Heartbeat heart;
    QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringSilent);
    // QtKeychain is stuck with that; nobody waits for it again.
    for (int i = 0; i < 10; ++i) {
        auto answer = keyring.read(u"a"_s);
        QCoreApplication::sendPostedEvents(&keyring); // no timer's
        QVERIFY(answer.isFinished());
        QCOMPARE(reasonOf(answer.takeResult()), Reason::KeyringSilent);
    }
    QVERIFY(heart.wentOn());
}

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsSet(askAndQuit))
        return runAsChild(argc, argv);
    const QCoreApplication application(argc, argv);
    TestKeyringSilence test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keyringsilence.moc"
