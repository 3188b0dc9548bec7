// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "credentials/search.h"

namespace spillway {

/// A region the SDKs know.
struct Region
{
    QString id; ///< such as cn-north-4
    bool hasDis = false; ///< the SDKs list an endpoint of DIS for it
};

/// An address, and where it comes from. Not checked: wire/endpoint.h does that.
struct RegionEndpoint
{
    QString address; ///< empty: that is not the name of a region
    QString origin; ///< a variable or a path, for people; empty: the program's own table or the usual form
    QString problem; ///< translated: why the file of regions was left out; empty if it was not
};

/// Every region of the tables: those with DIS first, each group by name.
QList<Region> knownRegions();

/// Where DIS is: HUAWEICLOUD_SDK_REGION_DIS_<REGION>, else the file of regions (HUAWEICLOUD_SDK_REGIONS_FILE, else
/// ~/.huaweicloud/regions.yaml), else https://dis.<region>.myhuaweicloud.com. Reads a file: blocks.
RegionEndpoint disEndpoint(const QString &region, const SearchScope &scope);

/// Where IAM is: HUAWEICLOUD_SDK_IAM_ENDPOINT, else as for DIS; of a region that is not in the table the global one.
RegionEndpoint iamEndpoint(const QString &region, const SearchScope &scope);

} // namespace spillway
