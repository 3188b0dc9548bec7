// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/httpface.h"

namespace spillway {

/// What DIS itself says, e.g. with 400 and DIS.4301.
HttpReply disError(int status, const char *code, const QByteArray &message);

/// What the gateway in front of it says, e.g. with 401 and APIGW.0301.
HttpReply gatewayError(int status, const char *code, QByteArrayView message, const QByteArray &requestId);

} // namespace spillway
