// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/secret.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace spillway {

struct YamlMember;

/// A YAML text as a tree of our own: no exceptions, aliases and merge keys (<<) resolved, every text a Secret.
struct YamlNode
{
    enum class Kind { Null, Text, List, Map };
    Kind kind = Kind::Null;
    Secret text; ///< Text: as it stands there, whatever type YAML would give it
    std::vector<YamlNode> items; ///< List
    std::vector<YamlMember> members; ///< Map; no key twice

    /// Null where this is no map, or does not have it.
    const YamlNode &operator[](QByteArrayView key) const;
    QString string() const { return QString::fromUtf8(text.reveal()); }
};

struct YamlMember
{
    QByteArray key;
    YamlNode value;
};

struct YamlText
{
    enum class Defect {
        None,
        NotYaml,
        Duplicate, ///< a key twice in one map
        OddKey, ///< a key that is not a text
        TooLarge, ///< when its aliases are resolved, or too deep
    };
    YamlNode root;
    Defect defect = Defect::None;
    int line = 0; ///< of the defect, where it is known; the first is 1
};

/// Reads the first document. The text has to be UTF-8.
YamlText readYaml(QByteArrayView text);

/// The defect for people: never quotes the text.
QString words(const YamlText &yaml);

} // namespace spillway
