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

/// How long the event loop was away at most.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, m_clock.restart());
            ++m_beats;
        });
        m_timer.start(5ms);
    }
    qint64 longest() const { return m_longest; }
    int beats() const { return m_beats; }

private:
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_longest = 0;
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
    QVERIFY2(clock.elapsed() >= 350 && clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY2(heart.beats() > 10 && heart.longest() < 300, qPrintable(QString::number(heart.longest())));
    // The thread comes back by itself, so that it can be asked again.
    (void)QTest::qWaitFor([&] { return available.count() > 0; }, 1000);
    QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringSilent);
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
    QElapsedTimer clock;
    clock.start();
    QProcess child;
    QSignalSpy ended(&child, &QProcess::finished);
    child.start(QCoreApplication::applicationFilePath(), QStringList());
    QVERIFY(ended.wait(20'000)); // with a running event loop, for the mute service lives on it
    const QByteArray said = child.readAllStandardError();
    QVERIFY2(said.isEmpty(), said.constData());
    QCOMPARE(child.exitStatus(), QProcess::NormalExit);
    QCOMPARE(child.exitCode(), int(Reason::KeyringSilent));
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
}

void TestKeyringSilence::aServiceThatNeverAnswersIsWaitedForAsLongAsTheBudgetSays()
{
    if (m_bus.address().isEmpty())
        QSKIP("There is no bus of our own.");
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.address().toLatin1());
    m_service.tellsLock = false;
    Keyring keyring(400ms);
    const Heartbeat heart;
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringSilent);
    QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY2(heart.longest() < 300, qPrintable(QString::number(heart.longest())));
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
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 10; ++i)
        QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringSilent);
    QVERIFY(clock.elapsed() < 400);
    QVERIFY2(heart.longest() < 300, qPrintable(QString::number(heart.longest())));
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
