// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fixtures.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "ui/theme.h"
#include "ui/tint.h"

#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QToolTip>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

class FakeDesktop : public DesktopColourSource
{
public:
    DesktopColours colours() const override { return m_colours; }
    void say(const DesktopColours &colours)
    {
        m_colours = colours;
        Q_EMIT changed();
    }

private:
    DesktopColours m_colours;
};

using Scheme = DesktopColours::Scheme;
constexpr double enoughWhenDisabled = 3.0;
constexpr std::array severities{Severity::Good,    Severity::Busy, Severity::Idle,
                                Severity::Warning, Severity::Bad,  Severity::Unknown};

/// The colour that differs most from the ground in a picture of something.
QColor inkOf(const QPixmap &picture, const QColor &ground)
{
    const QImage image = picture.toImage();
    QColor ink = ground;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() == 255 && contrast(pixel, ground) > contrast(ink, ground))
                ink = pixel;
        }
    }
    return ink;
}

} // namespace

class TestTheme : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        QApplication::setPalette(QPalette());
        QToolTip::setPalette(QPalette());
    }

    void everyTextCanBeReadInEveryPalette_data() { addPalettes(); }

    void everyTextCanBeReadInEveryPalette()
    {
        QFETCH(QPalette, palette);
        using P = QPalette;
        const std::pair<P::ColorRole, P::ColorRole> texts[]{{P::WindowText, P::Window},
                                                            {P::WindowText, P::Base},
                                                            {P::Text, P::Base},
                                                            {P::Text, P::AlternateBase},
                                                            {P::Text, P::Window},
                                                            {P::ButtonText, P::Button},
                                                            {P::ButtonText, P::Window},
                                                            {P::ToolTipText, P::ToolTipBase},
                                                            {P::HighlightedText, P::Highlight},
                                                            {P::PlaceholderText, P::Base},
                                                            {P::Link, P::Base},
                                                            {P::Link, P::Window},
                                                            {P::LinkVisited, P::Base},
                                                            {P::LinkVisited, P::Window},
                                                            {P::BrightText, P::Window}};
        for (const P::ColorGroup group : {P::Active, P::Inactive, P::Disabled}) {
            for (const auto &[text, ground] : texts) {
                const double measured = contrast(palette.color(group, text), palette.color(group, ground));
                const double wanted = group == P::Disabled ? enoughWhenDisabled : enoughContrast;
                QVERIFY2(measured >= wanted,
                         qPrintable(u"group %1, role %2 on %3: %4"_s.arg(group).arg(text).arg(ground).arg(measured)));
            }
        }
        for (int role = 0; role < P::NColorRoles; ++role)
            QVERIFY2(role == P::NoRole || palette.isBrushSet(P::Active, P::ColorRole(role)),
                     qPrintable(QString::number(role)));
    }

    void everySeverityCanBeReadInEveryPalette_data() { addPalettes(); }

    void everySeverityCanBeReadInEveryPalette()
    {
        QFETCH(QPalette, palette);
        for (const Severity severity : severities) {
            const Tint colours = tint(severity, palette);
            QVERIFY(contrast(colours.text, colours.background) >= enoughContrast);
            // A word on a banner, and on a table's cell without ground.
            QVERIFY(contrast(palette.color(QPalette::WindowText), colours.background) >= enoughContrast);
            QVERIFY(contrast(colours.text, palette.color(QPalette::Base)) >= enoughContrast);
        }
        for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base})
            QVERIFY(contrast(quietText(palette, ground), palette.color(ground)) >= enoughContrast);
    }

    void picturesHaveTheColoursOfTheMoment_data() { addPalettes(); }

    void picturesHaveTheColoursOfTheMoment()
    {
        QFETCH(QPalette, palette);
        const QIcon refresh = pictogram(u"refresh"_s);
        QVERIFY(!refresh.isNull());
        QApplication::setPalette(palette);
        const QColor window = palette.color(QPalette::Window);
        constexpr QSize size(22, 22);
        constexpr double enoughForShapes = 3.0; // what WCAG asks of pictures
        QVERIFY(contrast(inkOf(refresh.pixmap(size), window), window) >= enoughForShapes);
        QVERIFY(contrast(inkOf(refresh.pixmap(size, QIcon::Disabled), window), window) >= enoughWhenDisabled - 0.5);
        const QColor base = palette.color(QPalette::Base);
        const QColor highlight = palette.color(QPalette::Highlight);
        for (const Severity severity : severities) {
            const QIcon icon = severityIcon(severity);
            QVERIFY(contrast(inkOf(icon.pixmap(size), base), base) >= enoughForShapes);
            QVERIFY(contrast(inkOf(icon.pixmap(size, QIcon::Selected), highlight), highlight) >= enoughForShapes);
        }
    }

    void picturesAreSharpAtEveryScale()
    {
        for (const qreal scale : {1.0, 1.5, 2.0, 3.0}) {
            const QPixmap picture = pictogram(u"refresh"_s).pixmap(QSize(22, 22), scale);
            QCOMPARE(picture.size(), (QSizeF(22, 22) * scale).toSize());
            QCOMPARE(picture.devicePixelRatio(), scale);
        }
    }

    void lightAndDarkAreTakenAndTheDesktopIsFollowedLive()
    {
        FakeDesktop desktop;
        const QPalette before = QGuiApplication::palette();
        ThemeControl control(desktop);
        QCOMPARE(QGuiApplication::palette(), before);
        control.setTheme(Theme::Dark);
        QCOMPARE(QGuiApplication::palette(), themePalette(true));
        QCOMPARE(QToolTip::palette().color(QPalette::ToolTipBase), themePalette(true).color(QPalette::ToolTipBase));
        control.setTheme(Theme::Light);
        QCOMPARE(QGuiApplication::palette(), themePalette(false));
        desktop.say({Scheme::Dark});
        QCOMPARE(QGuiApplication::palette(), themePalette(false)); // forced
        control.setTheme(Theme::System);
        QVERIFY(isDark(QGuiApplication::palette()));
        desktop.say({Scheme::Light});
        QVERIFY(!isDark(QGuiApplication::palette()));
        desktop.say({Scheme::Dark});
        QVERIFY(isDark(QGuiApplication::palette()));
        desktop.say({Scheme::Dark, true});
        QCOMPARE(QGuiApplication::palette().color(QPalette::Base), QColor(Qt::black));
        desktop.say({});
        QCOMPARE(QGuiApplication::palette(), before);
    }

    void everyTextOfTheWindowCanBeReadAfterAChangeOfColours_data() { addPalettes(); }

    void everyTextOfTheWindowCanBeReadAfterAChangeOfColours()
    {
        QFETCH(QPalette, palette);
        TaskWindow it;
        it.openWith(fixture(u"task-everything-odd.json"_s));
        it.source->failAlways(errorOf(Error::Kind::Server, 500));
        it.session.refresh();
        QTRY_VERIFY(it.find<Banner>("banner")->isVisible());
        // From one end to the other, so that anything that keeps old colours is found out.
        QApplication::setPalette(themePalette(!isDark(palette)));
        QCoreApplication::processEvents();
        QApplication::setPalette(palette);
        QCoreApplication::processEvents();
        int checked = 0;
        const QList<QWidget *> widgets = it.window.findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (!widget->isVisible())
                continue;
            ++checked;
            QColor text = widget->palette().color(widget->foregroundRole());
            QColor ground = widget->palette().color(widget->backgroundRole());
            if (qobject_cast<const QLineEdit *>(widget)) {
                text = widget->palette().color(QPalette::Text);
                if (ground = widget->palette().color(QPalette::Base); ground.alpha() == 0)
                    ground = widget->palette().color(QPalette::Window);
            }
            const double wanted = widget->isEnabled() ? enoughContrast : enoughWhenDisabled;
            QVERIFY2(contrast(text, ground) >= wanted,
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName()));
            QVERIFY2(isDark(widget->palette()) == isDark(palette), qPrintable(widget->objectName()));
        }
        QVERIFY(checked > 40);
        for (int row = 0; row < it.table().model()->rowCount(); ++row) {
            for (int column = 0; column < it.table().model()->columnCount(); ++column) {
                const QModelIndex cell = it.table().model()->index(row, column);
                const QVariant ground = cell.data(Qt::BackgroundRole);
                const QVariant text = cell.data(Qt::ForegroundRole);
                const QColor on = ground.isValid() ? ground.value<QColor>() : palette.color(QPalette::Base);
                const QColor ink = text.isValid() ? text.value<QColor>() : palette.color(QPalette::Text);
                QVERIFY2(contrast(ink, on) >= enoughContrast, qPrintable(cell.data().toString()));
            }
        }
    }

private:
    static void addPalettes()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << themePalette(false);
        QTest::newRow("dark") << themePalette(true);
        QTest::newRow("light, high contrast") << themePalette(false, true);
        QTest::newRow("dark, high contrast") << themePalette(true, true);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
