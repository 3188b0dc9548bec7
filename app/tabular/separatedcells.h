// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/cells.h"

#include <array>
#include <string>
#include <string_view>

namespace spillway {

/// Writes the cells of CSV (RFC 4180) or TSV in any dialect, without what stands between them; and counts what it
/// changed.
class SeparatedCells
{
public:
    /// The dialect and the summary live longer.
    SeparatedCells(Format format, const Dialect &dialect, ExportSummary &summary);

    char separator() const { return m_separator; }
    std::string_view lineEnd() const { return m_lineEnd; }

    /// What comes before the first line: a byte order mark, a line for Excel.
    void preamble(std::string &out) const;
    void heading(std::string &out, QByteArrayView bytes) const { plainOrQuoted(out, bytes, m_quotesText); }
    void cell(std::string &out, const Cell &cell);
    void text(std::string &out, QByteArrayView bytes);
    void number(std::string &out, QByteArrayView bytes);
    /// A number to calculate with, though it has decimals; with a full stop.
    void decimals(std::string &out, QByteArray bytes);
    void time(std::string &out, std::optional<qint64> sinceEpoch) const;

private:
    void asText(std::string &out, QByteArrayView bytes);
    void plainOrQuoted(std::string &out, QByteArrayView bytes, bool wanted, char prefix = '\0') const;
    bool needsQuotes(QByteArrayView bytes) const;

    const Dialect &m_dialect;
    ExportSummary &m_summary;
    const std::string_view m_lineEnd;
    const char m_separator;
    const bool m_quotesAll;
    const bool m_quotesText;
    std::array<bool, 256> m_special{}; ///< bytes that do not stand without quotes
};

} // namespace spillway
