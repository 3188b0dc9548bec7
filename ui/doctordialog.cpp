// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctordialog.h"

#include "domain/counttext.h"
#include "session/wording.h"
#include "ui/language.h"
#include "ui/outsidetext.h"
#include "ui/placesmodel.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// What requests are signed with, or why with nothing.
QString verdictOn(const Search &search)
{
    if (!search.found) {
        if (search.problem && search.problem->reason != Error::Reason::NoCredential)
            return sentence(*search.problem);
        const auto count = search.places.size();
        return DoctorDialog::tr("No access key found. Looked in %1 place(s).", nullptr, pluralOf(count))
            .arg(countText(count));
    }
    const QString origin = amongWords(search.found->origin);
    if (const auto *key = std::get_if<AccessKey>(&search.found->credential)) {
        const QString text = key->securityToken.isEmpty()
            ? DoctorDialog::tr("Requests are signed with access key %1 from %2.")
            : DoctorDialog::tr("Requests are signed with temporary access key %1 from %2.");
        return text.arg(shortKey(key->id), origin);
    }
    if (const auto *user = std::get_if<UserPassword>(&search.found->credential))
        return DoctorDialog::tr("A token is asked for with the password of user %1, from %2.")
            .arg(amongWords(user->user), origin);
    return DoctorDialog::tr("Requests carry the token from %1.").arg(origin);
}

/// Which files others can read; empty if none.
QString warningAbout(const QList<Place> &places)
{
    QStringList names;
    for (const Place &place : places) {
        if (place.readableByOthers)
            names.append(amongWords(place.name));
    }
    if (names.isEmpty())
        return {};
    return DoctorDialog::tr("Other users of this computer can read %1 file(s) with credentials: %2", nullptr,
                            pluralOf(names.size()))
        .arg(countText(names.size()), names.join(u", "));
}

} // namespace

DoctorDialog::DoctorDialog(Searcher searcher, Tester tester, QWidget *parent)
    : QDialog(parent)
    , m_searcher(std::move(searcher))
    , m_tester(std::move(tester))
    , m_places(new PlacesModel(this))
    , m_table(new QTableView)
    , m_verdict(new PlainLabel)
    , m_warning(new PlainLabel)
    , m_result(new PlainLabel)
{
    setObjectName(u"doctorDialog"_s);
    setWindowTitle(tr("Credential Doctor"));
    m_verdict->setObjectName(u"doctorVerdict"_s);
    m_warning->setObjectName(u"doctorWarning"_s);
    m_result->setObjectName(u"doctorResult"_s);
    for (PlainLabel *label : {m_verdict, m_warning, m_result})
        label->setWordWrap(true);
    m_warning->hide();
    m_result->hide();
    addTable();

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_verdict);
    layout->addWidget(m_warning);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_result);
    addButtons(*layout);
    resize(fontMetrics().horizontalAdvance(u'0') * 110, fontMetrics().height() * 32);

    connect(&m_searching, &QFutureWatcherBase::finished, this, &DoctorDialog::found);
    connect(&m_testing, &QFutureWatcherBase::finished, this, &DoctorDialog::tested);
    search();
}

DoctorDialog::~DoctorDialog()
{
    m_testing.cancel();
}

void DoctorDialog::addTable()
{
    m_table->setObjectName(u"doctorPlaces"_s);
    m_table->setAccessibleName(tr("Places"));
    m_table->setAccessibleDescription(tr("Where a credential was looked for, in this order. The first one is used."));
    m_table->setModel(m_places);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(PlacesModel::FindingColumn, QHeaderView::ResizeToContents);
    // A narrower column has its words in more lines.
    connect(header, &QHeaderView::sectionResized, m_table, &QTableView::resizeRowsToContents);
}

void DoctorDialog::addButtons(QLayout &layout)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_again = buttons->addButton(tr("&Search Again"), QDialogButtonBox::ActionRole);
    m_again->setObjectName(u"doctorSearch"_s);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"doctorCopy"_s);
    explain(*m_copy, tr("Copies this report as text. There are no secrets in it."));
    m_test = buttons->addButton(tr("&Test"), QDialogButtonBox::ActionRole);
    m_test->setObjectName(u"doctorTest"_s);
    m_test->setVisible(bool(m_tester));
    explain(*m_test, tr("Asks the service once, for something harmless, with what was found."));
    for (QPushButton *button : {m_again, m_copy, m_test})
        button->setAutoDefault(false);
    layout.addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_again, &QPushButton::clicked, this, &DoctorDialog::search);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(report()); });
    connect(m_test, &QPushButton::clicked, this, &DoctorDialog::test);
}

void DoctorDialog::search()
{
    // What was tested before is no longer what is found.
    m_testing.cancel();
    m_result->hide();
    say(*m_verdict, tr("Looking…"), Severity::Busy);
    m_searching.setFuture(QtConcurrent::run(m_searcher));
    updateButtons();
}

void DoctorDialog::found()
{
    m_search = m_searching.result();
    m_places->setPlaces(m_search->places);
    const QString warning = warningAbout(m_search->places);
    m_warning->setVisible(!warning.isEmpty());
    if (!warning.isEmpty())
        say(*m_warning, warning, Severity::Warning);
    say(*m_verdict, verdictOn(*m_search), m_search->found ? Severity::Good : Severity::Bad);
    updateButtons();
}

void DoctorDialog::test()
{
    say(*m_result, tr("Testing…"), Severity::Busy);
    m_testing.setFuture(m_tester(m_search));
    updateButtons();
}

void DoctorDialog::tested()
{
    const QFuture<QString> future = m_testing.future();
    if (future.isCanceled() || future.resultCount() == 0)
        m_result->hide();
    else
        say(*m_result, future.result(), std::nullopt);
    updateButtons();
}

void DoctorDialog::say(PlainLabel &label, const QString &text, std::optional<Severity> severity)
{
    label.setSeverity(severity);
    label.setText(text);
    label.show();
    QAccessibleEvent alert(&label, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void DoctorDialog::updateButtons()
{
    const bool isSearching = m_searching.isRunning();
    m_again->setEnabled(!isSearching);
    m_copy->setEnabled(!isSearching);
    m_test->setEnabled(!isSearching && !m_testing.isRunning() && m_search && m_search->found);
}

QString DoctorDialog::report() const
{
    QStringList lines{windowTitle(), m_verdict->text()};
    if (!m_warning->isHidden())
        lines.append(m_warning->text());
    if (!m_result->isHidden())
        lines.append(m_result->text());
    lines.append(QString());
    for (const Place &place : m_places->places())
        lines.append(u"- " + PlacesModel::sentenceOf(place).replace(u'\n', u"\n  "_s));
    return lines.join(u'\n') + u'\n';
}

void DoctorDialog::done(int result)
{
    m_testing.cancel();
    QDialog::done(result);
}

} // namespace spillway
