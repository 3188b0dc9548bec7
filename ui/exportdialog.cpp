// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exportdialog.h"

#include "domain/counttext.h"
#include "domain/withinmemory.h"
#include "session/wording.h"
#include "ui/dialectform.h"
#include "ui/exportpreview.h"
#include "ui/language.h"
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

struct PresetChoice
{
    ExportChoices::Preset preset;
    const char *name;
};

constexpr PresetChoice presets[]{
    {ExportChoices::Preset::Standard, QT_TRANSLATE_NOOP("spillway::ExportDialog", "Standard (RFC 4180)")},
    {ExportChoices::Preset::Excel, QT_TRANSLATE_NOOP("spillway::ExportDialog", "Excel on this computer")},
    {ExportChoices::Preset::Custom, QT_TRANSLATE_NOOP("spillway::ExportDialog", "Custom")}};

} // namespace

QString summaryText(const QString &path, const ExportSummary &summary, Dialect::Guard guard)
{
    const QString file = amongWords(QDir::toNativeSeparators(path));
    const QString wrote = ExportDialog::tr("Wrote %1 partition(s) to %2.", nullptr, pluralOf(summary.rows))
                              .arg(countText(summary.rows), file);
    const QString changes = changesText(summary, guard);
    return changes.isEmpty() ? wrote : QString(wrote + u' ' + changes);
}

ExportDialog::ExportDialog(Offer offer, QWidget *parent)
    : QDialog(parent)
    , m_offer(std::move(offer))
    , m_before(ExportChoices::remembered())
    , m_content(new QWidget)
    , m_problem(new PlainLabel)
{
    setObjectName(u"exportDialog"_s);
    setWindowTitle(tr("Export Partitions"));
    auto *form = new QFormLayout(m_content);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addRowsAndColumns(*form);
    addFormat(*form);
    addFile(*form);
    addPreview(*form);

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
    layout->addWidget(m_content, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    m_export->setDefault(true); // it finds its dialog only now

    connect(&m_writing, &QFutureWatcherBase::finished, this, &ExportDialog::written);
    setPath(QDir(m_before.folder).filePath(suggestedFileName(*m_offer.task, m_offer.now, format())));
    styleChanged();
}

void ExportDialog::addRowsAndColumns(QFormLayout &form)
{
    const auto all = qint64(m_offer.task->partitions.size());
    m_shown = addChoice(tr("&Rows shown (%1)").arg(countText(qint64(m_offer.shown.size()))), u"scopeShown"_s,
                        !m_offer.shown.empty() || all == 0);
    m_selected = addChoice(tr("S&elected rows (%1)").arg(countText(qint64(m_offer.selected.size()))),
                           u"scopeSelected"_s, !m_offer.selected.empty());
    m_all = addChoice(tr("&All partitions (%1)").arg(countText(all)), u"scopeAll"_s, true);
    (m_shown->isEnabled() ? m_shown : m_all)->setChecked(true);
    m_allColumns = addChoice(tr("All col&umns"), u"columnsAll"_s, true);
    m_shownColumns = addChoice(tr("&Columns shown (%1)").arg(countText(qint64(m_offer.columnsShown.size()))),
                               u"columnsShown"_s, !m_offer.columnsShown.empty());
    (m_before.shownColumns && m_shownColumns->isEnabled() ? m_shownColumns : m_allColumns)->setChecked(true);
    m_splitRanges = new QCheckBox(tr("Ranges also as &numbers"));
    m_splitRanges->setObjectName(u"splitRanges"_s);
    m_splitRanges->setAccessibleName(withoutKey(m_splitRanges->text()));
    explain(*m_splitRanges, tr("Four more columns: hash_start, hash_end, seq_start and seq_end."));
    m_splitRanges->setChecked(m_before.splitRanges);
    connect(m_splitRanges, &QCheckBox::toggled, this, &ExportDialog::preview);

    // A widget of their own for each: radio buttons of one parent exclude each other.
    const auto addLine = [&form](const QString &caption, const QList<QWidget *> &choices) {
        auto *line = new QWidget;
        auto *layout = new QHBoxLayout(line);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(line->fontMetrics().height());
        for (QWidget *choice : choices)
            layout->addWidget(choice);
        layout->addStretch(1);
        form.addRow(new PlainLabel(caption), line);
    };
    addLine(tr("Partitions"), {m_shown, m_selected, m_all});
    addLine(tr("Columns"), {m_allColumns, m_shownColumns, m_splitRanges});
}

void ExportDialog::addFormat(QFormLayout &form)
{
    m_format = new QComboBox;
    m_format->setObjectName(u"exportFormat"_s);
    m_format->setAccessibleName(tr("Format"));
    for (const FormatChoice &choice : formats)
        m_format->addItem(tr(choice.name), int(choice.format));
    setFormat(m_before.format);
    m_preset = new QComboBox;
    m_preset->setObjectName(u"exportPreset"_s);
    m_preset->setAccessibleName(tr("Style"));
    for (const PresetChoice &choice : presets)
        m_preset->addItem(tr(choice.name), int(choice.preset));
    m_preset->setCurrentIndex(m_preset->findData(int(m_before.preset)));
    m_custom = new DialectForm(m_before.custom);
    m_custom->setObjectName(u"exportCustom"_s);
    const auto addLine = [&form](const QString &caption, QComboBox *choice) {
        auto *label = new PlainLabel(caption);
        label->setBuddy(choice);
        form.addRow(label, choice);
    };
    addLine(tr("&Format"), m_format);
    addLine(tr("St&yle"), m_preset);
    form.addRow(QString(), m_custom);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &ExportDialog::styleChanged);
    connect(m_custom, &DialectForm::changed, this, &ExportDialog::preview);
}

void ExportDialog::addFile(QFormLayout &form)
{
    m_path = new QLineEdit;
    m_path->setObjectName(u"exportPath"_s);
    m_path->setAccessibleName(tr("File"));
    m_path->setMinimumWidth(fontMetrics().horizontalAdvance(u'0') * 70);
    auto *browseButton = new QPushButton(tr("&Browse…"));
    browseButton->setAccessibleName(tr("Browse"));
    browseButton->setAutoDefault(false);
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    auto *line = new QHBoxLayout;
    line->addWidget(m_path, 1);
    line->addWidget(browseButton);
    auto *caption = new PlainLabel(tr("F&ile"));
    caption->setBuddy(m_path);
    form.addRow(caption, line);
    connect(m_path, &QLineEdit::textEdited, this, [this] { m_problem->hide(); });
}

void ExportDialog::addPreview(QFormLayout &form)
{
    auto *changes = new PlainLabel;
    changes->setObjectName(u"exportChanges"_s);
    changes->setWordWrap(true);
    changes->setMinimumHeight(fontMetrics().lineSpacing());
    m_preview = new ExportPreview(*changes);
    auto *caption = new PlainLabel(tr("Previe&w"));
    caption->setBuddy(m_preview);
    form.addRow(caption, m_preview);
    form.addRow(QString(), changes);
}

QRadioButton *ExportDialog::addChoice(const QString &text, const QString &objectName, bool enabled)
{
    auto *button = new QRadioButton(text);
    button->setObjectName(objectName);
    button->setEnabled(enabled);
    button->setAccessibleName(withoutKey(text));
    connect(button, &QRadioButton::toggled, this, [this](bool on) {
        if (on)
            preview();
    });
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

bool ExportDialog::isSeparated() const
{
    return format() == Format::Csv || format() == Format::Tsv;
}

void ExportDialog::styleChanged()
{
    const bool custom = choices().preset == ExportChoices::Preset::Custom;
    m_preset->setEnabled(isSeparated());
    m_custom->setVisible(isSeparated() && custom);
    m_custom->setForCsv(format() == Format::Csv);
    preview();
    adjustSize();
}

void ExportDialog::preview()
{
    if (m_preview) // else the dialog is being made
        m_preview->preview(request());
}

void ExportDialog::formatChanged()
{
    styleChanged();
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

ExportChoices ExportDialog::choices() const
{
    ExportChoices chosen;
    chosen.format = format();
    chosen.preset = static_cast<ExportChoices::Preset>(m_preset->currentData().toInt());
    chosen.custom = m_custom->dialect();
    chosen.shownColumns = m_shownColumns->isEnabled() ? m_shownColumns->isChecked() : m_before.shownColumns;
    chosen.splitRanges = m_splitRanges->isChecked();
    chosen.folder = m_path ? QFileInfo(path()).absolutePath() : m_before.folder;
    return chosen;
}

ExportRequest ExportDialog::request() const
{
    const ExportChoices chosen = choices();
    ExportRequest wanted;
    wanted.task = m_offer.task;
    wanted.insight = m_offer.insight;
    wanted.rows = m_all->isChecked() ? allRows(*m_offer.task)
        : m_selected->isChecked()    ? m_offer.selected
                                     : m_offer.shown;
    wanted.polledAt = m_offer.polledAt;
    wanted.format = chosen.format;
    wanted.dialect = chosen.dialect(m_offer.zone);
    if (m_shownColumns->isChecked())
        wanted.columns = m_offer.columnsShown;
    wanted.splitRanges = chosen.splitRanges;
    return wanted;
}

void ExportDialog::write()
{
    m_writingTo = path();
    setBusy(true);
    m_writing.setFuture(QtConcurrent::run(
        [wanted = request(), path = m_writingTo] { return withinMemory([&] { return exportToFile(wanted, path); }); }));
}

void ExportDialog::written()
{
    setBusy(false);
    const Result<ExportSummary> result = m_writing.result();
    if (!result) {
        showProblem(sentence(result.error()));
        return;
    }
    const ExportChoices chosen = choices();
    chosen.remember(m_before);
    Q_EMIT exported(m_writingTo, summaryText(m_writingTo, *result, chosen.dialect(m_offer.zone).guard));
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
