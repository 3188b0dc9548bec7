// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/settingsrules.h"

#include "domain/timetext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

QString ruleText(const char *english)
{
    return *english ? QCoreApplication::translate("SettingRule", english) : QString();
}

SettingNote made(const SettingRule &rule, const SettingCheck &check, const QStringList &quotes)
{
    SettingNote note{QString::fromLatin1(rule.id), rule.severity,         check.path(),
                     ruleText(rule.sentence),      ruleText(rule.source), ruleText(rule.disagreement)};
    // At once: what is quoted may hold a %2 of its own.
    if (quotes.size() == 1)
        note.sentence = note.sentence.arg(quotes.front());
    else if (quotes.size() == 2)
        note.sentence = note.sentence.arg(quotes.front(), quotes.back());
    return note;
}

/// The destination blocks of an answer. A hostile one may repeat them without end.
std::vector<SettingCheck::Place> placesOf(const DumpTask &task)
{
    constexpr size_t enough = 16;
    std::vector<SettingCheck::Place> places;
    if (task.obsBlock.kind == Value::Kind::Object)
        places.push_back({true, nullptr});
    for (const OtherDestination &other : task.otherDestinations) {
        if (places.size() < enough)
            places.push_back({false, &other});
    }
    return places;
}

bool isIn(SettingRule::Scope scope, const SettingCheck::Place &place)
{
    using Scope = SettingRule::Scope;
    using Kind = OtherDestination::Kind;
    const auto is = [&](Kind kind) { return place.other && place.other->kind == kind; };
    switch (scope) {
    case Scope::Task:
        return false;
    case Scope::Everywhere:
    case Scope::EachField:
        return true;
    case Scope::Files:
        return !is(Kind::CloudTable);
    case Scope::Obs:
        return place.isObs;
    case Scope::NotObs:
        return !place.isObs;
    case Scope::Dws:
        return is(Kind::Dws);
    case Scope::CloudTable:
        return is(Kind::CloudTable);
    }
    return false;
}

/// The names a rule is to be checked for in one place.
std::vector<const char *> keysOf(const SettingRule &rule, const SettingCheck::Place &place)
{
    if (rule.scope != SettingRule::Scope::EachField)
        return {rule.key};
    std::vector<const char *> keys;
    keys.reserve(destinationFields.size() + processingFields.size());
    for (const auto &field : destinationFields)
        keys.push_back(field.key);
    for (const auto &field : processingFields) {
        if (place.isObs)
            keys.push_back(field.key);
    }
    return keys;
}

class Findings
{
public:
    explicit Findings(const SettingFacts &facts)
        : m_facts(facts)
    {
    }

    void look(const SettingRule &rule, const SettingCheck::Place &place, const char *key)
    {
        const SettingCheck check(m_facts, place, key);
        const auto breach = rule.check(check);
        if (!breach)
            return;
        SettingNote note = made(rule, check, *breach);
        const bool isNew = std::ranges::none_of(
            m_notes, [&](const SettingNote &known) { return known.id == note.id && known.path == note.path; });
        if (isNew)
            m_notes.push_back(std::move(note));
    }
    std::vector<SettingNote> take() { return std::move(m_notes); }

private:
    const SettingFacts &m_facts;
    std::vector<SettingNote> m_notes;
};

} // namespace

std::vector<SettingNote> settingNotes(const SettingFacts &facts)
{
    const std::vector<SettingCheck::Place> places = placesOf(facts.task);
    Findings findings(facts);
    for (const SettingRule &rule : settingRules()) {
        if (rule.scope == SettingRule::Scope::Task)
            findings.look(rule, {}, rule.key);
        for (const SettingCheck::Place &place : places) {
            if (!isIn(rule.scope, place))
                continue;
            for (const char *key : keysOf(rule, place))
                findings.look(rule, place, key);
        }
    }
    return findings.take();
}

QString noteBackground(const SettingNote &note)
{
    QStringList lines{QCoreApplication::translate("SettingRule", "Source: %1").arg(note.source)};
    if (!note.disagreement.isEmpty())
        lines.append(QCoreApplication::translate("SettingRule", "The documents disagree: %1").arg(note.disagreement));
    return lines.join(u'\n');
}

QString noteText(const SettingNote &note)
{
    QStringList lines{note.sentence};
    if (!note.path.isEmpty())
        lines.append(QCoreApplication::translate("SettingRule", "Setting: %1").arg(visibleText(note.path)));
    lines.append(noteBackground(note));
    return lines.join(u'\n');
}

} // namespace spillway
