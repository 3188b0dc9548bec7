// SPDX-License-Identifier: GPL-3.0-or-later
// The corpora of the fuzzer, and all it has found, in every build: each file through the function it is for.
#include "fuzz.h"
#include "support/testcase.h"
#include "targets.h"

#include <QDir>
#include <QFile>

namespace spillway::fuzz {

namespace {

struct Target
{
    QString name; ///< of the corpus' folder
    void (*run)(QByteArrayView input);
};

const Target targets[]{
    {QStringLiteral("taskbody"), taskBody},
    {QStringLiteral("taskmodel"), taskModel},
    {QStringLiteral("projectbodies"), projectBodies},
    {QStringLiteral("fault"), fault},
    {QStringLiteral("dates"), dates},
    {QStringLiteral("requestline"), requestLine},
    {QStringLiteral("settings"), settings},
    {QStringLiteral("credentialfiles"), credentialFiles},
    {QStringLiteral("masks"), masks},
    {QStringLiteral("signature"), signature},
};

} // namespace

class TestCorpora : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aPromiseThatIsBrokenIsNoticed();
    void everyFolderHasItsTarget();
    void everyPromiseHoldsForEveryFile_data();
    void everyPromiseHoldsForEveryFile();
};

void TestCorpora::aPromiseThatIsBrokenIsNoticed()
{
    QVERIFY_THROWS_EXCEPTION(Broken, require(false, "x"));
    require(true, "x");
}

void TestCorpora::everyFolderHasItsTarget()
{
    const QDir corpora(QStringLiteral(SPILLWAY_CORPORA));
    QCOMPARE(corpora.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), qsizetype(std::size(targets)));
    for (const Target &target : targets)
        QVERIFY2(!QDir(corpora.filePath(target.name)).isEmpty(QDir::Files), qPrintable(target.name));
}

void TestCorpora::everyPromiseHoldsForEveryFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("target");
    const QDir corpora(QStringLiteral(SPILLWAY_CORPORA));
    for (int target = 0; target < int(std::size(targets)); ++target) {
        const QDir folder(corpora.filePath(targets[target].name));
        const QStringList names = folder.entryList(QDir::Files, QDir::Name);
        for (const QString &name : names)
            QTest::newRow(qPrintable(targets[target].name + u'/' + name)) << folder.filePath(name) << target;
    }
}

void TestCorpora::everyPromiseHoldsForEveryFile()
{
    QFETCH(const QString, path);
    QFETCH(const int, target);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray input = file.readAll();
    try {
        targets[target].run(input);
    } catch (const Broken &broken) {
        QFAIL(broken.what());
    }
}

} // namespace spillway::fuzz

QTEST_GUILESS_MAIN(spillway::fuzz::TestCorpora)
#include "tst_corpora.moc"
