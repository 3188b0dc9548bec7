// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace spillway {

/// A name that cannot be mistaken for another kind of name at a call site.
template <class Tag> struct Text
{
    QString text;
    friend bool operator==(const Text &, const Text &) = default;
};

using StreamName = Text<struct StreamNameTag>;
using TaskName = Text<struct TaskNameTag>;
using ProjectId = Text<struct ProjectIdTag>;

} // namespace spillway
