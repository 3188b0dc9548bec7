// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/settings.h"

#include "demo/project.h"

namespace spillway {

namespace {

/// The members of an OBS block that every published answer has.
struct Basics
{
    const char *bucket;
    const char *prefix;
    const char *directories;
    const char *strategy = "LATEST";
    const char *fileType = "text";
    const char *delimiter = "\n";
    qint64 retry = 0;
};

ObjectText obsBlock(const Story &story, const Basics &basics)
{
    ObjectText block;
    block.add("agency_name", "dis_admin_agency")
        .add("file_prefix", basics.prefix)
        .add("partition_format", basics.directories)
        .add("obs_bucket_path", basics.bucket)
        .add("deliver_time_interval", story.interval / second)
        .add("consumer_strategy", basics.strategy)
        .add("retry_duration", basics.retry)
        .add("destination_file_type", basics.fileType)
        .add("record_delimiter", basics.delimiter);
    return block;
}

void addObs(ObjectText &task, const ObjectText &block)
{
    task.addJson("obs_destination_description", block.json());
}

QByteArray schema(const char *name, const char *type, const char *format)
{
    ObjectText object;
    object.add("timestamp_name", name).add("timestamp_type", type).add("timestamp_format", format);
    return object.json();
}

} // namespace

void addOrdersText(ObjectText &task, const Story &story)
{
    addObs(task, obsBlock(story, {"shop-datalake", "orders/web", "yyyy/MM/dd/HH"}));
}

void addOrdersCsv(ObjectText &task, const Story &story)
{
    addObs(task,
           obsBlock(story,
                    {.bucket = "shop-reports", .prefix = "orders/csv", .directories = "yyyy/MM/dd", .fileType = "csv"})
               .add("deliver_size_interval", 128));
}

void addOrdersChecked(ObjectText &task, const Story &story)
{
    addObs(task,
           obsBlock(story,
                    {.bucket = "shop-datalake",
                     .prefix = "orders/checked",
                     .directories = "yyyy/MM/dd/HH",
                     .fileType = "parquet",
                     .delimiter = ""})
               .addJson("processing_schema", schema("order.created", "String", "dd.MM.yyyy HH:mm")));
}

void addOrdersReplay(ObjectText &task, const Story &story)
{
    addObs(
        task,
        obsBlock(story, {.bucket = "shop-replay", .prefix = "/replay", .directories = "", .strategy = "TRIM_HORIZON"}));
}

void addOrdersDli(ObjectText &task, const Story &story)
{
    ObjectText block;
    block.add("agency_name", "dis_admin_agency")
        .add("dli_database_name", "shop")
        .add("dli_table_name", "orders_raw")
        .add("obs_bucket_path", "shop-staging")
        .add("file_prefix", "dli")
        .add("deliver_time_interval", story.interval / second)
        .add("consumer_strategy", "LATEST")
        .add("retry_duration", 1800);
    task.addJson("dli_destination_description", block.json());
}

void addAlarms(ObjectText &task, const Story &story)
{
    addObs(task, obsBlock(story, {"plant-alarms", "", "yyyy/MM"}));
}

void addTelemetryLive(ObjectText &task, const Story &story)
{
    addObs(task, obsBlock(story, {"plant-telemetry-live", "live", "yyyy-MM-dd"}));
}

void addTelemetryLab(ObjectText &task, const Story &story)
{
    addObs(task, obsBlock(story, {"plant_lab", "lab", "yyyy/MM/dd/HH/mm"}));
}

void addTelemetryArchive(ObjectText &task, const Story &story)
{
    task.add("exception_strategy", "ignoreAndBackup");
    addObs(task,
           obsBlock(story,
                    {.bucket = "plant-telemetry-archive",
                     .prefix = "",
                     .directories = "yyyy/MM/dd",
                     .strategy = "TRIM_HORIZON",
                     .delimiter = "|",
                     .retry = 1800})
               .add("deliver_size_interval", 512));
}

/// Nobody may write into its bucket.
void addPaymentsMirror(ObjectText &task, const Story &story)
{
    ObjectText block;
    block.add("file_prefix", "mirror//daily")
        .add("partition_format", "yyyy/MM/dd")
        .add("obs_bucket_path", "payments-mirror")
        .add("deliver_time_interval", story.interval / second)
        .add("consumer_strategy", "LATEST")
        .add("retry_duration", 0)
        .add("destination_file_type", "text");
    addObs(task, block);
}

void addPaymentsAudit(ObjectText &task, const Story &story)
{
    addObs(task, obsBlock(story, {"payments-audit", "audit", "yyyy"}));
}

void addPaymentsLake(ObjectText &task, const Story &story)
{
    addObs(task, obsBlock(story, {"payments-lake", "raw", "yyyy/MM/dd/HH"}));
}

/// As in an answer of 2023: what was not set is absent.
void addPaymentsLedger(ObjectText &task, const Story &story)
{
    task.add("exception_strategy", "ignoreAndBackup");
    ObjectText block;
    block.add("agency_name", "dis_admin_agency")
        .add("obs_bucket_path", "payments-ledger-")
        .add("deliver_time_interval", story.interval / second)
        .add("consumer_strategy", "TRIM_HORIZON")
        .add("retry_duration", 0)
        .add("destination_file_type", "text")
        .add("record_delimiter", "\n");
    addObs(task, block);
}

/// As the documentation has it, every member that it lists.
void addClicks(ObjectText &task, const Story &story)
{
    ObjectText block;
    block.add("task_name", story.task)
        .add("agency_name", "dis_admin_agency")
        .add("deliver_time_interval", story.interval / second)
        .add("deliver_size_interval", 64)
        .add("consumer_strategy", "TRIM_HORIZON")
        .add("file_prefix", "raw/clicks")
        .add("partition_format", "yyyy/MM/dd/HH")
        .add("obs_bucket_path", "shop-datalake")
        .add("destination_file_type", "parquet")
        .addJson("processing_schema", schema("detail.endTime", "String", "yyyy-MM-dd HH:mm:ss"))
        .add("record_delimiter", "");
    addObs(task, block);
}

void addEvents(ObjectText &task, const Story &story)
{
    addObs(
        task,
        obsBlock(story,
                 {.bucket = "mobile-events", .prefix = "events", .directories = "yyyy/MM/dd/HH", .delimiter = "\\n"}));
}

void addLogs(ObjectText &task, const Story &story)
{
    addObs(task, obsBlock(story, {"gateway-logs-cold", "gw/logs", "yyyy/MM/dd/HH"}).add("compression_format", "gzip"));
}

} // namespace spillway
