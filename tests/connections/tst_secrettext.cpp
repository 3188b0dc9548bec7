// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/secrettext.h"
#include "support/testcase.h"

using namespace spillway;

namespace {

QByteArray text(const ProfileSecrets &secrets)
{
    return textOf(secrets).reveal().toByteArray();
}

} // namespace

class TestSecretText : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack();
    void nothingIsAnEmptyObject();
    void aLargeTokenFits();
    void whatWeDidNotWriteIsNothing_data();
    void whatWeDidNotWriteIsNothing();
    void aProfileSignsInWithWhatItSays();
    void aNewAccessKeyReplacesTheOldOneWhole();
    void whatIsNotTypedStaysAndWhatIsNotUsedGoes();
};

void TestSecretText::whatIsWrittenIsReadBack()
{
    ProfileSecrets secrets;
    secrets.accessKeyId = Secret("HPUA");
    secrets.secretKey = Secret("s\"k\\");
    secrets.password = Secret("pass wörd 密码 {}");
    const QByteArray written = text(secrets);
    QCOMPARE(written, QByteArray(R"({"accessKeyId":"HPUA","secretKey":"s\"k\\","password":"pass wörd 密码 {}"})"));
    const std::optional<ProfileSecrets> read = secretsIn(written);
    QVERIFY(read);
    QCOMPARE(text(*read), written);
    QVERIFY(read->token.isEmpty());
}

void TestSecretText::nothingIsAnEmptyObject()
{
    QCOMPARE(text({}), QByteArray("{}"));
    const std::optional<ProfileSecrets> read = secretsIn(QByteArray("{}"));
    QVERIFY(read && read->isEmpty());
}

void TestSecretText::aLargeTokenFits()
{
    ProfileSecrets secrets;
    secrets.token = Secret(QByteArray(32 * 1024, 'M'));
    QVERIFY(secretsIn(text(secrets)));
}

void TestSecretText::whatWeDidNotWriteIsNothing_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a bare password") << QByteArray("hunter2");
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe\x80", 4);
    QTest::newRow("other JSON") << QByteArray(R"({"url":"https://example.com"})");
    QTest::newRow("an array") << QByteArray(R"(["token"])");
    QTest::newRow("a number") << QByteArray(R"({"token":1})");
    QTest::newRow("an empty secret") << QByteArray(R"({"token":""})");
    QTest::newRow("more than ours") << QByteArray(R"({"token":"t","more":"m"})");
    QTest::newRow("twice") << QByteArray(R"({"token":"t","token":"u"})");
    QTest::newRow("text behind it") << QByteArray(R"({"token":"t"} )");
    QTest::newRow("nothing, and something behind it") << QByteArray(R"({}{"token":"t"})");
    QTest::newRow("cut") << QByteArray(R"({"token":"t)");
    QTest::newRow("cut in an escape") << QByteArray(R"({"token":"t\)");
    QTest::newRow("a line end in a header") << QByteArray(R"({"token":"t\r\nX-Evil: 1"})");
    QTest::newRow("a raw line end in a header") << QByteArray("{\"token\":\"t\r\nX-Evil: 1\"}");
    QTest::newRow("an escaped one") << QByteArray(R"({"token":"t\u000d\u000a"})");
    QTest::newRow("a blank in a header") << QByteArray(R"({"accessKeyId":"A B"})");
    QTest::newRow("letters no header has") << QByteArray(R"({"secretKey":"ключ"})");
    QTest::newRow("bad UTF-8") << QByteArray("{\"password\":\"\xc3\x28\"}");
    QTest::newRow("a NUL") << QByteArray("{\"password\":\"a\0b\"}", 18);
    QTest::newRow("a megabyte") << QByteArray("{\"token\":\"" + QByteArray(1'000'000, 'A') + "\"}");
}

void TestSecretText::whatWeDidNotWriteIsNothing()
{
    QFETCH(QByteArray, written);
    QVERIFY(!secretsIn(written));
}

void TestSecretText::aProfileSignsInWithWhatItSays()
{
    ProfileSecrets secrets;
    secrets.accessKeyId = Secret("A");
    secrets.secretKey = Secret("S");
    secrets.token = Secret("T");
    secrets.proxyPassword = Secret("P");
    ConnectionProfile profile;
    QVERIFY(std::holds_alternative<std::monostate>(credentialOf(profile, secrets)));
    profile.signIn = ConnectionProfile::SignIn::AccessKey;
    const Credential key = credentialOf(profile, secrets);
    QCOMPARE(std::get<AccessKey>(key).secret.reveal(), QByteArrayView("S"));
    profile.signIn = ConnectionProfile::SignIn::Token;
    QVERIFY(std::holds_alternative<Token>(credentialOf(profile, secrets)));
    profile.signIn = ConnectionProfile::SignIn::Password; // there is none
    QVERIFY(std::holds_alternative<std::monostate>(credentialOf(profile, secrets)));

    QVERIFY(proxyOf(profile, secrets).password.isEmpty());
    profile.proxy.kind = ProxyChoice::Kind::Manual;
    QCOMPARE(proxyOf(profile, secrets).password.reveal(), QByteArrayView("P"));
}

void TestSecretText::aNewAccessKeyReplacesTheOldOneWhole()
{
    ConnectionProfile profile;
    profile.signIn = ConnectionProfile::SignIn::AccessKey;
    ProfileSecrets kept;
    kept.accessKeyId = Secret("A");
    kept.secretKey = Secret("S");
    kept.securityToken = Secret("ST");
    QCOMPARE(text(merged(profile, kept, {})), text(kept));
    ProfileSecrets typed;
    typed.accessKeyId = Secret("B");
    QCOMPARE(text(merged(profile, kept, typed)), QByteArray(R"({"accessKeyId":"B"})"));
    typed.secretKey = Secret("T");
    QCOMPARE(text(merged(profile, kept, typed)), QByteArray(R"({"accessKeyId":"B","secretKey":"T"})"));
    ProfileSecrets secretHalf;
    secretHalf.secretKey = Secret("T");
    QCOMPARE(text(merged(profile, kept, secretHalf)), QByteArray(R"({"accessKeyId":"A","secretKey":"T"})"));
}

void TestSecretText::whatIsNotTypedStaysAndWhatIsNotUsedGoes()
{
    ConnectionProfile profile;
    profile.signIn = ConnectionProfile::SignIn::Token;
    profile.proxy.kind = ProxyChoice::Kind::Manual;
    ProfileSecrets kept;
    kept.token = Secret("T");
    kept.password = Secret("W");
    ProfileSecrets typed;
    typed.proxyPassword = Secret("P");
    QCOMPARE(text(merged(profile, kept, typed)), QByteArray(R"({"token":"T","proxyPassword":"P"})"));
    profile.proxy.kind = ProxyChoice::Kind::None;
    profile.signIn = ConnectionProfile::SignIn::Found;
    QVERIFY(merged(profile, kept, typed).isEmpty());
}

QTEST_GUILESS_MAIN(TestSecretText)
#include "tst_secrettext.moc"
