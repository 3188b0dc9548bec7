// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/secretkeeper.h"
#include "connections/secrettext.h"
#include "ownbus.h"
#include "support/faultrow.h"
#include "support/testcase.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

/// A secret as it is on the bus.
struct BusSecret
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};
Q_DECLARE_METATYPE(BusSecret)

using Words = QMap<QString, QString>;
Q_DECLARE_METATYPE(Words)

static QDBusArgument &operator<<(QDBusArgument &to, const BusSecret &secret)
{
    to.beginStructure();
    to << secret.session << secret.parameters << secret.value << secret.contentType;
    to.endStructure();
    return to;
}

static const QDBusArgument &operator>>(const QDBusArgument &from, BusSecret &secret)
{
    from.beginStructure();
    from >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    from.endStructure();
    return from;
}

namespace {

using Reason = Error::Reason;

const QString service = u"org.freedesktop.secrets"_s;
const QString root = u"/org/freedesktop/secrets"_s;
const QString collection = u"/org/freedesktop/secrets/aliases/default"_s;

QByteArray text(const ProfileSecrets &secrets)
{
    return textOf(secrets).reveal().toByteArray();
}

ProfileSecrets accessKey(const QByteArray &id)
{
    ProfileSecrets secrets;
    secrets.accessKeyId = Secret(id);
    secrets.secretKey = Secret("S3cr3t\"\\Key");
    secrets.proxyPassword = Secret("пароль 密码");
    return secrets;
}

template <class T> Result<T> answerOf(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
        return failure(Error::Kind::Timeout, Reason::Unspecified);
    return future.takeResult();
}

template <class T> Reason reasonOf(const Result<T> &result)
{
    return result || result.error().kind != Error::Kind::File ? Reason::Unspecified : result.error().reason;
}

/// Who would show a keyring's question, and never does.
class MutePrompter : public QDBusVirtualObject
{
    Q_OBJECT

public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        ++asked;
        return connection.send(message.createReply());
    }
    std::atomic_int asked = 0;
};

} // namespace

/// Against a real gnome-keyring. The order counts: the last tests lock it, and end its bus.
class TestKeyring : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whereThereIsNoBusThatIsSaidAtOnce_data() { faultRow("F183 no bus"); }
    void whereThereIsNoBusThatIsSaidAtOnce();
    void whatIsWrittenIsReadBack();
    void everyConnectionHasItsOwn();
    void writingNothingRemoves();
    void whatNoHeaderCanCarryIsNotWritten_data() { faultRow("F186 what no header can carry"); }
    void whatNoHeaderCanCarryIsNotWritten();
    void whatOthersPutThereIsNotUsed_data();
    void whatOthersPutThereIsNotUsed();
    void questionsAtOnceAreAnsweredOneAfterTheOther();
    void aKeyringThatGoesAwayTellsWhoWaits();
    void theKeeperPrefersTheKeyring();
    void theKeeperMergesWithWhatItHasNotRead();
    void aLockedKeyringAsksOnceAndNobodyWaits_data() { faultRow("F184 locked"); }
    void aLockedKeyringAsksOnceAndNobodyWaits();
    void aQuestionThatIsDismissedIsSaid_data() { faultRow("F184 the question is dismissed"); }
    void aQuestionThatIsDismissedIsSaid();
    void theKeeperKeepsWhatTheKeyringDoesNotTake_data() { faultRow("F183 kept for this session only"); }
    void theKeeperKeepsWhatTheKeyringDoesNotTake();
    void theProgramOutlivesTheBus_data() { faultRow("F183 the bus ends"); }
    void theProgramOutlivesTheBus();

private:
    QDBusMessage call(const QString &path, const QString &interface, const QString &method,
                      const QVariantList &arguments) const
    {
        QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
        message.setArguments(arguments);
        return QDBusConnection(u"test"_s).call(message);
    }
    void lock() const
    {
        const QDBusMessage reply = call(root, u"org.freedesktop.Secret.Service"_s, u"Lock"_s,
                                        {QVariant::fromValue(QList{QDBusObjectPath(root + u"/collection/login"_s)})});
        QVERIFY2(reply.type() == QDBusMessage::ReplyMessage, qPrintable(reply.errorMessage()));
    }
    /// As any other program could.
    void plant(const QString &id, const QByteArray &value, const QString &type) const;

    OwnBus m_bus;
};

void TestKeyring::initTestCase()
{
    qDBusRegisterMetaType<BusSecret>();
    qDBusRegisterMetaType<Words>();
    if (QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s).isEmpty())
        QSKIP("There is no gnome-keyring here.");
    QVERIFY(m_bus.start());
    QVERIFY(m_bus.startKeyring());
    QVERIFY(QDBusConnection::connectToBus(m_bus.address(), u"test"_s).isConnected());
}

void TestKeyring::plant(const QString &id, const QByteArray &value, const QString &type) const
{
    const QDBusMessage session = call(root, u"org.freedesktop.Secret.Service"_s, u"OpenSession"_s,
                                      {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    QCOMPARE(session.type(), QDBusMessage::ReplyMessage);
    const BusSecret secret{session.arguments().at(1).value<QDBusObjectPath>(), {}, value, u"text/plain"_s};
    const Words attributes{{u"user"_s, id}, {u"server"_s, u"spillway"_s}, {u"type"_s, type}};
    const QVariantMap properties{{u"org.freedesktop.Secret.Item.Label"_s, u"planted"_s},
                                 {u"org.freedesktop.Secret.Item.Attributes"_s, QVariant::fromValue(attributes)}};
    const QDBusMessage reply = call(collection, u"org.freedesktop.Secret.Collection"_s, u"CreateItem"_s,
                                    {properties, QVariant::fromValue(secret), true});
    QVERIFY2(reply.type() == QDBusMessage::ReplyMessage, qPrintable(reply.errorMessage()));
}

void TestKeyring::whereThereIsNoBusThatIsSaidAtOnce()
{
    const QByteArray before = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    for (const QByteArray &address : {QByteArray(), QByteArray("unix:path=/nowhere/bus"), QByteArray("nonsense"),
                                      QByteArray("unix:path=/" + QByteArray(200, 'x'))}) {
        if (address.isEmpty())
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        else
            qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        Keyring keyring(1min); // longer than answerOf() waits
        QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringAbsent);
        QCOMPARE(reasonOf(answerOf(keyring.write(u"a"_s, accessKey("A")))), Reason::KeyringAbsent);
        QCOMPARE(reasonOf(answerOf(keyring.remove(u"a"_s))), Reason::KeyringAbsent);
    }
    qputenv("DBUS_SESSION_BUS_ADDRESS", before);
}

void TestKeyring::whatIsWrittenIsReadBack()
{
    Keyring keyring;
    const Result<ProfileSecrets> nothing = answerOf(keyring.read(u"a"_s));
    QVERIFY(nothing && nothing->isEmpty());
    QVERIFY(answerOf(keyring.write(u"a"_s, accessKey("HPUA"))));
    const Result<ProfileSecrets> read = answerOf(keyring.read(u"a"_s));
    QVERIFY(read);
    QCOMPARE(text(*read), text(accessKey("HPUA")));
    // Written again it is replaced.
    QVERIFY(answerOf(keyring.write(u"a"_s, accessKey("HPUB"))));
    QCOMPARE(text(*answerOf(keyring.read(u"a"_s))), text(accessKey("HPUB")));
}

void TestKeyring::everyConnectionHasItsOwn()
{
    Keyring keyring;
    QVERIFY(answerOf(keyring.write(u"a"_s, accessKey("A"))));
    QVERIFY(answerOf(keyring.write(u"b"_s, accessKey("B"))));
    QVERIFY(answerOf(keyring.remove(u"a"_s)));
    QVERIFY(answerOf(keyring.read(u"a"_s))->isEmpty());
    QCOMPARE(text(*answerOf(keyring.read(u"b"_s))), text(accessKey("B")));
    QVERIFY(answerOf(keyring.remove(u"a"_s))); // what is not there is removed already
}

void TestKeyring::writingNothingRemoves()
{
    Keyring keyring;
    QVERIFY(answerOf(keyring.write(u"a"_s, accessKey("A"))));
    QVERIFY(answerOf(keyring.write(u"a"_s, {})));
    QVERIFY(answerOf(keyring.read(u"a"_s))->isEmpty());
}

void TestKeyring::whatNoHeaderCanCarryIsNotWritten()
{
    Keyring keyring;
    ProfileSecrets secrets;
    secrets.token = Secret("t\r\nX-Evil: 1");
    const Result<void> written = answerOf(keyring.write(u"evil"_s, std::move(secrets)));
    QVERIFY(!written);
    QCOMPARE(written.error().reason, Reason::BadToken);
    QVERIFY(answerOf(keyring.read(u"evil"_s))->isEmpty());
}

void TestKeyring::whatOthersPutThereIsNotUsed_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("type");
    QTest::newRow("F186 empty") << QByteArray() << u"plaintext"_s;
    QTest::newRow("F186 a password") << QByteArray("hunter2") << u"plaintext"_s;
    QTest::newRow("F186 a header's end") << QByteArray("{\"token\":\"t\\r\\nX-Evil: 1\"}") << u"plaintext"_s;
    QTest::newRow("F186 no base64") << QByteArray("%%%") << u"base64"_s;
    QTest::newRow("F186 binary") << QByteArray("\xff\xfe\x80\x01").toBase64() << u"base64"_s;
    QTest::newRow("F186 a megabyte") << QByteArray(1'000'000, 'A').toBase64() << u"base64"_s;
}

void TestKeyring::whatOthersPutThereIsNotUsed()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, type);
    plant(u"planted"_s, value, type);
    Keyring keyring;
    QCOMPARE(reasonOf(answerOf(keyring.read(u"planted"_s))), Reason::KeyringDamaged);
    QVERIFY(answerOf(keyring.remove(u"planted"_s)));
    QVERIFY(answerOf(keyring.read(u"planted"_s))->isEmpty());
}

void TestKeyring::questionsAtOnceAreAnsweredOneAfterTheOther()
{
    Keyring keyring;
    QList<QFuture<Result<void>>> writes;
    for (int i = 0; i < 5; ++i)
        writes += keyring.write(u"many"_s, accessKey("A" + QByteArray::number(i)));
    auto reading = keyring.read(u"many"_s);
    QCOMPARE(text(*answerOf(reading)), text(accessKey("A4")));
    for (const QFuture<Result<void>> &write : writes)
        QVERIFY(write.isFinished());
}

void TestKeyring::aKeyringThatGoesAwayTellsWhoWaits()
{
    auto keyring = std::make_unique<Keyring>();
    auto reading = keyring->read(u"a"_s);
    keyring.reset();
    QVERIFY(reading.isFinished());
    QCOMPARE(reading.takeResult().error().kind, Error::Kind::Cancelled);
    Keyring another;
    QVERIFY(answerOf(another.read(u"a"_s)));
}

void TestKeyring::theKeeperPrefersTheKeyring()
{
    Keyring keyring;
    KeyringKeeper keeper(keyring);
    auto writing = keeper.write(u"kept"_s, accessKey("K"));
    QVERIFY(QTest::qWaitFor([&] { return writing.isFinished(); }));
    QVERIFY(writing.result().inKeyring);
    const auto read = answerOf(keeper.read(u"kept"_s));
    QVERIFY(read && read->inKeyring);
    QCOMPARE(text(read->secrets), text(accessKey("K")));
    QVERIFY(answerOf(keeper.remove(u"kept"_s)));
    QVERIFY(answerOf(keeper.read(u"kept"_s))->secrets.isEmpty());
}

void TestKeyring::theKeeperMergesWithWhatItHasNotRead()
{
    Keyring keyring;
    KeyringKeeper keeper(keyring);
    ConnectionProfile profile;
    profile.id = u"merged"_s;
    profile.signIn = ConnectionProfile::SignIn::AccessKey;
    profile.proxy.kind = ProxyChoice::Kind::Manual;
    QVERIFY(answerOf(keyring.write(profile.id, accessKey("K"))));
    ProfileSecrets typed;
    typed.proxyPassword = Secret("new");
    auto merging = keeper.merge(profile, std::move(typed));
    QVERIFY(QTest::qWaitFor([&] { return merging.isFinished(); }));
    QVERIFY(merging.result().inKeyring);
    ProfileSecrets expected = accessKey("K");
    expected.proxyPassword = Secret("new");
    const auto read = answerOf(keeper.read(profile.id));
    QVERIFY(read && read->inKeyring);
    QCOMPARE(text(read->secrets), text(expected));
}

void TestKeyring::aLockedKeyringAsksOnceAndNobodyWaits()
{
    Keyring keyring;
    QVERIFY(answerOf(keyring.write(u"a"_s, accessKey("A"))));
    lock();
    MutePrompter prompter;
    QDBusConnection desktop = QDBusConnection::connectToBus(m_bus.address(), u"desktop"_s);
    QVERIFY(desktop.registerVirtualObject(u"/org/gnome/keyring/Prompter"_s, &prompter));
    QVERIFY(desktop.registerService(u"org.gnome.keyring.SystemPrompter"_s));

    Keyring impatient(3s); // the worker, the bus and the keyring have to come as far as the question
    const QSignalSpy available(&impatient, &Keyring::available);
    QCOMPARE(reasonOf(answerOf(impatient.read(u"a"_s))), Reason::KeyringLocked);
    QTRY_COMPARE(prompter.asked.load(), 1);
    // Nobody is asked a second time while the first question is open.
    auto again = impatient.read(u"a"_s);
    auto written = impatient.write(u"a"_s, accessKey("B"));
    QCoreApplication::sendPostedEvents(&impatient); // no timer's, so that nobody has waited
    QVERIFY(again.isFinished() && written.isFinished());
    QCOMPARE(reasonOf(again.takeResult()), Reason::KeyringLocked);
    QCOMPARE(reasonOf(written.takeResult()), Reason::KeyringLocked);
    QCOMPARE(prompter.asked.load(), 1);
    QCOMPARE(available.count(), 0);

    // The question ends when who shows it is gone.
    QVERIFY(desktop.unregisterService(u"org.gnome.keyring.SystemPrompter"_s));
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    QTRY_COMPARE(available.count(), 1);
}

void TestKeyring::aQuestionThatIsDismissedIsSaid()
{
    Keyring keyring; // nobody can show the question: that is a "no"
    QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringRefused);
    QCOMPARE(reasonOf(answerOf(keyring.write(u"a"_s, accessKey("A")))), Reason::KeyringRefused);
}

void TestKeyring::theKeeperKeepsWhatTheKeyringDoesNotTake()
{
    Keyring keyring;
    KeyringKeeper keeper(keyring);
    auto writing = keeper.write(u"session"_s, accessKey("K"));
    QVERIFY(QTest::qWaitFor([&] { return writing.isFinished(); }));
    QVERIFY(!writing.result().inKeyring);
    QCOMPARE(writing.result().whyNot->reason, Reason::KeyringRefused);
    const auto read = answerOf(keeper.read(u"session"_s));
    QVERIFY(read && !read->inKeyring);
    QCOMPARE(text(read->secrets), text(accessKey("K")));
    QCOMPARE(reasonOf(answerOf(keeper.remove(u"session"_s))), Reason::KeyringRefused);
    QCOMPARE(reasonOf(answerOf(keeper.read(u"session"_s))), Reason::KeyringRefused);
}

void TestKeyring::theProgramOutlivesTheBus()
{
    QDBusConnection::disconnectFromBus(u"test"_s);
    QDBusConnection::disconnectFromBus(u"watcher"_s);
    m_bus.stop();
    Keyring keyring;
    QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringAbsent);
    QCOMPARE(reasonOf(answerOf(keyring.read(u"a"_s))), Reason::KeyringAbsent);
}

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
