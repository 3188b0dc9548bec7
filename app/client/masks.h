// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "domain/secret.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace spillway {

/// What must not be shown wherever an answer repeats it. A cheap value: the secrets themselves are shared.
class Masks
{
public:
    /// Short ones are left out: they would be found in innocent text. IAM's passwords have at least six characters.
    void add(std::shared_ptr<const Secret> secret);
    /// The text with each of them replaced, however it is written: see withoutSecret().
    QByteArray applied(QByteArray text) const;
    Error applied(Error error) const;

private:
    std::vector<std::shared_ptr<const Secret>> m_secrets;
};

} // namespace spillway
