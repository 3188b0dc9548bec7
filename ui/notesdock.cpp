// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notesdock.h"

#include "domain/counttext.h"
#include "ui/placeholder.h"
#include "ui/settingnotesmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

NotesDock::NotesDock(SettingNotesModel &notes, QWidget *parent)
    : QDockWidget(parent)
    , m_notes(notes)
    , m_stack(new QStackedLayout)
    , m_nothing(new Placeholder)
    , m_list(new NotesView)
    , m_copyAll(new QPushButton(tr("Copy A&ll")))
{
    setObjectName(u"notesDock"_s);
    setAccessibleName(tr("Settings notes"));
    m_list->setObjectName(u"notesList"_s);
    m_list->setAccessibleName(tr("Settings notes"));
    m_list->setAccessibleDescription(tr("What the documented rules find in the settings. Enter goes to the setting."));
    m_list->setModel(&notes);
    m_nothing->setObjectName(u"notesEmpty"_s);
    m_nothing->setText(tr("No notes: every documented rule holds."));
    m_nothing->setAccessibleName(m_nothing->heading());
    m_nothing->setFocusPolicy(Qt::StrongFocus);
    // Its words must not keep the destination wide, with which it shares a place.
    m_nothing->setMinimumWidth(31 * fontMetrics().averageCharWidth());
    m_copyAll->setObjectName(u"copyAllNotes"_s);
    auto *whole = new QWidget;
    auto *layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_list);
    layout->addLayout(m_stack, 1);
    const int room = fontMetrics().height() / 2;
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(room, 0, room, room);
    foot->addStretch(1);
    foot->addWidget(m_copyAll);
    layout->addLayout(foot);
    setWidget(whole);
    connect(&notes, &SettingNotesModel::changed, this, &NotesDock::updateCount);
    connect(m_list, &NotesView::chosen, this, [this](const QModelIndex &index) {
        Q_EMIT settingRequested(index.data(SettingNotesModel::NotePathRole).toString());
    });
    connect(m_copyAll, &QPushButton::clicked, this, [this] {
        QModelIndexList rows;
        for (int row = 0; row < m_notes.rowCount(); ++row)
            rows.append(m_notes.index(row));
        copy(rows);
    });
    updateCount();
}

void NotesDock::updateCount()
{
    const int count = m_notes.rowCount();
    setWindowTitle(count > 0 ? tr("Notes (%1)").arg(countText(count)) : tr("Notes"));
    m_stack->setCurrentWidget(count > 0 ? static_cast<QWidget *>(m_list) : m_nothing);
    m_copyAll->setEnabled(count > 0);
}

void NotesDock::focusContent()
{
    show();
    raise();
    if (m_notes.rowCount() > 0 && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_notes.index(0));
    m_stack->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

bool NotesDock::listHasFocus() const
{
    return m_list->hasFocus();
}

void NotesDock::copySelected()
{
    QModelIndexList rows = m_list->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    copy(rows);
}

void NotesDock::copy(const QModelIndexList &rows)
{
    QStringList texts;
    for (const QModelIndex &row : rows)
        texts.append(row.data(SettingNotesModel::NoteTextRole).toString());
    if (texts.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(texts.join(u"\n\n"_s));
    Q_EMIT copied(int(texts.size()));
}

} // namespace spillway
