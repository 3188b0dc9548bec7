// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/computer.h"
#include "ui/doctordialog.h"
#include "ui/placesmodel.h"
#include "ui/plainlabel.h"

#include <QPushButton>
#include <QTableView>

namespace spillway {

/// A computer with something at several places.
inline Computer &furnish(Computer &it)
{
    it.set("HUAWEICLOUD_SDK_AK", canaryKey);
    it.set("CLOUD_SDK_AK", canaryKey);
    it.set("CLOUD_SDK_SK", canarySecret);
    it.write("home/.huaweicloud/credentials", "[basic]\nak = " + canaryKey + "\nsk = " + canarySecret, 0644);
    it.write("home/.hcloud/config.json", "{");
    it.set("OS_USERNAME", "robot");
    it.set("OS_USER_DOMAIN_NAME", "account");
    it.set("OS_PASSWORD", canaryPassword);
    return it;
}

inline DoctorDialog::Searcher searcherFor(const Computer &it)
{
    return [scope = it.scope] { return std::make_shared<const Search>(searchCredentials(scope)); };
}

/// The dialog on a computer, and what can be asked of it.
class Doctor
{
public:
    explicit Doctor(DoctorDialog::Searcher searcher, DoctorDialog::Tester tester = {})
        : dialog(std::move(searcher), std::move(tester))
    {
        dialog.show();
    }

    PlainLabel &label(const char *name) const { return *dialog.findChild<PlainLabel *>(QString::fromLatin1(name)); }
    QPushButton &button(const char *name) const { return *dialog.findChild<QPushButton *>(QString::fromLatin1(name)); }
    QTableView &table() const { return *dialog.findChild<QTableView *>(QStringLiteral("doctorPlaces")); }
    bool isDone() const { return label("doctorVerdict").text() != QStringLiteral("Looking…"); }
    /// The row of a place, in which all columns have a text.
    int rowOf(const QString &start) const
    {
        for (int row = 0; row < table().model()->rowCount(); ++row) {
            if (table().model()->index(row, 0).data().toString().startsWith(start))
                return row;
        }
        return -1;
    }
    QVariant at(int row, int column, int role = Qt::DisplayRole) const
    {
        return table().model()->index(row, column).data(role);
    }

    DoctorDialog dialog;
};

/// Every text of the dialog, shown or told.
inline QString everythingSaid(const Doctor &doctor)
{
    QStringList said{doctor.dialog.windowTitle()};
    const QList<QWidget *> widgets = doctor.dialog.findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        said << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription()
             << widget->property("text").toString();
    for (int row = 0; row < doctor.table().model()->rowCount(); ++row) {
        for (int column = 0; column < PlacesModel::ColumnCount; ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                said << doctor.at(row, column, role).toString();
        }
    }
    return said.join(u'\n');
}

} // namespace spillway
