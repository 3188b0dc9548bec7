// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profilestore.h"
#include "connections/secretkeeper.h"
#include "ui/connectiontools.h"
#include "ui/doctordialog.h"
#include "ui/opener.h"

#include <QObject>
#include <QPointer>

namespace spillway {

class ConnectionsDialog;
class OpenTaskDialog;
struct PracticeWay;

/// What signing in needs from outside. Only `open` has to be there.
struct SignInTools
{
    Opener open;
    DoctorDialog::Searcher search; ///< for a credential; see Searcher
    std::function<QString(const QString &)> endpointOf; ///< where DIS is in a region
    DoctorDialog::Tester testFound;
    ConnectionTools connection;
    std::function<std::shared_ptr<ProfileStore>()> profiles; ///< read when they are first asked for
    std::shared_ptr<SecretKeeper> keeper;
};

/// The dialogs by which a person gets at their project, and the ways between them. At most one of each at a time.
class SignInDialogs : public QObject
{
    Q_OBJECT

public:
    SignInDialogs(SignInTools tools, QWidget &window);

    /// Opens the Open Task dialog, filled in as far as known, with a complaint if there is one.
    void askToOpen(const OpenFields &fields, const QString &problem = {});
    /// Whether connections can be named here.
    bool hasConnections() const { return m_tools.profiles && m_tools.keeper; }
    bool hasDoctor() const { return bool(m_tools.search); }
    void showConnections(const QString &id = {});
    /// A new connection like that one, not saved.
    void showDraft(const PracticeWay &way);
    void showDoctor();

    /// What was last opened through the dialog, for a window that takes this one's place.
    const OpenFields &lastFields() const { return m_lastFields; }
    void setLastFields(const OpenFields &fields) { m_lastFields = fields; }

Q_SIGNALS:
    /// How often it is to be asked: what its connection says, nothing if it says nothing.
    void opened(const std::shared_ptr<spillway::TaskSource> &source, const spillway::TaskAddress &address,
                const std::optional<std::chrono::seconds> &interval);

private:
    bool makeConnectionsDialog();
    void sourceMade(const std::shared_ptr<TaskSource> &source, const OpenFields &fields);

    SignInTools m_tools;
    QWidget &m_window;
    OpenFields m_lastFields;
    QPointer<OpenTaskDialog> m_open;
    QPointer<ConnectionsDialog> m_connections;
    QPointer<DoctorDialog> m_doctor;
};

} // namespace spillway
