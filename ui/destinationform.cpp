// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destinationform.h"

#include "domain/counttext.h"
#include "domain/fields.h"
#include "models/celltext.h"
#include "models/taskmodel.h"
#include "ui/formline.h"
#include "ui/nextfilebox.h"
#include "ui/outsidetext.h"
#include "ui/plainlabel.h"
#include "ui/settingnotesmodel.h"

#include <QFormLayout>
#include <QGroupBox>
#include <QStyledItemDelegate>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

/// A destination block may hold anything; a form of thousands of lines would help nobody.
constexpr int linesLimit = 200;

/// Writes what is shown, not what is edited: nothing is edited.
class DisplayDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        if (auto *edit = qobject_cast<ValueEdit *>(editor))
            edit->showValue(index.data(Qt::DisplayRole).toString());
    }
    void setModelData(QWidget *, QAbstractItemModel *, const QModelIndex &) const override { }
};

struct FormGroup
{
    FieldInfo::Group group;
    QString title;
    QString objectName;
};

QList<FormGroup> groups()
{
    return {{FieldInfo::Group::Where, DestinationForm::tr("Where"), u"groupWhere"_s},
            {FieldInfo::Group::When, DestinationForm::tr("When"), u"groupWhen"_s},
            {FieldInfo::Group::What, DestinationForm::tr("What"), u"groupWhat"_s},
            {FieldInfo::Group::Who, DestinationForm::tr("Who"), u"groupWho"_s}};
}

} // namespace

DestinationForm::DestinationForm(TaskModel &model, const SettingNotesModel &notes, Clock clock, QWidget *parent)
    : QScrollArea(parent)
    , m_model(model)
    , m_notes(notes)
    , m_clock(std::move(clock))
{
    setObjectName(u"destinationForm"_s);
    setAccessibleName(tr("Destination"));
    setAccessibleDescription(tr("Where, when, what and as whom the dump task delivers, as it came with the answer."));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    m_mapper.setOrientation(Qt::Vertical);
    m_mapper.setSubmitPolicy(QDataWidgetMapper::ManualSubmit);
    m_mapper.setModel(&model);
    m_mapper.setItemDelegate(new DisplayDelegate(&m_mapper));
    connect(&model, &QAbstractItemModel::rowsInserted, this, &DestinationForm::rowsMoved);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &DestinationForm::rowsMoved);
    connect(&model, &TaskModel::applied, this, &DestinationForm::applied);
    connect(&notes, &SettingNotesModel::changed, this, &DestinationForm::updateNotes);
    rebuild();
}

QWidget *DestinationForm::firstField() const
{
    return m_lines.isEmpty() ? nullptr : m_lines.front()->edit();
}

bool DestinationForm::focusField(const QString &path)
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
                                    [&](const FormLine *line) { return line->edit()->objectName() == path; });
    if (found == m_lines.end())
        return false;
    (*found)->edit()->setFocus(Qt::OtherFocusReason);
    (*found)->edit()->selectAll();
    ensureWidgetVisible(*found);
    return true;
}

void DestinationForm::tick()
{
    if (m_files)
        m_files->setTask(m_model.snapshot(), m_clock());
}

void DestinationForm::updateNotes()
{
    for (FormLine *line : std::as_const(m_lines))
        line->setNotes(m_notes.notesAt(line->edit()->objectName()));
}

void DestinationForm::rowsMoved(const QModelIndex &parent)
{
    m_outdated = m_outdated || parent == m_model.sectionIndex(Section::Destination);
}

void DestinationForm::applied()
{
    if (m_outdated || m_lines.isEmpty()) {
        rebuild();
        return;
    }
    for (FormLine *line : std::as_const(m_lines))
        line->updateAround();
    tick();
}

void DestinationForm::rebuild()
{
    m_outdated = false;
    m_mapper.clearMapping();
    m_lines.clear();
    m_files = nullptr;
    auto *content = new QWidget;
    content->setObjectName(u"destinationContent"_s);
    auto *layout = new QVBoxLayout(content);
    const int room = fontMetrics().height() / 2;
    layout->setContentsMargins(room, room / 2, room, room);
    layout->setSpacing(room);

    if (const QString words = note(); !words.isEmpty()) {
        auto *label = new PlainLabel(words);
        label->setObjectName(u"destinationNote"_s);
        label->setWordWrap(true);
        layout->addWidget(label);
    }

    // Set anew: the mapper forgets where it was when the rows under it go.
    m_mapper.setRootIndex(m_model.sectionIndex(Section::Destination));
    const QModelIndex section = m_model.sectionIndex(Section::Destination);
    const int rows = m_model.rowCount(section);
    const auto groupOf = [&](int row) {
        return static_cast<FieldInfo::Group>(
            m_model.index(row, TaskModel::ValueColumn, section).data(GroupRole).toInt());
    };
    for (const FormGroup &group : groups()) {
        QFormLayout *form = nullptr;
        for (int row = 0; row < rows && m_lines.size() < linesLimit; ++row) {
            if (groupOf(row) != group.group)
                continue;
            if (!form)
                form = addGroup(*layout, group.title, group.objectName);
            addLine(*form, row);
        }
        if (group.group == FieldInfo::Group::Where && form)
            addFiles(*layout);
    }
    QFormLayout *others = nullptr;
    for (int row = 0; row < rows && m_lines.size() < linesLimit; ++row) {
        if (groupOf(row) != FieldInfo::Group::None)
            continue;
        if (!others)
            others = addGroup(*layout, tr("As it came"), u"groupOther"_s);
        addLine(*others, row);
    }
    if (rows > linesLimit) {
        auto *more = new PlainLabel(tr("The first %1 of %2 fields. All of them are in the Answer.")
                                        .arg(countText(linesLimit), countText(rows)));
        more->setWordWrap(true);
        layout->addWidget(more);
    }
    layout->addStretch(1);
    setWidget(content);
    m_mapper.setCurrentIndex(TaskModel::ValueColumn);
    updateNotes();
    tick();
}

void DestinationForm::addFiles(QVBoxLayout &layout)
{
    m_files = new NextFileBox(m_zone);
    connect(m_files, &NextFileBox::zoneChosen, this, [this](DirectoryZone zone) { m_zone = zone; });
    layout.addWidget(m_files);
}

QFormLayout *DestinationForm::addGroup(QVBoxLayout &layout, const QString &title, const QString &objectName)
{
    auto *box = new QGroupBox(title);
    box->setObjectName(objectName);
    auto *form = new QFormLayout(box);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(fontMetrics().height() / 3);
    form->setRowWrapPolicy(objectName == u"groupOther" ? QFormLayout::WrapAllRows : QFormLayout::DontWrapRows);
    layout.addWidget(box);
    return form;
}

void DestinationForm::addLine(QFormLayout &form, int row)
{
    const QModelIndex section = m_model.sectionIndex(Section::Destination);
    const QModelIndex value = m_model.index(row, TaskModel::ValueColumn, section);
    const QString path = value.data(PathRole).toString();
    const QString known = value.data(LabelRole).toString();
    const QString label = known.isEmpty() ? visibleText(path, 200) : known;
    auto *line = new FormLine(value);
    auto *name = new PlainLabel(forAction(label));
    name->setBuddy(line->edit());
    explain(*name, visibleText(path));
    // A form centres labels on something taller than the value's line.
    name->setAlignment(Qt::AlignRight | Qt::AlignTop);
    name->setContentsMargins(0, (line->edit()->sizeHint().height() - name->fontMetrics().height()) / 2, 0, 0);
    if (known.isEmpty()) {
        name->setElided(true);
        name->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    }
    line->edit()->setObjectName(path);
    line->edit()->setAccessibleName(label);
    form.addRow(name, line);
    m_mapper.addMapping(line->edit(), row);
    m_lines.append(line);
}

QString DestinationForm::note() const
{
    const TaskSnapshot &task = m_model.snapshot();
    if (!task)
        return tr("Nothing received yet.");
    if (task->obsBlock.kind == Value::Kind::Object)
        return {};
    if (task->otherDestinations.empty())
        return task->obsBlock.isPresent() ? tr("The answer has no OBS settings, but something else in their place.")
                                          : tr("The answer has no OBS settings.");
    const QString type = task->destinationType.isPresent() ? textForScreen(task->answer, task->destinationType)
                                                           : task->otherDestinations.front().key;
    return tr("Not an OBS task: %1. Its settings as they came:").arg(amongWords(type));
}

} // namespace spillway
