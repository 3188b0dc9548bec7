// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/iam.h"

#include "wire/fault.h"
#include "wire/jsonscan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstring>

namespace spillway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestEscape = 6; // \u001f

/// Appends a JSON string. All that is not a control character, a quotation mark or a backslash may stand for itself.
void appendQuoted(QByteArray &json, QByteArrayView utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    json += '"';
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            json += "\\u00";
            json += digits[byte >> 4];
            json += digits[byte & 15];
            continue;
        }
        if (c == '"' || c == '\\')
            json += '\\';
        json += c;
    }
    json += '"';
}

Error malformed(Error::Reason reason, std::optional<qint64> offset, const QString &subject = {})
{
    Error error;
    error.kind = Error::Kind::Malformed;
    error.reason = reason;
    error.subject = subject;
    error.offset = offset;
    return error;
}

Error::Reason reasonOf(JsonDefect::What what)
{
    switch (what) {
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

/// The object that an answer is.
Result<QJsonObject> answerObject(const QByteArray &body)
{
    if (body.size() > iamAnswerLimit)
        return failure(Error::Kind::TooLarge, Error::Reason::OverCap, QString::number(iamAnswerLimit));
    // QJsonDocument takes control characters in strings and some numbers for good; this does not.
    if (const std::optional<JsonDefect> defect = findJsonDefect(body))
        return failure(malformed(reasonOf(defect->what), defect->offset));
    const qsizetype mark = byteOrderMarkSize(body);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body.sliced(mark), &problem);
    if (document.isObject())
        return document.object();
    // A lone number or word is JSON, but no document to Qt. What else it refuses has a number beyond all measure.
    if (problem.error == QJsonParseError::NoError || problem.error == QJsonParseError::IllegalValue)
        return failure(malformed(Error::Reason::NotAnObject, mark));
    return failure(malformed(Error::Reason::NotJson, problem.offset + mark));
}

/// The error that came instead of what was asked for.
std::optional<Envelope> envelopeIn(const QJsonObject &answer, const QString &askedFor, const QByteArray &body)
{
    return answer.contains(askedFor) ? std::nullopt : decodeEnvelope(body);
}

std::optional<QString> textOf(const QJsonObject &object, QLatin1StringView key)
{
    const QJsonValue value = object[key];
    return value.isString() && !value.toString().isEmpty() ? std::optional(value.toString()) : std::nullopt;
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// 2019-02-13T06:52:13.855000Z to the letter; the fraction may be missing, and is cut to milliseconds.
std::optional<QDateTime> timeOf(const QString &text)
{
    constexpr qsizetype wholeSeconds = 19;
    if (text.size() < wholeSeconds + 1 || !text.endsWith(u'Z'))
        return std::nullopt;
    const QStringView fraction = QStringView(text).sliced(wholeSeconds).chopped(1);
    const bool isFraction = fraction.startsWith(u'.') && fraction.size() <= 10 && isDigits(fraction.sliced(1));
    if (!fraction.isEmpty() && !isFraction)
        return std::nullopt;
    const QStringView whole = QStringView(text).first(wholeSeconds);
    const QDate date = QDate::fromString(whole.first(10).toString(), u"yyyy-MM-dd"_s);
    const QTime clock = QTime::fromString(whole.sliced(11).toString(), u"HH:mm:ss"_s);
    const QDateTime time(date, clock, Qt::UTC);
    // Qt forgives more than was asked for.
    if (!time.isValid() || time.toString(u"yyyy-MM-dd'T'HH:mm:ss") != whole)
        return std::nullopt;
    const QString thousandths = fraction.mid(1, 3).toString().leftJustified(3, u'0');
    return time.addMSecs(thousandths.toInt());
}

} // namespace

Result<void> checkUserPassword(const UserPassword &user, const QString &origin)
{
    if (user.user.isEmpty() || user.domain.isEmpty() || user.password.isEmpty())
        return failure(Error::Kind::Usage, Error::Reason::NoCredential, origin);
    // JSON is UTF-8; what is not would be another name or password on its arrival.
    if (!user.user.isValidUtf16() || !user.domain.isValidUtf16() || !user.password.reveal().isValidUtf8())
        return failure(Error::Kind::Usage, Error::Reason::BadToken, origin);
    return {};
}

Secret tokenRequestBody(const UserPassword &user, const ProjectScope &scope)
{
    Q_ASSERT(checkUserPassword(user, {}));
    const QByteArray name = user.user.toUtf8();
    const QByteArray domain = user.domain.toUtf8();
    const bool byId = !scope.id.text.isEmpty();
    const QByteArray project = (byId ? scope.id.text : scope.name).toUtf8();
    constexpr qsizetype keys = 256;
    QByteArray json;
    // Never moved while it is written: no copy of the password stays behind.
    json.reserve(keys + longestEscape * (name.size() + domain.size() + project.size() + user.password.reveal().size()));
    json += R"({"auth":{"identity":{"methods":["password"],"password":{"user":{"name":)";
    appendQuoted(json, name);
    json += R"(,"password":)";
    appendQuoted(json, user.password.reveal());
    json += R"(,"domain":{"name":)";
    appendQuoted(json, domain);
    json += R"(}}}},"scope":{"project":{)";
    json += byId ? R"("id":)" : R"("name":)";
    appendQuoted(json, project);
    json += "}}}}";
    Secret body{json};
    explicit_bzero(json.data(), size_t(json.size()));
    return body;
}

Result<TokenFacts> decodeTokenFacts(const QByteArray &body)
{
    const Result<QJsonObject> answer = answerObject(body);
    if (!answer)
        return failure(answer.error());
    if (const std::optional<Envelope> envelope = envelopeIn(*answer, u"token"_s, body))
        return failure(envelopeError(*envelope, 0));
    const QJsonObject token = (*answer)["token"_L1].toObject();
    const QJsonObject project = token["project"_L1].toObject();
    TokenFacts facts;
    if (const auto expiry = textOf(token, "expires_at"_L1))
        facts.expiresAt = timeOf(*expiry);
    if (const auto id = textOf(project, "id"_L1))
        facts.project = ProjectId{*id};
    facts.projectName = textOf(project, "name"_L1);
    return facts;
}

QByteArray projectsQuery(const QString &name)
{
    return "name=" + name.toUtf8().toPercentEncoding();
}

Result<QList<IamProject>> decodeProjects(const QByteArray &body)
{
    const Result<QJsonObject> answer = answerObject(body);
    if (!answer)
        return failure(answer.error());
    if (const std::optional<Envelope> envelope = envelopeIn(*answer, u"projects"_s, body))
        return failure(envelopeError(*envelope, 0));
    const QJsonValue listed = (*answer)["projects"_L1];
    if (!listed.isArray())
        return failure(malformed(Error::Reason::Unspecified, std::nullopt, u"projects"_s));
    QList<IamProject> projects;
    const QJsonArray array = listed.toArray();
    for (const auto &each : array) {
        const QJsonObject project = each.toObject();
        if (const auto id = textOf(project, "id"_L1))
            projects.append(
                {{*id}, textOf(project, "name"_L1).value_or(QString()), project["enabled"_L1].toBool(true)});
    }
    return projects;
}

} // namespace spillway
