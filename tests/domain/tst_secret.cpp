// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/secret.h"
#include "support/testcase.h"

#include <QByteArray>
#include <QFile>

#include <array>

#include <cstring>

using namespace spillway;
using namespace Qt::StringLiterals;

namespace {

constexpr char scrambled = 0x55;
constexpr size_t canarySize = 48;

/// A secret whose text stands nowhere else: it is made where it is kept, and searched for without being made again.
class Canary
{
public:
    Canary()
    {
        for (size_t i = 0; i < canarySize; ++i)
            m_scrambled.at(i) = char((33 + (i * 37 + 11) % 90) ^ scrambled);
    }
    Secret secret() const
    {
        std::array<char, canarySize> plain;
        for (size_t i = 0; i < canarySize; ++i)
            plain.at(i) = char(m_scrambled.at(i) ^ scrambled);
        Secret made(QByteArrayView(plain.data(), qsizetype(canarySize)));
        explicit_bzero(plain.data(), canarySize);
        return made;
    }
    /// How often it stands in the memory of this process that can be written to.
    int timesInMemory() const;

private:
    int timesIn(QByteArrayView memory) const;

    std::array<char, canarySize> m_scrambled;
};

int Canary::timesIn(QByteArrayView memory) const
{
    int times = 0;
    for (qsizetype at = 0; at + qsizetype(canarySize) <= memory.size(); ++at) {
        size_t same = 0;
        while (same < canarySize && memory[at + qsizetype(same)] == char(m_scrambled.at(same) ^ scrambled))
            ++same;
        times += same == canarySize ? 1 : 0;
    }
    return times;
}

int Canary::timesInMemory() const
{
    QFile maps(u"/proc/self/maps"_s);
    QFile memory(u"/proc/self/mem"_s);
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return -1;
    int times = 0;
    const QByteArrayList lines = maps.readAll().split('\n');
    // Read into one place, which is left out: what is found in it stood somewhere else.
    static std::array<char, 1 << 20> block;
    const auto blockStart = quint64(reinterpret_cast<quintptr>(block.data())); // NOLINT: an address is what is wanted
    for (const QByteArray &line : lines) {
        if (line.indexOf(" rw") < 0)
            continue;
        const QByteArrayList range = line.left(line.indexOf(' ')).split('-');
        quint64 at = range.at(0).toULongLong(nullptr, 16);
        const quint64 end = range.at(1).toULongLong(nullptr, 16);
        while (at < end) {
            const quint64 size = qMin<quint64>(end - at, block.size());
            const bool isOwn = at < blockStart + block.size() && blockStart < at + size;
            if (!isOwn && memory.seek(qint64(at)) && memory.read(block.data(), qint64(size)) == qint64(size))
                times += timesIn(QByteArrayView(block.data(), qsizetype(size)));
            explicit_bzero(block.data(), block.size());
            at += size;
        }
    }
    return times;
}

} // namespace

/// What is left of a credential in memory.
class TestSecret : public TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsOverIsInNoMemory_data();
    void whatIsOverIsInNoMemory();
};

void TestSecret::initTestCase()
{
#ifdef SPILLWAY_SANITIZED
    QSKIP("The sanitizer's own memory is too large to search.");
#endif
}

void TestSecret::whatIsOverIsInNoMemory_data()
{
    QTest::addColumn<bool>("isMoved");
    QTest::newRow("F194 ended") << false;
    QTest::newRow("F194 moved and ended") << true;
}

void TestSecret::whatIsOverIsInNoMemory()
{
    QFETCH(const bool, isMoved);
    const Canary canary;
    QCOMPARE(canary.timesInMemory(), 0);
    {
        Secret secret = canary.secret();
        QCOMPARE(canary.timesInMemory(), 1);
        if (isMoved) {
            Secret other = canary.secret();
            QCOMPARE(canary.timesInMemory(), 2);
            other = std::move(secret);
            QCOMPARE(canary.timesInMemory(), 1);
        }
    }
    QCOMPARE(canary.timesInMemory(), 0);
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
