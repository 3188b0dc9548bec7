// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/export.h"

#include "tabular/rowwriter.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <numeric>

namespace spillway {

namespace {

constexpr qsizetype longestNamePart = 64;

struct FormatWord
{
    Format format;
    QLatin1StringView word; ///< for the command line, and the suffix of files
};
constexpr std::array formatWords{
    FormatWord{Format::Csv, QLatin1StringView("csv")},
    FormatWord{Format::Tsv, QLatin1StringView("tsv")},
    FormatWord{Format::Json, QLatin1StringView("json")},
    FormatWord{Format::Ndjson, QLatin1StringView("ndjson")},
};

auto appendTo(QByteArray &text)
{
    return [&text](QByteArrayView bytes) -> Result<void> {
        text.append(bytes);
        return {};
    };
}

/// A name from outside as a part of a file name: what is not a letter, a digit, - or _ of ASCII becomes _.
QString namePart(const DumpTask &task, const Value &value)
{
    QString part = value.isText() ? task.text(value).left(longestNamePart) : QString();
    for (QChar &c : part) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        if (!isPlain && c != u'-' && c != u'_')
            c = u'_';
    }
    return part.isEmpty() ? QStringLiteral("unnamed") : part;
}

/// The text up to the end of its first line, and what comes after. Line ends within quotes do not count.
std::pair<QByteArrayView, QByteArrayView> cutLine(QByteArrayView text, bool hasQuotes)
{
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '"')
            quoted = hasQuotes && !quoted;
        if (text[i] != '\n' || quoted)
            continue;
        const qsizetype end = i > 0 && text[i - 1] == '\r' ? i - 1 : i;
        return {text.first(end), text.sliced(i + 1)};
    }
    return {text, {}};
}

std::unique_ptr<RowWriter> writerFor(const ExportRequest &request)
{
    const bool separated = request.format == Format::Csv || request.format == Format::Tsv;
    return separated ? separatedWriter(request) : jsonWriter(request);
}

} // namespace

std::vector<quint32> allRows(const DumpTask &task)
{
    std::vector<quint32> rows(task.partitions.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

Result<ExportSummary> writeRows(const ExportRequest &request, const std::function<Result<void>(QByteArrayView)> &write)
{
    return writeThrough(*writerFor(request), request.rows, write);
}

QByteArray rowsAsText(const ExportRequest &request)
{
    QByteArray text;
    (void)writeRows(request, appendTo(text)); // which does not fail
    return text;
}

QByteArray rowsAsHtml(const ExportRequest &request)
{
    QByteArray text;
    (void)writeThrough(*htmlWriter(request), request.rows, appendTo(text));
    return text;
}

QByteArrayList firstLines(const ExportRequest &request, int count)
{
    ExportRequest few = request;
    few.rows.resize(std::min(few.rows.size(), std::size_t(count))); // each row ends a line
    const QByteArray text = rowsAsText(few);
    const bool hasQuotes = request.format == Format::Csv || request.format == Format::Tsv;
    QByteArrayList lines;
    for (QByteArrayView rest = text; !rest.isEmpty() && lines.size() < count;) {
        const auto [line, after] = cutLine(rest, hasQuotes);
        lines.append(line.toByteArray());
        rest = after;
    }
    return lines;
}

Measure measured(const ExportRequest &request)
{
    Measure measure;
    const auto count = [&measure](QByteArrayView bytes) -> Result<void> {
        measure.bytes += bytes.size();
        return {};
    };
    measure.summary = writeRows(request, count).value_or(ExportSummary()); // which does not fail
    return measure;
}

Result<ExportSummary> exportToFile(const ExportRequest &request, const QString &path)
{
    return writeToFile(*writerFor(request), request.rows, path);
}

Result<ExportSummary> exportToDescriptor(const ExportRequest &request, int descriptor, const QString &name,
                                         QDeadlineTimer deadline)
{
    return writeToDescriptor(*writerFor(request), request.rows, descriptor, name, deadline);
}

Format formatForPath(const QString &path)
{
    return formatForWord(QFileInfo(path).suffix()).value_or(Format::Csv);
}

std::optional<Format> formatForWord(const QString &word)
{
    for (const FormatWord &known : formatWords) {
        if (word.compare(known.word, Qt::CaseInsensitive) == 0)
            return known.format;
    }
    return std::nullopt;
}

QString suggestedFileName(const DumpTask &task, const QDateTime &now, Format format)
{
    const auto known = std::find_if(formatWords.begin(), formatWords.end(),
                                    [format](const FormatWord &word) { return word.format == format; });
    return QStringLiteral("dis_%1_%2_partitions_%3.%4")
        .arg(namePart(task, task.streamName), namePart(task, task.taskName),
             now.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")), known->word);
}

} // namespace spillway
