// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/nextfilebox.h"

#include "domain/fields.h"
#include "domain/timetext.h"
#include "ui/formline.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"
#include "ui/tint.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QGuiApplication>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// OBS' names end far below this.
constexpr qsizetype longestPath = 9000;

QToolButton *copyButton(const QString &text, const QString &objectName, const QString &accessibleName)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setObjectName(objectName);
    button->setAccessibleName(accessibleName);
    button->setIcon(pictogram(u"copy"_s));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

PlainLabel *smallLabel(const QString &objectName)
{
    auto *label = new PlainLabel;
    QFont small = label->font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    label->setFont(small);
    label->setQuiet(true);
    label->setWordWrap(true);
    label->setObjectName(objectName);
    return label;
}

} // namespace

NextFileBox::NextFileBox(DirectoryZone zone, QWidget *parent)
    : QGroupBox(tr("Files"), parent)
    , m_zone(new QComboBox)
    , m_zoneRemark(smallLabel(u"zoneRemark"_s))
    , m_remark(smallLabel(u"nextFileRemark"_s))
{
    setObjectName(u"groupFiles"_s);
    auto *form = new QFormLayout(this);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setVerticalSpacing(fontMetrics().height() / 4);
    m_next = addRow(*form, tr("Next file"), u"nextFile"_s);
    m_last = addRow(*form, tr("Last file"), u"lastFile"_s);
    form->addRow(m_remark);
    m_zone->addItem(tr("GMT+8"), int(DirectoryZone::Gmt8));
    m_zone->addItem(tr("UTC"), int(DirectoryZone::Utc));
    m_zone->addItem(tr("Local: %1").arg(visibleText(QString::fromLatin1(QTimeZone::systemTimeZoneId()), 40)),
                    int(DirectoryZone::Local));
    m_zone->setObjectName(u"directoryZone"_s);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->setCurrentIndex(m_zone->findData(int(zone)));
    m_zone->setFocusPolicy(Qt::StrongFocus);
    m_zone->installEventFilter(this);
    auto *zoneLabel = new PlainLabel(tr("Directories in the zone"));
    zoneLabel->setBuddy(m_zone);
    m_zone->setAccessibleName(zoneLabel->text());
    form->addRow(zoneLabel, m_zone);
    form->addRow(m_zoneRemark);
    connectRow(m_next);
    connectRow(m_last);
    connect(m_zone, &QComboBox::activated, this, [this] {
        updatePaths();
        Q_EMIT zoneChosen(static_cast<DirectoryZone>(m_zone->currentData().toInt()));
    });
}

bool NextFileBox::eventFilter(QObject *object, QEvent *event)
{
    // The wheel scrolls the form, also over the list of zones.
    if (object == m_zone && event->type() == QEvent::Wheel && !m_zone->hasFocus()) {
        event->ignore();
        return true;
    }
    return QGroupBox::eventFilter(object, event);
}

NextFileBox::Row NextFileBox::addRow(QFormLayout &form, const QString &label, const QString &objectName)
{
    Row row{new ValueEdit, smallLabel(objectName + u"Below"), nullptr, nullptr, {}};
    row.path->setObjectName(objectName);
    row.path->setAccessibleName(label);
    row.copyPath = copyButton(tr("Copy Path"), objectName + u"CopyPath", tr("%1: Copy Path").arg(label));
    row.copyCommand =
        copyButton(tr("Copy obsutil ls"), objectName + u"CopyCommand", tr("%1: Copy obsutil ls").arg(label));
    auto *name = new PlainLabel(label);
    name->setBuddy(row.path);
    auto *line = new QWidget;
    auto *layout = new QVBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(row.path);
    layout->addWidget(row.below);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(fontMetrics().height() / 4);
    buttons->addWidget(row.copyPath);
    buttons->addWidget(row.copyCommand);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    form.addRow(name, line);
    return row;
}

void NextFileBox::connectRow(Row &row)
{
    connect(row.copyPath, &QToolButton::clicked, this,
            [&row] { QGuiApplication::clipboard()->setText(row.file.path); });
    connect(row.copyCommand, &QToolButton::clicked, this,
            [&row] { QGuiApplication::clipboard()->setText(row.file.command); });
}

void NextFileBox::setTask(const TaskSnapshot &task, const QDateTime &now)
{
    m_task = task;
    m_now = now;
    updatePaths();
}

void NextFileBox::updatePaths()
{
    if (!m_task)
        return;
    const auto choice = static_cast<DirectoryZone>(m_zone->currentData().toInt());
    const QTimeZone zone = zoneOf(choice);
    const auto last = calendarTime(m_task->integer(m_task->lastTransferTimestamp));
    fill(m_next, nextFile(*m_task, m_now, zone));
    fill(m_last, nextFile(*m_task, last.value_or(QDateTime()), zone));
    m_next.below->setText(rollOver(m_now));
    m_next.below->setVisible(!m_next.below->text().isEmpty());
    m_last.below->setText(last ? tr("Only if the last dump wrote a file; it need not have.")
                               : tr("There was no dump yet."));
    const QString remark = nextFileRemark(*m_task, m_next.file);
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    m_zoneRemark->setText(zoneRemark(choice));
}

void NextFileBox::fill(Row &row, const NextFile &file)
{
    row.file = file;
    const QString shown = visibleText(file.path, longestPath);
    row.path->setAbsent(file.path.isEmpty());
    row.path->showValue(shown.isEmpty() ? u"–"_s : shown);
    row.path->setToolTip(forToolTip(shown));
    const QString about = nextFileRemark(*m_task, file);
    row.path->setAccessibleDescription(about.isEmpty() ? tr("As far as the documents tell.") : about);
    for (QToolButton *button : {row.copyPath, row.copyCommand})
        button->setEnabled(!file.command.isEmpty());
}

QString NextFileBox::rollOver(const QDateTime &now) const
{
    const NextFile &file = m_next.file;
    if (file.path.isEmpty() || file.obstacle != NextFile::Obstacle::None)
        return {};
    if (!file.rollsOver)
        return tr("No directories by time: it never rolls over.");
    if (file.example == NextFile::Example::Schema)
        return {};
    return tr("Rolls over in %1.").arg(lengthText(std::chrono::milliseconds(now.msecsTo(*file.rollsOver))));
}

} // namespace spillway
