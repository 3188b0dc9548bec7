// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/practice.h"

#include "ui/practicedialog.h"

namespace spillway {

namespace {

using SignIn = ConnectionProfile::SignIn;

QString shown(const Secret &secret)
{
    return QString::fromLatin1(secret.reveal());
}

Secret copied(const Secret &secret)
{
    return Secret(secret.reveal());
}

PracticeWay begun(const PracticeOffer &offer, SignIn signIn, const QString &title)
{
    PracticeWay way;
    way.title = title;
    way.profile.name = PracticeDialog::tr("Practice: %1").arg(title);
    way.profile.endpoint = offer.endpoint;
    way.profile.projectId = offer.project.text;
    way.profile.signIn = signIn;
    way.values = {{PracticeDialog::tr("Endpoint"), offer.endpoint},
                  {PracticeDialog::tr("Project ID"), offer.project.text}};
    return way;
}

PracticeWay withKey(const PracticeOffer &offer, const AccessKey &key, const QString &title)
{
    PracticeWay way = begun(offer, SignIn::AccessKey, title);
    way.secrets.accessKeyId = copied(key.id);
    way.secrets.secretKey = copied(key.secret);
    way.values += {{PracticeDialog::tr("Access key ID (AK)"), shown(key.id)},
                   {PracticeDialog::tr("Secret access key (SK)"), shown(key.secret)}};
    if (!key.securityToken.isEmpty()) {
        way.secrets.securityToken = copied(key.securityToken);
        way.values.append({PracticeDialog::tr("Security token"), shown(key.securityToken)});
    }
    return way;
}

PracticeWay withPassword(const PracticeOffer &offer)
{
    PracticeWay way = begun(offer, SignIn::Password, PracticeDialog::tr("IAM user and password"));
    way.profile.user = offer.user.user;
    way.profile.domain = offer.user.domain;
    way.profile.iamEndpoint = offer.endpoint;
    way.secrets.password = copied(offer.user.password);
    way.values += {{PracticeDialog::tr("IAM user"), offer.user.user},
                   {PracticeDialog::tr("Account name"), offer.user.domain},
                   {PracticeDialog::tr("Password"), shown(offer.user.password)},
                   {PracticeDialog::tr("IAM endpoint"), offer.endpoint}};
    return way;
}

PracticeWay withToken(const PracticeOffer &offer)
{
    PracticeWay way = begun(offer, SignIn::Token, PracticeDialog::tr("Token"));
    way.secrets.token = copied(offer.token);
    way.values.append({PracticeDialog::tr("Token"), shown(offer.token)});
    return way;
}

} // namespace

std::vector<PracticeWay> practiceWays(const PracticeOffer &offer)
{
    std::vector<PracticeWay> ways;
    ways.push_back(withKey(offer, offer.key, PracticeDialog::tr("Access key (AK/SK)")));
    ways.push_back(withKey(offer, offer.temporaryKey, PracticeDialog::tr("Temporary access key")));
    ways.push_back(withPassword(offer));
    ways.push_back(withToken(offer));
    return ways;
}

} // namespace spillway
