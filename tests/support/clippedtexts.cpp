// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clippedtexts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

class Inspection
{
public:
    QStringList found;

    void look(const QWidget &widget)
    {
        if (const auto *label = qobject_cast<const QLabel *>(&widget))
            lookAtLabel(*label);
        else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
            lookAtButton(*button);
        else if (const auto *box = qobject_cast<const QComboBox *>(&widget))
            lookAtChoice(*box);
        else if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
            lookAtField(*edit);
        else if (const auto *tabs = qobject_cast<const QTabBar *>(&widget))
            lookAtTabs(*tabs);
        else if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
            needWidth(*group, group->title(), group->width());
        else if (const auto *dock = qobject_cast<const QDockWidget *>(&widget))
            needWidth(*dock, dock->windowTitle(), dock->width() - 3 * dock->fontMetrics().height());
        else if (const auto *header = qobject_cast<const QHeaderView *>(&widget))
            lookAtHeader(*header);
        else if (const auto *menus = qobject_cast<const QMenuBar *>(&widget))
            lookAtMenus(*menus);
        else if (const auto *tools = qobject_cast<const QToolBar *>(&widget))
            lookAtTools(*tools);
    }

private:
    void report(const QWidget &widget, const QString &text, int needed, int had)
    {
        found.append(u"%1 %2 \"%3\": needs %4, has %5"_s.arg(QLatin1StringView(widget.metaObject()->className()),
                                                             widget.objectName(), text, QString::number(needed),
                                                             QString::number(had)));
    }

    void need(const QWidget &widget, const QString &text, QSize needed, QSize had)
    {
        if (text.isEmpty())
            return;
        if (needed.width() > had.width())
            report(widget, text, needed.width(), had.width());
        if (needed.height() > had.height())
            report(widget, text + u" (height)", needed.height(), had.height());
    }

    void needWidth(const QWidget &widget, const QString &text, int had)
    {
        const int needed = widget.fontMetrics().size(Qt::TextShowMnemonic, text).width();
        if (!text.isEmpty() && needed > had)
            report(widget, text, needed, had);
    }

    void lookAtLabel(const QLabel &label)
    {
        if (label.wordWrap())
            need(label, label.text(), {0, label.heightForWidth(label.width())}, label.size());
        else
            need(label, label.text(), label.minimumSizeHint(), label.size());
    }

    void lookAtField(const QLineEdit &field)
    {
        if (field.text().isEmpty())
            needWidth(field, field.placeholderText(), field.width() - field.sizeHint().height() / 2);
    }

    void lookAtButton(const QAbstractButton &button)
    {
        const auto *tool = qobject_cast<const QToolButton *>(&button);
        if (!tool || tool->icon().isNull() || tool->toolButtonStyle() != Qt::ToolButtonIconOnly)
            need(button, button.text(), button.minimumSizeHint(), button.size());
    }

    void lookAtChoice(const QComboBox &box)
    {
        QStyleOptionComboBox option;
        option.initFrom(&box);
        option.editable = box.isEditable();
        const int had =
            box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box).width();
        for (int i = 0; i < box.count(); ++i)
            needWidth(box, box.itemText(i), had);
    }

    void lookAtTabs(const QTabBar &tabs)
    {
        for (int i = 0; i < tabs.count(); ++i)
            needWidth(tabs, tabs.tabText(i), tabs.tabRect(i).intersected(tabs.rect()).width());
    }

    void lookAtHeader(const QHeaderView &header)
    {
        for (int i = 0; header.orientation() == Qt::Horizontal && i < header.count(); ++i) {
            if (!header.isSectionHidden(i) && header.sectionSizeHint(i) > header.sectionSize(i))
                report(header, header.model()->headerData(i, Qt::Horizontal).toString(), header.sectionSizeHint(i),
                       header.sectionSize(i));
        }
    }

    void lookAtMenus(const QMenuBar &menus)
    {
        const QList<QAction *> actions = menus.actions();
        for (QAction *action : actions) {
            if (action->isVisible() && !menus.rect().contains(menus.actionGeometry(action)))
                report(menus, action->text(), menus.actionGeometry(action).right(), menus.width());
        }
    }

    /// Actions without room hide behind a button with an arrow.
    void lookAtTools(const QToolBar &tools)
    {
        const QWidget *more = tools.findChild<QWidget *>(u"qt_toolbar_ext_button"_s);
        if (more && more->isVisible())
            report(tools, u"hidden tools"_s, tools.sizeHint().width(), tools.width());
    }
};

QStringList clippedNow(const QWidget &window)
{
    Inspection inspection;
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->isVisible() && widget->window() == &window)
            inspection.look(*widget);
    }
    return inspection.found;
}

} // namespace

QStringList clippedTexts(const QWidget &window)
{
    // What is still to be laid out has clipped nothing yet, and seems to fit.
    QCoreApplication::processEvents();
    QStringList found;
    (void)QTest::qWaitFor([&] {
        found = clippedNow(window);
        return found.isEmpty();
    });
    return found;
}

} // namespace spillway
