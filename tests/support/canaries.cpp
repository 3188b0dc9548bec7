// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/canaries.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QFile>
#include <QMimeData>
#include <QPointer>
#include <QThreadPool>
#include <QUrl>
#include <QWidget>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// The ways in which a secret travels.
QByteArrayList formsOf(const Canary &canary)
{
    const QByteArray seen = canary.name == canaryAk.name ? canary.text.first(5) : canary.text;
    QByteArrayList forms{seen, canary.text.toPercentEncoding(), canary.text.toBase64(), canary.text.toHex()};
    if (canary.name == canaryProxyPassword.name)
        forms += QByteArray(canaryProxyUser + ':' + canary.text).toBase64();
    return forms;
}

void addModel(const QAbstractItemModel &model, const QModelIndex &parent, QStringList &texts)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role :
                 {int(Qt::DisplayRole), int(Qt::EditRole), int(Qt::ToolTipRole), int(Qt::StatusTipRole),
                  int(Qt::WhatsThisRole), int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                texts << index.data(role).toString();
        }
        addModel(model, model.index(row, 0, parent), texts);
    }
}

void addWidget(QWidget &widget, QStringList &texts)
{
    texts << widget.windowTitle() << widget.toolTip() << widget.statusTip() << widget.whatsThis()
          << widget.accessibleName() << widget.accessibleDescription();
    for (const char *property : {"text", "title", "plainText", "placeholderText", "currentText", "displayText"})
        texts << widget.property(property).toString();
    if (QAccessibleInterface *told = QAccessible::queryAccessibleInterface(&widget)) {
        for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            texts << told->text(kind);
    }
    const QList<QAction *> actions = widget.actions();
    for (const QAction *action : actions)
        texts << action->text() << action->toolTip() << action->statusTip();
    if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget); view && view->model())
        addModel(*view->model(), {}, texts);
}

bool copies(const QString &text)
{
    return text.contains(u"Cop"_s);
}

/// Rows are written by a worker thread; an event puts them on the clipboard. No timer runs out meanwhile.
QByteArray copiedBy(const std::function<void()> &press)
{
    QGuiApplication::clipboard()->clear();
    press();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents();
    return clipboardTexts();
}

/// Some may go when another one is pressed.
template <class T> QList<QPointer<T>> childrenOf(const QWidget &window)
{
    const QList<T *> children = window.findChildren<T *>();
    return {children.begin(), children.end()};
}

} // namespace

QStringList leaks(const QList<Sink> &sinks)
{
    QStringList found;
    for (const Sink &sink : sinks) {
        for (const Canary &canary : canaries()) {
            const QByteArrayList forms = formsOf(canary);
            if (std::any_of(forms.begin(), forms.end(),
                            [&](const QByteArray &form) { return sink.content.contains(form); }))
                found << QString::fromLatin1(canary.name) + u" in " + sink.name;
        }
    }
    return found;
}

QByteArray widgetTexts()
{
    QStringList texts;
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets)
        addWidget(*widget, texts);
    return texts.join(u'\n').toUtf8();
}

QByteArray fileTexts(const QString &folder)
{
    QByteArray texts;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        texts += file.fileName().toUtf8() + '\n';
        if (file.open(QIODevice::ReadOnly))
            texts += file.readAll() + '\n';
    }
    return texts;
}

QByteArray clipboardTexts()
{
    QByteArray texts;
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    const QStringList formats = data ? data->formats() : QStringList();
    for (const QString &format : formats)
        texts += format.toUtf8() + '\n' + data->data(format) + '\n';
    return texts;
}

QByteArray copiedTexts()
{
    QByteArray texts;
    QList<QPointer<QAction>> actions;
    QList<QPointer<QAbstractButton>> buttons;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (const QWidget *window : windows) {
        actions += childrenOf<QAction>(*window);
        buttons += childrenOf<QAbstractButton>(*window);
    }
    for (const QPointer<QAction> &action : std::as_const(actions)) {
        if (action && copies(action->text()) && action->isEnabled())
            texts += copiedBy([&] { action->trigger(); });
    }
    for (const QPointer<QAbstractButton> &button : std::as_const(buttons)) {
        // Some have no words. The one of the connections makes a second connection.
        const bool isCopy = button && copies(button->text() + button->accessibleName());
        if (isCopy && button->isVisible() && button->isEnabled() && button->objectName() != u"copyConnection")
            texts += copiedBy([&] { button->click(); });
    }
    return texts;
}

} // namespace spillway
