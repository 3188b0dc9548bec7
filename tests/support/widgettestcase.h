// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testcase.h"

namespace spillway {

/// The base of tests with windows. The offscreen platform warns that it has no window manager to tell sizes to; that
/// one is not ours and is left out, everything else still fails.
class WidgetTestCase : public TestCase
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase() { testHandler() = qInstallMessageHandler(filter); }

private:
    static QtMessageHandler &testHandler()
    {
        static QtMessageHandler handler = nullptr;
        return handler;
    }
    static void filter(QtMsgType type, const QMessageLogContext &context, const QString &text)
    {
        if (text != QLatin1String("This plugin does not support propagateSizeHints()"))
            testHandler()(type, context, text);
    }
};

} // namespace spillway
