// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/columns.h"
#include "tabular/jsonmembers.h"

namespace spillway {

namespace {

using Source = ExportColumn::Source;

/// One JSON object a row. Values are the answer's own tokens.
class JsonWriter : public RowWriter
{
public:
    explicit JsonWriter(const ExportRequest &request)
        : m_task(*request.task)
        , m_columns(columnsOf(request))
        , m_rows(request.format)
        , m_workedOut(*request.task, request.insight)
    {
        m_context = "{";
        if (request.polledAt.isValid())
            time(m_context, "polled_at", request.polledAt.toMSecsSinceEpoch());
        for (const ExportColumn &column : m_columns) {
            if (column.source == Source::Task)
                member(m_context, column.name, m_task.*column.ofTask);
        }
    }

    void begin(std::string &out) override { m_rows.begin(out); }

    void row(std::string &out, quint32 index) override
    {
        const Partition &partition = m_task.partitions[index];
        m_rows.beforeRow(out, m_summary.rows);
        out += m_context;
        for (const ExportColumn &column : m_columns) {
            if (column.source == Source::Partition)
                member(out, column.name, partition.*column.ofPartition);
            else if (column.source == Source::CalendarTime)
                time(out, column.name, m_task.integer(partition.*column.ofPartition));
            else if (column.source == Source::WorkedOut)
                workedOut(out, column, m_workedOut.read(index, column.workedOut));
            else if (!column.isContext())
                appendToken(out, column.name, rangeNumber(column, m_task, partition));
        }
        m_rows.afterRow(out);
        ++m_summary.rows;
    }

    void end(std::string &out) override { m_rows.end(out, m_summary.rows); }

private:
    static void workedOut(std::string &out, const ExportColumn &column, const WorkedOut &known)
    {
        if (column.workedOut == VerdictColumn && known.number)
            appendToken(out, column.name, QByteArray('"' + known.text + '"'));
        else
            appendToken(out, column.name, known.text);
    }

    static void time(std::string &out, const char *name, std::optional<qint64> milliseconds)
    {
        if (!milliseconds || !isCalendarTime(*milliseconds))
            return;
        const IsoTime text = isoTime(*milliseconds);
        appendKey(out, name);
        out += '"';
        out.append(text.data(), text.size());
        out += '"';
    }

    void member(std::string &out, const char *name, const Value &value)
    {
        if (!value.isPresent())
            return;
        const QByteArrayView whole = m_task.answer.token(value);
        if (value.kind == Value::Kind::Object || value.kind == Value::Kind::Array)
            appendNested(out, name, whole);
        else
            appendToken(out, name, whole);
    }

    const DumpTask &m_task;
    const std::vector<ExportColumn> m_columns;
    const JsonRows m_rows;
    const WorkedOutCells m_workedOut;
    std::string m_context; ///< the object's beginning, which is the same in every row
};

} // namespace

std::unique_ptr<RowWriter> jsonWriter(const ExportRequest &request)
{
    return std::make_unique<JsonWriter>(request);
}

} // namespace spillway
