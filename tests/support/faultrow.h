// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace spillway {

/// The data of a test function that is one case: a row of the fault matrix, under which the log then has it.
inline void faultRow(const char *tag)
{
    QTest::addColumn<bool>("isHeld");
    QTest::newRow(tag) << true;
}

} // namespace spillway
