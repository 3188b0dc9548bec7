// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/roles.h"

#include <QIcon>
#include <QLabel>

#include <optional>

namespace spillway {

/// A label whose text is only ever text. Everything that may show words from outside is one of these.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(const QString &text = {}, QWidget *parent = nullptr);

    /// Cut off with an ellipsis where there is no room; the whole text is then the tooltip. Never below `least` pixels,
    /// unless all of it needs less.
    void setElided(bool elided, int least = 0);
    /// Grey: less important.
    void setQuiet(bool quiet);
    /// Shows a picture, of that many pixels, instead of text.
    void setPicture(const QIcon &picture, int side);
    /// In the colours of a severity, on a rounded ground with its icon.
    void setSeverity(std::optional<Severity> severity);
    std::optional<Severity> severity() const { return m_severity; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    QMargins padding() const;
    int iconSide() const;
    bool hasIcon() const;

    bool m_elided = false;
    int m_least = 0;
    bool m_quiet = false;
    std::optional<Severity> m_severity;
    QIcon m_picture;
    int m_pictureSide = 0;
};

} // namespace spillway
