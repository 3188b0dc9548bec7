// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpointnote.h"

#include "ui/language.h"
#include "ui/outsidetext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EndpointNote)
};

/// The host as it is asked for: in ASCII, whatever alphabet it was typed in.
QString hostIn(const QString &endpoint)
{
    const QUrl url(endpoint.contains(u"://"_s) ? endpoint : u"https://"_s + endpoint, QUrl::StrictMode);
    return url.host(QUrl::FullyEncoded);
}

bool isVendors(const QString &host)
{
    static const QRegularExpression domains(
        u"(^|\\.)((my)?huaweicloud|myhwclouds)\\.(com|cn|eu)$|\\.otc\\.t-systems\\.com$"_s);
    return domains.match(host).hasMatch();
}

/// Whole, for 127.0.0.1.example.com is anybody's. That four numbers are an address has been checked.
bool isThisComputer(const QString &host)
{
    static const QRegularExpression loopback(u"^(localhost|127(\\.[0-9]+){3}|\\[?::1\\]?)$"_s);
    return loopback.match(host).hasMatch();
}

} // namespace

EndpointNote endpointNote(const QString &typed, const std::function<std::optional<QString>(const QString &)> &check)
{
    if (typed.isEmpty())
        return {};
    if (const std::optional<QString> wrong = check(typed))
        return {*wrong, Severity::Bad};
    const QString host = hostIn(typed);
    QStringList sentences;
    if (!host.isEmpty() && !typed.contains(host, Qt::CaseInsensitive))
        sentences += Words::tr("The host is %1.").arg(amongWords(host));
    if (isVendors(host) || isThisComputer(host))
        return {joinedSentences(sentences), std::nullopt};
    sentences += Words::tr("This is not one of Huawei Cloud's own domains. It will be sent what you sign in with.");
    return {joinedSentences(sentences), Severity::Warning};
}

} // namespace spillway
