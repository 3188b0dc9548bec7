// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"

#include <QByteArray>

#include <functional>
#include <simdjson.h>

namespace spillway {

/// The body with what simdjson needs to read past its end, without carrying a download buffer's slack around for ever.
QByteArray padded(QByteArray body);

/// simdjson says of a want of memory what others throw; without this it would be taken for a defect of the text.
void throwIfNoMemory(simdjson::error_code error);

/// Malformed, for that reason, at that byte.
Error malformed(Error::Reason reason, qint64 offset);

/// Tells where simdjson stands in the bytes.
using Location = std::function<const char *()>;

/// Has the one object read that a body is, which is padded() and stays where it is. `read` returns false on a syntax
/// error; what it has read is to be thrown away if this fails. Errors: Malformed with a byte offset, TooLarge.
Result<void> readRoot(const QByteArray &body,
                      const std::function<bool(simdjson::ondemand::object root, const Location &location)> &read);

} // namespace spillway
