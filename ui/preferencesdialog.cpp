// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferencesdialog.h"

#include "settings/preferencestore.h"
#include "ui/language.h"
#include "ui/mainactions.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"
#include "ui/zonebutton.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// A language by its own name: who cannot read the present one finds the way back.
QString languageName(const QString &language)
{
    return language == u"zh_CN" ? u"简体中文"_s : u"English"_s;
}

} // namespace

PreferencesDialog::PreferencesDialog(PreferenceStore &preferences, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
{
    setObjectName(u"preferencesDialog"_s);
    setWindowTitle(tr("Preferences"));
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_language = addChoice(*form, tr("&Language"), u"language"_s);
    m_language->addItem(tr("System"), QString());
    for (const QLatin1StringView language : offeredLanguages)
        m_language->addItem(languageName(language), QString(language));
    m_theme = addChoice(*form, tr("&Colours"), u"theme"_s);
    m_theme->addItem(tr("System"), int(Theme::System));
    m_theme->addItem(tr("Light"), int(Theme::Light));
    m_theme->addItem(tr("Dark"), int(Theme::Dark));
    m_zone = addZones(*form);
    m_grouped = new QCheckBox(tr("&Group the digits of long numbers"));
    m_grouped->setObjectName(u"groupDigits"_s);
    m_grouped->setAccessibleName(withoutKey(m_grouped->text()));
    addRow(*form, {}, *m_grouped, tr("In the table of partitions. Copies and exports have plain digits."));
    m_interval = addChoice(*form, tr("&Refresh every"), u"defaultInterval"_s);
    for (const std::chrono::seconds interval : offeredIntervals)
        m_interval->addItem(intervalText(interval), qint64(interval.count()));
    m_bodyCap = addNumber(*form, tr("Largest &answer"), u"bodyCap"_s, bodyCapMost, tr("A larger one is not read."));
    m_bodyCap->setMinimum(bodyCapLeast);
    m_bodyCap->setSuffix(tr(" MiB"));
    m_perSecond = addNumber(*form, tr("Requests per &second"), u"requestsPerSecond"_s, requestsPerSecondMost,
                            tr("At most. More may get you blocked; private stacks may bear it."));
    m_atOnce =
        addNumber(*form, tr("Requests at &once"), u"requestsAtOnce"_s, requestsAtOnceMost, tr("At most this many."));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *restore = buttons->addButton(tr("Restore &Defaults"), QDialogButtonBox::ResetRole);
    restore->setObjectName(u"restoreDefaults"_s);
    restore->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in a field is not "I am done"
    auto *layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetMinAndMaxSize);
    layout->setSpacing(fontMetrics().height());
    layout->addLayout(form);
    layout->addWidget(buttons);

    showStored();
    connect(&preferences, &PreferenceStore::changed, this, &PreferencesDialog::showStored);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(restore, &QPushButton::clicked, this, [this] { m_preferences.set({}); });
    connect(m_language, &QComboBox::activated, this,
            [this] { choose(&Preferences::language, m_language->currentData().toString()); });
    connect(m_theme, &QComboBox::activated, this,
            [this] { choose(&Preferences::theme, static_cast<Theme>(m_theme->currentData().toInt())); });
    connect(m_zone, &QComboBox::activated, this,
            [this] { choose(&Preferences::timeZone, m_zone->currentData().toByteArray()); });
    connect(m_zone->lineEdit(), &QLineEdit::editingFinished, this, &PreferencesDialog::zoneTyped);
    connect(m_grouped, &QCheckBox::toggled, this, [this](bool grouped) { choose(&Preferences::groupDigits, grouped); });
    connect(m_interval, &QComboBox::activated, this,
            [this] { choose(&Preferences::interval, std::chrono::seconds(m_interval->currentData().toLongLong())); });
    connect(m_bodyCap, &QSpinBox::valueChanged, this, [this](int cap) { choose(&Preferences::bodyCap, cap); });
    connect(m_perSecond, &QSpinBox::valueChanged, this,
            [this](int most) { choose(&Preferences::requestsPerSecond, most); });
    connect(m_atOnce, &QSpinBox::valueChanged, this, [this](int most) { choose(&Preferences::requestsAtOnce, most); });
}

PreferencesDialog::~PreferencesDialog()
{
    // The field loses its focus after this object has ended, and would tell it.
    disconnect(m_zone->lineEdit(), nullptr, this, nullptr);
}

template <class Value, class Wanted>
void PreferencesDialog::choose(Value Preferences::*preference, const Wanted &wanted)
{
    Preferences preferences = m_preferences.value();
    preferences.*preference = wanted;
    m_preferences.set(preferences);
}

QComboBox *PreferencesDialog::addChoice(QFormLayout &form, const QString &label, const QString &objectName)
{
    auto *choice = new QComboBox;
    choice->setObjectName(objectName);
    addRow(form, label, *choice);
    return choice;
}

void PreferencesDialog::addRow(QFormLayout &form, const QString &label, QWidget &field, const QString &note)
{
    if (field.accessibleName().isEmpty())
        field.setAccessibleName(withoutKey(label));
    PlainLabel *caption = nullptr;
    if (!label.isEmpty()) {
        caption = new PlainLabel(label);
        caption->setBuddy(&field);
    }
    if (note.isEmpty()) {
        form.addRow(caption, &field);
        return;
    }
    field.setAccessibleDescription(note);
    auto *small = new PlainLabel(note);
    small->setQuiet(true);
    auto *both = new QVBoxLayout;
    both->setSpacing(fontMetrics().height() / 4);
    both->addWidget(&field);
    both->addWidget(small);
    form.addRow(caption, both);
}

QSpinBox *PreferencesDialog::addNumber(QFormLayout &form, const QString &label, const QString &objectName, int most,
                                       const QString &note)
{
    auto *number = new QSpinBox;
    number->setObjectName(objectName);
    number->setRange(1, most);
    number->setKeyboardTracking(false);
    addRow(form, label, *number, note);
    return number;
}

QComboBox *PreferencesDialog::addZones(QFormLayout &form)
{
    QComboBox *zones = addChoice(form, tr("&Time zone"), u"timeZone"_s);
    zones->setAccessibleDescription(tr("All times on screen are in this zone. Type a name, or an offset like UTC+8."));
    zones->setToolTip(forToolTip(zones->accessibleDescription()));
    zones->setEditable(true);
    zones->setInsertPolicy(QComboBox::NoInsert);
    zones->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    constexpr int enough = 32; // characters: America/Argentina/ComodRivadavia
    zones->setMinimumContentsLength(enough);
    for (const QByteArray &zone : usualZones())
        zones->addItem(zoneName(zone), zone);
    const QList<QByteArray> known = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &zone : known) {
        if (!usualZones().contains(zone))
            zones->addItem(zoneName(zone), zone);
    }
    zones->completer()->setCompletionMode(QCompleter::PopupCompletion);
    zones->completer()->setFilterMode(Qt::MatchContains);
    m_problem = new PlainLabel;
    m_problem->setObjectName(u"zoneProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setSeverity(Severity::Bad);
    m_problem->hide();
    form.addRow(nullptr, m_problem);
    return zones;
}

void PreferencesDialog::showStored()
{
    const Preferences &stored = m_preferences.value();
    const QSignalBlocker noGrouped(m_grouped);
    const QSignalBlocker noCap(m_bodyCap);
    const QSignalBlocker noPace(m_perSecond);
    const QSignalBlocker noCrowd(m_atOnce);
    m_language->setCurrentIndex(m_language->findData(stored.language));
    m_theme->setCurrentIndex(m_theme->findData(int(stored.theme)));
    if (m_zone->findData(stored.timeZone) < 0)
        m_zone->addItem(zoneName(stored.timeZone), stored.timeZone);
    m_zone->setCurrentIndex(m_zone->findData(stored.timeZone));
    m_zone->setEditText(m_zone->currentText());
    m_problem->hide();
    m_grouped->setChecked(stored.groupDigits);
    m_interval->setCurrentIndex(m_interval->findData(qint64(stored.interval.count())));
    m_bodyCap->setValue(stored.bodyCap);
    m_perSecond->setValue(stored.requestsPerSecond);
    m_atOnce->setValue(stored.requestsAtOnce);
}

void PreferencesDialog::zoneTyped()
{
    const QString typed = m_zone->currentText().trimmed();
    const int listed = m_zone->findText(typed, Qt::MatchFixedString);
    const std::optional<QByteArray> zone = listed >= 0 ? m_zone->itemData(listed).toByteArray() : zoneFrom(typed);
    if (zone && *zone != m_preferences.value().timeZone) {
        choose(&Preferences::timeZone, *zone);
        return;
    }
    if (zone) {
        showStored();
        return;
    }
    m_problem->setText(tr("This computer knows no time zone \"%1\".").arg(amongWords(typed)));
    m_problem->show();
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace spillway
