// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sparkline.h"

#include "ui/tint.h"

#include <QPainter>

#include <algorithm>

namespace spillway {

namespace {

constexpr int barWidth = 1;
constexpr int widest = SparklineDelegate::bars * barWidth;

int gapOf(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.horizontalAdvance(u'0');
}

} // namespace

std::vector<int> barHeights(const SparklineDelegate::Steps &steps, int height)
{
    qint64 largest = 0;
    for (const std::optional<qint64> &step : steps)
        largest = std::max(largest, step.value_or(0));
    std::vector<int> heights;
    heights.reserve(steps.size());
    for (const std::optional<qint64> &step : steps) {
        if (!step)
            heights.push_back(-1);
        else if (*step < 0)
            heights.push_back(0);
        else if (largest == 0)
            heights.push_back(1);
        else // A share of the largest: whether it is exact in its last digits makes no pixel.
            heights.push_back(std::max(1, int(double(*step) / double(largest) * height)));
    }
    return heights;
}

SparklineDelegate::SparklineDelegate(std::function<Steps(const QModelIndex &)> steps, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_steps(std::move(steps))
{
}

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    Steps steps = m_steps(index);
    const int left = option.rect.left() + gapOf(option);
    const int text = option.fontMetrics.horizontalAdvance(index.data().toString()) + 2 * gapOf(option);
    const int room = std::clamp(option.rect.right() - text - left, 0, widest) / barWidth;
    if (int(steps.size()) > room)
        steps.erase(steps.begin(), steps.end() - room);
    const int height = option.rect.height() * 3 / 5;
    const int bottom = option.rect.center().y() + height / 2;
    const bool selected = option.state & QStyle::State_Selected;
    const QColor colour =
        selected ? option.palette.color(QPalette::HighlightedText) : quietText(option.palette, QPalette::Base);
    int x = left + (room - int(steps.size())) * barWidth;
    for (const int bar : barHeights(steps, height)) {
        if (bar > 0)
            painter->fillRect(x, bottom - bar + 1, barWidth, bar, colour);
        x += barWidth;
    }
}

QSize SparklineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.rwidth() += widest / 2 + gapOf(option);
    return size;
}

} // namespace spillway
