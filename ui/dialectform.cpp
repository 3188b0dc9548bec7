// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialectform.h"

#include "ui/language.h"
#include "ui/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

template <class T> T choiceOf(const QComboBox *choice)
{
    return static_cast<T>(choice->currentData().toInt());
}

} // namespace

DialectForm::DialectForm(const Dialect &dialect, QWidget *parent)
    : QWidget(parent)
{
    auto *left = new QFormLayout;
    auto *right = new QFormLayout;
    m_separator = addChoice<char>(
        *left, tr("&Separator"), u"dialectSeparator"_s,
        {{',', tr("Comma")}, {';', tr("Semicolon")}, {'\t', tr("Tab")}, {'|', tr("Vertical bar")}}, dialect.separator);
    m_quoting = addChoice<Dialect::Quoting>(*left, tr("&Quotes"), u"dialectQuoting"_s,
                                            {{Dialect::Quoting::Minimal, tr("Where needed")},
                                             {Dialect::Quoting::Text, tr("Around all text")},
                                             {Dialect::Quoting::All, tr("Around every value")}},
                                            dialect.quoting);
    m_lineEnd = addChoice<Dialect::LineEnd>(*left, tr("&Line ends"), u"dialectLineEnd"_s,
                                            {{Dialect::LineEnd::CrLf, u"CR LF"_s}, {Dialect::LineEnd::Lf, u"LF"_s}},
                                            dialect.lineEnd);
    m_byteOrderMark = addSwitch(*left, tr("Byte order &mark"), u"dialectByteOrderMark"_s, dialect.byteOrderMark);
    m_time = addChoice<Dialect::Time>(*right, tr("&Times"), u"dialectTime"_s,
                                      {{Dialect::Time::Utc, tr("ISO 8601, UTC")},
                                       {Dialect::Time::Offset, tr("ISO 8601 with time zone")},
                                       {Dialect::Time::Milliseconds, tr("Milliseconds since 1970")}},
                                      dialect.time);
    m_headers = addChoice<Dialect::Headers>(*right, tr("&Headings"), u"dialectHeaders"_s,
                                            {{Dialect::Headers::Names, tr("Stable names")},
                                             {Dialect::Headers::Labels, tr("As on screen")},
                                             {Dialect::Headers::None, tr("None")}},
                                            dialect.headers);
    m_guard = addChoice<Dialect::Guard>(*right, tr("F&ormulas"), u"dialectGuard"_s,
                                        {{Dialect::Guard::Apostrophe, tr("Guard with '")},
                                         {Dialect::Guard::Tab, tr("Guard with a tab")},
                                         {Dialect::Guard::Off, tr("Leave as they are")}},
                                        dialect.guard);
    m_separatorLine =
        addSwitch(*right, tr("First line se&p= (Excel only)"), u"dialectSeparatorLine"_s, dialect.separatorLine);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(left); // a spacing of this layout would be the rows' too
    layout->addSpacing(2 * fontMetrics().height());
    layout->addLayout(right);
    layout->addStretch(1);
}

template <class T>
QComboBox *DialectForm::addChoice(QFormLayout &form, const QString &caption, const QString &objectName,
                                  const QList<std::pair<T, QString>> &choices, T chosen)
{
    auto *choice = new QComboBox;
    choice->setObjectName(objectName);
    choice->setAccessibleName(withoutKey(caption));
    for (const auto &[value, text] : choices)
        choice->addItem(text, int(value));
    choice->setCurrentIndex(choice->findData(int(chosen)));
    auto *label = new PlainLabel(caption);
    label->setBuddy(choice);
    form.addRow(label, choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &DialectForm::changed);
    return choice;
}

QCheckBox *DialectForm::addSwitch(QFormLayout &form, const QString &text, const QString &objectName, bool on)
{
    auto *box = new QCheckBox(text);
    box->setObjectName(objectName);
    box->setAccessibleName(withoutKey(text));
    box->setChecked(on);
    form.addRow(QString(), box);
    connect(box, &QCheckBox::toggled, this, &DialectForm::changed);
    return box;
}

Dialect DialectForm::dialect() const
{
    Dialect dialect;
    dialect.separator = choiceOf<char>(m_separator);
    dialect.quoting = choiceOf<Dialect::Quoting>(m_quoting);
    dialect.lineEnd = choiceOf<Dialect::LineEnd>(m_lineEnd);
    dialect.time = choiceOf<Dialect::Time>(m_time);
    dialect.headers = choiceOf<Dialect::Headers>(m_headers);
    dialect.guard = choiceOf<Dialect::Guard>(m_guard);
    dialect.byteOrderMark = m_byteOrderMark->isChecked();
    dialect.separatorLine = m_separatorLine->isChecked();
    return dialect;
}

void DialectForm::setForCsv(bool csv)
{
    m_separator->setEnabled(csv);
    m_separatorLine->setEnabled(csv);
}

} // namespace spillway
