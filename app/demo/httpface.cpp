// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/httpface.h"

#include "demo/timeline.h"

#include <QHostAddress>
#include <QLocale>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace spillway {

namespace {

constexpr qint64 unsentLimit = 1024 * 1024; // answers that nobody takes

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

bool isOriginForm(QByteArrayView target)
{
    return target.startsWith('/')
        && std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

/// Up to the next `separator`, which is removed; the rest if there is none.
QByteArrayView takeUntil(QByteArrayView &rest, QByteArrayView separator)
{
    const qsizetype at = rest.indexOf(separator);
    const QByteArrayView part = at < 0 ? rest : rest.first(at);
    rest = at < 0 ? QByteArrayView() : rest.sliced(at + separator.size());
    return part;
}

std::optional<HttpHeader> parseHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)) || !isFieldValue(line.sliced(colon + 1)))
        return std::nullopt;
    return HttpHeader{line.first(colon).toByteArray().toLower(), line.sliced(colon + 1).trimmed().toByteArray()};
}

/// A length without a sign, a zero in front or a second opinion. Nothing if it is not there; -1 if it is not one.
std::optional<qint64> announcedSize(const HttpRequest &request)
{
    constexpr qsizetype mostDigits = 12;
    const auto isLength = [](const HttpHeader &header) { return header.name == "content-length"; };
    if (std::none_of(request.headers.begin(), request.headers.end(), isLength))
        return std::nullopt;
    const QByteArray text = request.header("content-length").value_or(QByteArray());
    const bool isNumber = !text.isEmpty() && text.size() <= mostDigits && (text == "0" || !text.startsWith('0'))
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? text.toLongLong() : -1;
}

/// Whether the body is what a body may be here; its size goes into the request.
bool takeBodySize(HttpRequest &request)
{
    const auto isTransfer = [](const HttpHeader &header) { return header.name == "transfer-encoding"; };
    if (std::any_of(request.headers.begin(), request.headers.end(), isTransfer))
        return false;
    request.bodySize = announcedSize(request);
    return request.bodySize.value_or(0) == 0 || (request.method == "POST" && *request.bodySize > 0);
}

QByteArray statusLine(int status)
{
    static constexpr std::pair<int, const char *> reasons[]{{200, "OK"},
                                                            {201, "Created"},
                                                            {400, "Bad Request"},
                                                            {401, "Unauthorized"},
                                                            {403, "Forbidden"},
                                                            {404, "Not Found"},
                                                            {405, "Method Not Allowed"},
                                                            {411, "Length Required"},
                                                            {413, "Content Too Large"},
                                                            {429, "Too Many Requests"},
                                                            {500, "Internal Server Error"}};
    const auto *known = std::ranges::find(reasons, status, &std::pair<int, const char *>::first);
    const char *reason = known == std::end(reasons) ? "Unknown" : known->second;
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason + "\r\n";
}

HttpReply refusal(int status, const QByteArray &why)
{
    return {status, R"({"errorCode":"DIS.4200","message":"Invalid request. [)" + why + R"(]"})"};
}

} // namespace

std::optional<QByteArray> HttpRequest::header(QByteArrayView name) const
{
    std::optional<QByteArray> found;
    for (const HttpHeader &header : headers) {
        if (header.name != name)
            continue;
        if (found)
            return std::nullopt;
        found = header.value;
    }
    return found;
}

std::optional<HttpRequest> parseRequestHead(QByteArrayView head)
{
    HttpRequest request;
    QByteArrayView line = takeUntil(head, "\r\n");
    request.method = takeUntil(line, " ").toByteArray();
    request.target = takeUntil(line, " ").toByteArray();
    const bool isOld = line == QByteArrayView("HTTP/1.0");
    if (!isToken(request.method) || !isOriginForm(request.target) || (!isOld && line != QByteArrayView("HTTP/1.1")))
        return std::nullopt;

    while (!head.isEmpty()) {
        auto header = parseHeader(takeUntil(head, "\r\n"));
        if (!header)
            return std::nullopt;
        request.headers.append(*std::move(header));
    }
    // Two hosts, or none, is how a request is made to mean two things.
    if (!request.header("host") && !isOld)
        return std::nullopt;
    if (!takeBodySize(request))
        return std::nullopt;
    const QByteArray wish = request.header("connection").value_or(QByteArray()).toLower();
    request.keepAlive = !isOld && wish != "close";
    request.isWellFormed = true;
    return request;
}

HttpFace::HttpFace(Handler handler, Clock clock, quint32 seed, Limits limits, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_clock(std::move(clock))
    , m_limits(limits)
    , m_requestSalt(scattered(seed, 0x5e9e57))
{
    connect(&m_server, &QTcpServer::newConnection, this, &HttpFace::accept);
}

HttpFace::~HttpFace()
{
    for (const Connection &connection : m_connections) {
        connection.socket->disconnect(this);
        connection.deadline->disconnect(this);
    }
}

Result<quint16> HttpFace::listen()
{
    if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost))
        return failure(Error::Kind::Unreachable, Error::Reason::Unspecified, QStringLiteral("127.0.0.1"),
                       m_server.errorString());
    return m_server.serverPort();
}

void HttpFace::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_connections.size() >= m_limits.connections)
            forget(*m_connections.front().socket);
        socket->setReadBufferSize(m_limits.headBytes);
        auto *deadline = new QTimer(socket);
        deadline->setSingleShot(true);
        m_connections.push_back({socket, deadline, {}, {}, false});
        connect(deadline, &QTimer::timeout, this, [this, socket] { forget(*socket); });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        connect(socket, &QTcpSocket::bytesWritten, this, [this, socket] { read(*socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { forget(*socket); });
        deadline->start(m_limits.headTime);
        read(*socket);
    }
}

HttpFace::Connection *HttpFace::find(const QTcpSocket &socket)
{
    const auto it = std::find_if(m_connections.begin(), m_connections.end(),
                                 [&socket](const Connection &connection) { return connection.socket == &socket; });
    return it == m_connections.end() ? nullptr : &*it;
}

void HttpFace::forget(QTcpSocket &socket)
{
    std::erase_if(m_connections, [&socket](const Connection &connection) { return connection.socket == &socket; });
    socket.disconnect(this);
    socket.abort();
    socket.deleteLater();
}

void HttpFace::read(QTcpSocket &socket)
{
    // An answer can end the connection, so it is looked up for every request.
    while (Connection *connection = find(socket)) {
        if (connection->isSpent) {
            // What is unread when a socket closes makes the kernel reset it, and the answer may be lost with it.
            socket.readAll();
            return;
        }
        if (socket.bytesToWrite() > unsentLimit)
            return;
        if (!takeHead(*connection) || !takeBody(*connection))
            return;
        const HttpRequest request = *std::exchange(connection->request, std::nullopt);
        const std::optional<HttpReply> refused = refusalOf(request);
        answer(*connection, request, refused ? *refused : m_handler(request));
    }
}

void HttpFace::fill(Connection &connection, qsizetype room)
{
    if (connection.unread.size() < room)
        connection.unread += connection.socket->read(room - connection.unread.size());
}

/// Whether the head of a request is there, or as much as there will ever be.
bool HttpFace::takeHead(Connection &connection)
{
    if (connection.request)
        return true;
    const bool isFirst = connection.unread.isEmpty();
    fill(connection, m_limits.headBytes);
    if (isFirst && !connection.unread.isEmpty())
        connection.deadline->start(m_limits.headTime);
    const qsizetype end = connection.unread.indexOf("\r\n\r\n");
    if (end < 0 && connection.unread.size() < m_limits.headBytes)
        return false;
    HttpRequest request;
    if (end >= 0)
        request = parseRequestHead(QByteArrayView(connection.unread).first(end)).value_or(HttpRequest());
    request.requestId = nextRequestId();
    request.keepAlive = request.keepAlive && !refusalOf(request);
    connection.unread.remove(0, end < 0 ? connection.unread.size() : end + 4);
    connection.request = std::move(request);
    return true;
}

/// Whether all of the body is there. The time for it began with the head.
bool HttpFace::takeBody(Connection &connection)
{
    if (refusalOf(*connection.request)) // nobody will read it
        return true;
    const auto size = qsizetype(connection.request->bodySize.value_or(0));
    fill(connection, size);
    if (connection.unread.size() < size)
        return false;
    connection.request->body = connection.unread.first(size);
    connection.unread.remove(0, size);
    return true;
}

/// What is not for the handler to answer.
std::optional<HttpReply> HttpFace::refusalOf(const HttpRequest &request) const
{
    const bool allowsPost = m_limits.bodyBytes > 0;
    if (!request.isWellFormed)
        return refusal(400, "Not a whole HTTP/1.1 request without a body.");
    if (request.method != "GET" && !(allowsPost && request.method == "POST")) {
        HttpReply reply = refusal(405, "This service is read-only.");
        reply.headers = {{"Allow", allowsPost ? "GET, POST" : "GET"}};
        return reply;
    }
    if (request.method == "POST" && !request.bodySize)
        return refusal(411, "A POST has a Content-Length.");
    if (request.bodySize.value_or(0) > m_limits.bodyBytes)
        return refusal(413, "The body is too large.");
    return std::nullopt;
}

void HttpFace::answer(Connection &connection, const HttpRequest &request, const HttpReply &reply)
{
    connection.isSpent = !request.keepAlive || reply.delivery != HttpReply::Delivery::Whole;
    if (connection.isSpent)
        connection.unread.clear();
    // With the beginning of the next request already here, its time is running.
    connection.deadline->start(connection.unread.isEmpty() ? m_limits.idleTime : m_limits.headTime);
    QTcpSocket *socket = connection.socket;
    const bool isLast = !request.keepAlive;
    const auto it = m_connections.begin() + (&connection - m_connections.data());
    std::rotate(it, it + 1, m_connections.end());
    deliver(*socket, reply.delivery, headOf(request, reply), request.method == "HEAD" ? QByteArray() : reply.body);
    if (isLast && reply.delivery == HttpReply::Delivery::Whole)
        socket->disconnectFromHost();
}

QByteArray HttpFace::headOf(const HttpRequest &request, const HttpReply &reply) const
{
    const QString date = QLocale::c().toString(m_clock().toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'");
    QByteArray head = statusLine(reply.status);
    head += "Date: " + date.toLatin1() + "\r\nContent-Type: " + reply.contentType
        + "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\nX-Request-Id: " + request.requestId
        + "\r\nCache-Control: no-store\r\n";
    for (const HttpHeader &header : reply.headers)
        head += header.name + ": " + header.value + "\r\n";
    return head + (request.keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

void HttpFace::deliver(QTcpSocket &socket, HttpReply::Delivery delivery, const QByteArray &head, const QByteArray &body)
{
    using Delivery = HttpReply::Delivery;
    switch (delivery) {
    case Delivery::Whole:
        socket.write(head + body);
        return;
    case Delivery::Nothing: // its deadline ends it, unless the client does
        return;
    case Delivery::HalfThenSilence:
        socket.write(head + body.first(body.size() / 2));
        return;
    case Delivery::Trickle:
        socket.write(head);
        trickle(socket, body);
        return;
    case Delivery::HangUp:
        socket.disconnectFromHost();
        return;
    case Delivery::HalfThenHangUp:
        socket.write(head + body.first(body.size() / 2));
        socket.disconnectFromHost();
        return;
    }
}

void HttpFace::trickle(QTcpSocket &socket, const QByteArray &body)
{
    auto *pace = new QTimer(&socket);
    connect(pace, &QTimer::timeout, this, [this, &socket, body, sent = qsizetype(0)]() mutable {
        if (find(socket) && sent < body.size())
            socket.write(body.sliced(sent++, 1));
    });
    pace->start(m_limits.tricklePace);
}

QByteArray HttpFace::nextRequestId()
{
    ++m_requests;
    const quint64 halves[] = {scattered(m_requestSalt, m_requests), scattered(m_requests, m_requestSalt)};
    return QByteArray(reinterpret_cast<const char *>(halves), sizeof halves).toHex();
}

} // namespace spillway
