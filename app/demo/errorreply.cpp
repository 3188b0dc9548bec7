// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/errorreply.h"

#include "demo/objecttext.h"

namespace spillway {

HttpReply disError(int status, const char *code, const QByteArray &message)
{
    ObjectText body;
    body.add("errorCode", code).add("message", message);
    return {.status = status, .body = body.json()};
}

HttpReply gatewayError(int status, const char *code, QByteArrayView message, const QByteArray &requestId)
{
    ObjectText body;
    body.add("error_msg", message).add("error_code", code).add("request_id", requestId);
    return {.status = status, .body = body.json()};
}

} // namespace spillway
