// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/rowwriter.h"

#include <algorithm>

namespace spillway {

namespace {

using Source = ExportColumn::Source;

template <std::size_t Size> void putDigits(char *to, qint64 number)
{
    for (std::size_t i = Size; i-- > 0; number /= 10)
        to[i] = char('0' + number % 10);
}

QByteArrayView view(const IsoTime &time)
{
    return {time.data(), qsizetype(time.size())};
}

void append(std::string &out, QByteArrayView bytes)
{
    out.append(bytes.data(), std::size_t(bytes.size()));
}

std::optional<IsoTime> timeText(std::optional<qint64> milliseconds)
{
    if (!milliseconds || *milliseconds < 1 || *milliseconds > lastCalendarMillisecond)
        return std::nullopt;
    return isoTime(*milliseconds);
}

std::optional<IsoTime> timeText(const QDateTime &time)
{
    return timeText(time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt);
}

/// Whether a spreadsheet might run the text: it starts with = + - @ TAB CR or a full-width = + - @.
bool looksLikeFormula(QByteArrayView text)
{
    switch (text.front()) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
        return true;
    case '\xef':
        return text.startsWith("\xef\xbc\x9d") || text.startsWith("\xef\xbc\x8b") || text.startsWith("\xef\xbc\x8d")
            || text.startsWith("\xef\xbc\xa0");
    default:
        return false;
    }
}

/// CSV as in RFC 4180, and the same with tabs.
class SeparatedWriter : public RowWriter
{
public:
    SeparatedWriter(const ExportRequest &request, char separator)
        : m_request(request)
        , m_task(*request.task)
        , m_separator(separator)
    {
        m_special[quint8(separator)] = m_special['"'] = m_special['\r'] = m_special['\n'] = true;
        if (const auto polledAt = timeText(request.polledAt))
            append(m_context, view(*polledAt));
        for (const ExportColumn &column : exportColumns) {
            if (column.source != Source::Task)
                continue;
            m_context += m_separator;
            cell(m_context, m_task.*column.ofTask);
        }
        m_perRow = std::exchange(m_summary, {});
    }

    void begin(std::string &out) override
    {
        if (!m_request.header)
            return;
        for (const ExportColumn &column : exportColumns) {
            if (&column != exportColumns.data())
                out += m_separator;
            out += column.name;
        }
        out += "\r\n";
    }

    void row(std::string &out, const Partition &partition) override
    {
        out += m_context;
        for (const ExportColumn &column : exportColumns) {
            if (!column.ofPartition)
                continue;
            out += m_separator;
            const Value &value = partition.*column.ofPartition;
            if (column.source == Source::Partition)
                cell(out, value);
            else if (const auto time = timeText(m_task.integer(value)))
                append(out, view(*time));
        }
        out += "\r\n";
        ++m_summary.rows;
        m_summary.guardedCells += m_perRow.guardedCells;
        m_summary.removedNuls += m_perRow.removedNuls;
    }

    void end(std::string & /*out*/) override { }

private:
    void cell(std::string &out, const Value &value)
    {
        const QByteArrayView token = m_task.answer.token(value);
        switch (value.kind) {
        case Value::Kind::Absent:
        case Value::Kind::Null:
            return;
        case Value::Kind::Integer:
        case Value::Kind::Number:
        case Value::Kind::Boolean:
            append(out, token);
            return;
        case Value::Kind::Object:
        case Value::Kind::Array:
            field(out, token, false);
            return;
        case Value::Kind::Text: {
            const QByteArrayView inner = token.sliced(1, token.size() - 2);
            if (inner.contains('\\'))
                field(out, plainText(value), true);
            else
                field(out, inner, true);
            return;
        }
        }
    }

    /// The characters of a string that has escapes.
    QByteArray plainText(const Value &value)
    {
        QByteArray text = m_task.text(value).toUtf8();
        const qsizetype size = text.size();
        m_summary.removedNuls += size - text.removeIf([](char c) { return c == '\0'; }).size();
        return text;
    }

    void field(std::string &out, QByteArrayView bytes, bool isText)
    {
        if (bytes.isEmpty()) {
            out += "\"\""; // a string, but an empty one; an absent value leaves nothing at all
            return;
        }
        const bool guarded = isText && m_request.formulaGuard && looksLikeFormula(bytes) && !isIntegerLiteral(bytes);
        m_summary.guardedCells += guarded;
        const bool quoted = needsQuotes(bytes);
        if (quoted)
            out += '"';
        if (guarded)
            out += '\'';
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

    const ExportRequest &m_request;
    const DumpTask &m_task;
    const char m_separator;
    std::array<bool, 256> m_special{}; ///< bytes that do not stand without quotes
    std::string m_context; ///< the cells that are the same in every row
    ExportSummary m_perRow; ///< what those cells count for
};

/// One JSON object a row. Values are the answer's own tokens.
class JsonWriter : public RowWriter
{
public:
    explicit JsonWriter(const ExportRequest &request)
        : m_task(*request.task)
        , m_isArray(request.format == Format::Json)
    {
        m_context = "{";
        if (const auto polledAt = timeText(request.polledAt))
            time(m_context, "polled_at", *polledAt);
        for (const ExportColumn &column : exportColumns) {
            if (column.source == Source::Task)
                member(m_context, column.name, m_task.*column.ofTask);
        }
    }

    void begin(std::string &out) override
    {
        if (m_isArray)
            out += '[';
    }

    void row(std::string &out, const Partition &partition) override
    {
        if (m_isArray)
            out += m_summary.rows == 0 ? "\n" : ",\n";
        out += m_context;
        for (const ExportColumn &column : exportColumns) {
            if (!column.ofPartition)
                continue;
            const Value &value = partition.*column.ofPartition;
            if (column.source == Source::Partition)
                member(out, column.name, value);
            else if (const auto text = timeText(m_task.integer(value)))
                time(out, column.name, *text);
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

    static void time(std::string &out, const char *name, const IsoTime &text)
    {
        key(out, name);
        out += '"';
        append(out, view(text));
        out += '"';
    }

    void member(std::string &out, const char *name, const Value &value)
    {
        if (!value.isPresent())
            return;
        key(out, name);
        const QByteArrayView token = m_task.answer.token(value);
        if (value.kind != Value::Kind::Object && value.kind != Value::Kind::Array) {
            append(out, token);
            return;
        }
        // A line end can only be layout here, inside strings it is escaped; it would end an NDJSON line.
        std::copy_if(token.begin(), token.end(), std::back_inserter(out),
                     [](char c) { return c != '\r' && c != '\n' && c != '\t'; });
    }

    const DumpTask &m_task;
    const bool m_isArray;
    std::string m_context; ///< the object's beginning, which is the same in every row
};

} // namespace

IsoTime isoTime(qint64 milliseconds)
{
    constexpr qint64 perDay = 86'400'000;
    constexpr qint64 daysPerEra = 146'097; // 400 years
    const qint64 inDay = milliseconds % perDay;
    // Years begin in March here, so that the day a leap year adds is the last one.
    const qint64 sinceYear0 = milliseconds / perDay + 719'468;
    const qint64 dayOfEra = sinceYear0 % daysPerEra;
    const qint64 yearOfEra = (dayOfEra - dayOfEra / 1'460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const qint64 monthFromMarch = (5 * dayOfYear + 2) / 153;
    const qint64 month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    const qint64 year = sinceYear0 / daysPerEra * 400 + yearOfEra + (month <= 2);

    IsoTime text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 'T', '0',
                 '0', ':', '0', '0', ':', '0', '0', '.', '0', '0', '0', 'Z'};
    putDigits<4>(&text[0], year);
    putDigits<2>(&text[5], month);
    putDigits<2>(&text[8], dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
    putDigits<2>(&text[11], inDay / 3'600'000);
    putDigits<2>(&text[14], inDay / 60'000 % 60);
    putDigits<2>(&text[17], inDay / 1'000 % 60);
    putDigits<3>(&text[20], inDay % 1'000);
    return text;
}

std::unique_ptr<RowWriter> RowWriter::create(const ExportRequest &request)
{
    switch (request.format) {
    case Format::Csv:
        return std::make_unique<SeparatedWriter>(request, ',');
    case Format::Tsv:
        return std::make_unique<SeparatedWriter>(request, '\t');
    case Format::Json:
    case Format::Ndjson:
        break;
    }
    return std::make_unique<JsonWriter>(request);
}

} // namespace spillway
