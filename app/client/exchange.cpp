// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"

#include "client/certificatefacts.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>
#include <limits>

namespace spillway {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 bufferSize = 1024 * 1024; // what Qt may hold of a body: the rest waits in the peer
constexpr qsizetype mostTlsErrors = 4; // the first ones matter
constexpr qsizetype faultBodyCap = 64 * 1024; // an error envelope is far smaller

bool isIdentity(const QByteArray &encoding)
{
    return encoding.isEmpty() || encoding.compare("identity", Qt::CaseInsensitive) == 0;
}

bool isHtml(const QByteArray &contentType)
{
    const QByteArray type = contentType.toLower();
    return type.startsWith("text/html") || type.startsWith("application/xhtml");
}

/// Content-Length as one number; nothing if there is none. Qt joins repeated fields with commas.
/// Sets *contradicts if the numbers differ.
std::optional<qint64> announcedSize(const QByteArray &field, bool *contradicts)
{
    std::optional<qint64> size;
    for (const QByteArray &each : field.split(',')) {
        bool isNumber = false;
        const qint64 number = each.trimmed().toLongLong(&isNumber);
        if (!isNumber || number < 0)
            continue;
        if (size && *size != number)
            *contradicts = true;
        size = number;
    }
    return size;
}

void arm(QTimer &timer, milliseconds time)
{
    timer.start(int(std::clamp<milliseconds::rep>(time.count(), 0, std::numeric_limits<int>::max())));
}

} // namespace

Exchange::Exchange(Question question, QNetworkAccessManager &network, QObject *parent)
    : QObject(parent)
    , m_question(std::move(question))
{
    m_elapsed.start();
    if (m_question.body) {
        // Not copied here; what Qt copies of it is out of reach.
        const QByteArrayView body = m_question.body->reveal();
        m_reply = network.post(m_question.request, QByteArray::fromRawData(body.data(), body.size()));
    } else {
        m_reply = network.get(m_question.request);
    }
    m_reply->setReadBufferSize(bufferSize);
    watchReply();
    watchDeadlines();
}

Exchange::~Exchange()
{
    dropReply();
}

void Exchange::watchReply()
{
    QNetworkReply *reply = m_reply;
    // Qt connects anew by itself when a kept connection turns out to be closed: the deadline starts again with it.
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] {
        m_inactivityTimer.stop();
        arm(m_connectTimer, m_question.timing.connect);
    });
    connect(reply, &QNetworkReply::requestSent, this, &Exchange::noteSent);
    connect(reply, &QNetworkReply::metaDataChanged, this, &Exchange::readHeader);
    connect(reply, &QNetworkReply::downloadProgress, this, [this](qint64 received, qint64) {
        if (received > 0)
            noteActivity();
    });
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::readBody);
    connect(reply, &QNetworkReply::finished, this, &Exchange::readFinished);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        // Never ignored; only told. What is wrong may be wrong with an authority: whose word it is, the server's own
        // says.
        m_tlsErrors.clear();
        for (const QSslError &error : errors)
            m_tlsErrors.append(error.errorString());
        m_tlsErrors.removeDuplicates();
        m_tlsErrors.resize(std::min(m_tlsErrors.size(), mostTlsErrors));
        m_tlsErrors += certificateFacts(m_reply->sslConfiguration().peerCertificate());
    });
}

void Exchange::watchDeadlines()
{
    for (QTimer *timer : {&m_connectTimer, &m_inactivityTimer, &m_totalTimer}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_connectTimer, &QTimer::timeout, this, [this] { runOut(Error::Reason::ConnectTimeout); });
    connect(&m_inactivityTimer, &QTimer::timeout, this, [this] { runOut(Error::Reason::Silence); });
    connect(&m_totalTimer, &QTimer::timeout, this, [this] { runOut(Error::Reason::Deadline); });
    // From the start, not from the first attempt to connect: looking up the name counts.
    arm(m_connectTimer, m_question.timing.connect);
    arm(m_totalTimer, m_question.timing.total);
}

void Exchange::noteSent()
{
    ++m_timesSent;
    noteActivity();
}

void Exchange::noteActivity()
{
    m_connectTimer.stop();
    arm(m_inactivityTimer, m_question.timing.inactivity);
}

void Exchange::readHeader()
{
    noteActivity();
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid())
        return;
    const auto field = [this](const char *name) { return masked(m_reply->rawHeader(name)); };
    HttpFacts facts;
    facts.status = status.toInt();
    facts.contentType = field("Content-Type");
    facts.contentEncoding = field("Content-Encoding");
    facts.location = field("Location");
    facts.retryAfter = field("Retry-After");
    facts.requestId = field("X-Request-Id");
    if (facts.requestId.isEmpty())
        facts.requestId = field("X-IAM-Trace-Id");
    facts.date = field("Date");
    m_facts = std::move(facts);
    if (const QByteArray token = m_reply->rawHeader("X-Subject-Token"); !token.isEmpty())
        m_subjectToken = std::make_shared<const Secret>(token);
    if (const std::optional<Error> error = refusedHeader())
        fail(*error);
}

/// What is wrong before the first byte of the body.
std::optional<Error> Exchange::refusedHeader() const
{
    const int status = m_facts->status;
    if (status >= 300 && status <= 399)
        return fault();
    if (status != m_question.goodStatus)
        return std::nullopt; // the body may say why
    if (!isIdentity(m_facts->contentEncoding))
        return ofThisAnswer(Error::Kind::Malformed, Error::Reason::Compressed, m_facts->contentEncoding);
    if (isHtml(m_facts->contentType))
        return ofThisAnswer(Error::Kind::Malformed, Error::Reason::NotJson, m_facts->contentType);
    bool contradicts = false;
    const std::optional<qint64> size = announcedSize(m_reply->rawHeader("Content-Length"), &contradicts);
    if (contradicts)
        return ofThisAnswer(Error::Kind::Malformed, Error::Reason::Unspecified, "Content-Length");
    if (size && *size > m_question.timing.bodyCap)
        return ofThisAnswer(Error::Kind::TooLarge, Error::Reason::OverCap,
                            QByteArray::number(m_question.timing.bodyCap));
    return std::nullopt;
}

void Exchange::readBody()
{
    noteActivity();
    if (!m_facts)
        return;
    const bool isGood = m_facts->status == m_question.goodStatus;
    const qint64 cap = isGood ? m_question.timing.bodyCap : faultBodyCap;
    // One byte over the cap is enough to know. Qt makes room for all that it is asked for, whatever is there.
    m_body += m_reply->read(std::min(m_reply->bytesAvailable(), cap + 1 - m_body.size()));
    if (m_body.size() <= cap)
        return;
    if (isGood)
        fail(ofThisAnswer(Error::Kind::TooLarge, Error::Reason::OverCap, QByteArray::number(cap)));
    else
        fail(fault());
}

void Exchange::readFinished()
{
    if (!m_facts)
        readHeader();
    if (m_facts && !m_ended && m_reply->isOpen())
        readBody();
    if (m_ended)
        return;
    // The HTTP status decides before Qt's error, which is lossy: 408, 429 and 441 are one number to it.
    if (!m_facts)
        fail(transportError());
    else if (m_facts->status != m_question.goodStatus)
        fail(fault());
    else if (m_reply->error() != QNetworkReply::NoError)
        fail(cutShort());
    else
        succeed();
}

void Exchange::runOut(Error::Reason reason)
{
    // A refusal that does not end is a refusal still: it must not be asked again as if it were a slow line.
    if (m_facts && m_facts->status != m_question.goodStatus) {
        fail(fault(), true);
        return;
    }
    Error error;
    error.kind = Error::Kind::Timeout;
    error.reason = reason;
    error.subject = m_question.authority;
    if (m_facts) {
        error.httpStatus = m_facts->status;
        error.requestId = QString::fromUtf8(m_facts->requestId.left(128));
    }
    fail(std::move(error), true);
}

void Exchange::succeed()
{
    auto answer = std::make_shared<HttpAnswer>();
    answer->latency = milliseconds(m_elapsed.elapsed());
    answer->receivedAt = m_question.clock();
    answer->facts = *m_facts;
    answer->body = std::exchange(m_body, {});
    answer->subjectToken = std::move(m_subjectToken);
    m_ended = true;
    dropReply();
    deleteLater();
    Q_EMIT answered(answer);
}

void Exchange::dropReply()
{
    m_connectTimer.stop();
    m_inactivityTimer.stop();
    m_totalTimer.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    // Before what is still on its way from the network's thread: Qt warns of an error after the abortion.
    m_reply->deleteLater();
    m_reply->abort(); // emits finished() before it returns
    QCoreApplication::removePostedEvents(m_reply, QEvent::MetaCall);
    m_reply = nullptr;
}

void Exchange::fail(Error error, bool timedOut)
{
    if (m_ended)
        return;
    m_ended = true;
    // Once more over the finished texts: unescaping may have brought a secret to light.
    error = m_question.masks.applied(std::move(error));
    if (m_facts) {
        if (const std::optional<QDateTime> date = parseHttpDate(m_facts->date))
            error.clockAhead = std::chrono::seconds(date->secsTo(m_question.clock()));
    }
    dropReply();
    deleteLater();
    Q_EMIT failed(error, timedOut);
}

} // namespace spillway
