// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "torture/filecalls.h"
#include "torture/writers.h"

#include <QDir>
#include <QTemporaryDir>

#include <cerrno>
#include <cstdio>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

namespace {

using filecalls::Kind;

/// What came of one failing call.
struct Trial
{
    bool hasFailed = false; ///< the call was reached
    bool isSaidToWork = false;
    QByteArray name; ///< of the call
    QByteArray after;
    QStringList left;
};

Trial tried(const Writer &writer, const filecalls::Order &order)
{
    const QTemporaryDir folder(quickFolder());
    Trial trial;
    if (!prepare(writer, folder.path()))
        return trial;
    filecalls::watch(QFile::encodeName(folder.path()).constData(), order);
    trial.isSaidToWork = writer.write(folder.path());
    filecalls::rest();
    trial.hasFailed = filecalls::hasFailed();
    trial.name = filecalls::name(order.number);
    trial.after = bytesOf(folder.path() + u'/' + writer.file);
    trial.left = leftBehind(writer, folder.path());
    return trial;
}

QtMessageHandler usualHandler = nullptr;

/// Qt warns of locks that it cannot remove.
void withoutLocks(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (!text.contains(u"lock file"_s))
        usualHandler(type, context, text);
}

} // namespace

/// Every file call of the program's writers is made to fail, in turn.
class TestFileCalls : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFileIsOldOrNewWhicheverCallFails_data();
    void aFileIsOldOrNewWhicheverCallFails();
};

void TestFileCalls::initTestCase()
{
    QCoreApplication::setOrganizationName(u"spillway"_s);
    QCoreApplication::setApplicationName(u"spillway"_s);
    usualHandler = qInstallMessageHandler(withoutLocks);
}

void TestFileCalls::aFileIsOldOrNewWhicheverCallFails_data()
{
    QTest::addColumn<int>("writer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("error");
    int number = 0;
    for (const Writer &writer : writers()) {
        for (const int error : {EIO, ENOSPC, EACCES}) {
            for (const Kind kind : {Kind::Once, Kind::FromThere})
                QTest::addRow("%s %s, %s, %s", writer.row, writer.name, strerrorname_np(error),
                              kind == Kind::Once ? "one call" : "all from one on")
                    << number << int(kind) << error;
        }
        QTest::addRow("%s %s, ENOSPC, half of a write", writer.row, writer.name)
            << number << int(Kind::Short) << ENOSPC;
        ++number;
    }
}

void TestFileCalls::aFileIsOldOrNewWhicheverCallFails()
{
    QFETCH(int, writer);
    QFETCH(int, kind);
    QFETCH(int, error);
    const Writer one = writers().at(size_t(writer));
    const QByteArray before = one.before.isNull() ? QByteArray("(none)") : one.before;
    const Trial good = tried(one, {});
    QVERIFY(good.isSaidToWork && good.after != before);
    QVERIFY2(good.left.isEmpty(), qPrintable(good.left.join(u' ')));

    const long all = filecalls::count();
    long failed = 0;
    QStringList complaints;
    for (long number = 1; number <= all; ++number) {
        const Trial trial = tried(one, {Kind(kind), number, error});
        if (!trial.hasFailed)
            continue; // not a write, or another way was taken before
        ++failed;
        const auto complain = [&](const QString &what) {
            complaints += u"call %1, %2: %3"_s.arg(number).arg(QString::fromLatin1(trial.name), what);
        };
        if (trial.after != before && trial.after != good.after)
            complain(u"the file is neither old nor new, %1 bytes"_s.arg(trial.after.size()));
        if (trial.isSaidToWork && trial.after != good.after)
            complain(u"nobody is told that it did not work"_s);
        // What cannot be removed stays.
        if (!trial.left.isEmpty() && kind != int(Kind::FromThere) && trial.name != "unlink")
            complain(u"left behind: "_s + trial.left.join(u' '));
    }
    std::printf("torture: %s: %ld calls, %ld failed, %lld complaints\n", QTest::currentDataTag(), all, failed,
                complaints.size());
    for (const QString &complaint : complaints)
        std::printf("torture: %s: %s\n", QTest::currentDataTag(), qPrintable(complaint));
    std::fflush(stdout);
    QVERIFY(failed > 0);
    QVERIFY(complaints.isEmpty());
}

QTEST_GUILESS_MAIN(TestFileCalls)
#include "tst_filecalls.moc"
