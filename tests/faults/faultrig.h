// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/fault.h"
#include "faults/invariants.h"
#include "faults/stallmeter.h"
#include "faults/wholeprogram.h"
#include "support/certificates.h"
#include "support/routedserver.h"

#include <optional>

namespace spillway {

/// The whole program and a service that goes wrong on demand, for one row of the fault matrix:
///     FaultRig rig(isEncrypted);
///     const QStringList broken = rig.hold(fault);   // empty: all is as it has to be
/// A good poll, the fault, a refresh as a person asks for one, what became of it, the nine invariants, and the way
/// back.
class FaultRig
{
public:
    /// The program's deadlines times this; where one of them has to pass, times that.
    static constexpr double scale = 0.05;
    static constexpr double waitingScale = 0.03;
    /// As the row needs it.
    static ProgramSetup setupFor(const Fault &fault);

    explicit FaultRig(bool isEncrypted, const ProgramSetup &setup);
    ~FaultRig();
    Q_DISABLE_COPY_MOVE(FaultRig)

    /// Opens the task, and waits until all is on screen. False: it did not work.
    bool openTask();
    /// Holds the fault against the program. Each string is something that does not hold, beginning with the number of
    /// the invariant, or with "row".
    QStringList hold(const Fault &fault);

    // For rows: what goes wrong, from now on.
    void answerTask(const Script &script);
    void greet(const Script &script);
    void present(const QSslConfiguration &identity); ///< to new connections; there are no old ones
    void refuseConnections(); ///< nobody listens any more
    void swallowConnections(); ///< nobody accepts any more
    /// The same task through another client, as after editing the connection; asks at once.
    void reopen(const QString &endpoint, ProxyChoice proxy = {});
    /// Refreshes once more, and waits for the end; for faults that take several.
    void refresh();
    /// What held up the window so far was looked at by the row itself.
    void measureAnew() { m_meter.restart(); }
    /// Back to a good service that answers with answer(3), and to its own client.
    void repair();

    RoutedServer server;
    WholeProgram &program() { return *m_program; }
    bool isEncrypted() const { return m_isEncrypted; }
    bool isShowing(const QByteArray &body);
    /// Those who sign the service's certificate; none over http.
    QString authorities() const { return m_isEncrypted ? certificates().authorities() : QString(); }
    const ProgramSetup &setup() const { return m_setup; }
    /// Requests about the task since the fault; connections where nothing is read.
    int requests() const;

    /// A good answer about the task: each number is another one.
    static QByteArray answer(int number);
    static TaskAddress task();
    static QByteArray taskPath();
    /// Made once in each run; "server" is good for 127.0.0.1.
    static Certificates &certificates();

private:
    void settle();
    void refreshAsAPerson();
    void waitForTheEnd();
    void checkOutcome(const Outcome &outcome);
    void recover();
    void actAsAPerson();

    bool m_isEncrypted;
    ProgramSetup m_setup;
    std::unique_ptr<WholeProgram> m_program;
    std::optional<BlackHole> m_hole;
    StallMeter m_meter;
    Observed m_seen;
    int m_requestsBefore = 0;
    int m_connectionsBefore = 0;
    bool m_greets = false;
    bool m_presents = false;
    bool m_reopened = false;
    QStringList m_broken;
};

} // namespace spillway
