// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace spillway {

/// One option of the command line and what --help says about it.
struct OptionText
{
    enum class Group : quint8 { Subject, Connection, Headless, Other };
    Group group;
    const char *name;
    const char *value; ///< what stands for the value in the help; empty: takes none
    const char *help;
};

// clang-format off
/// All that there are, in the order of the help.
inline constexpr std::array optionTexts{
    OptionText{OptionText::Group::Subject, "demo", "", "inspect the built-in demo service"},
    OptionText{OptionText::Group::Subject, "from", "FILE", "show a saved answer of ShowTransferTask; no network at all (-: standard input)"},
    OptionText{OptionText::Group::Subject, "stream", "NAME", "the stream"},
    OptionText{OptionText::Group::Subject, "task", "NAME", "the dump task of that stream"},
    OptionText{OptionText::Group::Connection, "connection", "NAME", "a connection that was named in the window"},
    OptionText{OptionText::Group::Connection, "region", "ID", "the region, such as cn-north-4; stands for its endpoint"},
    OptionText{OptionText::Group::Connection, "endpoint", "URL", "the service's address, where it is not the region's"},
    OptionText{OptionText::Group::Connection, "project-id", "ID", "the project; by default what stands beside the key, else IAM is asked for it"},
    OptionText{OptionText::Group::Connection, "token-file", "FILE", "a file that holds the token and nothing else; by default a key or token is sought"},
    OptionText{OptionText::Group::Connection, "ca-file", "FILE", "additional certificate authorities (PEM)"},
    OptionText{OptionText::Group::Connection, "requests-per-second", "N", "no more requests in a second, 1 to 1000; by default 5, in the window as preferred"},
    OptionText{OptionText::Group::Connection, "requests-at-once", "N", "no more under way at a time, 1 to 64; by default 4, in the window as preferred"},
    OptionText{OptionText::Group::Headless, "export", "FILE", "fetch once, write the partitions, exit (-: standard output)"},
    OptionText{OptionText::Group::Headless, "check", "", "look at a dump task, those of a stream or all; one line, exit codes as of Nagios"},
    OptionText{OptionText::Group::Headless, "watch", "SECONDS", "with --check: look again and again, so many seconds apart, 1 to 86400"},
    OptionText{OptionText::Group::Headless, "list", "WHAT", "write all streams, or the tasks (of --stream); to --export, else standard output"},
    OptionText{OptionText::Group::Headless, "format", "FORMAT", "csv, tsv, json or ndjson; by default what the file's suffix says, else csv"},
    OptionText{OptionText::Group::Headless, "timeout", "SECONDS", "for the command, or each look of --watch; by default 30, for a whole project 300"},
    OptionText{OptionText::Group::Other, "help", "", "show this text"},
    OptionText{OptionText::Group::Other, "version", "", "show the version"},
};
// clang-format on

} // namespace spillway
