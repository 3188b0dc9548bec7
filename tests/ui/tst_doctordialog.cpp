// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor.h"
#include "support/clippedtexts.h"
#include "support/widgettestcase.h"
#include "ui/language.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QPromise>
#include <QScopeGuard>
#include <QSemaphore>
#include <QThread>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;
using State = Place::State;

/// The Credential Doctor.
class TestDoctorDialog : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhichCredentialIsUsed_data();
    void itSaysWhichCredentialIsUsed();
    void everyPlaceIsARow();
    void theOneInUseIsMarkedByMoreThanAColour();
    void filesOthersCanReadAreWarnedAbout();
    void itLooksOnAnotherThreadAndSaysSo();
    void itLooksAgain();
    void closingItDoesNotWait();
    void whatIsCopiedHasNoSecrets();
    void nothingSecretIsSaidAnywhere();
    void theTestIsOneCallWhoseOutcomeIsSaid();
    void aTestIsCancelledWithTheDialog();
    void withNothingFoundThereIsNothingToTest();
    void everythingCanBeReachedAndHasAName();
    void nothingIsClipped_data();
    void nothingIsClipped();
};

void TestDoctorDialog::itSaysWhichCredentialIsUsed_data()
{
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("key") << QStringList{u"HUAWEICLOUD_SDK_AK=HPUA0123456789"_s, u"HUAWEICLOUD_SDK_SK=s"_s}
                         << u"Requests are signed with access key HPUA… from HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK."_s;
    QTest::newRow("temporary key")
        << QStringList{u"HW_ACCESS_KEY=HPUA0123456789"_s, u"HW_SECRET_KEY=s"_s, u"HW_SECURITY_TOKEN=t"_s}
        << u"Requests are signed with temporary access key HPUA… from HW_ACCESS_KEY, HW_SECRET_KEY."_s;
    QTest::newRow("token") << QStringList{u"OS_TOKEN=t"_s} << u"Requests carry the token from OS_TOKEN."_s;
    QTest::newRow("password")
        << QStringList{u"OS_USERNAME=<b>robot</b>"_s, u"OS_USER_DOMAIN_NAME=d"_s, u"OS_PASSWORD=p"_s}
        << u"A token is asked for with the password of user <b>robot</b>, from OS_USERNAME, OS_PASSWORD."_s;
    QTest::newRow("nothing") << QStringList() << u"No access key found. Looked in 15 places."_s;
    QTest::newRow("bad token") << QStringList{u"OS_TOKEN=a b"_s} << u"OS_TOKEN"_s;
}

void TestDoctorDialog::itSaysWhichCredentialIsUsed()
{
    QFETCH(const QStringList, variables);
    QFETCH(const QString, sentence);
    Computer it;
    for (const QString &each : variables)
        it.scope.environment.insert(each.section(u'=', 0, 0), each.section(u'=', 1));
    const Doctor doctor(searcherFor(it));
    QTRY_VERIFY(doctor.isDone());
    const PlainLabel &verdict = doctor.label("doctorVerdict");
    QVERIFY2(verdict.text().contains(sentence), qPrintable(verdict.text()));
    QCOMPARE(verdict.textFormat(), Qt::PlainText);
    const bool isGood = verdict.severity() == Severity::Good;
    QCOMPARE(isGood, !variables.isEmpty() && !variables.first().contains(u' '));
}

void TestDoctorDialog::everyPlaceIsARow()
{
    Computer it;
    const Doctor doctor(searcherFor(furnish(it)));
    QTRY_VERIFY(doctor.isDone());
    QCOMPARE(doctor.table().model()->rowCount(), 15);
    const std::pair<QString, QString> states[]{{u"--token-file"_s, u"not found"_s},
                                               {u"HUAWEICLOUD_SDK_AK"_s, u"incomplete"_s},
                                               {u"CLOUD_SDK_AK"_s, u"in use"_s},
                                               {u"~/.huaweicloud/credentials"_s, u"found, not used"_s},
                                               {u"~/.hcloud/config.json"_s, u"not understood"_s},
                                               {u"OS_USERNAME"_s, u"found, not used"_s}};
    for (const auto &[place, state] : states) {
        const int row = doctor.rowOf(place);
        QVERIFY2(row >= 0, qPrintable(place));
        QCOMPARE(doctor.at(row, PlacesModel::FindingColumn).toString(), state);
        for (int column = 0; column < PlacesModel::ColumnCount; ++column) {
            const QString shown = doctor.at(row, column).toString();
            QVERIFY(!shown.isEmpty());
            QVERIFY(doctor.at(row, column, Qt::AccessibleTextRole).toString().contains(shown));
        }
    }
}

void TestDoctorDialog::theOneInUseIsMarkedByMoreThanAColour()
{
    Computer it;
    const Doctor doctor(searcherFor(furnish(it)));
    QTRY_VERIFY(doctor.isDone());
    const int used = doctor.rowOf(u"CLOUD_SDK_AK"_s);
    for (int row = 0; row < doctor.table().model()->rowCount(); ++row) {
        QCOMPARE(doctor.at(row, PlacesModel::PlaceColumn, Qt::FontRole).value<QFont>().bold(), row == used);
        QCOMPARE(doctor.at(row, PlacesModel::FindingColumn).toString() == u"in use", row == used);
        QVERIFY(!doctor.at(row, PlacesModel::FindingColumn, Qt::ForegroundRole).isValid());
    }
    QVERIFY(!doctor.at(used, PlacesModel::FindingColumn, Qt::DecorationRole).value<QIcon>().isNull());
    QVERIFY(!doctor.at(doctor.rowOf(u"OS_TOKEN"_s), PlacesModel::FindingColumn, Qt::DecorationRole).isValid());
}

void TestDoctorDialog::filesOthersCanReadAreWarnedAbout()
{
    Computer it;
    const Doctor doctor(searcherFor(furnish(it)));
    QTRY_VERIFY(doctor.isDone());
    const PlainLabel &warning = doctor.label("doctorWarning");
    QVERIFY(warning.isVisible());
    QCOMPARE(warning.text(),
             u"Other users of this computer can read 1 file with credentials: ~/.huaweicloud/credentials"_s);
    const int row = doctor.rowOf(u"~/.huaweicloud"_s);
    QVERIFY(doctor.at(row, PlacesModel::DetailColumn)
                .toString()
                .endsWith(u"\nOther users of this computer can read this file."_s));
    QVERIFY(!doctor.at(row, PlacesModel::DetailColumn, Qt::DecorationRole).value<QIcon>().isNull());

    it.write("home/.huaweicloud/credentials", "[basic]\n", 0600);
    const Doctor quiet(searcherFor(it));
    QTRY_VERIFY(quiet.isDone());
    QVERIFY(!quiet.label("doctorWarning").isVisible());
}

void TestDoctorDialog::itLooksOnAnotherThreadAndSaysSo()
{
    QSemaphore mayGo;
    const QThread *thread = nullptr;
    const Doctor doctor([&] {
        thread = QThread::currentThread();
        mayGo.acquire();
        return std::make_shared<const Search>(searchCredentials({}));
    });
    const auto release = qScopeGuard([&mayGo] { mayGo.release(); });
    QCOMPARE(doctor.label("doctorVerdict").text(), u"Looking…"_s);
    QVERIFY(!doctor.button("doctorSearch").isEnabled());
    QVERIFY(!doctor.button("doctorCopy").isEnabled());
    mayGo.release();
    QTRY_VERIFY(doctor.isDone());
    QVERIFY(thread != QThread::currentThread());
    QVERIFY(doctor.button("doctorSearch").isEnabled());
    QVERIFY(doctor.button("doctorCopy").isEnabled());
}

void TestDoctorDialog::itLooksAgain()
{
    Computer it;
    int count = 0;
    const Doctor doctor([&] {
        ++count;
        return std::make_shared<const Search>(searchCredentials(it.scope));
    });
    QTRY_VERIFY(doctor.isDone());
    doctor.table().selectRow(2);
    const QPersistentModelIndex row(doctor.table().model()->index(2, 0));
    furnish(it);
    it.set("OS_CLIENT_CONFIG_FILE", "own.yaml");
    doctor.button("doctorSearch").click();
    QTRY_VERIFY(doctor.isDone());
    QCOMPARE(count, 2);
    QVERIFY(doctor.label("doctorVerdict").text().contains(u"CLOUD_SDK_AK"_s));
    QCOMPARE(doctor.table().model()->rowCount(), 16);
    QVERIFY(row.isValid());
    QVERIFY(doctor.table().selectionModel()->isRowSelected(2));
    it.scope.environment.remove(u"OS_CLIENT_CONFIG_FILE"_s);
    doctor.button("doctorSearch").click();
    QTRY_COMPARE(doctor.table().model()->rowCount(), 15);
}

void TestDoctorDialog::closingItDoesNotWait()
{
    const auto mayGo = std::make_shared<QSemaphore>();
    {
        Doctor doctor([mayGo] {
            mayGo->acquire();
            return std::make_shared<const Search>(searchCredentials({}));
        });
        doctor.dialog.reject();
    }
    mayGo->release();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
}

void TestDoctorDialog::whatIsCopiedHasNoSecrets()
{
    Computer it;
    const Doctor doctor(searcherFor(furnish(it)));
    QTRY_VERIFY(doctor.isDone());
    doctor.button("doctorCopy").click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.startsWith(u"Credential Doctor\nRequests are signed with access key HPUA… from CLOUD_SDK_AK"_s));
    QVERIFY(copied.contains(u"\n- CLOUD_SDK_AK, CLOUD_SDK_SK: in use. Access key HPUA…\n"_s));
    QVERIFY(
        copied.contains(u"\n- HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK: incomplete. HUAWEICLOUD_SDK_SK is missing.\n"_s));
    QCOMPARE(copied.count(u"\n- "_s), 15);
    QCOMPARE(canariesIn(copied), QStringList());
}

void TestDoctorDialog::nothingSecretIsSaidAnywhere()
{
    Computer it;
    const Doctor doctor(searcherFor(furnish(it)));
    QTRY_VERIFY(doctor.isDone());
    const QString said = everythingSaid(doctor);
    QVERIFY(said.contains(u"HPUA…"_s)); // the search below would see it
    QCOMPARE(canariesIn(said), QStringList());
}

void TestDoctorDialog::theTestIsOneCallWhoseOutcomeIsSaid()
{
    Computer it;
    QList<FoundSearch> asked;
    QPromise<QString> promise;
    const Doctor doctor(searcherFor(furnish(it)), [&](const FoundSearch &search) {
        asked.append(search);
        promise = QPromise<QString>();
        promise.start();
        return promise.future();
    });
    QVERIFY(!doctor.button("doctorTest").isEnabled());
    QTRY_VERIFY(doctor.button("doctorTest").isEnabled());
    const PlainLabel &result = doctor.label("doctorResult");
    QVERIFY(!result.isVisible());
    doctor.button("doctorTest").click();
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked.first()->found);
    QVERIFY(!doctor.button("doctorTest").isEnabled());
    QCOMPARE(result.text(), u"Testing…"_s);
    promise.addResult(u"The service <answered>."_s);
    promise.finish();
    QTRY_COMPARE(result.text(), u"The service <answered>."_s);
    QVERIFY(result.isVisible());
    QVERIFY(doctor.button("doctorTest").isEnabled());
    doctor.button("doctorCopy").click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(result.text()));
    // Another search: another credential, perhaps.
    doctor.button("doctorSearch").click();
    QVERIFY(!result.isVisible());
    QTRY_VERIFY(doctor.isDone());
    QCOMPARE(asked.size(), 1);
}

void TestDoctorDialog::aTestIsCancelledWithTheDialog()
{
    Computer it;
    QPromise<QString> promise;
    promise.start();
    {
        Doctor doctor(searcherFor(furnish(it)), [&](const FoundSearch &) { return promise.future(); });
        QTRY_VERIFY(doctor.button("doctorTest").isEnabled());
        doctor.button("doctorTest").click();
        QVERIFY(!promise.isCanceled());
        doctor.dialog.reject();
        QVERIFY(promise.isCanceled());
    }
    promise.finish();
    QCoreApplication::processEvents();
}

void TestDoctorDialog::withNothingFoundThereIsNothingToTest()
{
    const Computer it;
    const Doctor doctor(searcherFor(it), [](const FoundSearch &) { return QFuture<QString>(); });
    QTRY_VERIFY(doctor.isDone());
    QVERIFY(doctor.button("doctorTest").isVisible());
    QVERIFY(!doctor.button("doctorTest").isEnabled());
    const Doctor without(searcherFor(it));
    QVERIFY(!without.button("doctorTest").isVisible());
}

void TestDoctorDialog::everythingCanBeReachedAndHasAName()
{
    Computer it;
    Doctor doctor(searcherFor(furnish(it)), [](const FoundSearch &) { return QFuture<QString>(); });
    QTRY_VERIFY(doctor.isDone());
    QVERIFY(QTest::qWaitForWindowActive(&doctor.dialog));
    QVERIFY(!doctor.table().accessibleName().isEmpty());
    QVERIFY(!doctor.table().accessibleDescription().isEmpty());
    QSet<const QWidget *> reached;
    for (int i = 0; i < 12; ++i) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const char *name : {"doctorSearch", "doctorCopy", "doctorTest"})
        QVERIFY2(reached.contains(&doctor.button(name)), name);
    QVERIFY(reached.contains(&doctor.table()));
    QSet<QString> keys;
    for (const char *name : {"doctorSearch", "doctorCopy", "doctorTest"})
        keys.insert(doctor.button(name).shortcut().toString());
    QCOMPARE(keys.size(), 3);
}

void TestDoctorDialog::nothingIsClipped_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
        for (const QSize size : {QSize(1100, 700), QSize(640, 480)})
            QTest::addRow("%s, %d", qPrintable(language), size.width()) << language << size;
    }
}

void TestDoctorDialog::nothingIsClipped()
{
    QFETCH(const QString, language);
    QFETCH(const QSize, size);
    applyLanguage(language);
    const auto back = qScopeGuard([] { applyLanguage(u"en"_s); });
    Computer it;
    Doctor doctor(searcherFor(furnish(it)), [](const FoundSearch &) { return QFuture<QString>(); });
    doctor.dialog.resize(size);
    QTRY_VERIFY(doctor.table().model()->rowCount() > 0);
    const QString clipped = clippedTexts(doctor.dialog).join(u'\n');
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped));
    QVERIFY(doctor.dialog.width() <= size.width() && doctor.dialog.height() <= size.height());
    for (const char *name : {"doctorVerdict", "doctorWarning"}) {
        const PlainLabel &label = doctor.label(name);
        const QRect words =
            label.fontMetrics().boundingRect(0, 0, label.width(), 10'000, Qt::TextWordWrap, label.text());
        QVERIFY2(label.height() > words.height(), name);
    }
    // Rows are as high as their words need.
    const int row = doctor.rowOf(u"~/.huaweicloud"_s);
    QVERIFY(doctor.table().rowHeight(row) >= 2 * doctor.table().fontMetrics().height());
    if (language == u"zh_CN") {
        const QRegularExpression english(u"\\b[A-Za-z]?[a-z]+ [a-z]{2,}"_s);
        const QStringList left = everythingSaid(doctor).split(u'\n').filter(english);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    }
}

QTEST_MAIN(TestDoctorDialog)

#include "tst_doctordialog.moc"
