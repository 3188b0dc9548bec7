// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoservice.h"
#include "support/clippedtexts.h"
#include "support/fixtures.h"
#include "support/widgettestcase.h"
#include "taskwindow.h"
#include "translators.h"
#include "ui/exportdialog.h"
#include "ui/language.h"
#include "ui/opentaskdialog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSet>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace spillway;

namespace {

/// English, Chinese or the longer language, for as long as it lives.
class Speaking
{
public:
    explicit Speaking(const QString &language)
    {
        applyLanguage(language == u"longer"_s ? u"en"_s : language);
        if (language == u"longer"_s)
            QCoreApplication::installTranslator(&m_longer);
    }
    ~Speaking()
    {
        QCoreApplication::removeTranslator(&m_longer);
        applyLanguage(u"en"_s);
    }
    Q_DISABLE_COPY_MOVE(Speaking)

private:
    Longer m_longer;
};

using Scene = std::function<QWidget *(TaskWindow &)>;
using SignIn = ConnectionProfile::SignIn;

QWidget *openedBy(TaskWindow &it, const char *action, const char *dialog)
{
    it.openWith(fixture(u"task-everything-odd.json"_s));
    it.table().selectRow(0);
    it.find<QAction>(action)->trigger();
    return it.find<QWidget>(dialog);
}

/// Whose search has come to its end: nothing is found.
QWidget *openTaskBy(TaskWindow &it)
{
    QWidget *dialog = openedBy(it, "actionOpen", "openTaskDialog");
    const auto *way = dialog->findChild<QComboBox *>(u"way"_s);
    (void)QTest::qWaitFor([way] { return way->currentIndex() > 0; });
    return dialog;
}

/// With its preview, which is written by a worker, and what that says has been changed.
QWidget *exportBy(TaskWindow &it, bool isCustom)
{
    QWidget *dialog = openedBy(it, "actionExport", "exportDialog");
    auto *style = dialog->findChild<QComboBox *>(u"exportPreset"_s);
    if (isCustom)
        style->setCurrentIndex(style->count() - 1);
    const auto *preview = dialog->findChild<QPlainTextEdit *>(u"exportPreview"_s);
    (void)QTest::qWaitFor([preview] { return !preview->toPlainText().isEmpty(); });
    return dialog;
}

/// All that the demo has to choose from.
DemoOffer demoOffer()
{
    DemoOffer offer;
    const QList<DemoService::Task> tasks = DemoService::tasks();
    for (const DemoService::Task &task : tasks)
        offer.tasks.append({task.address, task.title, task.story});
    const QList<DemoService::Fault> faults = DemoService::faults();
    for (const DemoService::Fault &fault : faults)
        offer.faults.append({fault.title, fault.promise});
    return offer;
}

/// A new connection with as many fields as there are.
QWidget *connectionBy(TaskWindow &it, SignIn way)
{
    QWidget *dialog = openedBy(it, "actionConnections", "connectionsDialog");
    const auto choose = [dialog](const QString &name, int data) {
        auto *choice = dialog->findChild<QComboBox *>(name);
        choice->setCurrentIndex(choice->findData(data));
    };
    choose(u"signIn"_s, int(way));
    choose(u"proxyKind"_s, int(ProxyChoice::Kind::Manual));
    dialog->findChild<QPushButton *>(u"saveConnection"_s)->click(); // it complains
    return dialog;
}

QWidget *practiceBy(TaskWindow &it, int way)
{
    it.openWith(fixture(u"task-obs-documented.json"_s));
    DemoOffer offer = demoOffer();
    offer.practice = [] {
        const auto secret = [] { return Secret(QByteArray(96, 'a')); };
        return PracticeOffer{u"http://127.0.0.1:65535"_s, {u"0123456789abcdef0123456789abcdef"_s},
                             {secret(), secret(), {}},    {secret(), secret(), secret()},
                             {u"a"_s, u"b"_s, secret()},  secret()};
    };
    it.window.setDemo(offer);
    it.find<QAction>("actionPractise")->trigger();
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *each : windows) {
        if (each->objectName() != u"practiceDialog")
            continue;
        each->findChild<QComboBox *>(u"practiceWay"_s)->setCurrentIndex(way);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return each;
    }
    qFatal("there is no practice");
}

/// What a person can have before their eyes.
QList<std::pair<QString, Scene>> scenes()
{
    return {
        {u"welcome"_s, [](TaskWindow &it) { return &it.window; }},
        {u"task"_s,
         [](TaskWindow &it) {
             it.openWith(fixture(u"task-everything-odd.json"_s));
             // What is counted off the GUI thread comes later.
             (void)QTest::qWaitFor([&it] { return it.find<QWidget>("marksChip")->isVisible(); });
             return &it.window;
         }},
        {u"documented dialect"_s,
         [](TaskWindow &it) {
             it.openWith(fixture(u"task-obs-table-dialect.json"_s));
             // The same: a column without values goes.
             (void)QTest::qWaitFor([&it] { return it.table().isColumnHidden(StateColumn); });
             return &it.window;
         }},
        {u"no partitions"_s,
         [](TaskWindow &it) {
             it.openWith(taskJson("[]"));
             return &it.window;
         }},
        {u"problem"_s,
         [](TaskWindow &it) {
             it.openWith(fixture(u"task-obs-documented.json"_s));
             (void)QTest::qWaitFor([&it] { return it.find<QWidget>("undocumentedChip")->isVisible(); });
             it.source->wait();
             it.session.refresh();
             it.source->fail(errorOf(Error::Kind::Blocked, 400));
             it.window.notify(Severity::Good, u"/tmp/answer.json"_s);
             return &it.window;
         }},
        {u"demo"_s,
         [](TaskWindow &it) {
             it.openWith(fixture(u"task-obs-documented.json"_s));
             it.window.setDemo(demoOffer());
             return &it.window;
         }},
        {u"filter"_s,
         [](TaskWindow &it) {
             it.openWith(taskJson(ascending(20)));
             auto *filter = it.find<QLineEdit>("partitionFilter");
             filter->setText(u"offset:many"_s);
             QTest::keyClick(filter, Qt::Key_Return); // says at once what is wrong with it
             it.find<QAction>("actionGoTo")->trigger();
             return &it.window;
         }},
        {u"what moved"_s,
         [](TaskWindow &it) {
             it.openWith(taskJson(ascending(3)));
             it.refreshWith(taskJson({{0, 230, 1234}, {1, 250, 77}, {7, 1, 0}}));
             return &it.window;
         }},
        {u"open task"_s, [](TaskWindow &it) { return openTaskBy(it); }},
        {u"open task, nothing found"_s,
         [](TaskWindow &it) {
             QWidget *dialog = openTaskBy(it);
             dialog->findChild<QComboBox *>(u"way"_s)->setCurrentIndex(0);
             dialog->findChild<QPushButton *>(u"openButton"_s)->click();
             return dialog;
         }},
        {u"open task, key found"_s,
         [](TaskWindow &it) {
             it.scope->environment.insert(u"HUAWEICLOUD_SDK_AK"_s, u"HPUAEXAMPLE000000000"_s);
             it.scope->environment.insert(u"HUAWEICLOUD_SDK_SK"_s, u"SECRET"_s);
             QWidget *dialog = openedBy(it, "actionOpen", "openTaskDialog");
             const auto *way = dialog->findChild<QComboBox *>(u"way"_s);
             (void)QTest::qWaitFor([way] { return way->itemText(0).contains(u"HPUA"_s); });
             return dialog;
         }},
        {u"new connection, access key"_s, [](TaskWindow &it) { return connectionBy(it, SignIn::AccessKey); }},
        {u"new connection, password"_s, [](TaskWindow &it) { return connectionBy(it, SignIn::Password); }},
        {u"new connection, token file"_s, [](TaskWindow &it) { return connectionBy(it, SignIn::TokenFile); }},
        {u"saved connection"_s,
         [](TaskWindow &it) {
             it.keeper->fault = Error::Reason::KeyringAbsent;
             ConnectionProfile profile;
             profile.name = u"prod"_s;
             profile.region = u"cn-north-4"_s;
             profile.signIn = SignIn::Token;
             it.profiles->create(profile);
             QWidget *dialog = openedBy(it, "actionConnections", "connectionsDialog");
             dialog->findChild<QPushButton *>(u"testConnection"_s)->click();
             return dialog;
         }},
        {u"doctor"_s,
         [](TaskWindow &it) {
             it.scope->environment.insert(u"CLOUD_SDK_AK"_s, u"HPUAEXAMPLE000000000"_s);
             it.scope->environment.insert(u"HW_ACCESS_KEY"_s, u"HPUAEXAMPLE000000000"_s);
             it.scope->environment.insert(u"HW_SECRET_KEY"_s, u"SECRET"_s);
             QWidget *dialog = openedBy(it, "actionDoctor", "doctorDialog");
             const auto *verdict = dialog->findChild<QLabel *>(u"doctorVerdict"_s);
             (void)QTest::qWaitFor([verdict] { return verdict->text().contains(u"HPUA"_s); });
             dialog->findChild<QPushButton *>(u"doctorTest"_s)->click();
             return dialog;
         }},
        {u"practice, temporary key"_s, [](TaskWindow &it) { return practiceBy(it, 1); }},
        {u"practice, password"_s, [](TaskWindow &it) { return practiceBy(it, 2); }},
        {u"export"_s, [](TaskWindow &it) { return exportBy(it, false); }},
        {u"custom export"_s, [](TaskWindow &it) { return exportBy(it, true); }},
        {u"preferences"_s, [](TaskWindow &it) { return openedBy(it, "actionPreferences", "preferencesDialog"); }},
        {u"keys"_s, [](TaskWindow &it) { return openedBy(it, "actionKeys", "keysDialog"); }},
        {u"about"_s, [](TaskWindow &it) { return openedBy(it, "actionAbout", "aboutDialog"); }},
    };
}

QStringList keysTwice(const QStringList &texts)
{
    QStringList twice;
    QHash<QString, QString> taken;
    const QRegularExpression key(u"(?<!&)&(\\w)"_s);
    for (const QString &text : texts) {
        const QString letter = key.match(text).captured(1).toUpper();
        if (letter.isEmpty())
            continue;
        if (taken.contains(letter))
            twice.append(taken.value(letter) + u" / " + text);
        taken.insert(letter, text);
    }
    return twice;
}

void collectMenus(const QMenu &menu, QStringList &twice)
{
    QStringList texts;
    const QList<QAction *> actions = menu.actions();
    for (const QAction *action : actions) {
        if (action->menu())
            collectMenus(*action->menu(), twice);
        texts.append(action->text());
    }
    twice += keysTwice(texts);
}

/// The keys of everything in a dialog that a key can reach.
QStringList keysTwiceIn(const QWidget &dialog)
{
    QStringList texts;
    const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->buddy())
            texts.append(label->text());
    }
    const QList<QAbstractButton *> buttons = dialog.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        texts.append(button->text());
    return keysTwice(texts);
}

/// Every text of a window, shown or told.
QStringList textsOf(const QWidget &window)
{
    QStringList texts;
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        texts << widget->windowTitle() << widget->toolTip() << widget->accessibleName()
              << widget->accessibleDescription();
        for (const char *property : {"text", "title", "placeholderText", "plainText"})
            texts << widget->property(property).toString();
        if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
            for (int i = 0; i < box->count(); ++i)
                texts << box->itemText(i);
        }
        const QList<QAction *> actions = widget->actions();
        for (const QAction *action : actions)
            texts << action->text() << action->toolTip();
    }
    texts.removeDuplicates();
    return texts;
}

} // namespace

/// Everything a person reads, in every language and one that is a third longer.
class TestTexts : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsClipped_data();
    void nothingIsClipped();
    void everythingAskedForIsInTheCatalogue();
    void nothingIsLeftInEnglish();
    void noTwoThingsHaveTheSameKey_data();
    void noTwoThingsHaveTheSameKey();
    void chineseNamesHaveNoKeyInBrackets();
};

void TestTexts::nothingIsClipped_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("scene");
    QTest::addColumn<QSize>("size");
    for (const QString &language : {u"en"_s, u"zh_CN"_s, u"longer"_s}) {
        for (int scene = 0; scene < scenes().size(); ++scene) {
            for (const QSize size : {QSize(1280, 800), QSize(900, 600)})
                QTest::addRow("%s, %s, %d", qPrintable(language), qPrintable(scenes().at(scene).first), size.width())
                    << language << scene << size;
        }
    }
}

void TestTexts::nothingIsClipped()
{
    QFETCH(QString, language);
    QFETCH(int, scene);
    QFETCH(QSize, size);
    const Speaking speaking(language);
    TaskWindow it;
    it.window.resize(size);
    QWidget *window = scenes().at(scene).second(it);
    const QString clipped = clippedTexts(*window).join(u'\n');
    QVERIFY2(window->width() <= size.width() && window->height() <= size.height(),
             qPrintable(u"grew to %1 x %2"_s.arg(window->width()).arg(window->height())));
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped));
}

void TestTexts::everythingAskedForIsInTheCatalogue()
{
    Listener listener;
    QVERIFY(listener.isLoaded());
    QCoreApplication::installTranslator(&listener);
    const QList<std::pair<QString, Scene>> all = scenes();
    for (const auto &[name, scene] : all) {
        TaskWindow it;
        scene(it);
        QCoreApplication::processEvents();
    }
    const QString missing = listener.missing().join(u'\n');
    QVERIFY2(missing.isEmpty(), qPrintable(missing));
}

void TestTexts::nothingIsLeftInEnglish()
{
    const Speaking speaking(u"zh_CN"_s);
    // Two words of it; names from the service and of formats stand alone.
    const QRegularExpression english(u"\\b[A-Za-z]?[a-z]+ [a-z]{2,}"_s);
    QStringList left;
    const QList<std::pair<QString, Scene>> all = scenes();
    for (const auto &[name, scene] : all) {
        TaskWindow it;
        const QWidget *window = scene(it);
        QCoreApplication::processEvents();
        QStringList texts = textsOf(it.window);
        if (window != &it.window)
            texts += textsOf(*window);
        left += texts.filter(english);
    }
    left.removeDuplicates();
    const QString said = left.join(u'\n');
    QVERIFY2(left.isEmpty(), qPrintable(said));
}

void TestTexts::noTwoThingsHaveTheSameKey_data()
{
    QTest::addColumn<QString>("language");
    for (const QString &language : {u"en"_s, u"zh_CN"_s})
        QTest::newRow(qPrintable(language)) << language;
}

void TestTexts::noTwoThingsHaveTheSameKey()
{
    QFETCH(QString, language);
    const Speaking speaking(language);
    QStringList twice;
    const QList<std::pair<QString, Scene>> all = scenes();
    for (const auto &[name, scene] : all) {
        TaskWindow it;
        const QWidget *window = scene(it);
        QStringList menus;
        const QList<QAction *> titles = it.window.menuBar()->actions();
        for (const QAction *title : titles) {
            menus.append(title->text());
            Q_EMIT title->menu()->aboutToShow();
            collectMenus(*title->menu(), twice);
        }
        twice += keysTwice(menus);
        if (window != &it.window)
            twice += keysTwiceIn(*window);
    }
    const QString said = twice.join(u'\n');
    QVERIFY2(said.isEmpty(), qPrintable(said));
}

void TestTexts::chineseNamesHaveNoKeyInBrackets()
{
    const Speaking speaking(u"zh_CN"_s);
    TaskWindow it;
    const QAction *open = it.find<QAction>("actionOpen");
    QCOMPARE(open->text(), u"打开任务(&O)…"_s);
    QCOMPARE(open->iconText(), u"打开任务…"_s);
    QCOMPARE(open->toolTip(), u"打开任务…"_s);
    // Nor for who listens.
    const QRegularExpression key(u"&|\\([A-Z]\\)"_s);
    const QList<std::pair<QString, Scene>> all = scenes();
    for (const auto &[name, scene] : all) {
        TaskWindow window;
        const QList<QWidget *> widgets = scene(window)->findChildren<QWidget *>();
        for (const QWidget *widget : widgets)
            QVERIFY2(!widget->accessibleName().contains(key), qPrintable(widget->accessibleName()));
    }
}

QTEST_MAIN(TestTexts)

#include "tst_texts.moc"
