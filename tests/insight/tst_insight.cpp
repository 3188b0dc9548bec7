// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "watch.h"

using namespace spillway;
using namespace Qt::StringLiterals;

class TestInsight : public TestCase
{
    Q_OBJECT
};

QTEST_GUILESS_MAIN(TestInsight)
#include "tst_insight.moc"
