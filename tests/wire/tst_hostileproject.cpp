// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever comes instead of an answer about streams and their dump tasks.
#include "support/fixtures.h"
#include "support/testcase.h"
#include "wire/jsonscan.h"
#include "wire/projectdecoder.h"

#include <QRegularExpression>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

const StreamName newStream{u"newstream"_s};

/// All three decoders, as one that gives the error, if there is one.
using Decoder = std::optional<Error> (*)(const QByteArray &);
std::optional<Error> errorOfPage(const QByteArray &body)
{
    const auto page = decodeStreamPage(body);
    return page ? std::nullopt : std::optional(page.error());
}
std::optional<Error> errorOfTasks(const QByteArray &body)
{
    const auto list = decodeTaskList(body);
    return list ? std::nullopt : std::optional(list.error());
}
std::optional<Error> errorOfStream(const QByteArray &body)
{
    const auto stream = decodeStream(body, newStream);
    return stream ? std::nullopt : std::optional(stream.error());
}

void forEachCall()
{
    QTest::addColumn<Decoder>("decode");
    QTest::addColumn<QString>("file");
    QTest::newRow("ListStreams") << Decoder(errorOfPage) << u"streams-captured.json"_s;
    QTest::newRow("ListTransferTasks") << Decoder(errorOfTasks) << u"tasks-documented.json"_s;
    QTest::newRow("ShowStream") << Decoder(errorOfStream) << u"stream-documented.json"_s;
}

} // namespace

class tst_HostileProject : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyPrefixOfEveryAnswerIsAnError_data() { forEachCall(); }
    void everyPrefixOfEveryAnswerIsAnError();
    void everyByteMayBeDamaged_data() { forEachCall(); }
    void everyByteMayBeDamaged();
    void aBrokenValueIsAnErrorWhereverItStands_data() { forEachCall(); }
    void aBrokenValueIsAnErrorWhereverItStands();
    void whatIsNoAnswerIsAnError_data() { forEachCall(); }
    void whatIsNoAnswerIsAnError();
    void anErrorWithAGoodStatusIsThatError_data() { forEachCall(); }
    void anErrorWithAGoodStatusIsThatError();
    void deepNestingIsAnErrorAndNoCrash_data() { forEachCall(); }
    void deepNestingIsAnErrorAndNoCrash();
    void nestingIsCountedFromTheBeginningAtEveryPlace_data();
    void nestingIsCountedFromTheBeginningAtEveryPlace();
    void thousandsOfPartitionsAndLongTextsAreRead();
};

void tst_HostileProject::everyPrefixOfEveryAnswerIsAnError()
{
    QFETCH(const Decoder, decode);
    QFETCH(const QString, file);
    const QByteArray whole = fixture(file).trimmed();
    QVERIFY(!decode(whole));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto error = decode(whole.first(size));
        QVERIFY2(error, QByteArray::number(size).constData());
        QCOMPARE(error->kind, Error::Kind::Malformed);
        QCOMPARE(error->reason, size == 0 ? Error::Reason::EmptyAnswer : Error::Reason::CutShort);
        QCOMPARE(error->offset.value_or(-1), size);
    }
    for (const QByteArray &more : {QByteArray("}"), QByteArray("x"), QByteArray("{}"), QByteArray(1, '\0')}) {
        const auto error = decode(whole + more);
        QVERIFY(error);
        QCOMPARE(error->reason, Error::Reason::NotJson);
        QCOMPARE(error->offset.value_or(-1), whole.size());
    }
    QVERIFY(!decode("\xef\xbb\xbf" + whole + " \n"));
}

void tst_HostileProject::everyByteMayBeDamaged()
{
    QFETCH(const Decoder, decode);
    QFETCH(const QString, file);
    const QByteArray whole = fixture(file);
    for (qsizetype i = 0; i < whole.size(); ++i) {
        for (const char byte : {'"', '{', ']', ':', ',', '\\', '0', '\0', '\xff'}) {
            QByteArray damaged = whole;
            damaged[i] = byte;
            if (const auto error = decode(damaged); error && error->kind == Error::Kind::Malformed)
                QVERIFY(error->offset || !error->subject.isEmpty());
        }
    }
}

void tst_HostileProject::aBrokenValueIsAnErrorWhereverItStands()
{
    QFETCH(const Decoder, decode);
    QFETCH(const QString, file);
    const QByteArray body = fixture(file);
    // A member's value, or an element of a list.
    static const QRegularExpression value(uR"([:\[,]\s*("(?:[^"\\]|\\.)*"(?!\s*:)|-?\d+|true|false|null))"_s);
    const QString text = QString::fromUtf8(body);
    int places = 0;
    for (auto match = value.globalMatch(text); match.hasNext(); ++places) {
        const QRegularExpressionMatch found = match.next();
        for (const QString &broken : {u"tru"_s, u"01"_s, u"-"_s, uR"("\q")"_s, uR"("\u12")"_s, u"[1,tru]"_s,
                                      uR"({"a":01})"_s, uR"({"a" 1})"_s}) {
            const QString with = QString(text).replace(found.capturedStart(1), found.capturedLength(1), broken);
            const auto error = decode(with.toUtf8());
            QVERIFY2(error, qPrintable(with));
            QCOMPARE(error->kind, Error::Kind::Malformed);
        }
    }
    QVERIFY(places > 3);
}

void tst_HostileProject::whatIsNoAnswerIsAnError()
{
    QFETCH(const Decoder, decode);
    const auto reasonFor = [decode](const QByteArray &body) {
        const auto error = decode(body);
        return error && error->kind == Error::Kind::Malformed ? int(error->reason) : -1;
    };
    QCOMPARE(reasonFor(""), int(Error::Reason::EmptyAnswer));
    QCOMPARE(reasonFor(" \n"), int(Error::Reason::EmptyAnswer));
    QCOMPARE(reasonFor("[]"), int(Error::Reason::NotAnObject));
    QCOMPARE(reasonFor("null"), int(Error::Reason::NotAnObject));
    QCOMPARE(reasonFor("<html></html>"), int(Error::Reason::NotJson));
    QCOMPARE(reasonFor("{'tasks':[]}"), int(Error::Reason::NotJson));
    QCOMPARE(reasonFor("{\"a\":\"\xc0\xaf\"}"), int(Error::Reason::NotJson));
    QCOMPARE(reasonFor("{}"), int(Error::Reason::Unspecified));
    QCOMPARE(reasonFor(R"({"tasks":7,"stream_names":"a","partitions":{},"total_number":3})"),
             int(Error::Reason::Unspecified));
    const QString subject = decode("{}")->subject;
    QVERIFY(QStringList({u"stream_names"_s, u"tasks"_s, u"partitions"_s}).contains(subject));
}

void tst_HostileProject::anErrorWithAGoodStatusIsThatError()
{
    QFETCH(const Decoder, decode);
    const auto error =
        decode(R"({"errorCode":"DIS.4301","message":"Stream does not exist.","status":404,"total_number":0})");
    QVERIFY(error);
    QCOMPARE(error->kind, Error::Kind::NotFound);
    QCOMPARE(error->code, u"DIS.4301"_s);
    QCOMPARE(error->detail, u"Stream does not exist."_s);
    QCOMPARE(error->httpStatus, 0); // its status was a good one
}

void tst_HostileProject::deepNestingIsAnErrorAndNoCrash()
{
    QFETCH(const Decoder, decode);
    for (const char *key : {"stream_names", "stream_info_list", "tasks", "partitions", "total_number", "other"}) {
        const QByteArray start = QByteArray("{\"") + key + "\":";
        for (const char *open : {"[", "{\"status\":"}) {
            const auto error = decode(start + QByteArray(open).repeated(100'000));
            QVERIFY(error);
            QCOMPARE(error->reason, Error::Reason::TooDeep);
        }
    }
}

void tst_HostileProject::nestingIsCountedFromTheBeginningAtEveryPlace_data()
{
    QTest::addColumn<Decoder>("decode");
    QTest::addColumn<QByteArray>("around");
    const auto row = [](Decoder decode, const char *around) { QTest::newRow(around) << decode << QByteArray(around); };
    row(errorOfPage, R"({"stream_names":["a"],"x":@})");
    row(errorOfPage, R"({"stream_names":["a"],"total_number":@})");
    row(errorOfPage, R"({"stream_names":@,"stream_info_list":[]})");
    row(errorOfPage, R"({"stream_names":[@]})");
    row(errorOfPage, R"({"stream_names":["a"],"stream_info_list":[@]})");
    row(errorOfPage, R"({"stream_names":["a"],"stream_info_list":[{"status":@}]})");
    row(errorOfPage, R"({"stream_names":["a"],"stream_info_list":[{"stream_name":@}]})");
    row(errorOfPage, R"({"stream_names":["a"],"stream_info_list":[{"x":@}]})");
    row(errorOfTasks, R"({"tasks":[],"quota":@})");
    row(errorOfTasks, R"({"tasks":[{"state":@}]})");
    row(errorOfStream, R"({"stream_name":"newstream","status":@,"partitions":[]})");
    row(errorOfStream, R"({"stream_name":"newstream","partitions":[{"x":@}]})");
}

void tst_HostileProject::nestingIsCountedFromTheBeginningAtEveryPlace()
{
    QFETCH(const Decoder, decode);
    QFETCH(const QByteArray, around);
    const QByteArray before = around.first(around.indexOf('@'));
    const int open = int(before.count('{') + before.count('[') - before.count('}') - before.count(']'));
    // Objects within the innermost place only: an outer list would be read where it belongs.
    const auto nested = [&](int depth) -> QByteArray {
        const QByteArray value = R"({"a":)" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
        return QByteArray(around).replace('@', value);
    };
    QVERIFY(!decode(nested(jsonDepthLimit - open)));
    const auto error = decode(nested(jsonDepthLimit - open + 1));
    QVERIFY(error);
    QCOMPARE(error->reason, Error::Reason::TooDeep);
}

void tst_HostileProject::thousandsOfPartitionsAndLongTextsAreRead()
{
    constexpr int count = 10'000;
    QByteArray partitions;
    for (int i = 0; i < count; ++i)
        partitions += (i > 0 ? ",{\"partition_id\":\"" : "{\"partition_id\":\"") + QByteArray::number(i)
            + "\",\"sequence_number_range\":\"[0 : " + QByteArray::number(i) + "]\"}";
    const QByteArray longText(10'000'000, 'x');
    const auto stream =
        decodeStream("{\"status\":\"" + longText + "\",\"partitions\":[" + partitions + "]}", newStream);
    QVERIFY(stream);
    QCOMPARE(stream->status.text.size(), longText.size());
    QCOMPARE(stream->partitions.size(), size_t(count));
    QCOMPARE(stream->partitions.back().id.text, u"9999"_s);
    QCOMPARE(stream->partitions.back().next.value_or(-1), 9999);
}

QTEST_GUILESS_MAIN(tst_HostileProject)
#include "tst_hostileproject.moc"
