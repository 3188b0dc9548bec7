// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>

namespace spillway {

/// A JSON object in the order in which its members were added, as the service writes it; QJsonObject sorts them.
class ObjectText
{
public:
    ObjectText &add(const char *key, qint64 number) { return addJson(key, QByteArray::number(number)); }
    /// The text in UTF-8.
    ObjectText &add(const char *key, QByteArrayView text) { return addJson(key, quoted(text)); }
    /// Anything that is JSON already.
    ObjectText &addJson(const char *key, const QByteArray &json)
    {
        m_members += (m_members.isEmpty() ? "\"" : ",\"") + QByteArray(key) + "\":" + json;
        return *this;
    }

    QByteArray json() const { return '{' + m_members + '}'; }

private:
    static QByteArray quoted(QByteArrayView text)
    {
        const QJsonDocument array(QJsonArray{QString::fromUtf8(text)});
        const QByteArray json = array.toJson(QJsonDocument::Compact);
        return json.sliced(1, json.size() - 2);
    }

    QByteArray m_members;
};

} // namespace spillway
