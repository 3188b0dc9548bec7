// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/connector.h"
#include "demo/demoservice.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/practicedialog.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

PracticeOffer practiceOffer(const DemoService &service)
{
    SignInPractice practice = service.practice();
    Connection own = service.connection();
    return {service.endpoint(),       practice.project,
            std::move(practice.key),  std::move(practice.temporaryKey),
            std::move(practice.user), std::move(std::get<Token>(own.credential).value)};
}

/// A window that shows a demo, which can be signed in to.
struct PracticeWindow : TaskWindow
{
    PracticeWindow()
    {
        QVERIFY(service.start());
        DemoOffer offer;
        offer.tasks = {{DemoService::tasks().constFirst().address, u"Healthy"_s, u"All is well."_s}};
        offer.practice = [this] { return practiceOffer(service); };
        offer.origin = source->origin();
        window.setDemo(offer);
        openTask();
    }

    QAction *entry() const { return window.findChild<QAction *>(u"actionPractise"_s); }
    PracticeDialog *open() const
    {
        entry()->trigger();
        return dialog();
    }
    static PracticeDialog *dialog()
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *each : windows) {
            if (auto *found = qobject_cast<PracticeDialog *>(each))
                return found;
        }
        return nullptr;
    }
    static void choose(const PracticeDialog &dialog, int way)
    {
        dialog.findChild<QComboBox *>(u"practiceWay"_s)->setCurrentIndex(way);
    }
    ConnectionsDialog *draft(const PracticeDialog &dialog) const
    {
        dialog.findChild<QPushButton *>(u"practiceConnection"_s)->click();
        return find<ConnectionsDialog>("connectionsDialog");
    }

    DemoService service{systemClock()};
};

} // namespace

/// Signing in to the demo, as a person would to the real service.
class TestPractice : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyWayIsGoodForTheDemo_data();
    void everyWayIsGoodForTheDemo();
    void whatIsShownIsWhatIsCopied_data() { everyWayIsGoodForTheDemo_data(); }
    void whatIsShownIsWhatIsCopied();
    void aConnectionIsFilledInAndSavedOnlyByThePerson();
    void aNameThatIsTakenGetsANumber();
    void theValuesStayAtHandWhileADialogIsOpen();
    void whoSignsInToTheDemoStaysInTheDemo();
    void withTheDemoTheValuesGo();
};

void TestPractice::everyWayIsGoodForTheDemo_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("access key") << 0;
    QTest::newRow("temporary access key") << 1;
    QTest::newRow("user and password") << 2;
    QTest::newRow("token") << 3;
}

void TestPractice::everyWayIsGoodForTheDemo()
{
    QFETCH(const int, way);
    DemoService service(systemClock());
    QVERIFY(service.start());
    const std::vector<PracticeWay> ways = practiceWays(practiceOffer(service));
    QCOMPARE(ways.size(), std::size_t(4));
    FakeKeeper keeper;
    Connector connector({}, keeper, {});
    const auto tryWith = [&](ProfileSecrets secrets) {
        const QFuture<Result<void>> tried = connector.tryNamed(ways[std::size_t(way)].profile, std::move(secrets));
        return QTest::qWaitFor([&] { return tried.isFinished(); }, 20'000) && tried.result();
    };
    QVERIFY(tryWith(copyOf(ways[std::size_t(way)].secrets)));
    // And because of these values, not for any.
    ProfileSecrets wrong = copyOf(ways[std::size_t(way)].secrets);
    for (Secret *secret : {&wrong.secretKey, &wrong.token, &wrong.password}) {
        if (!secret->isEmpty())
            *secret = Secret("made-up");
    }
    QVERIFY(!tryWith(std::move(wrong)));
}

void TestPractice::whatIsShownIsWhatIsCopied()
{
    QFETCH(const int, way);
    const PracticeWindow it;
    const PracticeDialog *dialog = it.open();
    QVERIFY(dialog && dialog->isVisible());
    PracticeWindow::choose(*dialog, way);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const QWidget *choice = dialog->findChild<QComboBox *>(u"practiceWay"_s);
    QStringList order; // of the Tab key
    for (const QWidget *each = choice->nextInFocusChain(); each != choice; each = each->nextInFocusChain()) {
        if (each->focusPolicy() & Qt::TabFocus)
            order.append(each->accessibleName());
    }
    QCOMPARE(order.first(2), (QStringList{u"Endpoint"_s, u"Copy: Endpoint"_s}));
    QCOMPARE(order.last(3).first(), u"Copy: Dump task"_s); // before the buttons below
    QStringList copied;
    const QList<QPushButton *> buttons = dialog->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (!button->accessibleName().startsWith(u"Copy: "_s))
            continue;
        QGuiApplication::clipboard()->clear();
        button->click();
        copied.append(QGuiApplication::clipboard()->text());
    }
    QStringList shown;
    for (const PracticeWay::Value &value : dialog->way().values)
        shown.append(value.text);
    shown += {DemoService::tasks().constFirst().address.stream.text, u"newtask"_s};
    shown[shown.size() - 2] = u"newstream"_s; // what the window shows
    QCOMPARE(copied, shown);
    QVERIFY(!copied.contains(QString()));
}

void TestPractice::aConnectionIsFilledInAndSavedOnlyByThePerson()
{
    const PracticeWindow it;
    const ConnectionsDialog *connections = it.draft(*it.open());
    QVERIFY(connections->isVisible());
    QVERIFY(it.profiles->profiles().isEmpty());
    QCOMPARE(it.keeper->writes, 0);
    QCOMPARE(connections->findChild<QLineEdit *>(u"connectionName"_s)->text(), u"Practice: Access key (AK/SK)"_s);
    QCOMPARE(connections->findChild<QLineEdit *>(u"endpoint"_s)->text(), it.service.endpoint());
    const auto *secret = connections->findChild<QLineEdit *>(u"secretKey"_s);
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    QCOMPARE(secret->placeholderText(), u"Filled in"_s);
    QVERIFY(secret->accessibleDescription().startsWith(u"Filled in. It is never shown"_s));
    QVERIFY(secret->text().isEmpty()); // the form never holds what it was not given by hand
    connections->findChild<QPushButton *>(u"saveConnection"_s)->click();
    QCOMPARE(it.profiles->profiles().size(), 1);
    const SignInPractice practice = it.service.practice();
    QTRY_VERIFY(
        it.keeper->text(it.profiles->profiles().constFirst().id).contains(practice.key.secret.reveal().toByteArray()));
}

void TestPractice::aNameThatIsTakenGetsANumber()
{
    const PracticeWindow it;
    const PracticeDialog *practice = it.open();
    it.draft(*practice)->findChild<QPushButton *>(u"saveConnection"_s)->click();
    const ConnectionsDialog *connections = it.draft(*practice);
    QTRY_COMPARE(connections->findChild<QLineEdit *>(u"connectionName"_s)->text(),
                 u"Practice: Access key (AK/SK) (2)"_s);
    QCOMPARE(it.profiles->profiles().size(), 1);
}

void TestPractice::theValuesStayAtHandWhileADialogIsOpen()
{
    const PracticeWindow it;
    const PracticeDialog *practice = it.open();
    it.find<QAction>("actionOpen")->trigger();
    QVERIFY(QApplication::activeModalWidget());
    // A press that is kept from a blocked window would copy nothing.
    QGuiApplication::clipboard()->clear();
    const QList<QPushButton *> buttons = practice->findChildren<QPushButton *>();
    const auto copy = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->accessibleName() == u"Copy: Endpoint";
    });
    QVERIFY(copy != buttons.end());
    QTest::mouseClick(practice->windowHandle(), Qt::LeftButton, {}, (*copy)->mapTo(practice, (*copy)->rect().center()));
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), it.service.endpoint());
}

void TestPractice::whoSignsInToTheDemoStaysInTheDemo()
{
    PracticeWindow it;
    it.find<QAction>("actionOpen")->trigger();
    const auto *dialog = it.find<QDialog>("openTaskDialog");
    auto *way = dialog->findChild<QComboBox *>(u"way"_s);
    way->setCurrentIndex(way->findData(int(OpenFields::With::Token)));
    for (const QString &name : {u"endpoint"_s, u"projectId"_s, u"token"_s, u"stream"_s, u"task"_s})
        dialog->findChild<QLineEdit *>(name)->setText(u"x"_s);
    const int before = it.source->asked();
    dialog->findChild<QPushButton *>(u"openButton"_s)->click();
    QTRY_VERIFY(it.source->asked() > before);
    QCoreApplication::processEvents();
    QVERIFY(it.find<QLabel>("demoMark")->isVisible());
    QVERIFY(it.entry());
}

void TestPractice::withTheDemoTheValuesGo()
{
    PracticeWindow it;
    QVERIFY(it.open());
    it.window.setDemo({});
    QVERIFY(!PracticeWindow::dialog());
    QVERIFY(!it.entry());
    {
        const PracticeWindow other;
        QVERIFY(other.open());
    }
    QVERIFY(!PracticeWindow::dialog());
}

QTEST_MAIN(TestPractice)
#include "tst_practice.moc"
