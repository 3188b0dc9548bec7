// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QSpinBox;

namespace spillway {

class PlainLabel;
class PreferenceStore;
struct Preferences;

/// The preferences of the whole program. Each takes effect as soon as it is chosen; there is nothing to confirm.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PreferencesDialog(PreferenceStore &preferences, QWidget *parent = nullptr);
    ~PreferencesDialog() override;

private:
    QComboBox *addChoice(QFormLayout &form, const QString &label, const QString &objectName);
    void addRow(QFormLayout &form, const QString &label, QWidget &field, const QString &note = {});
    QComboBox *addZones(QFormLayout &form);
    QSpinBox *addNumber(QFormLayout &form, const QString &label, const QString &objectName, int most,
                        const QString &note);
    void showStored();
    void zoneTyped();
    template <class Value, class Wanted> void choose(Value Preferences::*preference, const Wanted &wanted);

    PreferenceStore &m_preferences;
    QComboBox *m_language = nullptr;
    QComboBox *m_theme = nullptr;
    QComboBox *m_zone = nullptr;
    PlainLabel *m_problem = nullptr;
    QCheckBox *m_grouped = nullptr;
    QComboBox *m_interval = nullptr;
    QSpinBox *m_bodyCap = nullptr;
    QSpinBox *m_perSecond = nullptr;
    QSpinBox *m_atOnce = nullptr;
};

} // namespace spillway
