// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/signindialogs.h"

#include "ui/connectionsdialog.h"
#include "ui/opentaskdialog.h"
#include "ui/practice.h"

namespace spillway {

namespace {

/// Shows a dialog that goes when it is closed; false if it was open already and only comes to the front.
template <class Dialog> bool isOpen(const QPointer<Dialog> &dialog)
{
    if (!dialog || !dialog->isVisible())
        return false;
    dialog->activateWindow();
    return true;
}

template <class Dialog> void show(Dialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace

SignInDialogs::SignInDialogs(SignInTools tools, QWidget &window)
    : QObject(&window)
    , m_tools(std::move(tools))
    , m_window(window)
{
}

void SignInDialogs::askToOpen(const OpenFields &fields, const QString &problem)
{
    if (isOpen(m_open))
        return;
    OpenOffer offer{m_tools.open, m_tools.search, m_tools.endpointOf, {}, m_tools.connection.checkEndpoint};
    if (hasConnections()) {
        const std::shared_ptr<ProfileStore> profiles = m_tools.profiles();
        profiles->reload();
        offer.connections = profiles->profiles();
    }
    auto *dialog = new OpenTaskDialog(std::move(offer), fields, &m_window);
    m_open = dialog;
    connect(dialog, &OpenTaskDialog::opened, this, &SignInDialogs::sourceMade);
    // What is changed there changes what can be chosen here, so this one begins anew.
    connect(dialog, &OpenTaskDialog::connectionsRequested, this, [this, dialog] {
        const OpenFields soFar = dialog->fields();
        dialog->reject();
        showConnections(soFar.connection);
        if (m_connections)
            connect(m_connections, &QDialog::finished, this, [this, soFar] { askToOpen(soFar); });
    });
    connect(dialog, &OpenTaskDialog::doctorRequested, this, &SignInDialogs::showDoctor);
    if (!problem.isEmpty())
        dialog->showProblem(problem);
    show(dialog);
}

void SignInDialogs::sourceMade(const std::shared_ptr<TaskSource> &source, const OpenFields &fields)
{
    m_lastFields = fields;
    std::optional<std::chrono::seconds> interval;
    if (fields.with == OpenFields::With::Named) {
        if (const auto profile = m_tools.profiles()->find(fields.connection))
            interval = profile->interval;
    }
    Q_EMIT opened(source, fields.address(), interval);
}

/// False if there was one before, or there can be none.
bool SignInDialogs::makeConnectionsDialog()
{
    if (!hasConnections() || isOpen(m_connections))
        return false;
    m_connections = new ConnectionsDialog(*m_tools.profiles(), *m_tools.keeper, m_tools.connection, &m_window);
    return true;
}

void SignInDialogs::showConnections(const QString &id)
{
    if (!makeConnectionsDialog())
        return;
    if (!id.isEmpty() || m_tools.profiles()->profiles().isEmpty())
        m_connections->choose(id);
    show(m_connections.data());
}

void SignInDialogs::showDraft(const PracticeWay &way)
{
    if (makeConnectionsDialog())
        show(m_connections.data());
    if (m_connections)
        m_connections->draft(way.profile, copyOf(way.secrets));
}

void SignInDialogs::showDoctor()
{
    if (!hasDoctor() || isOpen(m_doctor))
        return;
    // Over the Open Task dialog, if it was asked for from there.
    QWidget *parent = m_open && m_open->isVisible() ? static_cast<QWidget *>(m_open) : &m_window;
    auto *dialog = new DoctorDialog(m_tools.search, m_tools.testFound, parent);
    m_doctor = dialog;
    show(dialog);
}

} // namespace spillway
