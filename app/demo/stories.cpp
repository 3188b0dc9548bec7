// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/project.h"
#include "demo/settings.h"

#include <array>

namespace spillway {

namespace {

constexpr std::array fewTroubled{17, 203, 388}; // of the many partitions

Fate failingFate(int partition)
{
    switch (partition) {
    case 1:
        return {.stops = 40 * second};
    case 3:
        return {.discards = -25 * minute};
    case 4:
        return {.stops = 4 * minute};
    case 6:
        return {.stops = -11 * minute};
    case 8:
        return {.discards = 15 * second};
    case 9:
        return {.stops = 8 * minute};
    case 10:
        return {.state = {.turns = 50 * second, .then = "ABNORMAL"}, .stops = 15 * second};
    default:
        return {};
    }
}

Fate slowingFate(int partition)
{
    return {.slows = -5 * hour - partition * 2 * minute};
}

Fate resetFate(int)
{
    return {.resets = 40 * second};
}

Fate standingFate(int partition)
{
    return partition == 2 ? Fate{.stops = -35 * minute} : Fate();
}

Fate startingFate(int)
{
    return {.state = {"STARTING", 40 * second, "RUNNING"}};
}

Fate unreportedFate(int partition)
{
    return partition == 8 ? Fate{.unreported = 10 * minute} : Fate();
}

Fate heldFate(int)
{
    return {.state = {.turns = -3 * hour, .then = "PAUSED"}, .stops = -3 * hour};
}

Fate stalledFate(int)
{
    return {.stops = -47 * minute};
}

Fate discardingFate(int partition)
{
    if (partition == 2)
        return {.discards = -2 * hour, .discardsEvery = 4};
    if (partition == 5)
        return {.discards = 20 * second};
    return {};
}

Fate pausedFate(int)
{
    return {.state = {.turns = -26 * hour, .then = "PAUSED"}, .stops = -26 * hour};
}

Fate abnormalFate(int partition)
{
    if (partition == 1 || partition == 4)
        return {.state = {.turns = -2 * hour, .then = "ABNORMAL"}, .stops = -2 * hour - 3 * minute};
    return {};
}

Fate oneOfManyFate(int partition)
{
    if (partition == fewTroubled[0])
        return {.stops = -38 * minute};
    if (partition == fewTroubled[1])
        return {.discards = -90 * minute, .discardsEvery = 3};
    if (partition == fewTroubled[2])
        return {.state = {.turns = -12 * minute, .then = "ABNORMAL"}, .stops = -14 * minute};
    return {};
}

// clang-format off
constexpr std::array allStreams{
    Stream{"web-orders", -63 * day, 8, 600, "JSON"},
    Stream{"sensor-telemetry", -70 * day, 12, 900, "BLOB", "ADVANCED"},
    Stream{"clickstream", -9 * day, 0, 500, "JSON"},
    Stream{.name = "mobile-events", .created = -33 * day, .partitions = 4, .perSlot = 350, .mayBeShown = false},
    Stream{"gateway-logs", -12 * day, 512, 120},
    Stream{.name = "device-alarms", .created = -120 * day, .partitions = 2, .perSlot = 40, .dries = -6 * day},
    Stream{"payments", -90 * day, 6, 260, "CSV"},
    Stream{"staging-events", -2 * day, 1, 0},
    Stream{.name = "audit-trail", .created = -200 * day, .partitions = 1, .perSlot = 30, .mayListTasks = false},
};

constexpr std::array allStories{
    Story{.stream = "web-orders", .task = "orders-to-obs",
          .title = QT_TRANSLATE_NOOP("Demo", "Healthy"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Eight partitions, each dumped every 30 seconds; nothing is discarded. "
                                            "Flowing: a few records always wait for the next dump."),
          .created = -19 * day - 7 * hour, .addSettings = addOrdersText},
    Story{.stream = "web-orders", .task = "orders-as-csv",
          .title = QT_TRANSLATE_NOOP("Demo", "Healthy, Unhurried"),
          .plot = QT_TRANSLATE_NOOP("Demo", "The same partitions, dumped every five minutes: a last dump four minutes "
                                            "ago and a longer queue are no cause for alarm here."),
          .created = -6 * day - 2 * hour, .interval = 5 * minute, .addSettings = addOrdersCsv},
    Story{.stream = "device-alarms", .task = "alarms-to-obs",
          .title = QT_TRANSLATE_NOOP("Demo", "Idle"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Nothing has come in for six days. The time of the last dump moves on all "
                                            "the same; offset and head are equal, so nothing waits."),
          .created = -88 * day - 4 * hour, .addSettings = addAlarms},
    Story{.stream = "sensor-telemetry", .task = "telemetry-live",
          .title = QT_TRANSLATE_NOOP("Demo", "Falling Behind"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Every offset moves, but the head moves twice as fast: the lag grows with "
                                            "each refresh. After five of them the verdict is Behind. The service says "
                                            "RUNNING."),
          .created = -27 * day - 5 * hour, .addSettings = addTelemetryLive, .fateOf = slowingFate},
    Story{.stream = "payments", .task = "payments-mirror",
          .title = QT_TRANSLATE_NOOP("Demo", "Stalled"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Records come in, and not one partition has been dumped for three quarters "
                                            "of an hour and more. All of them say RUNNING; nothing is lost yet."),
          .created = -50 * day - 9 * hour, .addSettings = addPaymentsMirror, .fateOf = stalledFate},
    Story{.stream = "web-orders", .task = "orders-checked",
          .title = QT_TRANSLATE_NOOP("Demo", "Discarding"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Bad records come into one partition every two minutes, and within the "
                                            "first minute into a second one: they are discarded, and the verdict turns "
                                            "to Losing."),
          .created = -31 * day - 21 * hour, .addSettings = addOrdersChecked, .fateOf = discardingFate},
    Story{.stream = "web-orders", .task = "orders-replay",
          .title = QT_TRANSLATE_NOOP("Demo", "Paused for Too Long"),
          .plot = QT_TRANSLATE_NOOP("Demo", "PAUSED for 26 hours and more. The stream keeps records for 24: what came "
                                            "first has expired, and more does with every refresh."),
          .created = -14 * day - 40 * minute, .state = {.turns = -26 * hour, .then = "PAUSED"}, .addSettings = addOrdersReplay,
          .fateOf = pausedFate},
    Story{.stream = "payments", .task = "payments-audit",
          .title = QT_TRANSLATE_NOOP("Demo", "Paused"),
          .plot = QT_TRANSLATE_NOOP("Demo", "PAUSED for three hours. Nothing is lost yet: the verdict says for how "
                                            "much longer."),
          .created = -24 * day - 6 * hour, .state = {.turns = -3 * hour, .then = "PAUSED"}, .addSettings = addPaymentsAudit,
          .fateOf = heldFate},
    Story{.stream = "payments", .task = "payments-ledger",
          .title = QT_TRANSLATE_NOOP("Demo", "Abnormal"),
          .plot = QT_TRANSLATE_NOOP("Demo", "ABNORMAL for two hours and more, with two of six partitions. The answer "
                                            "does not say why: the service never does."),
          .created = -61 * day - 13 * hour, .state = {.turns = -2 * hour, .then = "ABNORMAL"}, .addSettings = addPaymentsLedger,
          .fateOf = abnormalFate},
    Story{.stream = "payments", .task = "payments-to-lake",
          .title = QT_TRANSLATE_NOOP("Demo", "Starting"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Created a minute ago and STARTING. Soon it is RUNNING, and one partition "
                                            "after the other is dumped for the first time."),
          .created = -minute, .interval = minute, .waits = minute + 50 * second,
          .state = {"STARTING", 40 * second, "RUNNING"}, .addSettings = addPaymentsLake, .fateOf = startingFate},
    Story{.stream = "sensor-telemetry", .task = "telemetry-archive",
          .title = QT_TRANSLATE_NOOP("Demo", "Beginning to Fail"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Twelve partitions: one has stalled and others follow, two discard records, "
                                            "and after three minutes the task turns ABNORMAL."),
          .created = -41 * day - 3 * hour, .state = {.turns = 3 * minute, .then = "ABNORMAL"},
          .addSettings = addTelemetryArchive, .fateOf = failingFate},
    Story{.stream = "sensor-telemetry", .task = "telemetry-lab",
          .title = QT_TRANSLATE_NOOP("Demo", "Reset"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Within the first minute somebody sets the offsets back by two hours. What "
                                            "was dumped is dumped again, and the lag shrinks until it has caught up."),
          .created = -3 * day - 8 * hour, .addSettings = addTelemetryLab, .fateOf = resetFate},
    Story{.stream = "clickstream", .task = "clicks-by-hour",
          .title = QT_TRANSLATE_NOOP("Demo", "Resharded"),
          .plot = QT_TRANSLATE_NOOP("Demo", "Partitions as the documentation describes them, with hash ranges and "
                                            "without offsets. One is split within the first minute, and for ten minutes "
                                            "the dump task knows of one half only."),
          .created = -9 * day, .dialect = Dialect::Documented, .addSettings = addClicks, .fateOf = unreportedFate},
    Story{.stream = "mobile-events", .task = "events-to-obs",
          .title = QT_TRANSLATE_NOOP("Demo", "Stream Not Readable"),
          .plot = QT_TRANSLATE_NOOP("Demo", "There is no permission to read the stream. Three partitions are seen to "
                                            "move; the fourth stands, and nobody can tell whether it is idle or "
                                            "stalled. Each comes with the keys of the service and of its "
                                            "documentation."),
          .created = -21 * day - 3 * hour, .dialect = Dialect::Both, .addSettings = addEvents, .fateOf = standingFate},
    Story{.stream = "gateway-logs", .task = "logs-to-obs",
          .title = QT_TRANSLATE_NOOP("Demo", "512 Partitions"),
          .plot = QT_TRANSLATE_NOOP("Demo", "One has stalled, one discards records, one is ABNORMAL. Sort by verdict or "
                                            "filter to find them."),
          .created = -11 * day - 8 * hour, .addSettings = addLogs, .fateOf = oneOfManyFate},
    Story{.stream = "web-orders", .task = "orders-to-dli",
          .title = QT_TRANSLATE_NOOP("Demo", "Not to OBS"),
          .plot = QT_TRANSLATE_NOOP("Demo", "The records go to a table of DLI, by way of a bucket."),
          .created = -40 * day - 17 * hour, .interval = 5 * minute, .destination = "DLI", .addSettings = addOrdersDli},
};
// clang-format on

} // namespace

std::span<const Stream> streams()
{
    return allStreams;
}

std::span<const Story> stories()
{
    return allStories;
}

} // namespace spillway
