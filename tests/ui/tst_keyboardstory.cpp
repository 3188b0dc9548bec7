// SPDX-License-Identifier: GPL-3.0-or-later
// The first launch with the demo, by somebody who has no mouse.
#include "client/disclient.h"
#include "demo/demoservice.h"
#include "domain/counttext.h"
#include "session/insightwatch.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/exportdialog.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QPlainTextEdit>
#include <QSet>
#include <QToolButton>
#include <QTreeView>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 20'000; // every task of the demo is looked at first
constexpr int manyPresses = 12;

/// A window as it is launched with --demo, on the demo service over the network.
struct LaunchedDemo : TaskWindow
{
    LaunchedDemo()
    {
        if (!service.start())
            qFatal("the demo service does not start");
        const auto limits = std::make_shared<ClientLimits>(64 << 20, RequestLimits{8, 1000});
        auto client = DisClient::create(service.connection(), network, systemClock(), {}, limits);
        if (!client)
            qFatal("no client");
        demo = std::shared_ptr<TaskSource>(std::move(*client));
        QObject::connect(&project, &ProjectSession::surveyFinished, &session, [this] {
            if (!session.source())
                session.open(demo, project.survey().worst().value_or(TaskAddress()));
        });
        window.browse(demo);
        project.checkEverything();
    }

    bool isOpen(const QString &task) const
    {
        return session.address().task.text == task && session.answer().task && session.model().insight()
            && rows().isSettled();
    }
    QTreeView &tree() const { return *find<QTreeView>("projectTree"); }
    QPlainTextEdit &details() const { return *find<QPlainTextEdit>("details"); }
    /// What the tree shows: streams, and the tasks below those that are open.
    QStringList names() const
    {
        QStringList all;
        for (QModelIndex node = tree().model()->index(0, 0); node.isValid(); node = tree().indexBelow(node))
            all.append(node.data().toString());
        return all;
    }

    DemoService service{systemClock()};
    QNetworkAccessManager network;
    std::shared_ptr<TaskSource> demo;
    InsightWatch insights{session};
};

/// A key as it comes from the keyboard: to whatever has the focus.
void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QWindow *window = QGuiApplication::focusWindow();
    if (!window)
        qFatal("no window has the focus");
    QTest::keyClick(window, key, modifiers);
}

void type(const QString &text)
{
    for (const QChar letter : text)
        QTest::keyClick(QGuiApplication::focusWindow(), letter.toLatin1());
}

/// F6 until that widget has the focus.
bool reach(const QWidget &wanted)
{
    for (int presses = 0; presses < manyPresses && QApplication::focusWidget() != &wanted; ++presses)
        press(Qt::Key_F6);
    return QApplication::focusWidget() == &wanted;
}

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *found = QAccessible::queryAccessibleInterface(widget);
    return found ? found->text(QAccessible::Name) : QString();
}

/// The pane that the focus is in.
QString focusedPane()
{
    for (QWidget *widget = QApplication::focusWidget(); widget; widget = widget->parentWidget()) {
        if (qobject_cast<QDockWidget *>(widget) || widget->objectName() == "partitionsPage"_L1)
            return widget->objectName();
    }
    return {};
}

} // namespace

class TestKeyboardStory : public WidgetTestCase
{
    Q_OBJECT

    std::unique_ptr<LaunchedDemo> m_it;

private Q_SLOTS:
    void init()
    {
        TestCase::init();
        m_it = std::make_unique<LaunchedDemo>();
        QVERIFY(QTest::qWaitForWindowActive(&m_it->window));
        QTRY_VERIFY_WITH_TIMEOUT(m_it->isOpen(u"orders-replay"_s), patience);
    }
    void cleanup() { m_it.reset(); }

    void theWorstTaskIsOpenAndSaysHowManyAreLostAndSinceWhen()
    {
        LaunchedDemo &it = *m_it;
        QTRY_COMPARE(it.labelText("taskVerdict"), u"Losing"_s);
        const QString summary = it.labelText("verdictSummary");
        const auto lost = it.session.model().insight()->whole().expired.value_or(0);
        QVERIFY(lost > 1'000'000);
        QVERIFY2(summary.contains(u"%1 record"_s.arg(countText(lost))), qPrintable(summary));
        QVERIFY2(summary.contains(u"expired before they were dumped"_s), qPrintable(summary));
        QVERIFY2(summary.contains(u" · since "_s), qPrintable(summary));
        QVERIFY2(summary.contains(u"8 of 8 partition"_s), qPrintable(summary));
        QVERIFY2(!summary.contains(u"expires in"_s), qPrintable(summary)); // it has already
    }

    void theTreeIsOpenAtTheWorstTask()
    {
        LaunchedDemo &it = *m_it;
        QTRY_COMPARE(it.tree().currentIndex().data().toString(), u"orders-replay"_s);
        QVERIFY(it.tree().isExpanded(it.tree().currentIndex().parent()));
        QVERIFY(it.tree().viewport()->rect().contains(it.tree().visualRect(it.tree().currentIndex())));
    }

    void ctrlEAndEnterWriteACsvWithVerdicts()
    {
        LaunchedDemo &it = *m_it;
        QSettings().setValue(u"ui/v1/export/folder"_s, it.folder.path());
        press(Qt::Key_E, Qt::ControlModifier);
        auto *dialog = it.window.findChild<ExportDialog *>();
        QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
        const QString path = it.find<QLineEdit>("exportPath")->text();
        QVERIFY2(path.startsWith(it.folder.path()), qPrintable(path));
        press(Qt::Key_Return);
        QTRY_VERIFY(!it.window.findChild<ExportDialog *>());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 8 + 2); // the heading, and the end of the last line
        const auto column = lines.front().trimmed().split(',').indexOf("verdict");
        QVERIFY2(column >= 0, lines.front().constData());
        for (const QByteArray &line : lines.sliced(1, 8))
            QVERIFY2(line.contains("losing"), line.constData());
    }

    void f6ReachesTheTreeAndEnterOpensAnotherTask()
    {
        LaunchedDemo &it = *m_it;
        QVERIFY(reach(it.tree()));
        press(Qt::Key_Home);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        QCOMPARE(it.tree().currentIndex().data().toString(), u"device-alarms"_s);
        press(Qt::Key_Right);
        press(Qt::Key_Down);
        const QString task = it.tree().currentIndex().data().toString();
        QCOMPARE(task, u"alarms-to-obs"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(it.isOpen(task), patience);
        QTRY_COMPARE(it.labelText("taskVerdict"), u"Idle"_s);
    }

    void ctrlLFiltersTheTreeAndEnterOpensTheFirstMatch()
    {
        LaunchedDemo &it = *m_it;
        press(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), it.find<QLineEdit>("projectFilter"));
        type(u"mirror"_s);
        QTRY_COMPARE(it.names(), (QStringList{u"payments"_s, u"payments-mirror"_s}));
        press(Qt::Key_Down);
        QCOMPARE(it.tree().currentIndex().data().toString(), u"payments-mirror"_s);
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(it.isOpen(u"payments-mirror"_s), patience);
        QTRY_COMPARE(it.labelText("taskVerdict"), u"Stalled"_s);
    }

    void onlyTheIllAreShownByKeyboard()
    {
        LaunchedDemo &it = *m_it;
        press(Qt::Key_L, Qt::ControlModifier);
        auto *onlyIll = it.find<QToolButton>("onlyIll");
        press(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), onlyIll);
        press(Qt::Key_Space);
        QVERIFY(onlyIll->isChecked());
        QTRY_VERIFY(it.names().contains(u"orders-replay"_s));
        QVERIFY(!it.names().contains(u"orders-to-obs"_s) && !it.names().contains(u"alarms-to-obs"_s));
        press(Qt::Key_Space);
        QTRY_VERIFY(it.names().contains(u"device-alarms"_s));
    }

    void altEnterTellsOfAPartitionAndCtrlACtrlCCopyIt()
    {
        LaunchedDemo &it = *m_it;
        QVERIFY(reach(it.table()));
        press(Qt::Key_Down);
        press(Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(QApplication::focusWidget(), &it.details());
        const QString id = it.table().currentIndex().siblingAtColumn(0).data().toString();
        QVERIFY(!id.isEmpty());
        press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied, it.details().toPlainText());
        QVERIFY2(copied.contains(id), qPrintable(copied));
        QVERIFY2(copied.contains(u"Records expired before they were dumped."_s), qPrintable(copied));
    }

    void everyPaneIsReachedByF6AndHasAName()
    {
        LaunchedDemo &it = *m_it;
        it.find<QDockWidget>("detailsDock")->show();
        QSet<QString> panes;
        for (int presses = 0; presses < manyPresses; ++presses) {
            press(Qt::Key_F6);
            QWidget *focused = QApplication::focusWidget();
            QVERIFY(focused);
            panes.insert(focusedPane());
            QVERIFY2(!nameOf(focused).isEmpty(), qPrintable(focused->objectName()));
        }
        const QList<QDockWidget *> docks = it.window.findChildren<QDockWidget *>();
        QVERIFY(docks.size() >= 5);
        for (QDockWidget *dock : docks) {
            QVERIFY2(panes.contains(dock->objectName()), qPrintable(dock->objectName()));
            QVERIFY2(!nameOf(dock).isEmpty(), qPrintable(dock->objectName()));
        }
        QVERIFY(panes.contains(u"partitionsPage"_s));
        QCOMPARE(nameOf(it.find<QWidget>("verdictLine")), u"Verdict"_s);
    }
};

QTEST_MAIN(TestKeyboardStory)
#include "tst_keyboardstory.moc"
