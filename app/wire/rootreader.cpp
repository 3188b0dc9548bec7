// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/rootreader.h"

#include "wire/jsonscan.h"

#include <cstring>
#include <new>

namespace spillway {

namespace ondemand = simdjson::ondemand;

namespace {

/// Why simdjson gave up, found by the second scan. `fallback` is used if the scan finds nothing to object to.
Error defectOf(const QByteArray &body, qint64 fallback)
{
    const auto defect = findJsonDefect(body);
    if (!defect)
        return malformed(Error::Reason::NotJson, fallback);
    switch (defect->what) {
    case JsonDefect::What::Empty:
        return malformed(Error::Reason::EmptyAnswer, defect->offset);
    case JsonDefect::What::CutShort:
        return malformed(Error::Reason::CutShort, defect->offset);
    case JsonDefect::What::TooDeep:
        return malformed(Error::Reason::TooDeep, defect->offset);
    case JsonDefect::What::Syntax:
        break;
    }
    return malformed(Error::Reason::NotJson, defect->offset);
}

} // namespace

QByteArray padded(QByteArray body)
{
    const qsizetype needed = body.size() + qsizetype(simdjson::SIMDJSON_PADDING);
    if (body.capacity() < needed || body.capacity() > needed + needed / 4 || !body.isDetached()) {
        QByteArray exact;
        exact.reserve(needed);
        exact.append(body);
        body = std::move(exact);
    }
    // simdjson looks at these bytes and only then finds the text to have ended before.
    std::memset(body.data() + body.size(), 0, simdjson::SIMDJSON_PADDING);
    return body;
}

void throwIfNoMemory(simdjson::error_code error)
{
    if (error == simdjson::MEMALLOC)
        throw std::bad_alloc();
}

Error malformed(Error::Reason reason, qint64 offset)
{
    Error error;
    error.kind = Error::Kind::Malformed;
    error.reason = reason;
    error.offset = offset;
    return error;
}

Result<void> readRoot(const QByteArray &body, const std::function<bool(ondemand::object, const Location &)> &read)
{
    const qsizetype mark = byteOrderMarkSize(body);
    // simdjson counts a little differently; ours is the limit that decides.
    constexpr size_t spareDepth = 16;
    ondemand::parser parser;
    const simdjson::error_code prepared = parser.allocate(size_t(body.size()), size_t(jsonDepthLimit) + spareDepth);
    throwIfNoMemory(prepared);
    if (prepared != simdjson::SUCCESS)
        return failure(Error::Kind::TooLarge, Error::Reason::OverCap, QString::number(body.size()));
    auto document = parser.iterate(body.constData() + mark, size_t(body.size() - mark), size_t(body.capacity() - mark));
    const char *location = nullptr;
    const auto giveUp = [&] {
        const bool known = document.current_location().get(location) == simdjson::SUCCESS;
        return failure(defectOf(body, known ? location - body.constData() : body.size()));
    };
    if (document.error() != simdjson::SUCCESS)
        return failure(defectOf(body, 0));
    ondemand::json_type type{};
    if (document.type().get(type) != simdjson::SUCCESS)
        return giveUp();
    if (type != ondemand::json_type::object) {
        const auto defect = findJsonDefect(body);
        return failure(defect ? defectOf(body, 0) : malformed(Error::Reason::NotAnObject, mark));
    }
    ondemand::object root;
    if (document.get_object().get(root) != simdjson::SUCCESS)
        return giveUp();
    const Location here = [&] {
        const char *at = nullptr;
        return document.current_location().get(at) == simdjson::SUCCESS ? at : body.constData() + body.size();
    };
    if (!read(root, here))
        return giveUp();
    // Anything after the closing brace: current_location() knows no more of the document only at its end.
    if (document.current_location().get(location) == simdjson::SUCCESS && location < body.constData() + body.size())
        return giveUp();
    return {};
}

} // namespace spillway
