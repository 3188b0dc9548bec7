// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/ini.h"
#include "support/testcase.h"

namespace spillway {

using Defect = Ini::Defect;

/// The SDK's credentials file, as Python's configparser would read it.
class TestIni : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreTakenAsTheyStand_data();
    void valuesAreTakenAsTheyStand();
    void whatIsNotAnIniIsRefused_data();
    void whatIsNotAnIniIsRefused();
    void sectionsAreKeptApart();
    void everyCutOfATextIsSurvived();
    void aLargeTextIsRead();
};

void TestIni::valuesAreTakenAsTheyStand_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("equals sign") << QByteArray("[basic]\nak = A\n") << QByteArray("A");
    QTest::newRow("colon") << QByteArray("[basic]\nak: A\n") << QByteArray("A");
    QTest::newRow("no blanks") << QByteArray("[basic]\nak=A") << QByteArray("A");
    QTest::newRow("tabs and blanks") << QByteArray("[basic]\nak\t = \t A \t\n") << QByteArray("A");
    QTest::newRow("CR LF") << QByteArray("[basic]\r\nak = A\r\n") << QByteArray("A");
    QTest::newRow("CR") << QByteArray("[basic]\rak = A\r") << QByteArray("A");
    QTest::newRow("second delimiter") << QByteArray("[basic]\nak = a=b:c\n") << QByteArray("a=b:c");
    QTest::newRow("backslash, comma, percent, quotes")
        << QByteArray("[basic]\nak = \"a\\n,b%20%(x)s;#\"\n") << QByteArray("\"a\\n,b%20%(x)s;#\"");
    QTest::newRow("comments") << QByteArray("# one\n; two\n[basic]\n  # three\nak = A # not one\n")
                              << QByteArray("A # not one");
    QTest::newRow("all indented alike") << QByteArray("[basic]\n  sk = B\n  ak = A\n") << QByteArray("A");
    QTest::newRow("without a value") << QByteArray("[basic]\nak =\n") << QByteArray();
    QTest::newRow("not there") << QByteArray("[basic]\nsk = B\n") << QByteArray();
    QTest::newRow("names are exact") << QByteArray("[basic]\nAK = A\n") << QByteArray();
    QTest::newRow("UTF-8") << QByteArray("[basic]\nak = \xc3\xa9\n") << QByteArray("\xc3\xa9");
    QTest::newRow("text behind a section") << QByteArray("[basic] ; main\nak = A\n") << QByteArray("A");
}

void TestIni::valuesAreTakenAsTheyStand()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, value);
    const Ini ini(text);
    QCOMPARE(ini.defect(), Defect::None);
    QVERIFY(ini.hasSection("basic"));
    QCOMPARE(ini.value("basic", "ak").toByteArray(), value);
}

void TestIni::whatIsNotAnIniIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Defect>("defect");
    QTest::addColumn<int>("line");
    QTest::newRow("no section") << QByteArray("\nak = A\n") << Defect::NoSection << 2;
    QTest::newRow("no delimiter") << QByteArray("[basic]\nak A\n") << Defect::NotAnEntry << 2;
    QTest::newRow("no key") << QByteArray("[basic]\n = A\n") << Defect::NotAnEntry << 2;
    QTest::newRow("section without end") << QByteArray("[basic\nak = A\n") << Defect::NotAnEntry << 1;
    QTest::newRow("section without name") << QByteArray("[]\n") << Defect::NotAnEntry << 1;
    QTest::newRow("only a bracket") << QByteArray("[") << Defect::NotAnEntry << 1;
    QTest::newRow("key twice") << QByteArray("[basic]\nak = A\nsk = B\nak = C\n") << Defect::Duplicate << 4;
    QTest::newRow("section twice") << QByteArray("[basic]\n[global]\n[basic]\n") << Defect::Duplicate << 3;
    QTest::newRow("goes on") << QByteArray("[basic]\nak = A\n  sk = B\n") << Defect::Continuation << 3;
    QTest::newRow("goes on after a comment") << QByteArray("[basic]\nak = A\n#\n\n x\n") << Defect::Continuation << 5;
}

void TestIni::whatIsNotAnIniIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Defect, defect);
    QFETCH(const int, line);
    const Ini ini(text);
    QCOMPARE(ini.defect(), defect);
    QCOMPARE(ini.line(), line);
}

void TestIni::sectionsAreKeptApart()
{
    const QByteArray text = "[basic]\nak = A\n[global]\nak = B\n";
    const Ini ini(text);
    QCOMPARE(ini.value("basic", "ak").toByteArray(), "A");
    QCOMPARE(ini.value("global", "ak").toByteArray(), "B");
    QVERIFY(!ini.hasSection("other"));
    QVERIFY(ini.value("other", "ak").isEmpty());
}

void TestIni::everyCutOfATextIsSurvived()
{
    const QByteArray text = "; comment\r\n[basic]\r\nak = A\nsk: B\r[global]\n\tdomain_id = \n";
    for (qsizetype size = 0; size <= text.size(); ++size) {
        const Ini cut(text.first(size));
        QVERIFY(cut.line() <= 6);
    }
    for (qsizetype at = 0; at < text.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray changed = text;
            changed[at] = char(byte);
            const Ini ini(changed);
            QVERIFY(ini.line() <= 8);
        }
    }
}

void TestIni::aLargeTextIsRead()
{
    QByteArray text = "[basic]\n";
    for (int i = 0; text.size() < 256 * 1024; ++i)
        text += QByteArray::number(i) + "=\n[" + QByteArray::number(i) + "]\n";
    QCOMPARE(Ini(text).defect(), Defect::None);
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestIni)
#include "tst_ini.moc"
