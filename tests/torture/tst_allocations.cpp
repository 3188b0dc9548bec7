// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/profilefile.h"
#include "models/changes.h"
#include "models/discards.h"
#include "models/order.h"
#include "models/taskmodel.h"
#include "support/fixtures.h"
#include "support/testcase.h"
#include "tabular/export.h"
#include "torture/allocations.h"
#include "torture/everyallocation.h"
#include "wire/fault.h"
#include "wire/iam.h"
#include "wire/projectdecoder.h"
#include "wire/signature.h"
#include "wire/taskdecoder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

using Operation = std::function<QByteArray()>;

TaskSnapshot snapshotOf(const QByteArray &json)
{
    const auto task = decodeTask(json);
    return task ? *task : nullptr;
}

/// A result as bytes; an error as its reason, for no error is ever expected here.
template <class T, class Describe> QByteArray described(const Result<T> &result, const Describe &describe)
{
    if (!result)
        return "error " + QByteArray::number(int(result.error().reason));
    return describe(*result);
}

QByteArray partitions(int count, int offset)
{
    QByteArrayList parts;
    for (int i = 0; i < count; ++i)
        parts += "{\"partitionId\":\"shardId-" + QByteArray::number(i * 7 % 20).rightJustified(10, '0')
            + "\",\"state\":\"RUNNING\",\"discard\":" + QByteArray::number(offset / 100)
            + ",\"last_transfer_offset\":" + QByteArray::number(offset + i) + ",\"unknown\":\"\\u0041\"}";
    return R"({"stream_name":"s","task_name":"t","state":"RUNNING","obs_destination_description":{"file_prefix":"p"},)"
           R"("partitions":[)"
        + parts.join(',') + "]}";
}

Operation decoding(const QString &name)
{
    return [body = fixture(name)] {
        return described(decodeTask(body), [](const TaskSnapshot &task) -> QByteArray {
            return task->text(task->taskName).toUtf8() + QByteArray::number(task->partitions.size()) + ' '
                + QByteArray::number(task->others.size()) + task->answer.bytes();
        });
    };
}

Operation planning(const QByteArray &from, const QByteArray &to)
{
    return [from = snapshotOf(from), to = snapshotOf(to)]() -> QByteArray {
        const Plan plan = planAnswer(from, to, QDateTime(), nullptr);
        QByteArray said;
        for (const RowEdits &edits : plan.edits) {
            for (const auto *runs : {&edits.removed, &edits.inserted}) {
                for (const Run &run : *runs)
                    said += QByteArray::number(run.first) + '-' + QByteArray::number(run.last) + ' ';
            }
            for (const ChangedRun &run : edits.changed)
                said += QByteArray::number(run.rows.first) + '~' + QByteArray::number(run.rows.last) + ' ';
        }
        for (const auto &fields : plan.fields)
            said += QByteArray::number(fields.size()) + '/';
        return said + (plan.discards ? QByteArray::number(plan.discards->total()) : QByteArray());
    };
}

/// A stream whose ids are written otherwise than the task's, so that they have to be looked up.
StreamSnapshot streamOf(int count)
{
    auto stream = std::make_shared<StreamDetails>();
    for (int i = 0; i < count; ++i) {
        StreamPartition partition;
        partition.id = {Value::Kind::Text, QString::number(i)};
        partition.next = 1'000'000;
        partition.oldest = 0;
        stream->partitions.push_back(partition);
    }
    return stream;
}

Operation working(const QByteArray &before, const QByteArray &after, const StreamSnapshot &stream = nullptr)
{
    Observation first;
    first.task = snapshotOf(before);
    first.stream = stream;
    Observation second;
    second.task = snapshotOf(after);
    second.taken = std::chrono::seconds(30);
    second.stream = stream;
    second.streamTaken = second.taken;
    return [known = Insight::after(nullptr, first), second]() -> QByteArray {
        const InsightPointer insight = Insight::after(known, second);
        return QByteArray::number(int(insight->whole().verdict)) + ' ' + QByteArray::number(insight->polls()) + ' '
            + insight->arithmetic(0).toUtf8();
    };
}

Operation ordering(const QByteArray &json)
{
    OrderRequest request;
    request.task = snapshotOf(json);
    request.column = OffsetColumn;
    request.order = Qt::DescendingOrder;
    return [request] {
        const OrderResult result = orderRows(request);
        QByteArray rows;
        for (int i = 0; i < result.order->size(); ++i)
            rows += QByteArray::number(result.order->rowAt(i)) + ' ';
        return rows;
    };
}

ExportRequest requestOf(const QByteArray &json, Format format)
{
    ExportRequest request;
    request.task = snapshotOf(json);
    request.rows = allRows(*request.task);
    request.format = format;
    return request;
}

Operation writing(const QByteArray &json, Format format)
{
    return [request = requestOf(json, format)] { return rowsAsText(request); };
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

/// Over an old file. If memory ends, that is still there, and nothing else.
QByteArray exported(const ExportRequest &request)
{
    static const QTemporaryDir folder;
    static const QString path = folder.filePath(u"out.csv"_s);
    {
        const allocations::Pause pause;
        QFile old(path);
        if (!old.open(QIODevice::WriteOnly) || old.write("old") != 3)
            return "error";
    }
    const auto look = [] {
        const auto entries = QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        return entries == QStringList{u"out.csv"_s} ? contentOf(path) : "error: " + entries.join(u' ').toUtf8();
    };
    try {
        const auto summary = exportToFile(request, path);
        const allocations::Pause pause;
        return QByteArray::number(summary ? summary->rows : -1) + (look().startsWith("polled_at") ? " new" : " bad");
    } catch (const std::bad_alloc &) {
        const allocations::Pause pause;
        if (look() != "old")
            return look();
        throw;
    }
}

Operation signing(const QByteArray &token)
{
    const auto key = std::make_shared<const AccessKey>(
        AccessKey{Secret("FAKEAKFORTESTONLY001"), Secret("fakeSkForTestVectorsOnly0123456789abcdEF"), Secret(token)});
    return [key, at = QDateTime(QDate(2026, 11, 23), QTime(10, 25, 30), Qt::UTC)] {
        QByteArray lines;
        const QList<RawHeader> headers = signedHeaders("GET", "/v2/p/streams/s", "a=1&b=%2F", "body",
                                                       "dis.example.com:8443", {u"проект"_s}, *key, at);
        for (const auto &[name, value] : headers)
            lines += name + ": " + value + '\n';
        return lines;
    };
}

constexpr char connections[] = R"({"version":1,"shape":"round","connections":[
{"id":"11111111-2222-4333-8444-555555555555","name":"a","region":"cn-north-4","proxy":{"kind":"manual","port":1}},
{"id":"unknown"}]})";

QByteArray changedConnections()
{
    Result<ProfileFile> file = ProfileFile::parse(connections);
    if (!file)
        return "error " + QByteArray::number(int(file.error().reason));
    ConnectionProfile profile = file->profiles().constFirst();
    profile.name = u"b"_s;
    profile.signIn = ConnectionProfile::SignIn::AccessKey;
    file->put(profile);
    return file->text();
}

} // namespace

/// Every allocation of what the program does with an answer, a file or a key is made to fail, in turn.
class TestAllocations : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whereMemoryEndsItIsSaidOrDone_data();
    void whereMemoryEndsItIsSaidOrDone();
};

void TestAllocations::whereMemoryEndsItIsSaidOrDone_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<bool>("andAfter");
    QTest::addColumn<bool>("isQts");
    const auto row = [](const char *name, const Operation &operation, bool isQts = false) {
        QTest::addRow("%s, one fails", name) << operation << false << isQts;
        QTest::addRow("%s, all fail from one on", name) << operation << true << isQts;
    };
    row("decode a task", decoding(u"task-obs-documented.json"_s));
    row("decode oddities", decoding(u"task-everything-odd.json"_s));
    row("decode streams", [body = fixture(u"streams-captured.json"_s)] {
        return described(decodeStreamPage(body),
                         [](const StreamPage &page) { return QByteArray::number(page.streams.size()); });
    });
    row("decode a list of tasks", [body = fixture(u"tasks-documented.json"_s)] {
        return described(decodeTaskList(body),
                         [](const TaskList &list) { return QByteArray::number(list.tasks.size()); });
    });
    row("decode a stream", [body = fixture(u"stream-documented.json"_s)] {
        return described(decodeStream(body, {u"newstream"_s}),
                         [](const StreamDetails &stream) { return QByteArray::number(stream.partitions.size()); });
    });
    row("plan the first answer", planning("{}", partitions(20, 0)));
    row("plan a change", planning(partitions(20, 0), partitions(17, 5000)));
    row("work out what it means", working(partitions(20, 0), partitions(20, 5000)));
    row("work out what it means, rows come and go", working(partitions(12, 0), partitions(20, 5000)));
    row("work out what it means, with the stream", working(partitions(20, 0), partitions(17, 5000), streamOf(25)));
    row("order", ordering(partitions(20, 5000)));
    row("export CSV", writing(partitions(20, 5000), Format::Csv));
    row("export TSV", writing(fixture(u"task-everything-odd.json"_s), Format::Tsv));
    row("export JSON", writing(fixture(u"task-everything-odd.json"_s), Format::Json));
    row("export NDJSON", writing(partitions(20, 5000), Format::Ndjson));
    row("export HTML", [request = requestOf(partitions(20, 5000), Format::Csv)] { return rowsAsHtml(request); });
    row("export to a file", [request = requestOf(partitions(20, 5000), Format::Csv)] { return exported(request); });
    row("sign", signing({}));
    row("sign with a temporary key", signing("temporary"));
    row("ask for a token", [user = std::make_shared<UserPassword>(UserPassword{u"ann"_s, u"acme"_s, Secret("p\"w")})] {
        return tokenRequestBody(*user, {{u"p"_s}, u"cn-north-4"_s}).reveal().toByteArray();
    });
    row("read a refusal", [body = QByteArray(R"({"errorCode":"DIS.4301","message":"Stream \u0041 does not exist."})")] {
        HttpFacts facts;
        facts.status = 400;
        const Error error = decodeFault(facts, body);
        return error.code.toUtf8();
    });
    row(
        "read about a token",
        [] {
            return described(decodeTokenFacts(R"({"token":{"expires_at":"2026-11-24T10:25:30.000000Z",)"
                                              R"("project":{"id":"p","name":"cn-north-4"}}})"),
                             [](const TokenFacts &facts) -> QByteArray {
                                 return facts.expiresAt->toString(Qt::ISODate).toUtf8() + facts.project->text.toUtf8();
                             });
        },
        true);
    row(
        "read projects",
        [] {
            return described(
                decodeProjects(R"({"projects":[{"id":"p","name":"n","enabled":true},{"id":"q","name":"m"}]})"),
                [](const QList<IamProject> &projects) { return QByteArray::number(projects.size()); });
        },
        true);
    row("read and write connections", changedConnections, true);
}

void TestAllocations::whereMemoryEndsItIsSaidOrDone()
{
    QFETCH(Operation, operation);
    QFETCH(bool, andAfter);
    QFETCH(bool, isQts);
    const QByteArray result = operation();
    QVERIFY2(!result.startsWith("error"), result.constData());
    const AllocationReport report = withEveryAllocationFailing(operation, andAfter, isQts);
    const QString where = report.endedIn.isEmpty() ? QString() : u" (Qt: "_s + report.endedIn.join(u", "_s) + u')';
    std::printf("torture: %s: %ld allocations, %ld failures survived, %ld not%s\n", QTest::currentDataTag(),
                report.allocations, report.survived, report.notSurvived, qPrintable(where));
    for (const QString &complaint : report.complaints)
        std::printf("torture: %s: %s\n", QTest::currentDataTag(), qPrintable(complaint));
    std::fflush(stdout);
    QVERIFY(report.complaints.isEmpty());
    QVERIFY(report.allocations > 0);
    QCOMPARE(report.survived + report.notSurvived, report.allocations);
    QVERIFY(isQts || report.notSurvived == 0);
}

QTEST_GUILESS_MAIN(TestAllocations)
#include "tst_allocations.moc"
