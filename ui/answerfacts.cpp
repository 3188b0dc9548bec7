// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/answerfacts.h"

#include "domain/fields.h"

namespace spillway {

namespace {

constexpr int namesLimit = 20;

template <class Fields, class Owner> void count(AnswerFacts &facts, const Fields &fields, const Owner &owner)
{
    for (const auto &field : fields) {
        const Value &value = owner.*field.value;
        if (value.marks)
            ++facts.marks;
        if (field.documented || !value.isPresent())
            continue;
        ++facts.undocumented;
        facts.undocumentedNames.append(QString::fromLatin1(field.path));
    }
}

} // namespace

AnswerFacts factsOf(const DumpTask &task)
{
    AnswerFacts facts;
    count(facts, taskFields, task);
    count(facts, destinationFields, task.obs);
    count(facts, processingFields, task.obs);
    facts.undocumented += task.othersTotal;
    for (const OtherField &other : task.others) {
        if (other.value.marks)
            ++facts.marks;
        if (facts.undocumentedNames.size() < namesLimit)
            facts.undocumentedNames.append(visibleText(other.path, 100));
    }
    for (const Partition &partition : task.partitions) {
        facts.hasState = facts.hasState || partition.state.isPresent();
        facts.hasStatus = facts.hasStatus || partition.status.isPresent();
        for (const auto &field : partitionFields)
            facts.marks += (partition.*field.value).marks ? 1 : 0;
    }
    return facts;
}

} // namespace spillway
