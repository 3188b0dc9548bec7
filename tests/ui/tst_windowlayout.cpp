// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/banner.h"

#include <QDockWidget>
#include <QPushButton>
#include <QSessionManager>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString geometryKey = u"ui/v1/window/geometry"_s;
const QString docksKey = u"ui/v1/window/docks"_s;

/// Another window with the settings of the first one.
struct NextStart
{
    explicit NextStart()
        : window(session, project, {})
    {
        window.show();
        QCoreApplication::processEvents();
        session.open(std::make_shared<ScriptedSource>(), {{u"newstream"_s}, {u"newtask"_s}});
    }
    QDockWidget &dock(const char *name) const { return *window.findChild<QDockWidget *>(QString::fromLatin1(name)); }

    TaskSession session;
    ProjectSession project;
    MainWindow window;
};

} // namespace

class TestWindowLayout : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sizeAndDocksComeBackAsTheyWereLeft()
    {
        TaskWindow it;
        QCoreApplication::processEvents();
        it.openWith(taskJson(ascending(3)));
        it.window.resize(1000, 700);
        it.window.addDockWidget(Qt::LeftDockWidgetArea, it.find<QDockWidget>("destinationDock"));
        it.find<QDockWidget>("answerDock")->hide();
        it.window.close();
        QVERIFY(QSettings().contains(geometryKey) && QSettings().contains(docksKey));

        const NextStart next;
        QCOMPARE(next.window.size(), QSize(1000, 700));
        QVERIFY(next.dock("destinationDock").isVisible());
        QCOMPARE(next.window.dockWidgetArea(&next.dock("destinationDock")), Qt::LeftDockWidgetArea);
        QVERIFY(next.dock("answerDock").isHidden());
    }

    void theEndOfASessionKeepsHowTheWindowWasLeft_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("F200 logout") << QSize(1000, 700);
    }
    void theEndOfASessionKeepsHowTheWindowWasLeft()
    {
        QFETCH(QSize, size);
        TaskWindow it;
        QCoreApplication::processEvents();
        it.window.resize(size);
        // The desktop may end the program at once after that, without closing anything.
        auto *session = qApp->findChild<QSessionManager *>();
        QVERIFY(session);
        Q_EMIT qApp->commitDataRequest(*session);
        QVERIFY(it.window.isVisible());
        QVERIFY(!QApplication::activeModalWidget());
        const NextStart next;
        QCOMPARE(next.window.size(), size);
    }

    void aFloatingDockFloatsAgain()
    {
        TaskWindow it;
        QCoreApplication::processEvents();
        it.openWith(taskJson(ascending(3)));
        it.find<QDockWidget>("answerDock")->setFloating(true);
        QCoreApplication::processEvents();
        it.window.close();
        const NextStart next;
        QVERIFY(next.dock("answerDock").isFloating());
        QVERIFY(next.dock("answerDock").isVisible());
    }

    void closingWithoutATaskKeepsTheDocksOfLastTime()
    {
        TaskWindow it;
        QCoreApplication::processEvents();
        it.openWith(taskJson(ascending(3)));
        it.find<QDockWidget>("answerDock")->hide();
        it.window.close();
        const QVariant before = QSettings().value(docksKey);
        {
            TaskSession session;
            ProjectSession project;
            MainWindow window(session, project, {});
            window.show();
            QCoreApplication::processEvents();
            window.close();
        }
        QCOMPARE(QSettings().value(docksKey), before);
    }

    void resettingBringsWindowDocksAndColumnsBack()
    {
        TaskWindow it;
        QCoreApplication::processEvents();
        it.openWith(taskJson(ascending(3)));
        QTRY_VERIFY(it.table().isColumnHidden(StatusColumn));
        it.window.close();
        it.window.show();
        it.find<QDockWidget>("answerDock")->setFloating(true);
        it.find<QDockWidget>("destinationDock")->hide();
        it.table().horizontalHeader()->moveSection(0, 2);
        it.window.resize(700, 500);
        it.window.close();
        it.window.show();
        QVERIFY(!QSettings().allKeys().isEmpty());

        it.find<QAction>("actionResetLayout")->trigger();
        QVERIFY(!it.find<QDockWidget>("answerDock")->isFloating());
        QVERIFY(it.find<QDockWidget>("answerDock")->isVisible());
        QVERIFY(it.find<QDockWidget>("destinationDock")->isVisible());
        QCOMPARE(it.window.dockWidgetArea(it.find<QDockWidget>("destinationDock")), Qt::RightDockWidgetArea);
        QCOMPARE(it.table().horizontalHeader()->visualIndex(0), 0);
        QVERIFY(it.window.width() > 700);
        QCoreApplication::processEvents();
        it.window.close();
        QVERIFY2(QSettings().allKeys().isEmpty(), qPrintable(QSettings().allKeys().join(u' ')));
    }

    void inASmallWindowAMessageIsReadWholeAndRowsAreSeen()
    {
        TaskWindow it;
        it.window.resize(900, 600);
        it.openWith(taskJson(ascending(8)));
        it.source->failAlways(errorOf(Error::Kind::Unauthorized, 401));
        it.session.refresh();
        const auto *banner = it.find<Banner>("banner");
        QTRY_VERIFY(banner->isVisible());
        QCoreApplication::processEvents();
        QTRY_COMPARE(it.window.size(), QSize(900, 600));
        const auto *sentence = it.find<QLabel>("bannerSentence");
        QTRY_VERIFY(sentence->height() >= sentence->heightForWidth(sentence->width()));
        const int rows = it.table().viewport()->height() / it.table().rowHeight(0);
        QVERIFY2(rows >= 2, QByteArray::number(rows).constData());
    }

    void inANarrowMessageTheButtonsStandBelow()
    {
        Banner banner;
        banner.setMessage(Banner::Message{Severity::Bad,
                                          QString(u"The token was not accepted. "_s).repeated(6),
                                          {u"APIGW.0301"_s},
                                          {Banner::Action::Retry}});
        const auto *sentence = banner.findChild<QLabel *>(u"bannerSentence"_s);
        const auto *button = banner.findChild<QPushButton *>(u"bannerRetry"_s);
        for (const auto &[width, isBelow] : {std::pair{1200, false}, std::pair{320, true}, std::pair{1200, false}}) {
            banner.resize(width, banner.heightForWidth(width));
            QCoreApplication::processEvents();
            QCOMPARE(button->y() > sentence->geometry().bottom(), isBelow);
            QVERIFY(sentence->height() >= sentence->heightForWidth(sentence->width()));
        }
    }

    void damagedSettingsGiveTheUsualWindow_data()
    {
        QTest::addColumn<QVariant>("geometry");
        QTest::addColumn<QVariant>("docks");
        TaskWindow it;
        QCoreApplication::processEvents();
        it.openWith(taskJson(ascending(3)));
        it.find<QDockWidget>("answerDock")->setFloating(true);
        it.window.resize(1000, 700);
        it.window.close();
        const QByteArray geometry = QSettings().value(geometryKey).toByteArray();
        const QByteArray docks = QSettings().value(docksKey).toByteArray();
        QTest::newRow("F179 window state, of another type") << QVariant(QStringList{u"a"_s}) << QVariant(7);
        QTest::newRow("F179 window state, empty") << QVariant(QByteArray()) << QVariant(QByteArray());
        QTest::newRow("F179 window state, text") << QVariant(u"maximised"_s) << QVariant(u"left"_s);
        QTest::newRow("F179 window state, huge")
            << QVariant(QByteArray(1'000'000, 'x')) << QVariant(QByteArray(1'000'000, '\xff'));
        for (const double share : {0.1, 0.3, 0.5, 0.7, 0.9}) {
            const auto cut = [share](const QByteArray &whole) {
                return QVariant(whole.first(qsizetype(double(whole.size()) * share)));
            };
            QTest::newRow(qPrintable(u"F179 window state, cut at %1"_s.arg(share))) << cut(geometry) << cut(docks);
        }
        for (int place = 8; place < docks.size(); place += 37) {
            QByteArray damaged = docks;
            damaged[place] = char(~damaged[place]);
            QByteArray elsewhere = geometry;
            elsewhere[place % elsewhere.size()] = '\x7f';
            QTest::newRow(qPrintable(u"F179 window state, damaged at %1"_s.arg(place)))
                << QVariant(elsewhere) << QVariant(damaged);
        }
    }

    void damagedSettingsGiveTheUsualWindow()
    {
        QFETCH(const QVariant, geometry);
        QFETCH(const QVariant, docks);
        TaskWindow it; // owns the folder of the settings
        QSettings().setValue(geometryKey, geometry);
        QSettings().setValue(docksKey, docks);
        NextStart next;
        // Whatever came of it: it can be seen, and it can be put right.
        QVERIFY(next.window.isVisible());
        QVERIFY(next.window.screen()->geometry().intersects(next.window.geometry()));
        next.window.findChild<QAction *>(u"actionResetLayout"_s)->trigger();
        QVERIFY(next.dock("answerDock").isVisible() && !next.dock("answerDock").isFloating());
        QVERIFY(next.dock("destinationDock").isVisible());
    }
};

QTEST_MAIN(TestWindowLayout)
#include "tst_windowlayout.moc"
