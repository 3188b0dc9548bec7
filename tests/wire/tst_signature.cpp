// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "support/testcase.h"
#include "wire/signing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace spillway {

using namespace Qt::StringLiterals;
using Reason = Error::Reason;

namespace {

/// One of the published or cross-checked vectors.
struct Vector
{
    SigningRequest request;
    QByteArray id;
    QByteArray secret;
    QByteArray date;
    QJsonObject expected;
};

Vector vectorOf(const QJsonObject &json)
{
    const auto bytes = [&json](const char *key) { return json[QLatin1StringView(key)].toString().toUtf8(); };
    Vector vector{{bytes("method"), bytes("path_decoded").toPercentEncoding("/"), {}, {}, bytes("body")},
                  bytes("ak"),
                  bytes("sk"),
                  bytes("x_sdk_date"),
                  json["expected"_L1].toObject()};
    QByteArrayList query;
    const QJsonObject values = json["query"_L1].toObject();
    for (auto it = values.begin(); it != values.end(); ++it) // backwards, so that there is something to sort
        query.prepend(it.key().toUtf8().toPercentEncoding() + '=' + it->toString().toUtf8().toPercentEncoding());
    vector.request.query = query.join('&');
    const QJsonObject headers = json["headers_to_sign"_L1].toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        vector.request.headers.prepend({it.key().toUtf8(), it->toString().toUtf8()});
    return vector;
}

/// Adds a row for each vector; the column is the vector's JSON.
void addVectors()
{
    QTest::addColumn<QJsonObject>("json");
    const QJsonDocument document = QJsonDocument::fromJson(fixture(u"signing-vectors.json"_s));
    const QJsonArray vectors = document.object()["vectors"_L1].toArray();
    for (const QJsonValue &vector : vectors)
        QTest::newRow(qPrintable(vector["id"_L1].toString())) << vector.toObject();
}

QByteArray lineOf(const QByteArray &text, int number)
{
    return text.split('\n').value(number);
}

} // namespace

/// What is signed, and how. Everything is held against the vectors and against another implementation.
class TestSignature : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everyVectorIsReproduced_data() { addVectors(); }
    void everyVectorIsReproduced();
    void theOtherImplementationAcceptsEveryVector_data() { addVectors(); }
    void theOtherImplementationAcceptsEveryVector();
    void aPathIsEncodedOnceAndEndsInASlash_data();
    void aPathIsEncodedOnceAndEndsInASlash();
    void aQueryIsSortedAndEncodedOnce_data();
    void aQueryIsSortedAndEncodedOnce();
    void headersAreTrimmedAndSorted();
    void aStatedHashIsTakenForTheBodys();
    void onlyWhatIsNeededIsSent();
    void aTemporaryKeySendsAndSignsItsToken();
    void aProjectThatAHeaderCannotCarryIsEncoded();
    void theDateIsInUtc();
    void aKeyIsCheckedByteByByte();
    void anIncompleteKeyIsNone();
};

void TestSignature::everyVectorIsReproduced()
{
    QFETCH(const QJsonObject, json);
    const Vector vector = vectorOf(json);
    const QByteArray canonical = canonicalRequest(vector.request);
    QCOMPARE(canonical, vector.expected["canonical_request"_L1].toString().toUtf8());
    QCOMPARE(stringToSign(canonical, vector.date), vector.expected["string_to_sign"_L1].toString().toUtf8());
    QCOMPARE(authorization(vector.request, keyOf(vector.id, vector.secret)),
             vector.expected["authorization"_L1].toString().toUtf8());
}

void TestSignature::theOtherImplementationAcceptsEveryVector()
{
    QFETCH(const QJsonObject, json);
    const Vector vector = vectorOf(json);
    const SigningRequest &request = vector.request;
    QList<RawHeader> headers = request.headers;
    headers.append({"Authorization", vector.expected["authorization"_L1].toString().toUtf8()});
    const auto problem = problemWith(request.method, targetOf(request.path, request.query), headers, request.body,
                                     vector.id, vector.secret);
    QVERIFY2(!problem, qPrintable(problem.value_or(QString())));
}

void TestSignature::aPathIsEncodedOnceAndEndsInASlash_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("canonical");
    const auto row = [](const char *name, const char *path, const char *canonical) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(canonical);
    };
    row("none", "", "/");
    row("root", "/", "/");
    row("one", "/a", "/a/");
    row("a slash at the end", "/a/", "/a/");
    row("two slashes at the end", "/a//", "/a//");
    row("an empty segment", "/a//b", "/a//b/");
    row("an empty segment first", "//a", "//a/");
    row("a blank", "/a%20b", "/a%20b/");
    row("a percent sign", "/a%25b", "/a%25b/");
    row("what looks escaped twice", "/a%2520b", "/a%2520b/");
    row("small digits", "/%e4%bb%bb", "/%E4%BB%BB/");
    row("escaped without need", "/%61%2D%7e", "/a-~/");
    row("raw and not unreserved", "/a+b&c=d*e:f@g", "/a%2Bb%26c%3Dd%2Ae%3Af%40g/");
    row("unreserved", "/a-b_c.d~e", "/a-b_c.d~e/");
    row("a slash in a name", "/a%2Fb", "/a%2Fb/");
    row("dots in a name", "/..%2F..", "/..%2F../");
    row("no escape", "/100%", "/100%25/");
    row("half an escape", "/a%2", "/a%252/");
    row("no digits", "/a%zz%20", "/a%25zz%20/");
    row("one digit and none", "/%4z", "/%254z/");
    row("none and one digit", "/%z4", "/%25z4/");
    row("next to the digits", "/%4:%4G%4g%4/", "/%254%3A%254G%254g%254/");
    row("no slash at the beginning", "a", "/a/");
    row("NUL", "/a%00b", "/a%00b/");
    row("not UTF-8", "/%ff", "/%FF/");
}

void TestSignature::aPathIsEncodedOnceAndEndsInASlash()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, canonical);
    QCOMPARE(lineOf(canonicalRequest({"get", path, {}, {}, {}}), 1), canonical);
    QCOMPARE(lineOf(canonicalRequest({"get", path, {}, {}, {}}), 0), "GET");
    if (path.startsWith('/'))
        QCOMPARE(problemOf(path, {}), std::nullopt);
}

void TestSignature::aQueryIsSortedAndEncodedOnce_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("canonical");
    const auto row = [](const char *name, const char *query, const char *canonical) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(canonical);
    };
    row("none", "", "");
    row("unsorted", "b=2&a=1", "a=1&b=2");
    row("capitals first", "a=1&B=2", "B=2&a=1");
    row("a shorter name first", "ab=1&a=2", "a=2&ab=1");
    row("a name that an equals sign would misplace", "a-b=1&a=2", "a=2&a-b=1");
    row("the order of what is meant", "%7E=1&%C3%A9=2&z=3", "z=3&~=1&%C3%A9=2");
    row("one name twice", "a=2&a=10&a=1", "a=1&a=10&a=2");
    row("one name in two spellings", "%61=2&a=1", "a=1&a=2");
    row("an empty value", "a=", "a=");
    row("no equals sign", "a", "a=");
    row("an equals sign in a value", "a=b=c", "a=b%3Dc");
    row("no name", "=a", "=a");
    row("nothing between", "a=1&&b=2&", "a=1&b=2");
    row("a plus sign is no blank", "a=b+c", "a=b%2Bc");
    row("a blank", "a=b%20c", "a=b%20c");
    row("an ampersand", "a=b%26c", "a=b%26c");
    row("raw and reserved", "a=/?:@!$'()*,;", "a=%2F%3F%3A%40%21%24%27%28%29%2A%2C%3B");
    row("a percent sign", "a=100%", "a=100%25");
}

void TestSignature::aQueryIsSortedAndEncodedOnce()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, canonical);
    QCOMPARE(lineOf(canonicalRequest({"GET", "/", query, {}, {}}), 2), canonical);
    QCOMPARE(problemOf("/", query), std::nullopt);
}

void TestSignature::headersAreTrimmedAndSorted()
{
    const SigningRequest request{
        "GET", "/", {}, {{"X-Sdk-Date", "d"}, {"HOST", " \ta \t b\t "}, {"x-a-b", ""}, {"X-A", "A"}}, {}};
    QVERIFY(canonicalRequest(request).startsWith("GET\n/\n\nhost:a \t b\nx-a:A\nx-a-b:\nx-sdk-date:d\n\n"
                                                 "host;x-a;x-a-b;x-sdk-date\ne3b0c442"));
    // Those with one name stay in the order they are sent in.
    const SigningRequest twice{
        "GET", "/", "", {{"X-B", "2"}, {"x-a", "3"}, {"X-B", "1"}, {"x-b", "4"}, {"X-A", "0"}}, {}};
    QVERIFY2(canonicalRequest(twice).contains("\nx-a:3\nx-a:0\nx-b:2\nx-b:1\nx-b:4\n"),
             canonicalRequest(twice).constData());
}

void TestSignature::aStatedHashIsTakenForTheBodys()
{
    const SigningRequest request{"PUT", "/", {}, {{"X-Sdk-Content-Sha256", "UNSIGNED-PAYLOAD"}}, "body"};
    QVERIFY(canonicalRequest(request).endsWith("\nx-sdk-content-sha256\nUNSIGNED-PAYLOAD"));
}

void TestSignature::onlyWhatIsNeededIsSent()
{
    QList<RawHeader> sent = signedHeaders("GET", "/v3/projects", "name=cn-north-4", {}, "iam.myhuaweicloud.com", {},
                                          keyOf(keyId, secret), moment);
    const QByteArray signature = "93dcd2d0b156299b926c2b414307a2b32760eef25907ea0c1ff2e8a88f92606f"; // vector 18
    QCOMPARE(sent,
             (QList<RawHeader>{
                 {"X-Sdk-Date", "20261123T102530Z"},
                 {"Authorization",
                  "SDK-HMAC-SHA256 Access=" + keyId + ", SignedHeaders=host;x-sdk-date, Signature=" + signature}}));
}

void TestSignature::aTemporaryKeySendsAndSignsItsToken()
{
    // Vector 07.
    const QByteArray project = "0123456789abcdef0123456789abcdef";
    const QList<RawHeader> sent = signedHeaders("GET", "/v2/" + project + "/streams/newstream/transfer-tasks", {}, {},
                                                "dis.cn-north-4.myhuaweicloud.com", {QString::fromLatin1(project)},
                                                keyOf(keyId, secret, "FAKE-SECURITY-TOKEN/abc+def=="), moment);
    QCOMPARE(sent.size(), 4);
    QCOMPARE(sent[1], RawHeader("X-Project-Id", project));
    QCOMPARE(sent[2], RawHeader("X-Security-Token", "FAKE-SECURITY-TOKEN/abc+def=="));
    QVERIFY(sent[3].second.contains("SignedHeaders=host;x-project-id;x-sdk-date;x-security-token, "));
    QVERIFY(sent[3].second.endsWith("39a35620c0c6806f3038f27d75120a9549cdfb37b8e76378f70d4c7889aa8aee"));
}

void TestSignature::aProjectThatAHeaderCannotCarryIsEncoded()
{
    const auto valueFor = [](const QString &project) {
        return signedHeaders("GET", "/", {}, {}, host, {project}, keyOf(keyId, secret), moment)[1].second;
    };
    QCOMPARE(valueFor(u"0d8f4b6e"_s), "0d8f4b6e");
    QCOMPARE(valueFor(u"p/1%"_s), "p/1%");
    QCOMPARE(valueFor(u"p\r\nX-Evil: 1"_s), "p%0D%0AX-Evil%3A%201");
    QCOMPARE(valueFor(u"任 务"_s), "%E4%BB%BB%20%E5%8A%A1");
    for (char16_t c = 0; c < 0x100; ++c) {
        const QByteArray value = valueFor(QString(QChar(c)));
        QVERIFY(!value.isEmpty());
        QVERIFY(std::all_of(value.begin(), value.end(), [](char byte) { return byte >= 0x21 && byte <= 0x7e; }));
    }
}

void TestSignature::theDateIsInUtc()
{
    QCOMPARE(sdkDate(moment), "20261123T102530Z");
    QCOMPARE(sdkDate(moment.toOffsetFromUtc(8 * 3600)), "20261123T102530Z");
    QCOMPARE(sdkDate(QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 999), Qt::UTC)), "20260102T030405Z");
}

void TestSignature::aKeyIsCheckedByteByByte()
{
    const auto reasonFor = [](const AccessKey &key) {
        const Result<void> usable = checkAccessKey(key, u"a file"_s);
        if (usable)
            return Reason::Unspecified;
        return usable.error().kind == Error::Kind::Usage && usable.error().subject == "a file"_L1
            ? usable.error().reason
            : Reason::Refused;
    };
    for (int byte = 0; byte < 256; ++byte) {
        const QByteArray text = QByteArray("a") + char(byte) + 'b';
        const bool isVisible = byte >= 0x21 && byte <= 0x7e;
        const bool separates = byte == ',' || byte == '=';
        const Reason expected = isVisible ? Reason::Unspecified : Reason::BadToken;
        QCOMPARE(reasonFor(keyOf(text, secret)), separates ? Reason::BadToken : expected);
        QCOMPARE(reasonFor(keyOf(keyId, text)), expected);
        QCOMPARE(reasonFor(keyOf(keyId, secret, text)), expected);
    }
}

void TestSignature::anIncompleteKeyIsNone()
{
    for (const AccessKey &key : {keyOf({}, secret), keyOf(keyId, {}), AccessKey()}) {
        const Result<void> usable = checkAccessKey(key, u"environment"_s);
        QVERIFY(!usable);
        QCOMPARE(usable.error().reason, Reason::NoCredential);
        QCOMPARE(usable.error().subject, u"environment"_s);
    }
    QVERIFY(checkAccessKey(keyOf(keyId, secret), {}));
    QVERIFY(checkAccessKey(keyOf(keyId, secret, "token/+=="), {}));
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestSignature)
#include "tst_signature.moc"
