// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace spillway {

/// A secret that can be recognized wherever it comes out.
struct Canary
{
    QByteArray name;
    QByteArray text;
};

inline const Canary canaryAk{"access key", "HPUACANARYakakak0001"};
inline const Canary canarySk{"secret key", "CANARYsksksksksksksksksksksksksksksk0002"};
inline const Canary canarySecurityToken{"security token", "CANARYsecuritytoken+/0003="};
inline const Canary canaryToken{"token", "MIIcanarytoken+/0004="};
inline const Canary canaryPassword{"password", "CANARY-password-0005"};
inline const Canary canaryProxyPassword{"proxy password", "CANARY-proxypassword-0006"};
inline const QByteArray canaryProxyUser = "proxy-user";

inline QList<Canary> canaries()
{
    return {canaryAk, canarySk, canarySecurityToken, canaryToken, canaryPassword, canaryProxyPassword};
}

/// Something that others can see, and all that is in it.
struct Sink
{
    QString name;
    QByteArray content;
};

/// Which canaries are in which sinks, as they are or as headers and addresses carry them; one a line. Of an access key
/// the first four characters may be seen.
QStringList leaks(const QList<Sink> &sinks);

/// Every text of every widget there is: shown, told, hinted at, or held by its model.
QByteArray widgetTexts();

/// Every file below a folder, with its name.
QByteArray fileTexts(const QString &folder);

/// What is on the clipboard, in all its forms.
QByteArray clipboardTexts();

/// Presses everything that copies and can be pressed now; what it has put on the clipboard.
QByteArray copiedTexts();

} // namespace spillway
