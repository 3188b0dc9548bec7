// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/fault.h"

#include "domain/fields.h"
#include "wire/rootreader.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace spillway {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

namespace {

constexpr qsizetype textLimit = 2048; // bytes of UTF-8
constexpr qsizetype nameLimit = 128; // codes and request ids
constexpr char byteOrderMark[] = "\xef\xbb\xbf";
constexpr seconds longestWait = std::chrono::hours(24);

/// At most `limit` bytes of UTF-8, ending between characters.
QString clipped(QByteArrayView utf8, qsizetype limit)
{
    if (utf8.size() > limit) {
        qsizetype end = limit;
        while (end > limit - 4 && (utf8[end] & 0xc0) == 0x80)
            --end;
        utf8 = utf8.first(end);
    }
    return QString::fromUtf8(utf8);
}

QString clipped(std::string_view utf8, qsizetype limit)
{
    return clipped(QByteArrayView(utf8.data(), qsizetype(utf8.size())), limit);
}

namespace ondemand = simdjson::ondemand;

/// A string, or an integer as text (the IAM shape's code is one); empty for anything else.
QString scalarText(ondemand::value value, qsizetype limit, bool orInteger = false)
{
    ondemand::json_type type{};
    if (value.type().get(type))
        return {};
    if (type == ondemand::json_type::string) {
        std::string_view text;
        return value.get_string().get(text) ? QString() : clipped(text, limit);
    }
    int64_t number = 0;
    if (orInteger && type == ondemand::json_type::number && !value.get_int64().get(number))
        return QString::number(number);
    return {};
}

/// A documented field of a dump task that no error envelope carries (the stream's name might be in either).
bool isTaskKey(std::string_view key)
{
    if (key == "partitions" || key == "obs_destination_description")
        return true;
    return std::ranges::any_of(taskFields, [key](const FieldInfo &field) {
        return field.documented && key == field.key && key != "stream_name";
    });
}

struct Found
{
    Envelope envelope;
    bool isTask = false;
};

/// The keys of one object that make an envelope. Returns false if the JSON is broken.
bool readObject(ondemand::object object, bool nested, Found *found)
{
    for (auto field : object) {
        std::string_view key;
        ondemand::value value;
        if (field.unescaped_key().get(key) || field.value().get(value))
            return false;
        Envelope &envelope = found->envelope;
        if (key == "errorCode" || key == "error_code" || key == "code")
            envelope.code = scalarText(value, nameLimit, nested);
        else if (key == "message" || key == "error_msg" || key == "errorMsg"
                 || (key == "title" && nested && envelope.message.isEmpty()))
            envelope.message = scalarText(value, textLimit);
        else if (key == "request_id")
            envelope.requestId = scalarText(value, nameLimit);
        else if (key == "error" && !nested) {
            ondemand::object inner;
            if (!value.get_object().get(inner) && !readObject(inner, true, found))
                return false;
        } else if (!nested && isTaskKey(key))
            found->isTask = true;
    }
    return true;
}

struct CodeRule
{
    QLatin1StringView code;
    Error::Kind kind;
};

// Sources: DIS error codes (old and new page), API gateway error codes. APIG is the gateway's other spelling.
constexpr std::array disRules{
    CodeRule{"4116"_L1, Error::Kind::Forbidden}, // also: account in arrears
    CodeRule{"4301"_L1, Error::Kind::NotFound}, // stream
    CodeRule{"4302"_L1, Error::Kind::NotFound}, // partition
    CodeRule{"4303"_L1, Error::Kind::Throttled}, CodeRule{"4305"_L1, Error::Kind::Throttled},
    CodeRule{"4309"_L1, Error::Kind::Blocked},   CodeRule{"4319"_L1, Error::Kind::NotFound}, // partition expired
    CodeRule{"4332"_L1, Error::Kind::NotFound}, // app
    CodeRule{"4354"_L1, Error::Kind::NotFound}, // dump task
};
constexpr std::array gatewayRules{
    CodeRule{"0101"_L1, Error::Kind::Rejected}, // no such API, although the status is 404
    CodeRule{"0301"_L1, Error::Kind::Unauthorized}, CodeRule{"0302"_L1, Error::Kind::Forbidden},
    CodeRule{"0303"_L1, Error::Kind::Unauthorized}, CodeRule{"0304"_L1, Error::Kind::Forbidden},
    CodeRule{"0305"_L1, Error::Kind::Unauthorized}, CodeRule{"0306"_L1, Error::Kind::Forbidden},
    CodeRule{"0307"_L1, Error::Kind::Unauthorized}, // token expired, or of another region
    CodeRule{"0308"_L1, Error::Kind::Throttled},    CodeRule{"0310"_L1, Error::Kind::Forbidden}, // project unavailable
    CodeRule{"1002"_L1, Error::Kind::Unauthorized},
};

std::optional<Error::Kind> kindOfCode(const QString &code)
{
    const auto lookUp = [](const auto &rules, const QString &number) -> std::optional<Error::Kind> {
        const auto rule = std::ranges::find_if(rules, [&](const CodeRule &each) { return each.code == number; });
        return rule == rules.end() ? std::nullopt : std::optional(rule->kind);
    };
    if (code.startsWith("DIS."_L1)) {
        const QString number = code.mid(4);
        const int value = number.toInt(); // 0 if it is no number
        if (value >= 4100 && value <= 4114)
            return Error::Kind::Unauthorized;
        if (value >= 5000 && value <= 5999)
            return Error::Kind::Server;
        return lookUp(disRules, number);
    }
    if (code.startsWith("APIGW."_L1))
        return lookUp(gatewayRules, code.mid(6));
    if (code.startsWith("APIG."_L1))
        return lookUp(gatewayRules, code.mid(5));
    return std::nullopt;
}

Error::Kind kindOfStatus(int status)
{
    switch (status) {
    case 401:
    case 441: // DIS's own
        return Error::Kind::Unauthorized;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
    case 410:
        return Error::Kind::NotFound;
    case 407:
        return Error::Kind::Unreachable;
    case 408: // the service or a gateway gave up waiting: the same request may well succeed
    case 425:
        return Error::Kind::Server;
    case 429:
        return Error::Kind::Throttled;
    case 300: // neither sends anywhere else
    case 304:
        return Error::Kind::Rejected;
    default:
        if (status >= 300 && status <= 399)
            return Error::Kind::Redirected;
        return status >= 500 && status <= 599 ? Error::Kind::Server : Error::Kind::Rejected;
    }
}

Error::Reason reasonOfStatus(int status)
{
    if (status == 407)
        return Error::Reason::ProxyFailed;
    const bool isError = status >= 400 && status <= 599;
    const bool isRedirect = kindOfStatus(status) == Error::Kind::Redirected;
    return isError || isRedirect || status == 200 ? Error::Reason::Unspecified : Error::Reason::UnexpectedStatus;
}

/// The body as words for a person, if that is what it is.
QString plainText(const HttpFacts &facts, const QByteArray &body)
{
    const QByteArray type = facts.contentType.toLower();
    const QByteArray text = body.trimmed();
    const bool isMarkup = type.contains("html") || type.contains("xml") || text.startsWith('<');
    const bool isJson = text.startsWith('{') || text.startsWith('[');
    const bool isEncoded = !facts.contentEncoding.isEmpty() && facts.contentEncoding.toLower() != "identity";
    if (isMarkup || isJson || isEncoded || QByteArrayView(text).first(std::min(text.size(), textLimit)).contains('\0'))
        return {};
    return clipped(QByteArrayView(text), textLimit);
}

constexpr std::array months{"Jan"_L1, "Feb"_L1, "Mar"_L1, "Apr"_L1, "May"_L1, "Jun"_L1,
                            "Jul"_L1, "Aug"_L1, "Sep"_L1, "Oct"_L1, "Nov"_L1, "Dec"_L1};

std::optional<int> digits(const QString &text, qsizetype most)
{
    const bool all = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return !text.isEmpty() && text.size() <= most && all ? std::optional(text.toInt()) : std::nullopt;
}

std::optional<QDateTime> dateTime(const QString &day, const QString &month, const QString &year, const QString &time)
{
    const auto monthName = std::ranges::find_if(months, [&](QLatin1StringView each) { return each == month; });
    const std::optional<int> dayNumber = digits(day, 2);
    std::optional<int> yearNumber = digits(year, 4);
    const QStringList parts = time.split(u':');
    if (monthName == months.end() || !dayNumber || !yearNumber || parts.size() != 3)
        return std::nullopt;
    if (year.size() == 2) // RFC 850 dates are from the last century, or wrong
        *yearNumber += *yearNumber < 70 ? 2000 : 1900;
    const std::optional<int> hour = digits(parts[0], 2);
    const std::optional<int> minute = digits(parts[1], 2);
    const std::optional<int> second = digits(parts[2], 2);
    if (!hour || !minute || !second)
        return std::nullopt;
    const QDate date(*yearNumber, int(monthName - months.begin()) + 1, *dayNumber);
    const QTime clock(*hour, *minute, *second == 60 ? 59 : *second); // 60: a leap second
    return date.isValid() && clock.isValid() ? std::optional(QDateTime(date, clock, Qt::UTC)) : std::nullopt;
}

} // namespace

std::optional<Envelope> decodeEnvelope(const QByteArray &body)
{
    ondemand::parser parser;
    // Not simdjson's own padded string: where there is no memory for it, it is one of many bytes at address 0.
    const QByteArray text = padded(body.startsWith(byteOrderMark) ? body.sliced(3) : body);
    // Before iterate(), which only looks whether all of it is there if some of it was there before.
    throwIfNoMemory(parser.allocate(size_t(text.size())));
    auto result = parser.iterate(text.constData(), size_t(text.size()), size_t(text.capacity()));
    ondemand::document document;
    ondemand::object object;
    Found found;
    if (std::move(result).get(document) || document.get_object().get(object) || !readObject(object, false, &found))
        return std::nullopt;
    if (found.isTask || found.envelope.code.isEmpty())
        return std::nullopt;
    return std::move(found.envelope);
}

Error::Kind kindOf(int status, const QString &code)
{
    if (const std::optional<Error::Kind> kind = kindOfCode(code))
        return *kind;
    // An error that came with a 200 may name its true status, as IAM does.
    if (status == 200 || status == 0) {
        const int named = code.toInt(); // 0 if it is no number
        return named >= 400 ? kindOfStatus(named) : Error::Kind::Rejected;
    }
    return kindOfStatus(status);
}

Error envelopeError(const Envelope &envelope, int status)
{
    Error error;
    error.kind = kindOf(status, envelope.code);
    error.httpStatus = status;
    error.code = envelope.code;
    error.detail = envelope.message;
    error.requestId = envelope.requestId;
    return error;
}

Error decodeFault(const HttpFacts &facts, const QByteArray &body)
{
    Error error;
    if (const std::optional<Envelope> envelope = decodeEnvelope(body)) {
        error = envelopeError(*envelope, facts.status);
    } else {
        error.kind = kindOf(facts.status, {});
        error.httpStatus = facts.status;
        error.detail = plainText(facts, body);
    }
    error.reason = reasonOfStatus(facts.status);
    // No code of its own. Source: the gateway's words, as users quote them.
    if (error.detail.contains("AK access failed to reach the limit"_L1, Qt::CaseInsensitive)) {
        error.kind = Error::Kind::Blocked;
        error.reason = Error::Reason::KeyLocked;
    }
    if (!facts.location.isEmpty() && facts.status >= 300 && facts.status <= 399)
        error.subject = clipped(QByteArrayView(facts.location), textLimit);
    if (!facts.requestId.isEmpty())
        error.requestId = clipped(QByteArrayView(facts.requestId), nameLimit);
    error.retryAfter = parseRetryAfter(facts.retryAfter, parseHttpDate(facts.date).value_or(QDateTime()));
    return error;
}

std::optional<seconds> parseRetryAfter(const QByteArray &value, const QDateTime &now)
{
    const QByteArray text = value.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const qint64 number = text.toLongLong(&fits);
        return fits ? std::min(seconds(number), longestWait) : longestWait;
    }
    const std::optional<QDateTime> moment = parseHttpDate(text);
    if (!moment || !now.isValid())
        return std::nullopt;
    return std::clamp(seconds(now.secsTo(*moment)), seconds(0), longestWait);
}

std::optional<QDateTime> parseHttpDate(const QByteArray &value)
{
    QString text = QString::fromLatin1(value).simplified();
    if (text.size() > 64)
        return std::nullopt;
    const qsizetype comma = text.indexOf(u',');
    if (comma < 0) { // asctime: Sun Nov  6 08:49:37 1994
        const QStringList parts = text.split(u' ');
        return parts.size() == 5 ? dateTime(parts[2], parts[1], parts[4], parts[3]) : std::nullopt;
    }
    // Sun, 06 Nov 1994 08:49:37 GMT, or the old Sunday, 06-Nov-94 08:49:37 GMT
    const QStringList parts = text.mid(comma + 1).replace(u'-', u' ').trimmed().split(u' ');
    if (parts.size() != 5 || parts[4] != "GMT"_L1)
        return std::nullopt;
    return dateTime(parts[0], parts[1], parts[2], parts[3]);
}

} // namespace spillway
