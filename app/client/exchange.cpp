// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exchange.h"

#include "wire/taskdecoder.h"

#include <QNetworkAccessManager>
#include <QSslError>
#include <QtConcurrent>

#include <algorithm>
#include <limits>

namespace spillway {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 bufferSize = 1024 * 1024; // what Qt may hold of a body: the rest waits in the peer
constexpr qsizetype faultBodyCap = 64 * 1024; // an error envelope is far smaller
constexpr int statusOk = 200;

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
    m_promise.start();
    connect(&m_asker, &QFutureWatcherBase::canceled, this, [this] { end(std::nullopt); });
    m_asker.setFuture(m_promise.future());
    connect(&m_decoder, &QFutureWatcherBase::finished, this, [this] { answer(m_decoder.result()); });

    m_elapsed.start();
    m_reply = network.get(m_question.request);
    m_reply->setReadBufferSize(bufferSize);
    watchReply();
    watchDeadlines();
}

Exchange::~Exchange()
{
    dropReply();
    if (!m_ended) {
        m_promise.future().cancel();
        m_promise.finish();
    }
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
        // Never ignored; only told.
        for (const QSslError &error : errors)
            m_tlsErrors.append(error.errorString());
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
    if (const std::optional<Error> error = refusedHeader())
        fail(*error);
}

/// What is wrong before the first byte of the body.
std::optional<Error> Exchange::refusedHeader() const
{
    const int status = m_facts->status;
    if (status >= 300 && status <= 399)
        return fault();
    if (status != statusOk)
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
    const bool isGood = m_facts->status == statusOk;
    const qint64 cap = isGood ? m_question.timing.bodyCap : faultBodyCap;
    // One byte over the cap is enough to know.
    m_body += m_reply->read(cap + 1 - m_body.size());
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
    else if (m_facts->status != statusOk)
        fail(fault());
    else if (m_reply->error() != QNetworkReply::NoError)
        fail(cutShort());
    else
        decode();
}

void Exchange::runOut(Error::Reason reason)
{
    // A refusal that does not end is a refusal still: it must not be asked again as if it were a slow line.
    if (m_facts && m_facts->status != statusOk) {
        end(failure(masked(fault())), true);
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
    end(failure(std::move(error)), true);
}

void Exchange::decode()
{
    m_latency = milliseconds(m_elapsed.elapsed());
    m_receivedAt = m_question.clock();
    dropReply();
    m_decoder.setFuture(QtConcurrent::run([body = std::exchange(m_body, {}), token = m_question.token]() mutable {
        return decodeTask(withoutSecret(std::move(body), token->reveal()));
    }));
}

void Exchange::answer(Result<TaskSnapshot> task)
{
    if (task) {
        if (const Result<void> same = checkIdentity(**task, m_question.address); !same)
            task = failure(same.error());
    }
    const QString requestId = QString::fromUtf8(m_facts->requestId.left(128));
    if (!task) {
        Error error = task.error();
        error.httpStatus = m_facts->status;
        if (error.requestId.isEmpty())
            error.requestId = requestId;
        if (error.reason == Error::Reason::NotJson && error.subject.isEmpty())
            error.subject = QString::fromUtf8(m_facts->contentType.left(128));
        error.retryAfter = parseRetryAfter(m_facts->retryAfter, m_receivedAt);
        fail(std::move(error));
        return;
    }
    TaskAnswer given;
    given.task = *std::move(task);
    given.receivedAt = m_receivedAt;
    given.latency = m_latency;
    given.requestId = requestId;
    given.serverDate = parseHttpDate(m_facts->date);
    end(Result<TaskAnswer>(std::move(given)));
}

void Exchange::dropReply()
{
    m_connectTimer.stop();
    m_inactivityTimer.stop();
    m_totalTimer.stop();
    if (!m_reply)
        return;
    // abort() emits finished() before it returns.
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void Exchange::fail(Error error)
{
    end(failure(masked(std::move(error))));
}

void Exchange::end(std::optional<Result<TaskAnswer>> result, bool timedOut)
{
    if (m_ended)
        return;
    m_ended = true;
    dropReply();
    m_asker.disconnect(this);
    m_decoder.disconnect(this);
    deleteLater();
    Q_EMIT ended(timedOut);
    // Whoever waits may delete the client, and this with it.
    QPromise<Result<TaskAnswer>> promise = std::move(m_promise);
    if (result)
        promise.addResult(*std::move(result));
    else
        promise.future().cancel();
    promise.finish();
}

} // namespace spillway
