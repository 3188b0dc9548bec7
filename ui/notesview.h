// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace spillway {

/// The notes one below the other, each as high as its words need: the sentence, and smaller what it is taken from.
class NotesView : public QListView
{
    Q_OBJECT

public:
    explicit NotesView(QWidget *parent = nullptr);

Q_SIGNALS:
    /// The person wants to see the setting: Enter, or a double click.
    void chosen(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

/// Paints a note.
class NoteDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace spillway
