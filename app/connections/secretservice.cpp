// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/secretservice.h"

#include <QtDBus/QDBusAbstractInterface>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusVariant>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

const QString connectionName = u"spillway keyring"_s;
const QString serviceName = u"org.freedesktop.secrets"_s;
const QString defaultCollection = u"/org/freedesktop/secrets/aliases/default"_s;
const QString noObject = u"/"_s;

QDBusConnection connectionTo(const QByteArray &bus)
{
    // One that was cut does not come back by itself.
    if (QDBusConnection before(connectionName); before.isConnected())
        return before;
    QDBusConnection::disconnectFromBus(connectionName);
    return QDBusConnection::connectToBus(QString::fromLatin1(bus), connectionName);
}

QDBusMessage isLockedQuestion()
{
    QDBusMessage question =
        QDBusMessage::createMethodCall(serviceName, defaultCollection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    question << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s;
    return question;
}

} // namespace

/// The bus's name for a question to a person.
class SecretPrompt : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    SecretPrompt(const QString &path, QObject *parent)
        : QDBusAbstractInterface(serviceName, path, "org.freedesktop.Secret.Prompt", QDBusConnection(connectionName),
                                 parent)
    {
    }

Q_SIGNALS:
    /// dismissed, result; without names, which moc writes otherwise in this same file
    void Completed(bool, const QDBusVariant &);
};

SecretService::SecretService(QObject *parent)
    : QObject(parent)
{
}

SecretService::State SecretService::state(const QByteArray &bus, std::chrono::milliseconds patience)
{
    const QDBusConnection connection = connectionTo(bus);
    if (!connection.isConnected())
        return State::Absent;
    const QDBusMessage reply = connection.call(isLockedQuestion(), QDBus::Block, int(patience.count()));
    if (reply.type() == QDBusMessage::ReplyMessage) {
        const QVariant value = reply.arguments().value(0).value<QDBusVariant>().variant();
        return value.toBool() ? State::Locked : State::Open;
    }
    switch (QDBusError(reply).type()) {
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return State::Silent;
    case QDBusError::UnknownObject:
    case QDBusError::UnknownInterface:
    case QDBusError::UnknownMethod:
    case QDBusError::InvalidArgs:
        return State::Unmade;
    default: // ServiceUnknown, and all the ways in which starting it can fail
        return State::Absent;
    }
}

void SecretService::unlock()
{
    QDBusMessage call = QDBusMessage::createMethodCall(serviceName, u"/org/freedesktop/secrets"_s,
                                                       u"org.freedesktop.Secret.Service"_s, u"Unlock"_s);
    call << QVariant::fromValue(QList{QDBusObjectPath(defaultCollection)});
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection(connectionName).asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *finished) {
        finished->deleteLater();
        const QDBusPendingReply<QList<QDBusObjectPath>, QDBusObjectPath> reply = *finished;
        if (reply.isError())
            Q_EMIT unlocked(false);
        else if (const QString path = reply.argumentAt<1>().path(); path == noObject)
            Q_EMIT unlocked(true);
        else
            prompt(path);
    });
}

void SecretService::prompt(const QString &path)
{
    auto *question = new SecretPrompt(path, this);
    // First listen, then ask: the answer may come before the call returns.
    connect(question, &SecretPrompt::Completed, this, [this, question](bool isDismissed) {
        question->deleteLater();
        Q_EMIT unlocked(!isDismissed);
    });
    auto *call = new QDBusPendingCallWatcher(question->asyncCall(u"Prompt"_s, QString()), question);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, question](QDBusPendingCallWatcher *finished) {
        if (!finished->isError())
            return;
        question->disconnect(this);
        question->deleteLater();
        Q_EMIT unlocked(false);
    });
}

} // namespace spillway

#include "secretservice.moc"
