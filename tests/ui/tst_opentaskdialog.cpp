// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/opentaskdialog.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString token = u"MIIFvgYJKoZIhvcNAQcC-not-for-eyes"_s;

OpenTaskDialog *openDialog(TaskWindow &it)
{
    it.find<QAction>("actionOpen")->trigger();
    return it.find<OpenTaskDialog>("openTaskDialog");
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
    void whatIsMissingIsAskedFor()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QCOMPARE(dialog->findChild<QLabel *>(u"openProblem"_s)->text(), u"Enter the service's endpoint."_s);
        QVERIFY(dialog->isVisible());
        QVERIFY(it.opened.isEmpty());
    }

    void aRefusedAddressIsSaidInTheDialog()
    {
        TaskWindow it;
        OpenTaskDialog *dialog = openDialog(it);
        fillAll(*dialog, u"http://example.com"_s);
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QVERIFY(dialog->findChild<QLabel *>(u"openProblem"_s)->isVisible());
        QVERIFY(dialog->isVisible());
        QCOMPARE(it.source->asked(), 0);
        fill(*dialog, u"endpoint"_s, u"https://dis.example.com"_s);
        dialog->findChild<QPushButton *>(u"openButton"_s)->click();
        QTRY_COMPARE(it.source->asked(), 1);
        QCOMPARE(it.session.address(), (TaskAddress{{u"newstream"_s}, {u"newtask"_s}}));
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
        again->reject();
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
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const OpenFields fields = openDialog(it)->fields();
        QCOMPARE(fields.endpoint, u"https://dis.example.com"_s);
        QCOMPARE(fields.task, u"newtask"_s);
    }
};

QTEST_MAIN(TestOpenTaskDialog)
#include "tst_opentaskdialog.moc"
