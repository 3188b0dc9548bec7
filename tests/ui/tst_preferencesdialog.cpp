// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/preferencesdialog.h"
#include "ui/sessionpreferences.h"
#include "ui/zonebutton.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestPreferencesDialog : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void itIsOpenedByItsKeyAndNothingInItIsWithoutAName()
    {
        TaskWindow it;
        QVERIFY(QTest::qWaitForWindowActive(&it.window));
        QTest::keyClick(&it.window, Qt::Key_Comma, Qt::ControlModifier);
        const auto *dialog = it.find<PreferencesDialog>("preferencesDialog");
        QVERIFY(dialog->isVisible());
        int checked = 0;
        const QList<QWidget *> widgets = dialog->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()
                || qobject_cast<const QPushButton *>(widget) || qobject_cast<const QLineEdit *>(widget))
                continue;
            ++checked;
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
        QCOMPARE(checked, 8);
    }

    void everyLabelLeadsToItsField()
    {
        TaskWindow it;
        PreferencesDialog dialog(*it.preferences);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        const QList<std::pair<Qt::Key, const char *>> keys{
            {Qt::Key_L, "language"},        {Qt::Key_C, "theme"},   {Qt::Key_T, "timeZone"},
            {Qt::Key_R, "defaultInterval"}, {Qt::Key_A, "bodyCap"}, {Qt::Key_S, "requestsPerSecond"},
            {Qt::Key_O, "requestsAtOnce"}};
        for (const auto &[key, name] : keys) {
            QTest::keyClick(&dialog, key, Qt::AltModifier);
            QVERIFY2(dialog.findChild<QWidget *>(QString::fromLatin1(name))->hasFocus(), name);
        }
    }

    void whatIsChosenTakesEffectAtOnceAndIsKept()
    {
        TaskWindow it;
        PreferencesDialog dialog(*it.preferences);
        dialog.show();
        activate(*dialog.findChild<QComboBox *>(u"language"_s), u"zh_CN"_s);
        activate(*dialog.findChild<QComboBox *>(u"theme"_s), int(Theme::Dark));
        activate(*dialog.findChild<QComboBox *>(u"timeZone"_s), QByteArray("UTC+08:00"));
        dialog.findChild<QCheckBox *>(u"groupDigits"_s)->click();
        activate(*dialog.findChild<QComboBox *>(u"defaultInterval"_s), qint64(300));
        dialog.findChild<QSpinBox *>(u"bodyCap"_s)->setValue(7);
        dialog.findChild<QSpinBox *>(u"requestsPerSecond"_s)->setValue(100'000); // as many as there may be
        dialog.findChild<QSpinBox *>(u"requestsAtOnce"_s)->setValue(0); // as few
        const Preferences &chosen = it.preferences->value();
        QCOMPARE(chosen.language, u"zh_CN"_s);
        QCOMPARE(chosen.theme, Theme::Dark);
        QCOMPARE(chosen.timeZone, QByteArray("UTC+08:00"));
        QVERIFY(chosen.groupDigits);
        QCOMPARE(chosen.interval, 300s);
        QCOMPARE(chosen.bodyCap, 7);
        QCOMPARE(chosen.requestsPerSecond, requestsPerSecondMost);
        QCOMPARE(chosen.requestsAtOnce, 1);
        QCOMPARE(PreferenceStore().value(), chosen);

        dialog.findChild<QPushButton *>(u"restoreDefaults"_s)->click();
        QCOMPARE(it.preferences->value(), Preferences());
        QCOMPARE(dialog.findChild<QSpinBox *>(u"bodyCap"_s)->value(), Preferences().bodyCap);
        QCOMPARE(dialog.findChild<QSpinBox *>(u"requestsPerSecond"_s)->value(), 5);
        QCOMPARE(dialog.findChild<QSpinBox *>(u"requestsAtOnce"_s)->value(), 4);
        QVERIFY(!dialog.findChild<QCheckBox *>(u"groupDigits"_s)->isChecked());
        QVERIFY(QSettings().allKeys().isEmpty());
    }

    void aZoneCanBeTypedAndNonsenseIsSaid()
    {
        TaskWindow it;
        PreferencesDialog dialog(*it.preferences);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto *zone = dialog.findChild<QComboBox *>(u"timeZone"_s);
        const auto *problem = dialog.findChild<QLabel *>(u"zoneProblem"_s);
        type(*zone, u"gmt+8"_s);
        QCOMPARE(it.preferences->value().timeZone, QByteArray("UTC+08:00"));
        type(*zone, u"Asia/<b>Atlantis"_s);
        QVERIFY(problem->isVisible());
        QCOMPARE(problem->text(), u"This computer knows no time zone \"Asia/<b>Atlantis\"."_s);
        QCOMPARE(it.preferences->value().timeZone, QByteArray("UTC+08:00"));
        type(*zone, u" UTC "_s);
        QVERIFY(!problem->isVisible());
        QCOMPARE(it.preferences->value().timeZone, QByteArray("UTC"));
    }

    void allPanesAreInTheChosenZone()
    {
        TaskWindow it;
        const SessionPreferences follow(*it.preferences, it.session);
        it.openWith(taskJson(ascending(3)));
        QVERIFY(it.labelText("taskSummary").contains(u"created 2020-11-28 09:15:32 +00:00"_s));
        it.find<QLineEdit>("partitionFilter")->setText(u"16:33:48 +08"_s);
        QTRY_COMPARE(it.table().model()->rowCount(), 0);
        change(it, [](Preferences &to) { to.timeZone = "UTC+08:00"; });
        QVERIFY(it.labelText("taskSummary").contains(u"created 2020-11-28 17:15:32 +08:00"_s));
        QVERIFY(it.labelText("updated").contains(u" +08:00 ("_s));
        QCOMPARE(it.find<QToolButton>("zoneButton")->text(), u"UTC+08:00"_s);
        // A filter finds what is on screen.
        QTRY_COMPARE(it.table().model()->rowCount(), 3);
        const QModelIndex time = it.table().model()->index(0, LastTransferColumn);
        QVERIFY(time.data().toString().contains(u"2020-12-03 16:33:48 +08:00"_s));
        QVERIFY(time.data(Qt::AccessibleTextRole).toString().contains(time.data().toString()));
        QVERIFY(time.data(Qt::ToolTipRole).toString().contains(u"16:33:48 +08:00"_s));

        it.source->failAlways(errorOf(Error::Kind::Server, 500));
        it.session.refresh();
        QTRY_VERIFY(it.find<Banner>("banner")->isVisible());
        QVERIFY(it.find<Banner>("banner")->message()->sentence.contains(u"+08:00"_s));
    }

    void digitsAreGroupedOnScreenOnly()
    {
        TaskWindow it;
        const SessionPreferences follow(*it.preferences, it.session);
        it.openWith(taskJson({{0, 9'223'372'036'854'775'807, 1'234}}));
        const QModelIndex offset = it.table().model()->index(0, OffsetColumn);
        QCOMPARE(offset.data().toString(), u"9223372036854775807"_s);
        change(it, [](Preferences &to) { to.groupDigits = true; });
        QCOMPARE(offset.data().toString(), u"9,223,372,036,854,775,807"_s);
        QVERIFY(offset.data(Qt::AccessibleTextRole).toString().contains(offset.data().toString()));
        QCOMPARE(offset.data(RawRole).toLongLong(), 9'223'372'036'854'775'807);
        QCOMPARE(it.table().model()->index(0, DiscardColumn).data().toString().section(u' ', 0, 0), u"1,234"_s);
        // What is numbers in the service's own names is shown as the service wrote it.
        const auto *tree = it.find<QAbstractItemView>("answerTree");
        const QModelIndex partition = tree->model()->index(0, 1, tree->model()->index(int(Section::Partitions), 0));
        QVERIFY(partition.data().toString().contains(u"9223372036854775807"_s));
        // The filter and copies go by the digits.
        it.find<QLineEdit>("partitionFilter")->setText(u"372036854"_s);
        QTRY_VERIFY(it.rows().isSettled());
        QCOMPARE(it.table().model()->rowCount(), 1);
    }

    void theIntervalHoldsFromTheStartAndAtOnce()
    {
        TaskWindow it;
        change(it, [](Preferences &to) { to.interval = 300s; });
        const SessionPreferences follow(*it.preferences, it.session);
        it.openWith(taskJson(ascending(1)));
        QCOMPARE(it.find<QComboBox>("interval")->currentText(), u"5 min"_s);
        change(it, [](Preferences &to) { to.interval = intervalOff; });
        QCOMPARE(it.find<QComboBox>("interval")->currentText(), u"Off"_s);
        change(it, [](Preferences &to) { to.interval = intervalMatchTask; });
        QCOMPARE(it.find<QComboBox>("interval")->currentText(), u"Match Task"_s);
        // What is chosen for this task alone is not overruled by another preference.
        it.session.setInterval(milliseconds(5000));
        change(it, [](Preferences &to) { to.groupDigits = true; });
        QCOMPARE(it.find<QComboBox>("interval")->currentText(), u"5 s"_s);
    }

    void theStatusBarOffersTheUsualZones()
    {
        TaskWindow it;
        const SessionPreferences follow(*it.preferences, it.session);
        auto *button = it.find<ZoneButton>("zoneButton");
        QVERIFY(button->isVisible());
        QCOMPARE(button->text(), u"UTC+00:00"_s);
        QCOMPARE(button->accessibleName(), u"Time zone: UTC+00:00"_s);
        Q_EMIT button->menu()->aboutToShow();
        button->menu()->actions().at(2)->trigger();
        QCOMPARE(it.preferences->value().timeZone, QByteArray("UTC+08:00"));
        QCOMPARE(button->text(), u"UTC+08:00"_s);
        button->menu()->actions().constLast()->trigger();
        QVERIFY(it.find<PreferencesDialog>("preferencesDialog")->isVisible());
    }

private:
    static void activate(QComboBox &choice, const QVariant &data)
    {
        const int index = choice.findData(data);
        QVERIFY(index >= 0);
        choice.setCurrentIndex(index);
        Q_EMIT choice.activated(index);
    }
    static void type(QComboBox &choice, const QString &text)
    {
        choice.setFocus();
        choice.lineEdit()->selectAll();
        QTest::keyClicks(choice.lineEdit(), text);
        QTest::keyClick(choice.lineEdit(), Qt::Key_Return);
    }
    template <class Change> static void change(const TaskWindow &it, const Change &change)
    {
        Preferences preferences = it.preferences->value();
        change(preferences);
        it.preferences->set(preferences);
    }
};

QTEST_MAIN(TestPreferencesDialog)
#include "tst_preferencesdialog.moc"
