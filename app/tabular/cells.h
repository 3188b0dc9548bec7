// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/export.h"

namespace spillway {

/// What a cell says, before any dialect: its characters, and what they came as.
struct Cell
{
    /// Absent and null are Nothing; an empty string is Text.
    enum class Kind : quint8 { Nothing, Text, Number, Json };

    Kind kind = Kind::Nothing;
    QByteArrayView bytes; ///< UTF-8
};

/// Reads the cells of one answer, one at a time. NUL characters are left out, and counted in the summary.
class CellReader
{
public:
    CellReader(const DumpTask &task, ExportSummary &summary)
        : m_task(task)
        , m_summary(summary)
    {
    }

    /// Valid until the next call.
    Cell read(const Value &value)
    {
        const QByteArrayView token = m_task.answer.token(value);
        switch (value.kind) {
        case Value::Kind::Absent:
        case Value::Kind::Null:
            break;
        case Value::Kind::Integer:
        case Value::Kind::Number:
        case Value::Kind::Boolean:
            return {Cell::Kind::Number, token};
        case Value::Kind::Object:
        case Value::Kind::Array:
            return {Cell::Kind::Json, token};
        case Value::Kind::Text: {
            const QByteArrayView inner = token.sliced(1, token.size() - 2);
            return {Cell::Kind::Text, inner.contains('\\') ? unescapedText(value) : inner};
        }
        }
        return {};
    }

private:
    QByteArrayView unescapedText(const Value &value)
    {
        m_text = m_task.text(value).toUtf8();
        const qsizetype size = m_text.size();
        m_summary.removedNuls += size - m_text.removeIf([](char c) { return c == '\0'; }).size();
        return m_text;
    }

    const DumpTask &m_task;
    ExportSummary &m_summary;
    QByteArray m_text;
};

} // namespace spillway
