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
#include <QUrl>
#include <QWidget>

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
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        const QList<QAction *> actions = window->findChildren<QAction *>();
        for (QAction *action : actions) {
            if (!copies(action->text()) || !action->isEnabled())
                continue;
            action->trigger();
            texts += clipboardTexts();
        }
        const QList<QAbstractButton *> buttons = window->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            // The one of the connections makes a second connection.
            if (!copies(button->text()) || !button->isVisible() || button->objectName() == u"copyConnection")
                continue;
            button->click();
            texts += clipboardTexts();
        }
    }
    return texts;
}

} // namespace spillway
