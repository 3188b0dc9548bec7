// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "watch.h"

using namespace spillway;
using namespace Qt::StringLiterals;

class TestHistory : public TestCase
{
    Q_OBJECT
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
