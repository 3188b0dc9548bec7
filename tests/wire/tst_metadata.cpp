// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/metadata.h"

namespace spillway {

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Reason = Error::Reason;

namespace {

const QByteArray canaryKey = "HSTCANARYKEY00000001";
const QByteArray canarySecret = "canarySecretOfTheServer";
const QByteArray canarySecurityToken = "canarySecurityTokenOfTheServer";

QByteArray metadataAnswer()
{
    return QByteArray("{'credential':{'access':'" + canaryKey + "','secret':'" + canarySecret + "','securitytoken':'"
                      + canarySecurityToken + "','expires_at':'2026-11-25T20:52:13.855000Z'}}")
        .replace('\'', '"');
}

} // namespace

/// The key that a virtual machine is given.
class TestMetadata : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatItAnswersIsDecoded_data();
    void whatItAnswersIsDecoded();
};

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
    QTest::newRow("a key of two parts") << metadataAnswer().replace(canaryKey, "A=B") << Reason::BadToken
                                        << u"access"_s;
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
    QCOMPARE(good->key.securityToken.reveal().toByteArray(), canarySecurityToken);
    QCOMPARE(good->expiresAt, QDateTime({2026, 11, 25}, {20, 52, 13, 855}, Qt::UTC));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestMetadata)
#include "tst_metadata.moc"
