// SPDX-License-Identifier: GPL-3.0-or-later
#include "credentials/yaml.h"
#include "support/testcase.h"

namespace spillway {

using namespace Qt::StringLiterals;
using Defect = YamlText::Defect;
using Kind = YamlNode::Kind;

/// YAML as a tree of our own, from texts of any kind.
class TestYaml : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreTextsAsTheyStand();
    void aliasesAndMergesAreResolved();
    void whatIsNotYamlIsRefused_data();
    void whatIsNotYamlIsRefused();
    void shortTextsThatBecomeLargeAreRefused_data();
    void shortTextsThatBecomeLargeAreRefused();
    void everyCutAndChangeOfATextIsSurvived();
};

void TestYaml::valuesAreTextsAsTheyStand()
{
    const QByteArray text = "\xef\xbb\xbf# clouds\r\n"
                            "number: 007\r\n"
                            "truth: yes\r\n"
                            "date: 2026-11-25\r\n"
                            "nothing: ~\r\n"
                            "none:\r\n"
                            "empty: ''\r\n"
                            "quoted: \"a: b # c\"\r\n"
                            "list: [1, x]\r\n"
                            "tagged: !!int \"5\"\r\n";
    const YamlText yaml = readYaml(text);
    QCOMPARE(yaml.defect, Defect::None);
    const YamlNode &root = yaml.root;
    QCOMPARE(root["number"].string(), u"007"_s);
    QCOMPARE(root["truth"].string(), u"yes"_s);
    QCOMPARE(root["date"].string(), u"2026-11-25"_s);
    QCOMPARE(root["nothing"].kind, Kind::Null);
    QCOMPARE(root["none"].kind, Kind::Null);
    QCOMPARE(root["absent"].kind, Kind::Null);
    QCOMPARE(root["empty"].kind, Kind::Text);
    QCOMPARE(root["quoted"].string(), u"a: b # c"_s);
    QCOMPARE(root["list"].items.size(), std::size_t(2));
    QCOMPARE(root["tagged"].string(), u"5"_s);
    QCOMPARE(root["number"]["deeper"].kind, Kind::Null);
}

void TestYaml::aliasesAndMergesAreResolved()
{
    const YamlText yaml = readYaml("base: &base {a: 1, b: 2}\n"
                                   "other: &other {b: 3, c: 4}\n"
                                   "one: {<<: *base, b: own}\n"
                                   "two: {<<: [*base, *other]}\n"
                                   "three: *base\n");
    QCOMPARE(yaml.defect, Defect::None);
    QCOMPARE(yaml.root["one"]["a"].string(), u"1"_s);
    QCOMPARE(yaml.root["one"]["b"].string(), u"own"_s);
    QCOMPARE(yaml.root["two"]["b"].string(), u"2"_s);
    QCOMPARE(yaml.root["two"]["c"].string(), u"4"_s);
    QCOMPARE(yaml.root["three"]["b"].string(), u"2"_s);
}

void TestYaml::whatIsNotYamlIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Defect>("defect");
    QTest::addColumn<int>("line");
    QTest::newRow("open bracket") << QByteArray("a: 1\nb: [1, 2\n") << Defect::NotYaml << 3;
    QTest::newRow("tab as indentation") << QByteArray("a:\n\tb: 1\n") << Defect::NotYaml << 2;
    QTest::newRow("unknown alias") << QByteArray("a: *nobody\n") << Defect::NotYaml << 1;
    QTest::newRow("key twice") << QByteArray("a: 1\nb: 2\na: 3\n") << Defect::Duplicate << 3;
    QTest::newRow("key twice, further in") << QByteArray("c:\n  a: 1\n  a: 1\n") << Defect::Duplicate << 3;
    QTest::newRow("list as key") << QByteArray("? [1, 2]\n: 3\n") << Defect::OddKey << 1;
}

void TestYaml::whatIsNotYamlIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Defect, defect);
    QFETCH(const int, line);
    const YamlText yaml = readYaml(text);
    QCOMPARE(yaml.defect, defect);
    QCOMPARE(yaml.line, line);
    QVERIFY(!words(yaml).isEmpty());
    QCOMPARE(yaml.root.kind, Kind::Null);
}

void TestYaml::shortTextsThatBecomeLargeAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QByteArray laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
    for (int i = 1; i < 12; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        laughs += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " ["
            + QByteArrayList(10, before).join(',') + "]\n";
    }
    QTest::newRow("billion laughs") << laughs;
    QTest::newRow("long texts") << "a: &a " + QByteArray(100'000, 'x') + "\nb: [" + QByteArrayList(4000, "*a").join(',')
            + "]\n";
    QTest::newRow("itself") << QByteArray("a: &a [*a]\n");
    QTest::newRow("merged with itself") << QByteArray("a: &a {<<: *a}\n");
    QTest::newRow("many keys") << [] {
        QByteArray text;
        for (int i = 0; text.size() < 250 * 1024; ++i)
            text += "k" + QByteArray::number(i) + ":\n";
        return text;
    }();
    QTest::newRow("deep, flow") << QByteArray(250 * 1024, '[');
    QTest::newRow("deep, flow, maps") << QByteArray("{a: ").repeated(60'000);
    QTest::newRow("deep, block") << QByteArray("- ").repeated(120'000);
    QTest::newRow("deep, keys") << QByteArray("? ").repeated(120'000);
    QTest::newRow("deep, indented") << [] {
        QByteArray text;
        for (int i = 0; i < 700; ++i)
            text += QByteArray(i, ' ') + "a:\n";
        return text;
    }();
    QTest::newRow("many anchors") << [] {
        QByteArray text = "[";
        for (int i = 0; i < 20'000; ++i)
            text += "&a" + QByteArray::number(i) + " x,";
        return QByteArray(text + "]");
    }();
}

void TestYaml::shortTextsThatBecomeLargeAreRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(text.size() <= 256 * 1024);
    const YamlText yaml = readYaml(text);
    QVERIFY(yaml.defect != Defect::None);
}

void TestYaml::everyCutAndChangeOfATextIsSurvived()
{
    const QByteArray text = "a: &x {b: 'c', d: \"\\u00e9\"}\n<<: *x\ne:\n- - f\n  - ? g\n    : h\nk: |\n  l\n";
    QCOMPARE(readYaml(text).defect, Defect::None);
    for (qsizetype size = 0; size < text.size(); ++size)
        QVERIFY(!words(readYaml(text.first(size))).isEmpty());
    for (qsizetype at = 0; at < text.size(); ++at) {
        for (const char byte : QByteArrayView("\0\t\n\r \"#%&'*,-:<>?@[]`{|}~!\x7f\x80\xc3\xff")) {
            QByteArray changed = text;
            changed[at] = byte;
            QVERIFY(!words(readYaml(changed)).isEmpty());
        }
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestYaml)
#include "tst_yaml.moc"
