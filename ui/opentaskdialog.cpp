// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/opentaskdialog.h"

#include "session/wording.h"
#include "ui/endpointnote.h"
#include "ui/fieldhint.h"
#include "ui/firstframe.h"
#include "ui/language.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"
#include "ui/secretfield.h"

#include <QAccessible>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

using With = OpenFields::With;
constexpr int idRole = Qt::UserRole + 1;
constexpr int longestWay = 90; ///< characters
constexpr int longestHint = 80;

/// "Found: access key HPUA… from HUAWEICLOUD_SDK_AK"
QString foundText(const FoundCredential &found)
{
    CredentialFacts facts = factsOf(found.credential);
    facts.origin = found.origin;
    return visibleText(OpenTaskDialog::tr("Found: %1").arg(credentialText(facts)), longestWay);
}

/// Whether what was typed is the name of a region and not an address: cn-north-4.
bool isRegion(const QString &typed)
{
    static const QRegularExpression region(u"^[a-z]+(-[a-z0-9]+)+$"_s);
    return region.match(typed).hasMatch();
}

} // namespace

OpenTaskDialog::OpenTaskDialog(OpenOffer offer, const OpenFields &fields, QWidget *parent)
    : QDialog(parent)
    , m_offer(std::move(offer))
    , m_form(new QFormLayout)
    , m_wayHint(new PlainLabel)
    , m_endpointNote(new PlainLabel)
    , m_problem(new PlainLabel)
{
    setObjectName(u"openTaskDialog"_s);
    setWindowTitle(tr("Open Task"));
    setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 72);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addWays(*m_form, fields);
    addTokenFields(*m_form, fields);
    m_stream = addField(*m_form, tr("&Stream"), u"stream"_s, fields.stream, tr("Its name; empty: all streams"));
    m_task = addField(*m_form, tr("&Dump task"), u"task"_s, fields.task, tr("Its name; empty: to be chosen"));
    m_problem->setObjectName(u"openProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setSeverity(Severity::Bad);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(fontMetrics().height());
    layout->addLayout(m_form);
    layout->addWidget(m_wayHint); // a form gives no height to the row after one of several lines
    layout->addWidget(m_endpointNote);
    layout->addWidget(m_problem);
    addButtons(*layout);
    m_open->setDefault(true); // it finds its dialog only now
    connect(&m_looking, &QFutureWatcherBase::finished, this, &OpenTaskDialog::found);
    connect(&m_making, &QFutureWatcherBase::finished, this, &OpenTaskDialog::made);
    chooseWay(fields);
    wayChanged();
    focusFirstEmpty();
    // A dialog that grows before it has its place on the screen loses it.
    if (m_offer.search)
        afterFirstFrame(*this, [this] { m_looking.setFuture(QtConcurrent::run(m_offer.search)); });
}

OpenTaskDialog::~OpenTaskDialog()
{
    // It loses the focus when this is no dialog any more.
    m_endpoint->disconnect(this);
}

void OpenTaskDialog::addWays(QFormLayout &form, const OpenFields &)
{
    m_way = new QComboBox;
    m_way->setObjectName(u"way"_s);
    m_way->setAccessibleName(tr("Sign in with"));
    m_way->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    if (m_offer.search)
        m_way->addItem(tr("What is found on this computer (looking…)"), int(With::Found));
    for (const ConnectionProfile &each : std::as_const(m_offer.connections)) {
        m_way->addItem(visibleText(each.name, longestWay), int(With::Named));
        m_way->setItemData(m_way->count() - 1, each.id, idRole);
    }
    m_way->addItem(tr("A token that I enter"), int(With::Token));
    connect(m_way, &QComboBox::currentIndexChanged, this, &OpenTaskDialog::wayChanged);
    connect(m_way, &QComboBox::activated, this, [this] {
        m_wayTouched = true;
        m_problem->hide();
    });
    auto *caption = new PlainLabel(tr("Sign in &with"));
    caption->setBuddy(m_way);
    form.addRow(caption, m_way);
    m_wayHint->setObjectName(u"wayHint"_s);
    m_wayHint->setQuiet(true);
    m_wayHint->setWordWrap(true);
}

void OpenTaskDialog::addTokenFields(QFormLayout &form, const OpenFields &fields)
{
    m_endpoint =
        addField(form, tr("&Endpoint"), u"endpoint"_s, fields.endpoint.isEmpty() ? fields.region : fields.endpoint,
                 tr("cn-north-4, or https://dis.cn-north-4.myhuaweicloud.com"));
    m_project = addField(form, tr("&Project ID"), u"projectId"_s, fields.project, tr("Each region has its own"));
    m_token = addField(form, tr("&Token"), u"token"_s, {}, tr("Kept until you quit, never stored"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setAccessibleDescription(tr("The token of an IAM user. It is never shown, stored or logged."));
    m_caFile = addField(form, tr("&CA file"), u"caFile"_s, fields.caFile,
                        tr("Optional: a certificate authority to trust in addition"));
    m_endpointNote->setObjectName(u"openEndpointNote"_s);
    m_endpointNote->setWordWrap(true);
    m_endpointNote->setSeverity(Severity::Warning);
    m_endpointNote->hide();
    // Not while it is typed: half an endpoint is nobody's.
    connect(m_endpoint, &QLineEdit::editingFinished, this, &OpenTaskDialog::noteEndpoint);
    QAction *browseAction =
        m_caFile->addAction(style()->standardIcon(QStyle::SP_DirOpenIcon), QLineEdit::TrailingPosition);
    browseAction->setText(tr("Browse…"));
    browseAction->setToolTip(tr("Choose a file"));
    connect(browseAction, &QAction::triggered, this, &OpenTaskDialog::browse);
}

void OpenTaskDialog::addButtons(QLayout &layout)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_open->setObjectName(u"openButton"_s);
    const auto add = [this, buttons](const QString &text, const QString &name, void (OpenTaskDialog::*signal)()) {
        QPushButton *button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        button->setObjectName(name);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, signal);
    };
    add(tr("Co&nnections…"), u"manageButton"_s, &OpenTaskDialog::connectionsRequested);
    add(tr("C&redential Doctor…"), u"doctorButton"_s, &OpenTaskDialog::doctorRequested);
    connect(buttons, &QDialogButtonBox::accepted, this, &OpenTaskDialog::tryToOpen);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout.addWidget(buttons);
}

QLineEdit *OpenTaskDialog::addField(QFormLayout &form, const QString &label, const QString &objectName,
                                    const QString &text, const QString &hint)
{
    auto *edit = new QLineEdit(text);
    edit->setObjectName(objectName);
    setHint(*edit, hint);
    edit->setAccessibleName(withoutKey(label));
    edit->setAccessibleDescription(hint);
    connect(edit, &QLineEdit::textEdited, this, [this] {
        m_typed = true;
        m_problem->hide();
    });
    auto *caption = new PlainLabel(label);
    caption->setBuddy(edit);
    form.addRow(caption, edit);
    return edit;
}

OpenFields::With OpenTaskDialog::with() const
{
    return With(m_way->currentData().toInt());
}

/// What was chosen last; else the first there is.
void OpenTaskDialog::chooseWay(const OpenFields &fields)
{
    for (int i = 0; i < m_way->count(); ++i) {
        const bool isSame = m_way->itemData(i).toInt() == int(fields.with);
        if (isSame && (fields.with != With::Named || m_way->itemData(i, idRole).toString() == fields.connection)) {
            m_way->setCurrentIndex(i);
            return;
        }
    }
}

void OpenTaskDialog::found()
{
    m_search = m_looking.result();
    const int index = m_way->findData(int(With::Found));
    m_way->setItemText(index,
                       m_search->found ? foundText(*m_search->found) : tr("What is found on this computer (nothing)"));
    m_way->setMinimumWidth(m_way->sizeHint().width()); // its own minimum is still that of the text before
    // Nobody wants to begin with what is not there.
    if (!m_search->found && with() == With::Found && !m_wayTouched && m_way->count() > 1)
        m_way->setCurrentIndex(index == 0 ? 1 : 0);
    wayChanged();
    if (!m_wayTouched && !m_typed)
        focusFirstEmpty();
}

void OpenTaskDialog::wayChanged()
{
    const With way = with();
    const bool asksWhere = way != With::Named;
    m_form->setRowVisible(m_endpoint, asksWhere);
    m_form->setRowVisible(m_project, asksWhere);
    m_form->setRowVisible(m_token, way == With::Token);
    m_form->setRowVisible(m_caFile, asksWhere);
    const FoundCredential *credential = foundCredential();
    QString hint;
    if (way == With::Found && m_search && !credential)
        hint = sentence(*m_search->problem);
    else if (way == With::Found && credential)
        hint = foundEndpoint().isEmpty() ? tr("It does not say where the service is: enter a region or an endpoint.")
                                         : tr("Fields that are left empty are filled from the same place.");
    m_wayHint->setText(hint);
    m_wayHint->setVisible(!hint.isEmpty());
    updateHints();
    noteEndpoint();
}

/// Before a token is sent there: an endpoint may only look like one of the vendor's.
void OpenTaskDialog::noteEndpoint()
{
    // The button that is being pressed would move away under the pointer.
    if (QGuiApplication::mouseButtons() != Qt::NoButton) {
        QTimer::singleShot(50, this, &OpenTaskDialog::noteEndpoint);
        return;
    }
    const QString where = m_endpoint->text().trimmed();
    EndpointNote note;
    if (with() != With::Named && !isRegion(where))
        note = endpointNote(where, [this](const QString &typed) {
            return m_offer.checkEndpoint ? m_offer.checkEndpoint(typed) : std::nullopt;
        });
    // What is wrong with it is said when it is to be opened.
    const bool isStranger = note.severity == Severity::Warning;
    m_endpointNote->setText(isStranger ? note.sentence : QString());
    m_endpointNote->setVisible(isStranger);
    makeRoom();
}

/// What is used where nothing is entered.
void OpenTaskDialog::updateHints()
{
    const FoundCredential *credential = with() == With::Found ? foundCredential() : nullptr;
    const auto tell = [](QLineEdit &field, const QString &hint) {
        setHint(field, hint);
        field.setAccessibleDescription(hint);
    };
    const QString endpoint = foundEndpoint();
    tell(*m_endpoint,
         endpoint.isEmpty() ? tr("cn-north-4, or https://dis.cn-north-4.myhuaweicloud.com")
                            : visibleText(endpoint, longestHint));
    if (!credential)
        tell(*m_project, tr("Each region has its own"));
    else if (credential->projectId.isEmpty())
        tell(*m_project, tr("Empty: IAM is asked for the region's"));
    else
        tell(*m_project, visibleText(credential->projectId, longestHint));
}

/// For rows that came and sentences that are in several lines: a window does not grow for these by itself.
void OpenTaskDialog::makeRoom()
{
    layout()->activate();
    if (!isVisible())
        return;
    const int wide = std::max(width(), layout()->totalMinimumSize().width());
    resize(wide, std::max(height(), layout()->totalHeightForWidth(wide)));
}

const FoundCredential *OpenTaskDialog::foundCredential() const
{
    return m_search && m_search->found ? &*m_search->found : nullptr;
}

/// What stands beside the credential that was found; empty: nothing does.
QString OpenTaskDialog::foundEndpoint() const
{
    const FoundCredential *credential = with() == With::Found ? foundCredential() : nullptr;
    if (!credential)
        return {};
    if (credential->endpoint.isEmpty() && !credential->region.isEmpty() && m_offer.endpointOf)
        return m_offer.endpointOf(credential->region);
    return credential->endpoint;
}

void OpenTaskDialog::focusFirstEmpty()
{
    for (QLineEdit *field : {m_endpoint, m_project, m_token, m_stream, m_task}) {
        if (field->isVisibleTo(this) && isNeeded(field) && field->text().isEmpty()) {
            field->setFocus();
            return;
        }
    }
    if (m_stream->text().isEmpty())
        m_stream->setFocus();
}

/// Without which there is nothing to ask, or nobody who asks.
bool OpenTaskDialog::isNeeded(const QLineEdit *field) const
{
    // Without names the project is browsed.
    if (field == m_stream)
        return !m_task->text().isEmpty();
    if (field == m_task)
        return false;
    if (with() == With::Token)
        return field != m_caFile;
    return field == m_endpoint && foundCredential() && with() == With::Found && foundEndpoint().isEmpty();
}

OpenFields OpenTaskDialog::fields() const
{
    OpenFields fields;
    fields.with = with();
    fields.connection = m_way->currentData(idRole).toString();
    const QString where = m_endpoint->text().trimmed();
    (isRegion(where) ? fields.region : fields.endpoint) = where;
    fields.project = m_project->text().trimmed();
    fields.stream = m_stream->text();
    fields.task = m_task->text();
    fields.caFile = m_caFile->text();
    return fields;
}

void OpenTaskDialog::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    makeRoom();
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void OpenTaskDialog::done(int result)
{
    wipe(*m_token);
    m_looking.disconnect(this);
    m_making.disconnect(this);
    QDialog::done(result);
}

void OpenTaskDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("CA File"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
    dialog->open();
}

bool OpenTaskDialog::complainAboutEmpty()
{
    const std::pair<QLineEdit *, QString> needed[]{{m_endpoint, tr("Enter a region or an endpoint.")},
                                                   {m_project, tr("Enter the project ID.")},
                                                   {m_token, tr("Enter a token.")},
                                                   {m_stream, tr("Enter the name of the stream.")}};
    for (const auto &[field, complaint] : needed) {
        if (!isNeeded(field) || !field->text().isEmpty())
            continue;
        showProblem(complaint);
        field->setFocus();
        return true;
    }
    return false;
}

void OpenTaskDialog::tryToOpen()
{
    if (m_making.isRunning() || complainAboutEmpty())
        return;
    Secret token;
    if (with() == With::Token)
        token = typedIn(*m_token, true);
    m_open->setEnabled(false);
    m_asked = fields();
    m_making.setFuture(m_offer.open(m_asked, std::move(token)));
}

void OpenTaskDialog::made()
{
    m_open->setEnabled(true);
    if (m_making.future().resultCount() == 0)
        return;
    const Result<std::shared_ptr<TaskSource>> source = m_making.result();
    if (!source) {
        showProblem(sentence(source.error(), m_asked.address()));
        return;
    }
    Q_EMIT opened(*source, m_asked);
    accept();
}

} // namespace spillway
