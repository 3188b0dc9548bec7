// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/table.h"

#include "tabular/jsonmembers.h"
#include "tabular/separatedcells.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <numeric>

namespace spillway {

namespace {

/// The characters of a text as JSON, quotes included.
QByteArray jsonText(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

class SeparatedTable : public RowWriter
{
public:
    SeparatedTable(const FactTable &table, Format format)
        : m_table(table)
        , m_out(format, m_dialect, m_summary)
    {
    }

    void begin(std::string &out) override
    {
        m_out.preamble(out);
        for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
            between(out, i);
            m_out.heading(out, m_table.columns[i]);
        }
        out += m_out.lineEnd();
    }

    void row(std::string &out, quint32 number) override
    {
        const std::vector<Fact> &facts = m_table.rows[number];
        for (std::size_t i = 0; i < facts.size(); ++i) {
            between(out, i);
            cell(out, facts[i]);
        }
        out += m_out.lineEnd();
        ++m_summary.rows;
    }

    void end(std::string & /*out*/) override { }

private:
    void between(std::string &out, std::size_t column) const
    {
        if (column > 0)
            out += m_out.separator();
    }

    void cell(std::string &out, const Fact &fact)
    {
        QByteArray bytes = fact.text.toUtf8();
        switch (fact.kind) {
        case Value::Kind::Absent:
        case Value::Kind::Null:
            return;
        case Value::Kind::Integer:
        case Value::Kind::Number:
        case Value::Kind::Boolean:
            return m_out.cell(out, {Cell::Kind::Number, bytes});
        case Value::Kind::Object:
        case Value::Kind::Array:
            return m_out.cell(out, {Cell::Kind::Json, bytes});
        case Value::Kind::Text: {
            const qsizetype size = bytes.size();
            m_summary.removedNuls += size - bytes.removeIf([](char c) { return c == '\0'; }).size();
            return m_out.cell(out, {Cell::Kind::Text, bytes});
        }
        }
    }

    const FactTable &m_table;
    const Dialect m_dialect;
    SeparatedCells m_out;
};

class JsonTable : public RowWriter
{
public:
    JsonTable(const FactTable &table, Format format)
        : m_table(table)
        , m_rows(format)
    {
    }

    void begin(std::string &out) override { m_rows.begin(out); }

    void row(std::string &out, quint32 number) override
    {
        m_rows.beforeRow(out, m_summary.rows);
        out += '{';
        for (std::size_t i = 0; i < m_table.columns.size(); ++i)
            member(out, m_table.columns[i], m_table.rows[number][i]);
        m_rows.afterRow(out);
        ++m_summary.rows;
    }

    void end(std::string &out) override { m_rows.end(out, m_summary.rows); }

private:
    static void member(std::string &out, const char *name, const Fact &fact)
    {
        switch (fact.kind) {
        case Value::Kind::Absent:
            return;
        case Value::Kind::Null:
            return appendToken(out, name, "null");
        case Value::Kind::Text:
            return appendToken(out, name, jsonText(fact.text));
        case Value::Kind::Object:
        case Value::Kind::Array:
            return appendNested(out, name, fact.text.toUtf8());
        case Value::Kind::Integer:
        case Value::Kind::Number:
        case Value::Kind::Boolean:
            return appendToken(out, name, fact.text.toUtf8());
        }
    }

    const FactTable &m_table;
    const JsonRows m_rows;
};

std::unique_ptr<RowWriter> writerFor(const FactTable &table, Format format)
{
    if (format == Format::Csv || format == Format::Tsv)
        return std::make_unique<SeparatedTable>(table, format);
    return std::make_unique<JsonTable>(table, format);
}

std::vector<quint32> allRows(const FactTable &table)
{
    std::vector<quint32> rows(table.rows.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

} // namespace

Result<ExportSummary> tableToFile(const FactTable &table, Format format, const QString &path)
{
    return writeToFile(*writerFor(table, format), allRows(table), path);
}

Result<ExportSummary> tableToDescriptor(const FactTable &table, Format format, int descriptor, const QString &name,
                                        QDeadlineTimer deadline)
{
    return writeToDescriptor(*writerFor(table, format), allRows(table), descriptor, name, deadline);
}

} // namespace spillway
