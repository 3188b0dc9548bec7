// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/wording.h"
#include "support/testcase.h"

using namespace spillway;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_Wording : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyFailureHasItsSentence();
    void namesInASentenceAreOnlyText();
    void whatIsSaidOfAStreamSpeaksOfNoDumpTask();
    void whatIsSaidOfAProjectSpeaksOfNeitherStreamNorDumpTask();
    void whatTheServiceSaidIsAmongTheDetails();
    void lengthsReadLikeSpeech();
};

void tst_Wording::everyFailureHasItsSentence()
{
    QStringList seen;
    for (int kind = 0; kind <= int(Error::Kind::Usage); ++kind) {
        for (int reason = 0; reason <= int(Error::Reason::KeyringFailed); ++reason) {
            Error error;
            error.kind = Error::Kind(kind);
            error.reason = Error::Reason(reason);
            error.subject = u"subject"_s;
            const QString text = sentence(error, {{u"stream"_s}, {u"task"_s}});
            QVERIFY(!text.isEmpty());
            QVERIFY2(!text.contains(u'%') && !text.contains(u'<'), qPrintable(text));
            if (!seen.contains(text))
                seen += text;
        }
    }
    QVERIFY(seen.size() > 40);
}

void tst_Wording::namesInASentenceAreOnlyText()
{
    Error error;
    error.kind = Error::Kind::NotFound;
    error.code = u"DIS.4354"_s;
    QCOMPARE(sentence(error, {{u"s"_s}, {u"%1 %n\n\u202e"_s}}), u"The dump task \"%1 %n⏎⟨U+202E⟩\" does not exist."_s);
    error.code = u"DIS.4301"_s;
    QCOMPARE(sentence(error, {{u"s"_s}, {u"t"_s}}), u"The stream \"s\" does not exist."_s);
}

void tst_Wording::whatIsSaidOfAStreamSpeaksOfNoDumpTask()
{
    Error error;
    error.kind = Error::Kind::NotFound;
    QCOMPARE(sentence(error, {{u"s"_s}, {}}), u"Not found. Check the name of the stream \"s\"."_s);
    error.kind = Error::Kind::Forbidden;
    QCOMPARE(sentence(error, {{u"s"_s}, {}}),
             u"Your account may not read this stream, or the account is in arrears."_s);
    QVERIFY(sentence(error, {{u"s"_s}, {u"t"_s}}).contains(u"this dump task"_s));
}

void tst_Wording::whatIsSaidOfAProjectSpeaksOfNeitherStreamNorDumpTask()
{
    Error error;
    for (const auto kind : {Error::Kind::NotFound, Error::Kind::Forbidden}) {
        error.kind = kind;
        const QString said = sentence(error);
        QVERIFY2(!said.contains(u"stream"_s) && !said.contains(u"dump task"_s) && !said.contains(u'"'),
                 qPrintable(said));
    }
}

void tst_Wording::whatTheServiceSaidIsAmongTheDetails()
{
    Error error;
    error.kind = Error::Kind::Rejected;
    error.httpStatus = 400;
    error.code = u"DIS.4117"_s;
    error.requestId = u"r-1"_s;
    error.detail = u"Invalid project id.\n[p]"_s;
    error.retryAfter = 90s;
    error.offset = 12;
    QCOMPARE(
        details(error),
        (QStringList{u"HTTP status: 400"_s, u"Code: DIS.4117"_s, u"Request ID: r-1"_s, u"Asked to wait: 1 min 30 s"_s,
                     u"At byte: 12"_s, u"In the service's or the system's words: Invalid project id.⏎[p]"_s}));
    QCOMPARE(details({}), QStringList());
}

void tst_Wording::lengthsReadLikeSpeech()
{
    QCOMPARE(lengthText(-5s), u"0 s"_s);
    QCOMPARE(lengthText(59'999ms), u"59 s"_s);
    QCOMPARE(lengthText(192s), u"3 min 12 s"_s);
    QCOMPARE(lengthText(7500s), u"2 h 5 min"_s);
    QCOMPARE(lengthText(76h), u"3 d 4 h"_s);
}

QTEST_GUILESS_MAIN(tst_Wording)
#include "tst_wording.moc"
