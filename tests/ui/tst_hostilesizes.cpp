// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/heartbeat.h"
#include "hostilewindow.h"
#include "support/widgettestcase.h"

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int tenMillion = 10'000'000;

/// The GUI thread's own work may take so long. Sanitizers and builds without optimization are slower by these factors.
constexpr double longestGap()
{
    constexpr double limit = 100;
#ifdef SPILLWAY_SANITIZED
    return 8 * limit;
#elif !defined(__OPTIMIZE__)
    return 2 * limit;
#else
    return limit;
#endif
}

/// A task with ten million characters in one place; the others are short.
QByteArray taskWith(const QByteArray &place, const QByteArray &huge)
{
    const auto at = [&](const char *name, const char *usual) { return place == name ? huge : QByteArray(usual); };
    return "{\"stream_name\":\"newstream\",\"task_name\":" + at("task_name", "\"newtask\"")
        + ",\"state\":" + at("state", "\"RUNNING\"") + ",\"destination_type\":" + at("destination_type", "\"OBS\"")
        + ",\"unknown\":" + at("unknown", "1") + ",\"create_time\":" + at("create_time", "1606554932552")
        + (place == "key" ? "," + huge + ":1" : QByteArray()) + ",\"obs_destination_description\":{\"obs_bucket_path\":"
        + at("obs_bucket_path", "\"b\"") + ",\"file_prefix\":" + at("file_prefix", "\"p\"") + ",\"agency_name\":"
        + at("agency_name", "\"a\"") + ",\"partition_format\":" + at("partition_format", "\"yyyy\"")
        + ",\"avro_schema\":" + at("avro_schema", "\"x\"")
        + "},\"partitions\":[{\"partitionId\":" + at("partitionId", "\"shardId-0000000000\"")
        + ",\"state\":" + at("partition state", "\"RUNNING\"") + ",\"status\":" + at("status", "\"ACTIVE\"")
        + ",\"last_transfer_offset\":" + at("offset", "5") + ",\"hash_range\":" + at("hash_range", "\"h\"") + "}]}";
}

/// Opens the task and lives with it: two polls, every pane, every tooltip, some seconds of ticking. The longest work.
double longestWork(TaskWindow &it, const QByteArray &first, const QByteArray &second)
{
    it.source->wait();
    Heartbeat heart;
    it.openTask();
    for (const QByteArray &body : {first, second}) {
        const TaskSnapshot before = it.session.answer().task;
        it.session.refresh();
        it.source->answer(body); // decodes here, where the program has a thread of its own for it
        heart.restart();
        heart.runUntil([&] {
            return it.session.answer().task != before && !it.session.freshness().asking && it.rows().isSettled();
        });
    }
    const double answers = heart.longest() > 0 ? heart.busiest() : 1e9;
    it.table().selectRow(0);
    const QList<QDockWidget *> docks = it.window.findChildren<QDockWidget *>();
    heart.restart();
    for (QDockWidget *dock : docks) {
        dock->show();
        dock->raise();
        heart.runUntil([] { return true; });
    }
    hoverEverything();
    heart.runUntil([] { return true; });
    return std::max(answers, heart.busiest());
}

} // namespace

/// However much there is of a text, the window stays alive and lays out no more than can be read.
class TestHostileSizes : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void tenMillionCharactersHoldUpNobody_data();
    void tenMillionCharactersHoldUpNobody();
    void aMillionFieldsHoldUpNobody_data();
    void aMillionFieldsHoldUpNobody();
    void aStreamOfHugeFactsHoldsUpNobody();
};

void TestHostileSizes::tenMillionCharactersHoldUpNobody_data()
{
    QTest::addColumn<QByteArray>("place");
    QTest::addColumn<bool>("isEscaped");
    for (const char *place : {"task_name", "state", "destination_type", "unknown", "key", "create_time",
                              "obs_bucket_path", "file_prefix", "agency_name", "partition_format", "avro_schema",
                              "partitionId", "partition state", "status", "offset", "hash_range"}) {
        QTest::addRow("F109 %s", place) << QByteArray(place) << false;
    }
    // Decoding them costs the most.
    for (const char *place : {"state", "unknown", "agency_name", "partitionId", "partition state"})
        QTest::addRow("F109 %s, escaped", place) << QByteArray(place) << true;
}

void TestHostileSizes::tenMillionCharactersHoldUpNobody()
{
    QFETCH(const QByteArray, place);
    QFETCH(const bool, isEscaped);
    const QByteArray huge =
        '"' + (isEscaped ? QByteArray("\\u202e").repeated(tenMillion / 6) : QByteArray(tenMillion, 'W')) + '"';
    TaskWindow it;
    const double work = longestWork(it, taskWith(place, huge), taskWith(place, "\"V\""));
    WidgetSweep sweep;
    const QString said = sweep.complaints().join(u'\n');
    QVERIFY2(said.isEmpty(), qPrintable(said));
    QVERIFY2(work < longestGap(), qPrintable(u"%1 ms"_s.arg(work)));
}

void TestHostileSizes::aMillionFieldsHoldUpNobody_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto fields = [](int count) {
        QByteArray text = "\"k0\":0";
        for (int i = 1; i < count; ++i)
            text += ",\"k" + QByteArray::number(i) + "\":" + QByteArray::number(i);
        return text;
    };
    const QByteArray names = "{\"stream_name\":\"newstream\",\"task_name\":\"newtask\",\"state\":\"RUNNING\",";
    QTest::newRow("F110 100 000 keys in one object") << QByteArray(names + "\"o\":{" + fields(100'000) + "}}");
    QTest::newRow("F110 a million unknown keys") << QByteArray(names + fields(1'000'000) + "}");
    QTest::newRow("F110 100 000 settings")
        << QByteArray(names + "\"obs_destination_description\":{" + fields(100'000) + "}}");
}

void TestHostileSizes::aMillionFieldsHoldUpNobody()
{
    QFETCH(const QByteArray, body);
    TaskWindow it;
    const double work = longestWork(it, body, body.chopped(1) + ' ' + "}");
    QVERIFY2(work < longestGap(), qPrintable(u"%1 ms"_s.arg(work)));
    const int others = int(Section::Others);
    QVERIFY(it.session.model().rowCount(it.session.model().index(others, 0)) <= 1'001);
}

/// F109, of what the stream says.
void TestHostileSizes::aStreamOfHugeFactsHoldsUpNobody()
{
    ScriptedProject around;
    StreamDetails stream = hostileStream(QString(tenMillion / 10, u'W'));
    stream.name = {u"newstream"_s};
    around.put(stream);
    around.put({u"newstream"_s}, hostileSummary(QString(tenMillion / 10, u'W')));
    TaskWindow it;
    it.source->setProject(&around);
    InsightWatch watch(it.session);
    const double work = longestWork(it, taskJson(ascending(2)), taskJson(ascending(3)));
    QVERIFY(it.session.model().insight());
    WidgetSweep sweep;
    const QString said = sweep.complaints().join(u'\n');
    QVERIFY2(said.isEmpty(), qPrintable(said));
    QVERIFY2(work < longestGap(), qPrintable(u"%1 ms"_s.arg(work)));
    it.session.close();
}

QTEST_MAIN(TestHostileSizes)

#include "tst_hostilesizes.moc"
