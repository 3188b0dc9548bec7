// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/evidence.h"
#include "insight/insight.h"

namespace spillway {

/// The numbers of a row; its verdict is not among them.
RowInsight figuresOf(const Evidence &evidence);

/// Adds the rows up to what is known of the whole. What takes earlier polls, and the stream's list, is not its part.
class RollUp
{
public:
    void add(const Evidence &evidence, Verdict verdict);
    TaskInsight whole(const TaskEvidence &task) const;

private:
    TaskInsight m_sum;
    Verdict m_worst = Verdict::Idle; ///< of the rows added
    std::optional<qint64> m_lastDump; ///< ms since 1970
};

/// 12345 thousandths: 12.345. A rate, never negative.
QByteArray thousandthsText(qint64 thousandths);

} // namespace spillway
