// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"

#include "wire/iam.h"
#include "wire/jsonscan.h"
#include "wire/metadata.h"
#include "wire/projectdecoder.h"
#include "wire/signature.h"

#include <QSet>

namespace spillway::fuzz {

namespace {

void checkFact(const Fact &fact)
{
    require(fact.isPresent() || fact.text.isNull(), "what did not come has no text");
    require(fact.text.isValidUtf16(), "a text is text");
    const QString shown = factText(fact);
    require(!shown.isEmpty() && !shown.contains(u'\n') && !shown.contains(u'\0'), "a fact is shown on one line");
    (void)fact.integer();
}

template <class Rows> void checkNames(const Rows &rows)
{
    for (const auto &row : rows)
        require(!row.name.text.isEmpty(), "what has no name is left out");
}

void checkStreams(const QByteArray &body)
{
    const Result<StreamPage> page = decodeStreamPage(body);
    if (!page)
        return;
    require(!findJsonDefect(body), "only strict JSON is an answer");
    checkNames(page->streams);
    QSet<QString> names;
    for (const StreamSummary &stream : page->streams) {
        names.insert(stream.name.text);
        for (const Fact *fact : {&stream.id, &stream.status, &stream.type, &stream.dataType, &stream.partitionCount,
                                 &stream.retention, &stream.createTime})
            checkFact(*fact);
    }
    require(size_t(names.size()) == page->streams.size(), "each stream is listed once");
    checkFact(page->total);
}

void checkTasks(const QByteArray &body)
{
    const Result<TaskList> list = decodeTaskList(body);
    if (!list)
        return;
    require(!findJsonDefect(body), "only strict JSON is an answer");
    checkNames(list->tasks);
    for (const TaskSummary &task : list->tasks) {
        for (const Fact *fact :
             {&task.id, &task.state, &task.destinationType, &task.createTime, &task.lastTransferTimestamp})
            checkFact(*fact);
    }
    checkFact(list->total);
    checkFact(list->quota);
}

void checkStream(const QByteArray &body)
{
    const StreamName asked{QStringLiteral("s")};
    const Result<StreamDetails> stream = decodeStream(body, asked);
    if (!stream)
        return;
    require(!findJsonDefect(body), "only strict JSON is an answer");
    require(stream->name == asked, "an answer is about the stream asked for");
    for (const StreamPartition &partition : stream->partitions) {
        for (const Fact *fact :
             {&partition.id, &partition.status, &partition.hashRange, &partition.sequenceRange, &partition.parents})
            checkFact(*fact);
        require(partition.oldest.has_value() == partition.next.has_value(), "a range has both ends or none");
        const auto range = sequenceNumbers(partition.sequenceRange.text);
        require(!partition.oldest || (range && range->first == *partition.oldest && range->second == *partition.next),
                "the ends are those of the range");
    }
}

void checkOther(const QByteArray &body)
{
    if (const auto facts = decodeTokenFacts(body)) {
        require(!findJsonDefect(body), "only strict JSON is an answer");
        require(!facts->expiresAt || facts->expiresAt->isValid(), "a time is one");
    }
    if (const auto projects = decodeProjects(body)) {
        require(!findJsonDefect(body), "only strict JSON is an answer");
        for (const IamProject &project : *projects)
            require(!project.id.text.isEmpty(), "a project without an id is left out");
    }
    if (const auto key = decodeMetadataKey(body)) {
        require(checkAccessKey(key->key, {}).has_value(), "a key can be used");
        require(key->expiresAt.isValid(), "a key that ends by itself has its end");
    }
}

} // namespace

void projectBodies(QByteArrayView input)
{
    const QByteArray body = input.toByteArray();
    checkStreams(body);
    checkTasks(body);
    checkStream(body);
    checkOther(body);
    if (const auto numbers = sequenceNumbers(QString::fromUtf8(body))) {
        const QString again = QStringLiteral("[%1 : %2]").arg(numbers->first).arg(numbers->second);
        require(sequenceNumbers(again) == numbers, "numbers of a range are its numbers");
    }
}

} // namespace spillway::fuzz
