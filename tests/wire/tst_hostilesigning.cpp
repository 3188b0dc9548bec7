// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/signing.h"

#include <QRandomGenerator>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

/// Any bytes, some raw and some escaped, in capitals or not: what a URL may look like. Never the byte that separates.
QByteArray hostileText(QRandomGenerator &random, QByteArrayView neverRaw)
{
    static constexpr char favourites[] = " %&+=;,/~*.-_?#:@!$'()\\\"<>|\t\r\n\0aZ09";
    QByteArray text;
    const int length = random.bounded(12);
    for (int i = 0; i < length; ++i) {
        const char c =
            random.bounded(4) == 0 ? char(random.bounded(256)) : favourites[random.bounded(int(sizeof favourites))];
        const bool mayBeRaw = c > 0x20 && c < 0x7f && c != '%' && !neverRaw.contains(c);
        const QByteArray digits = QByteArray(1, c).toHex();
        if (mayBeRaw && random.bounded(3) > 0)
            text += c;
        else
            text += '%' + (random.bounded(2) == 0 ? digits : digits.toUpper());
    }
    return text;
}

QByteArray hostilePath(QRandomGenerator &random)
{
    QByteArray path;
    const int segments = random.bounded(6);
    for (int i = 0; i < segments; ++i)
        path += '/' + hostileText(random, "/?#");
    return path.isEmpty() ? "/" : path;
}

QByteArray hostileQuery(QRandomGenerator &random)
{
    static constexpr const char *names[] = {"name", "limit", "%6Eame", "Upper", "", "a%20b"};
    QByteArrayList pairs;
    const int count = random.bounded(6);
    for (int i = 0; i < count; ++i) {
        QByteArray pair = random.bounded(2) == 0 ? QByteArray(names[random.bounded(6)]) : hostileText(random, "&=#");
        if (random.bounded(4) > 0)
            pair += '=' + hostileText(random, "&#");
        pairs += pair;
    }
    return pairs.join('&');
}

} // namespace

/// Requests as nobody would write them, signed by the program and held against another implementation.
class TestHostileSigning : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void hostileRequestsAreAccepted();
    void hostileHeaderValuesAreAccepted();
    void namesOfAnyKindAreAccepted_data();
    void namesOfAnyKindAreAccepted();
    void everyChangeIsNoticed();
    void aRequestIsVerifiedAsItCame();
    void secretsOfAnyLengthAreUsed();
};

void TestHostileSigning::hostileRequestsAreAccepted()
{
    QRandomGenerator random(4);
    for (int i = 0; i < 3000; ++i) {
        const QByteArray path = hostilePath(random);
        const QByteArray query = hostileQuery(random);
        const auto problem = problemOf(path, query, hostileText(random, {}));
        QVERIFY2(!problem,
                 qPrintable(QString::fromLatin1(targetOf(path, query)) + u'\n' + problem.value_or(QString())));
    }
}

void TestHostileSigning::hostileHeaderValuesAreAccepted()
{
    QRandomGenerator random(5);
    static constexpr char characters[] = " \t a:;,=%\"\xc3\xa9";
    for (int i = 0; i < 1000; ++i) {
        SigningRequest request{"GET", "/", {}, {{"x-SDK-date", "20261123T102530Z"}}, {}};
        const int count = random.bounded(5);
        for (int n = 0; n < count; ++n) {
            QByteArray value;
            while (random.bounded(10) > 0)
                value += characters[random.bounded(int(sizeof characters - 1))];
            request.headers.append({"X-H" + QByteArray::number(n * 7 % 5), value});
        }
        QList<RawHeader> sent = request.headers;
        sent.append({"authorization", authorization(request, keyOf(keyId, secret))});
        QCOMPARE(problemWith("GET", "/", sent, {}, keyId, secret), std::nullopt);
    }
}

void TestHostileSigning::namesOfAnyKindAreAccepted_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"ordinary", "with blanks in it", "100%", "%20", "%2F", "a&b", "a+b", "a/b", "~*'()",
                             "任务é", "𝄞", "..x", "a=b;c", "#?"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

void TestHostileSigning::namesOfAnyKindAreAccepted()
{
    QFETCH(const QString, name);
    const QByteArray encoded = name.toUtf8().toPercentEncoding();
    QCOMPARE(problemOf("/v2/p/streams/" + encoded + "/transfer-tasks/" + encoded, "name=" + encoded, {}, name),
             std::nullopt);
}

void TestHostileSigning::everyChangeIsNoticed()
{
    const AccessKey key = keyOf(keyId, secret, "token");
    QList<RawHeader> sent = signedHeaders("GET", "/a/b", "c=d", "body", host, {u"p"_s}, key, moment);
    sent.append({"Host", host});
    const auto isAccepted = [](const QByteArray &method, const QByteArray &target, const QList<RawHeader> &headers,
                               const QByteArray &body) {
        return !problemWith(method, target, headers, body, keyId, secret);
    };
    QVERIFY(isAccepted("GET", "/a/b?c=d", sent, "body"));
    QVERIFY(!isAccepted("POST", "/a/b?c=d", sent, "body"));
    QVERIFY(!isAccepted("GET", "/a/B?c=d", sent, "body"));
    QVERIFY(!isAccepted("GET", "/a%2Fb?c=d", sent, "body"));
    QVERIFY(!isAccepted("GET", "/a/b?c=D", sent, "body"));
    QVERIFY(!isAccepted("GET", "/a/b", sent, "body"));
    QVERIFY(!isAccepted("GET", "/a/b?c=d", sent, "Body"));
    QVERIFY(problemWith("GET", "/a/b?c=d", sent, "body", keyId, "other"));
    QVERIFY(problemWith("GET", "/a/b?c=d", sent, "body", "other", secret));
    for (qsizetype i = 0; i < sent.size(); ++i) {
        QList<RawHeader> changed = sent;
        changed[i].second.back() = changed[i].second.back() == '0' ? '1' : '0';
        QVERIFY2(!isAccepted("GET", "/a/b?c=d", changed, "body"), sent[i].first.constData());
        changed.removeAt(i);
        QVERIFY2(!isAccepted("GET", "/a/b?c=d", changed, "body"), sent[i].first.constData());
        changed = sent;
        changed.append(sent[i]);
        QVERIFY2(!isAccepted("GET", "/a/b?c=d", changed, "body"), sent[i].first.constData());
    }
}

void TestHostileSigning::aRequestIsVerifiedAsItCame()
{
    const QList<RawHeader> headers =
        signedHeaders("POST", "/a%20b", "c", "body\r\n\r\n", host, {u"p"_s}, keyOf(keyId, secret), moment);
    QByteArray head = "POST /a%20b?c HTTP/1.1\r\nHOST:" + host + "\r\n";
    for (const auto &[name, value] : headers)
        head += name.toUpper() + ": \t" + value + " \r\n";
    QCOMPARE(problemWith(head + "\r\nbody\r\n\r\n", keyId, secret), std::nullopt);
    QVERIFY(problemWith(head + "\r\nbody\r\n", keyId, secret));
    QVERIFY(problemWith(head + "X-Sdk-Date: 20261123T102530Z\r\n\r\nbody\r\n\r\n", keyId, secret));
    QVERIFY(problemWith(head, keyId, secret));
    QVERIFY(problemWith("GET /\r\n\r\n", keyId, secret));
    QVERIFY(problemWith("GET / HTTP/1.1\r\n\r\n", keyId, secret));
}

void TestHostileSigning::secretsOfAnyLengthAreUsed()
{
    for (const qsizetype length : {1, 40, 63, 64, 65, 200}) {
        const QByteArray longSecret(length, 'k');
        QList<RawHeader> headers = signedHeaders("GET", "/", {}, {}, host, {}, keyOf(keyId, longSecret), moment);
        headers.append({"Host", host});
        QCOMPARE(problemWith("GET", "/", headers, {}, keyId, longSecret), std::nullopt);
    }
}

} // namespace spillway

QTEST_GUILESS_MAIN(spillway::TestHostileSigning)
#include "tst_hostilesigning.moc"
