// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>

#include <optional>

namespace spillway {

/// How the program is started, beside its arguments.
struct Surroundings
{
    QProcessEnvironment environment; ///< starts without a display, a token or a proxy
    std::optional<QByteArray> input = QByteArray(); ///< nothing: standard input stays open and silent
    QString outputFile; ///< where standard output goes; empty: it is read
    bool outputClosed = false; ///< there is no standard output
    struct Limit
    {
        int resource = 0; ///< of setrlimit()
        quint64 most = 0;
    };
    std::optional<Limit> limit; ///< what the program has less of than usual
    bool readerLeft = false; ///< standard output is a pipe that nobody reads any more

    Surroundings();
    Surroundings &set(const QString &name, const QString &value);
};

/// With a token that every server of the tests accepts.
Surroundings signedIn();

/// What came of it.
struct Outcome
{
    int code = -1; ///< -1: crashed, or did not end in time
    QByteArray output;
    QByteArray errors;

    /// Whether standard error holds one line that begins with the program's name.
    bool hasOneSentence() const;
};

/// Runs the program to its end while this thread's event loop goes on, so that servers of the test can answer.
Outcome run(const QStringList &arguments, const Surroundings &surroundings = Surroundings());

/// A program that goes on until it is told to end.
class RunningProgram
{
public:
    explicit RunningProgram(const QStringList &arguments, const Surroundings &surroundings = Surroundings());
    ~RunningProgram();
    Q_DISABLE_COPY_MOVE(RunningProgram)

    /// The whole lines of standard output so far.
    QByteArrayList lines();
    bool isOver() const { return m_process.state() == QProcess::NotRunning; }
    /// Whether it is, at the latest after so many milliseconds.
    bool isOverWithin(int patience) { return isOver() || m_process.waitForFinished(patience); }
    void interrupt(int number); ///< a signal
    int openSockets() const; ///< of TCP and of files
    void closeOutput(); ///< nobody reads any more
    /// Once it is over.
    Outcome outcome();

private:
    QProcess m_process;
    int m_pipe = -1; ///< the end to read from; a QProcess would read on
    QByteArray m_output;
};

/// The arguments for exporting to standard output what the service at the address says about newstream, newtask.
QStringList exportFrom(const QString &endpoint, const QString &timeout = QStringLiteral("20"));

} // namespace spillway
