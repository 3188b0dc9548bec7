// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/settingsrules.h"

#include <QLineEdit>
#include <QPersistentModelIndex>
#include <QWidget>

class QHBoxLayout;

namespace spillway {

class PlainLabel;

/// A value that can be read, selected and copied, but not edited: a line edit that looks like text.
class ValueEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit ValueEdit(QWidget *parent = nullptr);

    /// The text from its start; long values are not scrolled to their end.
    void showValue(const QString &value);
    /// As wide as the value, so that what stands behind it follows at once.
    void setHugging(bool hugging);
    /// Grey: there is no value.
    void setAbsent(bool absent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateColours();

    void updateWidth();

    bool m_absent = false;
    bool m_hugging = false;
    bool m_updating = false;
};

/// One value of the form with everything around it: unit, sign for odd values, documented range, documented default.
class FormLine : public QWidget
{
    Q_OBJECT

public:
    /// `value` is the Value cell; the text itself is written by the form's mapper.
    explicit FormLine(const QModelIndex &value, QWidget *parent = nullptr);

    ValueEdit *edit() const { return m_edit; }
    /// What the model says about the value now, apart from its text.
    void updateAround();
    /// What the documented rules find in the value: a sign for the worst of it, and the sentences for who asks.
    void setNotes(const std::vector<SettingNote> &notes);

private:
    void updateDescription();

    QPersistentModelIndex m_value;
    ValueEdit *m_edit;
    QHBoxLayout *m_line;
    PlainLabel *m_unit;
    PlainLabel *m_mark;
    PlainLabel *m_noteMark;
    PlainLabel *m_rule;
    std::vector<SettingNote> m_notes;
};

} // namespace spillway
