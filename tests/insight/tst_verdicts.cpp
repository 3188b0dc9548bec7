// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/verdictrules.h"
#include "support/testcase.h"
#include "watch.h"

#include <set>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

/// Stands still with records waiting: polls every 30 s, so many times.
void stand(Watch &watch, int polls)
{
    for (int i = 0; i < polls; ++i)
        watch.poll();
}

/// A dump of all that is there once a minute, polled every 10 s, each poll a bit later after the dump than the last.
void pulse(Watch &watch, int minutes, qint64 inEachSecond, qint64 dumpedEachMinute)
{
    for (int tick = 0; tick < minutes * 6; ++tick) {
        watch.now += seconds(10);
        *watch.stream().next += 10 * inEachSecond;
        if (tick % 6 == 5)
            *watch.partition().offset = std::min(*watch.partition().offset + dumpedEachMinute, *watch.stream().next);
        watch.look();
    }
}

struct Case
{
    const char *name;
    Verdict verdict;
    const char *condition; ///< the beginning of the rule's
    void (*play)(Watch &watch);
};

const char expired[] = "Records expired";
const char discarded[] = "Records were discarded";
const char failed[] = "The state is ABNORMAL";
const char paused[] = "The state is PAUSED";
const char starting[] = "The state is STARTING";
const char young[] = "Nothing has been dumped yet";
const char wentDown[] = "The offset went down";
const char cameBack[] = "The partition was not reported";
const char stalled[] = "Records wait, and the offset has stood still";
const char behind[] = "The offset moves, but";
const char closed[] = "The partition is closed";
const char still[] = "Nothing waits, and";
const char moved[] = "The offset moved within";
const char dumped[] = "The last dump was within";
const char nothingWaits[] = "Nothing waits.";
const char early[] = "Records wait, and it is too early";
const char notYet[] = "Cannot tell idle from stalled: the stream has not been read yet";
const char forbidden[] = "Cannot tell idle from stalled: no permission";
const char unreadable[] = "Cannot tell idle from stalled: the stream could not";
const char repeated[] = "Cannot tell idle from stalled: an earlier row";
const char notListed[] = "Cannot tell idle from stalled: the stream does not list";
const char noHead[] = "Cannot tell idle from stalled: the stream does not say";
const char noOffset[] = "Cannot tell idle from stalled: the offset";
const char tooLittle[] = "There is too little";

// clang-format off
const Case cases[] = {
    // Losing
    {"a partition whose next record expired is losing", Verdict::Losing, expired,
     [](Watch &w) { set(w, 10, 12, 20); w.look(); }},
    {"a partition whose next record is the oldest kept is not losing", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 11, 20); w.look(); }},
    {"losing comes before the state", Verdict::Losing, expired,
     [](Watch &w) { w.state = "PAUSED"; set(w, 10, 12, 20); w.look(); }},
    {"a LATEST task at offset 0 never meant to read what expired", Verdict::Unknown, tooLittle,
     [](Watch &w) { w.strategy = "LATEST"; w.partition().lastDump = w.ago(seconds(3600)); set(w, 0, 289911, 289927); w.look(); }},
    {"without a strategy a task starts at the latest record", Verdict::Unknown, tooLittle,
     [](Watch &w) { w.strategy = ""; w.partition().lastDump = w.ago(seconds(3600)); set(w, 0, 289911, 289927); w.look(); }},
    {"a TRIM_HORIZON task at offset 0 that has dumped is losing", Verdict::Losing, expired,
     [](Watch &w) { w.partition().lastDump = w.ago(seconds(3600)); set(w, 0, 2, 20); w.look(); }},
    {"a TRIM_HORIZON task that never dumped is not losing", Verdict::Unknown, early,
     [](Watch &w) { set(w, 0, 2, 20); w.look(); }},
    {"a LATEST task that has dumped is losing", Verdict::Losing, expired,
     [](Watch &w) { w.strategy = "LATEST"; set(w, 1, 3, 20); w.look(); }},
    {"a discard counter that grew by one is a loss", Verdict::Losing, discarded,
     [](Watch &w) { set(w, 20, 0, 20); w.partition().discard = 3; w.look(); w.partition().discard = 4; w.poll(); }},
    {"growth of the discard counter counts for five polls", Verdict::Losing, discarded,
     [](Watch &w) { set(w, 20, 0, 20); w.partition().discard = 3; w.look(); w.partition().discard = 4; stand(w, 5); }},
    {"growth of the discard counter six polls ago is over", Verdict::Idle, still,
     [](Watch &w) { set(w, 20, 0, 20); w.partition().discard = 3; w.look(); w.partition().discard = 4; stand(w, 6); }},
    {"records discarded before we looked are not being lost", Verdict::Idle, still,
     [](Watch &w) { set(w, 20, 0, 20); w.partition().discard = 3; w.look(); w.poll(); }},
    {"a discard counter that starts anew is no loss", Verdict::Idle, still,
     [](Watch &w) { set(w, 20, 0, 20); w.partition().discard = 3; w.look(); w.partition().discard = 0; w.poll(); }},
    {"a discard counter that was unreadable for one poll is compared with the one before", Verdict::Losing, discarded,
     [](Watch &w) { set(w, 20, 0, 20); w.partition().discard = 3; w.look(); w.partition().discard.reset(); w.poll(); w.partition().discard = 4; w.poll(); }},
    // States
    {"an abnormal task is an error", Verdict::Error, failed,
     [](Watch &w) { w.state = "ABNORMAL"; set(w, 20, 0, 20); w.look(); }},
    {"an abnormal partition is an error", Verdict::Error, failed,
     [](Watch &w) { w.partition().state = "ABNORMAL"; set(w, 20, 0, 20); w.look(); }},
    {"a task in state ERROR is an error", Verdict::Error, failed,
     [](Watch &w) { w.state = "ERROR"; set(w, 20, 0, 20); w.look(); }},
    {"an error comes before a pause", Verdict::Error, failed,
     [](Watch &w) { w.state = "PAUSED"; w.partition().state = "ERROR"; set(w, 20, 0, 20); w.look(); }},
    {"a paused task is paused though records wait", Verdict::Paused, paused,
     [](Watch &w) { w.state = "PAUSED"; set(w, 0, 0, 20); w.look(); stand(w, 20); }},
    {"a task that is resumed gets its time before it is stalled", Verdict::Unknown, early,
     [](Watch &w) { w.state = "PAUSED"; set(w, 5, 0, 20); w.look(); stand(w, 20); w.state = "RUNNING"; w.poll(); }},
    {"a paused partition is paused", Verdict::Paused, paused,
     [](Watch &w) { w.partition().state = "PAUSED"; set(w, 20, 0, 20); w.look(); }},
    {"a starting task is starting", Verdict::Starting, starting,
     [](Watch &w) { w.state = "STARTING"; set(w, 20, 0, 20); w.look(); }},
    {"a task younger than three intervals that has dumped nothing is starting", Verdict::Starting, young,
     [](Watch &w) { w.created = w.ago(seconds(179)); set(w, 0, 0, 20); w.look(); }},
    {"a task of three intervals that has dumped nothing is no longer starting", Verdict::Unknown, early,
     [](Watch &w) { w.created = w.ago(seconds(180)); set(w, 0, 0, 20); w.look(); }},
    {"a young task without offsets is starting", Verdict::Starting, young,
     [](Watch &w) { w.created = w.ago(seconds(10)); set(w, {}, 0, 20); w.look(); }},
    {"a young task with a last dump at 0 is starting", Verdict::Starting, young,
     [](Watch &w) { w.created = w.ago(seconds(10)); w.partition().lastDump = 0; set(w, 0, 0, 20); w.look(); }},
    {"without any clock no task is young", Verdict::Unknown, early,
     [](Watch &w) { w.hasClock = false; set(w, 0, 0, 20); w.look(); }},
    {"a young task that has dumped is not starting", Verdict::Flowing, dumped,
     [](Watch &w) { w.created = w.ago(seconds(100)); w.partition().lastDump = w.ago(seconds(10)); set(w, 5, 0, 20); w.look(); }},
    // Reset
    {"an offset that went down was reset", Verdict::Reset, wentDown,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); w.partition().offset = 19; w.poll(); }},
    {"an offset that went down five polls ago was reset", Verdict::Reset, wentDown,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); w.partition().offset = 19; stand(w, 5); }},
    {"an offset that went down six polls ago is as good as any", Verdict::Idle, still,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); w.partition().offset = 19; stand(w, 6); }},
    {"a partition that was gone for a poll was reset", Verdict::Reset, cameBack,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); const auto all = w.partitions; w.partitions.clear(); w.poll(); w.partitions = all; w.poll(); }},
    {"a partition that came back five polls ago was reset", Verdict::Reset, cameBack,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); const auto all = w.partitions; w.partitions.clear(); stand(w, 3); w.partitions = all; stand(w, 5); }},
    {"a partition that came back six polls ago is as good as any", Verdict::Idle, still,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); const auto all = w.partitions; w.partitions.clear(); stand(w, 3); w.partitions = all; stand(w, 6); }},
    {"a partition that is new was not reset", Verdict::Idle, still,
     [](Watch &w) { const auto all = w.partitions; w.partitions.clear(); w.look(); w.poll(); w.partitions = all; set(w, 20, 0, 20); w.poll(); }},
    // Stalled
    {"a partition whose offset stands still for three intervals while records wait is stalled", Verdict::Stalled, stalled,
     [](Watch &w) { set(w, 10, 0, 20); w.look(); w.poll(seconds(180)); w.poll(milliseconds(1)); }},
    {"a partition whose offset stands still for three intervals to the millisecond is not yet stalled", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 0, 20); w.look(); w.poll(seconds(180)); }},
    {"an interval of 30 s is given 180 s all the same", Verdict::Unknown, early,
     [](Watch &w) { w.interval = "30"; set(w, 10, 0, 20); w.look(); w.poll(seconds(180)); }},
    {"an interval of 30 s is stalled after 180 s", Verdict::Stalled, stalled,
     [](Watch &w) { w.interval = "30"; set(w, 10, 0, 20); w.look(); w.poll(seconds(181)); }},
    {"an interval of 100 s is given 300 s", Verdict::Unknown, early,
     [](Watch &w) { w.interval = "100"; set(w, 10, 0, 20); w.look(); w.poll(seconds(300)); }},
    {"an interval of 100 s is stalled after 300 s", Verdict::Stalled, stalled,
     [](Watch &w) { w.interval = "100"; set(w, 10, 0, 20); w.look(); w.poll(seconds(301)); }},
    {"without an interval 300 s are assumed", Verdict::Unknown, early,
     [](Watch &w) { w.interval = ""; set(w, 10, 0, 20); w.look(); w.poll(seconds(900)); }},
    {"without an interval a partition is stalled after 900 s", Verdict::Stalled, stalled,
     [](Watch &w) { w.interval = ""; set(w, 10, 0, 20); w.look(); w.poll(seconds(901)); }},
    {"an interval of nothing is none", Verdict::Unknown, early,
     [](Watch &w) { w.interval = "0"; set(w, 10, 0, 20); w.look(); w.poll(seconds(900)); }},
    {"an interval of a second is one", Verdict::Stalled, stalled,
     [](Watch &w) { w.interval = "1"; set(w, 10, 0, 20); w.look(); w.poll(seconds(181)); }},
    {"an interval beyond a day is none", Verdict::Stalled, stalled,
     [](Watch &w) { w.interval = "9223372036854775807"; set(w, 10, 0, 20); w.look(); w.poll(seconds(901)); }},
    {"an interval of a day and a second is none", Verdict::Stalled, stalled,
     [](Watch &w) { w.interval = "86401"; set(w, 10, 0, 20); w.look(); w.poll(seconds(901)); }},
    {"an interval of a day is one", Verdict::Unknown, early,
     [](Watch &w) { w.interval = "86400"; set(w, 10, 0, 20); w.look(); w.poll(seconds(901)); }},
    {"a lag of one is no waiting record", Verdict::Idle, still,
     [](Watch &w) { set(w, 19, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"a lag of two is a waiting record", Verdict::Stalled, stalled,
     [](Watch &w) { set(w, 18, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"on the first poll a partition is stalled by the time of its last dump", Verdict::Stalled, stalled,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(181)); w.look(); }},
    {"on the first poll a dump of 180 s ago is not stalled", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(180)); w.look(); }},
    {"the server's clock decides how old a dump is", Verdict::Stalled, stalled,
     [](Watch &w) { w.hasServerDate = true; w.hasClock = false; set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(181)); w.look(); }},
    {"the server's clock goes before this computer's", Verdict::Stalled, stalled,
     [](Watch &w) { w.hasServerDate = true; w.serverAhead = seconds(100); set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(100)); w.look(); }},
    {"an offset that was seen to move is not stalled by an old time of its last dump", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(7200)); w.look(); w.flow(1, 5, 5); w.poll(seconds(121)); }},
    {"a lag of one before the records came is a silence too", Verdict::Unknown, early,
     [](Watch &w) { set(w, 19, 0, 20); w.partition().lastDump = w.ago(seconds(7200)); w.look(); stand(w, 10); w.stream().next = 30; w.poll(); }},
    {"a last dump before the task was created says nothing", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = *w.created - 1; w.look(); }},
    {"a last dump at the moment the task was created is one", Verdict::Stalled, stalled,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = *w.created; w.look(); }},
    {"a stalled partition stays stalled longer than polls are kept", Verdict::Stalled, stalled,
     [](Watch &w) { w.interval = "900"; set(w, 10, 0, 20); w.look(); for (int i = 0; i < 541; ++i) w.poll(seconds(5)); }},
    {"records that came after a long silence do not make it stalled at once", Verdict::Unknown, early,
     [](Watch &w) { set(w, 20, 0, 20); w.partition().lastDump = w.ago(seconds(7200)); w.look(); stand(w, 10); w.stream().next = 30; w.poll(); }},
    {"records that came after a long silence and stay make it stalled", Verdict::Stalled, stalled,
     [](Watch &w) { set(w, 20, 0, 20); w.partition().lastDump = w.ago(seconds(7200)); w.look(); stand(w, 10); w.stream().next = 30; w.poll(); w.poll(seconds(151)); }},
    {"a stopped partition of a running task is not stalled", Verdict::Unknown, tooLittle,
     [](Watch &w) { w.partition().state = "FOO"; set(w, 10, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"a task that is being deleted is not stalled", Verdict::Unknown, tooLittle,
     [](Watch &w) { w.state = "DELETE"; set(w, 10, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"a running task without partition states can be stalled", Verdict::Stalled, stalled,
     [](Watch &w) { w.partition().state = ""; set(w, 10, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"a running partition of a task without state can be stalled", Verdict::Stalled, stalled,
     [](Watch &w) { w.state = ""; set(w, 10, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"without any state nothing is called stalled", Verdict::Unknown, tooLittle,
     [](Watch &w) { w.state = ""; w.partition().state = ""; set(w, 10, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"a LATEST task that dumps nothing of what comes in is stalled", Verdict::Stalled, stalled,
     [](Watch &w) { w.strategy = "LATEST"; set(w, 0, 0, 20); w.look(); w.stream().next = 22; w.poll(seconds(181)); }},
    {"a LATEST task is not stalled over one record that came in", Verdict::Idle, nothingWaits,
     [](Watch &w) { w.strategy = "LATEST"; set(w, 0, 0, 20); w.look(); w.stream().next = 21; w.poll(seconds(181)); }},
    {"nothing waits where the stream keeps nothing", Verdict::Idle, still,
     [](Watch &w) { set(w, 0, 20, 20); w.look(); w.poll(seconds(500)); }},
    {"a LATEST task at offset 0 is idle while nothing comes in", Verdict::Idle, still,
     [](Watch &w) { w.strategy = "LATEST"; set(w, 0, 0, 20); w.look(); w.poll(seconds(500)); }},
    // Behind
    {"a lag that grows at every poll is falling behind", Verdict::Behind, behind,
     [](Watch &w) { set(w, 100, 0, 110); w.look(); w.flow(6, 10, 12); }},
    {"four steps are too few to call it falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 100, 0, 110); w.look(); w.flow(4, 10, 12); }},
    {"five steps are enough to call it falling behind", Verdict::Behind, behind,
     [](Watch &w) { set(w, 100, 0, 110); w.look(); w.flow(5, 10, 12); }},
    {"a lag that grows by chance at every poll is not falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 1000, 0, 1100); w.look(); w.flow(5, 100, 101); }},
    {"a lag that grew by half of what comes in is not falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 1000, 0, 1100); w.look(); w.flow(5, 9, 10); }},
    {"a lag that grew by less than half of what comes in is not falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 1000, 0, 1100); w.look(); w.flow(5, 11, 12); }},
    {"an offset ahead of the head is no lag to grow from", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 101, 0, 100); w.look(); w.flow(1, 8, 10); w.flow(4, 9, 10); }},
    {"one dump is too little to call it falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 100, 0, 110); w.look(); w.flow(3, 0, 10); w.flow(1, 1, 10); w.flow(2, 0, 10); }},
    {"a lag after dumps that grew by all that comes in between polls is not falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 100, 0, 110); w.look(); w.flow(1, 10, 10); w.flow(2, 5, 10); stand(w, 2); }},
    {"a lag after dumps that grew by one more is falling behind", Verdict::Behind, behind,
     [](Watch &w) { set(w, 100, 0, 110); w.look(); w.flow(1, 10, 10); w.flow(1, 5, 10); w.flow(1, 4, 10); stand(w, 2); }},
    {"a lag that stays is not falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 100, 0, 110); w.look(); w.flow(20, 10, 10); }},
    {"a lag that shrinks is not falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 100, 0, 500); w.look(); w.flow(20, 12, 10); }},
    {"dumps in steps that take half of what comes in fall behind", Verdict::Behind, behind,
     [](Watch &w) { set(w, 100, 0, 100); w.look(); pulse(w, 5, 10, 300); }},
    {"dumps in steps that take nine tenths of what comes in fall behind", Verdict::Behind, behind,
     [](Watch &w) { set(w, 100, 0, 100); w.look(); pulse(w, 6, 10, 500); }},
    {"a head that stands still is not falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 100, 0, 5000); w.look(); w.flow(6, 10, 0); }},
    {"a lag that is gone before the stream is read again is not falling behind", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 100, 0, 110); w.look(); w.flow(6, 10, 12); w.hasStream = false; w.partition().offset = w.stream().next; w.poll(); }},
    // Idle
    {"on the first poll nothing waiting is idle", Verdict::Idle, still,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); }},
    {"a head that moved five polls ago moves", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); w.flow(1, 5, 5); stand(w, 4); }},
    {"a head that moved six polls ago does not move", Verdict::Idle, still,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); w.flow(1, 5, 5, seconds(10)); for (int i = 0; i < 5; ++i) w.poll(seconds(10)); }},
    {"an offset ahead of the head is no lag", Verdict::Idle, still,
     [](Watch &w) { set(w, 25, 0, 20); w.look(); }},
    {"a closed partition of which nothing waits is idle", Verdict::Idle, closed,
     [](Watch &w) { w.stream().status = "DELETED"; set(w, 20, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"an expired partition without numbers is idle", Verdict::Idle, closed,
     [](Watch &w) { w.stream().status = "EXPIRED"; set(w, 20, {}, {}); w.look(); }},
    {"a deleted partition without numbers cannot be judged", Verdict::Unknown, noHead,
     [](Watch &w) { w.stream().status = "DELETED"; set(w, 20, {}, {}); w.look(); }},
    {"a closed partition of which records wait is stalled", Verdict::Stalled, stalled,
     [](Watch &w) { w.stream().status = "DELETED"; set(w, 10, 0, 20); w.look(); w.poll(seconds(500)); }},
    {"all dumped after a long poll is idle", Verdict::Idle, nothingWaits,
     [](Watch &w) { set(w, 20, 0, 20); w.look(); w.flow(1, 5, 5, seconds(300)); w.poll(seconds(300)); }},
    // Flowing
    {"an offset that moved is flowing", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 10, 0, 20); w.look(); w.flow(1, 5, 5); }},
    {"an offset that moved two intervals ago is flowing", Verdict::Flowing, moved,
     [](Watch &w) { set(w, 10, 0, 20); w.look(); w.flow(1, 5, 5); w.poll(seconds(120)); }},
    {"an offset that moved longer ago is too early to call", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 0, 20); w.look(); w.flow(1, 5, 5); w.poll(seconds(121)); }},
    {"flowing needs no head", Verdict::Flowing, moved,
     [](Watch &w) { w.hasStream = false; set(w, 10, {}, {}); w.look(); w.flow(1, 5, 0); }},
    {"on the first poll a dump two intervals ago is flowing", Verdict::Flowing, dumped,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(120)); w.look(); }},
    {"on the first poll a dump longer ago is not flowing", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(121)); w.look(); }},
    {"a last dump a little ahead of the clock is flowing", Verdict::Flowing, dumped,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(-60)); w.look(); }},
    {"a last dump far ahead of the clock says nothing", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 0, 20); w.partition().lastDump = w.ago(seconds(-61)); w.look(); }},
    {"a time of the last dump that moves alone is not flowing", Verdict::Unknown, early,
     [](Watch &w) { set(w, 10, 0, 20); w.look(); w.now += seconds(120); w.partition().lastDump = w.ago(seconds(1)); w.look(); }},
    // Unknown
    {"before the stream is read idle and stalled are one", Verdict::Unknown, notYet,
     [](Watch &w) { w.hasStream = false; set(w, 10, {}, {}); w.look(); }},
    {"without permission idle and stalled are one", Verdict::Unknown, forbidden,
     [](Watch &w) { w.streamError = Error::Kind::Forbidden; set(w, 10, {}, {}); w.look(); w.poll(seconds(500)); }},
    {"without an answer of the stream idle and stalled are one", Verdict::Unknown, unreadable,
     [](Watch &w) { w.streamError = Error::Kind::Timeout; set(w, 10, {}, {}); w.look(); }},
    {"a partition the stream does not list cannot be judged", Verdict::Unknown, notListed,
     [](Watch &w) { set(w, 10, 0, 20); w.stream().id = shard(7); w.look(); }},
    {"a partition whose range cannot be read cannot be judged", Verdict::Unknown, noHead,
     [](Watch &w) { set(w, 10, {}, {}); w.look(); }},
    {"a time of the last dump without an offset is not flowing", Verdict::Unknown, noOffset,
     [](Watch &w) { set(w, {}, 0, 20); w.partition().lastDump = w.ago(seconds(1)); w.look(); }},
    {"a partition without an offset cannot be judged", Verdict::Unknown, noOffset,
     [](Watch &w) { set(w, {}, 0, 20); w.look(); w.poll(seconds(500)); }},
};
// clang-format on

} // namespace

class TestVerdicts : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyRuleHoldsWhereItShould_data()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < int(std::size(cases)); ++i)
            QTest::newRow(cases[i].name) << i;
    }

    void everyRuleHoldsWhereItShould()
    {
        QFETCH(int, number);
        const Case &each = cases[number];
        Watch watch;
        each.play(watch);
        const QString why = watch.why().first();
        QCOMPARE(QLatin1StringView(infoOf(watch.insight->verdict(0)).word),
                 QLatin1StringView(infoOf(each.verdict).word));
        const QString expected =
            verdictText(each.verdict) + QLatin1StringView(": ") + QLatin1StringView(each.condition);
        QVERIFY2(why.startsWith(expected), qPrintable(why));
    }

    void aPartitionWithAnIdThatCameBeforeIsNotComparedWithTheStream()
    {
        Watch watch;
        set(watch, 20, 0, 20);
        watch.partitions.push_back(watch.partition());
        watch.look();
        QCOMPARE(watch.insight->verdict(0), Verdict::Idle);
        QCOMPARE(watch.insight->verdict(1), Verdict::Unknown);
        QVERIFY2(watch.why(1).first().contains(QLatin1StringView(repeated)), qPrintable(watch.why(1).first()));
    }

    void everyRuleHasACase()
    {
        QVERIFY(!verdictRules().empty());
        for (const VerdictRule &rule : verdictRules()) {
            const QLatin1StringView condition(rule.condition);
            const bool isTried = std::ranges::any_of(cases,
                                                     [&](const Case &each) {
                                                         return each.verdict == rule.verdict
                                                             && condition.startsWith(QLatin1StringView(each.condition));
                                                     })
                || condition.startsWith(QLatin1StringView(repeated));
            QVERIFY2(isTried, rule.condition);
        }
    }

    void aSteadyFlowInStepsNeverFallsBehind()
    {
        Watch watch;
        set(watch, 1000, 0, 1000);
        watch.look();
        // Dumped every 62 s and polled every 5 s: each dump is seen at another distance.
        for (int second = 5; second <= 3600; second += 5) {
            watch.now += seconds(5);
            watch.stream().next = 1000 + 10 * second;
            watch.partition().offset = 1000 + 10 * (second / 62 * 62);
            watch.look();
            QVERIFY2(watch.insight->verdict(0) != Verdict::Behind && watch.insight->verdict(0) != Verdict::Stalled,
                     qPrintable(QString::number(second)));
        }
        QCOMPARE(watch.insight->verdict(0), Verdict::Flowing);
    }

    void fallingBehindDoesNotFlap()
    {
        Watch watch;
        set(watch, 1000, 0, 1000);
        watch.look();
        for (int second = 5; second <= 3600; second += 5) {
            watch.now += seconds(5);
            watch.stream().next = 1000 + 10 * second;
            watch.partition().offset = 1000 + 5 * (second / 62 * 62);
            watch.look();
            if (second >= 200)
                QCOMPARE(watch.insight->verdict(0), Verdict::Behind);
        }
    }

    void whatCatchesUpAfterAResetDoesNotFallBehind()
    {
        Watch watch;
        set(watch, 100'000, 0, 100'010);
        watch.flow(10, 100, 100, seconds(10));
        *watch.partition().offset -= 50'000;
        for (int poll = 0; poll < 20; ++poll)
            QVERIFY(watch.flow(1, 300, 100, seconds(10)).verdict(0) != Verdict::Behind);
        QCOMPARE(watch.insight->verdict(0), Verdict::Flowing);
    }

    void aVerdictStaysWhileTheStreamsAnswerIsStillToCome()
    {
        Watch watch;
        set(watch, 10, 0, 20);
        watch.look();
        watch.poll(seconds(181));
        QCOMPARE(watch.insight->verdict(0), Verdict::Stalled);
        watch.hasStream = false;
        watch.poll();
        QCOMPARE(watch.insight->verdict(0), Verdict::Stalled);
        watch.look();
        QCOMPARE(watch.insight->verdict(0), Verdict::Stalled);
        watch.poll();
        QCOMPARE(watch.insight->verdict(0), Verdict::Unknown);
        QVERIFY(watch.why().first().contains(QLatin1StringView(notYet)));
    }
};

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
