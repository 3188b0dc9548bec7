// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "asking.h"
#include "support/faultserver.h"

#include <optional>

namespace spillway {

inline constexpr char canaryPassword[] = "CANARY pass\"\\word";
inline constexpr char canaryKey[] = "HPUACANARYKEY0123456";
inline constexpr char canarySecret[] = "CANARYsecretCANARYsecretCANARYsecret0123";
inline constexpr char canarySecurityToken[] = "CANARYsecuritytoken/+==";

inline const QDateTime signInStart({2026, 3, 9}, {4, 5, 6}, Qt::UTC);

/// What IAM answers to a good password: the token in its header, its end and its project in the body.
Script issued(const QByteArray &token, const QDateTime &expires, const QByteArray &project = "p-1");
/// The bodies by themselves.
QByteArray tokenBody(const QByteArray &expires, const QByteArray &project = "p-1");
QByteArray iamRefusal(const QByteArray &message = "The username or password is wrong.");
QByteArray projectsBody(const QByteArrayList &projects);
/// An entry of it.
QByteArray projectEntry(const QByteArray &id, const QByteArray &name, bool isEnabled = true);

/// A time as HTTP writes it.
QByteArray httpDate(const QDateTime &time);

/// A service and an IAM that do as they are told, and a person who signs in, at a time that the test owns.
class SigningIn
{
public:
    /// With a password, a project id and a region's name.
    SigningIn();

    /// Made when it is first asked for, of the connection as it is then.
    DisClient &client();
    void forgetClient() { m_client.reset(); }
    Result<TaskAnswer> ask() { return answerTo(client().showTask(someTask())); }
    /// Runs the event loop until a question and its answer have gone both ways elsewhere: what was to be sent before it
    /// has been sent.
    static void letPass();

    void useToken();
    void useKey(bool isTemporary = false);
    /// Only its name is known.
    void forgetProject() { connection.project = {}; }

    QByteArray tokenSeen(int request) const { return dis.requests().value(request).header("X-Auth-Token"); }

    FaultServer iam;
    FaultServer dis;
    QDateTime now = signInStart;
    Timing timing;
    Connection connection;
    QNetworkAccessManager network;

private:
    std::unique_ptr<DisClient> m_client; // goes before its network
};

/// No secret is in the error, as it is or as JSON or a URL would spell it.
bool isDiscreet(const Error &error);

} // namespace spillway
