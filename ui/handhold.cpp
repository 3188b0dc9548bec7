// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/handhold.h"

#include "models/partitionstable.h"
#include "session/tasksession.h"

#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMouseEvent>
#include <QTableView>

namespace spillway {

HandHold::HandHold(TaskSession &session, PartitionsTable &rows, QTableView &view, QLineEdit &filter, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_rows(rows)
{
    // A menu asked for by key comes to the view itself, one asked for by mouse to its viewport.
    for (QAbstractScrollArea *area :
         {static_cast<QAbstractScrollArea *>(&view), static_cast<QAbstractScrollArea *>(view.horizontalHeader())}) {
        area->installEventFilter(this);
        area->viewport()->installEventFilter(this);
        area->viewport()->setMouseTracking(true); // see MouseMove below
    }
    connect(&filter, &QLineEdit::textEdited, this, &HandHold::typed);
    connect(&m_check, &QTimer::timeout, this, &HandHold::check);
}

HandHold::~HandHold()
{
    m_session.setHeld(false);
}

bool HandHold::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        m_pressed = true;
        take();
        break;
    case QEvent::ContextMenu:
        take();
        break;
    case QEvent::MouseButtonRelease:
    case QEvent::MouseMove:
        // A drag swallows the release: the first move without a button tells of it.
        if (m_pressed && static_cast<const QMouseEvent *>(event)->buttons() == Qt::NoButton) {
            m_pressed = false;
            // What the release does, such as sorting, comes first.
            QTimer::singleShot(0, this, &HandHold::check);
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void HandHold::begin()
{
    if (m_hand || m_typing)
        return;
    m_since.start();
    m_check.start(m_pace.check);
}

void HandHold::take()
{
    begin();
    m_hand = true;
    apply();
}

void HandHold::typed()
{
    begin();
    m_typing = true;
    m_lastLetter.start();
    apply();
}

void HandHold::check()
{
    m_hand = m_hand && (m_pressed || QApplication::activePopupWidget());
    m_typing = m_typing && !m_lastLetter.hasExpired(m_pace.typing.count());
    if (!m_hand && !m_typing) {
        m_expired = false;
        m_check.stop();
    } else if (m_since.hasExpired(m_pace.limit.count())) {
        m_expired = true;
    }
    apply();
}

void HandHold::apply()
{
    m_session.setHeld(isHolding());
    m_rows.setHeld(m_hand && !m_expired);
}

} // namespace spillway
