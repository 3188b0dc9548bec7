// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/cells.h"
#include "tabular/columns.h"
#include "tabular/rowwriter.h"

namespace spillway {

namespace {

using Source = ExportColumn::Source;

/// Text for HTML; a control character, which HTML cannot hold, becomes U+FFFD.
void escape(std::string &out, QByteArrayView bytes)
{
    for (const char c : bytes) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            if (quint8(c) < 0x20 && c != '\t' && c != '\n' && c != '\r')
                out += "\xef\xbf\xbd";
            else
                out += c;
        }
    }
}

/// A table for the clipboard. Cells that a spreadsheet should take as they are say so, in Excel's way and
/// LibreOffice's.
class HtmlWriter : public RowWriter
{
public:
    explicit HtmlWriter(const ExportRequest &request)
        : m_task(*request.task)
        , m_dialect(request.dialect)
        , m_polledAt(request.polledAt.isValid() ? std::optional(request.polledAt.toMSecsSinceEpoch()) : std::nullopt)
        , m_columns(columnsOf(request))
        , m_cells(m_task, m_summary)
        , m_workedOut(*request.task, request.insight)
    {
    }

    void begin(std::string &out) override
    {
        out += "<html><head><meta charset=\"utf-8\"></head><body><table>\n";
        if (m_dialect.headers == Dialect::Headers::None)
            return;
        out += "<tr>";
        for (const ExportColumn &column : m_columns) {
            out += "<th>";
            escape(out, headingOf(column, m_dialect).toUtf8());
            out += "</th>";
        }
        out += "</tr>\n";
    }

    void row(std::string &out, quint32 index) override
    {
        out += "<tr>";
        for (const ExportColumn &column : m_columns)
            cell(out, column, index);
        out += "</tr>\n";
        ++m_summary.rows;
    }

    void end(std::string &out) override { out += "</table></body></html>\n"; }

private:
    void cell(std::string &out, const ExportColumn &column, quint32 index)
    {
        const Partition &partition = m_task.partitions[index];
        if (column.source == Source::WorkedOut) {
            cell(out,
                 {column.workedOut == VerdictColumn ? Cell::Kind::Text : Cell::Kind::Number,
                  m_workedOut.read(index, column.workedOut).text});
            return;
        }
        if (column.isTime()) {
            out += "<td>";
            appendTime(out,
                       column.source == Source::PolledAt ? m_polledAt : m_task.integer(partition.*column.ofPartition),
                       m_dialect);
            out += "</td>";
            return;
        }
        cell(out,
             column.source == Source::Task ? m_cells.read(m_task.*column.ofTask)
                 : column.source == Source::Partition
                 ? m_cells.read(partition.*column.ofPartition)
                 : Cell{Cell::Kind::Number, rangeNumber(column, m_task, partition)});
    }

    void cell(std::string &out, const Cell &cell)
    {
        const bool isText = cell.kind == Cell::Kind::Text || cell.kind == Cell::Kind::Json
            || (!cell.bytes.isEmpty() && losesCharacters(cell.bytes));
        out += isText ? R"(<td style="mso-number-format:'\@'" sdnum="0;0;@">)" : "<td>";
        if (cell.kind == Cell::Kind::Text && !cell.bytes.isEmpty() && m_dialect.guard != Dialect::Guard::Off
            && looksLikeFormula(cell.bytes) && !isIntegerLiteral(cell.bytes)) {
            out += '\'';
            ++m_summary.guardedCells;
        }
        escape(out, cell.bytes);
        out += "</td>";
    }

    const DumpTask &m_task;
    const Dialect &m_dialect;
    const std::optional<qint64> m_polledAt;
    const std::vector<ExportColumn> m_columns;
    CellReader m_cells;
    const WorkedOutCells m_workedOut;
};

} // namespace

std::unique_ptr<RowWriter> htmlWriter(const ExportRequest &request)
{
    return std::make_unique<HtmlWriter>(request);
}

} // namespace spillway
