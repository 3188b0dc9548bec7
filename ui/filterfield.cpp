// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filterfield.h"

#include "models/columnwords.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// Where the last word begins: blanks within quotes do not end one.
qsizetype lastWord(const QString &text)
{
    qsizetype first = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'"')
            quoted = !quoted;
        else if (text.at(i).isSpace() && !quoted)
            first = i + 1;
    }
    return first;
}

QStringList columnWords(const QString &begun, const ColumnSet &filled)
{
    // A single letter is far more often the beginning of something else.
    if (begun.size() < 2)
        return {};
    QStringList words;
    for (int column = 0; column < PartitionColumnCount; ++column) {
        if (filled.test(size_t(column)) && columnWord(column).startsWith(begun, Qt::CaseInsensitive))
            words.append(columnWord(column) + u':');
    }
    return words;
}

QStringList valueWords(QString begun, const QStringList &words)
{
    begun.remove(u'"');
    if (words.contains(begun, Qt::CaseInsensitive))
        return {};
    QStringList values;
    for (const QString &word : words) {
        if (!word.startsWith(begun, Qt::CaseInsensitive) || word.contains(u'"'))
            continue;
        const bool plain =
            std::all_of(word.cbegin(), word.cend(), [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
        values.append(plain ? word : QString(u'"' + word + u'"'));
    }
    return values;
}

} // namespace

QStringList filterWords(const QString &typed, const ColumnSet &filled,
                        const std::array<QStringList, PartitionColumnCount> &words)
{
    const QString last = typed.mid(lastWord(typed));
    const QString sign = last.startsWith(u'-') ? u"-"_s : QString();
    const QString word = last.mid(sign.size());
    const qsizetype colon = colonIn(word);
    QString before = sign;
    QStringList offered;
    if (colon < 0) {
        offered = columnWords(word, filled);
    } else if (const auto column = columnOfWord(QStringView(word).first(colon))) {
        const QString equals = QStringView(word).mid(colon + 1).startsWith(u'=') ? u"="_s : QString();
        before += word.first(colon + 1) + equals;
        offered = valueWords(word.mid(colon + 1 + equals.size()), words[size_t(*column)]);
    }
    for (QString &entry : offered)
        entry.prepend(before);
    return offered;
}

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(&m_offered, this))
{
    m_completer->setWidget(this);
    m_completer->popup()->setObjectName(u"filterWords"_s);
    m_completer->popup()->setAccessibleName(tr("Words to filter by"));
    connect(this, &QLineEdit::textEdited, this, &FilterField::offer);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterField::take);
}

void FilterField::setFacts(const AnswerFacts &facts)
{
    m_filled = facts.filled;
    m_words = facts.words;
}

void FilterField::offer()
{
    const bool atEnd = cursorPosition() == text().size();
    const QStringList words = atEnd ? filterWords(text(), m_filled | m_workedOut, m_words) : QStringList();
    m_offered.setStringList(words);
    if (words.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->complete();
    // Nothing is chosen until the person goes into the list.
    m_completer->popup()->setCurrentIndex({});
}

void FilterField::take(const QString &word)
{
    setText(text().left(lastWord(text())) + word + (word.endsWith(u':') ? u"" : u" "));
    offer();
}

bool FilterField::event(QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QLineEdit::event(event);
    // The list of words asks the field first, which would leave by Tab and accept by Enter.
    const QAbstractItemView *list = m_completer->popup();
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isForList = key == Qt::Key_Tab || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!isForList || !list->isVisible() || !list->currentIndex().isValid())
        return QLineEdit::event(event);
    event->ignore();
    return true;
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter) {
        m_completer->popup()->hide();
        Q_EMIT accepted(event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterField::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason)
        m_completer->popup()->hide();
    QLineEdit::focusOutEvent(event);
}

} // namespace spillway
