// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/taskdecoder.h"

#include "wire/fault.h"
#include "wire/fieldreader.h"
#include "wire/jsonscan.h"
#include "wire/rootreader.h"
#include "wire/withoutsecret.h"

#include <algorithm>
#include <cstring>

namespace spillway {

namespace {

/// Replaces the value of every user_password: it is part of a documented response, and nobody's business.
QByteArray withoutPasswords(QByteArray body, int *masked)
{
    static constexpr std::string_view key = "user_password";
    const std::string_view text(body.constData(), size_t(body.size()));
    // A key can hide behind \u escapes only if there is one.
    const bool isNamed = memmem(text.data(), text.size(), key.data(), key.size()) != nullptr;
    if (!isNamed && text.find("\\u") == std::string_view::npos)
        return body;
    const std::vector<ByteSpan> values = findMemberValues(body, QByteArrayView(key));
    *masked = int(values.size());
    const QByteArray mask = '"' + QByteArray(secretMask) + '"';
    // From the last to the first: the places before stay where they are.
    for (size_t i = values.size(); i-- > 0;)
        body.replace(values[i].offset, values[i].size, mask);
    return body;
}

void orderOthers(std::vector<OtherField> &others)
{
    std::stable_sort(others.begin(), others.end(),
                     [](const OtherField &a, const OtherField &b) { return a.path < b.path; });
    for (size_t i = 1; i < others.size(); ++i)
        others[i].occurrence = others[i].path == others[i - 1].path ? others[i - 1].occurrence + 1 : 0;
}

bool saysAnythingOfATask(const DumpTask &task)
{
    return task.obsBlock.isPresent() || task.partitionsBlock.isPresent() || !task.otherDestinations.empty()
        || std::any_of(taskFields.begin(), taskFields.end(),
                       [&](const auto &field) { return (task.*field.value).isPresent(); });
}

} // namespace

Result<TaskSnapshot> decodeTask(QByteArray body)
{
    int masked = 0;
    body = padded(withoutPasswords(std::move(body), &masked));
    auto task = newTask();
    task->answer = Answer(body, masked);
    const Result<void> whole = readRoot(body, [&](simdjson::ondemand::object root, const Location &location) {
        FieldReader reader(*task, location);
        const bool isJson = reader.readTask(root);
        reader.finish();
        return isJson;
    });
    if (!whole)
        return failure(whole.error());

    const bool isReport = task->partitionsBlock.isPresent() || task->obsBlock.isPresent() || task->state.isPresent();
    if (!isReport) {
        if (const auto envelope = decodeEnvelope(body))
            return failure(envelopeError(*envelope, 0));
    }
    if (!saysAnythingOfATask(*task))
        return failure(malformed(Error::Reason::NotATask, byteOrderMarkSize(body)));
    orderPartitions(*task);
    orderOthers(task->others);
    for (OtherDestination &block : task->otherDestinations)
        orderOthers(block.fields);
    return TaskSnapshot(std::move(task));
}

Result<void> checkIdentity(const DumpTask &task, const TaskAddress &asked)
{
    const auto differs = [&](const Value &value, const QString &name) {
        return value.isPresent() && value.kind != Value::Kind::Null && task.text(value) != name;
    };
    if (differs(task.streamName, asked.stream.text))
        return failure(Error::Kind::Mismatch, Error::Reason::Unspecified, task.text(task.streamName));
    if (differs(task.taskName, asked.task.text))
        return failure(Error::Kind::Mismatch, Error::Reason::Unspecified, task.text(task.taskName));
    return {};
}

} // namespace spillway
