// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/masks.h"

#include "wire/withoutsecret.h"

#include <algorithm>

namespace spillway {

namespace {

constexpr qsizetype shortest = 6;

} // namespace

void Masks::add(std::shared_ptr<const Secret> secret)
{
    if (!secret || secret->reveal().size() < shortest)
        return;
    // Longer ones go first: of one that has another within it nothing else would be found.
    const auto place = std::find_if(m_secrets.begin(), m_secrets.end(),
                                    [&](const auto &each) { return each->reveal().size() < secret->reveal().size(); });
    m_secrets.insert(place, std::move(secret));
}

QByteArray Masks::applied(QByteArray text) const
{
    for (const std::shared_ptr<const Secret> &secret : m_secrets)
        text = withoutSecret(std::move(text), secret->reveal());
    return text;
}

Error Masks::applied(Error error) const
{
    for (QString *text : {&error.subject, &error.code, &error.detail, &error.requestId})
        *text = QString::fromUtf8(applied(text->toUtf8()));
    return error;
}

} // namespace spillway
