// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/columns.h"
#include "tabular/rowwriter.h"

#include <algorithm>

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
        , m_isArray(request.format == Format::Json)
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

    void begin(std::string &out) override
    {
        if (m_isArray)
            out += '[';
    }

    void row(std::string &out, quint32 index) override
    {
        const Partition &partition = m_task.partitions[index];
        if (m_isArray)
            out += m_summary.rows == 0 ? "\n" : ",\n";
        out += m_context;
        for (const ExportColumn &column : m_columns) {
            if (column.source == Source::Partition)
                member(out, column.name, partition.*column.ofPartition);
            else if (column.source == Source::CalendarTime)
                time(out, column.name, m_task.integer(partition.*column.ofPartition));
            else if (column.source == Source::WorkedOut)
                workedOut(out, column, m_workedOut.read(index, column.workedOut));
            else if (!column.isContext())
                token(out, column.name, rangeNumber(column, m_task, partition));
        }
        out += m_isArray ? "}" : "}\n";
        ++m_summary.rows;
    }

    void end(std::string &out) override
    {
        if (m_isArray)
            out += m_summary.rows == 0 ? "]\n" : "\n]\n";
    }

private:
    static void key(std::string &out, const char *name)
    {
        if (out.back() != '{')
            out += ',';
        out += '"';
        out += name;
        out += "\":";
    }

    static void token(std::string &out, const char *name, QByteArrayView token)
    {
        if (token.isEmpty())
            return;
        key(out, name);
        append(out, token);
    }

    static void workedOut(std::string &out, const ExportColumn &column, const WorkedOut &known)
    {
        if (column.workedOut == VerdictColumn && known.number)
            token(out, column.name, QByteArray('"' + known.text + '"'));
        else
            token(out, column.name, known.text);
    }

    static void time(std::string &out, const char *name, std::optional<qint64> milliseconds)
    {
        if (!milliseconds || !isCalendarTime(*milliseconds))
            return;
        const IsoTime text = isoTime(*milliseconds);
        key(out, name);
        out += '"';
        out.append(text.data(), text.size());
        out += '"';
    }

    void member(std::string &out, const char *name, const Value &value)
    {
        if (!value.isPresent())
            return;
        const QByteArrayView whole = m_task.answer.token(value);
        if (value.kind != Value::Kind::Object && value.kind != Value::Kind::Array) {
            token(out, name, whole);
            return;
        }
        key(out, name);
        // A line end can only be layout here, inside strings it is escaped; it would end an NDJSON line.
        std::copy_if(whole.begin(), whole.end(), std::back_inserter(out),
                     [](char c) { return c != '\r' && c != '\n' && c != '\t'; });
    }

    const DumpTask &m_task;
    const std::vector<ExportColumn> m_columns;
    const bool m_isArray;
    const WorkedOutCells m_workedOut;
    std::string m_context; ///< the object's beginning, which is the same in every row
};

} // namespace

std::unique_ptr<RowWriter> jsonWriter(const ExportRequest &request)
{
    return std::make_unique<JsonWriter>(request);
}

} // namespace spillway
