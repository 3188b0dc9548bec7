// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingin.h"
#include "support/testcase.h"

#include <QTcpSocket>

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

struct Where
{
    const char *name;
    QByteArrayList locations; ///< %1: another server's port, %2: the one that was asked
};

QList<Where> places()
{
    return {
        {"another port", {"http://127.0.0.1:%1/v2/"}},
        {"another host", {"http://localhost:%1/v2/"}},
        {"without a scheme", {"//127.0.0.1:%1/"}},
        {"within the server", {"/elsewhere"}},
        {"beside it", {"elsewhere?x=1"}},
        {"to itself", {"http://127.0.0.1:%2/v2/again"}},
        {"by another scheme", {"https://127.0.0.1:%1/"}},
        {"with a name and password", {"http://user:pass@127.0.0.1:%1/"}},
        {"a name that looks like the server's", {"http://127.0.0.1:%2@127.0.0.1:%1/"}},
        {"javascript", {"javascript:alert(1)"}},
        {"data", {"data:application/json,{}"}},
        {"file", {"file:///etc/passwd"}},
        {"nowhere", {}},
        {"empty", {""}},
        {"very long", {"http://127.0.0.1:%1/" + QByteArray(8000, 'a')}},
        {"several", {"/one", "http://127.0.0.1:%1/two"}},
        {"with a line of its own", {"http://127.0.0.1:%1/%0d%0aX-Auth-Token:%20x"}},
        {"no address at all", {"http://[::1"}},
    };
}

Kind kindOf(int status)
{
    // Neither of these sends anywhere else.
    return status == 300 || status == 304 ? Kind::Rejected : Kind::Redirected;
}

} // namespace

/// A service, or somebody on the way to it, sends the asker elsewhere. Nobody goes there, for the token would come
/// along.
class TestRedirects : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aQuestionIsNotTakenElsewhere_data() { everyRedirect(300, 308); }
    void aQuestionIsNotTakenElsewhere();
    void aSignedQuestionIsNotTakenElsewhere_data() { everyRedirect(307, 307); }
    void aSignedQuestionIsNotTakenElsewhere();
    void aPasswordIsNotTakenElsewhere_data() { everyRedirect(300, 308); }
    void aPasswordIsNotTakenElsewhere();

private:
    static void everyRedirect(int first, int last);
    static void isSentElsewhere(SigningIn &person, FaultServer &from);
};

void TestRedirects::everyRedirect(int first, int last)
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArrayList>("locations");
    for (int status = first; status <= last; ++status) {
        for (const Where &where : places())
            QTest::addRow("%d %s", status, where.name) << status << where.locations;
    }
}

void TestRedirects::isSentElsewhere(SigningIn &person, FaultServer &from)
{
    QFETCH(const int, status);
    QFETCH(const QByteArrayList, locations);
    FaultServer other;
    other.answer(200, goodAnswer());
    QList<Header> headers;
    for (QByteArray location : locations) {
        location.replace("%1", QByteArray::number(other.serverPort()));
        location.replace("%2", QByteArray::number(from.serverPort()));
        headers.append({"Location", location});
    }
    from.forget();
    from.answer(status, {}, headers);
    const Result<TaskAnswer> result = person.ask();
    QVERIFY(!result);
    QCOMPARE(
        nameOf(result.error()),
        nameOf(kindOf(status), kindOf(status) == Kind::Redirected ? Reason::Unspecified : Reason::UnexpectedStatus));
    QCOMPARE(result.error().httpStatus, status);
    QVERIFY(isDiscreet(result.error()));
    QCOMPARE_LE(result.error().subject.size(), 2048);
    QVERIFY(!result.error().subject.contains(u'\n'));

    // A connection that is counted shows that an earlier one would have been.
    QTcpSocket control;
    control.connectToHost(other.serverAddress(), other.serverPort());
    QTRY_VERIFY(other.connections() > 0 && control.state() == QAbstractSocket::ConnectedState);
    QCOMPARE(other.connections(), 1);
    QCOMPARE(from.requests().size(), 1);
}

void TestRedirects::aQuestionIsNotTakenElsewhere()
{
    SigningIn person;
    person.useToken();
    isSentElsewhere(person, person.dis);
}

void TestRedirects::aSignedQuestionIsNotTakenElsewhere()
{
    SigningIn person;
    person.useKey(true);
    isSentElsewhere(person, person.dis);
}

void TestRedirects::aPasswordIsNotTakenElsewhere()
{
    SigningIn person;
    isSentElsewhere(person, person.iam);
    QCOMPARE(person.dis.connections(), 0);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestRedirects)
#include "tst_redirects.moc"
