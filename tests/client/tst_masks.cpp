// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/masks.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;

class TestMasks : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aSecretWithinAnotherLeavesNothingOfTheLongerOne_data();
    void aSecretWithinAnotherLeavesNothingOfTheLongerOne();
    void everyTextOfAnErrorIsMasked();
    void aSecretIsFoundAsItIsAndAsAUrlHasIt();
    void everySecretIsMasked();
    void whatAServiceSendsBackIsKeptWhereNoSecretIsInIt();
    void whatIsTooShortToBeASecretIsLeftInInnocentText();
    void noTextOfAnErrorShowsASecret();
};

namespace {

Masks masksOf(const QByteArrayList &secrets)
{
    Masks masks;
    for (const QByteArray &secret : secrets)
        masks.add(std::make_shared<const Secret>(QByteArrayView(secret)));
    return masks;
}

} // namespace

void TestMasks::aSecretWithinAnotherLeavesNothingOfTheLongerOne_data()
{
    QTest::addColumn<QByteArrayList>("secrets");
    QTest::newRow("shorter first") << QByteArrayList{"secret", "my-secret-key"};
    QTest::newRow("longer first") << QByteArrayList{"my-secret-key", "secret"};
}

void TestMasks::aSecretWithinAnotherLeavesNothingOfTheLongerOne()
{
    QFETCH(const QByteArrayList, secrets);
    QCOMPARE(masksOf(secrets).applied("a my-secret-key b my-s\\u0065cret-key c secret"),
             QByteArray("a ******** b ******** c ********"));
}

void TestMasks::everyTextOfAnErrorIsMasked()
{
    Error error;
    error.subject = u"https://login.example.com/?token=my%2fsecret"_s;
    error.code = u"my/secret"_s;
    error.detail = u"my\\/secret and MY%2FSECRET"_s;
    error.requestId = u"r-my/secret"_s;
    error = masksOf({"my/secret", "short"}).applied(std::move(error));
    QCOMPARE(error.subject, u"https://login.example.com/?token=********"_s);
    QCOMPARE(error.code, u"********"_s);
    QCOMPARE(error.detail, u"******** and MY%2FSECRET"_s);
    QCOMPARE(error.requestId, u"r-********"_s);
}

void TestMasks::aSecretIsFoundAsItIsAndAsAUrlHasIt()
{
    QCOMPARE(masksOf({"to/ken+1"}).applied("a to/ken+1, b to%2Fken%2B1, c"), "a ********, b ********, c");
    QCOMPARE(masksOf({"plainToken"}).applied("a plainToken, b"), "a ********, b");
}

void TestMasks::everySecretIsMasked()
{
    QCOMPARE(masksOf({"first-one", "second/one"}).applied("second/one, first-one, second%2Fone"),
             "********, ********, ********");
}

void TestMasks::whatAServiceSendsBackIsKeptWhereNoSecretIsInIt()
{
    QCOMPARE(masksOf({"first-one"}).applied(QByteArray("nothing of it")), "nothing of it");
    QCOMPARE(Masks().applied(QByteArray("nothing of it")), "nothing of it");
}

void TestMasks::whatIsTooShortToBeASecretIsLeftInInnocentText()
{
    QCOMPARE(masksOf({"state"}).applied(QByteArray("state")), "state");
    QCOMPARE(masksOf({"secret"}).applied(QByteArray("secret")), "********");
    Masks none;
    none.add(nullptr);
    none.add(std::make_shared<const Secret>());
    QCOMPARE(none.applied(QByteArray("state")), "state");
}

void TestMasks::noTextOfAnErrorShowsASecret()
{
    Error error;
    error.kind = Error::Kind::Forbidden;
    error.subject = u"of secret-1"_s;
    error.code = u"DIS.secret-1"_s;
    error.detail = u"who is secret-1, and who is not"_s;
    error.requestId = u"secret-1"_s;
    const Error masked = masksOf({"secret-1"}).applied(error);
    QCOMPARE(masked.kind, Error::Kind::Forbidden);
    QCOMPARE(masked.subject, u"of ********"_s);
    QCOMPARE(masked.code, u"DIS.********"_s);
    QCOMPARE(masked.detail, u"who is ********, and who is not"_s);
    QCOMPARE(masked.requestId, u"********"_s);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestMasks)
#include "tst_masks.moc"
