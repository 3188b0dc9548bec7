// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/childprocess.h"
#include "support/testcase.h"
#include "torture/writers.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>

#include <sys/resource.h>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What goes wrong in a child; its exit code.
enum Outcome { Right, NotPrepared, SaidToWork, NotOld, LeftBehind, NoBetterAfterwards };

/// Writes where it cannot be done, and once more where it can, after `relieve`.
int triedTwice(const Writer &writer, const QString &folder, const std::function<bool()> &relieve)
{
    if (writer.write(folder))
        return SaidToWork;
    const QByteArray before = writer.before.isNull() ? QByteArray("(none)") : writer.before;
    if (bytesOf(folder + u'/' + writer.file) != before)
        return NotOld;
    if (!relieve())
        return NotPrepared;
    if (!leftBehind(writer, folder).isEmpty())
        return LeftBehind;
    return writer.write(folder) && bytesOf(folder + u'/' + writer.file) != before ? Right : NoBetterAfterwards;
}

/// Fills the disk up to the number of free bytes.
bool fill(const QString &path, qint64 size)
{
    QFile filler(path);
    return filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && filler.write(QByteArray(size, 'x')) == size;
}

int onFullDisk(const Writer &writer, const QString &folder, qint64 left)
{
    if (!mountDiskOver(folder, 0, "size=64k"))
        return cannot;
    // The file there takes whole pages of 4 KiB.
    const qint64 taken = (writer.before.size() + 4095) / 4096 * 4096;
    const QString filler = folder + u"/filler"_s;
    if (!prepare(writer, folder) || !fill(filler, 64 * 1024 - taken - left))
        return NotPrepared;
    return triedTwice(writer, folder, [&] {
        return QFile::remove(filler)
            && mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", MS_REMOUNT, "size=4m") == 0;
    });
}

int beyondSizeLimit(const Writer &writer, const QString &folder)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 150;
    if (!prepare(writer, folder) || setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return NotPrepared;
    return triedTwice(writer, folder, [&] {
        limit.rlim_cur = before;
        return setrlimit(RLIMIT_FSIZE, &limit) == 0;
    });
}

int onReadOnlyDisk(const Writer &writer, const QString &folder)
{
    if (!mountDiskOver(folder, 0, "size=4m"))
        return cannot;
    const QByteArray path = QFile::encodeName(folder);
    if (!prepare(writer, folder) || mount("tmpfs", path.constData(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) != 0)
        return NotPrepared;
    return triedTwice(writer, folder,
                      [&] { return mount("tmpfs", path.constData(), "tmpfs", MS_REMOUNT, nullptr) == 0; });
}

enum class Method { Full, OnePageLeft, SizeLimit, ReadOnly };

struct Way
{
    Method method;
    const char *row; ///< of the fault matrix; null: the writer's
    const char *name;
};
constexpr Way ways[]{
    {Method::Full, nullptr, "tmpfs of 64 KiB, full"},
    {Method::OnePageLeft, nullptr, "tmpfs of 64 KiB, one page left"},
    {Method::SizeLimit, nullptr, "RLIMIT_FSIZE"},
    {Method::ReadOnly, "F180", "read-only"},
};

} // namespace

class TestDiskFull : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatCannotBeWrittenIsSaidAndTheOldFileStays_data();
    void whatCannotBeWrittenIsSaidAndTheOldFileStays();
};

void TestDiskFull::initTestCase()
{
    QCoreApplication::setOrganizationName(u"spillway"_s);
    QCoreApplication::setApplicationName(u"spillway"_s);
}

void TestDiskFull::whatCannotBeWrittenIsSaidAndTheOldFileStays_data()
{
    QTest::addColumn<int>("writer");
    QTest::addColumn<Method>("method");
    int number = 0;
    for (const Writer &writer : writers()) {
        for (const Way &way : ways) {
            // What fits into a page is written there.
            if (way.method == Method::OnePageLeft && QByteArrayView(writer.name) == "connections")
                continue;
            QTest::addRow("%s %s, %s", way.row ? way.row : writer.row, writer.name, way.name) << number << way.method;
        }
        ++number;
    }
}

void TestDiskFull::whatCannotBeWrittenIsSaidAndTheOldFileStays()
{
    QFETCH(int, writer);
    QFETCH(Method, method);
    const Writer one = writers().at(size_t(writer));
    const QTemporaryDir folder;
    const QString path = folder.path();
    const int result = resultOfChild([&] {
        switch (method) {
        case Method::Full:
            return onFullDisk(one, path, 0);
        case Method::OnePageLeft:
            return onFullDisk(one, path, 4096);
        case Method::SizeLimit:
            return beyondSizeLimit(one, path);
        case Method::ReadOnly:
            return onReadOnlyDisk(one, path);
        }
        return int(NotPrepared);
    });
    if (result == cannot)
        QSKIP("No disk of one's own may be mounted here.");
    QCOMPARE(Outcome(result), Right);
}

QTEST_GUILESS_MAIN(TestDiskFull)
#include "tst_diskfull.moc"
