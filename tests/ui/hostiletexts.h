// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bait.h"
#include "support/widgetsweep.h"

#include <QList>
#include <QTest>

// Where text from outside can be seen, and which test drives it there (all sweep every widget, tst_widgetsweep proves
// the sweep):
//   tst_hostiletask     title of the window, header, chips, verdict line, table (cells, tooltips, told), form (values,
//                       labels, tooltips, descriptions), next and last file, notes and their marks, details, answer
//                       tree, exact bytes, project tree and badges, What's This; what moved: change line, gone
//                       partitions; filter and its hint, Go To, placeholder, words that are offered
//   tst_hostileerrors   banner and its details, freshness bar (origin, credential), certificates, saved answers,
//                       placeholder and notes of the project tree
//   tst_hostilesignin   Open Task, Connections and their questions, Credential Doctor and its report, notice
//   tst_hostileexport   preview, suggested names, question before a file is replaced, notice, clipboard (HTML, CSV),
//                       paper and PDF
//   tst_hostilesizes    all of the task's places with 10 MB each, a million fields
//   tst_hostileoutput   (system) standard error, the line of --check, what --list says beside its table
//   tst_timeonscreen    times; tst_timewalk (session) ages and countdowns
// Where it comes from: every field of ShowTransferTask, ShowStream, ListStreams and ListTransferTasks, names of fields,
// error envelopes, headers, the reason phrase, certificates, what a person types, named connections, variables, paths.

namespace spillway {

/// A text from outside that attacks, and how a person has to see it. Written down, not worked out.
struct HostileText
{
    QByteArray row; ///< of the fault matrix
    QString raw;
    QString shown;
};

/// What the texts begin with, so that they are found again, and end with, so that nothing of them is missing.
inline const QString hostileMark = QStringLiteral("Qx7");
inline const QString hostileEnd = QStringLiteral("7xQ");

inline QList<HostileText> hostileTexts(const Bait &bait)
{
    const auto made = [](const char *row, const QString &raw, const QString &shown) {
        return HostileText{row, hostileMark + raw + hostileEnd, hostileMark + shown + hostileEnd};
    };
    const auto same = [&made](const char *row, const QString &raw) { return made(row, raw, raw); };
    const auto image = [](const QString &path) { return QStringLiteral("<img src=\"file://%1\">").arg(path); };
    return {
        same("F155 markup", QStringLiteral("<b>x</b>&lt;&#60;<a href=\"x\">y</a><table>")),
        same("F155 a picture", image(bait.picture())),
        same("F155 a pipe", image(bait.pipe())),
        same("F155 a device", image(QStringLiteral("/dev/zero"))),
        made("F156 bidi", QStringLiteral("a\u202eb\u2066c\u200bd\u00a0e\u200ff"),
             QStringLiteral("a⟨U+202E⟩b⟨U+2066⟩c⟨U+200B⟩d⟨U+00A0⟩e⟨U+200F⟩f")),
        made("F157 controls",
             QStringLiteral("a\u001b[31mb") + QChar(u'\0') + QStringLiteral("c\nd\te\rf\u0085g\u007fh\u2028i\u0007j"),
             QStringLiteral("a⟨ESC⟩[31mb⟨NUL⟩c⏎d⇥e⟨CR⟩f⟨U+0085⟩g⟨DEL⟩h⟨U+2028⟩i⟨U+0007⟩j")),
        same("F158 placeholders", QStringLiteral("%1 %2 %3 %n %L1 %99 %s")),
        same("F159 keys and stars", QStringLiteral("a&b&&c& [*] [*][*] \\u0041")),
        same("F160 zalgo", QStringLiteral("Z") + QString(45, QChar(0x0301)) + QStringLiteral("algo")),
        made("F160 emoji", QStringLiteral("\U0001f469\u200d\U0001f469\u200d\U0001f467"),
             QStringLiteral("\U0001f469⟨U+200D⟩\U0001f469⟨U+200D⟩\U0001f467")),
        same("F160 right to left", QStringLiteral("שלום 123 عالم")),
        made("F122 half of a character", QStringLiteral("a") + QChar(0xd83d) + QStringLiteral("b"),
             QStringLiteral("a\ufffdb")),
    };
}

/// As a JSON string, all escaped.
inline QByteArray jsonString(const QString &text)
{
    QByteArray json = "\"";
    for (const QChar c : text)
        json += c.unicode() >= 0x20 && c.unicode() < 0x7f && c != u'"' && c != u'\\'
            ? QByteArray(1, c.toLatin1())
            : "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return json + '"';
}

/// A row for each of them, of columns "raw" and "shown".
inline void addHostileRows(const Bait &bait)
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("shown");
    const QList<HostileText> all = hostileTexts(bait);
    for (const HostileText &each : all)
        QTest::newRow(each.row.constData()) << each.raw << each.shown;
}

/// The sweep found nothing, and has seen the text in each of these places.
inline QString verdictOn(WidgetSweep &sweep, const QStringList &sinks)
{
    QStringList wrong = sweep.complaints();
    for (const QString &sink : sinks) {
        if (!sweep.sinks().contains(sink))
            wrong.append(QStringLiteral("not seen in ") + sink);
    }
    return wrong.join(u'\n');
}

} // namespace spillway
