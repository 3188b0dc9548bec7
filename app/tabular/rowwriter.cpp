// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabular/rowwriter.h"

#include "tabular/atomicfile.h"

namespace spillway {

namespace {

constexpr std::size_t pieceSize = 64 * 1024;
constexpr std::size_t usualRowSize = 120; // bytes

} // namespace

Result<ExportSummary> writeThrough(RowWriter &writer, std::span<const quint32> rows,
                                   const std::function<Result<void>(QByteArrayView)> &write)
{
    std::string buffer;
    buffer.reserve(2 * pieceSize);
    const auto flush = [&]() -> Result<void> {
        const auto result = buffer.empty() ? Result<void>() : write({buffer.data(), qsizetype(buffer.size())});
        buffer.clear();
        return result;
    };

    writer.begin(buffer);
    for (const quint32 row : rows) {
        writer.row(buffer, row);
        if (buffer.size() < pieceSize)
            continue;
        if (const auto flushed = flush(); !flushed)
            return failure(flushed.error());
    }
    writer.end(buffer);
    if (const auto flushed = flush(); !flushed)
        return failure(flushed.error());
    return writer.summary();
}

Result<ExportSummary> writeToFile(RowWriter &writer, std::span<const quint32> rows, const QString &path)
{
    AtomicFile file(path);
    if (const auto opened = file.open(); !opened)
        return failure(opened.error());
    const auto summary = writeThrough(writer, rows, [&file](QByteArrayView bytes) { return file.write(bytes); });
    if (!summary)
        return summary;
    if (const auto committed = file.commit(); !committed)
        return failure(committed.error());
    return summary;
}

Result<ExportSummary> writeToDescriptor(RowWriter &writer, std::span<const quint32> rows, int descriptor,
                                        const QString &name, QDeadlineTimer deadline)
{
    QByteArray whole;
    whole.reserve(qsizetype(rows.size()) * qsizetype(usualRowSize));
    const auto summary = writeThrough(writer, rows, [&whole](QByteArrayView bytes) -> Result<void> {
        whole.append(bytes);
        return {};
    });
    if (const auto written = writeFully(descriptor, whole, name, deadline); !written)
        return failure(written.error());
    return summary;
}

} // namespace spillway
