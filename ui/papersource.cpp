// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/papersource.h"

#include "models/celltext.h"
#include "session/poll.h"
#include "session/tasksession.h"
#include "ui/outsidetext.h"

#include <QGuiApplication>

namespace spillway {

namespace {

constexpr int linesLimit = 200; ///< as many as the form has

QString ageNote(const TaskSession &session, const Poll &poll, const QDateTime &now)
{
    const Freshness freshness = session.freshness();
    const DisplayFormat &display = session.model().display();
    const QString printed = timeText(now, display);
    if (!poll.polledAt.isValid())
        return Paper::tr("From a saved answer, printed %1").arg(printed);
    const QString received = timeText(poll.polledAt, display);
    if (!freshness.age)
        return Paper::tr("Answer of %1, printed %2").arg(received, printed);
    return Paper::tr("Answer of %1, %2 old when printed %3")
        .arg(received, lengthText(*freshness.age + poll.behind), printed);
}

Paper::Section destination(const TaskModel &model)
{
    Paper::Section section{Paper::tr("Destination"), {}};
    const QModelIndex parent = model.sectionIndex(Section::Destination);
    const int rows = std::min(model.rowCount(parent), linesLimit);
    for (int row = 0; row < rows; ++row) {
        const QModelIndex value = model.index(row, TaskModel::ValueColumn, parent);
        const QString label = value.data(LabelRole).toString();
        const QString unit = value.data(UnitRole).toString();
        const QString shown = value.data(Qt::DisplayRole).toString();
        section.lines.append({label.isEmpty() ? amongWords(value.data(PathRole).toString()) : label,
                              unit.isEmpty() ? shown : QString(shown + u' ' + unit)});
    }
    return section;
}

} // namespace

Paper paperOf(const TaskSession &session, const QDateTime &now)
{
    const Poll poll = wholePoll(session);
    Paper paper;
    paper.task = poll.task;
    paper.insight = poll.insight;
    paper.display = session.model().display();
    paper.font = QGuiApplication::font();
    paper.font.setPointSizeF(9);
    if (!paper.task)
        return paper;
    const DumpTask &task = *paper.task;
    const auto words = [&task](const Value &value) {
        return value.isPresent() ? amongWords(textForScreen(task.answer, value)) : QString(u'–');
    };
    paper.title = words(task.taskName);
    paper.notes = {Paper::tr("State: %1").arg(words(task.state)), Paper::tr("Stream: %1").arg(words(task.streamName)),
                   Paper::tr("Asked: %1").arg(amongWords(session.origin())), ageNote(session, poll, now)};
    paper.sections = {destination(session.model())};
    return paper;
}

} // namespace spillway
