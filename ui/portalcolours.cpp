// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/portalcolours.h"

#include "connections/busprobe.h"

#include <QtDBus/QDBusAbstractInterface>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusVariant>

#include <QTimer>

#include <functional>

#include <sys/prctl.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace spillway {

namespace {

const QString appearance = u"org.freedesktop.appearance"_s;
const QString schemeKey = u"color-scheme"_s;
const QString contrastKey = u"contrast"_s;
constexpr auto introductionTime = 5s;

/// The number in a setting; what Read() gives is wrapped twice. Nothing if it is none.
std::optional<uint> numberIn(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.typeId() == QMetaType::UInt ? std::optional(value.toUInt()) : std::nullopt;
}

} // namespace

/// For as long as it lives the portal can see who asks. It looks at /proc/PID/root, which nobody may who asks for a
/// process that cannot be dumped, and then refuses everything (flatpak/xdg-desktop-portal, issue 1490). Whom it has
/// seen once it knows by its place on the bus, so that the first question is enough, also for what Qt asks it later.
class Introduction
{
public:
    Introduction()
    {
        if (m_isPrivate)
            prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    }
    ~Introduction()
    {
        if (m_isPrivate)
            prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    }
    Q_DISABLE_COPY_MOVE(Introduction)

private:
    const bool m_isPrivate = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
};

/// The portal's interface, with the names it has on the bus.
class SettingsPortal : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    SettingsPortal(const QDBusConnection &bus, QObject *parent)
        : QDBusAbstractInterface(u"org.freedesktop.portal.Desktop"_s, u"/org/freedesktop/portal/desktop"_s,
                                 "org.freedesktop.portal.Settings", bus, parent)
    {
    }

Q_SIGNALS:
    /// group, key, value; without names, which moc writes otherwise in this same file
    void SettingChanged(const QString &, const QString &, const QDBusVariant &);
};

/// Lives on the thread that may block.
class PortalReader : public QObject
{
    Q_OBJECT

public:
    void start()
    {
        // QtDBus waits for a bus that says nothing on a thread that the program then waits for when it ends.
        constexpr auto patience = 3s;
        if (probeBus(sessionBusAddress(), QDeadlineTimer(patience)) != BusAnswer::Answers)
            return;
        const QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected())
            return;
        auto *portal = new SettingsPortal(bus, this);
        // First listen, then ask: a change in between comes twice, not never.
        connect(portal, &SettingsPortal::SettingChanged, this,
                [this](const QString &group, const QString &key, const QDBusVariant &value) {
                    if (group == appearance)
                        take(key, value.variant());
                });
        m_introduction = std::make_unique<Introduction>();
        QTimer::singleShot(introductionTime, this, [this] { m_introduction.reset(); });
        for (const QString &key : {schemeKey, contrastKey}) {
            ++m_unanswered;
            auto *answer = new QDBusPendingCallWatcher(portal->asyncCall(u"Read"_s, appearance, key), this);
            connect(answer, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher *call) {
                const bool isLast = --m_unanswered == 0;
                if (isLast)
                    m_introduction.reset();
                const QDBusPendingReply<QDBusVariant> reply = *call;
                if (reply.isValid())
                    take(key, reply.value().variant());
                call->deleteLater();
                if (isLast)
                    Q_EMIT asked();
            });
        }
    }

Q_SIGNALS:
    void read(const spillway::DesktopColours &);
    void asked();

private:
    void take(const QString &key, const QVariant &value)
    {
        const std::optional<uint> number = numberIn(value);
        if (!number)
            return;
        using Scheme = DesktopColours::Scheme;
        // Numbers that the portal may get one day mean: no preference.
        if (key == schemeKey)
            m_colours.scheme = *number == 1 ? Scheme::Dark : *number == 2 ? Scheme::Light : Scheme::NoPreference;
        else if (key == contrastKey)
            m_colours.highContrast = *number == 1;
        Q_EMIT read(m_colours);
    }

    std::unique_ptr<Introduction> m_introduction; ///< until all is answered, or it takes too long
    int m_unanswered = 0;
    DesktopColours m_colours;
};

PortalColours::PortalColours(QObject *parent)
    : DesktopColourSource(parent)
    , m_thread(std::make_unique<QThread>())
{
    m_thread->setObjectName(u"desktop portal"_s);
    auto *reader = new PortalReader;
    reader->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::started, reader, &PortalReader::start);
    connect(m_thread.get(), &QThread::finished, reader, &QObject::deleteLater);
    connect(reader, &PortalReader::read, this, &PortalColours::setColours);
    connect(reader, &PortalReader::asked, this, &PortalColours::asked);
    m_thread->start();
}

PortalColours::~PortalColours()
{
    m_thread->quit();
    // A bus that hangs must not keep the program from ending: its thread is left behind.
    constexpr auto patience = 500ms;
    if (!m_thread->wait(QDeadlineTimer(patience)))
        static_cast<void>(m_thread.release());
}

void PortalColours::setColours(DesktopColours colours)
{
    if (m_colours == colours)
        return;
    m_colours = colours;
    Q_EMIT changed();
}

} // namespace spillway

#include "portalcolours.moc"
