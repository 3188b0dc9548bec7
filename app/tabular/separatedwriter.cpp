// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/cells.h"
#include "tabular/columns.h"
#include "tabular/rowwriter.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace spillway {

namespace {

using Source = ExportColumn::Source;
using Quoting = Dialect::Quoting;

constexpr const char *byteOrderMark = "\xef\xbb\xbf";

/// CSV as in RFC 4180, and the same with tabs, in any dialect.
class SeparatedWriter : public RowWriter
{
public:
    explicit SeparatedWriter(const ExportRequest &request)
        : m_task(*request.task)
        , m_dialect(request.dialect)
        , m_columns(columnsOf(request))
        , m_lineEnd(m_dialect.lineEnd == Dialect::LineEnd::Lf ? "\n" : "\r\n")
        , m_separator(request.format == Format::Tsv ? '\t' : m_dialect.separator)
        , m_quotesAll(m_dialect.quoting == Quoting::All)
        , m_quotesText(m_dialect.quoting != Quoting::Minimal)
        , m_cells(m_task, m_summary)
        , m_workedOut(*request.task, request.insight)
    {
        m_special[quint8(m_separator)] = m_special['"'] = m_special['\r'] = m_special['\n'] = true;
        const std::optional<qint64> polledAt =
            request.polledAt.isValid() ? std::optional(request.polledAt.toMSecsSinceEpoch()) : std::nullopt;
        for (const ExportColumn &column : m_columns) {
            if (!column.isContext())
                break;
            if (&column != m_columns.data())
                m_context += m_separator;
            if (column.source == Source::PolledAt)
                time(m_context, polledAt);
            else
                cell(m_context, m_cells.read(m_task.*column.ofTask));
            ++m_contextColumns;
        }
        m_perRow = std::exchange(m_summary, {});
    }

    void begin(std::string &out) override
    {
        if (m_dialect.byteOrderMark)
            out += byteOrderMark;
        if (m_dialect.separatorLine && m_separator != '\t')
            out.append("sep=").append(1, m_separator).append(m_lineEnd);
        if (m_dialect.headers == Dialect::Headers::None)
            return;
        for (const ExportColumn &column : m_columns) {
            if (&column != m_columns.data())
                out += m_separator;
            const QByteArray heading = headingOf(column, m_dialect).toUtf8();
            plainOrQuoted(out, heading, m_quotesText);
        }
        out += m_lineEnd;
    }

    void row(std::string &out, quint32 index) override
    {
        const Partition &partition = m_task.partitions[index];
        out += m_context;
        for (std::size_t i = m_contextColumns; i < m_columns.size(); ++i) {
            const ExportColumn &column = m_columns[i];
            out += m_separator;
            if (column.source == Source::WorkedOut) {
                workedOut(out, m_workedOut.read(index, column.workedOut), column);
                continue;
            }
            const Value &value = partition.*column.ofPartition;
            if (!value.isPresent())
                continue;
            if (column.source == Source::Partition)
                cell(out, m_cells.read(value));
            else if (column.source == Source::CalendarTime)
                time(out, m_task.integer(value));
            else if (const QByteArrayView digits = rangeNumber(column, m_task, partition); !digits.isEmpty())
                number(out, digits);
        }
        out += m_lineEnd;
        ++m_summary.rows;
        m_summary.guardedCells += m_perRow.guardedCells;
        m_summary.digitsKept += m_perRow.digitsKept;
        m_summary.removedNuls += m_perRow.removedNuls;
    }

    void end(std::string & /*out*/) override { }

private:
    void cell(std::string &out, const Cell &cell)
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

    void workedOut(std::string &out, const WorkedOut &known, const ExportColumn &column)
    {
        if (!known.number)
            return;
        if (column.workedOut == VerdictColumn)
            text(out, known.text);
        else if (column.workedOut == RateColumn)
            rate(out, known.text);
        else
            number(out, known.text);
    }

    /// A number to calculate with, though it has decimals.
    void rate(std::string &out, QByteArray decimals)
    {
        constexpr qsizetype exact = 15; // digits of a double
        if (m_dialect.keepDigits && decimals.size() - 1 > exact) {
            asText(out, decimals);
            return;
        }
        decimals.replace('.', m_dialect.decimalPoint);
        plainOrQuoted(out, decimals, m_quotesAll);
    }

    void text(std::string &out, QByteArrayView bytes)
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

    void number(std::string &out, QByteArrayView bytes)
    {
        if (m_dialect.keepDigits && losesCharacters(bytes))
            asText(out, bytes);
        else if (m_quotesAll)
            plainOrQuoted(out, bytes, true);
        else
            append(out, bytes);
    }

    /// What a spreadsheet takes for text, whatever is in it.
    void asText(std::string &out, QByteArrayView bytes)
    {
        ++m_summary.digitsKept;
        plainOrQuoted(out, bytes, true, '\t');
    }

    void time(std::string &out, std::optional<qint64> milliseconds)
    {
        if (m_dialect.quoting == Quoting::Minimal) {
            appendTime(out, milliseconds, m_dialect);
            return;
        }
        std::string text;
        appendTime(text, milliseconds, m_dialect);
        const bool isText = m_dialect.time != Dialect::Time::Milliseconds;
        if (!text.empty())
            plainOrQuoted(out, {text.data(), qsizetype(text.size())}, isText || m_quotesAll);
    }

    void plainOrQuoted(std::string &out, QByteArrayView bytes, bool wanted, char prefix = '\0') const
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

    bool needsQuotes(QByteArrayView bytes) const
    {
        const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
        return isBlank(bytes.front()) || isBlank(bytes.back())
            || std::any_of(bytes.begin(), bytes.end(), [this](char c) { return m_special[quint8(c)]; });
    }

    const DumpTask &m_task;
    const Dialect &m_dialect;
    const std::vector<ExportColumn> m_columns;
    const std::string_view m_lineEnd;
    const char m_separator;
    const bool m_quotesAll;
    const bool m_quotesText;
    CellReader m_cells;
    WorkedOutCells m_workedOut;
    std::array<bool, 256> m_special{}; ///< bytes that do not stand without quotes
    std::size_t m_contextColumns = 0;
    std::string m_context; ///< the cells that are the same in every row
    ExportSummary m_perRow; ///< what those cells count for
};

} // namespace

std::unique_ptr<RowWriter> separatedWriter(const ExportRequest &request)
{
    return std::make_unique<SeparatedWriter>(request);
}

} // namespace spillway
