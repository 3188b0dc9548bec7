// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "models/roles.h"

#include <QIdentityProxyModel>
#include <QPalette>

namespace spillway {

class PartitionsTable;

/// The partitions as a person sees them: icons and colours for states, ages beside times, signs on odd values, marks on
/// what the last answer changed. Every text that may reach a tooltip is escaped.
class PartitionDecoration : public QIdentityProxyModel
{
    Q_OBJECT

public:
    PartitionDecoration(PartitionsTable &rows, Clock clock, QObject *parent = nullptr);

    void setPalette(const QPalette &palette);
    /// What is shown is old: grey, without colours.
    void setDimmed(bool dimmed);
    bool isDimmed() const { return m_dimmed; }
    /// How strongly changed cells are tinted: 0 ... 1. The view repaints itself.
    void setChangeStrength(double strength) { m_changeStrength = strength; }

    /// "11 min 5 s ago": how the text of a time begins.
    static QString ageText(std::chrono::milliseconds age);

    QVariant data(const QModelIndex &index, int role) const override;
    /// Rows can be dragged out.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const QModelIndex &index) const;
    QString timeOf(const QModelIndex &index) const;
    QString notes(const QModelIndex &index) const;
    QString toolTip(const QModelIndex &index) const;
    QString accessibleText(const QModelIndex &index) const;
    QVariant foreground(const QModelIndex &index) const;
    QVariant background(const QModelIndex &index) const;
    QVariant icon(const QModelIndex &index) const;
    QString movedText(const QModelIndex &index) const;
    /// Where the row stands in the Partitions section.
    int sectionRow(const QModelIndex &index) const;
    bool isNew(const QModelIndex &index) const;
    bool isTinted(const QModelIndex &index) const;
    quint64 growth(const QModelIndex &index) const;
    bool hasExpired(const QModelIndex &index) const;
    bool hasDiscards(const QModelIndex &index) const;
    Severity severity(const QModelIndex &index) const;
    QVariant source(const QModelIndex &index, int role) const { return QIdentityProxyModel::data(index, role); }
    void repaintAll();

    const PartitionsTable &m_rows;
    Clock m_clock;
    QPalette m_palette;
    bool m_dimmed = false;
    double m_changeStrength = 0;
};

} // namespace spillway
