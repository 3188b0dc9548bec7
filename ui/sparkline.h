// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include <functional>
#include <optional>
#include <vector>

namespace spillway {

/// Paints a number with the steps that led to it, as small bars on its left: the newest on the right, a gap where a
/// poll is missing. The bars say nothing that is not in the texts.
class SparklineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using Steps = std::vector<std::optional<qint64>>;

    /// Gives the steps of a cell; asked for what is painted alone.
    SparklineDelegate(std::function<Steps(const QModelIndex &)> steps, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// How many bars there are room for, however many polls are kept.
    static constexpr int bars = 60;

private:
    std::function<Steps(const QModelIndex &)> m_steps;
};

/// The heights of the bars in pixels: the largest step is `height` high, a step of 0 is 1 high, one that went down has
/// no height, and a missing one -1.
std::vector<int> barHeights(const SparklineDelegate::Steps &steps, int height);

} // namespace spillway
