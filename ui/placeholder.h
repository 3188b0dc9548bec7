// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace spillway {

class PlainLabel;

/// What stands where there is nothing to show: a picture, one heading, one sentence, and what can be done about it.
class Placeholder : public QWidget
{
    Q_OBJECT

public:
    explicit Placeholder(QWidget *parent = nullptr);

    void setPicture(const QString &name);
    /// Plain text, both. The sentence may be empty.
    void setText(const QString &heading, const QString &sentence = {});
    QString heading() const;
    QString sentence() const;
    /// Adds a button; it is the caller's to connect.
    QPushButton *addButton(const QString &text, const QString &objectName);

private:
    PlainLabel *m_picture;
    PlainLabel *m_heading;
    PlainLabel *m_sentence;
    QHBoxLayout *m_buttons;
};

} // namespace spillway
