// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectionbench.h"
#include "support/widgettestcase.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QMessageBox>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

using SignIn = ConnectionProfile::SignIn;

namespace {

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

/// A new connection with an access key, not saved, in the place of what was on show.
void typeNew(const ConnectionBench &it)
{
    it.click("newConnection");
    it.type("connectionName", u"prod"_s);
    it.chooseRegion(u"cn-north-4"_s);
    it.choose("signIn", int(SignIn::AccessKey));
    it.type("accessKeyId", u"A"_s);
    it.type("secretKey", u"S"_s);
}

/// Asks to close it or, by a click in the list, to go to the first one; says Save to the question.
void leaveWithSave(const ConnectionBench &it, const QString &way)
{
    if (way == u"select")
        it.list()->setCurrentRow(0);
    else
        it.dialog->close();
    QTRY_VERIFY(it.dialog->findChild<QMessageBox *>(u"unsavedQuestion"_s));
    it.click("saveChanges");
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

class TestConnectionsDialog : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstConnectionIsMadeAndItsSecretsAreKept();
    void aSecretIsNeverShown();
    void whatIsKeptStaysWhenSomethingElseChanges();
    void anotherWayToSignInForgetsTheOldSecrets();
    void withoutAKeyringThatIsSaidInWords();
    void whatCouldNotBeReadIsNotOverwritten();
    void aLateAnswerOfTheKeyringForgetsNothing_data();
    void aLateAnswerOfTheKeyringForgetsNothing();
    void secretsAreGoneWhenTheDialogIsHiddenOrEnds();
    void aCopyHasTheSecretsToo();
    void deletingIsAskedAbout();
    void changesAreNotLostUnasked_data();
    void changesAreNotLostUnasked();
    void whoLeavesWithSaveIsToldThatTheKeyringRefuses_data();
    void whoLeavesWithSaveIsToldThatTheKeyringRefuses();
    void whoLeavesWithSaveGoesOnceTheKeyringHasIt_data();
    void whoLeavesWithSaveGoesOnceTheKeyringHasIt();
    void whoClosesWithSaveIsToldThatTheFileCannotBeWritten();
    void whoClosesRightAfterSavingWaitsForTheKeyring();
    void whatIsTypedWhileTheKeyringIsAskedIsAskedAboutToo();
    void whoDeletesWhileTheKeyringIsAskedStays();
    void aConnectionIsTriedAsItIsTyped();
    void aLateOutcomeIsAboutSomethingElse();
    void whatAnotherWindowDoesIsShown();
    void aDamagedFileIsSaid();
    void whatCannotBeWrittenIsSaid();
};

void TestConnectionsDialog::aFirstConnectionIsMadeAndItsSecretsAreKept()
{
    ConnectionBench it;
    ConnectionsDialog &dialog = it.open();
    QVERIFY(!it.button("deleteConnection")->isDefault());
    it.type("connectionName", u" prod "_s);
    it.chooseRegion(u"cn-north-4"_s);
    it.choose("signIn", int(SignIn::AccessKey));
    it.type("accessKeyId", u"HPUAEXAMPLE"_s);
    it.type("secretKey", u"the-secret-key"_s);
    it.click("saveConnection");
    QCOMPARE(it.store.profiles().size(), 1);
    const ConnectionProfile saved = it.store.profiles().constFirst();
    QCOMPARE(saved.name, u"prod"_s);
    QCOMPARE(saved.region, u"cn-north-4"_s);
    QCOMPARE(saved.signIn, SignIn::AccessKey);
    QTRY_COMPARE(it.label("secretsNote"), u"The secrets are saved in the keyring."_s);
    QCOMPARE(it.keeper.text(saved.id), QByteArray(R"({"accessKeyId":"HPUAEXAMPLE","secretKey":"the-secret-key"})"));
    QVERIFY(it.line("secretKey")->text().isEmpty());
    QCOMPARE(it.line("secretKey")->placeholderText(), u"Unchanged"_s);
    QCOMPARE(it.names(), QStringList{u"prod"_s});
    QVERIFY(!it.button("saveConnection")->isEnabled());
    QVERIFY(dialog.close());
    QVERIFY(!dialog.isVisible());
}

void TestConnectionsDialog::aSecretIsNeverShown()
{
    ConnectionBench it;
    const QString id = it.add(u"a"_s, SignIn::Token, "kept-not-for-eyes");
    it.open();
    QTRY_COMPARE(it.label("secretsNote"), u"The secrets are saved in the keyring."_s);
    QVERIFY(!everythingSaid().contains(u"kept-not-for-eyes"_s));
    it.type("token", u"typed-not-for-eyes"_s);
    QVERIFY(everythingSaid().contains(u"typed-not-for-eyes"_s)); // the search can find it
    for (const char *name : {"accessKeyId", "secretKey", "securityToken", "token", "password", "proxyPassword"}) {
        QCOMPARE(it.line(name)->echoMode(), QLineEdit::Password);
        QVERIFY(it.line(name)->actions().isEmpty()); // nothing reveals it
    }
    QVERIFY(!it.line("token")->displayText().contains(u"typed"_s));
    it.click("saveConnection");
    QTRY_COMPARE(it.keeper.text(id), QByteArray(R"({"token":"typed-not-for-eyes"})"));
    QVERIFY(!everythingSaid().contains(u"not-for-eyes"_s));
    QFile file(it.file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("not-for-eyes"));
}

void TestConnectionsDialog::whatIsKeptStaysWhenSomethingElseChanges()
{
    ConnectionBench it;
    const QString id = it.add(u"a"_s, SignIn::Token, "T");
    it.open();
    QTRY_VERIFY(it.isShown("secretsNote"));
    it.type("projectId", u"p2"_s);
    it.click("saveConnection");
    QCOMPARE(it.store.find(id)->projectId, u"p2"_s);
    QCOMPARE(it.keeper.writes, 0);
    it.choose("proxyKind", int(ProxyChoice::Kind::Manual));
    it.type("proxyHost", u"proxy.example.com"_s);
    it.type("proxyPassword", u" blank first"_s);
    it.click("saveConnection");
    QTRY_COMPARE(it.keeper.text(id), QByteArray(R"({"token":"T","proxyPassword":" blank first"})"));
}

void TestConnectionsDialog::anotherWayToSignInForgetsTheOldSecrets()
{
    ConnectionBench it;
    const QString id = it.add(u"a"_s, SignIn::Token, "T");
    it.open();
    QTRY_VERIFY(it.isShown("secretsNote"));
    it.choose("signIn", int(SignIn::Found));
    it.click("saveConnection");
    QTRY_COMPARE(it.keeper.text(id), QByteArray("{}"));
    QTRY_VERIFY(!it.isShown("secretsNote"));
}

void TestConnectionsDialog::withoutAKeyringThatIsSaidInWords()
{
    ConnectionBench it;
    it.keeper.fault = Error::Reason::KeyringAbsent;
    const QString id = it.add(u"a"_s, SignIn::Token, {});
    it.open();
    QTRY_COMPARE(it.label("secretsNote"), u"No keyring is running. What you enter is kept until you quit."_s);
    it.type("token", u"T"_s);
    it.click("saveConnection");
    QTRY_COMPARE(it.label("secretsNote"), u"No keyring is running. The secrets are kept until you quit."_s);
    QCOMPARE(it.keeper.text(id), QByteArray(R"({"token":"T"})"));
}

void TestConnectionsDialog::whatCouldNotBeReadIsNotOverwritten()
{
    ConnectionBench it;
    const QString id = it.add(u"a"_s, SignIn::Token, "T");
    it.keeper.isSilent = true; // has not answered yet
    it.open();
    it.choose("proxyKind", int(ProxyChoice::Kind::Manual));
    it.type("proxyHost", u"proxy.example.com"_s);
    it.type("proxyPassword", u"P"_s);
    it.click("saveConnection");
    it.dialog->close();
    QCOMPARE(it.keeper.text(id), QByteArray(R"({"token":"T","proxyPassword":"P"})"));
}

void TestConnectionsDialog::aLateAnswerOfTheKeyringForgetsNothing_data()
{
    QTest::addColumn<bool>("isSlow");
    QTest::newRow("after it was saved") << false;
    QTest::newRow("while it is saved") << true;
}

void TestConnectionsDialog::aLateAnswerOfTheKeyringForgetsNothing()
{
    QFETCH(const bool, isSlow);
    ConnectionBench it;
    it.keeper.isSlow = isSlow;
    const QString id = it.add(u"a"_s, SignIn::Token, "T");
    it.keeper.isSilent = true;
    it.open();
    it.choose("proxyKind", int(ProxyChoice::Kind::Manual));
    it.type("proxyHost", u"proxy.example.com"_s);
    it.type("proxyPassword", u"P"_s);
    it.click("saveConnection");
    // What comes now is from before that.
    it.keeper.isSilent = false;
    it.keeper.answerReads();
    it.keeper.answerWrites();
    QTRY_COMPARE(it.line("proxyPassword")->placeholderText(), u"Unchanged"_s);
    QCOMPARE(it.line("token")->placeholderText(), u"Unchanged"_s);
    it.type("token", u"N"_s);
    it.click("saveConnection");
    it.keeper.answerWrites();
    QTRY_COMPARE(it.keeper.text(id), QByteArray(R"({"token":"N","proxyPassword":"P"})"));
}

void TestConnectionsDialog::secretsAreGoneWhenTheDialogIsHiddenOrEnds()
{
    ConnectionBench it;
    it.add(u"a"_s, SignIn::Token, "kept-not-for-eyes");
    ConnectionsDialog &dialog = it.open();
    it.type("token", u"typed-not-for-eyes"_s);
    const QString held = it.line("token")->text(); // shares the field's own characters
    dialog.hide();
    QVERIFY(it.line("token")->text().isEmpty());
    QVERIFY(!held.contains(u"typed"_s)); // overwritten, not only let go
    dialog.show();
    QTRY_COMPARE(it.line("token")->placeholderText(), u"Unchanged"_s);
    it.type("token", u"typed-not-for-eyes"_s);
    dialog.done(0);
    QVERIFY(it.line("token")->text().isEmpty());
    QVERIFY(!everythingSaid().contains(u"not-for-eyes"_s));
}

void TestConnectionsDialog::aCopyHasTheSecretsToo()
{
    ConnectionBench it;
    const QString id = it.add(u"a"_s, SignIn::Token, "T");
    it.open();
    QTRY_VERIFY(it.isShown("secretsNote"));
    it.click("copyConnection");
    QCOMPARE(it.line("connectionName")->text(), u"a (copy)"_s);
    QCOMPARE(it.line("token")->placeholderText(), u"Filled in"_s);
    it.click("saveConnection");
    QCOMPARE(it.names(), (QStringList{u"a"_s, u"a (copy)"_s}));
    const QString copied = it.store.profiles().at(1).id;
    QVERIFY(copied != id);
    QTRY_COMPARE(it.keeper.text(copied), QByteArray(R"({"token":"T"})"));
    QCOMPARE(it.keeper.text(id), QByteArray(R"({"token":"T"})"));
}

void TestConnectionsDialog::deletingIsAskedAbout()
{
    ConnectionBench it;
    const QString a = it.add(u"a"_s, SignIn::Token, "T");
    it.add(u"b"_s, SignIn::Token, "U");
    it.open();
    it.click("deleteConnection");
    auto *question = it.findChild<QMessageBox>("deleteQuestion");
    QVERIFY(question->isVisible());
    QCOMPARE(question->textFormat(), Qt::PlainText);
    question->button(QMessageBox::Cancel)->click();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(it.store.profiles().size(), 2);
    it.click("deleteConnection");
    it.click("confirmDelete");
    QCOMPARE(it.names(), QStringList{u"b"_s});
    QCOMPARE(it.line("connectionName")->text(), u"b"_s);
    QTRY_COMPARE(it.keeper.text(a), QByteArray());
    QVERIFY(!it.store.find(a));
}

void TestConnectionsDialog::changesAreNotLostUnasked_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"select", "close", "new"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void TestConnectionsDialog::changesAreNotLostUnasked()
{
    QFETCH(QString, way);
    for (const char *answer : {"cancel", "discardChanges", "saveChanges"}) {
        ConnectionBench it;
        const QString a = it.add(u"a"_s, SignIn::Found, {});
        const QString b = it.add(u"b"_s, SignIn::Found, {});
        it.open();
        it.type("projectId", u"changed"_s);
        if (way == u"select")
            it.list()->setCurrentRow(1);
        else if (way == u"close")
            it.dialog->close();
        else
            it.click("newConnection");
        QTRY_VERIFY(it.dialog->findChild<QMessageBox *>(u"unsavedQuestion"_s));
        QVERIFY(it.dialog->isVisible());
        QCOMPARE(it.list()->currentItem()->text(), u"a"_s);
        const bool isCancelled = answer == QByteArray("cancel");
        if (isCancelled)
            it.findChild<QMessageBox>("unsavedQuestion")->button(QMessageBox::Cancel)->click();
        else
            it.click(answer);
        QCOMPARE(it.store.find(a)->projectId, answer == QByteArray("saveChanges") ? u"changed"_s : QString());
        if (isCancelled)
            QCOMPARE(it.line("projectId")->text(), u"changed"_s);
        else if (way == u"select")
            QCOMPARE(it.line("connectionName")->text(), u"b"_s);
        else if (way == u"close")
            QVERIFY(!it.dialog->isVisible());
        else
            QCOMPARE(it.line("connectionName")->text(), QString());
    }
}

void TestConnectionsDialog::whoLeavesWithSaveIsToldThatTheKeyringRefuses_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("close") << u"close"_s;
    QTest::newRow("select") << u"select"_s;
}

void TestConnectionsDialog::whoLeavesWithSaveIsToldThatTheKeyringRefuses()
{
    QFETCH(QString, way);
    ConnectionBench it;
    it.keeper.fault = Error::Reason::KeyringAbsent;
    it.add(u"other"_s, SignIn::Found, {});
    it.open();
    typeNew(it);
    leaveWithSave(it, way);
    QTRY_COMPARE(it.label("secretsNote"), u"No keyring is running. The secrets are kept until you quit."_s);
    QVERIFY(it.dialog->isVisible() && it.isShown("secretsNote"));
    QCOMPARE(it.list()->currentItem()->text(), u"prod"_s);
    QCOMPARE(it.line("connectionName")->text(), u"prod"_s);
    QCOMPARE(it.line("secretKey")->placeholderText(), u"Unchanged"_s);
    QCOMPARE(it.keeper.text(it.store.profiles().at(1).id), QByteArray(R"({"accessKeyId":"A","secretKey":"S"})"));
    // Who knows may go.
    QVERIFY(it.dialog->close());
}

void TestConnectionsDialog::whoLeavesWithSaveGoesOnceTheKeyringHasIt_data()
{
    whoLeavesWithSaveIsToldThatTheKeyringRefuses_data();
}

void TestConnectionsDialog::whoLeavesWithSaveGoesOnceTheKeyringHasIt()
{
    QFETCH(QString, way);
    ConnectionBench it;
    it.keeper.isSlow = true;
    it.add(u"other"_s, SignIn::Found, {});
    it.open();
    typeNew(it);
    leaveWithSave(it, way);
    QVERIFY(it.dialog->isVisible());
    QCOMPARE(it.line("connectionName")->text(), u"prod"_s);
    it.keeper.answerWrites();
    if (way == u"select")
        QTRY_COMPARE(it.line("connectionName")->text(), u"other"_s);
    else
        QTRY_VERIFY(!it.dialog->isVisible());
    QCOMPARE(it.keeper.text(it.store.profiles().at(1).id), QByteArray(R"({"accessKeyId":"A","secretKey":"S"})"));
}

void TestConnectionsDialog::whoClosesWithSaveIsToldThatTheFileCannotBeWritten()
{
    ConnectionBench it;
    it.add(u"a"_s, SignIn::Found, {});
    it.open();
    QVERIFY(QFile::remove(it.file()) && QDir().mkdir(it.file())); // a folder where the file should be, also for root
    it.type("projectId", u"p"_s);
    leaveWithSave(it, u"close"_s);
    QVERIFY(it.dialog->isVisible() && it.isShown("connectionMessage"));
    QCOMPARE(it.label("connectionMessage"),
             QString(it.file() + u" is not a regular file. The change holds until you quit."_s));
    QCOMPARE(it.line("projectId")->text(), u"p"_s);
    QVERIFY(it.dialog->close());
}

void TestConnectionsDialog::whoClosesRightAfterSavingWaitsForTheKeyring()
{
    ConnectionBench it;
    it.keeper.isSlow = true;
    it.open();
    typeNew(it);
    it.click("saveConnection");
    QVERIFY(!it.dialog->close());
    QVERIFY(!it.dialog->findChild<QMessageBox *>(u"unsavedQuestion"_s)); // there is nothing to be asked
    it.keeper.fault = Error::Reason::KeyringAbsent;
    it.keeper.answerWrites();
    QTRY_COMPARE(it.label("secretsNote"), u"No keyring is running. The secrets are kept until you quit."_s);
    QVERIFY(it.dialog->isVisible());
    // The wish ended with that.
    it.keeper.fault.reset();
    it.type("secretKey", u"other"_s);
    it.click("saveConnection");
    it.keeper.answerWrites();
    QTRY_COMPARE(it.label("secretsNote"), u"The secrets are saved in the keyring."_s);
    QVERIFY(it.dialog->isVisible());
    QVERIFY(it.dialog->close());
}

void TestConnectionsDialog::whatIsTypedWhileTheKeyringIsAskedIsAskedAboutToo()
{
    ConnectionBench it;
    it.keeper.isSlow = true;
    it.open();
    typeNew(it);
    leaveWithSave(it, u"close"_s);
    it.type("projectId", u"p"_s);
    it.keeper.answerWrites();
    QTRY_VERIFY(it.dialog->findChild<QMessageBox *>(u"unsavedQuestion"_s));
    QVERIFY(it.dialog->isVisible());
    QCOMPARE(it.line("projectId")->text(), u"p"_s);
    it.click("discardChanges");
    QVERIFY(!it.dialog->isVisible());
    QCOMPARE(it.store.profiles().constFirst().projectId, QString());
}

void TestConnectionsDialog::whoDeletesWhileTheKeyringIsAskedStays()
{
    ConnectionBench it;
    it.keeper.isSlow = true;
    it.open();
    typeNew(it);
    leaveWithSave(it, u"close"_s);
    it.click("deleteConnection");
    it.keeper.answerWrites();
    QTRY_COMPARE(it.label("secretsNote"), u"The secrets are saved in the keyring."_s);
    QVERIFY(it.dialog->isVisible());
    QVERIFY(it.findChild<QMessageBox>("deleteQuestion")->isVisible());
}

void TestConnectionsDialog::aConnectionIsTriedAsItIsTyped()
{
    ConnectionBench it;
    it.add(u"a"_s, SignIn::AccessKey, {});
    it.open();
    it.type("accessKeyId", u"A"_s);
    it.type("secretKey", u"S"_s);
    it.click("testConnection");
    QCOMPARE(it.label("connectionMessage"), u"Testing…"_s);
    QVERIFY(!it.button("testConnection")->isEnabled());
    QCOMPARE(it.tested.name, u"a"_s);
    QCOMPARE(it.testedSecrets, QByteArray(R"({"accessKeyId":"A","secretKey":"S"})"));
    it.answerTest({Severity::Good, u"It works."_s});
    QTRY_COMPARE(it.label("connectionMessage"), u"It works."_s);
    QVERIFY(it.button("testConnection")->isEnabled());
    QCOMPARE(it.keeper.writes, 0); // trying is not saving
}

void TestConnectionsDialog::aLateOutcomeIsAboutSomethingElse()
{
    ConnectionBench it;
    it.add(u"a"_s, SignIn::Found, {});
    it.add(u"b"_s, SignIn::Found, {});
    it.open();
    it.click("testConnection");
    it.list()->setCurrentRow(1);
    QTRY_COMPARE(it.line("connectionName")->text(), u"b"_s);
    QVERIFY(it.isTestCancelled());
    it.answerTest({Severity::Bad, u"Refused."_s});
    QCoreApplication::processEvents();
    QVERIFY(!it.isShown("connectionMessage"));
    QVERIFY(it.button("testConnection")->isEnabled());
}

void TestConnectionsDialog::whatAnotherWindowDoesIsShown()
{
    ConnectionBench it;
    const QString a = it.add(u"a"_s, SignIn::Found, {});
    it.open();
    it.type("projectId", u"mine"_s);
    ProfileStore other(it.folder());
    other.remove(a);
    ConnectionProfile theirs;
    theirs.name = u"theirs"_s;
    other.create(theirs);
    it.store.reload();
    // What is being edited stays, as a new one.
    QCOMPARE(it.names(), (QStringList{u"theirs"_s, u"New connection"_s}));
    QCOMPARE(it.line("projectId")->text(), u"mine"_s);
    it.click("saveConnection");
    QCOMPARE(it.names(), (QStringList{u"theirs"_s, u"a"_s}));
}

void TestConnectionsDialog::whatCannotBeWrittenIsSaid()
{
    ConnectionBench it;
    it.add(u"a"_s, SignIn::Found, {});
    it.open();
    QVERIFY(QFile::remove(it.file()) && QDir().mkdir(it.file())); // a folder where the file should be, also for root
    it.type("projectId", u"p"_s);
    it.click("saveConnection");
    QCOMPARE(it.label("connectionMessage"),
             QString(it.file() + u" is not a regular file. The change holds until you quit."_s));
    QCOMPARE(it.store.profiles().constFirst().projectId, u"p"_s);
    it.click("deleteConnection");
    it.click("confirmDelete");
    QVERIFY(it.isShown("connectionMessage"));
    QVERIFY(it.store.profiles().isEmpty());
}

void TestConnectionsDialog::aDamagedFileIsSaid()
{
    ConnectionBench it;
    it.add(u"a"_s, SignIn::Found, {});
    QFile file(it.file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    it.open();
    QVERIFY(it.label("connectionsNotice").startsWith(u"The file of connections could not be read. It was kept as "_s));
    QCOMPARE(it.names(), QStringList{u"a"_s}); // known from before
}

QTEST_MAIN(TestConnectionsDialog)
#include "tst_connectionsdialog.moc"
