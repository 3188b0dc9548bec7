// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/separatedcells.h"

#include "tabular/rowwriter.h"

#include <algorithm>

namespace spillway {

namespace {

using Quoting = Dialect::Quoting;

constexpr const char *byteOrderMark = "\xef\xbb\xbf";

} // namespace

SeparatedCells::SeparatedCells(Format format, const Dialect &dialect, ExportSummary &summary)
    : m_dialect(dialect)
    , m_summary(summary)
    , m_lineEnd(dialect.lineEnd == Dialect::LineEnd::Lf ? "\n" : "\r\n")
    , m_separator(format == Format::Tsv ? '\t' : dialect.separator)
    , m_quotesAll(dialect.quoting == Quoting::All)
    , m_quotesText(dialect.quoting != Quoting::Minimal)
{
    m_special[quint8(m_separator)] = m_special['"'] = m_special['\r'] = m_special['\n'] = true;
}

void SeparatedCells::preamble(std::string &out) const
{
    if (m_dialect.byteOrderMark)
        out += byteOrderMark;
    if (m_dialect.separatorLine && m_separator != '\t')
        out.append("sep=").append(1, m_separator).append(m_lineEnd);
}

void SeparatedCells::cell(std::string &out, const Cell &cell)
{
    switch (cell.kind) {
    case Cell::Kind::Nothing:
        return; // nothing at all; an empty string is written as ""
    case Cell::Kind::Number:
        number(out, cell.bytes);
        return;
    case Cell::Kind::Json:
        plainOrQuoted(out, cell.bytes, m_quotesText);
        return;
    case Cell::Kind::Text:
        text(out, cell.bytes);
        return;
    }
}

void SeparatedCells::text(std::string &out, QByteArrayView bytes)
{
    if (bytes.isEmpty()) {
        out += "\"\"";
        return;
    }
    if (m_dialect.guard != Dialect::Guard::Off && looksLikeFormula(bytes) && !isIntegerLiteral(bytes)) {
        ++m_summary.guardedCells;
        const bool byTab = m_dialect.guard == Dialect::Guard::Tab;
        plainOrQuoted(out, bytes, m_quotesText || byTab, byTab ? '\t' : '\'');
        return;
    }
    if (m_dialect.keepDigits && losesCharacters(bytes))
        asText(out, bytes);
    else
        plainOrQuoted(out, bytes, m_quotesText);
}

void SeparatedCells::number(std::string &out, QByteArrayView bytes)
{
    if (m_dialect.keepDigits && losesCharacters(bytes))
        asText(out, bytes);
    else if (m_quotesAll)
        plainOrQuoted(out, bytes, true);
    else
        append(out, bytes);
}

void SeparatedCells::decimals(std::string &out, QByteArray bytes)
{
    constexpr qsizetype exact = 15; // digits of a double
    if (m_dialect.keepDigits && bytes.size() - 1 > exact) {
        asText(out, bytes);
        return;
    }
    bytes.replace('.', m_dialect.decimalPoint);
    plainOrQuoted(out, bytes, m_quotesAll);
}

/// What a spreadsheet takes for text, whatever is in it.
void SeparatedCells::asText(std::string &out, QByteArrayView bytes)
{
    ++m_summary.digitsKept;
    plainOrQuoted(out, bytes, true, '\t');
}

void SeparatedCells::time(std::string &out, std::optional<qint64> sinceEpoch) const
{
    if (m_dialect.quoting == Quoting::Minimal) {
        appendTime(out, sinceEpoch, m_dialect);
        return;
    }
    std::string text;
    appendTime(text, sinceEpoch, m_dialect);
    const bool isText = m_dialect.time != Dialect::Time::Milliseconds;
    if (!text.empty())
        plainOrQuoted(out, {text.data(), qsizetype(text.size())}, isText || m_quotesAll);
}

void SeparatedCells::plainOrQuoted(std::string &out, QByteArrayView bytes, bool wanted, char prefix) const
{
    const bool quoted = wanted || needsQuotes(bytes);
    if (quoted)
        out += '"';
    if (prefix)
        out += prefix;
    if (!quoted) {
        append(out, bytes);
        return;
    }
    for (const char c : bytes) {
        if (c == '"')
            out += c;
        out += c;
    }
    out += '"';
}

bool SeparatedCells::needsQuotes(QByteArrayView bytes) const
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    return isBlank(bytes.front()) || isBlank(bytes.back())
        || std::any_of(bytes.begin(), bytes.end(), [this](char c) { return m_special[quint8(c)]; });
}

} // namespace spillway
