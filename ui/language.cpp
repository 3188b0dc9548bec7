// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language.h"

#include "settings/preferences.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QTranslator>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

const QString translatorName = u"languageTranslator"_s;

void install(const QString &file, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    translator->setObjectName(translatorName);
    if (translator->load(file, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

QString languageFor(const QStringList &wishes)
{
    for (const QString &wish : wishes) {
        const QLocale locale(wish);
        if (locale.language() == QLocale::English)
            return u"en"_s;
        if (locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript)
            return u"zh_CN"_s;
    }
    return u"en"_s;
}

void applyLanguage(const QString &language)
{
    const bool known = std::find(offeredLanguages.begin(), offeredLanguages.end(), language) != offeredLanguages.end();
    const QString chosen = known ? language : languageFor(QLocale::system().uiLanguages());
    // A translator that goes leaves the application by itself.
    qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>(translatorName, Qt::FindDirectChildrenOnly));
    // Qt's own texts, such as the buttons of dialogs; where they are not installed they stay English.
    install(u"qtbase_"_s + chosen, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(u"spillway_"_s + chosen, u":/spillway/i18n"_s);
}

QString withoutKey(const QString &caption)
{
    // Where the letter is not in the word it stands behind it, in brackets. Two signs stand for one that is shown.
    static const QRegularExpression key(u"\\(&\\w\\)|&(?=[^&])"_s);
    QString name = caption;
    return name.remove(key);
}

QString joinedSentences(const QStringList &sentences)
{
    QString text;
    for (const QString &sentence : sentences)
        text = text.isEmpty() ? sentence : QCoreApplication::translate("Language", "%1 %2").arg(text, sentence);
    return text;
}

} // namespace spillway
