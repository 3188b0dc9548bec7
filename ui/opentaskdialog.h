// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/profile.h"
#include "credentials/search.h"
#include "ui/opener.h"

#include <QDialog>
#include <QFutureWatcher>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace spillway {

class PlainLabel;

/// What the dialog can offer.
struct OpenOffer
{
    Opener open;
    /// Looks for a credential, on a worker thread; empty: not offered.
    std::function<std::shared_ptr<const Search>()> search;
    /// Where DIS is in a region; empty: it is not known.
    std::function<QString(const QString &)> endpointOf;
    QList<ConnectionProfile> connections;
    /// What is wrong with an endpoint, if anything is; empty: that is found out when it is opened.
    std::function<std::optional<QString>(const QString &)> checkEndpoint = {};
};

/// Asks which dump task to open, and as whom: with the credential that is found on this computer, through a connection
/// that has a name, or with a token. The token is held by its field alone and wiped from it when the dialog ends,
/// however it ends.
class OpenTaskDialog : public QDialog
{
    Q_OBJECT

public:
    OpenTaskDialog(OpenOffer offer, const OpenFields &fields, QWidget *parent = nullptr);
    ~OpenTaskDialog() override;

    OpenFields fields() const;
    /// Says what is wrong, in the dialog.
    void showProblem(const QString &sentence);

    void done(int result) override;

Q_SIGNALS:
    /// The source has been made of these fields, whatever they hold by now; nothing has been asked yet.
    void opened(const std::shared_ptr<spillway::TaskSource> &source, const spillway::OpenFields &fields);
    void connectionsRequested();
    void doctorRequested();

private:
    QLineEdit *addField(QFormLayout &form, const QString &label, const QString &objectName, const QString &text,
                        const QString &hint);
    void addWays(QFormLayout &form, const OpenFields &fields);
    void addButtons(QLayout &layout);
    void addTokenFields(QFormLayout &form, const OpenFields &fields);
    void found();
    void chooseWay(const OpenFields &fields);
    void wayChanged();

    void updateHints();
    void noteEndpoint();
    void makeRoom();
    void focusFirstEmpty();
    void browse();
    void tryToOpen();
    void made();
    bool isNeeded(const QLineEdit *field) const;
    bool complainAboutEmpty();
    const FoundCredential *foundCredential() const;
    QString foundEndpoint() const;
    OpenFields::With with() const;

    OpenOffer m_offer;
    QFormLayout *m_form = nullptr;
    QComboBox *m_way = nullptr;
    QLineEdit *m_endpoint = nullptr;
    QLineEdit *m_project = nullptr;
    QLineEdit *m_stream = nullptr;
    QLineEdit *m_task = nullptr;
    QLineEdit *m_token = nullptr;
    QLineEdit *m_caFile = nullptr;
    PlainLabel *m_wayHint = nullptr;
    PlainLabel *m_endpointNote = nullptr;
    PlainLabel *m_problem = nullptr;
    QPushButton *m_open = nullptr;
    std::shared_ptr<const Search> m_search;
    bool m_typed = false; ///< something: what is found later does not move the focus
    bool m_wayTouched = false; ///< by the person: what is found later changes nothing
    QFutureWatcher<std::shared_ptr<const Search>> m_looking;
    OpenFields m_asked; ///< what the source is made of
    QFutureWatcher<Result<std::shared_ptr<TaskSource>>> m_making;
};

} // namespace spillway
