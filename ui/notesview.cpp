// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notesview.h"

#include "ui/settingnotesmodel.h"
#include "ui/tint.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>
#include <QtMath>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

QFont smaller(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.85);
    return small;
}

/// Words laid out to a width; what is longer than a line is broken anywhere.
class Words
{
public:
    Words(const QString &text, const QFont &font, int width)
    {
        QString lines = text;
        lines.replace(u'\n', QChar::LineSeparator);
        m_layout.setText(lines);
        m_layout.setFont(font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        m_layout.setTextOption(option);
        m_layout.beginLayout();
        for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
            line.setLineWidth(width);
            line.setPosition({0, m_height});
            m_height += line.height();
        }
        m_layout.endLayout();
    }
    int height() const { return qCeil(m_height); }
    void draw(QPainter &painter, const QPoint &at) const { m_layout.draw(&painter, at); }

private:
    QTextLayout m_layout;
    qreal m_height = 0;
};

/// A note within a width.
struct Note
{
    Note(const QFont &font, const QModelIndex &index, int width)
        : side(QFontMetrics(font).height())
        , gap(side / 3)
        , left(gap + side + gap)
        , sentence(index.data().toString(), font, std::max(width - left - gap, side * 4))
        , background(index.data(SettingNotesModel::NoteBackgroundRole).toString(), smaller(font),
                     std::max(width - left - gap, side * 4))
    {
    }
    int height() const { return gap + sentence.height() + background.height() + gap; }

    int side;
    int gap;
    int left;
    Words sentence;
    Words background;
};

} // namespace

NotesView::NotesView(QWidget *parent)
    : QListView(parent)
{
    setItemDelegate(new NoteDelegate(this));
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setResizeMode(Adjust);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    connect(this, &QAbstractItemView::doubleClicked, this, &NotesView::chosen);
}

void NotesView::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enters && !event->modifiers().testFlag(Qt::AltModifier) && currentIndex().isValid()) {
        Q_EMIT chosen(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void NotesView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    // Another width wraps the words otherwise.
    scheduleDelayedItemsLayout();
}

void NoteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.text.clear();
    option.icon = {};
    option.features &= ~QStyleOptionViewItem::HasDecoration;
    const QWidget *view = option.widget;
    (view ? view->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &option, painter, view);

    const Note note(option.font, index, option.rect.width());
    const QPoint at = option.rect.topLeft();
    const bool selected = option.state & QStyle::State_Selected;
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    painter->save();
    painter->setClipRect(option.rect);
    const QRect icon(at + QPoint(note.gap, note.gap), QSize(note.side, note.side));
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, icon);
    painter->setPen(text);
    note.sentence.draw(*painter, at + QPoint(note.left, note.gap));
    painter->setPen(selected ? text : quietText(option.palette, QPalette::Base));
    note.background.draw(*painter, at + QPoint(note.left, note.gap + note.sentence.height()));
    painter->restore();
}

QSize NoteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {width, Note(option.font, index, width).height()};
}

} // namespace spillway
