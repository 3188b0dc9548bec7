// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/credential.h"
#include "domain/error.h"

#include <QByteArray>
#include <QList>
#include <QProcessEnvironment>

#include <chrono>
#include <optional>

namespace spillway {

/// What to sign in with, and what stood beside it. Not copyable: it holds secrets. Texts are as they stood there;
/// empty: not given.
struct FoundCredential
{
    Credential credential;
    QString origin; ///< the name of its place, such as "OS_TOKEN" or "~/.hcloud/config.json (profile default)"
    QString region;
    QString projectId;
    QString projectName;
    QString endpoint; ///< of DIS
    QString iamEndpoint; ///< without the version at the end of its path
    QString caFile;
};

/// One place that was looked at. Never holds a secret: of an access key at most its first four characters.
struct Place
{
    enum class State {
        Absent,
        Found,
        Shadowed, ///< has a credential, but an earlier place decides
        Incomplete, ///< half of a credential, or none where one was expected
        Unreadable,
        Encrypted,
        Unsupported, ///< a way to sign in that is not known here
        Malformed,
    };
    QString name; ///< exact names of variables, or a path, with ~ for the home folder
    State state = State::Absent;
    QString detail; ///< translated, plain text; may be empty
    bool readableByOthers = false; ///< a file that its group or everybody can read
    bool used = false; ///< requests are signed with what is here

    friend bool operator==(const Place &, const Place &) = default;
};

/// The outcome of a search. Not copyable.
struct Search
{
    std::optional<FoundCredential> found;
    /// Why nothing was found: Usage (NoCredential), or what is wrong with a token that was asked for by name: Usage
    /// (BadToken, NoCredential), File (CannotRead, NotRegularFile).
    std::optional<Error> problem;
    QList<Place> places; ///< in the order they were looked at
};

/// Where to look. Nothing else of the computer has a part in a search.
struct SearchScope
{
    QProcessEnvironment environment;
    QString home; ///< empty: nothing there is looked at
    QString workingFolder;
    QString systemFolder = QStringLiteral("/etc/openstack");
    QString tokenFile; ///< of the command line; empty: none
    bool readsOtherTools = true; ///< false: the files of other tools are left alone
    std::chrono::milliseconds patience{2000}; ///< for the end of a pipe in the place of a file
};

/// The places of this process.
SearchScope processScope(const QString &tokenFile = {});

/// Looks at every place in order and takes the first whole credential. Only reads. Blocks as long as files do: call it
/// off the GUI thread.
Search searchCredentials(const SearchScope &scope);

/// As much of an access key as may be shown: at most its first four characters, and an ellipsis.
QString shortKey(const Secret &id);

} // namespace spillway
