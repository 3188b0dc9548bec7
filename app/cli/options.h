// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/connecting.h"
#include "domain/error.h"
#include "tabular/export.h"

#include <QStringList>

#include <chrono>

namespace spillway {

/// The command line, read and checked for contradictions; names and addresses are checked where they are used.
struct Options
{
    enum class Mode { Window, Export, Help, Version };
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

    QString exportTo; ///< "-": standard output
    Format format = Format::Csv;
    std::chrono::milliseconds timeout{30'000}; ///< for the whole headless command

    Wish wish() const { return {endpoint, region, projectId, {}, {}, caFile}; }
    bool hasConnection() const { return !connection.isEmpty() || !endpoint.isEmpty() || !region.isEmpty(); }
};

/// Reads the arguments (the first is the program's name). Needs no application object. Errors: Usage (BadOption).
Result<Options> parseOptions(const QStringList &arguments);

/// The text of --help, and of --version.
QString helpText();
QString versionText();

/// The process's exit code for an error, by kind. 0 is never returned.
int exitCode(const Error &error);

} // namespace spillway
