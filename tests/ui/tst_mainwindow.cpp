// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/banner.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

class TestMainWindow : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstRunOffersToConnectAndTheDemo()
    {
        TaskWindow it;
        QVERIFY(it.find<QWidget>("welcome")->isVisible());
        QCOMPARE(it.window.windowTitle(), u"Spillway"_s);
        QCOMPARE(it.find<QWidget>("welcome")->findChild<QLabel *>(u"heading"_s)->text(),
                 u"Connect to Huawei Cloud to see your dump tasks."_s);
        QVERIFY(it.find<QPushButton>("welcomeOpen")->isVisible());
        it.find<QPushButton>("welcomeDemo")->click();
        QCOMPARE(it.demos, 1);
        QVERIFY(!it.find<QDockWidget>("answerDock")->isVisible());
        QVERIFY(!it.find<QAction>("actionExport")->isEnabled());
    }

    void whileTheFirstAnswerIsUnderWayTheWindowSaysSo()
    {
        TaskWindow it;
        it.openTask();
        QCOMPARE(it.labelText("taskName"), u"newtask"_s);
        QCOMPARE(it.labelText("taskState"), u"…"_s);
        QCOMPARE(placeholderText(it), u"Loading…"_s);
        QCOMPARE(it.labelText("next"), u"asking…"_s);
        QTRY_VERIFY(it.find<QWidget>("askingProgress")->isVisible());
    }

    void anAnswerFillsHeaderTableFormAndTree()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-obs-documented.json"_s));
        QCOMPARE(it.window.windowTitle(), u"newtask – newstream – Spillway"_s);
        QCOMPARE(it.labelText("taskState"), u"RUNNING"_s);
        QVERIFY(it.labelText("taskSummary").contains(u"stream newstream · to OBS · created 2020-11-28"_s));
        QVERIFY(it.table().isVisible());
        QCOMPARE(it.table().model()->rowCount(), 1);
        QCOMPARE(it.labelText("partitionCount"), u"1 partition"_s);
        QCOMPARE(it.find<QLineEdit>("obs_destination_description.obs_bucket_path")->text(), u"obsbucket"_s);
        QTRY_COMPARE(it.find<QToolButton>("undocumentedChip")->text(), u"3 undocumented fields"_s);
        QVERIFY(it.labelText("updated").startsWith(u"Updated "_s));
        QCOMPARE(it.labelText("latency"), u"42 ms"_s);
        QVERIFY(!it.find<Banner>("banner")->isVisible());
    }

    void aFailureWithoutAnAnswerIsSaidWithDetailsAndAWayOn()
    {
        TaskWindow it;
        Error error = errorOf(Error::Kind::Server, 500);
        error.code = u"DIS.5000"_s;
        it.source->failAlways(error);
        it.openTask();
        QTRY_VERIFY(it.find<Banner>("banner")->isVisible());
        QVERIFY(!inBanner<QLabel>(it, "bannerSentence")->text().isEmpty());
        QCOMPARE(placeholderText(it), u"Nothing received yet."_s);
        inBanner<QPushButton>(it, "bannerDetails")->click();
        QVERIFY(inBanner<QPlainTextEdit>(it, "bannerDetailsText")->isVisible());
        QVERIFY(inBanner<QPlainTextEdit>(it, "bannerDetailsText")->toPlainText().contains(u"DIS.5000"_s));
        inBanner<QPushButton>(it, "bannerCopyDetails")->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.startsWith(inBanner<QLabel>(it, "bannerSentence")->text()) && copied.contains(u"DIS.5000"_s));
        const int before = it.source->asked();
        inBanner<QPushButton>(it, "bannerRetry")->click();
        QTRY_VERIFY(it.source->asked() > before);
    }

    void aFailedRefreshLeavesTheRowsAndSaysHowOldTheyAre()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        it.source->failAlways(errorOf(Error::Kind::Server, 500));
        it.session.refresh();
        QTRY_VERIFY(it.find<Banner>("banner")->isVisible());
        QCOMPARE(it.table().model()->rowCount(), 20);
        QVERIFY(it.table().isVisible());
        QVERIFY(inBanner<QLabel>(it, "bannerSentence")->text().contains(u"Showing data from "_s));
        QVERIFY(it.find<QLabel>("staleChip")->isVisible());
        QVERIFY(it.labelText("staleChip").startsWith(u"Stale: "_s));
        const QPalette palette = it.table().palette();
        const QColor grey = it.table().model()->index(0, 0).data(Qt::ForegroundRole).value<QColor>();
        QVERIFY(grey.isValid() && grey != palette.color(QPalette::Text));

        it.refreshWith(taskJson(ascending(21)));
        QVERIFY(!it.find<Banner>("banner")->isVisible());
        QVERIFY(!it.find<QLabel>("staleChip")->isVisible());
    }

    void aRefusedSignInStopsAskingAndOffersToTryOnce()
    {
        TaskWindow it;
        it.source->failAlways(errorOf(Error::Kind::Unauthorized, 401));
        it.openTask();
        QTRY_COMPARE(it.session.freshness().state, RefreshState::AuthRequired);
        QCOMPARE(it.labelText("next"), u"nothing is asked until you act"_s);
        QVERIFY(inBanner<QPushButton>(it, "bannerOpenTask")->isVisible());
        const int before = it.source->asked();
        inBanner<QPushButton>(it, "bannerTryOnce")->click();
        QTRY_COMPARE(it.source->asked(), before + 1);
    }

    void aRefusedTaskIsSaidToBeNotAllowed()
    {
        TaskWindow it;
        it.source->failAlways(errorOf(Error::Kind::Forbidden, 403));
        it.openTask();
        QTRY_VERIFY(it.find<Banner>("banner")->isVisible());
        QVERIFY(inBanner<QLabel>(it, "bannerSentence")->text().contains(u"may not"_s));
    }

    void noPartitionsAndNoListOfThemAreToldApart()
    {
        TaskWindow it;
        it.openWith(taskJson(QByteArray("[]")));
        QCOMPARE(placeholderText(it), u"The task reports no partitions."_s);
        QVERIFY(it.find<QPushButton>("showAnswer")->isVisible());
        it.refreshWith(taskJson(QByteArray()));
        QCOMPARE(placeholderText(it), u"The answer does not say which partitions there are."_s);
        it.refreshWith(taskJson(QByteArray("null")));
        QCOMPARE(placeholderText(it), u"The answer does not say which partitions there are."_s);
    }

    void aFilterThatHidesAllSaysSoAndCanBeCleared()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(20)));
        QTest::keyClick(&it.window, Qt::Key_F, Qt::ControlModifier);
        it.find<QLineEdit>("partitionFilter")->setText(u"<b>%1 & no</b>"_s);
        QTRY_COMPARE(placeholderText(it), u"No partition matches '<b>%1 & no</b>'."_s);
        it.find<QPushButton>("clearFilter")->click();
        QTRY_VERIFY(it.table().isVisible());
        QTRY_COMPARE(it.table().model()->rowCount(), 20);
        it.find<QLineEdit>("partitionFilter")->setText(u"0000000007"_s);
        QTRY_COMPARE(it.labelText("partitionCount"), u"1 of 20 partitions shown"_s);
    }

    void f5AndCtrlRAskAgainAndNeverTwiceAtOnce()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        const int before = it.source->asked();
        for (int i = 0; i < 50; ++i)
            QTest::keyClick(&it.window, Qt::Key_F5);
        QCOMPARE(it.source->asked(), before + 1);
        it.source->answer(taskJson(ascending(2)));
        QTRY_VERIFY(!it.session.freshness().asking);
        QTest::keyClick(&it.window, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(it.source->asked(), before + 2);
    }

    void pausingIsSaidAndCanBeUndone()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        QTest::keyClick(&it.window, Qt::Key_P, Qt::ControlModifier);
        QVERIFY(it.session.isPaused());
        QVERIFY(it.labelText("next").startsWith(u"paused, next in "_s));
        QCOMPARE(it.find<QAction>("actionPause")->text(), u"&Resume"_s);
        inBanner<QPushButton>(it, "bannerResume")->click();
        QVERIFY(!it.session.isPaused());
        QVERIFY(!it.find<Banner>("banner")->isVisible());
    }

    void theIntervalIsChosenInToolBarAndMenuAlike()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        auto *interval = it.find<QComboBox>("interval");
        QCOMPARE(interval->currentText(), u"30 s"_s);
        QStringList texts;
        for (int i = 0; i < interval->count(); ++i)
            texts.append(interval->itemText(i));
        QCOMPARE(texts,
                 QStringList({u"Off"_s, u"5 s"_s, u"10 s"_s, u"30 s"_s, u"1 min"_s, u"5 min"_s, u"Match Task"_s}));
        it.session.setInterval(std::nullopt);
        QCOMPARE(interval->currentText(), u"Off"_s);
        QCOMPARE(it.labelText("next"), u"automatic refresh is off"_s);
        interval->setFocus();
        QTest::keyClick(interval, Qt::Key_Down);
        QCOMPARE(it.session.freshness().interval, std::optional(milliseconds(5000)));
    }

    void hostileNamesAreShownAsTheyAre()
    {
        const QString name = u"<b>a</b> & %1 %n [*]\u202e\u0007"_s;
        const QByteArray json = R"({"stream_name":"<b>a</b> & %1 %n [*]\u202e\u0007","task_name":)"
                                R"("<b>a</b> & %1 %n [*]\u202e\u0007","state":"<i>X</i>",)"
                                R"("<u>key</u>&":"<img src=file:///dev/zero>",)"
                                R"("obs_destination_description":{"obs_bucket_path":"<b>&amp;%1</b>"},)"
                                R"("partitions":[{"partitionId":"<b>&amp;%1</b>","state":"<i>S</i>"}]})";
        TaskWindow it;
        it.openTask(name, name);
        QTRY_COMPARE(it.source->open(), 1);
        it.source->answer(json);
        QTRY_VERIFY(it.session.answer().task);
        QTRY_VERIFY(it.rows().isSettled());
        const QString visible = visibleText(name);
        QVERIFY(!visible.contains(QChar(0x202e)));
        QCOMPARE(it.labelText("taskName"), visible);
        QCOMPARE(it.labelText("taskState"), u"<i>X</i>"_s);
        QVERIFY(it.window.windowTitle().startsWith(u"<b>a</b> & %1 %n [*][*]"_s));
        QCOMPARE(it.table().model()->index(0, 0).data().toString(), u"<b>&amp;%1</b>"_s);
        const QString tip = it.table().model()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(u"&lt;b&gt;&amp;amp;%1"_s));
        QVERIFY(!tip.contains(u"<b>"_s));
        QCOMPARE(it.find<QLineEdit>("obs_destination_description.obs_bucket_path")->text(), u"<b>&amp;%1</b>"_s);
        everyLabelIsPlain(it.window);
    }

    void everyLabelIsPlainInEveryState()
    {
        TaskWindow it;
        everyLabelIsPlain(it.window);
        it.openWith(fixture(u"task-everything-odd.json"_s));
        everyLabelIsPlain(it.window);
        it.source->failAlways(errorOf(Error::Kind::Server, 500));
        it.session.refresh();
        QTRY_VERIFY(it.find<Banner>("banner")->isVisible());
        everyLabelIsPlain(it.window);
    }

    void everythingThatTakesTheFocusHasAName()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-obs-documented.json"_s));
        const QList<QWidget *> widgets = it.window.findChildren<QWidget *>();
        int checked = 0;
        for (QWidget *widget : widgets) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            ++checked;
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
        }
        QVERIFY(checked > 15);
    }

    void exportKeysWorkInAFieldToo()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-obs-documented.json"_s));
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        for (const char *field : {"partitionFilter", "projectFilter"}) {
            // With X11's keys Ctrl+E is the end of a line.
            QKeyEvent isItYours(QEvent::ShortcutOverride, Qt::Key_E, Qt::ControlModifier);
            isItYours.accept();
            QApplication::sendEvent(it.find<QWidget>(field), &isItYours);
            QVERIFY(!isItYours.isAccepted());
            QKeyEvent letter(QEvent::ShortcutOverride, Qt::Key_E, Qt::NoModifier, u"e"_s);
            QApplication::sendEvent(it.find<QWidget>(field), &letter);
            QVERIFY(letter.isAccepted());
        }
    }

    void f6GoesRoundThePanes()
    {
        TaskWindow it;
        it.openWith(fixture(u"task-obs-documented.json"_s));
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        // There is no room for the streams at first.
        if (!it.find<QWidget>("projectDock")->isVisible())
            QTest::keyClick(&it.window, Qt::Key_F9);
        it.table().setFocus();
        QTest::keyClick(&it.window, Qt::Key_F6);
        QVERIFY(it.find<QWidget>("destinationDock")->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(&it.window, Qt::Key_F6);
        QVERIFY(it.find<QWidget>("notesList")->hasFocus());
        QTest::keyClick(&it.window, Qt::Key_F6);
        QVERIFY(it.find<QWidget>("answerTree")->hasFocus());
        QTest::keyClick(&it.window, Qt::Key_F6);
        QVERIFY(it.find<QWidget>("details")->hasFocus());
        QTest::keyClick(&it.window, Qt::Key_F6);
        QVERIFY(it.find<QWidget>("projectFilter")->hasFocus()); // also where there is no project
        QTest::keyClick(&it.window, Qt::Key_F6);
        QVERIFY(it.table().hasFocus());
        QTest::keyClick(&it.window, Qt::Key_F6, Qt::ShiftModifier);
        QTest::keyClick(&it.window, Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(it.find<QWidget>("details")->hasFocus());
    }

    void noActionIsWithoutAMenuAndNoTwoShareAKey()
    {
        TaskWindow it;
        QSet<QString> keys;
        const QList<QAction *> actions = it.window.findChildren<QAction *>(QRegularExpression(u"^action"_s));
        QVERIFY(actions.size() >= 15);
        for (const QAction *action : actions) {
            bool inMenu = false;
            const QList<QObject *> places = action->associatedObjects();
            for (const QObject *place : places)
                inMenu = inMenu || qobject_cast<const QMenu *>(place);
            QVERIFY2(inMenu, qPrintable(action->objectName()));
            const QList<QKeySequence> sequences = action->shortcuts();
            for (const QKeySequence &sequence : sequences) {
                QVERIFY2(!keys.contains(sequence.toString()), qPrintable(sequence.toString()));
                keys.insert(sequence.toString());
                const QKeyCombination key = sequence[0];
                const bool plainLetter = !key.keyboardModifiers() && key.key() < Qt::Key_Escape;
                QVERIFY2(!plainLetter, qPrintable(action->objectName()));
            }
        }
    }

    void nothingIsStoredUnlessThePersonArrangedSomething()
    {
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        QTest::keyClick(&it.window, Qt::Key_F6);
        QCoreApplication::processEvents();
        it.window.close();
        QVERIFY2(QSettings().allKeys().isEmpty(), qPrintable(QSettings().allKeys().join(u' ')));
    }

    void anAnswerIsShownWhileADialogIsOpen_data()
    {
        QTest::addColumn<bool>("nested");
        QTest::newRow("F169 a dialog of the window") << false;
        QTest::newRow("F169 a message box with an event loop of its own") << true;
    }

    void anAnswerIsShownWhileADialogIsOpen()
    {
        QFETCH(bool, nested);
        TaskWindow it;
        it.openWith(taskJson(ascending(2)));
        if (!nested) {
            it.window.askToOpen();
            QVERIFY(QApplication::activeModalWidget());
            it.refreshWith(taskJson(ascending(3)));
            QVERIFY(QApplication::activeModalWidget());
            QCOMPARE(it.table().model()->rowCount(), 3);
            return;
        }
        {
            QMessageBox box(&it.window);
            QTimer::singleShot(0, &box, [&] { it.refreshWith(taskJson(ascending(3))); });
            connect(&it.session, &TaskSession::answered, &box, [&] {
                it.session.close(); // while it tells
                box.done(7);
            });
            QCOMPARE(box.exec(), 7);
        }
        QVERIFY(!it.session.answer().task);
        it.openWith(taskJson(ascending(4)));
        QCOMPARE(it.table().model()->rowCount(), 4);
    }

    void aWindowClosedWhileAskingLeavesNothingBehind()
    {
        TaskWindow it;
        it.openTask();
        QTRY_COMPARE(it.source->open(), 1);
        it.window.close();
        it.session.close();
        QCOMPARE(it.source->open(), 0);
    }

private:
    /// The banner about the task: the one for notices has parts of the same names.
    template <class Widget> static Widget *inBanner(const TaskWindow &it, const char *name)
    {
        auto *widget = it.find<Banner>("banner")->findChild<Widget *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("no %s in the banner", name);
        return widget;
    }

    static QString placeholderText(const TaskWindow &it)
    {
        auto *placeholder = it.find<QWidget>("partitionsPlaceholder");
        return placeholder->isVisible() ? placeholder->findChild<QLabel *>(u"heading"_s)->text() : QString();
    }

    static void everyLabelIsPlain(const QWidget &window)
    {
        const QList<QLabel *> labels = window.findChildren<QLabel *>();
        QVERIFY(labels.size() > 10);
        for (const QLabel *label : labels)
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName() + u' ' + label->text()));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
