// SPDX-License-Identifier: GPL-3.0-or-later
#include "computer.h"
#include "credentials/regions.h"
#include "support/testcase.h"
#include "wire/endpoint.h"

#include <QSet>

namespace spillway {

using namespace Qt::StringLiterals;

/// Regions, and where their services are.
class TestRegions : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theTablesAreTheSdks();
    void everyKnownRegionHasEndpointsThatCanBeUsed();
    void aRegionNobodyKnowsHasTheUsualForm();
    void whatIsNotARegionHasNoEndpoint_data();
    void whatIsNotARegionHasNoEndpoint();
    void aVariableOverridesARegion();
    void theFileOfRegionsIsRead();
    void aFileThatCannotBeUsedIsSaid_data();
    void aFileThatCannotBeUsedIsSaid();
    void theIdentityServiceHasItsOwnVariable();
};

void TestRegions::theTablesAreTheSdks()
{
    const QList<Region> regions = knownRegions();
    QSet<QString> ids;
    for (const Region &region : regions)
        ids.insert(region.id);
    QCOMPARE(ids.size(), 27);
    QCOMPARE(regions.size(), 27);
    QCOMPARE(std::count_if(regions.begin(), regions.end(), [](const Region &region) { return region.hasDis; }), 7);
    QVERIFY(std::is_sorted(regions.begin(), regions.begin() + 7,
                           [](const Region &a, const Region &b) { return a.id < b.id; }));
    QVERIFY(!regions.at(7).hasDis);
}

void TestRegions::everyKnownRegionHasEndpointsThatCanBeUsed()
{
    const Computer it;
    const QList<Region> regions = knownRegions();
    for (const Region &region : regions) {
        const RegionEndpoint dis = disEndpoint(region.id, it.scope);
        QCOMPARE(dis.address, u"https://dis."_s + region.id + u".myhuaweicloud.com");
        const RegionEndpoint iam = iamEndpoint(region.id, it.scope);
        QCOMPARE(iam.address, u"https://iam."_s + region.id + u".myhuaweicloud.com");
        for (const RegionEndpoint &endpoint : {dis, iam}) {
            QVERIFY(parseEndpoint(endpoint.address));
            QCOMPARE(endpoint.origin, QString());
            QCOMPARE(endpoint.problem, QString());
        }
    }
}

void TestRegions::aRegionNobodyKnowsHasTheUsualForm()
{
    const Computer it;
    QCOMPARE(disEndpoint(u"xx-new-9"_s, it.scope).address, u"https://dis.xx-new-9.myhuaweicloud.com"_s);
    QCOMPARE(iamEndpoint(u"xx-new-9"_s, it.scope).address, u"https://iam.myhuaweicloud.com"_s);
    QCOMPARE(iamEndpoint({}, it.scope).address, u"https://iam.myhuaweicloud.com"_s);
}

void TestRegions::whatIsNotARegionHasNoEndpoint_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "cn-north-4.evil.example#", "cn north", "CN-NORTH-4", "../x", "cn_north_4", "é", "a\n",
                             "-0", "cn-", "xn--zz"})
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("longer than a label") << QString(64, u'a');
}

void TestRegions::whatIsNotARegionHasNoEndpoint()
{
    QFETCH(const QString, text);
    const Computer it;
    QCOMPARE(disEndpoint(text, it.scope).address, QString());
    QCOMPARE(iamEndpoint(text, it.scope).address, u"https://iam.myhuaweicloud.com"_s);
}

void TestRegions::aVariableOverridesARegion()
{
    Computer it;
    it.write("home/.huaweicloud/regions.yaml", "DIS:\n- id: cn-north-4\n  endpoint: https://file.example.com\n");
    it.set("HUAWEICLOUD_SDK_REGION_DIS_CN_NORTH_4", "https://dis.example.com");
    const RegionEndpoint endpoint = disEndpoint(u"cn-north-4"_s, it.scope);
    QCOMPARE(endpoint.address, u"https://dis.example.com"_s);
    QCOMPARE(endpoint.origin, u"HUAWEICLOUD_SDK_REGION_DIS_CN_NORTH_4"_s);
    QCOMPARE(disEndpoint(u"cn-north-1"_s, it.scope).origin, QString());
    it.set("HUAWEICLOUD_SDK_REGION_DIS_CN_NORTH_4", {});
    QCOMPARE(disEndpoint(u"cn-north-4"_s, it.scope).address, u"https://file.example.com"_s);
}

void TestRegions::theFileOfRegionsIsRead()
{
    Computer it;
    it.write("home/.huaweicloud/regions.yaml",
             "DIS:\n- id: xx-1\n- id: xx-1\n  endpoint: https://dis.example.com\n- nonsense\nIAM:\n- {id: xx-1, "
             "endpoint: 'https://iam.example.com'}\nOBS: none\n");
    RegionEndpoint endpoint = disEndpoint(u"xx-1"_s, it.scope);
    QCOMPARE(endpoint.address, u"https://dis.example.com"_s);
    QCOMPARE(endpoint.origin, u"~/.huaweicloud/regions.yaml"_s);
    QCOMPARE(iamEndpoint(u"xx-1"_s, it.scope).address, u"https://iam.example.com"_s);

    it.write("work/my.yaml", "dis:\n- id: xx-1\n  endpoint: https://other.example.com\n");
    it.set("HUAWEICLOUD_SDK_REGIONS_FILE", "my.yaml");
    endpoint = disEndpoint(u"xx-1"_s, it.scope);
    QCOMPARE(endpoint.address, u"https://other.example.com"_s);
    QCOMPARE(endpoint.origin, it.path("work/my.yaml"));
    it.scope.readsOtherTools = false;
    QCOMPARE(disEndpoint(u"xx-1"_s, it.scope).address, u"https://dis.xx-1.myhuaweicloud.com"_s);
}

void TestRegions::aFileThatCannotBeUsedIsSaid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("not YAML") << QByteArray("DIS: [") << u"It is not YAML, from line 1 on."_s;
    QTest::newRow("NUL") << QByteArray("DIS:\0", 5) << u"It is not a text file in UTF-8."_s;
    QTest::newRow("twice") << QByteArray("DIS: 1\nDIS: 2\n") << u"Line 2 says again what was said before."_s;
}

void TestRegions::aFileThatCannotBeUsedIsSaid()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, problem);
    Computer it;
    it.write("home/.huaweicloud/regions.yaml", text);
    const RegionEndpoint endpoint = disEndpoint(u"cn-north-4"_s, it.scope);
    QCOMPARE(endpoint.address, u"https://dis.cn-north-4.myhuaweicloud.com"_s);
    QCOMPARE(endpoint.problem, u"~/.huaweicloud/regions.yaml: "_s + problem);
    it.set("HUAWEICLOUD_SDK_REGIONS_FILE", "absent.yaml");
    QCOMPARE(disEndpoint(u"cn-north-4"_s, it.scope).problem, it.path("work/absent.yaml") + u": There is no such file.");
}

void TestRegions::theIdentityServiceHasItsOwnVariable()
{
    Computer it;
    it.set("HUAWEICLOUD_SDK_IAM_ENDPOINT", "https://iam.example.com/v3/");
    it.set("HUAWEICLOUD_SDK_REGION_IAM_CN_NORTH_4", "https://other.example.com");
    const RegionEndpoint endpoint = iamEndpoint(u"cn-north-4"_s, it.scope);
    QCOMPARE(endpoint.address, u"https://iam.example.com"_s);
    QCOMPARE(endpoint.origin, u"HUAWEICLOUD_SDK_IAM_ENDPOINT"_s);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestRegions)
#include "tst_regions.moc"
