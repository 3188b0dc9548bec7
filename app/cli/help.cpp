// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options.h"
#include "cli/optiontexts.h"

namespace spillway {

namespace {

using Part = OptionText::Group;

QString helpLines(Part group)
{
    constexpr qsizetype column = 26;
    QString lines;
    for (const OptionText &option : optionTexts) {
        if (option.group != group)
            continue;
        QString name = QStringLiteral("  --") + QString::fromLatin1(option.name);
        if (*option.value)
            name += u' ' + QString::fromLatin1(option.value);
        lines += name.leftJustified(column) + u' ' + QString::fromLatin1(option.help) + u'\n';
    }
    return lines;
}

} // namespace

QString helpText()
{
    const QString blank = QStringLiteral("\n");
    return QStringLiteral("Usage: spillway [OPTION]...\n"
                          "Shows the dump tasks of Huawei Cloud DIS. Changes nothing.\n")
        + blank + QStringLiteral("What to inspect:\n") + helpLines(Part::Subject) + blank
        + QStringLiteral("Connection:\n") + helpLines(Part::Connection)
        + QStringLiteral(
               "What to sign in with is --token-file, or the first found of HUAWEICLOUD_SDK_AK/SK, CLOUD_SDK_AK/SK,\n"
               "HW_ACCESS_KEY/HW_SECRET_KEY, ~/.huaweicloud/credentials, KooCLI's current profile, OS_* variables and\n"
               "clouds.yaml. It is never an argument, because every user of the computer can read arguments.\n")
        + blank + QStringLiteral("Without the window, and without a display:\n") + helpLines(Part::Headless) + blank
        + QStringLiteral("Other:\n") + helpLines(Part::Other) + blank
        + QStringLiteral("Exit codes of --export and --list:\n"
                         "  0  written; of --list: all that there is\n"
                         "  2  wrong usage: options, a name, a token or an endpoint that cannot be used\n"
                         "  3  not authorised\n"
                         "  4  stream or dump task not found\n"
                         "  5  the service cannot be reached, took too long, failed, redirected, throttled or refused\n"
                         "  6  the answer was not understood, or is about another dump task\n"
                         "  7  a file could not be read or written\n")
        + blank
        + QStringLiteral("Exit codes of --check, which are those of Nagios plugins and not the ones above:\n"
                         "  0  OK: flowing, idle or starting\n"
                         "  1  WARNING: behind, reset or paused, or records were discarded\n"
                         "  2  CRITICAL: losing records, stalled, or ABNORMAL or ERROR\n"
                         "  3  UNKNOWN: anything else, wrong usage and refused credentials included\n"
                         "Of several dump tasks the worst counts: 2 before 1 before 3 before 0.\n");
}

QString versionText()
{
    return QStringLiteral("Spillway %1 (Qt %2)\n")
        .arg(QStringLiteral(SPILLWAY_VERSION), QString::fromLatin1(qVersion()));
}

} // namespace spillway
