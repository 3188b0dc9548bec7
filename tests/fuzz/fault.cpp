// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "targets.h"

#include "domain/value.h"
#include "session/wording.h"
#include "wire/fault.h"

namespace spillway::fuzz {

namespace {

/// "404", then headers, one a line, then a line with nothing, then the body: an answer as it could be typed.
HttpFacts takeFacts(QByteArray &rest)
{
    const auto line = [&rest] {
        const qsizetype end = rest.indexOf('\n');
        const QByteArray taken = rest.left(end);
        rest = end < 0 ? QByteArray() : rest.sliced(end + 1);
        return taken;
    };
    HttpFacts facts;
    facts.status = line().toInt();
    for (QByteArray header = line(); !header.isEmpty(); header = line()) {
        const QByteArray name = header.left(header.indexOf(':')).toLower();
        const QByteArray value = header.mid(name.size() + 1).trimmed();
        const std::pair<QByteArrayView, QByteArray *> known[]{
            {"content-type", &facts.contentType}, {"content-encoding", &facts.contentEncoding},
            {"location", &facts.location},        {"retry-after", &facts.retryAfter},
            {"x-request-id", &facts.requestId},   {"date", &facts.date},
        };
        for (const auto &[key, to] : known) {
            if (name == key)
                *to = value;
        }
    }
    return facts;
}

bool isVisible(const QString &text)
{
    return visibleText(text, text.size() + 1) == text;
}

void checkWords(const Error &error)
{
    for (const TaskAddress &about : {TaskAddress{}, TaskAddress{{QStringLiteral("s%1<b>")}, {}},
                                     TaskAddress{{QStringLiteral("s")}, {error.code}}}) {
        const QString words = sentence(error, about);
        require(!words.isEmpty() && words.size() < 2000, "there is a sentence for every error");
        require(isVisible(words), "a sentence is one line that can be seen");
    }
    const QStringList lines = details(error);
    for (const QString &line : lines)
        require(!line.isEmpty() && isVisible(line), "details are one fact a line");
}

void checkSizes(const Error &error)
{
    // Of the bytes that came; one that is no UTF-8 becomes a longer character.
    require(error.detail.size() <= 2048 && error.subject.size() <= 2048, "of a text 2 KiB are kept");
    require(error.code.size() <= 128 && error.requestId.size() <= 128, "codes and ids are short");
    require(!error.retryAfter || (error.retryAfter->count() >= 0 && *error.retryAfter <= std::chrono::hours(24)),
            "a wait has an end");
}

} // namespace

void fault(QByteArrayView input)
{
    QByteArray body = input.toByteArray();
    const HttpFacts facts = takeFacts(body);
    const Error error = decodeFault(facts, body);
    require(error.httpStatus == facts.status, "the status stays what it was");
    checkSizes(error);
    checkWords(error);
    if (const auto envelope = decodeEnvelope(body)) {
        require(!envelope->code.isEmpty(), "an envelope has a code");
        Error kept = envelopeError(*envelope, 0);
        checkSizes(kept);
        // Whatever it is taken for, there are words for it.
        for (int kind = 0; kind <= int(Error::Kind::Malformed); ++kind) {
            kept.kind = Error::Kind(kind);
            kept.subject = kept.detail;
            checkWords(kept);
        }
    }
}

} // namespace spillway::fuzz
