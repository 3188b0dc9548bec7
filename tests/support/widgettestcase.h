// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testcase.h"

#include <QTranslator>

namespace spillway {

/// The base of tests with windows, which are in English. The offscreen platform warns of what it cannot do: tell sizes
/// to a window manager, bring docks to the front, grab the keyboard. That is not ours and is left out, all else still
/// fails.
class WidgetTestCase : public TestCase
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase();

private:
    QTranslator m_english;
};

} // namespace spillway
