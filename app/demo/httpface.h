// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/error.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpServer>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

class QTcpSocket;
class QTimer;

namespace spillway {

struct HttpHeader
{
    QByteArray name; ///< lower case in what was read
    QByteArray value;
};

/// One HTTP/1.x request whose head has been checked byte by byte.
struct HttpRequest
{
    QByteArray method;
    QByteArray target; ///< origin form, still percent-encoded, query included
    QList<HttpHeader> headers;
    std::optional<qint64> bodySize; ///< of a POST, as it announced it
    QByteArray body;
    bool keepAlive = true;
    bool isWellFormed = false;
    QByteArray requestId; ///< ours; the answer carries it as X-Request-Id

    /// The one value of a header; nothing if it is absent or came more than once. The name in lower case.
    std::optional<QByteArray> header(QByteArrayView name) const;
};

/// What a handler answers.
struct HttpReply
{
    /// How it gets there. All but the first leave the connection of no more use.
    enum class Delivery : quint8 { Whole, Nothing, HalfThenSilence, Trickle, HangUp, HalfThenHangUp };

    int status = 200;
    QByteArray body = {};
    QByteArray contentType = "application/json;charset=utf-8";
    QList<HttpHeader> headers = {}; ///< in addition
    Delivery delivery = Delivery::Whole;
};

/// Reads the head of a request, without its final empty line. Nothing if it is not HTTP/1.0 or 1.1 to the letter, or
/// if it announces a body and is no POST, or a body in chunks.
std::optional<HttpRequest> parseRequestHead(QByteArrayView head);

/// A small HTTP/1.1 server on 127.0.0.1: GET, and POST where bodies are allowed; bounded in memory, connections and
/// time, whatever is sent.
class HttpFace : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<HttpReply(const HttpRequest &)>;

    struct Limits
    {
        qsizetype headBytes = 16 * 1024; ///< of one request
        qsizetype bodyBytes = 0; ///< of a POST; 0: it is not allowed
        std::size_t connections = 32; ///< one more, and the one that was quiet for longest is closed
        std::chrono::milliseconds headTime{10'000}; ///< from the first byte of a request to its last
        std::chrono::milliseconds idleTime{120'000}; ///< between requests, and for taking an answer
        std::chrono::milliseconds tricklePace{500}; ///< between two bytes of a trickle
    };

    /// The seed decides the request ids. The handler answers what is well-formed and allowed; the rest is refused here.
    HttpFace(Handler handler, Clock clock, quint32 seed, Limits limits, QObject *parent = nullptr);
    ~HttpFace() override;

    /// Listens on a free port of 127.0.0.1. Errors: Unreachable.
    Result<quint16> listen();

private:
    struct Connection
    {
        QTcpSocket *socket = nullptr; // a child of the server; forgotten before it is deleted
        QTimer *deadline = nullptr; // a child of the socket
        QByteArray unread;
        std::optional<HttpRequest> request; // its head has come, its body is on its way
        bool isSpent = false; // its last answer is on its way, or never will be
    };

    void accept();
    void read(QTcpSocket &socket);
    void forget(QTcpSocket &socket);
    Connection *find(const QTcpSocket &socket);
    static void fill(Connection &connection, qsizetype room);
    bool takeHead(Connection &connection);
    bool takeBody(Connection &connection);
    std::optional<HttpReply> refusalOf(const HttpRequest &request) const;
    void answer(Connection &connection, const HttpRequest &request, const HttpReply &reply);
    QByteArray headOf(const HttpRequest &request, const HttpReply &reply) const;
    void deliver(QTcpSocket &socket, HttpReply::Delivery delivery, const QByteArray &head, const QByteArray &body);
    void trickle(QTcpSocket &socket, const QByteArray &body);
    QByteArray nextRequestId();

    Handler m_handler;
    Clock m_clock;
    Limits m_limits;
    quint64 m_requestSalt = 0;
    quint64 m_requests = 0;
    QTcpServer m_server;
    std::vector<Connection> m_connections; ///< the one that was quiet for longest first
};

} // namespace spillway
