// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formline.h"

#include "models/roles.h"
#include "ui/language.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"
#include "ui/settingnotesmodel.h"
#include "ui/tint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

ValueEdit::ValueEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    // The text begins where a label's would.
    setTextMargins(-2, 0, 0, 0);
    updateColours();
}

void ValueEdit::showValue(const QString &value)
{
    if (text() != value)
        setText(value);
    setCursorPosition(0);
    updateWidth();
}

void ValueEdit::setHugging(bool hugging)
{
    m_hugging = hugging;
    updateWidth();
}

void ValueEdit::updateWidth()
{
    const int wanted = fontMetrics().horizontalAdvance(text()) + fontMetrics().horizontalAdvance(u'0');
    setMaximumWidth(m_hugging ? wanted : QWIDGETSIZE_MAX);
}

void ValueEdit::setAbsent(bool absent)
{
    m_absent = absent;
    updateColours();
}

void ValueEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_updating)
        updateColours();
}

void ValueEdit::updateColours()
{
    m_updating = true;
    // Worked out from the parent, not from what was set here before; only what differs is set, the rest is inherited.
    const QPalette around = parentWidget() ? parentWidget()->palette() : QPalette();
    QPalette colours;
    colours.setColor(QPalette::Base, Qt::transparent);
    colours.setColor(QPalette::Text, m_absent ? quietText(around) : around.color(QPalette::WindowText));
    setPalette(colours);
    m_updating = false;
}

FormLine::FormLine(const QModelIndex &value, QWidget *parent)
    : QWidget(parent)
    , m_value(value)
    , m_edit(new ValueEdit(this))
    , m_line(new QHBoxLayout)
    , m_unit(new PlainLabel)
    , m_mark(new PlainLabel)
    , m_noteMark(new PlainLabel)
    , m_rule(new PlainLabel)
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    m_rule->setFont(small);
    m_rule->setQuiet(true);
    m_rule->setWordWrap(true);
    m_unit->setQuiet(true);
    const int side = fontMetrics().height();
    if (const QIcon icon = severityIcon(Severity::Warning); !icon.isNull())
        m_mark->setPicture(icon, side);
    else
        m_mark->setText(u"\u26a0"_s);
    m_mark->setAccessibleName(tr("Odd value"));
    m_line->setSpacing(fontMetrics().height() / 4);
    m_line->addWidget(m_edit, 1);
    m_line->addWidget(m_unit);
    m_line->addStretch(0);
    m_line->addWidget(m_mark);
    m_line->addWidget(m_noteMark);
    m_noteMark->setObjectName(u"noteMark"_s);
    m_noteMark->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_line);
    layout->addWidget(m_rule);
    updateAround();
}

void FormLine::updateAround()
{
    if (!m_value.isValid())
        return;
    const auto words = [this](int role) { return m_value.data(role).toString(); };
    const auto kind = static_cast<Value::Kind>(m_value.data(KindRole).toInt());
    const bool isPresent = kind != Value::Kind::Absent;
    m_edit->setAbsent(kind == Value::Kind::Absent || kind == Value::Kind::Null);
    m_unit->setText(words(UnitRole));
    m_unit->setVisible(isPresent && !words(UnitRole).isEmpty());
    const QString assumed = words(AssumedRole);
    // The unit follows its value.
    const bool hugs = !m_unit->isHidden();
    m_edit->setHugging(hugs);
    m_line->setStretch(0, hugs ? 0 : 1);
    m_line->setStretch(2, hugs ? 1 : 0);
    const QString rule = words(RuleRole);
    QStringList known;
    if (!rule.isEmpty())
        known.append(rule);
    if (!assumed.isEmpty())
        known.append(tr("documented default: %1").arg(assumed));
    m_rule->setText(known.join(u'\n'));
    m_rule->setVisible(!known.isEmpty());
    const QString notes = words(NoteRole);
    m_mark->setVisible(!notes.isEmpty());
    explain(*m_mark, notes);

    updateDescription();
    m_edit->setToolTip(forToolTip(words(Qt::ToolTipRole)));
}

void FormLine::updateDescription()
{
    const auto words = [this](int role) { return m_value.data(role).toString(); };
    const bool isPresent = static_cast<Value::Kind>(m_value.data(KindRole).toInt()) != Value::Kind::Absent;
    const QString assumed = words(AssumedRole);
    const QString rule = words(RuleRole);
    const QString notes = words(NoteRole);
    QStringList description;
    if (isPresent && !words(UnitRole).isEmpty())
        description.append(tr("In %1.").arg(words(UnitRole)));
    if (!assumed.isEmpty())
        description.append(tr("Documented default: %1.").arg(assumed));
    if (!rule.isEmpty())
        description.append(tr("Documented: %1.").arg(rule));
    if (!notes.isEmpty())
        description.append(notes);
    for (const SettingNote &note : m_notes)
        description.append(tr("%1: %2").arg(noteKind(note.severity), note.sentence));
    // Without a description of its own a field would be described by its tooltip's markup.
    if (description.isEmpty())
        description.append(visibleText(words(PathRole)));
    m_edit->setAccessibleDescription(joinedSentences(description));
}

void FormLine::setNotes(const std::vector<SettingNote> &notes)
{
    if (notes == m_notes)
        return;
    m_notes = notes;
    m_noteMark->setVisible(!notes.empty());
    QStringList texts;
    Severity worst = Severity::Unknown;
    for (const SettingNote &note : notes) {
        texts.append(noteText(note));
        if (note.severity == Severity::Bad || worst != Severity::Bad)
            worst = note.severity == Severity::Unknown ? worst : note.severity;
    }
    if (const QIcon icon = severityIcon(worst); !icon.isNull())
        m_noteMark->setPicture(icon, fontMetrics().height());
    else
        m_noteMark->setText(worst == Severity::Unknown ? u"i"_s : u"!"_s);
    m_noteMark->setAccessibleName(noteKind(worst));
    explain(*m_noteMark, texts.join(u"\n\n"_s));
    updateDescription();
}

} // namespace spillway
