// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "domain/timetext.h"
#include "insight/insight.h"
#include "models/roles.h"

#include <QVariant>

namespace spillway {

/// A value as the screen shows it: absent is –, null is null, an empty string is (empty), times are in the chosen zone
/// with their offset, everything else its exact text with control characters as signs.
QString cellText(const Answer &answer, const Value &value, const FieldInfo *info, const DisplayFormat &display);

/// The characters of a value, or the beginning of a huge one: more than anybody reads of it, little enough to be had at
/// every repaint. For what is shown; where a text is compared or written, Answer::text().
QString textForScreen(const Answer &answer, const Value &value);

/// A worked-out cell as the screen shows it: – if nothing is known, the verdict in a word, the lag as the guess it is.
QString workedOutText(const WorkedOut &cell, int column, const DisplayFormat &display);

/// RawRole: an integer, a text (the beginning of a huge one), or invalid if absent.
QVariant rawValue(const Answer &answer, const Value &value);

/// What is odd about a value, in translated sentences, one a line; empty if nothing is.
QString noteText(const Answer &answer, const Value &value, const FieldInfo *info);

/// The roles that depend on the field alone; invalid for every other role.
QVariant fieldData(const FieldInfo *info, int role);

} // namespace spillway
