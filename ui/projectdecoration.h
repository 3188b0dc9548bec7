// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/projectfilter.h"

#include <QIdentityProxyModel>
#include <QPalette>

namespace spillway {

/// The project's tree as a person sees it: icons and colours for what needs a look, the open task in bold. Every text
/// that may reach a tooltip is escaped.
class ProjectDecoration : public QIdentityProxyModel
{
    Q_OBJECT

public:
    explicit ProjectDecoration(ProjectFilter &rows, QObject *parent = nullptr);

    void setPalette(const QPalette &palette);
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QVariant source(const QModelIndex &index, int role) const { return QIdentityProxyModel::data(index, role); }
    QVariant foreground(const QModelIndex &index) const;

    QPalette m_palette;
};

} // namespace spillway
