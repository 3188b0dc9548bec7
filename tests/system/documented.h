// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fixtures.h"
#include "support/routedserver.h"
#include "system/program.h"

namespace spillway {

// The documented answers about newstream and newtask, and what is to be made of them.

inline constexpr char taskPath[] = "/v2/project/streams/newstream/transfer-tasks/newtask";
inline constexpr char streamPath[] = "/v2/project/streams/newstream";

/// The documented answers of a task and of its stream.
inline void answerAsDocumented(RoutedServer &server)
{
    server.answer(taskPath, 200, fixture(QStringLiteral("task-obs-documented.json")));
    server.answer(streamPath, 200, fixture(QStringLiteral("stream-documented.json")));
}

/// The documented lines, with something else in their six last cells.
inline QByteArray linesWith(const QByteArray &workedOut)
{
    return fixture(QStringLiteral("task-obs-documented.csv")).replace(",,,,,\r\n", QByteArray(workedOut + "\r\n"));
}

/// Without its stream a saved answer that says RUNNING tells nothing.
inline QByteArray savedLines()
{
    return linesWith(",,,,,unknown");
}

/// The lines without the time in the first cell.
inline QByteArray timeless(QByteArray lines)
{
    const qsizetype row = lines.indexOf('\n') + 1;
    return lines.remove(row, 24);
}

/// A refusal of the service.
inline QByteArray envelope(const QByteArray &code)
{
    return R"({"error_code":")" + code + R"(","error_msg":"no"})";
}

} // namespace spillway
