// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exportdialog.h"

#include "domain/counttext.h"
#include "session/wording.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

struct FormatChoice
{
    Format format;
    const char *name;
    const char *suffix;
};

constexpr FormatChoice formats[]{
    {Format::Csv, QT_TRANSLATE_NOOP("spillway::ExportDialog", "CSV (comma-separated)"), "csv"},
    {Format::Tsv, QT_TRANSLATE_NOOP("spillway::ExportDialog", "TSV (tab-separated)"), "tsv"},
    {Format::Json, QT_TRANSLATE_NOOP("spillway::ExportDialog", "JSON (one array)"), "json"},
    {Format::Ndjson, QT_TRANSLATE_NOOP("spillway::ExportDialog", "NDJSON (one object a line)"), "ndjson"}};

} // namespace

QString summaryText(const QString &path, const ExportSummary &summary)
{
    const QString file = amongWords(QDir::toNativeSeparators(path));
    QStringList sentences{ExportDialog::tr("Wrote %1 partition(s) to %2.", nullptr, pluralOf(summary.rows))
                              .arg(countText(summary.rows), file)};
    if (const qint64 guarded = summary.guardedCells)
        sentences.append(ExportDialog::tr("%1 cell(s) got a leading ' so that spreadsheets do not run them.", nullptr,
                                          pluralOf(guarded))
                             .arg(countText(guarded)));
    if (summary.removedNuls > 0)
        sentences.append(ExportDialog::tr("NUL characters left out: %1.").arg(countText(summary.removedNuls)));
    return sentences.join(u' ');
}

ExportDialog::ExportDialog(Offer offer, QWidget *parent)
    : QDialog(parent)
    , m_offer(std::move(offer))
    , m_format(new QComboBox)
    , m_guard(new QCheckBox(tr("Put ' before &text that a spreadsheet might run")))
    , m_path(new QLineEdit)
    , m_problem(new PlainLabel)
    , m_content(new QWidget)
{
    setObjectName(u"exportDialog"_s);
    setWindowTitle(tr("Export Partitions"));
    auto *form = new QFormLayout(m_content);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);

    const auto all = qint64(m_offer.task->partitions.size());
    m_shown = addScope(tr("&Rows shown (%1)").arg(countText(qint64(m_offer.shown.size()))), u"scopeShown"_s,
                       !m_offer.shown.empty() || all == 0);
    m_selected = addScope(tr("S&elected rows (%1)").arg(countText(qint64(m_offer.selected.size()))), u"scopeSelected"_s,
                          !m_offer.selected.empty());
    m_all = addScope(tr("&All partitions (%1)").arg(countText(all)), u"scopeAll"_s, true);
    (m_shown->isEnabled() ? m_shown : m_all)->setChecked(true);
    auto *scopes = new QVBoxLayout;
    for (QRadioButton *scope : {m_shown, m_selected, m_all})
        scopes->addWidget(scope);
    form->addRow(new PlainLabel(tr("Partitions")), scopes);

    m_format->setObjectName(u"exportFormat"_s);
    m_format->setAccessibleName(tr("Format"));
    for (const FormatChoice &choice : formats)
        m_format->addItem(tr(choice.name), int(choice.format));
    auto *formatCaption = new PlainLabel(tr("&Format"));
    formatCaption->setBuddy(m_format);
    form->addRow(formatCaption, m_format);
    m_guard->setObjectName(u"formulaGuard"_s);
    m_guard->setAccessibleName(tr("Guard against formulas"));
    m_guard->setChecked(true);
    form->addRow(QString(), m_guard);

    m_path->setObjectName(u"exportPath"_s);
    m_path->setAccessibleName(tr("File"));
    m_path->setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 60);
    auto *browseButton = new QPushButton(tr("&Browse…"));
    browseButton->setAccessibleName(tr("Browse"));
    browseButton->setAutoDefault(false);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    auto *pathLine = new QHBoxLayout;
    pathLine->addWidget(m_path, 1);
    pathLine->addWidget(browseButton);
    auto *pathCaption = new PlainLabel(tr("F&ile"));
    pathCaption->setBuddy(m_path);
    form->addRow(pathCaption, pathLine);

    m_problem->setObjectName(u"exportProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setSeverity(Severity::Bad);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_export = buttons->addButton(tr("E&xport"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(u"exportButton"_s);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::askToWrite);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(fontMetrics().height());
    layout->addWidget(m_content);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    m_export->setDefault(true); // it finds its dialog only now

    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_path, &QLineEdit::textEdited, this, [this] { m_problem->hide(); });
    connect(&m_writing, &QFutureWatcherBase::finished, this, &ExportDialog::written);
    setPath(QDir(m_offer.folder).filePath(suggestedFileName(*m_offer.task, m_offer.now, format())));
}

QRadioButton *ExportDialog::addScope(const QString &text, const QString &objectName, bool enabled)
{
    auto *button = new QRadioButton(text);
    button->setObjectName(objectName);
    button->setEnabled(enabled);
    QString name = text;
    button->setAccessibleName(name.remove(u'&'));
    return button;
}

QString ExportDialog::path() const
{
    return QDir::fromNativeSeparators(m_path->text());
}

void ExportDialog::setPath(const QString &path)
{
    m_path->setText(QDir::toNativeSeparators(path));
}

void ExportDialog::setFormat(Format format)
{
    m_format->setCurrentIndex(m_format->findData(int(format)));
}

Format ExportDialog::format() const
{
    return static_cast<Format>(m_format->currentData().toInt());
}

void ExportDialog::formatChanged()
{
    m_guard->setEnabled(format() == Format::Csv || format() == Format::Tsv);
    // Only a suffix that names a format is ours to change.
    const QString suffix = QFileInfo(path()).suffix();
    if (!formatForWord(suffix.toLower()))
        return;
    QString changed = path();
    changed.chop(suffix.size());
    for (const FormatChoice &choice : formats) {
        if (choice.format == format())
            setPath(changed + QLatin1StringView(choice.suffix));
    }
}

void ExportDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Export Partitions"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // asked once, when it is about to happen
    dialog->selectFile(path());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &chosen) {
        setPath(chosen);
        if (const auto known = formatForWord(QFileInfo(chosen).suffix().toLower()))
            setFormat(*known);
    });
    dialog->open();
}

void ExportDialog::askToWrite()
{
    m_problem->hide();
    if (m_path->text().isEmpty()) {
        showProblem(tr("Enter the name of a file."));
        return;
    }
    if (!QFileInfo::exists(path())) {
        write();
        return;
    }
    auto *question =
        new QMessageBox(QMessageBox::Question, tr("Replace the File?"),
                        tr("%1 exists. Replace it?").arg(amongWords(m_path->text())), QMessageBox::Cancel, this);
    question->setObjectName(u"replaceQuestion"_s);
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *replace = question->addButton(tr("&Replace"), QMessageBox::AcceptRole);
    replace->setObjectName(u"replaceButton"_s);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(replace, &QPushButton::clicked, this, &ExportDialog::write);
    question->open();
}

ExportRequest ExportDialog::request() const
{
    ExportRequest wanted;
    wanted.task = m_offer.task;
    wanted.rows = m_all->isChecked() ? allRows(*m_offer.task)
        : m_selected->isChecked()    ? m_offer.selected
                                     : m_offer.shown;
    wanted.polledAt = m_offer.polledAt;
    wanted.format = format();
    wanted.dialect.guard = m_guard->isChecked() ? Dialect::Guard::Apostrophe : Dialect::Guard::Off;
    return wanted;
}

void ExportDialog::write()
{
    m_writingTo = path();
    setBusy(true);
    m_writing.setFuture(QtConcurrent::run(exportToFile, request(), m_writingTo));
}

void ExportDialog::written()
{
    setBusy(false);
    const Result<ExportSummary> result = m_writing.result();
    if (!result) {
        showProblem(sentence(result.error()));
        return;
    }
    Q_EMIT exported(m_writingTo, *result);
    accept();
}

void ExportDialog::setBusy(bool busy)
{
    m_content->setEnabled(!busy);
    m_export->setEnabled(!busy);
    m_export->setText(busy ? tr("Writing…") : tr("E&xport"));
}

void ExportDialog::showProblem(const QString &sentence)
{
    m_problem->setText(sentence);
    m_problem->show();
}

} // namespace spillway
