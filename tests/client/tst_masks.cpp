// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/masks.h"
#include "support/testcase.h"

using namespace spillway;
using namespace Qt::StringLiterals;

class TestMasks : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aSecretWithinAnotherLeavesNothingOfTheLongerOne_data();
    void aSecretWithinAnotherLeavesNothingOfTheLongerOne();
    void everyTextOfAnErrorIsMasked();
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

QTEST_GUILESS_MAIN(TestMasks)
#include "tst_masks.moc"
