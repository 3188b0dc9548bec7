// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgetsweep.h"
#include "support/widgettestcase.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTableView>
#include <QTextEdit>
#include <QToolTip>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

using Maker = std::function<std::unique_ptr<QWidget>()>;

template <class Widget> Maker with(void (*change)(Widget &))
{
    return [change] {
        auto widget = std::make_unique<Widget>();
        change(*widget);
        return widget;
    };
}

/// A table with one cell.
template <int role> Maker cell(const QString &text)
{
    return [text] {
        auto table = std::make_unique<QTableView>();
        auto *model = new QStandardItemModel(1, 1, table.get());
        model->setData(model->index(0, 0), text, role);
        table->setModel(model);
        return table;
    };
}

} // namespace

/// The sweep that looks for hostile texts: it finds what it is there to find.
class TestWidgetSweep : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aBadWidgetIsComplainedOf_data();
    void aBadWidgetIsComplainedOf();
    void aGoodWidgetIsNot_data();
    void aGoodWidgetIsNot();
};

void TestWidgetSweep::aBadWidgetIsComplainedOf_data()
{
    QTest::addColumn<Maker>("maker");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *name, const Maker &maker, const char *complaint) {
        QTest::newRow(name) << maker << QString::fromUtf8(complaint);
    };
    row("F155 a label of rich text", with<QLabel>([](QLabel &w) {
            w.setTextFormat(Qt::RichText);
            w.setText(u"x"_s);
        }),
        "QLabel: rich text");
    row("F155 a label that guesses", with<QLabel>([](QLabel &w) { w.setText(u"<b>x</b>"_s); }),
        "QLabel: a label that guesses");
    row("F155 a message box that guesses", with<QMessageBox>([](QMessageBox &w) { w.setText(u"<b>x</b>"_s); }),
        "qt_msgbox_label: a label that guesses");
    row("F155 its second text", with<QMessageBox>([](QMessageBox &w) { w.setInformativeText(u"<b>x</b>"_s); }),
        "qt_msgbox_informativelabel: a label that guesses");
    row("F155 a tooltip", with<QWidget>([](QWidget &w) { w.setToolTip(u"<b>x</b>"_s); }), "QWidget tooltip: markup");
    row("F155 half escaped", with<QWidget>([](QWidget &w) { w.setToolTip(u"<p>&lt;b><img src=x></p>"_s); }),
        "QWidget tooltip: markup");
    row("F155 what's this", with<QWidget>([](QWidget &w) { w.setWhatsThis(u"<b>x</b>"_s); }),
        "QWidget what's this: markup");
    row("F155 an action's tooltip", with<QWidget>([](QWidget &w) { w.addAction(u"x"_s)->setToolTip(u"<b>x</b>"_s); }),
        "action tooltip: markup");
    row("F155 a cell's tooltip", cell<Qt::ToolTipRole>(u"<b>x</b>"_s), "QTableView cell tooltip: markup");
    row("F155 a view of rich text", with<QTextEdit>([](QTextEdit &) {}), "QTextEdit: a view of rich text");
    row("F155 markup that is read out", with<QWidget>([](QWidget &w) { w.setToolTip(u"<p>x</p>"_s); }),
        "QWidget told: markup is read out");
    row("F156 a label", with<QLabel>([](QLabel &w) { w.setText(u"a\u202eb"_s); }), "QLabel: character U+202e");
    row("F156 an isolate that does not end", with<QLabel>([](QLabel &w) { w.setText(u"a\u2068b"_s); }),
        "QLabel: an isolate that does not end");
    row("F156 one that ends another", with<QLabel>([](QLabel &w) { w.setText(u"a\u2069b\u2068"_s); }),
        "QLabel: an isolate that does not end");
    row("F156 an accessible name", with<QWidget>([](QWidget &w) { w.setAccessibleName(u"a\u200fb"_s); }),
        "QWidget name: character U+200f");
    row("F156 an accessible description", with<QWidget>([](QWidget &w) { w.setAccessibleDescription(u"a\u200fb"_s); }),
        "QWidget description: character U+200f");
    row("F156 a status tip", with<QWidget>([](QWidget &w) { w.setStatusTip(u"\u202ax"_s); }),
        "QWidget status tip: character U+202a");
    row("F157 a title", with<QWidget>([](QWidget &w) { w.setWindowTitle(u"a\nb"_s); }),
        "QWidget title: character U+000a");
    row("F157 a dock's title", with<QDockWidget>([](QDockWidget &w) { w.setWindowTitle(u"a\nb"_s); }),
        "QDockWidget title: character U+000a");
    row("F157 a cell of two lines", cell<Qt::DisplayRole>(u"a\nb"_s), "QTableView cell: character U+000a");
    row("F157 a cell's accessible text", cell<Qt::AccessibleTextRole>(u"\u001b[1m"_s),
        "QTableView cell told: character U+001b");
    row("F157 a menu", with<QMenu>([](QMenu &w) { w.addAction(u"a\u001bb"_s); }), "action: character U+001b");
    row("F157 a tab", with<QTabWidget>([](QTabWidget &w) { w.addTab(new QWidget, u"a\u001bb"_s); }),
        "qt_tabwidget_tabbar: character U+001b");
    row("F157 a choice", with<QComboBox>([](QComboBox &w) { w.addItem(u"a\u001bb"_s); }),
        "QComboBox: character U+001b");
    row("F157 a hint", with<QLineEdit>([](QLineEdit &w) { w.setPlaceholderText(u"a\u001bb"_s); }),
        "QLineEdit hint: character U+001b");
    row("F157 a field that only shows", with<QLineEdit>([](QLineEdit &w) {
            w.setReadOnly(true);
            w.setText(u"a\u001bb"_s);
        }),
        "QLineEdit: character U+001b");
    row("F157 a text", with<QPlainTextEdit>([](QPlainTextEdit &w) { w.setPlainText(u"a\u001bb"_s); }),
        "QPlainTextEdit: character U+001b");
    row("F158 a placeholder that was filled in", with<QLabel>([](QLabel &w) { w.setText(u"Qx7 other %2 end"_s); }),
        "QLabel: not as it is");
    row("F159 a letter lost to a key", with<QPushButton>([](QPushButton &w) { w.setText(u"Qx7 %1 a&b [*] end"_s); }),
        "QPushButton: not as it is");
    row("F159 a group", with<QGroupBox>([](QGroupBox &w) { w.setTitle(u"Qx7 %1 a&b [*] end"_s); }),
        "QGroupBox: not as it is");
    row("F159 a star lost in a title", with<QWidget>([](QWidget &w) { w.setWindowTitle(u"Qx7 %1 a&b [*] end"_s); }),
        "QWidget title: not as it is");
    row("F159 two keys where none is meant", with<QLabel>([](QLabel &w) { w.setText(u"Qx7 %1 a&&b [*] end"_s); }),
        "QLabel: not as it is");
    row("F122 half of a character", with<QLabel>([](QLabel &w) { w.setText(u"a"_s + QChar(0xd83d)); }),
        "QLabel: character U+d83d");
    row("F109 a label too long", with<QLabel>([](QLabel &w) { w.setText(QString(10'001, u'x')); }),
        "QLabel: 10001 characters");
    row("F109 a cell too long", cell<Qt::DisplayRole>(QString(10'001, u'x')), "QTableView cell: 10001 characters");
}

void TestWidgetSweep::aBadWidgetIsComplainedOf()
{
    QFETCH(const Maker, maker);
    QFETCH(const QString, complaint);
    const std::unique_ptr<QWidget> widget = maker();
    if (!qobject_cast<QDockWidget *>(widget.get()))
        widget->show();
    WidgetSweep sweep;
    sweep.expect(u"Qx7"_s, u"Qx7 %1 a&b [*] end"_s);
    const QString said = sweep.complaints().join(u'\n');
    QVERIFY2(said.contains(complaint), qPrintable(said));
    QVERIFY(sweep.texts() > 0);
}

void TestWidgetSweep::aGoodWidgetIsNot_data()
{
    QTest::addColumn<Maker>("maker");
    QTest::addColumn<QString>("sink");
    const auto row = [](const char *name, const Maker &maker, const char *sink = "") {
        QTest::newRow(name) << maker << QString::fromUtf8(sink);
    };
    row("plain markup", with<QLabel>([](QLabel &w) {
            w.setTextFormat(Qt::PlainText);
            w.setText(u"<b>Qx7 %1 a&b [*] end</b>"_s);
        }),
        "QLabel");
    row("an escaped tooltip", with<QWidget>([](QWidget &w) {
            w.setToolTip(Qt::convertFromPlainText(u"Qx7 %1 a&b [*] end\n<b>"_s, Qt::WhiteSpaceNormal));
            w.setAccessibleDescription(u"Qx7 %1 a&b [*] end\n<b>"_s);
        }),
        "QWidget tooltip");
    row("an escaped button", with<QPushButton>([](QPushButton &w) { w.setText(u"Qx7 %1 a&&b [*] end"_s); }),
        "QPushButton");
    row("an escaped title", with<QWidget>([](QWidget &w) { w.setWindowTitle(u"Qx7 %1 a&b [*][*] end"_s); }),
        "QWidget title");
    row("cut", with<QLabel>([](QLabel &w) { w.setText(u"Qx7 %1 a…, and more"_s); }), "QLabel");
    row("ours, isolated", with<QLabel>([](QLabel &w) { w.setText(u"a \u2068\u05d0\u2069, b"_s); }));
    row("typed", with<QLineEdit>([](QLineEdit &w) { w.setText(u"a\u202eb"_s); }));
}

void TestWidgetSweep::aGoodWidgetIsNot()
{
    QFETCH(const Maker, maker);
    QFETCH(const QString, sink);
    const std::unique_ptr<QWidget> widget = maker();
    widget->show();
    WidgetSweep sweep;
    sweep.expect(u"Qx7"_s, u"Qx7 %1 a&b [*] end"_s);
    QCOMPARE(sweep.complaints(), QStringList());
    QVERIFY2(sink.isEmpty() || sweep.sinks().contains(sink), qPrintable(sweep.sinks().values().join(u", "_s)));
}

QTEST_MAIN(TestWidgetSweep)

#include "tst_widgetsweep.moc"
