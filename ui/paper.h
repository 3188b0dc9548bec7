// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/fields.h"
#include "domain/timetext.h"
#include "insight/insight.h"

#include <QCoreApplication>
#include <QFont>
#include <QPagedPaintDevice>

#include <functional>

namespace spillway {

/// A dump task as it goes on paper: collected by the GUI thread, painted by any.
struct Paper
{
    Q_DECLARE_TR_FUNCTIONS(spillway::Paper)
public:
    struct Section
    {
        QString heading;
        QList<std::pair<QString, QString>> lines; ///< label, value
    };

    QString title;
    QStringList notes; ///< below the title: state, age, where from
    QList<Section> sections; ///< the destination
    TaskSnapshot task;
    InsightPointer insight; ///< of the task; may be null
    std::vector<quint32> rows; ///< in the order to print
    std::vector<PartitionColumn> columns;
    DisplayFormat display;
    QFont font;
};

/// Told how many rows are done; false stops the painting.
using PaperProgress = std::function<bool(int rows)>;

/// Paints the pages, black on white: the header row on each, numbered, every text plain. How many pages there are;
/// nothing if it was stopped or the device failed.
std::optional<int> paintPaper(const Paper &paper, QPagedPaintDevice &device, const PaperProgress &progress);

} // namespace spillway
