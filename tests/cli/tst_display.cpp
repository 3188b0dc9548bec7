// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/display.h"
#include "support/testcase.h"

#include <QTemporaryDir>

using namespace spillway;
using namespace Qt::StringLiterals;

class TestDisplay : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutAnyDisplayThereIsNoWindow();
    void aDisplayThatDoesNotAnswerIsNone();
    void whatDrawsIntoMemoryIsADisplay();
    void aPlatformWithoutPluginIsNone();
    void theFirstOfSeveralThatWorksIsEnough();
    void aPlatformMayHaveOptions();
    void aBrokenPluginIsNone();
};

void TestDisplay::init()
{
    TestCase::init();
    for (const char *name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_RUNTIME_DIR",
                             "QT_QPA_PLATFORM_PLUGIN_PATH", "QT_PLUGIN_PATH"})
        qunsetenv(name);
}

void TestDisplay::withoutAnyDisplayThereIsNoWindow()
{
    const auto result = checkDisplay();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Usage);
    QCOMPARE(result.error().reason, Error::Reason::NoDisplay);
    QVERIFY(result.error().subject.contains(u"DISPLAY"_s));
}

void TestDisplay::aDisplayThatDoesNotAnswerIsNone()
{
    qputenv("DISPLAY", ":987654");
    const auto x11 = checkDisplay();
    QVERIFY(!x11);
    QVERIFY(x11.error().subject.contains(u":987654"_s));

    qputenv("QT_QPA_PLATFORM", "wayland");
    qputenv("WAYLAND_DISPLAY", "/nowhere/wayland-7");
    QVERIFY(!checkDisplay());
    qputenv("WAYLAND_DISPLAY", QByteArray(1000, 'x')); // longer than any socket's name
    QVERIFY(!checkDisplay());
}

void TestDisplay::whatDrawsIntoMemoryIsADisplay()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QVERIFY(checkDisplay());
    qputenv("QT_QPA_PLATFORM", "minimal");
    QVERIFY(checkDisplay());
}

void TestDisplay::aPlatformWithoutPluginIsNone()
{
    qputenv("QT_QPA_PLATFORM", "nonsense");
    const auto result = checkDisplay();
    QVERIFY(!result);
    QVERIFY(result.error().subject.contains(u"nonsense"_s));
    qputenv("QT_QPA_PLATFORM", "../platforms/libqoffscreen");
    QVERIFY(!checkDisplay());
}

void TestDisplay::theFirstOfSeveralThatWorksIsEnough()
{
    qputenv("QT_QPA_PLATFORM", "nonsense;xcb;offscreen");
    QVERIFY(checkDisplay());
    qputenv("QT_QPA_PLATFORM", "nonsense;xcb");
    QVERIFY(!checkDisplay());
}

void TestDisplay::aPlatformMayHaveOptions()
{
    qputenv("QT_QPA_PLATFORM", "offscreen:size=800x600");
    QVERIFY(checkDisplay());
}

void TestDisplay::aBrokenPluginIsNone()
{
    const QTemporaryDir folder;
    QFile plugin(folder.filePath(u"libqbroken.so"_s));
    QVERIFY(plugin.open(QIODevice::WriteOnly));
    plugin.write("no library");
    plugin.close();
    qputenv("QT_QPA_PLATFORM_PLUGIN_PATH", folder.path().toLocal8Bit());
    qputenv("QT_QPA_PLATFORM", "broken");
    QVERIFY(!checkDisplay());
}

QTEST_GUILESS_MAIN(TestDisplay)
#include "tst_display.moc"
