// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/answerfacts.h"

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

/// The different texts of one column, as long as they are few and short.
class WordCollector
{
public:
    explicit WordCollector(const Answer &answer)
        : m_answer(answer)
    {
    }

    void add(const Value &value)
    {
        const QByteArrayView token = m_answer.token(value);
        if (m_tooMany || !value.isText() || token == m_last)
            return;
        m_last = token;
        const QString word = m_answer.text(value);
        // What cannot be seen, or moves what can, is nothing to choose from a list.
        if (m_words.contains(word) || visibleText(word) != word)
            return;
        m_tooMany = m_words.size() == wordsLimit || word.size() > longestWord;
        m_words.append(word);
    }

    QStringList words()
    {
        if (m_tooMany)
            return {};
        m_words.removeAll(QString());
        m_words.sort();
        return m_words;
    }

private:
    static constexpr qsizetype wordsLimit = 16;
    static constexpr qsizetype longestWord = 40;

    const Answer &m_answer;
    QByteArrayView m_last; ///< neighbours are often alike
    QStringList m_words;
    bool m_tooMany = false;
};

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
    for (size_t column = 0; column < partitionFields.size(); ++column) {
        WordCollector words(task.answer);
        for (const Partition &partition : task.partitions) {
            const Value &value = partition.*partitionFields[column].value;
            facts.marks += value.marks ? 1 : 0;
            if (value.isPresent())
                facts.filled.set(column);
            if (partitionFields[column].type == FieldInfo::Type::Text && column != PartitionIdColumn)
                words.add(value);
        }
        facts.words[column] = words.words();
    }
    for (const VerdictInfo &info : verdictInfos)
        facts.words[VerdictColumn] += QString::fromLatin1(info.word);
    return facts;
}

ColumnSet filledBy(const Insight &insight)
{
    const TaskInsight &whole = insight.whole();
    ColumnSet filled;
    filled.set(VerdictColumn);
    filled.set(HeadColumn, insight.seen().stream != nullptr);
    filled.set(OldestColumn, insight.seen().stream != nullptr);
    filled.set(LagColumn, whole.lag.has_value());
    filled.set(ExpiredColumn, whole.expired.value_or(0) > 0);
    filled.set(RateColumn, insight.polls() > 1);
    return filled;
}

} // namespace spillway
