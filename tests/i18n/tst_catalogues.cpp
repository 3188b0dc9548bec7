// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace Qt::Literals::StringLiterals;
using namespace spillway;

namespace {

struct Message
{
    QString context;
    QString source;
    QString type; ///< empty: finished
    bool counts = false;
    QStringList translations; ///< one, or one for each plural form

    QString name() const { return context + u": " + source; }
};

const QString folder = QStringLiteral(SPILLWAY_CATALOGUES "/");
const QString chinese = u"spillway_zh_CN.ts"_s;
const QString english = u"spillway_en.ts"_s;

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message;
    message.context = context;
    message.counts = xml.attributes().value(u"numerus"_s) == u"yes"_s;
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source"_s) {
            message.source = xml.readElementText();
        } else if (xml.name() == u"translation"_s) {
            message.type = xml.attributes().value(u"type"_s).toString();
            if (!message.counts)
                message.translations.append(xml.readElementText());
            while (message.counts && xml.readNextStartElement())
                message.translations.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> catalogue(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name"_s)
            context = xml.readElementText();
        else if (xml.name() == u"message"_s)
            messages.append(readMessage(xml, context));
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    return messages;
}

QStringList all(const QString &pattern, const QString &text)
{
    QStringList found;
    const QRegularExpression wanted(pattern);
    for (auto it = wanted.globalMatch(text); it.hasNext();)
        found.append(it.next().captured());
    found.sort();
    return found;
}

/// The text without the key that opens it: "&Open…" and "打开(&O)…" are "Open…" and "打开…".
QString withoutKey(QString text)
{
    return text.remove(QRegularExpression(u"\\(&\\w\\)|&(?!&)"_s));
}

} // namespace

/// The catalogues as they are in git.
class TestCatalogues : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsTranslated();
    void everyTextOfTheSourcesIsInTheCatalogue();
    void whatIsFilledInIsFilledInOnceInEveryLanguage();
    void keysAndEndsAreTheSameInChinese();
    void chineseIsWrittenAsChinese();
    void theVendorsTermsAreUsed_data();
    void theVendorsTermsAreUsed();
};

void TestCatalogues::everyTextIsTranslated()
{
    for (const auto &[file, forms] : {std::pair(chinese, 1), std::pair(english, 2)}) {
        const QList<Message> messages = catalogue(folder + file);
        QVERIFY(!messages.isEmpty());
        for (const Message &message : messages) {
            QVERIFY2(message.type.isEmpty(), qPrintable(message.type + u": " + message.name()));
            QCOMPARE(message.translations.size(), message.counts ? forms : 1);
            for (const QString &translation : message.translations)
                QVERIFY2(!translation.isEmpty(), qPrintable(message.name()));
            QVERIFY2(message.counts || file == chinese, "English is written in the sources");
        }
    }
}

void TestCatalogues::everyTextOfTheSourcesIsInTheCatalogue()
{
    const QTemporaryDir fresh;
    for (const QString &file : {chinese, english})
        QVERIFY(QFile::copy(folder + file, fresh.filePath(file)));
    QProcess update;
    update.start(folder + u"update.sh", {QStringLiteral(SPILLWAY_LUPDATE), fresh.path()});
    QVERIFY(update.waitForFinished(120'000));
    const QString said = QString::fromUtf8(update.readAllStandardError());
    QVERIFY2(update.exitCode() == 0, qPrintable(said));
    // A text whose class is not understood would be looked for under another name than it is kept under.
    QCOMPARE(said, QString());
    for (const QString &file : {chinese, english}) {
        QStringList ours;
        QStringList fromSources;
        for (const Message &message : catalogue(folder + file))
            ours.append(message.name());
        for (const Message &message : catalogue(fresh.filePath(file)))
            fromSources.append(message.name());
        ours.sort();
        fromSources.sort();
        QCOMPARE(ours, fromSources);
    }
}

void TestCatalogues::whatIsFilledInIsFilledInOnceInEveryLanguage()
{
    for (const QString &file : {chinese, english}) {
        for (const Message &message : catalogue(folder + file)) {
            for (const QString &translation : message.translations)
                QVERIFY2(all(u"%L?[0-9n]"_s, translation) == all(u"%L?[0-9n]"_s, message.source),
                         qPrintable(message.name()));
        }
    }
}

void TestCatalogues::keysAndEndsAreTheSameInChinese()
{
    for (const Message &message : catalogue(folder + chinese)) {
        const QString translation = message.translations.constFirst();
        const QString source = withoutKey(message.source);
        const QString target = withoutKey(translation);
        QVERIFY2(all(u"&\\w"_s, translation).join(QString()).toUpper()
                     == all(u"&\\w"_s, message.source).join(QString()).toUpper(),
                 qPrintable(message.name()));
        if (message.context == u"Field"_s) // "digits, - or ." ends with the sign it names
            continue;
        static constexpr std::pair<char16_t, char16_t> ends[]{{u'…', u'…'},  {u':', u'：'},  {u'.', u'。'},
                                                              {u'?', u'？'}, {u'\n', u'\n'}, {u' ', u' '}};
        for (const auto &[latin, han] : ends)
            QVERIFY2(source.endsWith(latin) == target.endsWith(han), qPrintable(message.name()));
        QVERIFY2(source.startsWith(u' ') == target.startsWith(u' '), qPrintable(message.name()));
    }
}

void TestCatalogues::chineseIsWrittenAsChinese()
{
    // Half-width signs and blanks beside a Chinese character, straight quotes around one, three dots for an ellipsis.
    const QRegularExpression half(
        u"[\\x{4e00}-\\x{9fff}][ ,.;:?!(](?!&)|[ ,;:?!)][\\x{4e00}-\\x{9fff}]|\"[\\x{4e00}-\\x{9fff}]|[\\x{4e00}-\\x{9fff}]\"|\\.\\.\\."_s);
    for (const Message &message : catalogue(folder + chinese)) {
        const QString translation = withoutKey(message.translations.constFirst());
        const QString said = message.name() + u" = " + translation;
        QVERIFY2(!half.match(translation).hasMatch(), qPrintable(said));
        QVERIFY2(!translation.contains(u"  "_s), qPrintable(said));
    }
}

void TestCatalogues::theVendorsTermsAreUsed_data()
{
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("chinese");
    const std::pair<const char *, QString> terms[]{{"\\bdump task", u"任务"_s},
                                                   {"\\bstreams?\\b", u"通道"_s},
                                                   {"\\bpartitions?\\b", u"分区"_s},
                                                   {"\\boffsets?\\b(?! like UTC)", u"偏移量"_s},
                                                   {"\\bdelimiter\\b", u"分隔符"_s},
                                                   {"\\bagency\\b", u"委托"_s},
                                                   {"\\bendpoint\\b", u"终端节点"_s},
                                                   {"\\btoken\\b", u"Token"_s},
                                                   {"\\bdump interval\\b", u"转储周期"_s},
                                                   {"\\bregion\\b", u"区域"_s},
                                                   {"\\bproject ID\\b", u"项目ID"_s}};
    for (const auto &[word, term] : terms)
        QTest::newRow(word) << QString::fromLatin1(word) << term;
}

void TestCatalogues::theVendorsTermsAreUsed()
{
    QFETCH(QString, english);
    QFETCH(QString, chinese);
    const QRegularExpression word(english, QRegularExpression::CaseInsensitiveOption);
    int used = 0;
    for (const Message &message : catalogue(folder + ::chinese)) {
        if (!withoutKey(message.source).contains(word))
            continue;
        ++used;
        QVERIFY2(message.translations.constFirst().contains(chinese), qPrintable(message.name()));
    }
    QVERIFY(used > 0);
}

QTEST_GUILESS_MAIN(TestCatalogues)

#include "tst_catalogues.moc"
