// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/streamreader.h"
#include "support/scriptedproject.h"
#include "support/testcase.h"

#include <functional>
#include <optional>

using namespace spillway;
using namespace Qt::StringLiterals;

using Call = ScriptedProject::Call;

namespace {

const StreamName stream{u"s"_s};

std::vector<StreamPartition> partitions(int count, qint64 next = 500)
{
    std::vector<StreamPartition> all;
    for (int i = 0; i < count; ++i)
        all.push_back(streamPartition(u"shardId-%1"_s.arg(i, 10, 10, QLatin1Char('0')), 100, next));
    return all;
}

/// What a reader said, in order.
struct Heard
{
    explicit Heard(StreamReader &reader)
    {
        QObject::connect(&reader, &StreamReader::finished, &reader,
                         [this](const Result<StreamSnapshot> &result) { results.push_back(result); });
    }
    int count() const { return int(results.size()); }
    std::vector<Result<StreamSnapshot>> results;
};

/// A service that answers every page with what the test makes of it.
class OddProject : public ScriptedProject
{
public:
    QFuture<Result<StreamDetails>> showStream(const StreamName &name, const QString &after, int) override
    {
        afters += after;
        StreamDetails details = runningStream(name.text);
        if (afters.size() > 20'000)
            return QtFuture::makeReadyFuture(Result<StreamDetails>(failure(Error{})));
        page(details, after);
        return QtFuture::makeReadyFuture(Result<StreamDetails>(details));
    }
    std::function<void(StreamDetails &, const QString &)> page;
    QStringList afters;
};

} // namespace

class tst_StreamReader : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aStreamComesWithThePartitionsOfAllPages();
    void aStreamWithoutPartitionsIsAStream();
    void whatTheFirstPageSaysAboutTheStreamStays();
    void aFailureOnTheWayIsTheAnswer();
    void aPageThatComesAgainEndsIt_data();
    void aPageThatComesAgainEndsIt();
    void anEmptyPageEndsItWhateverItSays();
    void aServiceThatPagesForEverIsLeftAlone();
    void whatWasCancelledSaysNothing();
    void anotherReadTakesThePlaceOfTheFirst();
    void aSourceThatGivesUpIsAFailure();
    void itMayBeDestroyedAtAnyMoment();
    void itMayBeAskedAgainFromItsAnswer();
};

void tst_StreamReader::aStreamComesWithThePartitionsOfAllPages()
{
    ScriptedProject project;
    project.put(runningStream(stream.text, partitions(10'000)));
    StreamReader reader;
    Heard heard(reader);
    reader.read(project, stream);
    QVERIFY(reader.isReading());
    QTRY_COMPARE(heard.count(), 1);
    QVERIFY(!reader.isReading());
    QVERIFY(heard.results[0]);
    const StreamDetails &read = **heard.results[0];
    QCOMPARE(read.partitions.size(), 10'000U);
    QVERIFY(read.partitions == partitions(10'000));
    QVERIFY(!read.hasMore);
    QCOMPARE(project.asked(Call::ShowStream), 10);
    QCOMPARE(project.asked().at(0).after, QString());
    QCOMPARE(project.asked().at(1).after, u"shardId-0000000999"_s);
    QCOMPARE(project.asked().at(1).limit, 1000);
}

void tst_StreamReader::aStreamWithoutPartitionsIsAStream()
{
    ScriptedProject project;
    project.put(runningStream(stream.text));
    StreamReader reader;
    Heard heard(reader);
    reader.read(project, stream);
    QTRY_COMPARE(heard.count(), 1);
    QVERIFY((*heard.results[0])->partitions.empty());
}

void tst_StreamReader::whatTheFirstPageSaysAboutTheStreamStays()
{
    OddProject project;
    const auto moment = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    project.page = [&](StreamDetails &page, const QString &after) {
        const bool isFirst = after.isEmpty();
        page.retention = integerFact(isFirst ? 24 : 72);
        page.partitions = {streamPartition(isFirst ? u"a"_s : u"b"_s, 1, 2)};
        page.hasMore = isFirst;
        page.receivedAt = isFirst ? moment : moment.addSecs(5);
        page.serverDate = page.receivedAt;
    };
    StreamReader reader;
    Heard heard(reader);
    reader.read(project, stream);
    QTRY_COMPARE(heard.count(), 1);
    const StreamDetails &read = **heard.results[0];
    QCOMPARE(read.retention.text, u"24"_s);
    QCOMPARE(read.partitions.size(), 2U);
    // It is as old as its last page.
    QCOMPARE(read.receivedAt, moment.addSecs(5));
    QCOMPARE(read.serverDate, std::optional(moment.addSecs(5)));
}

void tst_StreamReader::aFailureOnTheWayIsTheAnswer()
{
    ScriptedProject project;
    project.put(runningStream(stream.text, partitions(3000)));
    project.hold();
    StreamReader reader;
    Heard heard(reader);
    reader.read(project, stream);
    project.answerOldest();
    QTRY_COMPARE(project.asked(Call::ShowStream), 2);
    Error error;
    error.kind = Error::Kind::Server;
    project.failOldest(error);
    QTRY_COMPARE(heard.count(), 1);
    QVERIFY(!heard.results[0]);
    QCOMPARE(heard.results[0].error(), error);
    QVERIFY(!reader.isReading());
    // The next read begins at the beginning.
    reader.read(project, stream);
    QCOMPARE(project.asked().last().after, QString());
    project.release();
    QTRY_COMPARE(heard.count(), 2);
    QCOMPARE((*heard.results[1])->partitions.size(), 3000U);
}

void tst_StreamReader::aPageThatComesAgainEndsIt_data()
{
    QTest::addColumn<int>("different");
    QTest::newRow("the same page for ever") << 1;
    QTest::newRow("two pages in turns") << 2;
    QTest::newRow("three pages in turns") << 3;
}

void tst_StreamReader::aPageThatComesAgainEndsIt()
{
    QFETCH(const int, different);
    OddProject project;
    project.page = [&](StreamDetails &page, const QString &) {
        const auto number = (project.afters.size() - 1) % different;
        page.partitions = {streamPartition(u"a%1"_s.arg(number), 1, 2), streamPartition(u"b%1"_s.arg(number), 1, 2)};
        page.hasMore = true;
    };
    StreamReader reader;
    Heard heard(reader);
    reader.read(project, stream);
    QTRY_COMPARE(heard.count(), 1);
    QVERIFY(heard.results[0]);
    QCOMPARE(project.afters.size(), different + 1);
    QCOMPARE((*heard.results[0])->partitions.size(), size_t(different) * 2);
    QVERIFY((*heard.results[0])->hasMore);
}

void tst_StreamReader::anEmptyPageEndsItWhateverItSays()
{
    for (const bool isFirst : {true, false}) {
        OddProject project;
        project.page = [&](StreamDetails &page, const QString &after) {
            if (!isFirst && after.isEmpty())
                page.partitions = partitions(2);
            page.hasMore = true;
        };
        StreamReader reader;
        Heard heard(reader);
        reader.read(project, stream);
        QTRY_COMPARE(heard.count(), 1);
        QVERIFY(heard.results[0]);
        QCOMPARE(project.afters.size(), isFirst ? 1 : 2);
        QCOMPARE((*heard.results[0])->partitions.size(), isFirst ? 0U : 2U);
        QVERIFY((*heard.results[0])->hasMore);
    }
}

void tst_StreamReader::aServiceThatPagesForEverIsLeftAlone()
{
    OddProject project;
    project.page = [&](StreamDetails &page, const QString &) {
        page.partitions = {streamPartition(QString::number(project.afters.size()), 1, 2)};
        page.hasMore = true;
    };
    StreamReader reader(nullptr, 50);
    Heard heard(reader);
    reader.read(project, stream);
    QTRY_COMPARE(heard.count(), 1);
    QVERIFY(heard.results[0]);
    QCOMPARE((*heard.results[0])->partitions.size(), 50U);
    QVERIFY((*heard.results[0])->hasMore);
    QCOMPARE(project.afters.size(), 50);
}

void tst_StreamReader::whatWasCancelledSaysNothing()
{
    ScriptedProject project;
    project.put(runningStream(stream.text, partitions(2000)));
    StreamReader reader;
    Heard heard(reader);
    // Already answered, not yet heard of.
    reader.read(project, stream);
    reader.cancel();
    QVERIFY(!reader.isReading());
    QCoreApplication::processEvents();
    QCOMPARE(heard.count(), 0);
    // On the wire.
    project.hold();
    reader.read(project, stream);
    QCOMPARE(project.open(), 1);
    reader.cancel();
    QCOMPARE(project.open(), 0);
    project.put(runningStream(stream.text, partitions(1)));
    reader.read(project, stream);
    project.answerOldest();
    QTRY_COMPARE(heard.count(), 1);
    QCOMPARE((*heard.results[0])->partitions.size(), 1U);
}

void tst_StreamReader::anotherReadTakesThePlaceOfTheFirst()
{
    ScriptedProject project;
    project.put(runningStream(stream.text, partitions(2000)));
    project.put(runningStream(u"other"_s, partitions(1)));
    project.hold();
    StreamReader reader;
    Heard heard(reader);
    reader.read(project, stream);
    project.answerOldest();
    QTRY_COMPARE(project.asked(Call::ShowStream), 2);
    reader.read(project, {u"other"_s});
    QCOMPARE(project.open(), 1);
    QCOMPARE(project.asked().last().after, QString());
    project.release();
    QTRY_COMPARE(heard.count(), 1);
    QCOMPARE((*heard.results[0])->name.text, u"other"_s);
    QCOMPARE((*heard.results[0])->partitions.size(), 1U);
    QCoreApplication::processEvents();
    QCOMPARE(heard.count(), 1);
}

void tst_StreamReader::aSourceThatGivesUpIsAFailure()
{
    StreamReader reader;
    Heard heard(reader);
    {
        ScriptedProject project;
        project.put(runningStream(stream.text, partitions(1)));
        project.hold();
        reader.read(project, stream);
        // Its question ends without an answer.
    }
    QTRY_COMPARE(heard.count(), 1);
    QVERIFY(!heard.results[0]);
    QCOMPARE(heard.results[0].error().kind, Error::Kind::Cancelled);
    QVERIFY(!reader.isReading());
}

void tst_StreamReader::itMayBeDestroyedAtAnyMoment()
{
    ScriptedProject project;
    project.put(runningStream(stream.text, partitions(2000)));
    project.hold();
    auto reader = std::make_unique<StreamReader>();
    reader->read(project, stream);
    reader.reset();
    QCOMPARE(project.open(), 0);
    reader = std::make_unique<StreamReader>();
    reader->read(project, stream);
    project.answerOldest();
    reader.reset();
    QCoreApplication::processEvents();
    QCOMPARE(project.open(), 0);
}

void tst_StreamReader::itMayBeAskedAgainFromItsAnswer()
{
    ScriptedProject project;
    project.put(runningStream(stream.text, partitions(1)));
    StreamReader reader;
    int answers = 0;
    connect(&reader, &StreamReader::finished, this, [&](const Result<StreamSnapshot> &result) {
        QVERIFY(result);
        if (++answers == 1)
            reader.read(project, stream);
    });
    reader.read(project, stream);
    QTRY_COMPARE(answers, 2);
    QVERIFY(!reader.isReading());
}

QTEST_GUILESS_MAIN(tst_StreamReader)
#include "tst_streamreader.moc"
