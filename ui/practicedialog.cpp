// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/practicedialog.h"

#include "ui/plainlabel.h"
#include "ui/tint.h"
#include "ui/wrappingpage.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

PracticeDialog::PracticeDialog(const PracticeOffer &offer, const TaskAddress &task, bool hasConnections)
    : m_ways(practiceWays(offer))
    , m_task(task)
    , m_way(new QComboBox)
    , m_values(new QFormLayout)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Close))
{
    setObjectName(u"practiceDialog"_s);
    setWindowTitle(tr("Practise Signing In"));
    setAttribute(Qt::WA_QuitOnClose, false);
    auto *about =
        new PlainLabel(tr("The demo refuses whoever does not sign in, as the real service does. These values are "
                          "made anew whenever Spillway starts, and are good for its own demo only."));
    about->setObjectName(u"practiceAbout"_s);
    about->setWordWrap(true);
    m_way->setObjectName(u"practiceWay"_s);
    m_way->setAccessibleName(tr("Sign in with"));
    for (const PracticeWay &way : m_ways)
        m_way->addItem(way.title);
    connect(m_way, &QComboBox::currentIndexChanged, this, &PracticeDialog::showWay);
    m_values->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *caption = new PlainLabel(tr("Sign in &with"));
    caption->setBuddy(m_way);
    m_values->addRow(caption, m_way);
    if (hasConnections) {
        QPushButton *make = m_buttons->addButton(tr("&New Connection with These…"), QDialogButtonBox::ActionRole);
        make->setObjectName(u"practiceConnection"_s);
        connect(make, &QPushButton::clicked, this, &PracticeDialog::connectionWanted);
    }
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Another way has more values: the window grows with them.
    auto *page = new WrappingPage;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins({});
    rows->setSpacing(fontMetrics().height());
    rows->addWidget(about);
    rows->addLayout(m_values);
    rows->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(fontMetrics().height());
    layout->addWidget(page, 1);
    layout->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 72);
    showWay();
}

const PracticeWay &PracticeDialog::way() const
{
    return m_ways.at(std::size_t(m_way->currentIndex()));
}

void PracticeDialog::showWay()
{
    while (m_values->rowCount() > 1)
        m_values->removeRow(1);
    for (const PracticeWay::Value &value : way().values)
        addValue(value.label, value.text);
    addValue(tr("Stream"), m_task.stream.text);
    addValue(tr("Dump task"), m_task.task.text);
    // The rows are new, so the Tab key would reach them after the buttons.
    const QList<QAbstractButton *> buttons = m_buttons->buttons();
    for (QAbstractButton *button : buttons) {
        setTabOrder(m_last, button);
        m_last = button;
    }
}

void PracticeDialog::addValue(const QString &label, const QString &text)
{
    auto *edit = new QLineEdit(text);
    edit->setReadOnly(true);
    edit->setCursorPosition(0);
    edit->setAccessibleName(label);
    auto *copy = new QPushButton(pictogram(u"copy"_s), tr("Copy"));
    copy->setAccessibleName(tr("Copy: %1").arg(label));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, edit, [edit] { QGuiApplication::clipboard()->setText(edit->text()); });
    auto *row = new QHBoxLayout;
    row->addWidget(edit, 1);
    row->addWidget(copy);
    auto *caption = new PlainLabel(label);
    caption->setBuddy(edit);
    m_values->addRow(caption, row);
    m_last = copy;
}

} // namespace spillway
