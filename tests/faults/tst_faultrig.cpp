// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/faulttest.h"
#include "models/changes.h"
#include "support/canaries.h"
#include "support/scriptedsource.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>

#include <ctime>

namespace spillway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A label that the program has by mistake.
QLabel *labelIn(FaultRig &rig, const QString &text)
{
    auto *label = new QLabel(text, &rig.program().window);
    label->show();
    return label;
}

/// Does it once the refresh has failed.
void whenFailed(FaultRig &rig, const std::function<void()> &mistake)
{
    const TaskSession &session = rig.program().session;
    // Before the window, which is told later.
    QObject::connect(&session, &TaskSession::freshnessChanged, &rig.server, [&session, mistake] {
        if (session.freshness().error)
            mistake();
    });
}

/// For so long on a processor.
void standStill(milliseconds time)
{
    const std::clock_t end = std::clock() + std::clock_t(time.count()) * CLOCKS_PER_SEC / 1000;
    while (std::clock() < end) { }
}

/// A client that never comes to an end, or answers what nobody has sent.
std::shared_ptr<ScriptedSource> otherClient(FaultRig &rig)
{
    auto source = std::make_shared<ScriptedSource>();
    source->wait();
    source->setOrigin(rig.program().session.source()->place()); // its rows stay
    rig.program().session.open(source, FaultRig::task());
    return source;
}

} // namespace

/// Whoever reports that all is well has to be able to report that it is not: the program is made to break each
/// invariant, and the rig says exactly that.
class TestFaultRig : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void aProgramThatHoldsHasNothingSaidOfIt_data();
    void aProgramThatHoldsHasNothingSaidOfIt();
    void whatIsBrokenIsNamed_data();
    void whatIsBrokenIsNamed();
    void aWrongExpectationIsTold_data();
    void aWrongExpectationIsTold();

private:
    using Mistake = std::function<void(FaultRig &)>;
    static Fault failing(const Mistake &mistake)
    {
        return {"F066 a mistake",
                [mistake](FaultRig &rig) {
                    rig.answerTask(Script().write(http(500, {}, {{"X-Request-Id", "request-1"}})));
                    mistake(rig);
                },
                stale(Kind::Server)};
    }
    static QStringList invariantsBrokenBy(const Fault &fault);
};

void TestFaultRig::aProgramThatHoldsHasNothingSaidOfIt_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<bool>("isEncrypted");
    const auto add = [](const char *name, const Fault &fault) {
        QTest::addRow("http %s", name) << fault << false;
        QTest::addRow("https %s", name) << fault << true;
    };
    add("a good answer", {"-", answering(200, FaultRig::answer(2)), stillOk()});
    add("a failure", failing([](FaultRig &) {}));
    add("a timeout", {"-", answering(Script().stall()), stale(Kind::Timeout, Reason::Silence)});
    add("a refusal", {"-", answering(401), authRequired()});
    add("a refused connection",
        {"-", [](FaultRig &rig) { rig.refuseConnections(); }, stale(Kind::Unreachable, Reason::Refused).within(0)});
    add("a swallowed connection",
        {"-", [](FaultRig &rig) { rig.swallowConnections(); }, stale(Kind::Timeout, Reason::ConnectTimeout).within(0)});
}

void TestFaultRig::aProgramThatHoldsHasNothingSaidOfIt()
{
    QFETCH(const Fault, fault);
    QFETCH(const bool, isEncrypted);
    FaultRig rig(isEncrypted, FaultRig::setupFor(fault));
    QCOMPARE(rig.hold(fault), QStringList());
}

QStringList TestFaultRig::invariantsBrokenBy(const Fault &fault)
{
    FaultRig rig(false, FaultRig::setupFor(fault));
    const QStringList broken = rig.hold(fault);
    QStringList names;
    for (const QString &each : broken)
        names += each.section(u' ', 0, 0);
    names.removeDuplicates();
    if (names.size() != 1)
        qInfo("%s", qPrintable(broken.join(u'\n')));
    return names;
}

void TestFaultRig::whatIsBrokenIsNamed_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("invariant");
    const auto row = [](const char *name, const char *invariant, const Fault &fault) {
        QTest::newRow(name) << fault << QString::fromLatin1(invariant);
    };
    row("a warning", "I1", failing([](FaultRig &) { qWarning("what a mistake"); }));
    row("a token in a label", "I3", failing([](FaultRig &rig) {
            labelIn(rig, QString::fromLatin1(canaryToken.text))->setTextFormat(Qt::PlainText);
        }));
    row("a token in a tooltip", "I3", failing([](FaultRig &rig) {
            rig.program().window.setToolTip(QString::fromLatin1(canaryToken.text.toBase64()));
        }));
    row("a token in the log", "I3", failing([](FaultRig &) { qDebug("%s", canaryToken.text.constData()); }));
    row("rows that are blanked", "I4", failing([](FaultRig &rig) {
            TaskSession &session = rig.program().session;
            whenFailed(rig, [&session] {
                session.model().apply(planAnswer(session.model().snapshot(), nullptr, {}, session.model().discards()));
            });
        }));
    row("rows that do not look stale", "I4", failing([](FaultRig &rig) {
            auto *chip = rig.program().find<QLabel>(u"staleChip"_s);
            whenFailed(rig, [chip] { chip->setMaximumWidth(0), chip->hide(); });
        }));
    row("an event loop that stands still", "I6", failing([](FaultRig &rig) {
            QTimer::singleShot(0, &rig.server, [] { standStill(StallMeter::longestAllowed() + 50ms); });
        }));
    row("a label of rich text", "I8", failing([](FaultRig &rig) { labelIn(rig, u"<b>bold</b>"_s); }));
    row("a label that guesses about the service's words", "I8",
        failing([](FaultRig &rig) { labelIn(rig, u"task test_1"_s); }));
    row("a message that is not seen", "I8", failing([](FaultRig &rig) {
            auto *banner = rig.program().find<QWidget>(u"banner"_s);
            whenFailed(rig, [banner] { banner->hide(); });
        }));
    row("more requests than planned", "I7", {"-", answering(500), staleAtOnce(Kind::Server)});
    row("a refresh that never ends", "I2",
        {"-", [](FaultRig &rig) { otherClient(rig); },
         [] {
             Outcome outcome;
             outcome.state = RefreshState::Refreshing;
             return outcome;
         }(),
         [](FaultRig &rig) { rig.reopen(rig.server.url()); }});
    row("an answer that nobody has sent", "I5",
        {"-", [](FaultRig &rig) { otherClient(rig)->answer(FaultRig::answer(7)); }, stillOk(),
         [](FaultRig &rig) { rig.reopen(rig.server.url()); }});
    row("no way back", "I9", {"-", answering(500), stale(Kind::Server), answering(500)});
}

void TestFaultRig::whatIsBrokenIsNamed()
{
    QFETCH(const Fault, fault);
    QFETCH(const QString, invariant);
    QCOMPARE(invariantsBrokenBy(fault), QStringList{invariant});
}

void TestFaultRig::aWrongExpectationIsTold_data()
{
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char *name, const Outcome &outcome) {
        QTest::newRow(name) << Fault{"-", answering(500), outcome};
    };
    row("another kind", stale(Kind::Timeout));
    row("another reason", stale(Kind::Server, Reason::NotHttp));
    row("other words", stale(Kind::Server).saying({u"all is well"_s}));
    row("another time", stale(Kind::Server).nextIn(1h, 2h));
    Outcome other = stale(Kind::Server);
    other.state = RefreshState::Failed;
    row("another state", other);
    other = stale(Kind::Server);
    other.holds = [](FaultRig &) { return QStringList{u"nothing"_s}; };
    row("what else has to hold", other);
}

void TestFaultRig::aWrongExpectationIsTold()
{
    QFETCH(const Fault, fault);
    QCOMPARE(invariantsBrokenBy(fault), QStringList{u"row"_s});
}

} // namespace spillway

QTEST_MAIN(spillway::TestFaultRig)
#include "tst_faultrig.moc"
