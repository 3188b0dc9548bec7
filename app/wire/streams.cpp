// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/streams.h"

#include "wire/fault.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace spillway {

using namespace Qt::StringLiterals;

Result<QStringList> decodeStreamNames(const QByteArray &body)
{
    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parsing);
    if (parsing.error != QJsonParseError::NoError)
        return failure(Error::Kind::Malformed, Error::Reason::NotJson);
    if (!document.isObject())
        return failure(Error::Kind::Malformed, Error::Reason::NotAnObject);
    const QJsonValue listed = document.object()["stream_names"_L1];
    if (!listed.isArray()) {
        if (const std::optional<Envelope> envelope = decodeEnvelope(body))
            return failure(envelopeError(*envelope, 200));
        return failure(Error::Kind::Malformed, Error::Reason::Unspecified, u"stream_names"_s);
    }
    QStringList names;
    const QJsonArray array = listed.toArray();
    for (const auto &name : array) {
        if (name.isString())
            names.append(name.toString());
    }
    return names;
}

} // namespace spillway
