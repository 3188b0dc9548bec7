// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "insight/settingcheck.h"

namespace spillway {

// What the rules in settingsrules.cpp ask that takes more than a line. Those that give a Breach quote what it is about.

/// Not of the JSON type that the field's documentation gives it.
SettingCheck::Breach wrongType(const SettingCheck &check);
/// The task is not dumping, and has not been for longer than its stream keeps records. Quotes both lengths.
SettingCheck::Breach stoppedTooLong(const SettingCheck &check);
/// Quotes the interval and how long the stream keeps records.
SettingCheck::Breach intervalBeyondRetention(const SettingCheck &check);
/// Quotes the stream's status.
SettingCheck::Breach streamNotRunning(const SettingCheck &check);
/// The destination type and the blocks that came contradict each other: a block of another kind is all there is.
/// Quotes the type and a block's key.
SettingCheck::Breach typeWithoutItsBlock(const SettingCheck &check);
/// The file type is this one, and the stream's records are of none of the sources. Quotes their type.
SettingCheck::Breach fileTypeUnfit(const SettingCheck &check, QStringView type,
                                   std::initializer_list<QStringView> sources);

/// The kind of block that a destination type asks for; nothing for OBS's and for words that nobody documents.
std::optional<OtherDestination::Kind> kindOf(const Setting &type);
bool isNumericAddress(const QString &name);
/// Does not begin and end with a letter or digit.
bool endsBadly(const Setting &bucket);
bool isEmptyOrMissing(const Setting &setting);
bool hasSchema(const SettingCheck &check);
/// A timestamp format is needed: processing_schema is there and its type is String.
bool wantsFormat(const SettingCheck &check);
bool isKnownFormat(const Setting &format);
bool areKnownDirectories(const Setting &format);

} // namespace spillway
