// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "support/testcase.h"
#include "tasktexts.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

/// Every structural signal of a model, as words.
class Log
{
public:
    explicit Log(QAbstractItemModel &model)
    {
        const auto rows = [this](const char *what) {
            return [this, what](const QModelIndex &parent, int first, int last) {
                m_lines += u"%1 %2 %3-%4"_s.arg(QLatin1StringView(what))
                               .arg(parent.isValid() ? parent.row() : -1)
                               .arg(first)
                               .arg(last);
            };
        };
        QObject::connect(&model, &QAbstractItemModel::rowsInserted, &m_context, rows("insert"));
        QObject::connect(&model, &QAbstractItemModel::rowsRemoved, &m_context, rows("remove"));
        QObject::connect(
            &model, &QAbstractItemModel::dataChanged, &m_context, [this](const QModelIndex &a, const QModelIndex &b) {
                m_lines += u"change %1 %2-%3 columns %4-%5"_s.arg(a.parent().isValid() ? a.parent().row() : -1)
                               .arg(a.row())
                               .arg(b.row())
                               .arg(a.column())
                               .arg(b.column());
            });
        QObject::connect(&model, &QAbstractItemModel::modelReset, &m_context, [this] { m_lines += u"reset"_s; });
        QObject::connect(&model, &QAbstractItemModel::layoutChanged, &m_context, [this] { m_lines += u"layout"_s; });
    }

    QStringList take() { return std::exchange(m_lines, {}); }

private:
    QObject m_context;
    QStringList m_lines;
};

void show(TaskModel &model, const QByteArray &json)
{
    QVERIFY(model.apply(plan(model.snapshot(), snapshotOf(json))));
}

} // namespace

class tst_TaskModel : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theDocumentedAnswerIsShownWhole();
    void theSameAnswerTwiceIsSilent();
    void aChangedOffsetChangesOneCell();
    void neighbouringChangesAreOneRun();
    void addedPartitionsAreInsertedWhereTheyBelong();
    void removedPartitionsAreTakenOutInRuns();
    void scatteredPartitionsComeAndGoInOneRunEach();
    void aReorderedAnswerChangesNothing();
    void manyScatteredChangesAreOneSignal();
    void aChangedSettingChangesItsValueCell();
    void anUndocumentedFieldComesAndGoesAsARow();
    void anotherKindOfDestinationReplacesTheRows();
    void closingTakesEveryRowAway();
    void aPlanFromAnotherAnswerIsRefused();
    void oddValuesAreMarkedAndExplained();
    void hostileTextIsShownAsSigns();
    void whatAScreenReaderHearsContainsWhatIsShown();
    void thousandsOfRandomRefreshesKeepTheModelSound();
};

void tst_TaskModel::theDocumentedAnswerIsShownWhole()
{
    TaskModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    show(model, fixture(u"task-obs-documented.json"_s));
    const QStringList expected{
        u"Task"_s,
        u"  Dump task | newtask"_s,
        u"  Stream | newstream"_s,
        u"  State | RUNNING"_s,
        u"  Destination type | OBS"_s,
        u"  Created | 2020-11-28 09:15:32 +00:00"_s,
        u"  Last dump | 2020-12-03 08:33:48 +00:00"_s,
        u"  Dump task ID | As805BudhcH1lDs6gbn"_s,
        u"  Stream ID | RdMFID6edQdf8eDzc9e"_s,
        u"OBS destination"_s,
        u"  Bucket | obsbucket"_s,
        u"  File prefix | (empty)"_s,
        u"  Directories | yyyy/MM/dd"_s,
        u"  Dump interval | 60"_s,
        u"  Dump size | –"_s,
        u"  Starts at | LATEST"_s,
        u"  Retry duration | 0"_s,
        u"  File type | text"_s,
        u"  Record delimiter | (empty)"_s,
        u"  Processing schema | –"_s,
        u"  Agency | dis_admin_agency"_s,
        u"  Dump task (in the block) | –"_s,
        u"Partitions | 1 partition(s)"_s,
        u"  shardId-0000000000 | RUNNING | – | 289897 | 2020-12-03 08:33:48 +00:00 | 0 | – | – | – | – | – | – | – | – | –"_s,
        u"Other fields | 0 field(s)"_s,
    };
    QCOMPARE(asLines(model), expected);
}

void tst_TaskModel::theSameAnswerTwiceIsSilent()
{
    TaskModel model;
    show(model, fixture(u"task-everything-odd.json"_s));
    Log log(model);
    QSignalSpy applied(&model, &TaskModel::applied);
    // The same values, other bytes in between.
    show(model, fixture(u"task-everything-odd.json"_s).prepend("  \n"));
    QCOMPARE(log.take(), QStringList());
    QCOMPARE(applied.count(), 1);
}

void tst_TaskModel::aChangedOffsetChangesOneCell()
{
    TaskModel model;
    show(model, answerWith({{0, 1}, {1, 1}, {2, 1}}));
    Log log(model);
    show(model, answerWith({{0, 1}, {1, 2}, {2, 1}}));
    QCOMPARE(log.take(), QStringList{u"change 2 1-1 columns 3-3"_s});
}

void tst_TaskModel::neighbouringChangesAreOneRun()
{
    TaskModel model;
    show(model, answerWith({{0, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}}));
    Log log(model);
    show(model, answerWith({{0, 2}, {1, 2}, {2, 1}, {3, 9}, {4, 9}}));
    QCOMPARE(log.take(), (QStringList{u"change 2 0-1 columns 3-3"_s, u"change 2 3-4 columns 3-3"_s}));
}

void tst_TaskModel::addedPartitionsAreInsertedWhereTheyBelong()
{
    TaskModel model;
    show(model, answerWith({{1, 1}, {5, 1}}));
    Log log(model);
    show(model, answerWith({{0, 1}, {1, 1}, {2, 1}, {3, 1}, {5, 7}, {6, 1}}));
    QCOMPARE(log.take(),
             (QStringList{u"insert 2 0-0"_s, u"insert 2 2-3"_s, u"insert 2 5-5"_s, u"change 2 4-4 columns 3-3"_s,
                          u"change -1 2-2 columns 0-1"_s}));
}

void tst_TaskModel::removedPartitionsAreTakenOutInRuns()
{
    TaskModel model;
    show(model, answerWith({{0, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}}));
    Log log(model);
    show(model, answerWith({{1, 1}, {4, 1}}));
    QCOMPARE(log.take(), (QStringList{u"remove 2 2-3"_s, u"remove 2 0-0"_s, u"change -1 2-2 columns 0-1"_s}));
}

void tst_TaskModel::scatteredPartitionsComeAndGoInOneRunEach()
{
    std::vector<std::pair<int, int>> odd;
    std::vector<std::pair<int, int>> thirds;
    for (int id = 0; id < 300; ++id) {
        if (id % 2 == 1)
            odd.push_back({id, id});
        if (id % 3 == 0)
            thirds.push_back({id, id});
    }
    TaskModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    show(model, answerWith(odd));
    const QModelIndex section = model.sectionIndex(Section::Partitions);
    const QPersistentModelIndex stays = model.index(4, PartitionIdColumn, section);
    const QPersistentModelIndex goes = model.index(5, PartitionIdColumn, section);
    QCOMPARE(stays.data().toString(), u"shardId-0000000009"_s);
    Log log(model);
    show(model, answerWith(thirds));
    QCOMPARE(log.take(),
             (QStringList{u"layout"_s, u"remove 2 50-149"_s, u"insert 2 50-99"_s, u"layout"_s,
                          u"change -1 2-2 columns 0-1"_s}));
    QCOMPARE(stays.data().toString(), u"shardId-0000000009"_s);
    QCOMPARE(stays.row(), 3);
    QVERIFY(!goes.isValid());
    TaskModel fresh;
    show(fresh, answerWith(thirds));
    QCOMPARE(asLines(model), asLines(fresh));
}

void tst_TaskModel::aReorderedAnswerChangesNothing()
{
    TaskModel model;
    show(model, answerWith({{0, 1}, {1, 2}, {2, 3}}));
    Log log(model);
    show(model, answerWith({{2, 3}, {0, 1}, {1, 2}}));
    QCOMPARE(log.take(), QStringList());
    QCOMPARE(model.partitionAt(0), 1U);
}

void tst_TaskModel::manyScatteredChangesAreOneSignal()
{
    std::vector<std::pair<int, int>> partitions;
    for (int i = 0; i < 400; ++i)
        partitions.push_back({i, 1});
    TaskModel model;
    show(model, answerWith(partitions));
    for (int i = 10; i < 400; i += 2)
        partitions[size_t(i)].second = 2;
    Log log(model);
    show(model, answerWith(partitions));
    QCOMPARE(log.take(), QStringList{u"change 2 10-398 columns 3-3"_s});
}

void tst_TaskModel::aChangedSettingChangesItsValueCell()
{
    TaskModel model;
    show(model, R"({"state":"RUNNING","obs_destination_description":{"obs_bucket_path":"a"}})");
    Log log(model);
    show(model, R"({"state":"PAUSED","obs_destination_description":{"obs_bucket_path":"b"}})");
    QCOMPARE(log.take(), (QStringList{u"change 0 2-2 columns 1-1"_s, u"change 1 0-0 columns 1-1"_s}));
    QCOMPARE(model.valueIndex(Section::Task, u"state"_s).data().toString(), u"PAUSED"_s);
    // Absent, null and empty are three values.
    show(model, R"({"state":null,"obs_destination_description":{"obs_bucket_path":""}})");
    QCOMPARE(log.take().size(), 2);
    show(model, R"({"task_name":"t","obs_destination_description":{}})");
    QCOMPARE(model.valueIndex(Section::Task, u"state"_s).data().toString(), u"–"_s);
}

void tst_TaskModel::anUndocumentedFieldComesAndGoesAsARow()
{
    TaskModel model;
    show(model, R"({"state":"RUNNING"})");
    Log log(model);
    show(model, R"({"state":"RUNNING","task_id":"x","b":2,"a":1})");
    QCOMPARE(log.take(), (QStringList{u"insert 0 6-6"_s, u"insert 3 0-1"_s, u"change -1 3-3 columns 0-1"_s}));
    show(model, R"({"state":"RUNNING","b":2})");
    QCOMPARE(log.take(), (QStringList{u"remove 0 6-6"_s, u"remove 3 0-0"_s, u"change -1 3-3 columns 0-1"_s}));
}

void tst_TaskModel::anotherKindOfDestinationReplacesTheRows()
{
    TaskModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    show(model, fixture(u"task-obs-documented.json"_s));
    show(model, fixture(u"task-dli-documented.json"_s));
    const QModelIndex section = model.sectionIndex(Section::Destination);
    QCOMPARE(section.data().toString(), u"DLI destination"_s);
    QCOMPARE(model.rowCount(section), 5);
    QCOMPARE(model.index(0, 0, section).data().toString(), u"dli_destination_description.agency_name"_s);
}

void tst_TaskModel::closingTakesEveryRowAway()
{
    TaskModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    show(model, fixture(u"task-everything-odd.json"_s));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QVERIFY(model.apply(plan(model.snapshot(), nullptr)));
    QCOMPARE(asLines(model), (QStringList{u"Task"_s, u"OBS destination"_s, u"Partitions"_s, u"Other fields"_s}));
    QCOMPARE(reset.count(), 0);
}

void tst_TaskModel::aPlanFromAnotherAnswerIsRefused()
{
    TaskModel model;
    const Plan stale = plan(nullptr, snapshotOf(answerWith({{0, 1}})));
    show(model, answerWith({{1, 1}}));
    Log log(model);
    QVERIFY(!model.apply(stale));
    QCOMPARE(log.take(), QStringList());
}

void tst_TaskModel::oddValuesAreMarkedAndExplained()
{
    TaskModel model;
    show(model, fixture(u"task-everything-odd.json"_s));
    const auto note = [&](Section section, const QString &path) {
        return model.valueIndex(section, path).data(NoteRole).toString();
    };
    QVERIFY(note(Section::Task, u"create_time"_s).contains(u"Came as text"_s));
    QVERIFY(note(Section::Task, u"last_transfer_timestamp"_s).contains(u"0 is no time"_s));
    QVERIFY(note(Section::Destination, u"obs_destination_description.obs_bucket_path"_s)
                .contains(u"Not of the documented type"_s));
    QCOMPARE(note(Section::Task, u"exception_strategy"_s), QString());
    QCOMPARE(model.valueIndex(Section::Task, u"last_transfer_timestamp"_s).data().toString(), u"0"_s);
    QCOMPARE(model.valueIndex(Section::Destination, u"obs_destination_description.destination_file_type"_s)
                 .data(AssumedRole)
                 .toString(),
             u"text"_s);
    QCOMPARE(
        model.valueIndex(Section::Destination, u"obs_destination_description.deliver_time_interval"_s).data(RawRole),
        QVariant(qlonglong(60)));
    const QModelIndex partitions = model.sectionIndex(Section::Partitions);
    const QModelIndex offset = model.index(1, OffsetColumn, partitions);
    QCOMPARE(offset.data().toString(), u"18446744073709551616"_s);
    QVERIFY(offset.data(NoteRole).toString().contains(u"64 bits"_s));
    QVERIFY(model.index(1, DiscardColumn, partitions).data(NoteRole).toString().contains(u"Negative"_s));
    QVERIFY(model.index(1, LastTransferColumn, partitions).data(NoteRole).toString().contains(u"Not a time"_s));
    QCOMPARE(Severity(model.index(1, StateColumn, partitions).data(SeverityRole).toInt()), Severity::Unknown);
    QCOMPARE(Severity(model.index(0, StateColumn, partitions).data(SeverityRole).toInt()), Severity::Good);
}

void tst_TaskModel::hostileTextIsShownAsSigns()
{
    TaskModel model;
    show(model, R"({"task_name":"a\u0000\u001b\n\u202eb","stream_name":"<b>%1</b>&amp;"})");
    QCOMPARE(model.valueIndex(Section::Task, u"task_name"_s).data().toString(), u"a⟨NUL⟩⟨ESC⟩⏎⟨U+202E⟩b"_s);
    QCOMPARE(model.valueIndex(Section::Task, u"stream_name"_s).data().toString(), u"<b>%1</b>&amp;"_s);
    show(model, R"({"task_name":")" + QByteArray(10'000'000, 'x') + "\"}");
    QCOMPARE(model.valueIndex(Section::Task, u"task_name"_s).data().toString().size(), 1025);
}

void tst_TaskModel::whatAScreenReaderHearsContainsWhatIsShown()
{
    TaskModel model;
    show(model, fixture(u"task-everything-odd.json"_s));
    int cells = 0;
    for (int section = 0; section < sectionCount; ++section) {
        const QModelIndex parent = model.index(section, 0);
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column, ++cells) {
                const QModelIndex index = model.index(row, column, parent);
                QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(index.data().toString()));
            }
        }
    }
    QVERIFY(cells > 100);
    QCOMPARE(
        model.index(0, OffsetColumn, model.sectionIndex(Section::Partitions)).data(Qt::AccessibleTextRole).toString(),
        u"Partition shardId-0000000000, Offset: –"_s);
}

void tst_TaskModel::thousandsOfRandomRefreshesKeepTheModelSound()
{
    TaskModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(7);
    for (int refresh = 0; refresh < 2000; ++refresh) {
        std::vector<std::pair<int, int>> partitions;
        // From time to time so many that they come and go scattered.
        const int ids = random.bounded(200) == 0 ? 100 : 12;
        for (int id = 0; id < ids; ++id) {
            if (random.bounded(3) > 0)
                partitions.push_back({id, random.bounded(3)});
        }
        std::shuffle(partitions.begin(), partitions.end(), random);
        if (random.bounded(10) == 0 && !partitions.empty())
            partitions.push_back(partitions.front());
        QByteArray json = answerWith(partitions);
        if (random.bounded(3) == 0)
            json.replace("\"state\":\"RUNNING\",\"obs", "\"zz\":1,\"aa\":[2],\"obs");
        const TaskSnapshot next = random.bounded(50) == 0 ? nullptr : snapshotOf(json);
        QVERIFY(model.apply(plan(model.snapshot(), next)));
        TaskModel fresh;
        QVERIFY(fresh.apply(plan(nullptr, next)));
        QCOMPARE(asLines(model), asLines(fresh));
    }
}

QTEST_GUILESS_MAIN(tst_TaskModel)
#include "tst_taskmodel.moc"
