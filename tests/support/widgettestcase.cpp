// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/widgettestcase.h"

#include <QCoreApplication>

namespace spillway {

namespace {

QtMessageHandler testHandler = nullptr;

void filter(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!text.startsWith(QLatin1String("This plugin does not support ")))
        testHandler(type, context, text);
}

} // namespace

void WidgetTestCase::initTestCase()
{
    testHandler = qInstallMessageHandler(filter);
    QVERIFY(m_english.load(QStringLiteral(":/spillway/i18n/spillway_en.qm")));
    QCoreApplication::installTranslator(&m_english);
}

} // namespace spillway
