// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

namespace spillway {

using Header = std::pair<QByteArray, QByteArray>;

/// The bytes of an HTTP answer. Content-Length and a JSON Content-Type are added unless given.
QByteArray http(int status, const QByteArray &body = {}, const QList<Header> &headers = {});
/// The header alone, exactly as given: status line and fields, CR LF, nothing added.
QByteArray httpHeader(const QByteArray &statusLine, const QList<Header> &headers = {});

/// What the server does, step by step, with one connection. Made by chaining:
///     Script().write(http(200, body))                    a good answer; the connection stays open
///     Script().write(http(200, body).chopped(10)).fin()  cut off
///     Script().drip(http(200, body), 1, 50ms)            one byte each 50 ms
///     Script().stall()                                   nothing, for ever
/// A script that ends without fin(), rst() or stall() is ready for the next request on the same connection.
class Script
{
public:
    Script &write(QByteArray bytes);
    /// `bytes`, `count` at a time, one lot each `every`.
    Script &drip(QByteArray bytes, qsizetype count, std::chrono::milliseconds every);
    /// `block` again and again, as fast as the peer takes it, until `total` bytes (rounded up to whole blocks).
    Script &flood(QByteArray block, qint64 total);
    Script &pause(std::chrono::milliseconds time);
    Script &stall();
    Script &fin();
    Script &rst();

private:
    friend class FaultConnection;
    struct Step
    {
        enum class Kind { Write, Drip, Flood, Pause, Stall, Fin, Rst };
        Kind kind = Kind::Stall;
        QByteArray bytes;
        qsizetype count = 0;
        qint64 total = 0;
        std::chrono::milliseconds time{0};
    };
    std::vector<Step> m_steps;
};

/// One request as it came.
struct SeenRequest
{
    int connection = 0; ///< counts from 1
    QByteArray line; ///< GET /v2/... HTTP/1.1
    QList<Header> headers; ///< in order, names as written
    QByteArray raw; ///< up to the body
    QByteArray body;

    /// The value of a header, whatever its case; null if it did not come.
    QByteArray header(const QByteArray &name) const;
};

/// A scripted HTTP peer on 127.0.0.1, in the thread of the test: it works while an event loop runs (QTRY_*, a
/// QSignalSpy). It never answers more than it is told to, and stops with the test.
///     FaultServer server;
///     server.answer(Script().write(http(401, "{}")));
///     ... ask server.url() ...
///     QCOMPARE(server.requests().size(), 1);
class FaultServer : public QTcpServer
{
    Q_OBJECT

public:
    explicit FaultServer(QObject *parent = nullptr);
    ~FaultServer() override;

    /// What to do once a request is read, with its body. Each request takes the next script; the last one repeats.
    void answer(Script script);
    void answer(int status, const QByteArray &body, const QList<Header> &headers = {});
    /// Forget the scripts not played yet.
    void forget();
    /// What to do with each connection at once, without reading a byte of it.
    void greet(Script script);
    /// Reads again what comes, on new connections.
    void stopGreeting() { m_greeting.reset(); }
    /// Speaks TLS from now on: the scripts run inside it, and a connection counts before its handshake.
    void encrypt(const QSslConfiguration &configuration) { m_tls = configuration; }
    /// A port on which nobody listens any more: connecting is refused.
    void stopListening() { close(); }
    /// On the same port as before.
    void listenAgain();
    /// Ends every connection there is, so that the peer has to make a new one.
    void dropConnections();

    QString url() const; ///< http://127.0.0.1:port, or https
    QString authority() const; ///< 127.0.0.1:port
    int connections() const { return m_connections; } ///< so far
    const QList<SeenRequest> &requests() const { return m_requests; } ///< so far
    /// Forget those: a test that asks a million times keeps none.
    void forgetRequests() { m_requests.clear(); }
    qint64 bytesHeard() const { return m_bytesHeard; } ///< so far, out of the encryption
    int openConnections() const; ///< those the peer has not ended

protected:
    void incomingConnection(qintptr descriptor) override;

Q_SIGNALS:
    void requested(const spillway::SeenRequest &request);

private:
    friend class FaultConnection;
    Script nextAnswer();

    std::deque<Script> m_answers;
    std::optional<Script> m_greeting;
    std::optional<QSslConfiguration> m_tls;
    QList<SeenRequest> m_requests;
    int m_connections = 0;
    qint64 m_bytesHeard = 0;
    QString m_authority;
};

/// A listening port whose queue of connections is full: connecting to it neither succeeds nor fails.
class BlackHole
{
public:
    /// 0: any port.
    explicit BlackHole(quint16 port = 0);
    ~BlackHole();
    Q_DISABLE_COPY_MOVE(BlackHole)

    QString authority() const;

private:
    int m_port = 0;
    std::vector<int> m_sockets;
};

} // namespace spillway
