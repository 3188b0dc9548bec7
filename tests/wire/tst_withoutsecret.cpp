// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/withoutsecret.h"

using namespace spillway;

class TestWithoutSecret : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void anEchoedSecretIsMasked();
    void everyEscapeOfJsonIsSeenThrough();
    void anEscapeThatIsNoneHidesNoSecretBehindIt();
    void anEscapeThatIsNoneIsNoCharacter();
    void aSecretAtEitherEndIsSeen();
    void aSecretInAUrlIsMaskedHoweverItIsEncoded();
    void whatOnlyLooksEncodedStays();
};

void TestWithoutSecret::anEchoedSecretIsMasked()
{
    QCOMPARE(withoutSecret(R"({"a":"to/ken","b":"to\/ken"})", "to/ken"),
             QByteArray(R"({"a":"********","b":"********"})"));
    QCOMPARE(withoutSecret("abc", ""), QByteArray("abc"));
    // However JSON spells it, and at whatever place.
    QCOMPARE(withoutSecret(R"({"a":"\u0074o\/ken","b":"to\u002Fke\u006e","c":"to\u002fken"})", "to/ken"),
             QByteArray(R"({"a":"********","b":"********","c":"********"})"));
    QCOMPARE(withoutSecret(R"("\n\n\\to\/ken\n")", "to/ken"), QByteArray(R"("\n\n\\********\n")"));
    QCOMPARE(withoutSecret(R"("a\"b\\c" "a\u0022b\u005cc")", R"(a"b\c)"), QByteArray(R"("********" "********")"));
    QCOMPARE(withoutSecret(R"("p\u00e4ss \ud83d\ude00")", "p\u00e4ss \U0001f600"), QByteArray(R"("********")"));
    QCOMPARE(withoutSecret(R"("toto\/ken" "tto\/ken")", "to/ken"), QByteArray(R"("to********" "t********")"));
    // What ends with an escape, and nothing behind it.
    QCOMPARE(withoutSecret(R"(to\/ke\u006e)", "to/ken"), QByteArray("********"));
    QCOMPARE(withoutSecret(R"(token\/)", "token/"), QByteArray("********"));
    for (const char *whole :
         {R"("to\/kem")", R"("to\/ke)", R"("to\)", R"(\u00)", R"("to\u0)", R"("to\u002")", R"(to\u002)",
          R"("to\\/ken")", R"("t\u006f\n/ken")", R"("t\u006f\nken")", R"("t\n006f/ken")", R"("\ud83dto/ke")"})
        QCOMPARE(withoutSecret(whole, "to/ken"), QByteArray(whole));
}

void TestWithoutSecret::everyEscapeOfJsonIsSeenThrough()
{
    QCOMPARE(withoutSecret(R"("tab\tline\nend\r\b\f!")", "tab\tline\nend\r\b\f!"), QByteArray(R"("********")"));
    QCOMPARE(withoutSecret(R"("key\ufeff")", "key\xef\xbb\xbf"), QByteArray(R"("********")"));
    QCOMPARE(withoutSecret(R"("tab\u0009line\u000A")", "tab\tline\n"), QByteArray(R"("********")"));
}

void TestWithoutSecret::anEscapeThatIsNoneHidesNoSecretBehindIt()
{
    // A number may have blanks around it and a sign before it; four hexadecimal digits may not.
    for (const QByteArray before : {"\\u00 ", "\\u0  ", "\\u+0", "\\u", "\\x"}) {
        const QByteArray masked = withoutSecret(before + "\v\\u000bsecret", "\v\vsecret");
        QVERIFY2(!masked.contains("secret"), masked.constData());
    }
}

void TestWithoutSecret::anEscapeThatIsNoneIsNoCharacter()
{
    const QByteArray withNull("/\0b", 3);
    for (const char *whole : {R"(\/\xb)", R"(\/\u00:0b)", R"(\/\u00G0b)", R"(\/\u00g0b)", R"(\/%g1b)", R"(\/%1gb)"})
        QCOMPARE(withoutSecret(whole, withNull), QByteArray(whole));
    QCOMPARE(withoutSecret(R"(\/\u0000b)", withNull), QByteArray("********"));
    QCOMPARE(withoutSecret(R"(\/\xken)", "/ken"), QByteArray(R"(\/\xken)"));
    for (const char *whole : {R"(\ud83d\xde00)", R"(\ud83dxude00)", R"(\ud83d\n)"})
        QCOMPARE(withoutSecret(whole, "\U0001f600"), QByteArray(whole));
}

void TestWithoutSecret::aSecretAtEitherEndIsSeen()
{
    QCOMPARE(withoutSecret(R"(\u002fken)", "/ken"), QByteArray("********"));
    QCOMPARE(withoutSecret(R"(\/a%3d)", "/a="), QByteArray("********"));
    QCOMPARE(withoutSecret("token%2F", "token/"), QByteArray("********"));
    // None begins before the text, or before what is an escape already.
    QCOMPARE(withoutSecret(R"(\/)", "x/"), QByteArray(R"(\/)"));
    QCOMPARE(withoutSecret(R"(\n\/)", "xyzw/"), QByteArray(R"(\n\/)"));
}

void TestWithoutSecret::aSecretInAUrlIsMaskedHoweverItIsEncoded()
{
    const QByteArray secret = "to/k=n+é%41";
    for (const char *written : {"to%2Fk%3Dn%2B%C3%A9%2541", "to%2fk%3dn%2b%c3%a9%2541", "to/k%3Dn+%c3%a9%2541",
                                "%74o%2fk=n+é%2541", R"(to\/k%3dn\u002b\u00e9%2541)"})
        QCOMPARE(withoutSecret(QByteArray("?token=") + written + "&x=%41", secret),
                 QByteArray("?token=********&x=%41"));
}

void TestWithoutSecret::whatOnlyLooksEncodedStays()
{
    for (const char *whole : {"to%2fkem", "to%2", "100% to%zz", "%%%2f%", "to%2F"})
        QCOMPARE(withoutSecret(whole, "to/ken"), QByteArray(whole));
    QCOMPARE(withoutSecret("a%zzb%2fc", "a%zzb/c"), QByteArray("********"));
}

QTEST_GUILESS_MAIN(TestWithoutSecret)
#include "tst_withoutsecret.moc"
