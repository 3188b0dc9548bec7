// SPDX-License-Identifier: GPL-3.0-or-later
#include "insight/verdict.h"

#include <QCoreApplication>

#include <algorithm>

namespace spillway {

static_assert(std::is_sorted(verdictInfos.begin(), verdictInfos.end(),
                             [](const VerdictInfo &a, const VerdictInfo &b) { return a.verdict < b.verdict; }));

QString verdictText(Verdict verdict)
{
    return QCoreApplication::translate("Verdict", infoOf(verdict).label);
}

QString verdictMeaning(Verdict verdict)
{
    return QCoreApplication::translate("Verdict", infoOf(verdict).meaning);
}

} // namespace spillway
