// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/opentaskdialog.h"

#include "session/wording.h"
#include "ui/fieldhint.h"
#include "ui/language.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

OpenTaskDialog::OpenTaskDialog(Opener opener, const OpenFields &fields, QWidget *parent)
    : QDialog(parent)
    , m_opener(std::move(opener))
    , m_problem(new PlainLabel)
{
    setObjectName(u"openTaskDialog"_s);
    setWindowTitle(tr("Open Task"));
    setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 72);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_endpoint = addField(*form, tr("&Endpoint"), u"endpoint"_s, fields.endpoint,
                          tr("For example https://dis.cn-north-4.myhuaweicloud.com"));
    m_project = addField(*form, tr("&Project ID"), u"projectId"_s, fields.project, tr("Each region has its own"));
    m_stream = addField(*form, tr("&Stream"), u"stream"_s, fields.stream, tr("The name of the stream"));
    m_task = addField(*form, tr("&Dump task"), u"task"_s, fields.task, tr("The name of the dump task"));
    m_token = addField(*form, tr("&Token"), u"token"_s, {}, tr("Kept until you quit, never stored"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setAccessibleDescription(tr("The token of an IAM user. It is never shown, stored or logged."));
    m_caFile = addField(*form, tr("&CA file"), u"caFile"_s, fields.caFile,
                        tr("Optional: a certificate authority to trust in addition"));
    QAction *browseAction =
        m_caFile->addAction(style()->standardIcon(QStyle::SP_DirOpenIcon), QLineEdit::TrailingPosition);
    browseAction->setText(tr("Browse…"));
    browseAction->setToolTip(tr("Choose a file"));
    connect(browseAction, &QAction::triggered, this, &OpenTaskDialog::browse);

    m_problem->setObjectName(u"openProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setSeverity(Severity::Bad);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    open->setObjectName(u"openButton"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &OpenTaskDialog::tryToOpen);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(fontMetrics().height());
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    open->setDefault(true); // it finds its dialog only now
    for (QLineEdit *field : {m_endpoint, m_project, m_stream, m_task, m_token}) {
        if (field->text().isEmpty()) {
            field->setFocus();
            break;
        }
    }
}

OpenTaskDialog::~OpenTaskDialog() = default;

QLineEdit *OpenTaskDialog::addField(QFormLayout &form, const QString &label, const QString &objectName,
                                    const QString &text, const QString &hint)
{
    auto *edit = new QLineEdit(text);
    edit->setObjectName(objectName);
    setHint(*edit, hint);
    edit->setAccessibleName(withoutKey(label));
    edit->setAccessibleDescription(hint);
    connect(edit, &QLineEdit::textEdited, this, [this] { m_problem->hide(); });
    auto *caption = new PlainLabel(label);
    caption->setBuddy(edit);
    form.addRow(caption, edit);
    return edit;
}

OpenFields OpenTaskDialog::fields() const
{
    return {m_endpoint->text().trimmed(), m_project->text().trimmed(), m_stream->text(), m_task->text(),
            m_caFile->text()};
}

void OpenTaskDialog::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void OpenTaskDialog::done(int result)
{
    m_token->clear();
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
    const std::pair<QLineEdit *, QString> needed[]{{m_endpoint, tr("Enter the service's endpoint.")},
                                                   {m_project, tr("Enter the project ID.")},
                                                   {m_stream, tr("Enter the name of the stream.")},
                                                   {m_task, tr("Enter the name of the dump task.")},
                                                   {m_token, tr("Enter a token.")}};
    for (const auto &[field, complaint] : needed) {
        if (!field->text().isEmpty())
            continue;
        showProblem(complaint);
        field->setFocus();
        return true;
    }
    return false;
}

void OpenTaskDialog::tryToOpen()
{
    if (complainAboutEmpty())
        return;
    const OpenFields given = fields();
    const TaskAddress address{{given.stream}, {given.task}};
    Connection connection;
    connection.endpoint = given.endpoint;
    connection.project = {given.project};
    connection.caFile = given.caFile;
    connection.tokenOrigin = tr("the Open Task dialog");
    {
        QByteArray token = m_token->text().toUtf8();
        connection.token = Secret(token);
        token.fill('\0');
    }
    const Result<std::shared_ptr<TaskSource>> source = m_opener(std::move(connection));
    if (!source) {
        showProblem(sentence(source.error(), address));
        return;
    }
    Q_EMIT opened(*source, address);
    accept();
}

} // namespace spillway
