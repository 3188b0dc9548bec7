// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostilewindow.h"
#include "support/widgettestcase.h"

#include <QAbstractItemView>
#include <QApplication>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

/// What a hostile service says about a task, its stream and its partitions is text, wherever the window shows it.
class TestHostileTask : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldOfAnAnswerIsText_data() { addHostileRows(m_bait); }
    void everyFieldOfAnAnswerIsText();
    void whatIsTypedIsText_data() { addHostileRows(m_bait); }
    void whatIsTypedIsText();
    void whatIsOfferedToBeTypedIsText_data() { addHostileRows(m_bait); }
    void whatIsOfferedToBeTypedIsText();

private:
    Bait m_bait;
};

void TestHostileTask::everyFieldOfAnAnswerIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    HostileWindow it(raw);
    it.showAllPanes();
    hoverEverything();
    it.find<QLineEdit>("obs_destination_description.file_prefix")->setFocus();
    it.find<QAction>("actionWhatIsThis")->trigger();
    WidgetSweep sweep;
    sweep.expect(hostileMark, shown);
    QString verdict = verdictOn(sweep,
                                {u"mainWindow title"_s,
                                 u"taskName"_s,
                                 u"taskState"_s,
                                 u"taskSummary"_s,
                                 u"unmatchedPartitions"_s,
                                 u"partitionTable cell"_s,
                                 u"partitionTable cell tooltip"_s,
                                 u"partitionTable cell told"_s,
                                 u"answerTree cell"_s,
                                 u"answerTree cell tooltip"_s,
                                 u"answerTree cell told"_s,
                                 u"undocumentedChip tooltip"_s,
                                 u"undocumentedChip description"_s,
                                 u"obs_destination_description.file_prefix"_s,
                                 u"obs_destination_description.file_prefix tooltip"_s,
                                 u"obs_destination_description.agency_name told"_s,
                                 u"nextFile"_s,
                                 u"nextFileRemark"_s,
                                 u"details"_s,
                                 u"notesList cell"_s,
                                 u"notesList cell tooltip"_s,
                                 u"notesList cell told"_s,
                                 u"noteMark tooltip"_s,
                                 u"projectTree cell"_s,
                                 u"projectTree cell tooltip"_s,
                                 u"projectTree cell told"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    // And what moved with the next answer: another state, other partitions, other settings.
    it.refresh();
    hoverEverything();
    verdict = verdictOn(sweep, {u"gonePartitions"_s, u"changeLine"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileTask::whatIsTypedIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    TaskWindow it;
    it.openWith(taskJson(ascending(3)));
    it.find<QLineEdit>("partitionFilter")->insert(raw);
    QTRY_COMPARE(it.rows().rowCount(), 0);
    QTRY_VERIFY(it.rows().isSettled());
    WidgetSweep sweep;
    // A search in quotes is several: what is typed with quotes is not said as a whole.
    sweep.expect(hostileMark, shown);
    QString verdict = verdictOn(sweep, {u"heading"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    it.find<QAction>("actionOnlyMatches")->trigger();
    QTRY_VERIFY(it.rows().rowCount() > 0 && it.rows().isSettled());
    it.find<QAction>("actionFindNext")->trigger();
    QTRY_VERIFY(it.find<QLabel>("filterHint")->isVisible());
    it.find<QAction>("actionGoTo")->trigger();
    it.find<QLineEdit>("goToName")->insert(raw);
    QTest::keyClick(it.find<QLineEdit>("goToName"), Qt::Key_Return);
    QTRY_VERIFY(!it.find<QLabel>("goToAnswer")->text().isEmpty());
    hoverEverything();
    verdict = verdictOn(sweep, {u"filterHint"_s, u"goToAnswer"_s});
    QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    QCOMPARE(m_bait.opened(), 0);
}

void TestHostileTask::whatIsOfferedToBeTypedIsText()
{
    QFETCH(const QString, raw);
    QFETCH(const QString, shown);
    HostileWindow it(raw);
    auto *field = it.find<QLineEdit>("partitionFilter");
    field->setFocus();
    const QAbstractItemView *list = nullptr;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows) {
        if (window->objectName() == u"filterWords")
            list = qobject_cast<const QAbstractItemView *>(window);
    }
    QVERIFY(list);
    const auto offered = [&](const QString &column) {
        field->clear();
        QTest::keyClicks(field, column);
        return list->isVisible() ? list->model()->rowCount() : 0;
    };
    // What an answer offers is gathered on another thread.
    QTRY_VERIFY(offered(u"verdict:"_s) > 0);
    for (const QString &column : {u"state:"_s, u"partition-status:"_s, u"hash-range:"_s, u"parents:"_s}) {
        // A short word, unless there is something in it that nobody sees, or that a search takes for its own.
        const int words = offered(column);
        if (shown.contains(u'⟨') || raw.contains(u'"') || raw.size() > 40)
            QCOMPARE(words, 0);
        else
            QVERIFY(words > 0);
        WidgetSweep sweep;
        sweep.expect(hostileMark, shown);
        const QString verdict = sweep.complaints().join(u'\n');
        QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    }
    QCOMPARE(m_bait.opened(), 0);
}

QTEST_MAIN(TestHostileTask)

#include "tst_hostiletask.moc"
