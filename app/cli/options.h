// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/connecting.h"
#include "domain/error.h"
#include "domain/project.h"
#include "tabular/export.h"

#include <QStringList>

#include <chrono>

namespace spillway {

/// Stands for standard input or output in the place of a file.
inline constexpr QLatin1StringView standardStream("-");

/// The command line, read and checked for contradictions; names and addresses are checked where they are used.
struct Options
{
    enum class Mode { Window, Export, Check, List, Help, Version };
    enum class Listed { Streams, Tasks };
    Mode mode = Mode::Window;

    bool demo = false;
    QString from; ///< a saved answer; "-": standard input
    QString connection; ///< the name of one; what else is said goes before what it says
    QString endpoint;
    QString region; ///< stands for the region's endpoint
    QString projectId;
    QString tokenFile;
    QString caFile;
    QString stream;
    QString task;
    std::optional<int> requestsPerSecond;
    std::optional<int> requestsAtOnce;

    QString exportTo; ///< "-": standard output
    Format format = Format::Csv;
    Listed listed = Listed::Streams;
    std::optional<std::chrono::seconds> watch; ///< of Check: from one look to the next
    std::chrono::milliseconds timeout{30'000}; ///< for the whole headless command, or one look of several

    Wish wish() const { return {endpoint, region, projectId, {}, {}, caFile}; }
    bool hasConnection() const { return !connection.isEmpty() || !endpoint.isEmpty() || !region.isEmpty(); }
    /// Whether it is about all that the project holds.
    bool isAboutProject() const
    {
        return (mode == Mode::Check || mode == Mode::List) && stream.isEmpty() && from.isEmpty();
    }
    /// The limits, with what is said here in their place.
    RequestLimits over(RequestLimits limits) const
    {
        return {requestsAtOnce.value_or(limits.inFlight), requestsPerSecond.value_or(limits.perSecond)};
    }
};

/// Reads the arguments (the first is the program's name). Needs no application object. Errors: Usage (BadOption).
Result<Options> parseOptions(const QStringList &arguments);

/// Whether --check is among arguments that may be wrong otherwise: who asks for a check is told in its way.
bool mentionsCheck(const QStringList &arguments);

/// The text of --help, and of --version.
QString helpText();
QString versionText();

/// The process's exit code for an error, by kind; not of Check. 0 is never returned.
int exitCode(const Error &error);

} // namespace spillway
