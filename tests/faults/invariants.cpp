// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/invariants.h"

#include "faults/stallmeter.h"
#include "faults/wholeprogram.h"
#include "session/wording.h"
#include "support/canaries.h"
#include "ui/banner.h"
#include "ui/partitionsview.h"
#include "ui/plainlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QLoggingCategory>
#include <QMutex>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

namespace {

QMutex logMutex;
QByteArray logged;
QStringList warned;
QtMessageHandler handlerBefore = nullptr;

void listen(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (text.startsWith("This plugin does not support "_L1))
        return; // see WidgetTestCase
    if (type == QtFatalMsg)
        handlerBefore(type, context, text);
    const QMutexLocker lock(&logMutex);
    logged += QByteArray(context.category) + ": " + text.toUtf8() + '\n';
    if (type == QtWarningMsg || type == QtCriticalMsg)
        warned += text;
}

void addCells(const QAbstractItemModel &model, const QModelIndex &parent, QStringList &cells)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells += model.index(row, column, parent).data().toString();
        addCells(model, model.index(row, 0, parent), cells);
    }
}

/// Collects what does not hold.
class Findings
{
public:
    /// True: it holds.
    void need(bool holds, const char *invariant, const QString &what)
    {
        if (!holds)
            m_list += QLatin1StringView(invariant) + u' ' + what;
    }
    const QStringList &list() const { return m_list; }

private:
    QStringList m_list;
};

bool isOnScreen(const QWidget *widget)
{
    return widget && widget->isVisible();
}

void checkEnd(Findings &findings, const Observed &seen)
{
    const Freshness &fresh = seen.fresh;
    const milliseconds most = seen.attempts * (seen.deadline + 250ms);
    findings.need(seen.ended, "I2", u"the refresh never ended"_s);
    findings.need(seen.took <= most, "I2",
                  u"the refresh took %1 ms and may take %2"_s.arg(seen.took.count()).arg(most.count()));
    const bool stands = fresh.state == RefreshState::AuthRequired
        || (fresh.state == RefreshState::Paused && fresh.pause != PauseReason::Throttled);
    findings.need(!seen.ended || stands != fresh.next.has_value(), "I2",
                  stands ? u"the timer runs while a person has to act"_s : u"no timer is armed"_s);
}

QByteArray errorTexts(const Error &error)
{
    const QStringList texts{error.subject, error.code, error.detail, error.requestId, sentence(error)};
    return (texts + details(error)).join(u'\n').toUtf8();
}

void checkSecrets(Findings &findings, const WholeProgram &program, const Observed &seen)
{
    QList<Sink> sinks{{u"widgets"_s, widgetTexts()}, {u"clipboard"_s, copiedTexts()}, {u"log"_s, LogListener::text()}};
    sinks += {u"files"_s, fileTexts(program.folder())};
    if (seen.fresh.error)
        sinks += {u"error"_s, errorTexts(*seen.fresh.error)};
    const QStringList found = leaks(sinks);
    findings.need(found.isEmpty(), "I3", found.join(u", "_s));
}

/// The first cell that differs.
QString difference(const QStringList &before, const QStringList &now)
{
    if (before.size() != now.size())
        return u"%1 cells became %2"_s.arg(before.size()).arg(now.size());
    const auto [was, is] = std::mismatch(before.begin(), before.end(), now.begin());
    return was == before.end() ? u"the bytes"_s : u"\"%1\" became \"%2\""_s.arg(*was, *is);
}

void checkRows(Findings &findings, WholeProgram &program, const Observed &seen)
{
    const ShownRows now = shownRows(program);
    auto *table = program.find<PartitionsView>(u"partitionTable"_s);
    findings.need(now == seen.before, "I4", u"the rows changed: "_s + difference(seen.before.cells, now.cells));
    findings.need(isOnScreen(table), "I4", u"the table is not on screen"_s);
    findings.need(isOnScreen(program.find<QLabel>(u"staleChip"_s)), "I4", u"nothing says that the rows are stale"_s);
    const QModelIndex first = table->model()->index(0, 0);
    const QVariant grey = first.data(Qt::ForegroundRole);
    findings.need(grey.isValid(), "I4", u"the rows are not grey"_s);
    findings.need(seen.fresh.receivedAt == seen.freshBefore.receivedAt && seen.fresh.age >= seen.freshBefore.age, "I4",
                  u"the age of the rows does not go on"_s);
}

void checkOk(Findings &findings, const Outcome &outcome, const WholeProgram &program, const Observed &seen)
{
    if (seen.fresh.state != RefreshState::Ok)
        return;
    const TaskSnapshot &task = program.session.answer().task;
    findings.need(!outcome.kind, "I5", u"OK after an answer that is none"_s);
    findings.need(outcome.kind || (task && task->answer.bytes() == seen.shown), "I5",
                  u"OK, but what is shown is not the answer"_s);
}

/// Words that are not ours.
QStringList wordsFromOutside(const Observed &seen)
{
    QStringList words{u"dis-test1"_s, u"test_1"_s};
    if (const std::optional<Error> &error = seen.fresh.error)
        words += {error->subject, error->detail, error->requestId, error->code};
    words.removeIf([](const QString &word) { return word.size() < 3; });
    return words;
}

void checkLabels(Findings &findings, const Observed &seen)
{
    const QStringList words = wordsFromOutside(seen);
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (!isOnScreen(label) || label->textFormat() == Qt::PlainText)
            continue;
        const QString text = label->text();
        const bool isRich = label->textFormat() != Qt::AutoText || Qt::mightBeRichText(text);
        const bool isOutside =
            std::any_of(words.begin(), words.end(), [&text](const QString &word) { return text.contains(word); });
        findings.need(!isRich && !isOutside, "I8", u"a label may be rich text: "_s + text.left(80));
    }
}

void checkCopiedDetails(Findings &findings, const Banner &banner, const Error &error)
{
    auto *copy = banner.findChild<QPushButton *>(u"bannerCopyDetails"_s);
    findings.need(isOnScreen(copy) && copy->isEnabled(), "I8", u"the details cannot be copied"_s);
    if (!isOnScreen(copy))
        return;
    copy->click();
    const QString copied = QGuiApplication::clipboard()->text();
    findings.need(copied.contains(banner.message()->sentence), "I8", u"what is copied lacks the sentence"_s);
    findings.need(error.requestId.isEmpty() || copied.contains(visibleText(error.requestId)), "I8",
                  u"what is copied lacks the request ID"_s);
}

void checkMessage(Findings &findings, const WholeProgram &program, const Observed &seen)
{
    const auto *banner = program.window.findChild<Banner *>(u"banner"_s);
    findings.need(isOnScreen(banner) && banner->message(), "I8", u"nothing is said"_s);
    if (!isOnScreen(banner) || !banner->message() || !seen.fresh.error)
        return;
    const Error &error = *seen.fresh.error;
    const auto *said = banner->findChild<QLabel *>(u"bannerSentence"_s);
    const QString details = banner->findChild<QPlainTextEdit *>(u"bannerDetailsText"_s)->toPlainText();
    findings.need(isOnScreen(said) && said->text().startsWith(sentence(error, program.session.address())), "I8",
                  u"it is not said what happened"_s);
    findings.need(said->textFormat() == Qt::PlainText, "I8", u"the sentence may be rich text"_s);
    findings.need(said->text().contains(u"Showing data from "_s) && details.contains(u"When: "_s), "I8",
                  u"it is not said since when"_s);
    findings.need(error.requestId.isEmpty() || details.contains(visibleText(error.requestId)), "I8",
                  u"the request ID is not said"_s);
    const QString next = program.find<QLabel>(u"next"_s)->text();
    findings.need(!next.isEmpty() && (!seen.fresh.next || next.contains(u"next try in "_s)), "I8",
                  u"it is not said what happens next"_s);
    bool canAct = false;
    for (const char *name : {"bannerRetry", "bannerTryOnce"}) {
        const QList<QPushButton *> buttons = banner->findChildren<QPushButton *>(QLatin1StringView(name));
        for (const QPushButton *button : buttons)
            canAct = canAct || (isOnScreen(button) && button->isEnabled());
    }
    findings.need(canAct, "I8", u"nothing can be done about it"_s);
    checkCopiedDetails(findings, *banner, error);
}

} // namespace

ShownRows shownRows(WholeProgram &program)
{
    ShownRows rows;
    addCells(*program.find<PartitionsView>(u"partitionTable"_s)->model(), {}, rows.cells);
    addCells(*program.find<QTreeView>(u"answerTree"_s)->model(), {}, rows.cells);
    if (const TaskSnapshot &task = program.session.answer().task)
        rows.bytes = task->answer.bytes();
    return rows;
}

QStringList brokenInvariants(WholeProgram &program, const Outcome &outcome, const Observed &seen)
{
    Findings findings;
    findings.need(seen.gap <= StallMeter::longestAllowed(), "I6",
                  u"the event loop stood still for %1 ms"_s.arg(seen.gap.count()));
    checkEnd(findings, seen);
    findings.need(seen.requests <= outcome.mostRequests, "I7",
                  u"%1 requests, planned are %2"_s.arg(seen.requests).arg(outcome.mostRequests));
    checkOk(findings, outcome, program, seen);
    checkLabels(findings, seen);
    if (outcome.kind) {
        checkRows(findings, program, seen);
        if (seen.fresh.state != RefreshState::Ok)
            checkMessage(findings, program, seen);
    }
    checkSecrets(findings, program, seen);
    // The last: what was done for the others may warn, too.
    const QStringList warnings = LogListener::warnings();
    findings.need(warnings.isEmpty(), "I1", warnings.join(u", "_s));
    return findings.list();
}

void LogListener::install()
{
    QLoggingCategory::setFilterRules(u"*=true"_s);
    handlerBefore = qInstallMessageHandler(listen);
}

void LogListener::begin()
{
    const QMutexLocker lock(&logMutex);
    logged.clear();
    warned.clear();
}

QByteArray LogListener::text()
{
    const QMutexLocker lock(&logMutex);
    return logged;
}

QStringList LogListener::warnings()
{
    const QMutexLocker lock(&logMutex);
    return warned;
}

} // namespace spillway
