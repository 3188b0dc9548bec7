// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"
#include "support/testcase.h"

using namespace spillway;

class TestExitCode : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfFailureHasItsCode_data();
    void everyKindOfFailureHasItsCode();
    void noFailureLooksLikeSuccess();
};

void TestExitCode::everyKindOfFailureHasItsCode_data()
{
    using Kind = Error::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("code");
    QTest::newRow("wrong usage") << Kind::Usage << 2;
    QTest::newRow("not signed in") << Kind::Unauthorized << 3;
    QTest::newRow("not allowed") << Kind::Forbidden << 3;
    QTest::newRow("not found") << Kind::NotFound << 4;
    QTest::newRow("timed out") << Kind::Timeout << 5;
    QTest::newRow("unreachable") << Kind::Unreachable << 5;
    QTest::newRow("TLS") << Kind::Tls << 5;
    QTest::newRow("throttled") << Kind::Throttled << 5;
    QTest::newRow("blocked") << Kind::Blocked << 5;
    QTest::newRow("redirected") << Kind::Redirected << 5;
    QTest::newRow("rejected") << Kind::Rejected << 5;
    QTest::newRow("failing") << Kind::Server << 5;
    QTest::newRow("cancelled") << Kind::Cancelled << 5;
    QTest::newRow("not understood") << Kind::Malformed << 6;
    QTest::newRow("too large") << Kind::TooLarge << 6;
    QTest::newRow("another task's") << Kind::Mismatch << 6;
    QTest::newRow("file") << Kind::File << 7;
}

void TestExitCode::everyKindOfFailureHasItsCode()
{
    QFETCH(Error::Kind, kind);
    QFETCH(int, code);
    Error error;
    error.kind = kind;
    QCOMPARE(exitCode(error), code);
}

void TestExitCode::noFailureLooksLikeSuccess()
{
    for (int kind = 0; kind <= int(Error::Kind::Usage); ++kind) {
        Error error;
        error.kind = Error::Kind(kind);
        QVERIFY(exitCode(error) >= 2);
        QVERIFY(exitCode(error) <= 7);
    }
}

QTEST_GUILESS_MAIN(TestExitCode)
#include "tst_exitcode.moc"
