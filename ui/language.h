// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace spillway {

/// The language for a person who wishes for these, best first, as QLocale::uiLanguages() gives them.
QString languageFor(const QStringList &wishes);

/// From now on every text that is asked for is of that language; one that is not in `offeredLanguages`, such as an
/// empty one, stands for the locale's. What is already on screen stays as it is. There has to be an application.
void applyLanguage(const QString &language);

/// What an action or a field is called, without the letter that opens it: "&Open…" and "打开(&O)…" are "Open…",
/// "打开…".
QString withoutKey(const QString &caption);

/// Sentences one after the other, with a blank between them where the language has one.
QString joinedSentences(const QStringList &sentences);

} // namespace spillway
