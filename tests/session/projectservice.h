// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scripted.h"
#include "session/projectsession.h"
#include "support/scriptedproject.h"

namespace spillway {

inline Error errorOf(Error::Kind kind, int status = 0)
{
    Error error;
    error.kind = kind;
    error.httpStatus = status;
    return error;
}

/// A service with a project.
class ProjectService : public HandSource
{
public:
    ProjectSource *project() override { return &scripted; }
    ScriptedProject scripted;
};

inline std::shared_ptr<ProjectService> serviceWith(int streams, int tasksOfEach = 2)
{
    auto service = std::make_shared<ProjectService>();
    for (int i = 0; i < streams; ++i) {
        const QString name = QStringLiteral("s%1").arg(i, 4, 10, QLatin1Char('0'));
        service->scripted.put(runningStream(name));
        for (int task = 0; task < tasksOfEach; ++task)
            service->scripted.put({name}, taskSummary(QStringLiteral("t%1").arg(task)));
    }
    return service;
}

inline QString noteOf(const ProjectTree &tree)
{
    return tree.index(tree.rowCount() - 1, 0).data().toString();
}

} // namespace spillway
