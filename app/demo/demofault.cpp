// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demofault.h"

#include "demo/errorreply.h"

#include <array>

namespace spillway {

namespace {

// clang-format off
constexpr std::array faults{
    DemoFaultInfo{DemoFault::None, QT_TRANSLATE_NOOP("Demo", "None"),
                  QT_TRANSLATE_NOOP("Demo", "The service answers as it should.")},
    DemoFaultInfo{DemoFault::ExpiredToken, QT_TRANSLATE_NOOP("Demo", "Token Expired"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 401 of the gateway: nothing more is asked by itself.")},
    DemoFaultInfo{DemoFault::InvalidToken, QT_TRANSLATE_NOOP("Demo", "Token Invalid"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 441, which only DIS knows: it means the same as 401.")},
    DemoFaultInfo{DemoFault::NoPermission, QT_TRANSLATE_NOOP("Demo", "No Permission"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 403: asked again every five minutes, three times.")},
    DemoFaultInfo{DemoFault::NoTask, QT_TRANSLATE_NOOP("Demo", "Task Deleted"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 400 with DIS.4354: asked twice more to be sure, then no more.")},
    DemoFaultInfo{DemoFault::Blocked, QT_TRANSLATE_NOOP("Demo", "Address Blocked"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 400 with DIS.4309: nothing more is asked until you say so.")},
    DemoFaultInfo{DemoFault::Throttled, QT_TRANSLATE_NOOP("Demo", "Throttled"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 429 with Retry-After: the next question waits at least 45 seconds.")},
    DemoFaultInfo{DemoFault::TrafficLimit, QT_TRANSLATE_NOOP("Demo", "Traffic Limit"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 400 with DIS.4303: the questions become rarer.")},
    DemoFaultInfo{DemoFault::SystemError, QT_TRANSLATE_NOOP("Demo", "System Error"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 500: asked again a little later, then more and more rarely.")},
    DemoFaultInfo{DemoFault::LoginPage, QT_TRANSLATE_NOOP("Demo", "Login Page"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 200 with a web page, as a hotel's network would answer.")},
    DemoFaultInfo{DemoFault::NotJson, QT_TRANSLATE_NOOP("Demo", "Not JSON"),
                  QT_TRANSLATE_NOOP("Demo", "HTTP 200 with a text that only claims to be JSON.")},
    DemoFaultInfo{DemoFault::Silent, QT_TRANSLATE_NOOP("Demo", "No Answer"),
                  QT_TRANSLATE_NOOP("Demo", "The question is taken and never answered: it takes half a minute to give up.")},
    DemoFaultInfo{DemoFault::Halfway, QT_TRANSLATE_NOOP("Demo", "Stops Halfway"),
                  QT_TRANSLATE_NOOP("Demo", "Half an answer, then silence: it takes half a minute to give up.")},
    DemoFaultInfo{DemoFault::Trickling, QT_TRANSLATE_NOOP("Demo", "Trickle"),
                  QT_TRANSLATE_NOOP("Demo", "A byte now and then, without an end: it takes a minute to give up.")},
    DemoFaultInfo{DemoFault::ClosedEarly, QT_TRANSLATE_NOOP("Demo", "Hang Up"),
                  QT_TRANSLATE_NOOP("Demo", "The connection is closed without an answer.")},
    DemoFaultInfo{DemoFault::CutOff, QT_TRANSLATE_NOOP("Demo", "Cut Off"),
                  QT_TRANSLATE_NOOP("Demo", "The connection is closed in the middle of the answer.")},
};
// clang-format on
static_assert(faults.size() == static_cast<std::size_t>(DemoFault::CutOff) + 1);

constexpr char loginPage[] =
    "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><h1>Welcome to our network</h1>"
    "<form><input name=\"room\"><button>Log in</button></form></body></html>\n";

HttpReply delivered(HttpReply reply, HttpReply::Delivery delivery)
{
    reply.delivery = delivery;
    return reply;
}

} // namespace

std::span<const DemoFaultInfo> demoFaults()
{
    return faults;
}

HttpReply faultyReply(DemoFault fault, HttpReply good, const TaskAddress &about, const QByteArray &requestId)
{
    using Delivery = HttpReply::Delivery;
    const bool isAboutTask = !about.task.text.isEmpty();
    const QString &name = isAboutTask ? about.task.text : about.stream.text;
    const QByteArray named = name.isEmpty() ? QByteArray() : " [" + name.toUtf8() + ']';
    HttpReply reply;
    switch (fault) {
    case DemoFault::ExpiredToken:
        return gatewayError(401, "APIGW.0307", "The token must be updated.", requestId);
    case DemoFault::InvalidToken:
        return disError(441, "DIS.4114", "Authorization failed. [The token is invalid.]");
    case DemoFault::NoPermission:
        return disError(403, "DIS.4116", "User does not have permission to access the resource." + named);
    case DemoFault::NoTask:
        return isAboutTask ? disError(400, "DIS.4354", "Transfer task does not exist." + named) : good;
    case DemoFault::Blocked:
        return disError(400, "DIS.4309", "The number of failed requests exceeds the limit. [127.0.0.1]");
    case DemoFault::Throttled:
        reply = gatewayError(429, "APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit",
                             requestId);
        reply.headers = {{"Retry-After", "45"}};
        return reply;
    case DemoFault::TrafficLimit:
        return disError(400, "DIS.4303", "Exceed traffic control limit. [Reduce the frequency of requests.]");
    case DemoFault::SystemError:
        return disError(500, "DIS.5000", "System error.");
    case DemoFault::LoginPage:
        return {.body = loginPage, .contentType = "text/html; charset=utf-8"};
    case DemoFault::NotJson:
        return {.body = "upstream connect error or disconnect/reset before headers"};
    case DemoFault::Silent:
        return delivered(std::move(good), Delivery::Nothing);
    case DemoFault::Halfway:
        return delivered(std::move(good), Delivery::HalfThenSilence);
    case DemoFault::Trickling:
        return delivered(std::move(good), Delivery::Trickle);
    case DemoFault::ClosedEarly:
        return delivered(std::move(good), Delivery::HangUp);
    case DemoFault::CutOff:
        return delivered(std::move(good), Delivery::HalfThenHangUp);
    case DemoFault::None:
        break;
    }
    return good;
}

} // namespace spillway
