// SPDX-License-Identifier: GPL-3.0-or-later
#include "computer.h"
#include "credentials/metadata.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using State = Place::State;
using Kind = Error::Kind;
using Reason = Error::Reason;

/// The key that a virtual machine is given.
class TestMetadata : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void itIsAskedOnlyWhenItIsChosen();
    void whatItAnswersIsDecoded_data();
    void whatItAnswersIsDecoded();
};

void TestMetadata::itIsAskedOnlyWhenItIsChosen()
{
    Computer it;
    it.scope.metadataAnswer = metadataAnswer();
    QVERIFY(!it.search().found);
    QCOMPARE(it.search().places.constLast().detail, u"Asked only when it is chosen."_s);
    it.scope.asksMetadata = true;
    QVERIFY(it.search().found);
    it.scope.metadataAnswer = "<html>";
    const Search search = it.search();
    QVERIFY(!search.found);
    QCOMPARE(search.places.constLast().state, State::Malformed);
}

void TestMetadata::whatItAnswersIsDecoded_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("subject");
    const auto without = [](const QByteArray &part) { return metadataAnswer().replace(part, ""); };
    QTest::newRow("empty") << QByteArray() << Reason::NotJson << QString();
    QTest::newRow("HTML") << QByteArray("<html>") << Reason::NotJson << QString();
    QTest::newRow("cut short") << metadataAnswer().chopped(3) << Reason::NotJson << QString();
    QTest::newRow("array") << QByteArray("[1]") << Reason::NotAnObject << QString();
    QTest::newRow("no credential") << QByteArray("{}") << Reason::Unspecified << u"access"_s;
    QTest::newRow("no key") << without(canaryKey) << Reason::Unspecified << u"access"_s;
    QTest::newRow("no secret") << without(canarySecret) << Reason::Unspecified << u"secret"_s;
    QTest::newRow("no token") << without(canarySecurityToken) << Reason::Unspecified << u"securitytoken"_s;
    QTest::newRow("no end") << without("2026-11-25T20:52:13.855000Z") << Reason::Unspecified << u"expires_at"_s;
    QTest::newRow("line end") << metadataAnswer().replace(canaryKey, "A\\r\\nB") << Reason::BadToken << u"access"_s;
}

void TestMetadata::whatItAnswersIsDecoded()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const Reason, reason);
    QFETCH(const QString, subject);
    const Result<TemporaryKey> refused = decodeMetadataKey(answer);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Kind::Malformed);
    QCOMPARE(refused.error().reason, reason);
    QCOMPARE(refused.error().subject, subject);
    const Result<TemporaryKey> good = decodeMetadataKey(metadataAnswer());
    QVERIFY(good);
    QCOMPARE(bytesOf(good->key.securityToken), canarySecurityToken);
    QCOMPARE(good->expiresAt, QDateTime({2026, 11, 25}, {20, 52, 13, 855}, Qt::UTC));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestMetadata)
#include "tst_metadata.moc"
