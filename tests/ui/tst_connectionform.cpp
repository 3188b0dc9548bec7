// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectionbench.h"
#include "support/clippedtexts.h"
#include "support/widgettestcase.h"
#include "ui/language.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSet>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

using SignIn = ConnectionProfile::SignIn;

namespace {

/// English with a third more of it, as German or Russian would be.
class Longer : public QTranslator
{
    Q_OBJECT

public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return text.size() < 2 ? text : text + QString((text.size() * 35 + 99) / 100, u'e');
    }
};

class Speaking
{
public:
    explicit Speaking(const QString &language)
    {
        applyLanguage(language == u"longer"_s ? u"en"_s : language);
        if (language == u"longer"_s)
            QCoreApplication::installTranslator(&m_longer);
    }
    ~Speaking()
    {
        QCoreApplication::removeTranslator(&m_longer);
        applyLanguage(u"en"_s);
    }
    Q_DISABLE_COPY_MOVE(Speaking)

private:
    Longer m_longer;
};

} // namespace

/// The fields of the dialog of connections: what is there, what is said about them, and how they are reached.
class TestConnectionForm : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheFieldsOfAWayToSignInAreThere_data();
    void onlyTheFieldsOfAWayToSignInAreThere();
    void everyFieldIsSavedAndShownAgain();
    void anEndpointIsJudgedWhileItIsTyped_data();
    void anEndpointIsJudgedWhileItIsTyped();
    void whatIsMissingIsSaid_data();
    void whatIsMissingIsSaid();
    void hostileNamesAreOnlyText();
    void everythingHasANameAndItsLabel();
    void theKeyboardGoesThroughTheFieldsInTheirOrder();
    void nothingIsClippedAndNoKeyIsThereTwice_data();
    void nothingIsClippedAndNoKeyIsThereTwice();
};

void TestConnectionForm::onlyTheFieldsOfAWayToSignInAreThere_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("found") << int(SignIn::Found) << QStringList();
    QTest::newRow("access key") << int(SignIn::AccessKey)
                                << QStringList{u"accessKeyId"_s, u"secretKey"_s, u"securityToken"_s};
    QTest::newRow("token file") << int(SignIn::TokenFile) << QStringList{u"tokenFile"_s};
    QTest::newRow("token") << int(SignIn::Token) << QStringList{u"token"_s};
    QTest::newRow("password") << int(SignIn::Password)
                              << QStringList{u"iamUser"_s, u"iamAccount"_s, u"password"_s, u"iamEndpoint"_s};
}

void TestConnectionForm::onlyTheFieldsOfAWayToSignInAreThere()
{
    QFETCH(int, way);
    QFETCH(QStringList, fields);
    ConnectionBench it;
    it.open();
    it.choose("signIn", way);
    QStringList shown;
    for (const char *name : {"accessKeyId", "secretKey", "securityToken", "tokenFile", "token", "iamUser", "iamAccount",
                             "password", "iamEndpoint"}) {
        if (it.line(name)->isVisible())
            shown += QString::fromLatin1(name);
    }
    QCOMPARE(shown, fields);
    QVERIFY(!it.line("proxyHost")->isVisible());
    it.choose("proxyKind", int(ProxyChoice::Kind::Manual));
    QVERIFY(it.line("proxyHost")->isVisible() && it.line("proxyPassword")->isVisible());
}

void TestConnectionForm::everyFieldIsSavedAndShownAgain()
{
    ConnectionBench it;
    ConnectionProfile wanted;
    wanted.name = u"a"_s;
    wanted.region = u"eu-custom-1"_s;
    wanted.endpoint = u"https://dis.example.com"_s;
    wanted.projectId = u"p1"_s;
    wanted.projectName = u"one"_s;
    wanted.signIn = SignIn::Password;
    wanted.user = u"ann"_s;
    wanted.domain = u"acme"_s;
    wanted.iamEndpoint = u"https://iam.example.com"_s;
    wanted.caFile = u"/etc/ca.pem"_s;
    wanted.proxy = {ProxyChoice::Kind::Manual, u"proxy.example.com"_s, 3128, u"joe"_s};
    wanted.interval = std::chrono::seconds(45); // by hand, in the file
    wanted.id = it.store.create(wanted);
    it.open();
    QCOMPARE(it.findChild<QComboBox>("connectionInterval")->currentText(), u"45 s"_s);
    it.type("connectionName", u"b"_s);
    it.click("saveConnection");
    wanted.name = u"b"_s;
    QCOMPARE(it.store.profiles().constFirst(), wanted);
}

void TestConnectionForm::anEndpointIsJudgedWhileItIsTyped_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("note");
    const QString foreign = u"This is not one of Huawei Cloud's own domains. It will be sent what you sign in with."_s;
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("the vendor's") << u"dis.cn-north-4.myhuaweicloud.com"_s << QString();
    QTest::newRow("with a port") << u"https://dis.cn-north-1.myhuaweicloud.com:20004"_s << QString();
    QTest::newRow("this computer") << u"http://127.0.0.1:8080"_s << QString();
    QTest::newRow("another address of this computer") << u"https://127.8.0.1:8080"_s << QString();
    QTest::newRow("this computer, IPv6") << u"http://[::1]:8080"_s << QString();
    QTest::newRow("this computer by name") << u"http://localhost:8080"_s << QString();
    QTest::newRow("one that is none") << u"bad one"_s << u"That is bad."_s;
    QTest::newRow("somebody's") << u"https://dis.example.com"_s << foreign;
    QTest::newRow("one that looks like the vendor's") << u"myhuaweicloud.com.example.com"_s << foreign;
    QTest::newRow("one that looks like this computer") << u"https://127.0.0.1.example.com"_s << foreign;
    QTest::newRow("one that begins like its name") << u"https://localhost.example.com"_s << foreign;
    QTest::newRow("letters that look like others")
        << u"dis.myhuаweicloud.com"_s << QString(u"The host is dis.xn--myhuweicloud-09j.com. "_s + foreign);
}

void TestConnectionForm::anEndpointIsJudgedWhileItIsTyped()
{
    QFETCH(QString, endpoint);
    QFETCH(QString, note);
    ConnectionBench it;
    it.open();
    it.type("endpoint", endpoint);
    QCOMPARE(it.isShown("endpointNote"), !note.isEmpty());
    QCOMPARE(it.label("endpointNote"), note);
}

void TestConnectionForm::whatIsMissingIsSaid_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("way");
    QTest::addColumn<QString>("said");
    const auto add = [](const char *row, const char *field, const QString &value, SignIn way, const QString &said) {
        QTest::newRow(row) << QString::fromLatin1(field) << value << int(way) << said;
    };
    add("a name", "connectionName", u" "_s, SignIn::Found, u"Enter a name for the connection."_s);
    add("another's name", "connectionName", u"other"_s, SignIn::Found,
        u"There is another connection with this name."_s);
    add("an endpoint", "endpoint", u"bad one"_s, SignIn::Found, u"That is bad."_s);
    add("an IAM endpoint", "iamEndpoint", u"bad one"_s, SignIn::Password, u"That is bad."_s);
    add("half a key", "accessKeyId", u"A"_s, SignIn::AccessKey, u"Enter both halves of the access key: AK and SK."_s);
    add("blanks in a token", "token", u"a b"_s, SignIn::Token,
        u"\"Token\" has blanks or other characters in it that it cannot have."_s);
    add("a file", "tokenFile", QString(), SignIn::TokenFile, u"Choose the file that holds the token."_s);
    add("a user", "iamAccount", u"acme"_s, SignIn::Password, u"Enter the IAM user and the account name."_s);
}

void TestConnectionForm::whatIsMissingIsSaid()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(int, way);
    QFETCH(QString, said);
    ConnectionBench it;
    it.add(u"other"_s, SignIn::Found, {});
    it.open();
    it.click("newConnection");
    it.type("connectionName", u"a"_s);
    it.chooseRegion(u"cn-north-4"_s);
    it.choose("signIn", way);
    it.type(field.toLatin1().constData(), value);
    it.click("saveConnection");
    QCOMPARE(it.label("connectionMessage"), said);
    QCOMPARE(it.store.profiles().size(), 1);
    // It goes as soon as something is done about it.
    it.type("projectId", u"p"_s);
    QVERIFY(!it.isShown("connectionMessage"));
}

void TestConnectionForm::hostileNamesAreOnlyText()
{
    ConnectionBench it;
    it.add(u"<b>a</b>\u202e\n&x"_s, SignIn::Found, {});
    it.open();
    QCOMPARE(it.names(), QStringList{u"<b>a</b>⟨U+202E⟩⏎&x"_s});
    it.click("deleteConnection");
    QVERIFY(it.findChild<QMessageBox>("deleteQuestion")->text().contains(u"<b>a</b>⟨U+202E⟩⏎&x"_s));
}

void TestConnectionForm::everythingHasANameAndItsLabel()
{
    ConnectionBench it;
    it.open();
    it.choose("signIn", int(SignIn::AccessKey));
    it.choose("proxyKind", int(ProxyChoice::Kind::Manual));
    QSet<const QWidget *> buddies;
    const QList<QLabel *> labels = it.dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        buddies.insert(label->buddy());
    int checked = 0;
    const QList<QWidget *> widgets = it.dialog->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool isPart = widget->parentWidget() && widget->parentWidget()->focusProxy() == widget;
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || isPart
            || qobject_cast<const QAbstractButton *>(widget) || widget->objectName().startsWith(u"qt_"_s)
            || qobject_cast<const QComboBox *>(widget->parentWidget())
            || qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()))
            continue;
        ++checked;
        QVERIFY2(!widget->accessibleName().isEmpty() && !widget->objectName().isEmpty(),
                 widget->metaObject()->className());
        QVERIFY2(widget == it.list() || buddies.contains(widget), qPrintable(widget->objectName()));
    }
    QCOMPARE(checked, 17);
}

void TestConnectionForm::theKeyboardGoesThroughTheFieldsInTheirOrder()
{
    ConnectionBench it;
    ConnectionsDialog &dialog = it.open();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    it.choose("signIn", int(SignIn::Token));
    it.line("connectionName")->setFocus();
    QStringList passed;
    for (int i = 0; i < 10; ++i) {
        passed += QApplication::focusWidget()->objectName();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(passed,
             (QStringList{u"connectionName"_s, u"region"_s, u"endpoint"_s, u"projectId"_s, u"projectName"_s,
                          u"signIn"_s, u"token"_s, u"caFile"_s, u"proxyKind"_s, u"connectionInterval"_s}));
    QTest::keyClick(&dialog, Qt::Key_E, Qt::AltModifier);
    QVERIFY(it.line("endpoint")->hasFocus());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(dialog.isVisible());
    it.click("discardChanges"); // the way to sign in is one
    QVERIFY(!dialog.isVisible());
}

void TestConnectionForm::nothingIsClippedAndNoKeyIsThereTwice_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("way");
    for (const char *language : {"en", "zh_CN", "longer"}) {
        for (int way = 0; way <= int(SignIn::Password); ++way)
            QTest::addRow("%s, %d", language, way) << QString::fromLatin1(language) << way;
    }
}

void TestConnectionForm::nothingIsClippedAndNoKeyIsThereTwice()
{
    QFETCH(QString, language);
    QFETCH(int, way);
    const Speaking speaking(language);
    ConnectionBench it;
    it.keeper.fault = Error::Reason::KeyringDamaged;
    it.add(u"a"_s, SignIn::Found, {});
    ConnectionsDialog &dialog = it.open();
    it.choose("signIn", way);
    it.choose("proxyKind", int(ProxyChoice::Kind::Manual));
    it.type("endpoint", u"dis.example.com"_s);
    QTRY_VERIFY(it.isShown("secretsNote"));
    const QString clipped = clippedTexts(dialog).join(u'\n');
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped));
    QVERIFY2(dialog.width() <= 900 && dialog.height() <= 600,
             qPrintable(u"%1 x %2"_s.arg(dialog.width()).arg(dialog.height())));

    static const QRegularExpression key(u"(?<!&)&(\\w)"_s);
    QStringList keys;
    const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        keys += label->buddy() ? key.match(label->text()).captured(1).toUpper() : QString();
    const QList<QAbstractButton *> buttons = dialog.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        keys += key.match(button->text()).captured(1).toUpper();
    keys.removeAll(QString());
    QCOMPARE(keys.removeDuplicates(), 0);
}

QTEST_MAIN(TestConnectionForm)
#include "tst_connectionform.moc"
