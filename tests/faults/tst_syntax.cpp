// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/bodytest.h"
#include "support/jsontestsuite.h"
#include "ui/plainlabel.h"
#include "wire/jsonscan.h"

#include <QStringEncoder>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

QByteArray good()
{
    return FaultRig::answer(2);
}

/// A task with one more member, which nobody knows.
QByteArray with(const QByteArray &value)
{
    return taskWith(R"("state":"RUNNING","odd":)" + value);
}

Outcome broken(Error::Reason reason, const QString &words)
{
    return stale(Error::Kind::Malformed, reason).saying({words});
}

Outcome notJsonAt(qsizetype offset)
{
    return broken(Error::Reason::NotJson, u"The answer is not JSON at byte %1."_s.arg(offset));
}

/// The value is no JSON from its n-th byte on.
BodyCase badValue(const QByteArray &name, const QByteArray &value, qsizetype n)
{
    const QByteArray body = with(value);
    return {name, body, notJsonAt(body.indexOf(R"("odd":)") + 6 + n)};
}

QByteArray nested(int depth)
{
    return QByteArray(depth, '[') + QByteArray(depth, ']');
}

QByteArray utf16(QStringConverter::Encoding encoding, bool hasMark)
{
    QStringEncoder encoder(encoding, hasMark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder.encode(QString::fromUtf8(good()));
}

/// Which row of the matrix a file of the suite belongs to.
QByteArray rowOf(const QString &name)
{
    static const std::pair<const char *, const char *> words[]{
        {"100000_opening", "F116"}, {"500_nested", "F116"},   {"open_array_object", "F116"},
        {"utf8", "F121"},           {"utf-8", "F121"},        {"overlong", "F121"},
        {"iso_latin", "F121"},      {"continuation", "F121"}, {"unicode_range", "F121"},
        {"utf-16", "F120"},         {"utf16", "F120"},        {"bom", "F119"},
        {"surrogate", "F122"},      {"lonely", "F122"},       {"duplicated", "F117"},
        {"_number", "F125"},        {"multidigit", "F125"},   {"y_structure_lonely", "F112"},
        {"no_data", "F112"},        {"single_space", "F112"}, {"unclosed", "F114"},
        {"incomplete", "F114"},     {"garbage", "F115"},      {"null-byte", "F115"},
        {"ctrl_char", "F123"},      {"unescaped", "F123"},    {"_array", "F113"},
    };
    for (const auto &[word, row] : words) {
        if (name.contains(QLatin1StringView(word), Qt::CaseInsensitive))
            return row;
    }
    return "F129";
}

Error::Reason reasonOf(const QByteArray &text)
{
    const auto defect = findJsonDefect(text.sliced(byteOrderMarkSize(text)));
    if (!defect)
        qFatal("both readers take what the list refuses");
    switch (defect->what) {
    case JsonDefect::What::Empty:
        return Error::Reason::EmptyAnswer;
    case JsonDefect::What::CutShort:
        return Error::Reason::CutShort;
    case JsonDefect::What::TooDeep:
        return Error::Reason::TooDeep;
    case JsonDefect::What::Syntax:
        break;
    }
    return Error::Reason::NotJson;
}

/// The file as a whole answer. None of them is a task, so that all are refused: those that are JSON for what they are.
Outcome wholeAnswer(const QString &name, const QByteArray &text)
{
    if (!isOursToTake(name))
        return stale(Error::Kind::Malformed, reasonOf(text));
    const QByteArray json = text.sliced(byteOrderMarkSize(text)).trimmed();
    return json.startsWith('{')
        ? broken(Error::Reason::NotATask, u"The answer is JSON, but does not describe a dump task."_s)
        : broken(Error::Reason::NotAnObject, u"The answer is JSON, but not an object."_s);
}

} // namespace

/// F112-F129: what is JSON, and what is not; and the 318 texts of a conformance suite as answers.
class TestSyntax : public BodyTest
{
    Q_OBJECT

private Q_SLOTS:
    void onlyStrictJsonIsShown_data() { addBodies(cases()); }
    void onlyStrictJsonIsShown() { holdBody(cases()); }
    void noTextOfTheSuiteIsTakenForATask_data();
    void noTextOfTheSuiteIsTakenForATask();

private:
    static std::vector<BodyCase> cases();
    static std::vector<BodyCase> others();
    static std::vector<BodyCase> cut();
    static std::vector<BodyCase> nesting();
    static std::vector<BodyCase> repeated();
    static std::vector<BodyCase> encodings();
    static std::vector<BodyCase> strings();
    static std::vector<BodyCase> numbers();
    static std::vector<BodyCase> dialects();
    static const std::vector<BodyCase> &suite();
};

std::vector<BodyCase> TestSyntax::cases()
{
    std::vector<BodyCase> all;
    for (const auto &some : {others(), cut(), nesting(), repeated(), encodings(), strings(), numbers(), dialects()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

std::vector<BodyCase> TestSyntax::others()
{
    const Outcome empty = broken(Reason::EmptyAnswer, u"The answer is empty."_s);
    const Outcome noObject = broken(Reason::NotAnObject, u"At byte: 0"_s);
    const Outcome noTask = broken(Reason::NotATask, u"does not describe a dump task"_s);
    const Outcome notJson = notJsonAt(0);
    return {
        {"F112 nothing", "", empty},
        {"F112 blanks", " \r\n\t ", empty},
        {"F112 null", "null", noObject},
        {"F112 true", "true", noObject},
        {"F112 a number", "60", noObject},
        {"F112 a text", R"("x")", noObject},
        {"F112 an empty object", "{}", noTask},
        {"F112 another object", R"({"total_number":1})", noTask},
        {"F113 a list", '[' + good() + ']', noObject},
        {"F113 an empty list", "[]", noObject},
        {"F128 HTML", "<!DOCTYPE html><html><b>Sign in</b></html>", notJson},
        {"F128 XML", "<?xml version=\"1.0\"?><Error/>", notJson},
        {"F128 plain words", "upstream connect error", notJson},
    };
}

std::vector<BodyCase> TestSyntax::cut()
{
    std::vector<BodyCase> all;
    const QByteArray whole = good().trimmed();
    for (const qsizetype size :
         {qsizetype(1), whole.size() / 4, whole.size() / 2, whole.size() * 3 / 4, whole.size() - 1})
        all.push_back({"F114 cut at byte " + QByteArray::number(size), whole.first(size),
                       broken(Reason::CutShort, u"The answer is cut off at byte %1."_s.arg(size))});
    all.push_back({"F115 a word behind it", whole + "x", notJsonAt(whole.size())});
    all.push_back({"F115 a second answer behind it", whole + whole, notJsonAt(whole.size())});
    all.push_back({"F115 a NUL behind it", whole + '\0', notJsonAt(whole.size())});
    all.push_back({"F115 a bracket behind it", whole + " }", notJsonAt(whole.size() + 1)});
    return all;
}

std::vector<BodyCase> TestSyntax::nesting()
{
    const Outcome tooDeep = broken(Reason::TooDeep, u"nested too deeply"_s);
    // The object around it is a level, too.
    return {
        {"F116 1 024 levels", with(nested(1023)), shown(inOthers(u"odd"_s, QString(1023, u'[') + u"]…"))},
        {"F116 1 025 levels", with(nested(1024)), tooDeep},
        {"F116 100 000 levels", with(nested(99'999)), tooDeep},
        {"F116 100 000 levels, never closed", QByteArray(100'000, '['), tooDeep},
    };
}

std::vector<BodyCase> TestSyntax::repeated()
{
    const auto twice = [](Section section, const QString &path, const QString &first, const QString &last) {
        return shown([=](WholeProgram &program) {
            return differing(path, treeText(program, section, path), last + u" \u26a0")
                + differing(u"the first"_s, treeText(program, Section::Others, path, 0), first)
                + differing(u"the last"_s, treeText(program, Section::Others, path, 1), last);
        });
    };
    return {
        {"F117 a field twice", taskWith(R"("task_id":"a","task_id":"b")"),
         twice(Section::Task, u"task_id"_s, u"a"_s, u"b"_s)},
        {"F117 a setting twice", taskWith(R"("state":"RUNNING")", "[]", R"("file_prefix":"a","file_prefix":"a")"),
         twice(Section::Destination, u"obs_destination_description.file_prefix"_s, u"a"_s, u"a"_s)},
        {"F118 two states", taskWith(R"("state":"RUNNING","state":"ABNORMAL")"),
         twice(Section::Task, u"state"_s, u"RUNNING"_s, u"ABNORMAL"_s)},
        {"F118 two states of a partition",
         taskWith(R"("state":"RUNNING")", R"([{"partitionId":"shardId-0","state":"RUNNING","state":"PAUSED"}])"),
         shown(inTable(StateColumn, u"PAUSED \u26a0"_s))},
    };
}

std::vector<BodyCase> TestSyntax::encodings()
{
    std::vector<BodyCase> all{
        {"F119 a byte order mark", "\xef\xbb\xbf" + good(), stillOk()},
        {"F120 UTF-16", utf16(QStringConverter::Utf16LE, true), notJsonAt(0)},
        {"F120 UTF-16, the other way round", utf16(QStringConverter::Utf16BE, true), notJsonAt(0)},
        {"F120 UTF-16 without a mark", utf16(QStringConverter::Utf16LE, false), notJsonAt(1)},
        {"F120 UTF-16 without a mark, the other way round", utf16(QStringConverter::Utf16BE, false), notJsonAt(0)},
    };
    const auto bad = [&all](const QByteArray &name, const QByteArray &bytes) {
        all.push_back(badValue("F121 " + name, "\"ab" + bytes + "c\"", 3));
    };
    bad("a byte of no character", "\xff");
    bad("Latin-1", "\xe9");
    bad("an overlong slash", "\xc0\xaf");
    bad("half of a pair as three bytes", "\xed\xa0\x80");
    bad("beyond Unicode", "\xf4\x90\x80\x80");
    bad("a lone continuation", "\x80");
    return all;
}

std::vector<BodyCase> TestSyntax::strings()
{
    const auto seen = [](const QByteArray &name, const QByteArray &token, const QString &text) {
        return BodyCase{name, taskWith(R"("task_id":)" + token), shown(inTask(u"task_id"_s, text))};
    };
    return {
        seen("F122 half of a character", R"("a\ud800")", u"a\uFFFD \u26a0"_s),
        seen("F122 the other half", R"("\udc00a")", u"\uFFFDa \u26a0"_s),
        seen("F122 both halves, exchanged", R"("\udc00\ud800")", u"\uFFFD\uFFFD \u26a0"_s),
        seen("F122 a pair", R"("\ud83d\ude00")", u"\U0001F600"_s),
        badValue("F123 a line end in a string", "\"a\nb\"", 2),
        badValue("F123 a tab in a string", "\"a\tb\"", 2),
        badValue("F123 an escape character in a string", "\"a\x1b[31m\"", 2),
        seen("F124 an escaped NUL", R"("a\u0000b")", u"a⟨NUL⟩b"_s),
        badValue("F124 a NUL in a string", QByteArray("\"a\0b\"", 5), 2),
    };
}

std::vector<BodyCase> TestSyntax::numbers()
{
    const auto odd = [](const QByteArray &token) {
        return BodyCase{
            "F126 " + token,
            taskWith(R"("state":"RUNNING","odd":)" + token,
                     R"([{"partitionId":"shardId-0","last_transfer_offset":)" + token + R"(,"discard":5}])"),
            shown(allOf({inTable(OffsetColumn, QString::fromLatin1(token) + u" \u26a0"), inTable(DiscardColumn, u"5"_s),
                         inOthers(u"odd"_s, QString::fromLatin1(token))}))};
    };
    return {
        badValue("F125 NaN", "NaN", 0),
        badValue("F125 Infinity", "Infinity", 0),
        badValue("F125 -Infinity", "-Infinity", 1),
        badValue("F125 hexadecimal", "0x1F", 1),
        badValue("F125 a plus", "+1", 0),
        badValue("F125 a leading 0", "012", 1),
        badValue("F125 two signs", "--1", 1),
        odd("1e400"),
        odd("-1e400"),
        odd("1e-400"),
        odd("123456789012345678901234567890.5"),
        badValue("F127 1.", "1.", 2),
        badValue("F127 .5", ".5", 0),
        badValue("F127 2.e3", "2.e3", 2),
        badValue(R"(F127 \x41)", R"("\x41")", 1),
    };
}

std::vector<BodyCase> TestSyntax::dialects()
{
    const QByteArray head = R"({"stream_name":"dis-test1","task_name":"test_1")";
    const auto at = [](const QByteArray &name, const QByteArray &body, qsizetype offset) {
        return BodyCase{"F129 " + name, body, notJsonAt(offset)};
    };
    return {
        at("a comma at the end", head + ",}", head.size() + 1),
        at("a comma at the end of a list", head + R"(,"partitions":[1,]})", head.size() + 17),
        at("single quotes", "{'task_name':'test_1'}", 1),
        at("no quotes", "{task_name:1}", 1),
        at("a comment", head + "/* x */}", head.size()),
        at("a comment at the end of a line", head + "// x\n}", head.size()),
        at("no comma", head + R"( "state":"RUNNING"})", head.size() + 1),
        at("a semicolon", head + ";}", head.size()),
        at("no colon", head + R"(,"state" "RUNNING"})", head.size() + 9),
        at("two colons", head + R"(,"state":"RUNNING":"x"})", head.size() + 18),
    };
}

const std::vector<BodyCase> &TestSyntax::suite()
{
    static const std::vector<BodyCase> all = [] {
        std::vector<BodyCase> cases;
        for (const QString &name : suiteFiles(suiteParsing)) {
            const QByteArray text = fixture(suiteParsing + name);
            cases.push_back({rowOf(name) + ' ' + name.toUtf8(), text, wholeAnswer(name, text)});
        }
        return cases;
    }();
    return all;
}

/// What an answer holds is nothing to TLS: those that a parser may decide about are enough there.
void TestSyntax::noTextOfTheSuiteIsTakenForATask_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<bool>("isEncrypted");
    for (const bool isEncrypted : {false, true}) {
        for (size_t i = 0; i < suite().size(); ++i) {
            const auto [number, file] = std::pair(suite()[i].name.left(4), suite()[i].name.mid(5));
            if (!isEncrypted || file.startsWith("i_"))
                QTest::addRow("%s %s %s", number.constData(), isEncrypted ? "https" : "http", file.constData())
                    << int(i) << isEncrypted;
        }
    }
}

void TestSyntax::noTextOfTheSuiteIsTakenForATask()
{
    QCOMPARE(suite().size(), size_t(318));
    holdBody(suite());
}

} // namespace spillway

QTEST_MAIN(spillway::TestSyntax)
#include "tst_syntax.moc"
