// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostiletexts.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A name that a person, a shell or a disk could hold.
QString asName(QString text)
{
    return text.remove(QChar(u'\0')).remove(u"⟨NUL⟩"_s);
}

ConnectionProfile profileNamed(const QString &name)
{
    ConnectionProfile profile;
    profile.name = profile.region = profile.endpoint = profile.projectId = profile.projectName = name;
    profile.signIn = ConnectionProfile::SignIn::Password;
    profile.user = profile.domain = profile.iamEndpoint = profile.caFile = name;
    profile.proxy = {ProxyChoice::Kind::Manual, name, 1, name};
    return profile;
}

QWidget *opened(const TaskWindow &it, const char *action, const char *dialog)
{
    it.find<QAction>(action)->trigger();
    return it.find<QWidget>(dialog);
}

/// Of a question: closes it again.
void answerNo(const TaskWindow &it, const char *name)
{
    auto *question = it.find<QMessageBox>(name);
    QVERIFY(question);
    question->reject();
    QTRY_VERIFY(!it.window.findChild<QMessageBox *>(QString::fromLatin1(name)));
}

} // namespace

/// What stands in files and variables of a person's computer is text in every dialog.
class TestHostileSignIn : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aNameInTheEnvironmentIsText_data() { addHostileRows(m_bait); }
    void aNameInTheEnvironmentIsText();
    void theNameOfAConnectionIsText_data() { addHostileRows(m_bait); }
    void theNameOfAConnectionIsText();
    void whyItCannotBeOpenedIsText_data() { addHostileRows(m_bait); }
    void whyItCannotBeOpenedIsText();

private:
    Bait m_bait;
};

void TestHostileSignIn::aNameInTheEnvironmentIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    TaskWindow it;
    it.scope->home = it.folder.filePath(asName(raw).replace(u'/', u'|'));
    QDir().mkpath(it.scope->home);
    for (const char *variable : {"OS_USERNAME", "OS_USER_DOMAIN_NAME", "OS_PASSWORD", "OS_PROJECT_ID", "OS_REGION_NAME",
                                 "OS_CLOUD", "OS_CLIENT_CONFIG_FILE", "HUAWEICLOUD_SDK_CREDENTIALS_FILE"})
        it.scope->environment.insert(QString::fromLatin1(variable), raw);
    const QWidget *doctor = opened(it, "actionDoctor", "doctorDialog");
    QTRY_VERIFY(doctor->findChild<QLabel *>(u"doctorVerdict"_s)->text().contains(hostileMark));
    hoverEverything();
    WidgetSweep sweep;
    sweep.expect(hostileMark, shown);
    QString verdict = verdictOn(
        sweep,
        {u"doctorVerdict"_s, u"doctorPlaces cell"_s, u"doctorPlaces cell tooltip"_s, u"doctorPlaces cell told"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    doctor->findChild<QPushButton *>(u"doctorCopy"_s)->click();
    const QString report = QGuiApplication::clipboard()->text().remove(u'\n');
    QCOMPARE(sweep.complaintsAbout(report, u"report"_s), QStringList());
    const QWidget *open = opened(it, "actionOpen", "openTaskDialog");
    const auto *way = open->findChild<QComboBox *>(u"way"_s);
    QTRY_VERIFY(way->itemText(0).contains(hostileMark));
    hoverEverything();
    verdict = verdictOn(sweep, {u"way"_s, u"projectId hint"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileSignIn::theNameOfAConnectionIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    TaskWindow it;
    const QString id = it.profiles->create(profileNamed(raw));
    it.profiles->create(profileNamed(u"another"_s));
    it.keeper->fault = Error::Reason::KeyringAbsent;
    const QWidget *dialog = opened(it, "actionConnections", "connectionsDialog");
    auto *list = dialog->findChild<QListWidget *>(u"connectionList"_s);
    QTRY_COMPARE(list->count(), 2);
    list->setCurrentRow(list->item(0)->text().contains(hostileMark) ? 0 : 1);
    QTRY_VERIFY(dialog->findChild<QLineEdit *>(u"connectionName"_s)->text().contains(hostileMark));
    hoverEverything();
    WidgetSweep sweep;
    sweep.expect(hostileMark, shown);
    QString verdict = verdictOn(sweep, {u"connectionList cell"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    dialog->findChild<QPushButton *>(u"deleteConnection"_s)->click();
    verdict = verdictOn(sweep, {u"qt_msgbox_label"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    answerNo(it, "deleteQuestion");
    // Changed, and left.
    auto *field = dialog->findChild<QLineEdit *>(u"projectName"_s);
    field->clear();
    field->insert(u"changed"_s);
    dialog->findChild<QPushButton *>(u"newConnection"_s)->click();
    verdict = verdictOn(sweep, {u"qt_msgbox_label"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    answerNo(it, "unsavedQuestion");
    // A second one of the same name is refused.
    it.profiles->reload();
    QCOMPARE(it.profiles->find(id)->name, raw);
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileSignIn::whyItCannotBeOpenedIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    TaskWindow it;
    it.profiles->create(profileNamed(raw));
    QWidget *dialog = opened(it, "actionOpen", "openTaskDialog");
    auto *way = dialog->findChild<QComboBox *>(u"way"_s);
    for (int i = 0; i < way->count(); ++i) {
        if (way->itemText(i).contains(hostileMark))
            way->setCurrentIndex(i);
    }
    using Reason = Error::Reason;
    for (const Reason reason : {Reason::BadName, Reason::BadEndpoint, Reason::BadToken, Reason::PlainHttp,
                                Reason::NoConnection, Reason::NoSecret, Reason::BadProxy, Reason::BadOption}) {
        it.refusal = failure(Error::Kind::Usage, reason, raw, raw).value();
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QTRY_VERIFY(dialog->findChild<QLabel *>(u"openProblem"_s)->text().contains(hostileMark));
        WidgetSweep sweep;
        sweep.expect(hostileMark, shown);
        const QString verdict = verdictOn(sweep, {u"openProblem"_s, u"way"_s});
        QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
        QTRY_VERIFY(dialog->findChild<QPushButton *>(u"openButton"_s)->isEnabled());
    }
    // And where it says so without being asked.
    it.window.notify(Severity::Bad, dialog->findChild<QLabel *>(u"openProblem"_s)->text());
    hoverEverything();
    QCOMPARE(m_bait.opened(), 0);
}

QTEST_MAIN(TestHostileSignIn)

#include "tst_hostilesignin.moc"
