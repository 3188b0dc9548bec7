// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/insight.h"

#include <QWidget>

namespace spillway {

class PlainLabel;
class TaskModel;

/// What the numbers of a task amount to: the verdict, what is lost and since when, how much waits, and what could not
/// be found out.
class VerdictLine : public QWidget
{
    Q_OBJECT

public:
    /// The model has to live as long.
    explicit VerdictLine(const TaskModel &model, QWidget *parent = nullptr);

private:
    void updateTexts();

    const TaskModel &m_model;
    PlainLabel *m_verdict;
    PlainLabel *m_summary;
    PlainLabel *m_missing; ///< why the stream could not be read
    PlainLabel *m_partitions; ///< that only one of the two has
};

/// The sentences of the line, one after the other: what is lost, since when, what waits. Translated plain text.
QStringList insightSentences(const Insight &insight, const DisplayFormat &display);
/// Why lag and verdicts are not known; empty if the stream was read. In a few words, and with the service's own.
QString missingStreamText(const Insight &insight);
QString missingStreamDetails(const Insight &insight);
/// Partitions that only the stream or only the dump task has; empty if there are none.
QStringList unmatchedTexts(const TaskInsight &whole);

} // namespace spillway
