// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/masks.h"

#include "wire/taskdecoder.h"

namespace spillway {

namespace {

constexpr qsizetype shortest = 6;

} // namespace

void Masks::add(std::shared_ptr<const Secret> secret)
{
    if (secret && secret->reveal().size() >= shortest)
        m_secrets.push_back(std::move(secret));
}

QByteArray Masks::applied(QByteArray text) const
{
    for (const std::shared_ptr<const Secret> &secret : m_secrets) {
        const QByteArrayView plain = secret->reveal();
        const QByteArray inUrl = plain.toByteArray().toPercentEncoding();
        text = withoutSecret(std::move(text), plain);
        if (inUrl != plain)
            text = withoutSecret(std::move(text), inUrl);
    }
    return text;
}

Error Masks::applied(Error error) const
{
    for (QString *text : {&error.subject, &error.code, &error.detail, &error.requestId})
        *text = QString::fromUtf8(applied(text->toUtf8()));
    return error;
}

} // namespace spillway
