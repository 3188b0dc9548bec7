// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/search.h"
#include "models/roles.h"

#include <QDialog>
#include <QFutureWatcher>

#include <functional>
#include <memory>

class QPushButton;
class QTableView;

namespace spillway {

class PlacesModel;
class PlainLabel;

using FoundSearch = std::shared_ptr<const Search>;

/// Credential Doctor: where a credential was looked for, what was there and which one is used. Looks at once, and again
/// when asked.
class DoctorDialog : public QDialog
{
    Q_OBJECT

public:
    /// Looks at every place. Called on a worker thread, which may outlive the dialog.
    using Searcher = std::function<FoundSearch()>;
    /// Starts one harmless call with what was found and promises a sentence about how it went, in plain text. GUI
    /// thread. The future is cancelled when the dialog closes.
    using Tester = std::function<QFuture<QString>(const FoundSearch &)>;

    /// Without a tester there is no button for it.
    DoctorDialog(Searcher searcher, Tester tester, QWidget *parent = nullptr);
    ~DoctorDialog() override;

    void done(int result) override;

private:
    void addTable();
    void addButtons(QLayout &layout);
    void search();
    void found();
    void test();
    void tested();
    void say(PlainLabel &label, const QString &text, std::optional<Severity> severity);
    void updateButtons();
    QString report() const;

    Searcher m_searcher;
    Tester m_tester;
    FoundSearch m_search; ///< null until the first search has ended
    QFutureWatcher<FoundSearch> m_searching;
    QFutureWatcher<QString> m_testing;
    PlacesModel *m_places = nullptr;
    QTableView *m_table = nullptr;
    PlainLabel *m_verdict = nullptr;
    PlainLabel *m_warning = nullptr;
    PlainLabel *m_result = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_test = nullptr;
};

} // namespace spillway
