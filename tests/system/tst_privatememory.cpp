// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "system/program.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <unistd.h>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr uint nobody = 65534;

/// Ends with the test.
struct Running : QProcess
{
    ~Running() override
    {
        kill();
        waitForFinished();
    }
};

} // namespace

/// What the kernel shows of a process that cannot be dumped is root's. That can be told from one of root only, so the
/// program runs as nobody where the tests run as root.
class TestPrivateMemory : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nobodyElseMayLookIntoTheProgram_data();
    void nobodyElseMayLookIntoTheProgram();

private:
    QTemporaryDir m_folder;
    QString m_program;
};

void TestPrivateMemory::initTestCase()
{
#ifdef SPILLWAY_ADDRESS_SANITIZED
    QSKIP("The leak detector has to look into the program.");
#endif
    // Nobody cannot reach every folder that things are built in.
    m_program = m_folder.filePath(u"spillway"_s);
    QVERIFY(QFile::copy(QStringLiteral(SPILLWAY_PROGRAM), m_program));
    const auto everybody = QFile::Permissions(0x7755);
    QVERIFY(QFile::setPermissions(m_folder.path(), everybody) && QFile::setPermissions(m_program, everybody));
}

void TestPrivateMemory::nobodyElseMayLookIntoTheProgram_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("F192 without a window") << QStringList{u"--from"_s, u"-"_s, u"--export"_s, u"-"_s};
    QTest::newRow("F192 with a window") << QStringList{};
}

void TestPrivateMemory::nobodyElseMayLookIntoTheProgram()
{
    QFETCH(const QStringList, arguments);
    Running process;
    Surroundings surroundings;
    surroundings.set(u"QT_QPA_PLATFORM"_s, u"offscreen"_s).set(u"HOME"_s, m_folder.path());
    process.setProcessEnvironment(surroundings.environment);
    process.setWorkingDirectory(m_folder.path());
    process.setChildProcessModifier([] {
        if (geteuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
            _exit(1);
    });
    process.start(m_program, arguments);
    QVERIFY(process.waitForStarted());
    const QString folder = u"/proc/%1"_s.arg(process.processId());
    QTRY_COMPARE(QFileInfo(folder + u"/environ"_s).ownerId(), 0U);
    QFile limits(folder + u"/limits"_s);
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArrayList lines = limits.readAll().split('\n');
    const auto core = std::find_if(lines.begin(), lines.end(),
                                   [](const QByteArray &line) { return line.startsWith("Max core file size"); });
    QVERIFY(core != lines.end());
    QCOMPARE(core->simplified(), QByteArray("Max core file size 0 0 bytes"));
    QCOMPARE(process.state(), QProcess::Running);
}

QTEST_GUILESS_MAIN(TestPrivateMemory)
#include "tst_privatememory.moc"
