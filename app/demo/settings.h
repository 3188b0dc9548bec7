// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace spillway {

class ObjectText;
struct Story;

// What each simulated dump task is set to, in the key order and with the gaps of published answers. Tasks in trouble
// have settings that break a documented rule, as a cause that could be; those that fare well have none.
void addOrdersText(ObjectText &task, const Story &story);
void addOrdersCsv(ObjectText &task, const Story &story);
void addOrdersChecked(ObjectText &task, const Story &story);
void addOrdersReplay(ObjectText &task, const Story &story);
void addOrdersDli(ObjectText &task, const Story &story);
void addAlarms(ObjectText &task, const Story &story);
void addTelemetryLive(ObjectText &task, const Story &story);
void addTelemetryLab(ObjectText &task, const Story &story);
void addTelemetryArchive(ObjectText &task, const Story &story);
void addPaymentsMirror(ObjectText &task, const Story &story);
void addPaymentsLedger(ObjectText &task, const Story &story);
void addPaymentsAudit(ObjectText &task, const Story &story);
void addPaymentsLake(ObjectText &task, const Story &story);
void addClicks(ObjectText &task, const Story &story);
void addEvents(ObjectText &task, const Story &story);
void addLogs(ObjectText &task, const Story &story);

} // namespace spillway
