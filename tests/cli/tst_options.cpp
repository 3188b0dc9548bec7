// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"
#include "support/fixtures.h"
#include "support/testcase.h"

#include <array>

#include <fcntl.h>
#include <unistd.h>

using namespace spillway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<Options> parsed(const QString &line)
{
    return parseOptions(QStringList{u"spillway"_s} + line.split(u' ', Qt::SkipEmptyParts));
}

constexpr QLatin1StringView service("--region cn-north-4 --project-id p --stream s --task t ");

} // namespace

class TestOptions : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMeansTheWindow();
    void everyOptionIsRead();
    void everyOptionOfACheckIsRead();
    void everyOptionOfAListIsRead();
    void aWholeProjectHasMoreTime();
    void whatIsSaidReplacesTheLimits();
    void whoMentionsACheckIsToldInItsWay();
    void theFormatFollowsTheSuffixUnlessSaid();
    void helpAndVersionAreGivenWhateverElseIsWrong();
    void whatIsCompleteIsAccepted_data();
    void whatIsCompleteIsAccepted();
    void contradictionsAreRefused_data();
    void contradictionsAreRefused();
    void aSavedAnswerIsNotReplacedByItsTable();
    void aSavedAnswerMayComeThroughAPipe();
    void secretsHaveNoOption_data();
    void secretsHaveNoOption();
    void unknownThingsAreNotRepeated_data();
    void unknownThingsAreNotRepeated();
    void aMisspeltOptionIsNamed();
    void theHelpNamesEveryOption();
    void theVersionNamesQtToo();
};

void TestOptions::nothingMeansTheWindow()
{
    const auto options = parsed(QString());
    QVERIFY(options);
    QCOMPARE(options->mode, Options::Mode::Window);
    QVERIFY(!options->demo);
    QVERIFY(!options->hasConnection());
}

void TestOptions::everyOptionIsRead()
{
    const auto options = parsed(u"--endpoint https://dis.example.com --project-id p --token-file tok --ca-file ca "
                                "--stream s --task -t --export out --format tsv --timeout 2.5"_s);
    QVERIFY(options);
    QCOMPARE(options->mode, Options::Mode::Export);
    QCOMPARE(options->endpoint, u"https://dis.example.com"_s);
    QVERIFY(options->hasConnection());
    QCOMPARE(options->projectId, u"p"_s);
    QCOMPARE(options->tokenFile, u"tok"_s);
    QCOMPARE(options->caFile, u"ca"_s);
    QCOMPARE(options->stream, u"s"_s);
    QCOMPARE(options->task, u"-t"_s);
    QCOMPARE(options->exportTo, u"out"_s);
    QCOMPARE(options->format, Format::Tsv);
    QCOMPARE(options->timeout, 2500ms);

    const auto fromFile = parsed(u"--from=- --export=-"_s);
    QVERIFY(fromFile);
    QCOMPARE(fromFile->from, u"-"_s);
    QCOMPARE(fromFile->exportTo, u"-"_s);
    QCOMPARE(fromFile->timeout, 30s);
}

void TestOptions::everyOptionOfACheckIsRead()
{
    const auto options = parsed(u"--check --region r --stream s --task t --watch 86400 --timeout 7"_s);
    QVERIFY(options);
    QCOMPARE(options->mode, Options::Mode::Check);
    QCOMPARE(options->watch, std::optional(86'400s));
    QCOMPARE(options->timeout, 7s);
    QVERIFY(!parsed(u"--check --demo"_s)->watch);
}

void TestOptions::everyOptionOfAListIsRead()
{
    const auto streams = parsed(u"--list streams --demo"_s);
    QVERIFY(streams);
    QCOMPARE(streams->mode, Options::Mode::List);
    QCOMPARE(streams->listed, Options::Listed::Streams);
    QCOMPARE(streams->exportTo, u"-"_s);
    QCOMPARE(streams->format, Format::Csv);

    const auto tasks = parsed(u"--list tasks --stream s --export a.ndjson --region r"_s);
    QVERIFY(tasks);
    QCOMPARE(tasks->mode, Options::Mode::List);
    QCOMPARE(tasks->listed, Options::Listed::Tasks);
    QCOMPARE(tasks->exportTo, u"a.ndjson"_s);
    QCOMPARE(tasks->format, Format::Ndjson);
}

void TestOptions::aWholeProjectHasMoreTime()
{
    QCOMPARE(parsed(u"--check --region r"_s)->timeout, 300s);
    QCOMPARE(parsed(u"--list tasks --demo"_s)->timeout, 300s);
    QCOMPARE(parsed(u"--check --region r --timeout 5"_s)->timeout, 5s);
    QCOMPARE(parsed(u"--check --region r --stream s"_s)->timeout, 30s);
    QCOMPARE(parsed(u"--check --from a"_s)->timeout, 30s);
    QCOMPARE(parsed(u"--demo --export -"_s)->timeout, 30s);
}

void TestOptions::whatIsSaidReplacesTheLimits()
{
    constexpr RequestLimits preferred{7, 9};
    QCOMPARE(parsed(u"--demo"_s)->over(preferred), preferred);
    QCOMPARE(parsed(u"--demo --requests-per-second 1000"_s)->over(preferred), (RequestLimits{7, 1000}));
    QCOMPARE(parsed(u"--demo --requests-at-once 64"_s)->over(preferred), (RequestLimits{64, 9}));
}

void TestOptions::whoMentionsACheckIsToldInItsWay()
{
    const auto mentions = [](const QString &line) { return mentionsCheck(u"spillway "_s.append(line).split(u' ')); };
    QVERIFY(mentions(u"--check"_s));
    QVERIFY(mentions(u"--nonsense -check"_s));
    QVERIFY(mentions(u"--check=yes"_s));
    QVERIFY(!mentions(u"--checks"_s));
    QVERIFY(!mentions(u"--export check"_s));
    QVERIFY(!mentionsCheck({u"--check"_s})); // the program's name
}

void TestOptions::theFormatFollowsTheSuffixUnlessSaid()
{
    QCOMPARE(parsed(u"--demo --export a.json"_s)->format, Format::Json);
    QCOMPARE(parsed(u"--demo --export a"_s)->format, Format::Csv);
    QCOMPARE(parsed(u"--demo --export a.json --format ndjson"_s)->format, Format::Ndjson);
}

void TestOptions::helpAndVersionAreGivenWhateverElseIsWrong()
{
    QCOMPARE(parsed(u"--help"_s)->mode, Options::Mode::Help);
    QCOMPARE(parsed(u"--version"_s)->mode, Options::Mode::Version);
    QCOMPARE(parsed(u"--task t --nonsense --help"_s)->mode, Options::Mode::Help);
    QCOMPARE(parsed(u"--version --help"_s)->mode, Options::Mode::Help);
}

void TestOptions::whatIsCompleteIsAccepted_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("demo window") << u"--demo"_s;
    QTest::newRow("demo window, one task") << u"--demo --stream s --task t"_s;
    QTest::newRow("demo export") << u"--demo --export -"_s;
    QTest::newRow("demo export, one task") << u"--demo --export - --stream s --task t"_s;
    QTest::newRow("file window") << u"--from answer.json"_s;
    QTest::newRow("file export, stream only") << u"--from answer.json --export - --stream s"_s;
    QTest::newRow("service window") << QString(service);
    QTest::newRow("service export, the rest is found") << u"--export x --stream s --task t"_s;
    QTest::newRow("service export, the project is found") << u"--export x --region r --stream s --task t"_s;
    QTest::newRow("check of everything found") << u"--check"_s;
    QTest::newRow("check of a project") << u"--check --region r --project-id p"_s;
    QTest::newRow("check of a stream") << u"--check --connection c --stream s"_s;
    QTest::newRow("check of a task, again and again") << QString(service + u"--check --watch 1"_s);
    QTest::newRow("check of a saved answer") << u"--check --from a"_s;
    QTest::newRow("list to standard output") << u"--list tasks --region r --format tsv --timeout 3"_s;
    QTest::newRow("list of a stream's tasks to a file") << u"--list tasks --stream s --export x"_s;
    QTest::newRow("limits for a window") << u"--demo --requests-per-second 1 --requests-at-once 1"_s;
    QTest::newRow("service export") << QString(service + u"--export x --timeout 86400"_s);
}

void TestOptions::whatIsCompleteIsAccepted()
{
    QFETCH(QString, line);
    const auto options = parsed(line);
    QVERIFY2(options, options ? "" : qPrintable(options.error().subject));
}

void TestOptions::contradictionsAreRefused_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("named"); // in the sentence
    QTest::newRow("task without stream") << u"--demo --task t"_s << u"--stream"_s;
    QTest::newRow("from and demo") << u"--from a --demo"_s << u"--demo"_s;
    QTest::newRow("from and endpoint") << u"--from a --endpoint e"_s << u"--endpoint"_s;
    QTest::newRow("from and region") << u"--from a --region r"_s << u"--region"_s;
    QTest::newRow("from and token") << u"--from a --token-file f"_s << u"--token-file"_s;
    QTest::newRow("demo and endpoint") << u"--demo --endpoint e"_s << u"--endpoint"_s;
    QTest::newRow("two ways to sign in") << u"--connection c --token-file f"_s << u"--token-file"_s;
    QTest::newRow("demo and connection") << u"--demo --connection c"_s << u"--connection"_s;
    QTest::newRow("demo and CA") << u"--demo --ca-file f"_s << u"--ca-file"_s;
    QTest::newRow("format without export") << u"--demo --format csv"_s << u"--export"_s;
    QTest::newRow("timeout without export") << u"--demo --timeout 5"_s << u"--export"_s;
    QTest::newRow("check and export") << u"--check --export x"_s << u"--export"_s;
    QTest::newRow("check and list") << u"--check --list tasks"_s << u"--list"_s;
    QTest::newRow("check with a format") << u"--check --format csv"_s << u"--format"_s;
    QTest::newRow("watch without check") << u"--demo --watch 5"_s << u"--check"_s;
    QTest::newRow("watch of an export") << u"--demo --export x --watch 5"_s << u"--check"_s;
    QTest::newRow("watch without end") << u"--check --watch 86401"_s << u"--watch"_s;
    QTest::newRow("watch without pause") << u"--check --watch 0"_s << u"--watch"_s;
    QTest::newRow("watch in fractions") << u"--check --watch 1.5"_s << u"--watch"_s;
    QTest::newRow("check of a task without stream") << u"--check --task t"_s << u"--stream"_s;
    QTest::newRow("list of nothing known") << u"--demo --list partitions"_s << u"streams"_s;
    QTest::newRow("list of a file") << u"--list tasks --from a"_s << u"--from"_s;
    QTest::newRow("list of a task") << u"--list tasks --stream s --task t"_s << u"--task"_s;
    QTest::newRow("streams of a stream") << u"--list streams --stream s"_s << u"--stream"_s;
    QTest::newRow("no requests") << u"--demo --requests-per-second 0"_s << u"1 to 1000"_s;
    QTest::newRow("too many requests") << u"--demo --requests-per-second 1001"_s << u"1 to 1000"_s;
    QTest::newRow("none at once") << u"--demo --requests-at-once -1"_s << u"1 to 64"_s;
    QTest::newRow("too many at once") << u"--demo --requests-at-once 65"_s << u"1 to 64"_s;
    QTest::newRow("requests that are no number") << u"--demo --requests-at-once few"_s << u"1 to 64"_s;
    QTest::newRow("export of nothing") << u"--export x"_s << u"--from"_s;
    QTest::newRow("export without stream") << u"--export x --region r --project-id p"_s << u"--stream"_s;
    QTest::newRow("export without task") << u"--export x --region r --project-id p --stream s"_s << u"--task"_s;
    QTest::newRow("demo export without task") << u"--export x --demo --stream s"_s << u"--task"_s;
    QTest::newRow("unknown format") << u"--demo --export x --format xlsx"_s << u"ndjson"_s;
    QTest::newRow("no time") << u"--demo --export x --timeout 0"_s << u"--timeout"_s;
    QTest::newRow("negative time") << u"--demo --export x --timeout -1"_s << u"--timeout"_s;
    QTest::newRow("time that is none") << u"--demo --export x --timeout soon"_s << u"--timeout"_s;
    QTest::newRow("time without end") << u"--demo --export x --timeout inf"_s << u"--timeout"_s;
    QTest::newRow("no number") << u"--demo --export x --timeout nan"_s << u"--timeout"_s;
    QTest::newRow("absurd time") << u"--demo --export x --timeout 1e12"_s << u"--timeout"_s;
    QTest::newRow("decimal comma") << u"--demo --export x --timeout 1,5"_s << u"--timeout"_s;
    QTest::newRow("region that is a host") << u"--region evil.example/"_s << u"--region"_s;
    QTest::newRow("region with capitals") << u"--region CN-North-4"_s << u"--region"_s;
    QTest::newRow("empty value") << u"--stream= --demo"_s << u"--stream"_s;
    QTest::newRow("twice") << u"--stream a --stream b --task t --demo"_s << u"--stream"_s;
    QTest::newRow("value missing") << u"--demo --export"_s << u"--help"_s;
    QTest::newRow("value too many") << u"--demo=yes"_s << u"--help"_s;
}

void TestOptions::contradictionsAreRefused()
{
    QFETCH(QString, line);
    QFETCH(QString, named);
    const auto options = parsed(line);
    QVERIFY(!options);
    QCOMPARE(options.error().kind, Error::Kind::Usage);
    QCOMPARE(options.error().reason, Error::Reason::BadOption);
    QVERIFY2(options.error().subject.contains(named), qPrintable(options.error().subject));
    QVERIFY(options.error().subject.endsWith(u'.'));
}

void TestOptions::aSavedAnswerIsNotReplacedByItsTable()
{
    const QStringList from{u"spillway"_s, u"--from"_s, fixturePath(u"task-obs-documented.json"_s), u"--export"_s};
    const auto same = parseOptions(from + QStringList{fixturePath(u"../data/task-obs-documented.json"_s)});
    QVERIFY(!same);
    QVERIFY(same.error().subject.contains(u"--from"_s));
    QVERIFY(parseOptions(from + QStringList{fixturePath(u"not-there.json"_s)}));
}

void TestOptions::aSavedAnswerMayComeThroughAPipe()
{
    std::array<int, 2> ends{-1, -1};
    QCOMPARE(pipe2(ends.data(), O_CLOEXEC), 0);
    QVERIFY(parsed(u"--from /dev/fd/%1 --export -"_s.arg(ends[0])));
    close(ends[0]);
    close(ends[1]);
}

void TestOptions::secretsHaveNoOption_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("token") << u"--token hunter2canary"_s;
    QTest::newRow("token, joined") << u"--token=hunter2canary"_s;
    QTest::newRow("token, in capitals") << u"--TOKEN=hunter2canary"_s;
    QTest::newRow("password") << u"--demo --password hunter2canary"_s;
    QTest::newRow("secret key") << u"--secret-key=hunter2canary"_s;
    QTest::newRow("after another unknown one") << u"--x hunter2canary --ak hunter2canary"_s;
}

void TestOptions::secretsHaveNoOption()
{
    QFETCH(QString, line);
    const auto options = parsed(line);
    QVERIFY(!options);
    QVERIFY(options.error().subject.contains(u"--token-file"_s));
    QVERIFY(!options.error().subject.contains(u"canary"_s));
}

void TestOptions::unknownThingsAreNotRepeated_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("value of an unknown option") << u"--nonsense=hunter2canary"_s;
    QTest::newRow("value beside an unknown option") << u"--nonsense hunter2canary"_s;
    QTest::newRow("glued to a letter") << u"-phunter2canary"_s;
    QTest::newRow("glued to a word") << u"--tokenhunter2canary"_s;
    QTest::newRow("long and only letters") << u"--canarycanarycanarycanary"_s;
    QTest::newRow("argument of its own") << u"hunter2canary"_s;
    QTest::newRow("value of an option without") << u"--demo=hunter2canary"_s;
}

void TestOptions::unknownThingsAreNotRepeated()
{
    QFETCH(QString, line);
    const auto options = parsed(line);
    QVERIFY(!options);
    QCOMPARE(options.error().reason, Error::Reason::BadOption);
    QVERIFY2(!options.error().subject.contains(u"canary"_s), qPrintable(options.error().subject));
}

void TestOptions::aMisspeltOptionIsNamed()
{
    const auto options = parsed(u"--steam s"_s);
    QVERIFY(!options);
    QVERIFY(options.error().subject.contains(u"--steam"_s));
}

void TestOptions::theHelpNamesEveryOption()
{
    const QString help = helpText();
    for (const auto *name : {"--demo",
                             "--from FILE",
                             "--connection NAME",
                             "--region ID",
                             "--endpoint URL",
                             "--project-id ID",
                             "--token-file FILE",
                             "--ca-file FILE",
                             "--stream NAME",
                             "--task NAME",
                             "--export FILE",
                             "--format FORMAT",
                             "--timeout SECONDS",
                             "--check",
                             "--watch SECONDS",
                             "--list WHAT",
                             "--requests-per-second N",
                             "--requests-at-once N",
                             "--version",
                             "--help",
                             "HUAWEICLOUD_SDK_AK"})
        QVERIFY2(help.contains(QLatin1StringView(name)), name);
    for (const QString &line : help.split(u'\n'))
        QVERIFY2(line.size() <= 110, qPrintable(line));
    QVERIFY(!help.contains(u"--profile"_s));
    QVERIFY(help.endsWith(u'\n'));
}

void TestOptions::theVersionNamesQtToo()
{
    const QString expected = u"Spillway " SPILLWAY_VERSION " (Qt "_s + QLatin1StringView(qVersion()) + u")\n"_s;
    QCOMPARE(versionText(), expected);
}

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
