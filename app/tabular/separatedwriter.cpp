// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/columns.h"
#include "tabular/rowwriter.h"
#include "tabular/separatedcells.h"

#include <utility>

namespace spillway {

namespace {

using Source = ExportColumn::Source;

/// CSV as in RFC 4180, and the same with tabs, in any dialect.
class SeparatedWriter : public RowWriter
{
public:
    explicit SeparatedWriter(const ExportRequest &request)
        : m_task(*request.task)
        , m_dialect(request.dialect)
        , m_columns(columnsOf(request))
        , m_out(request.format, m_dialect, m_summary)
        , m_cells(m_task, m_summary)
        , m_workedOut(*request.task, request.insight)
    {
        const std::optional<qint64> polledAt =
            request.polledAt.isValid() ? std::optional(request.polledAt.toMSecsSinceEpoch()) : std::nullopt;
        for (const ExportColumn &column : m_columns) {
            if (!column.isContext())
                break;
            if (&column != m_columns.data())
                m_context += m_out.separator();
            if (column.source == Source::PolledAt)
                m_out.time(m_context, polledAt);
            else
                m_out.cell(m_context, m_cells.read(m_task.*column.ofTask));
            ++m_contextColumns;
        }
        m_perRow = std::exchange(m_summary, {});
    }

    void begin(std::string &out) override
    {
        m_out.preamble(out);
        if (m_dialect.headers == Dialect::Headers::None)
            return;
        for (const ExportColumn &column : m_columns) {
            if (&column != m_columns.data())
                out += m_out.separator();
            m_out.heading(out, headingOf(column, m_dialect).toUtf8());
        }
        out += m_out.lineEnd();
    }

    void row(std::string &out, quint32 index) override
    {
        const Partition &partition = m_task.partitions[index];
        out += m_context;
        for (std::size_t i = m_contextColumns; i < m_columns.size(); ++i) {
            const ExportColumn &column = m_columns[i];
            out += m_out.separator();
            if (column.source == Source::WorkedOut) {
                workedOut(out, m_workedOut.read(index, column.workedOut), column);
                continue;
            }
            const Value &value = partition.*column.ofPartition;
            if (!value.isPresent())
                continue;
            if (column.source == Source::Partition)
                m_out.cell(out, m_cells.read(value));
            else if (column.source == Source::CalendarTime)
                m_out.time(out, m_task.integer(value));
            else if (const QByteArrayView digits = rangeNumber(column, m_task, partition); !digits.isEmpty())
                m_out.number(out, digits);
        }
        out += m_out.lineEnd();
        ++m_summary.rows;
        m_summary.guardedCells += m_perRow.guardedCells;
        m_summary.digitsKept += m_perRow.digitsKept;
        m_summary.removedNuls += m_perRow.removedNuls;
    }

    void end(std::string & /*out*/) override { }

private:
    void workedOut(std::string &out, const WorkedOut &known, const ExportColumn &column)
    {
        if (!known.number)
            return;
        if (column.workedOut == VerdictColumn)
            m_out.text(out, known.text);
        else if (column.workedOut == RateColumn)
            m_out.decimals(out, known.text);
        else
            m_out.number(out, known.text);
    }

    const DumpTask &m_task;
    const Dialect &m_dialect;
    const std::vector<ExportColumn> m_columns;
    SeparatedCells m_out;
    CellReader m_cells;
    WorkedOutCells m_workedOut;
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
