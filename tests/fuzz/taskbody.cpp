// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"
#include "taskvalues.h"

#include "../tabular/exporting.h"
#include "tabular/columns.h"
#include "tabular/export.h"
#include "wire/jsonscan.h"
#include "wire/taskdecoder.h"

namespace spillway::fuzz {

namespace {

using Reason = Error::Reason;

bool isAboutSyntax(const Error &error)
{
    const bool isSyntax = error.reason == Reason::NotJson || error.reason == Reason::CutShort
        || error.reason == Reason::TooDeep || error.reason == Reason::EmptyAnswer;
    return error.kind == Error::Kind::Malformed && isSyntax;
}

void checkError(const Error &error, const QByteArray &body)
{
    if (error.kind != Error::Kind::Malformed) {
        require(!error.code.isEmpty(), "what is not malformed is an error of the service, with its code");
        return;
    }
    require(error.offset && *error.offset >= 0, "a malformed answer has the place of its defect");
    const bool isMasked = body.contains("user_password") || body.contains("\\u");
    require(isMasked || *error.offset <= body.size(), "the place of a defect is in the answer");
}

/// A name for the file that is one name on every system.
void checkFileName(const DumpTask &task)
{
    const QString name = suggestedFileName(task, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC), Format::Csv);
    const bool isSafe = std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_'
            || c == u'-' || c == u'.';
    });
    require(isSafe && name.size() < 200, "the name of a file is safe everywhere");
}

/// What the cell of a value says, before any dialect.
QByteArray plainCell(const DumpTask &task, const Value &value)
{
    if (value.kind == Value::Kind::Null)
        return {};
    return value.isText() ? task.text(value).toUtf8().replace('\0', "") : task.answer.token(value).toByteArray();
}

bool isCellOf(const QByteArray &cell, const QByteArray &plain)
{
    const bool isGuarded = cell.startsWith('\'') || cell.startsWith('\t');
    return cell == plain || (isGuarded && QByteArrayView(cell).sliced(1) == plain);
}

/// A spreadsheet runs what begins like this.
bool runs(const QByteArray &cell)
{
    return !cell.isEmpty() && QByteArrayView("=@").contains(cell.front());
}

void checkSeparated(const ExportRequest &request)
{
    const DumpTask &task = *request.task;
    const bool isTsv = request.format == Format::Tsv;
    QByteArray text = rowsAsText(request);
    if (request.dialect.byteOrderMark)
        text.remove(0, 3);
    const char separator = isTsv ? '\t' : request.dialect.separator;
    auto lines = readSeparated(text, separator, request.dialect.lineEnd == Dialect::LineEnd::Lf ? "\n" : "\r\n");
    require(lines.has_value(), "an export can be read by a strict reader");
    if (request.dialect.separatorLine && !isTsv)
        lines->removeFirst();
    if (request.dialect.headers != Dialect::Headers::None)
        lines->removeFirst();
    require(size_t(lines->size()) == request.rows.size(), "there is a line for every row");
    const std::vector<ExportColumn> columns = columnsOf(request);
    for (size_t row = 0; row < request.rows.size(); ++row) {
        const QByteArrayList &cells = lines->at(qsizetype(row));
        require(size_t(cells.size()) == columns.size(), "there is a cell for every column");
        const Partition &partition = task.partitions[request.rows[row]];
        for (size_t i = 0; i < columns.size(); ++i) {
            const ExportColumn &column = columns[i];
            const QByteArray &cell = cells.at(qsizetype(i));
            require(request.dialect.guard == Dialect::Guard::Off || !runs(cell), "a spreadsheet runs no cell");
            if (column.source == ExportColumn::Source::Task)
                require(isCellOf(cell, plainCell(task, task.*column.ofTask)), "a cell of the task is what came");
            else if (column.source == ExportColumn::Source::Partition)
                require(isCellOf(cell, plainCell(task, partition.*column.ofPartition)), "a cell is what came");
        }
    }
}

QByteArray withoutLayout(QByteArrayView token)
{
    return token.toByteArray().replace('\r', "").replace('\n', "").replace('\t', "");
}

/// The rows once more, as an answer: every value has to be what it was, to the byte.
void checkJson(const ExportRequest &request)
{
    const DumpTask &task = *request.task;
    const QByteArray json = rowsAsText(request);
    const Result<TaskSnapshot> again = decodeTask(R"({"partitions":)" + json + "}");
    require(again.has_value(), "a JSON export is JSON");
    require((*again)->partitions.size() == task.partitions.size(), "a JSON export has every row");
    for (size_t row = 0; row < task.partitions.size(); ++row) {
        for (const auto &field : partitionFields) {
            const Value &value = task.partitions[row].*field.value;
            const Value &after = (*again)->partitions[row].*field.value;
            require(after.kind == value.kind, "a value has the type it had");
            require((*again)->answer.token(after) == withoutLayout(task.answer.token(value)), "a value is as it came");
        }
    }
    ExportRequest lines = request;
    lines.format = Format::Ndjson;
    const QByteArray ndjson = rowsAsText(lines).chopped(task.partitions.empty() ? 0 : 1);
    const QByteArray joined = task.partitions.empty()
        ? QByteArray("[]\n")
        : QByteArray("[\n" + QByteArray(ndjson).replace('\n', ",\n") + "\n]\n");
    require(joined == json, "NDJSON has the objects of JSON, one a line");
}

void checkHtml(const ExportRequest &request)
{
    const QByteArray html = rowsAsHtml(request);
    const auto rows = qsizetype(request.rows.size());
    const auto columns = qsizetype(columnsOf(request).size());
    require(html.count("<td") == rows * columns && html.count("<tr") == rows + 1, "a cell makes no element of its own");
    require(html.count('<') == 12 + 2 * (rows + 1) + 2 * (rows + 1) * columns - 3, "no text becomes a tag");
}

/// Everything that readers disagree about, one after another.
Dialect dialectFor(qsizetype number)
{
    Dialect dialect;
    dialect.separator = number % 3 == 0 ? ';' : ',';
    dialect.lineEnd = Dialect::LineEnd(number % 2);
    dialect.quoting = Dialect::Quoting(number / 2 % 3);
    dialect.time = Dialect::Time(number / 3 % 4);
    dialect.guard = Dialect::Guard(number / 5 % 3);
    dialect.headers = Dialect::Headers(number / 7 % 3);
    dialect.byteOrderMark = number % 11 == 0;
    dialect.separatorLine = number % 13 == 0;
    dialect.keepDigits = number % 5 < 2;
    return dialect;
}

constexpr int formatChecks = 4;

/// One of the formats, or pair of formats that have to agree.
void checkFormat(const TaskSnapshot &task, int number, qsizetype size)
{
    ExportRequest request = requestFor(task, Format::Csv);
    request.splitRanges = size % 2 == 0;
    switch (number) {
    case 0:
        checkSeparated(request);
        return;
    case 1:
        request.format = Format::Json;
        checkJson(request);
        return;
    case 2:
        checkHtml(request);
        return;
    default:
        request.format = size % 4 == 0 ? Format::Tsv : Format::Csv;
        request.dialect = dialectFor(size);
        checkSeparated(request);
    }
}

/// The answer, if it is one: decoded, and every value looked at.
TaskSnapshot checkDecoding(const QByteArray &body)
{
    const Result<TaskSnapshot> decoded = decodeTask(body);
    require(findJsonDefect(body).has_value() == (!decoded && isAboutSyntax(decoded.error())),
            "both readers agree on what JSON is");
    if (!decoded) {
        checkError(decoded.error(), body);
        return {};
    }
    checkValues(**decoded);
    return *decoded;
}

} // namespace

void taskBody(QByteArrayView input)
{
    const TaskSnapshot task = checkDecoding(input.toByteArray());
    if (!task)
        return;
    checkFileName(*task);
    for (int number = 0; number < formatChecks; ++number)
        checkFormat(task, number, input.size());
}

void taskBodyInTurn(QByteArrayView input)
{
    const TaskSnapshot task = checkDecoding(input.toByteArray());
    if (task)
        checkFormat(task, qChecksum(input) % formatChecks, input.size());
}

} // namespace spillway::fuzz
