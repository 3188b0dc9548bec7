// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bytesview.h"

#include "domain/counttext.h"
#include "domain/withinmemory.h"
#include "tabular/atomicfile.h"
#include "ui/language.h"
#include "ui/plainlabel.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace spillway {

namespace {

constexpr qsizetype longestLine = 500;

Result<QString> writeBytes(const TaskSnapshot &task, const QString &path)
{
    AtomicFile file(path);
    return file.open()
        .and_then([&] { return file.write(task->answer.bytes()); })
        .and_then([&] { return file.commit(); })
        .map([&] { return path; });
}

} // namespace

QString bytesForScreen(const QByteArray &bytes, qsizetype limit)
{
    const QString text = QString::fromUtf8(QByteArrayView(bytes).first(std::min(limit, bytes.size())));
    QString shown;
    shown.reserve(text.size() + text.size() / longestLine);
    const QList<QStringView> lines = QStringView(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QStringView line = lines.at(i);
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (i > 0)
            shown += u'\n';
        for (qsizetype at = 0; at < line.size(); at += longestLine) {
            if (at > 0)
                shown += u"\u21a9\n";
            const QList<QStringView> cells = line.mid(at, longestLine).split(u'\t');
            for (qsizetype cell = 0; cell < cells.size(); ++cell) {
                if (cell > 0)
                    shown += u'\t';
                shown += visibleText(cells.at(cell).toString(), longestLine);
            }
        }
    }
    return shown;
}

BytesView::BytesView(QWidget *parent)
    : QWidget(parent)
    , m_note(new PlainLabel)
    , m_save(new QPushButton(tr("Save Exact Bytes…")))
    , m_edit(new QPlainTextEdit)
{
    setObjectName(u"bytesView"_s);
    m_note->setObjectName(u"bytesNote"_s);
    m_note->setQuiet(true);
    m_note->setWordWrap(true);
    m_save->setObjectName(u"saveBytes"_s);
    m_save->setAccessibleName(tr("Save exact bytes"));
    m_edit->setObjectName(u"exactBytes"_s);
    m_edit->setAccessibleName(tr("Exact bytes of the answer"));
    m_edit->setReadOnly(true);
    m_edit->setTabChangesFocus(true);
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_edit->setPlaceholderText(tr("Nothing received yet."));
    auto *line = new QHBoxLayout;
    line->addWidget(m_note, 1);
    line->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    const int room = fontMetrics().height() / 4;
    layout->setContentsMargins(room, room, room, room);
    layout->setSpacing(room);
    layout->addLayout(line);
    layout->addWidget(m_edit, 1);
    connect(&m_text, &QFutureWatcherBase::finished, this, &BytesView::textReady);
    connect(m_save, &QPushButton::clicked, this, &BytesView::save);
    connect(&m_saving, &QFutureWatcherBase::finished, this, [this] {
        const Result<QString> result = m_saving.result();
        if (result)
            Q_EMIT saved(*result);
        else
            Q_EMIT failed(result.error());
    });
    setTask({});
}

QWidget *BytesView::text() const
{
    return m_edit;
}

void BytesView::setTask(const TaskSnapshot &task)
{
    m_task = task;
    m_save->setEnabled(task != nullptr);
    updateNote();
    if (isVisible())
        prepare();
}

void BytesView::updateNote()
{
    if (!m_task) {
        m_note->setText({});
        return;
    }
    const Answer &answer = m_task->answer;
    const qint64 size = answer.bytes().size();
    QStringList notes{tr("%1 byte(s).", nullptr, pluralOf(size)).arg(countText(size))};
    if (size > shownLimit)
        notes.append(tr("The first %1 are shown; saving writes all.").arg(countText(shownLimit)));
    if (const qint64 masked = answer.maskedSecrets())
        notes.append(tr("%1 password(s) were masked before anything was kept.", nullptr, pluralOf(masked))
                         .arg(countText(masked)));
    m_note->setText(joinedSentences(notes));
}

void BytesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    prepare();
}

void BytesView::prepare()
{
    if (m_shown == m_task)
        return;
    const auto beginning = [](const TaskSnapshot &task) {
        return QByteArrayView(task->answer.bytes()).first(std::min(shownLimit, task->answer.bytes().size()));
    };
    const bool same = m_shown && m_task && beginning(m_shown) == beginning(m_task);
    m_shown = m_task;
    if (same)
        return;
    if (!m_task) {
        m_edit->clear();
        return;
    }
    m_text.setFuture(QtConcurrent::run([task = m_task] { return bytesForScreen(task->answer.bytes(), shownLimit); }));
}

void BytesView::textReady()
{
    if (m_text.future().resultCount() == 0) {
        Q_EMIT failed(notEnoughMemory());
        return;
    }
    const QString text = m_text.result();
    if (text == m_edit->toPlainText())
        return;
    const int vertical = m_edit->verticalScrollBar()->value();
    const int horizontal = m_edit->horizontalScrollBar()->value();
    m_edit->setPlainText(text);
    m_edit->verticalScrollBar()->setValue(vertical);
    m_edit->horizontalScrollBar()->setValue(horizontal);
}

void BytesView::save()
{
    auto *dialog = new QFileDialog(this, tr("Save Exact Bytes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(u"answer.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &BytesView::saveTo);
    dialog->open();
}

void BytesView::saveTo(const QString &path)
{
    if (m_task)
        m_saving.setFuture(
            QtConcurrent::run([task = m_task, path] { return withinMemory([&] { return writeBytes(task, path); }); }));
}

} // namespace spillway
