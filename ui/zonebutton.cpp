// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/zonebutton.h"

#include "settings/preferencestore.h"
#include "ui/outsidetext.h"

#include <QActionGroup>
#include <QMenu>

namespace spillway {

QList<QByteArray> usualZones()
{
    return {QByteArray(), QByteArrayLiteral("UTC"), QByteArrayLiteral("UTC+08:00")};
}

QString zoneName(const QByteArray &zone)
{
    if (zone.isEmpty())
        return ZoneButton::tr("System");
    return zone == "UTC+08:00" ? ZoneButton::tr("UTC+08:00 (GMT+8)") : QString::fromLatin1(zone);
}

ZoneButton::ZoneButton(PreferenceStore &preferences, QWidget *parent)
    : QToolButton(parent)
    , m_preferences(preferences)
{
    setObjectName(QStringLiteral("zoneButton"));
    setAutoRaise(true);
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(new QMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &ZoneButton::fillMenu);
    connect(&preferences, &PreferenceStore::changed, this, &ZoneButton::updateText);
    updateText();
}

void ZoneButton::updateText()
{
    const QString offset = offsetText(QDateTime::currentDateTimeUtc(), displayFormat(m_preferences.value()));
    if (offset == text())
        return;
    setText(offset);
    setAccessibleName(tr("Time zone: %1").arg(offset));
    explain(*this, tr("All times are shown in this zone: %1.").arg(zoneName(m_preferences.value().timeZone)));
}

void ZoneButton::fillMenu()
{
    menu()->clear();
    const QByteArray current = m_preferences.value().timeZone;
    QList<QByteArray> zones = usualZones();
    if (!zones.contains(current))
        zones.append(current);
    auto *group = new QActionGroup(menu());
    for (const QByteArray &zone : std::as_const(zones)) {
        QAction *action = menu()->addAction(zoneName(zone), this, [this, zone] {
            Preferences preferences = m_preferences.value();
            preferences.timeZone = zone;
            m_preferences.set(preferences);
        });
        action->setCheckable(true);
        action->setChecked(zone == current);
        group->addAction(action);
    }
    menu()->addSeparator();
    menu()->addAction(tr("&Other…"), this, &ZoneButton::otherRequested);
}

} // namespace spillway
