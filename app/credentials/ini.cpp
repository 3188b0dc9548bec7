// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/ini.h"

#include <algorithm>

namespace spillway {

namespace {

/// Up to the next line end (LF, CR LF or CR), which goes from the text.
QByteArrayView takeLine(QByteArrayView &text)
{
    const auto isEnd = [](char c) { return c == '\n' || c == '\r'; };
    const auto end = std::find_if(text.begin(), text.end(), isEnd);
    const QByteArrayView line(text.begin(), end);
    qsizetype used = line.size();
    if (end != text.end())
        used += text.sliced(used).startsWith("\r\n") ? 2 : 1;
    text = text.sliced(used);
    return line;
}

} // namespace

Ini::Ini(QByteArrayView text)
{
    while (!text.isEmpty()) {
        ++m_line;
        m_defect = take(takeLine(text));
        if (m_defect != Defect::None)
            return;
    }
}

bool Ini::hasSection(QByteArrayView section) const
{
    return m_values.contains({section, {}});
}

QByteArrayView Ini::value(QByteArrayView section, QByteArrayView key) const
{
    const auto found = m_values.find({section, key});
    return found == m_values.end() ? QByteArrayView() : found->second;
}

Ini::Defect Ini::take(QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    if (text.isEmpty() || text.startsWith('#') || text.startsWith(';'))
        return Defect::None;
    const qsizetype indent = text.data() - line.data();
    if (m_indent && indent > *m_indent)
        return Defect::Continuation;
    if (text.startsWith('['))
        return takeSection(text);
    const Defect defect = takeEntry(text);
    m_indent = indent;
    return defect;
}

Ini::Defect Ini::takeSection(QByteArrayView line)
{
    const qsizetype end = line.lastIndexOf(']');
    if (end < 2)
        return Defect::NotAnEntry;
    m_section = line.sliced(1, end - 1);
    m_indent.reset();
    return m_values.insert({{*m_section, {}}, {}}).second ? Defect::None : Defect::Duplicate;
}

Ini::Defect Ini::takeEntry(QByteArrayView line)
{
    if (!m_section)
        return Defect::NoSection;
    const auto *const end = std::find_if(line.begin(), line.end(), [](char c) { return c == '=' || c == ':'; });
    const QByteArrayView key = QByteArrayView(line.begin(), end).trimmed();
    if (end == line.end() || key.isEmpty())
        return Defect::NotAnEntry;
    const QByteArrayView value = QByteArrayView(end + 1, line.end()).trimmed();
    return m_values.insert({{*m_section, key}, value}).second ? Defect::None : Defect::Duplicate;
}

} // namespace spillway
