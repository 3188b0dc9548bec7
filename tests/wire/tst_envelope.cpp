// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "wire/fault.h"

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

Envelope envelopeOf(const QByteArray &json)
{
    return decodeEnvelope(json).value_or(Envelope());
}

} // namespace

/// What is kept of an error's body, and what is not taken for a part of it.
class TestEnvelope : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsAsLongAsItMayBeIsKeptWhole();
    void onlyACodeMayBeANumber();
    void onlyAnInnerTitleIsAMessage();
};

void TestEnvelope::whatIsAsLongAsItMayBeIsKeptWhole()
{
    for (const int more : {-1, 0, 1, 2}) {
        const QByteArray message(2048 + more, 'm');
        const QByteArray id(128 + more, 'i');
        const Envelope envelope =
            envelopeOf(R"({"errorCode":"E","message":")" + message + R"(","request_id":")" + id + "\"}");
        QCOMPARE(envelope.message, QString::fromLatin1(message.first(std::min<qsizetype>(message.size(), 2048))));
        QCOMPARE(envelope.requestId, QString::fromLatin1(id.first(std::min<qsizetype>(id.size(), 128))));
    }
}

void TestEnvelope::onlyACodeMayBeANumber()
{
    // The shape of the identity service's.
    const Envelope inner = envelopeOf(R"({"error":{"code":401,"message":5,"title":"t","request_id":6}})");
    QCOMPARE(inner.code, u"401"_s);
    QCOMPARE(inner.message, u"t"_s);
    QCOMPARE(inner.requestId, QString());
    QCOMPARE(envelopeOf(R"({"errorCode":7,"message":"m"})").code, QString());
}

void TestEnvelope::onlyAnInnerTitleIsAMessage()
{
    QCOMPARE(envelopeOf(R"({"error":{"code":401,"x":"y"}})").message, QString());
    QCOMPARE(envelopeOf(R"({"errorCode":"E","title":"t"})").message, QString());
    QCOMPARE(envelopeOf(R"({"error":{"code":401,"message":"m","title":"t"}})").message, u"m"_s);
}

QTEST_GUILESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
