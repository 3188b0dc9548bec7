// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/helpdialogs.h"

#include "ui/outsidetext.h"
#include "ui/plainlabel.h"
#include "ui/tint.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>
#include <QWhatsThis>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Help)
};

QDialog *newDialog(QWidget &parent, const QString &title, const QString &objectName)
{
    auto *dialog = new QDialog(&parent);
    dialog->setObjectName(objectName);
    dialog->setWindowTitle(title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

void finish(QDialog &dialog, QVBoxLayout &layout)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    layout.addWidget(buttons);
    dialog.open();
}

QString keysOf(const QAction &action)
{
    QString keys;
    const QList<QKeySequence> sequences = action.shortcuts();
    for (const QKeySequence &sequence : sequences) {
        const QString key = sequence.toString(QKeySequence::NativeText);
        keys = keys.isEmpty() ? key : Tr::tr("%1 or %2").arg(keys, key);
    }
    return keys;
}

} // namespace

void showKeys(QWidget &parent, const QList<QAction *> &actions)
{
    QDialog *dialog = newDialog(parent, Tr::tr("Keys"), u"keysDialog"_s);
    auto *table = new QTableWidget(0, 2);
    table->setObjectName(u"keysTable"_s);
    table->setAccessibleName(Tr::tr("Keys"));
    table->setHorizontalHeaderLabels({Tr::tr("Action"), Tr::tr("Keys")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(action->iconText().remove(u'…')));
        table->setItem(row, 1, new QTableWidgetItem(keysOf(*action)));
    }
    table->resizeColumnsToContents();
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(table);
    const int character = table->fontMetrics().horizontalAdvance(u'0');
    dialog->resize(character * 64, table->fontMetrics().height() * 34);
    finish(*dialog, *layout);
}

void showAbout(QWidget &parent)
{
    QDialog *dialog = newDialog(parent, Tr::tr("About Spillway"), u"aboutDialog"_s);
    auto *layout = new QVBoxLayout(dialog);
    auto *picture = new PlainLabel;
    picture->setPicture(pictogram(u"spillway"_s), 4 * parent.fontMetrics().height());
    picture->setAlignment(Qt::AlignHCenter);
    layout->addWidget(picture);
    auto *name = new PlainLabel(Tr::tr("Spillway %1").arg(QStringLiteral(SPILLWAY_VERSION)));
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    name->setFont(large);
    layout->addWidget(name, 0, Qt::AlignHCenter);
    const QStringList lines{Tr::tr("Inspector for the dump tasks of Huawei Cloud DIS. It only reads."),
                            Tr::tr("Licence: GPL-3.0-or-later."),
                            Tr::tr("Made with Qt %1 (LGPL-3.0), simdjson (Apache-2.0) and tl::expected (CC0-1.0).")
                                .arg(QLatin1StringView(qVersion()))};
    for (const QString &line : lines)
        layout->addWidget(new PlainLabel(line), 0, Qt::AlignHCenter);
    finish(*dialog, *layout);
}

void explainFocused(QWidget &window)
{
    const QWidget *focused = QApplication::focusWidget();
    QString text;
    for (const QWidget *widget = focused; widget && text.isEmpty(); widget = widget->parentWidget()) {
        if (widget->accessibleName().isEmpty())
            continue;
        text = widget->accessibleDescription().isEmpty()
            ? widget->accessibleName()
            : Tr::tr("%1. %2").arg(widget->accessibleName(), widget->accessibleDescription());
    }
    if (text.isEmpty())
        text = Tr::tr(
            "Spillway shows the dump tasks of Huawei Cloud DIS: their state, their partitions, where they deliver "
            "and what the numbers mean. It only reads.");
    const QWidget &beside = focused ? *focused : window;
    QWhatsThis::showText(beside.mapToGlobal(beside.rect().center()), forToolTip(text), &window);
}

} // namespace spillway
