// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faulttest.h"
#include "support/framing.h"

#include <QFile>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kib = 1024;
constexpr qint64 mib = 1024 * kib;
constexpr qint64 smallCap = 2 * mib;
constexpr char keptByTheServer[] = "the test's own server keeps in memory what its TLS has encrypted and nobody reads";

/// As many partitions that never dumped anything: they look all alike.
QByteArray idlePartitions(int count)
{
    const QByteArray one =
        R"({"partitionId":"shardId-#","state":"RUNNING","discard":0,"last_transfer_offset":0,"last_transfer_timestamp":0})";
    QByteArray body = R"({"stream_name":"dis-test1","task_name":"test_1","state":"RUNNING","partitions":[)";
    body.reserve(qsizetype(count) * 140);
    for (int i = 0; i < count; ++i)
        body += QByteArray(one).replace('#', QByteArray::number(i).rightJustified(10, '0')) + ',';
    body.chop(1);
    return body + "]}";
}

/// gzip of a MiB of zeros, in about a kilobyte; as many of these behind each other are one text that is as many times
/// as long.
QByteArray gzippedMib()
{
    // zlib's own frame is two bytes before, four behind; Qt puts the length before it.
    const QByteArray deflated = qCompress(QByteArray(mib, '\0'), 9).sliced(4 + 2).chopped(4);
    const QByteArray header("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    const QByteArray end("\x1c\xea\x38\xa7\x00\x00\x10\x00", 8); // CRC-32 of a MiB of zeros, and its length
    return header + deflated + end;
}

/// An answer with a body that says how it is encoded; so long.
std::function<void(FaultRig &)> encoded(const QByteArray &encoding, const QByteArray &body, int times = 1)
{
    return [=](FaultRig &rig) {
        const QByteArray header = http(
            200, {}, {{"Content-Encoding", encoding}, {"Content-Length", QByteArray::number(body.size() * times)}});
        rig.answerTask(Script().write(header).flood(body, body.size() * times));
    };
}

/// A figure of this process from the kernel, in bytes; 0 where it is not told.
qint64 memory(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArrayList lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toLongLong() * kib;
    }
    return 0;
}

/// From here on VmHWM is the most that there was since.
void forgetPeak()
{
    QFile file(u"/proc/self/clear_refs"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

void withSmallCap(ProgramSetup &setup)
{
    setup.timing.bodyCap = smallCap;
}

const QByteArray &large();
const QByteArray &changed();

/// A large answer takes its time on a busy machine. It is made before anything is measured.
void patient(ProgramSetup &setup)
{
    setup.timing = Timing();
    large();
    changed();
}

/// The request said what it takes, so that a compressed answer is the service's mistake.
Outcome askedForPlainText(Outcome outcome)
{
    outcome.holds = [](FaultRig &rig) {
        const QList<SeenRequest> &seen = rig.server.requests();
        const auto task = std::find_if(seen.rbegin(), seen.rend(), [](const SeenRequest &request) {
            return request.line.contains("/transfer-tasks/");
        });
        const bool isPlain = task != seen.rend() && task->header("Accept-Encoding") == "identity";
        return isPlain ? QStringList() : QStringList{u"something else than identity was asked for"_s};
    };
    return outcome;
}

const QByteArray &large()
{
    static const QByteArray body = idlePartitions(100'000);
    return body;
}

/// The same partitions, further on.
const QByteArray &changed()
{
    static const QByteArray body = QByteArray(large()).replace("offset\":0", "offset\":7");
    return body;
}

/// An answer with many rows, looked at by itself: the invariants read every cell, which takes longer than the rest, and
/// so they are held after the next, small answer.
std::function<void(FaultRig &)> shownFirst(const QByteArray &large, int rows)
{
    return [large, rows](FaultRig &rig) {
        rig.answerTask(Script().write(http(200, large)));
        StallMeter meter;
        meter.start();
        rig.refresh();
        meter.stop();
        const Freshness fresh = rig.program().session.freshness();
        const TaskModel &model = rig.program().session.model();
        QVERIFY(!fresh.error);
        QCOMPARE(fresh.state, RefreshState::Ok);
        QCOMPARE(model.rowCount(model.sectionIndex(Section::Partitions)), rows);
        // The server works on the same thread, and has 14 MB to send. What the window's share of it is, tests/bench
        // measures: 13 ms at most.
        QVERIFY2(meter.longest() <= 300ms * StallMeter::slowness(),
                 qPrintable(u"the event loop stood still for %1 ms"_s.arg(meter.longest().count())));
        rig.measureAnew();
        rig.answerTask(Script().write(http(200, FaultRig::answer(2))));
    };
}

} // namespace

/// F101-F108: how much comes, and how it is packed. F109-F111, one field or many: elsewhere.
///
/// F107, a million partitions, is no row here: the answer alone has 137 MB, and every push would wait for it. It is
/// measured by tests/bench: 295 ms to decode and 260 ms to plan, on worker threads, while the window's own thread is
/// away for 24 ms (mean) when such a task is opened and for 8 ms (mean; 11 ms the longest) at each refresh.
class TestSizes : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void eachFaultIsHeld_data() { addRows(faults()); }
    void eachFaultIsHeld() { holdRow(faults()); }

private:
    static std::vector<Fault> faults();
    static std::vector<Fault> tooLarge();
    static std::vector<Fault> compressed();
    static std::vector<Fault> many();
};

std::vector<Fault> TestSizes::faults()
{
    std::vector<Fault> all;
    for (const auto &some : {tooLarge(), compressed(), many()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<Fault> TestSizes::tooLarge()
{
    const Outcome stopped = paused(PauseReason::Config, Kind::TooLarge, Reason::OverCap)
                                .saying({u"The answer is larger than the limit of 2097152 bytes; reading stopped."_s});
    const QByteArray good = FaultRig::answer(2).trimmed();
    const auto before = std::make_shared<qint64>(0);
    Outcome small = stopped;
    small.holds = [before](FaultRig &) {
        const qint64 grown = memory("VmHWM:") - *before;
        // A sanitizer's allocator is no measure.
        return StallMeter::slowness() > 1 || grown <= smallCap * 5 / 2 + 8 * mib
            ? QStringList()
            : QStringList{u"%1 kB more than before were used"_s.arg(grown / kib)};
    };
    const QByteArray block(64 * kib, ' ');
    const auto padded = [good](qint64 size) -> QByteArray { return good + QByteArray(size - good.size(), ' '); };
    return {
        {.name = "F101 250 MB without a length",
         .inject =
             [=](FaultRig &rig) {
                 rig.answerTask(Script().write(noLength(good)).flood(block, 250 * mib).fin());
                 forgetPeak();
                 *before = memory("VmRSS:");
             },
         .outcome = small,
         .prepare = withSmallCap,
         .over = Fault::Over::Http,
         .why = keptByTheServer},
        {.name = "F101 250 MB in chunks",
         .inject = answering(Script().write(chunked({})).flood(chunk(block), 250 * mib).fin()),
         .outcome = stopped,
         .prepare = withSmallCap,
         .over = Fault::Over::Http,
         .why = keptByTheServer},
        {.name = "F101 250 MB announced",
         .inject = answering(Script().write(withLength("262144000", good)).flood(block, 250 * mib).fin()),
         .outcome = stopped,
         .prepare = withSmallCap,
         .over = Fault::Over::Http,
         .why = keptByTheServer},
        {.name = "F101 a byte more than the limit",
         .inject = answering(Script().write(noLength(padded(smallCap + 1))).fin()),
         .outcome = stopped,
         .prepare = withSmallCap},
        {.name = "F101 as much as the limit",
         .inject = answering(200, padded(smallCap)),
         .outcome =
             [&] {
                 Outcome taken = stillOk();
                 taken.shown = padded(smallCap);
                 return taken;
             }(),
         .prepare = withSmallCap},
    };
}

std::vector<Fault> TestSizes::compressed()
{
    const auto refused = [](const QString &encoding) {
        return askedForPlainText(stale(Error::Kind::Malformed, Error::Reason::Compressed)
                                     .saying({u"The answer came compressed (%1)"_s.arg(encoding)}));
    };
    static const QByteArray bomb = gzippedMib();
    const QByteArray good = FaultRig::answer(2);
    const QByteArray zlib = qCompress(good).sliced(4);
    std::vector<Fault> all{
        {"F102 gzip of 200 MiB", encoded("gzip", bomb, 200), refused(u"gzip"_s)},
        {"F103 gzip of 2 GiB", encoded("gzip", bomb, 2048), refused(u"gzip"_s)},
        {"F103 gzip of 2 GiB that does not say so", encoded("identity", bomb, 2048),
         stale(Kind::Malformed, Reason::NotJson).saying({u"not JSON at byte 0"_s})},
        {"F105 deflate", encoded("deflate", zlib), refused(u"deflate"_s)},
        {"F105 br", encoded("br", zlib), refused(u"br"_s)},
        {"F105 zstd", encoded("zstd", "\x28\xb5\x2f\xfd"), refused(u"zstd"_s)},
        {"F105 gzip twice", encoded("gzip, gzip", bomb), refused(u"gzip, gzip"_s)},
        {"F105 unknown", encoded("rot13", good), refused(u"rot13"_s)},
        {"F105 hostile", encoded("<b>x</b>", good), refused(u"<b>x</b>"_s)},
        {"F106 gzip that is cut", encoded("gzip", bomb.first(100)), refused(u"gzip"_s)},
        {"F106 gzip that is none", encoded("gzip", QByteArray(100, 'x')), refused(u"gzip"_s)},
        {"F106 plain text that says gzip", encoded("gzip", good), refused(u"gzip"_s)},
        {"F106 cut, and does not say so", encoded("identity", bomb.first(100)),
         stale(Kind::Malformed, Reason::NotJson)},
    };
    return all;
}

std::vector<Fault> TestSizes::many()
{
    // gzip makes a 48th of it, which Qt would take for a bomb.
    return {
        {.name = "F104 100 000 partitions that are alike",
         .inject = [](FaultRig &rig) { shownFirst(large(), 100'000)(rig); },
         .outcome = askedForPlainText(stillOk().within(2)),
         .prepare = patient},
        {.name = "F108 100 000 partitions, and all of them change",
         .inject =
             [](FaultRig &rig) {
                 shownFirst(large(), 100'000)(rig);
                 if (!QTest::currentTestFailed())
                     shownFirst(changed(), 100'000)(rig);
             },
         .outcome = stillOk().within(3),
         .prepare = patient},
    };
}

} // namespace spillway

QTEST_MAIN(spillway::TestSizes)
#include "tst_sizes.moc"
