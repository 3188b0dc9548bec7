// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/export.h"

namespace spillway {

/// What a person chose when exporting, as it is remembered until the next time.
struct ExportChoices
{
    enum class Preset { Standard, Excel, Custom };

    Format format = Format::Csv;
    Preset preset = Preset::Standard;
    Dialect custom; ///< of Preset::Custom; the zone is not part of it
    bool shownColumns = false; ///< the columns on screen, not all
    bool splitRanges = false;
    QString folder; ///< where files go: an existing folder

    /// How the preset writes, with times in the zone.
    Dialect dialect(const QTimeZone &zone) const;

    /// From the settings, as far as they make sense. Before the first time: standard, or what Excel needs if the
    /// language is Chinese, as Excel would take a file without a mark for GBK there.
    static ExportChoices remembered();
    /// Keeps what differs from `before` for the next time.
    void remember(const ExportChoices &before) const;

    friend bool operator==(const ExportChoices &, const ExportChoices &) = default;
};

} // namespace spillway
