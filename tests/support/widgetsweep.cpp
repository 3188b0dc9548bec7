// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgetsweep.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRegularExpression>
#include <QStatusBar>
#include <QTabBar>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QTextEdit>
#include <QToolTip>
#include <QTreeView>
#include <QWindow>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr qsizetype usualLimit = 10'000; ///< 1 024 characters, each of them as ⟨U+2066⟩
constexpr int rowsLookedAt = 40; ///< of each parent: more are not in view

/// From the Unicode tables, not from the code under test: C0, C1, format, line and paragraph separators, fillers.
bool isHiddenOrMoves(char32_t c)
{
    static constexpr std::pair<char32_t, char32_t> ranges[]{
        {0x00, 0x1f},       {0x7f, 0x9f},       {0xad, 0xad},     {0x61c, 0x61c},   {0x115f, 0x1160},
        {0x180e, 0x180e},   {0x200b, 0x200f},   {0x2028, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
        {0xd800, 0xdfff},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0}, {0xfff9, 0xfffb}, {0x1bca0, 0x1bca3},
        {0x1d173, 0x1d17a}, {0xe0000, 0xe007f},
    };
    return std::ranges::any_of(ranges, [c](const auto &range) { return c >= range.first && c <= range.second; });
}

QString nameOf(const QWidget &widget)
{
    const QString name = widget.objectName();
    return name.isEmpty() ? QString::fromLatin1(widget.metaObject()->className()) : name;
}

/// A person types into it: it holds what they typed.
bool isTypedInto(const QWidget &widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget))
        return !line->isReadOnly();
    const auto *box = qobject_cast<const QComboBox *>(&widget);
    return box && box->isEditable();
}

/// What is left of a text with keys: "&&" is &, another & goes.
QString withoutKeys(const QString &text)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'&' && i + 1 < text.size())
            ++i;
        out += text.at(i);
    }
    return out;
}

/// Markup that is ours: Qt::convertFromPlainText() makes paragraphs and line ends, and nothing else.
bool isEscaped(const QString &text)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    static const QRegularExpression ours(u"^(<p>|</p>|<br>|<br />|<br/>)$"_s);
    for (auto found = tag.globalMatch(text); found.hasNext();) {
        if (!ours.match(found.next().captured()).hasMatch())
            return false;
    }
    return true;
}

QString shortened(const QString &text)
{
    QString shown;
    for (const QChar c : text.left(160))
        shown +=
            c.unicode() >= 0x20 && c.unicode() < 0x7f ? QString(c) : u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
    return shown;
}

} // namespace

QStringList WidgetSweep::complaints()
{
    m_complaints.clear();
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets)
        lookAt(*widget);
    m_complaints.removeDuplicates();
    return m_complaints;
}

void WidgetSweep::lookAt(QWidget &widget)
{
    const QString name = nameOf(widget);
    lookAtText(widget, name);
    lookAtTold(widget, name);
    judge(widget.toolTip(), {name + u" tooltip", Reads::Guesses, true});
    judge(widget.whatsThis(), {name + u" what's this", Reads::Guesses, true});
    judge(widget.statusTip(), {name + u" status tip"});
    if (const auto *dock = qobject_cast<const QDockWidget *>(&widget))
        judge(dock->windowTitle(), {name + u" title", Reads::Keys});
    // As the window manager gets it, with [*] done.
    else if (widget.isWindow() && widget.windowHandle())
        judge(widget.windowHandle()->title(), {name + u" title"});
    const QList<QAction *> actions = widget.actions();
    for (const QAction *action : actions)
        lookAtAction(*action);
    if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget); view && view->model())
        lookAtView(*view);
    lookAtTabs(widget, name);
}

void WidgetSweep::lookAtText(QWidget &widget, const QString &name)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        const bool guesses = label->textFormat() == Qt::AutoText;
        if (!guesses && label->textFormat() != Qt::PlainText)
            complain({name}, u"rich text"_s, label->text());
        // A tooltip on screen is a label that guesses; others have no reason to.
        const bool isTip = widget.inherits("QTipLabel");
        if (guesses && !isTip && Qt::mightBeRichText(label->text()))
            complain({name}, u"a label that guesses"_s, label->text());
        judge(label->text(), {name, isTip ? Reads::Guesses : label->buddy() ? Reads::Keys : Reads::Plain, true});
    } else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        judge(button->text(), {name, Reads::Keys});
    } else if (const auto *group = qobject_cast<const QGroupBox *>(&widget)) {
        judge(group->title(), {name, Reads::Keys});
    } else if (const auto *menu = qobject_cast<const QMenu *>(&widget)) {
        judge(menu->title(), {name, Reads::Keys});
    } else if (const auto *line = qobject_cast<const QLineEdit *>(&widget)) {
        judge(line->placeholderText(), {name + u" hint"});
        if (!isTypedInto(widget) && !qobject_cast<const QComboBox *>(widget.parentWidget()))
            judge(line->text(), {name});
    } else if (const auto *plain = qobject_cast<const QPlainTextEdit *>(&widget)) {
        const bool isWhole = name == u"exactBytes" || name == u"exportPreview";
        judge(plain->toPlainText().remove(u'\t'),
              {name, Reads::Plain, true, isWhole, isWhole ? 20 * usualLimit * usualLimit / 1000 : 8 * usualLimit});
    } else if (const auto *rich = qobject_cast<const QTextEdit *>(&widget)) {
        complain({name}, u"a view of rich text"_s, rich->toPlainText());
    } else if (const auto *bar = qobject_cast<const QStatusBar *>(&widget)) {
        judge(bar->currentMessage(), {name});
    } else if (const auto *progress = qobject_cast<const QProgressBar *>(&widget)) {
        judge(progress->text(), {name});
    } else if (const auto *box = qobject_cast<const QComboBox *>(&widget)) {
        for (int i = 0; i < std::min(box->count(), rowsLookedAt); ++i) {
            judge(box->itemText(i), {name});
            judge(box->itemData(i, Qt::ToolTipRole).toString(), {name + u" tooltip", Reads::Guesses, true});
        }
    }
}

void WidgetSweep::lookAtTold(QWidget &widget, const QString &name)
{
    judge(widget.accessibleName(), {name + u" name", Reads::Told, true});
    judge(widget.accessibleDescription(), {name + u" description", Reads::Told, true});
    QAccessibleInterface *told = QAccessible::queryAccessibleInterface(&widget);
    if (!told || qobject_cast<QPlainTextEdit *>(&widget))
        return;
    for (const auto kind : {QAccessible::Description, QAccessible::Help})
        judge(told->text(kind), {name + u" told", Reads::Told, true});
    // Of a list that can be typed into, the name is what was typed.
    if (isTypedInto(widget))
        return;
    for (const auto kind : {QAccessible::Name, QAccessible::Value})
        judge(told->text(kind), {name + u" told", Reads::Told, true});
}

void WidgetSweep::lookAtAction(const QAction &action)
{
    const QString name = action.objectName().isEmpty() ? u"action"_s : action.objectName();
    judge(action.text(), {name, Reads::Keys});
    judge(action.toolTip(), {name + u" tooltip", Reads::Guesses, true});
    judge(action.statusTip(), {name + u" status tip"});
    judge(action.whatsThis(), {name + u" what's this", Reads::Guesses, true});
}

void WidgetSweep::lookAtTabs(const QWidget &widget, const QString &name)
{
    const auto *tabs = qobject_cast<const QTabBar *>(&widget);
    for (int i = 0; tabs && i < tabs->count(); ++i) {
        judge(tabs->tabText(i), {name, Reads::Keys});
        judge(tabs->tabToolTip(i), {name + u" tooltip", Reads::Guesses, true});
    }
}

void WidgetSweep::lookAtView(const QAbstractItemView &view)
{
    // A header is looked at with the view it belongs to.
    if (qobject_cast<const QHeaderView *>(&view))
        return;
    const QString name = nameOf(view);
    for (int column = 0; column < view.model()->columnCount(view.rootIndex()); ++column) {
        const auto header = [&](int role) { return view.model()->headerData(column, Qt::Horizontal, role).toString(); };
        judge(header(Qt::DisplayRole), {name + u" header"});
        judge(header(Qt::ToolTipRole), {name + u" header tooltip", Reads::Guesses, true});
    }
    lookAtRows(view, view.rootIndex(), name);
}

void WidgetSweep::lookAtRows(const QAbstractItemView &view, const QModelIndex &parent, const QString &name)
{
    const QAbstractItemModel &model = *view.model();
    const auto *table = qobject_cast<const QTableView *>(&view);
    for (int row = 0; row < std::min(model.rowCount(parent), rowsLookedAt); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex cell = model.index(row, column, parent);
            const auto words = [&](int role) { return cell.data(role).toString(); };
            // The doctor's table breaks lines; every other row has one.
            judge(words(Qt::DisplayRole), {name + u" cell", Reads::Plain, table && name == u"doctorPlaces"});
            judge(words(Qt::ToolTipRole), {name + u" cell tooltip", Reads::Guesses, true});
            judge(words(Qt::WhatsThisRole), {name + u" cell what's this", Reads::Guesses, true});
            judge(words(Qt::StatusTipRole), {name + u" cell status tip"});
            judge(words(Qt::AccessibleTextRole), {name + u" cell told", Reads::Told, true});
            judge(words(Qt::AccessibleDescriptionRole), {name + u" cell told", Reads::Told, true});
        }
        lookAtRows(view, model.index(row, 0, parent), name);
    }
}

QStringList WidgetSweep::complaintsAbout(const QString &text, const QString &name)
{
    m_complaints.clear();
    judge(text, {name});
    return m_complaints;
}

void WidgetSweep::judge(QString text, const Sink &sink)
{
    if (text.isEmpty())
        return;
    ++m_texts;
    if (sink.reads == Reads::Guesses && Qt::mightBeRichText(text)) {
        if (!isEscaped(text)) {
            complain(sink, u"markup"_s, text);
            return;
        }
        text = QTextDocumentFragment::fromHtml(text).toPlainText();
    }
    if (sink.reads == Reads::Keys)
        text = withoutKeys(text);
    if (sink.reads == Reads::Told && (text.startsWith(u"<p>") || text.contains(u"</p>")))
        complain(sink, u"markup is read out"_s, text);
    if (text.size() > (sink.limit > 0 ? sink.limit : usualLimit))
        complain(sink, u"%1 characters"_s.arg(text.size()), text);
    judgeCharacters(text, sink);
    if (!sink.isWhole)
        judgeExpected(text, sink);
}

void WidgetSweep::judgeCharacters(const QString &text, const Sink &sink)
{
    int open = 0; // isolates that we put around what is written from right to left
    bool isBad = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text.at(i), text.at(i + 1)) : text.at(i).unicode();
        i += isPair ? 1 : 0;
        if (c == 0x2068) {
            ++open;
        } else if (c == 0x2069) {
            isBad = isBad || --open < 0;
        } else if (c == u'\n' && sink.hasLines) {
            continue;
        } else if (isHiddenOrMoves(c)) {
            complain(sink, u"character U+%1"_s.arg(uint(c), 4, 16, QChar(u'0')), text);
            return;
        }
    }
    if (isBad || open != 0)
        complain(sink, u"an isolate that does not end"_s, text);
}

void WidgetSweep::judgeExpected(const QString &text, const Sink &sink)
{
    for (auto expected = m_expected.cbegin(); expected != m_expected.cend(); ++expected) {
        for (qsizetype at = text.indexOf(expected.key()); at >= 0; at = text.indexOf(expected.key(), at + 1)) {
            // Within the JSON of an object it stands as the service escaped it.
            const bool isJson = at > 1 && text.at(at - 1) == u'"' && u":,{["_s.contains(text.at(at - 2));
            if (isJson)
                continue;
            m_sinks.insert(sink.name);
            const QStringView rest = QStringView(text).mid(at);
            const QString &whole = expected.value();
            const auto differ = std::ranges::mismatch(rest, whole);
            const QStringView after = rest.mid(differ.in1 - rest.begin());
            const bool isWhole = differ.in2 == whole.end();
            const bool isCut = after.isEmpty() || after.startsWith(u'…') || (sink.hasLines && after.startsWith(u'\n'));
            if (!isWhole && !isCut)
                complain(sink, u"not as it is"_s, rest.toString());
        }
    }
}

void WidgetSweep::complain(const Sink &sink, const QString &what, const QString &text)
{
    m_complaints.append(sink.name + u": " + what + u": " + shortened(text));
}

void hoverEverything()
{
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible())
            continue;
        QHelpEvent pointed(QEvent::ToolTip, QPoint(1, 1), widget->mapToGlobal(QPoint(1, 1)));
        QCoreApplication::sendEvent(widget, &pointed);
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        if (!view || !view->model() || qobject_cast<const QHeaderView *>(view))
            continue;
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < view->model()->columnCount(view->rootIndex()); ++column) {
                const QPoint at = view->visualRect(view->model()->index(row, column, view->rootIndex())).center();
                QHelpEvent cell(QEvent::ToolTip, at, view->viewport()->mapToGlobal(at));
                QCoreApplication::sendEvent(view->viewport(), &cell);
            }
        }
    }
    QToolTip::hideText();
}

} // namespace spillway
