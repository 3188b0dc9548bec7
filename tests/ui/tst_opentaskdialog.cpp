// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedproject.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/opentaskdialog.h"
#include "ui/signindialogs.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSemaphore>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString token = u"MIIFvgYJKoZIhvcNAQcC-not-for-eyes"_s;

using With = OpenFields::With;

/// The dialog, once it has looked for a credential.
OpenTaskDialog *openDialog(TaskWindow &it)
{
    it.find<QAction>("actionOpen")->trigger();
    auto *dialog = it.find<OpenTaskDialog>("openTaskDialog");
    const auto *way = dialog->findChild<QComboBox *>(u"way"_s);
    if (!QTest::qWaitFor([way] { return !way->itemText(way->findData(int(With::Found))).contains(u"looking"); }))
        qFatal("it never ends looking");
    return dialog;
}

QComboBox &wayOf(const OpenTaskDialog &dialog)
{
    return *dialog.findChild<QComboBox *>(u"way"_s);
}

bool isShown(const OpenTaskDialog &dialog, const QString &name)
{
    return dialog.findChild<QWidget *>(name)->isVisible();
}

QString label(const OpenTaskDialog &dialog, const QString &name)
{
    return dialog.findChild<QLabel *>(name)->text();
}

QPushButton &button(const OpenTaskDialog &dialog, const QString &name)
{
    return *dialog.findChild<QPushButton *>(name);
}

/// An access key in the environment, as the SDKs have it.
void setKey(TaskWindow &it)
{
    it.scope->environment.insert(u"HUAWEICLOUD_SDK_AK"_s, u"HPUAEXAMPLE000000000"_s);
    it.scope->environment.insert(u"HUAWEICLOUD_SDK_SK"_s, u"not-for-eyes-either"_s);
}

/// The same as Terraform has it, with the region beside it.
void setKeyWithRegion(TaskWindow &it)
{
    it.scope->environment.insert(u"HW_ACCESS_KEY"_s, u"HPUAEXAMPLE000000000"_s);
    it.scope->environment.insert(u"HW_SECRET_KEY"_s, u"not-for-eyes-either"_s);
    it.scope->environment.insert(u"HW_REGION_NAME"_s, u"cn-north-4"_s);
}

void fill(const OpenTaskDialog &dialog, const QString &name, const QString &text)
{
    auto *field = dialog.findChild<QLineEdit *>(name);
    field->clear();
    QTest::keyClicks(field, text);
}

void fillAll(const OpenTaskDialog &dialog, const QString &endpoint)
{
    fill(dialog, u"endpoint"_s, endpoint);
    fill(dialog, u"projectId"_s, u"p1"_s);
    fill(dialog, u"stream"_s, u"newstream"_s);
    fill(dialog, u"task"_s, u"newtask"_s);
    fill(dialog, u"token"_s, token);
}

/// Every text that any widget of the program shows or tells.
QString everythingSaid()
{
    QStringList said;
    const QWidgetList widgets = QApplication::allWidgets();
    for (const QWidget *widget : widgets) {
        said << widget->windowTitle() << widget->toolTip() << widget->accessibleName()
             << widget->accessibleDescription();
        for (const char *property : {"text", "plainText", "placeholderText", "currentText"})
            said << widget->property(property).toString();
    }
    return said.join(u'\n');
}

} // namespace

class TestOpenTaskDialog : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void theWindowMayGoWhileAnEndpointIsTyped();
    void whatIsPressedStaysUnderThePointer();
    void aStrangerAmongEndpointsIsPointedOut_data();
    void aStrangerAmongEndpointsIsPointedOut();
    void whatIsMissingIsAskedFor()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QCOMPARE(dialog->findChild<QLabel *>(u"openProblem"_s)->text(), u"Enter a region or an endpoint."_s);
        QVERIFY(dialog->isVisible());
        QVERIFY(it.opened.isEmpty());
    }

    void aRefusedAddressIsSaidInTheDialog()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        fillAll(*dialog, u"http://example.com"_s);
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QTRY_VERIFY(dialog->findChild<QLabel *>(u"openProblem"_s)->isVisible());
        QVERIFY(dialog->isVisible());
        QCOMPARE(it.source->asked(), 0);
        fill(*dialog, u"endpoint"_s, u"https://dis.example.com"_s);
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QTRY_COMPARE(it.source->asked(), 1);
        QCOMPARE(it.session.address(), (TaskAddress{{u"newstream"_s}, {u"newtask"_s}}));
    }

    void withoutNamesTheProjectIsBrowsed()
    {
        ScriptedProject project;
        project.put(runningStream(u"newstream"_s));
        project.put(runningStream(u"otherstream"_s));
        TaskWindow it;
        it.source->setProject(&project);
        OpenTaskDialog *dialog = openDialog(it);
        fillAll(*dialog, u"https://dis.example.com"_s);
        fill(*dialog, u"stream"_s, {});
        fill(*dialog, u"task"_s, {});
        button(*dialog, u"openButton"_s).click();
        QTRY_COMPARE(it.opened.size(), 1);
        QTRY_VERIFY(it.project.status().complete);
        QCOMPARE(it.project.model().rowCount(), 2);
        QCOMPARE(it.source->asked(), 0);
        QCOMPARE(it.session.source(), nullptr);
        QCOMPARE(it.find<QLineEdit>("projectFilter")->text(), QString());
        // A task is opened there; then the streams alone once more, of one name.
        it.openWith(taskJson(ascending(2)));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        dialog = openDialog(it);
        fillAll(*dialog, u"https://dis.example.com"_s);
        fill(*dialog, u"task"_s, {});
        button(*dialog, u"openButton"_s).click();
        QTRY_COMPARE(it.opened.size(), 2);
        QTRY_COMPARE(it.find<QLineEdit>("projectFilter")->text(), u"newstream"_s);
        QCOMPARE(it.session.source(), nullptr);
        QVERIFY(!it.session.answer().task);
        QTRY_VERIFY(it.project.status().complete);
    }

    void aTaskNeedsItsStream()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        fillAll(*dialog, u"https://dis.example.com"_s);
        fill(*dialog, u"stream"_s, {});
        button(*dialog, u"openButton"_s).click();
        QCOMPARE(label(*dialog, u"openProblem"_s), u"Enter the name of the stream."_s);
        QVERIFY(it.opened.isEmpty());
    }

    void theTokenIsNeverShownOrStored()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        const auto *field = dialog->findChild<QLineEdit *>(u"token"_s);
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QVERIFY(field->actions().isEmpty()); // nothing reveals it
        fillAll(*dialog, u"https://dis.example.com"_s);
        QVERIFY(everythingSaid().contains(token)); // the search below can find it
        QVERIFY(!field->displayText().contains(token));
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QTRY_COMPARE(it.source->open(), 1);
        it.source->answer(taskJson(ascending(2)));
        QTRY_VERIFY(it.session.answer().task);
        QVERIFY(!everythingSaid().contains(token));

        OpenTaskDialog *again = openDialog(it);
        QVERIFY(!everythingSaid().contains(token));
        fill(*again, u"token"_s, token);
        const QString held = again->findChild<QLineEdit *>(u"token"_s)->text(); // shares the field's own characters
        again->reject();
        QVERIFY(!held.contains(u"not-for-eyes"_s)); // overwritten, not only let go
        QVERIFY(!everythingSaid().contains(token));
        it.window.close();
        QSettings().sync();
        QFile settings(QSettings().fileName());
        QVERIFY(!settings.open(QIODevice::ReadOnly) || !settings.readAll().contains(token.toUtf8()));
    }

    void whatIsNoSecretIsThereTheNextTime()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        fillAll(*dialog, u"https://dis.example.com"_s);
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QTRY_COMPARE(it.source->asked(), 1);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const OpenFields fields = openDialog(it)->fields();
        QCOMPARE(fields.endpoint, u"https://dis.example.com"_s);
        QCOMPARE(fields.task, u"newtask"_s);
        QCOMPARE(fields.with, With::Token);
    }

    void whatIsFoundIsUsedWithTwoClicks()
    {
        TaskWindow it;
        setKey(it);
        it.find<QPushButton>("welcomeOpen")->click(); // one
        auto *dialog = it.find<OpenTaskDialog>("openTaskDialog");
        QTRY_COMPARE(wayOf(*dialog).currentText(),
                     u"Found: access key HPUA… from HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK"_s);
        // What has the focus is all that is needed: nothing has to be clicked in between.
        QCOMPARE(dialog->focusWidget()->objectName(), u"endpoint"_s);
        QTest::keyClicks(dialog->focusWidget(), u"cn-north-4"_s);
        for (int tabs = 0; tabs < 9 && dialog->focusWidget()->objectName() != u"stream"; ++tabs)
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(dialog->focusWidget(), u"newstream"_s);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(dialog->focusWidget(), u"newtask"_s);
        button(*dialog, u"openButton"_s).click(); // two
        QTRY_COMPARE(it.source->asked(), 1);
        QCOMPARE(it.opened.size(), 1);
        QCOMPARE(it.opened.first().with, With::Found);
        QCOMPARE(it.opened.first().region, u"cn-north-4"_s);
        QVERIFY(it.opened.first().endpoint.isEmpty());
        QCOMPARE(it.session.address(), (TaskAddress{{u"newstream"_s}, {u"newtask"_s}}));
    }

    void whatStandsBesideTheFoundKeyIsTold()
    {
        TaskWindow it;
        setKeyWithRegion(it);
        const OpenTaskDialog *dialog = openDialog(it);
        QCOMPARE(dialog->focusWidget()->objectName(), u"stream"_s); // nothing else is needed
        QVERIFY(!isShown(*dialog, u"token"_s));
        const auto *endpoint = dialog->findChild<QLineEdit *>(u"endpoint"_s);
        QCOMPARE(endpoint->placeholderText(), u"https://dis.cn-north-4.example.com"_s);
        QCOMPARE(endpoint->accessibleDescription(), endpoint->placeholderText()); // for who listens, too
        QVERIFY(endpoint->text().isEmpty());
        QVERIFY(!everythingSaid().contains(u"not-for-eyes"_s));
    }

    void withNothingFoundATokenIsAskedFor()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        QCOMPARE(wayOf(*dialog).currentData().toInt(), int(With::Token));
        QVERIFY(isShown(*dialog, u"token"_s));
        wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findData(int(With::Found)));
        QVERIFY(!isShown(*dialog, u"token"_s));
        QVERIFY(isShown(*dialog, u"wayHint"_s));
        QVERIFY(label(*dialog, u"wayHint"_s).contains(u"No "_s));
    }

    void aComplaintAndWhatIsTypedOutliveTheSearch()
    {
        QSemaphore gate;
        OpenOffer offer;
        offer.search = [&gate] {
            gate.acquire(); // as long as a file that does not answer
            return std::make_shared<const Search>();
        };
        OpenTaskDialog dialog(std::move(offer), {});
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.showProblem(u"No access key found."_s);
        gate.release();
        QTRY_VERIFY(dialog.findChild<QComboBox *>(u"way"_s)->itemText(0).contains(u"nothing"_s));
        QVERIFY(dialog.findChild<QLabel *>(u"openProblem"_s)->isVisible());
        dialog.close();

        QSemaphore second;
        offer = {};
        offer.search = [&second] {
            second.acquire();
            return std::make_shared<const Search>();
        };
        OpenTaskDialog typing(std::move(offer), {});
        typing.show();
        QVERIFY(QTest::qWaitForWindowActive(&typing));
        auto *stream = typing.findChild<QLineEdit *>(u"stream"_s);
        stream->setFocus();
        QTest::keyClicks(stream, u"new"_s);
        second.release();
        QTRY_VERIFY(typing.findChild<QComboBox *>(u"way"_s)->itemText(0).contains(u"nothing"_s));
        QVERIFY(stream->hasFocus());
    }

    void aNamedConnectionNeedsTheNamesOnly()
    {
        TaskWindow it;
        ConnectionProfile profile;
        profile.name = u"prod"_s;
        profile.region = u"cn-north-4"_s;
        const QString id = it.profiles->create(profile);
        OpenTaskDialog *dialog = openDialog(it);
        wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findText(u"prod"_s));
        for (const QString &name : {u"endpoint"_s, u"projectId"_s, u"token"_s, u"caFile"_s})
            QVERIFY2(!isShown(*dialog, name), qPrintable(name));
        fill(*dialog, u"stream"_s, u"newstream"_s);
        fill(*dialog, u"task"_s, u"newtask"_s);
        button(*dialog, u"openButton"_s).click();
        QTRY_COMPARE(it.source->asked(), 1);
        QCOMPARE(it.opened.first().with, With::Named);
        QCOMPARE(it.opened.first().connection, id);
    }

    void aConnectionsOwnIntervalIsUsed()
    {
        TaskWindow it;
        ConnectionProfile profile;
        profile.name = u"prod"_s;
        profile.region = u"cn-north-4"_s;
        profile.interval = std::chrono::seconds(300);
        it.profiles->create(profile);
        OpenTaskDialog *dialog = openDialog(it);
        wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findText(u"prod"_s));
        fill(*dialog, u"stream"_s, u"newstream"_s);
        fill(*dialog, u"task"_s, u"newtask"_s);
        button(*dialog, u"openButton"_s).click();
        QTRY_COMPARE(it.source->asked(), 1);
        QCOMPARE(it.find<QComboBox>("interval")->currentText(), u"5 min"_s);

        // And no longer than the connection.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        OpenTaskDialog *next = openDialog(it);
        wayOf(*next).setCurrentIndex(wayOf(*next).findData(int(With::Token)));
        fillAll(*next, u"https://dis.example.com"_s);
        button(*next, u"openButton"_s).click();
        QTRY_COMPARE(it.source->asked(), 2);
        QCOMPARE(it.find<QComboBox>("interval")->currentText(), u"30 s"_s);
    }

    void whatIsOpenedIsWhatWasAskedFor()
    {
        const QTemporaryDir folder;
        const auto profiles = std::make_shared<ProfileStore>(folder.filePath(u"spillway"_s));
        const auto add = [&profiles](const QString &name, std::chrono::seconds interval) {
            ConnectionProfile profile;
            profile.name = name;
            profile.region = u"cn-north-4"_s;
            profile.interval = interval;
            return profiles->create(profile);
        };
        const QString dev = add(u"dev"_s, std::chrono::seconds(60));
        add(u"prod"_s, std::chrono::seconds(300));
        const auto making = startedPromise<Result<std::shared_ptr<TaskSource>>>();
        SignInTools tools;
        tools.open = [making](const OpenFields &, const Secret &) { return making->future(); };
        tools.profiles = [profiles] { return profiles; };
        tools.keeper = std::make_shared<FakeKeeper>();
        QWidget window;
        window.show();
        SignInDialogs dialogs(tools, window);
        std::shared_ptr<TaskSource> opened;
        TaskAddress where;
        std::optional<std::chrono::seconds> every;
        connect(&dialogs, &SignInDialogs::opened, this,
                [&](const std::shared_ptr<TaskSource> &source, const TaskAddress &address,
                    const std::optional<std::chrono::seconds> &interval) {
                    opened = source;
                    where = address;
                    every = interval;
                });
        dialogs.askToOpen({});
        const auto *dialog = window.findChild<OpenTaskDialog *>();
        QVERIFY(dialog);
        wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findText(u"dev"_s));
        fill(*dialog, u"stream"_s, u"newstream"_s);
        fill(*dialog, u"task"_s, u"newtask"_s);
        button(*dialog, u"openButton"_s).click();
        // The keyring takes its time, and a person does not wait.
        wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findText(u"prod"_s));
        fill(*dialog, u"stream"_s, u"another"_s);
        fill(*dialog, u"task"_s, u"another"_s);
        keep(*making, Result<std::shared_ptr<TaskSource>>(std::make_shared<ScriptedSource>()));
        QTRY_VERIFY(opened);
        QCOMPARE(where, (TaskAddress{{u"newstream"_s}, {u"newtask"_s}}));
        QVERIFY(every == std::chrono::seconds(60));
        QCOMPARE(dialogs.lastFields().connection, dev);
        QCOMPARE(dialogs.lastFields().stream, u"newstream"_s);
        QCOMPARE(dialogs.lastFields().task, u"newtask"_s);
    }

    void aKeyringThatIsNotThereIsSaid()
    {
        TaskWindow it;
        it.refusal = failure(Error::Kind::File, Error::Reason::KeyringAbsent).value();
        ConnectionProfile profile;
        profile.name = u"prod"_s;
        it.profiles->create(profile);
        OpenTaskDialog *dialog = openDialog(it);
        wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findText(u"prod"_s));
        fill(*dialog, u"stream"_s, u"newstream"_s);
        fill(*dialog, u"task"_s, u"newtask"_s);
        button(*dialog, u"openButton"_s).click();
        QTRY_VERIFY(isShown(*dialog, u"openProblem"_s));
        QCOMPARE(label(*dialog, u"openProblem"_s), u"No keyring is running."_s);
        QVERIFY(dialog->isVisible() && button(*dialog, u"openButton"_s).isEnabled());
    }

    void afterConnectionsTheDialogIsThereAgain()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        fill(*dialog, u"stream"_s, u"newstream"_s);
        button(*dialog, u"manageButton"_s).click();
        auto *connections = it.find<ConnectionsDialog>("connectionsDialog");
        QVERIFY(connections->isVisible());
        QTRY_VERIFY(!it.window.findChild<OpenTaskDialog *>());
        ConnectionProfile profile;
        profile.name = u"made there"_s;
        it.profiles->create(profile);
        connections->reject();
        QTRY_VERIFY(it.window.findChild<OpenTaskDialog *>());
        dialog = it.find<OpenTaskDialog>("openTaskDialog");
        QCOMPARE(dialog->fields().stream, u"newstream"_s);
        QVERIFY(wayOf(*dialog).findText(u"made there"_s) >= 0);
    }

    void theDoctorOpensOverTheDialog()
    {
        TaskWindow it;
        const OpenTaskDialog *dialog = openDialog(it);
        button(*dialog, u"doctorButton"_s).click();
        auto *doctor = dialog->findChild<DoctorDialog *>();
        QVERIFY(doctor && doctor->isVisible() && dialog->isVisible());
        doctor->reject();
    }
};

void TestOpenTaskDialog::theWindowMayGoWhileAnEndpointIsTyped()
{
    TaskWindow it;
    OpenTaskDialog *dialog = openDialog(it);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findData(int(With::Token)));
    auto *field = dialog->findChild<QLineEdit *>(u"endpoint"_s);
    field->setFocus();
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"dis.example.com"_s);
}

void TestOpenTaskDialog::whatIsPressedStaysUnderThePointer()
{
    TaskWindow it;
    OpenTaskDialog *dialog = openDialog(it);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findData(int(With::Token)));
    auto *field = dialog->findChild<QLineEdit *>(u"endpoint"_s);
    field->setFocus();
    QTest::keyClicks(field, u"dis.example.com"_s);
    const QPushButton &open = button(*dialog, u"openButton"_s);
    const QPoint place = open.mapTo(dialog, open.rect().center());
    QTest::mousePress(dialog->windowHandle(), Qt::LeftButton, {}, place);
    QTRY_VERIFY(open.isDown());
    QVERIFY(!field->hasFocus());
    QVERIFY(!isShown(*dialog, u"openEndpointNote"_s));
    QTest::mouseRelease(dialog->windowHandle(), Qt::LeftButton, {}, place);
    QTRY_COMPARE(label(*dialog, u"openProblem"_s), u"Enter the project ID."_s);
    QTRY_VERIFY(isShown(*dialog, u"openEndpointNote"_s));
}

void TestOpenTaskDialog::aStrangerAmongEndpointsIsPointedOut_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<bool>("isStranger");
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("a region") << u"cn-north-4"_s << false;
    QTest::newRow("the vendor's") << u"https://dis.cn-north-4.myhuaweicloud.com"_s << false;
    QTest::newRow("this computer") << u"http://127.0.0.1:8080"_s << false;
    QTest::newRow("F100 looks like the vendor's") << u"https://dis.cn-north-4.myhuaweicloud.com.evil.example"_s << true;
    QTest::newRow("F100 looks like this computer") << u"https://127.0.0.1.example.com"_s << true;
    QTest::newRow("F100 without a scheme") << u"dis.example.com"_s << true;
}

void TestOpenTaskDialog::aStrangerAmongEndpointsIsPointedOut()
{
    QFETCH(QString, endpoint);
    QFETCH(bool, isStranger);
    TaskWindow it;
    OpenTaskDialog *dialog = openDialog(it);
    wayOf(*dialog).setCurrentIndex(wayOf(*dialog).findData(int(With::Token)));
    auto *field = dialog->findChild<QLineEdit *>(u"endpoint"_s);
    field->setFocus();
    QTest::keyClicks(field, endpoint);
    QVERIFY(!isShown(*dialog, u"openEndpointNote"_s)); // not at each letter
    dialog->findChild<QLineEdit *>(u"projectId"_s)->setFocus();
    QCOMPARE(isShown(*dialog, u"openEndpointNote"_s), isStranger);
    QCOMPARE(label(*dialog, u"openEndpointNote"_s).contains(u"not one of Huawei Cloud's own"_s), isStranger);
    // Also when it comes back filled in; a connection that has a name was warned of when it was made.
    TaskWindow other;
    other.window.askToOpen(OpenFields{With::Token, {}, endpoint, {}, {}, {}, {}, {}});
    const auto *again = other.find<OpenTaskDialog>("openTaskDialog");
    QCOMPARE(isShown(*again, u"openEndpointNote"_s), isStranger);
}

QTEST_MAIN(TestOpenTaskDialog)
#include "tst_opentaskdialog.moc"
