// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/severity.h"
#include "insight/settingcheck.h"

#include <span>
#include <vector>

namespace spillway {

/// A documented rule about a dump task's settings, or something a person should know about one. Findings are told, and
/// never hold anything up.
///
/// Severities: Bad breaks a documented rule, or keeps the task from dumping. Warning is against what the documents
/// advise, or where they leave a hole that has been stepped into. Unknown breaks nothing: a documented default that is
/// in force, a condition that cannot be seen from here, a value about which the documents are silent.
struct SettingRule
{
    /// Where the rule is looked for.
    enum class Scope : quint8 {
        Task, ///< once: `key` is one of the task's own fields, or empty for the task as a whole
        Everywhere, ///< in every destination block
        EachField, ///< in every destination block, for each field that is known there; `key` is empty
        Files, ///< in the blocks that write files: all but CloudTable's
        Obs,
        NotObs,
        Dws,
        CloudTable, ///< with an empty key: the block as a whole
    };
    /// What is quoted in the sentence, in order, if the rule is broken; nothing if it holds.
    using Breach = std::optional<QStringList>;

    const char *id; ///< stable, and unique
    Severity severity;
    Scope scope;
    const char *key; ///< the wire's name of the setting
    const char *sentence; ///< English, translated; %1, %2: what is quoted
    const char *source; ///< English, translated: the documents the rule is taken from
    const char *disagreement; ///< English, translated: how other documents differ; empty: none does
    Breach (*check)(const SettingCheck &);
};

/// Every rule. Source of the facts: the vendor's pages and SDKs that each row names.
std::span<const SettingRule> settingRules();

/// One finding. Plain, translated text.
struct SettingNote
{
    QString id; ///< of its rule
    Severity severity = Severity::Unknown;
    QString path; ///< JSON path of the setting, as in domain/fields.h; empty: the task as a whole
    QString sentence; ///< what was found is quoted, shortened, invisible characters as signs
    QString source;
    QString disagreement; ///< empty: the documents agree

    friend bool operator==(const SettingNote &, const SettingNote &) = default;
};

/// What the rules find, in the order of the table; each pair of id and path once. Constant size, whatever comes.
std::vector<SettingNote> settingNotes(const SettingFacts &facts);

/// Where a note is from: its source and how the documents disagree, a line each.
QString noteBackground(const SettingNote &note);

/// A note as text for the clipboard, a line each: sentence, path, source, disagreement.
QString noteText(const SettingNote &note);

} // namespace spillway
