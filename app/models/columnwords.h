// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace spillway {

/// The column of partitionFields that a person means by a word: its name in the exports, its key on the wire, or its
/// heading (in English or as shown), whatever the case and with - or _ where the heading has blanks.
std::optional<int> columnOfWord(QStringView word);

/// Where the colon behind a column's word is, also one of full width; -1 if there is none.
qsizetype colonIn(QStringView word);

/// The word to offer for a column: its heading as shown, in lower case, with - for blanks.
QString columnWord(int column);

} // namespace spillway
