// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tabular/rowwriter.h"

#include <algorithm>
#include <iterator>

namespace spillway {

// The members of one JSON object on one line, written after its "{".

inline void appendKey(std::string &out, const char *name)
{
    if (out.back() != '{')
        out += ',';
    out += '"';
    out += name;
    out += "\":";
}

/// A value as it is; nothing if there is none.
inline void appendToken(std::string &out, const char *name, QByteArrayView token)
{
    if (token.isEmpty())
        return;
    appendKey(out, name);
    append(out, token);
}

/// An object or array. A line end can only be layout there, inside strings it is escaped; it would end an NDJSON line.
inline void appendNested(std::string &out, const char *name, QByteArrayView token)
{
    appendKey(out, name);
    std::copy_if(token.begin(), token.end(), std::back_inserter(out),
                 [](char c) { return c != '\r' && c != '\n' && c != '\t'; });
}

/// How the rows stand in a file: an array of objects, or an object a line.
class JsonRows
{
public:
    explicit JsonRows(Format format)
        : m_isArray(format == Format::Json)
    {
    }

    void begin(std::string &out) const
    {
        if (m_isArray)
            out += '[';
    }
    /// Before and after an object; rows: how many came before it.
    void beforeRow(std::string &out, qint64 rows) const
    {
        if (m_isArray)
            out += rows == 0 ? "\n" : ",\n";
    }
    void afterRow(std::string &out) const { out += m_isArray ? "}" : "}\n"; }
    void end(std::string &out, qint64 rows) const
    {
        if (m_isArray)
            out += rows == 0 ? "]\n" : "\n]\n";
    }

private:
    bool m_isArray;
};

} // namespace spillway
