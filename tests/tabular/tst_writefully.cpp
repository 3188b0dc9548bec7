// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "tabular/atomicfile.h"

#include <QFile>

#include <array>
#include <csignal>
#include <thread>

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

using Reason = Error::Reason;

Reason reasonOf(const Result<void> &result)
{
    return result || result.error().kind != Error::Kind::File ? Reason::Unspecified : result.error().reason;
}

struct Pipe
{
    Pipe()
    {
        if (pipe2(ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        closeReader();
        close(ends[1]);
    }
    Q_DISABLE_COPY_MOVE(Pipe)

    int writer() const { return ends[1]; }
    void closeReader() { close(std::exchange(ends[0], -1)); }
    QByteArray readAll(qsizetype size) const
    {
        QByteArray all;
        std::array<char, 1000> some;
        while (all.size() < size) {
            const ssize_t got = read(ends[0], some.data(), some.size());
            if (got > 0)
                all.append(some.data(), got);
            else if (got == 0 || errno != EINTR)
                break;
        }
        return all;
    }

    std::array<int, 2> ends{-1, -1};
};

QByteArray largeText()
{
    QByteArray text;
    for (int i = 0; text.size() < 1'000'000; ++i)
        text += QByteArray::number(i) + '\n';
    return text;
}

} // namespace

/// Writing through to standard output and the like.
class TestWriteFully : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }
    void aPipeGetsEverything_data();
    void aPipeGetsEverything();
    void aReaderThatLeftIsAnError();
    void aReaderThatNeverReadsIsGivenUp();
    void aFullDeviceIsToldApart();
};

void TestWriteFully::aPipeGetsEverything_data()
{
    QTest::addColumn<bool>("nonBlocking");
    QTest::newRow("that blocks") << false;
    QTest::newRow("that does not block") << true;
}

void TestWriteFully::aPipeGetsEverything()
{
    QFETCH(bool, nonBlocking);
    const Pipe pipe;
    if (nonBlocking)
        QCOMPARE(fcntl(pipe.writer(), F_SETFL, O_NONBLOCK), 0);

    // Signals interrupt the writer all the time. One may still be on its way at the end, so that the handler stays.
    struct sigaction interrupting = {};
    interrupting.sa_handler = [](int) {};
    QCOMPARE(sigaction(SIGALRM, &interrupting, nullptr), 0);
    const itimerval often{{0, 500}, {0, 500}};
    const itimerval never = {};
    QCOMPARE(setitimer(ITIMER_REAL, &often, nullptr), 0);

    const QByteArray text = largeText();
    QByteArray received;
    std::thread reader([&] { received = pipe.readAll(text.size()); });
    const auto written = writeFully(pipe.writer(), text, u"pipe"_s);
    reader.join();

    setitimer(ITIMER_REAL, &never, nullptr);
    QVERIFY(written);
    QCOMPARE(received, text);
}

void TestWriteFully::aReaderThatLeftIsAnError()
{
    Pipe pipe;
    pipe.closeReader();
    const auto result = writeFully(pipe.writer(), "x", u"standard output"_s);
    QCOMPARE(reasonOf(result), Reason::CannotWrite);
    QCOMPARE(result.error().subject, u"standard output"_s);
}

void TestWriteFully::aReaderThatNeverReadsIsGivenUp()
{
    const Pipe pipe;
    const auto result = writeFully(pipe.writer(), largeText(), u"pipe"_s, QDeadlineTimer(50));
    QCOMPARE(reasonOf(result), Reason::CannotWrite);
}

void TestWriteFully::aFullDeviceIsToldApart()
{
    QFile full(u"/dev/full"_s);
    QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    QCOMPARE(reasonOf(writeFully(full.handle(), "x", u"full"_s)), Reason::DiskFull);
}

QTEST_GUILESS_MAIN(TestWriteFully)
#include "tst_writefully.moc"
