// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sparkline.h"

#include "support/widgettestcase.h"

#include <QImage>
#include <QPainter>
#include <QStandardItemModel>

#include <limits>

using namespace spillway;
using namespace Qt::Literals::StringLiterals;

using Steps = SparklineDelegate::Steps;
Q_DECLARE_METATYPE(Steps)

namespace {

constexpr qint64 largest = std::numeric_limits<qint64>::max();
constexpr QRgb ground = 0xff123456;

/// One cell of a number, painted with its steps into a larger picture.
struct Picture
{
    QRect cell;
    QImage image{300, 100, QImage::Format_ARGB32};
    int leftmost = -1; ///< columns with something painted; -1: none
    int rightmost = -1;
    bool isInside = true;

    Picture(const Steps &steps, int width, QStyle::State state = {}, const QString &text = u"1.000"_s, int height = 30)
        : cell(100, 40, width, height)
    {
        QStandardItemModel model(1, 1);
        model.setData(model.index(0, 0), text);
        model.setData(model.index(0, 0), QVariant(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
        const SparklineDelegate delegate([&](const QModelIndex &) { return steps; }, nullptr);
        QStyleOptionViewItem option;
        option.rect = cell;
        option.state = QStyle::State_Enabled | state;
        image.fill(ground);
        QPainter painter(&image);
        delegate.paint(&painter, option, model.index(0, 0));
        painter.end();
        look();
    }

private:
    void look()
    {
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixel(x, y) == ground)
                    continue;
                leftmost = leftmost < 0 ? x : leftmost;
                rightmost = x;
                isInside = isInside && cell.contains(x, y);
            }
        }
    }
};

} // namespace

class TestSparkline : public WidgetTestCase
{
    Q_OBJECT

private Q_SLOTS:
    void aBarIsAsHighAsItsStep_data();
    void aBarIsAsHighAsItsStep();
    void nothingIsPaintedOutsideOfItsCell_data();
    void nothingIsPaintedOutsideOfItsCell();
    void theNewestStepsAreShownWhereThereIsLittleRoom();
    void theNumberHasItsRoom();
    void aStepThatIsMissingIsAGap();
    void aCellHasRoomForSomeBars();
};

void TestSparkline::aBarIsAsHighAsItsStep_data()
{
    QTest::addColumn<Steps>("steps");
    QTest::addColumn<std::vector<int>>("heights");
    QTest::newRow("none") << Steps{} << std::vector<int>{};
    QTest::newRow("one") << Steps{7} << std::vector<int>{20};
    QTest::newRow("one missing") << Steps{std::nullopt} << std::vector<int>{-1};
    QTest::newRow("zeros") << Steps{0, 0, 0} << std::vector<int>{1, 1, 1};
    QTest::newRow("a zero among others") << Steps{0, 10} << std::vector<int>{1, 20};
    QTest::newRow("a share") << Steps{10, 5, 1, 0} << std::vector<int>{20, 10, 2, 1};
    QTest::newRow("too little for a pixel") << Steps{1, 1'000'000} << std::vector<int>{1, 20};
    QTest::newRow("negative") << Steps{-5, 10, std::numeric_limits<qint64>::min()} << std::vector<int>{0, 20, 0};
    QTest::newRow("negative alone") << Steps{-5} << std::vector<int>{0};
    QTest::newRow("the largest number") << Steps{largest, largest / 2, 1} << std::vector<int>{20, 10, 1};
    QTest::newRow("gaps") << Steps{10, std::nullopt, 10} << std::vector<int>{20, -1, 20};
}

void TestSparkline::aBarIsAsHighAsItsStep()
{
    QFETCH(const Steps, steps);
    QFETCH(const std::vector<int>, heights);
    QCOMPARE(barHeights(steps, 20), heights);
}

void TestSparkline::nothingIsPaintedOutsideOfItsCell_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const int width : {0, 1, 2, 5, 12, 20, 40, 60, 80, 120, 180})
        QTest::addRow("%d wide", width) << width << 30;
    for (const int height : {1, 2, 3})
        QTest::addRow("%d high", height) << 180 << height;
}

void TestSparkline::nothingIsPaintedOutsideOfItsCell()
{
    QFETCH(const int, width);
    QFETCH(const int, height);
    const Steps many(60, largest);
    // Without a text, which the style clips or not as it likes.
    QVERIFY(Picture(many, width, {}, QString(), height).isInside);
    QVERIFY(Picture(many, width, QStyle::State_Selected, QString(), height).isInside);
    QVERIFY(Picture(Steps(5000, 1), width, {}, QString(), height).isInside);
}

void TestSparkline::theNewestStepsAreShownWhereThereIsLittleRoom()
{
    Steps rising(60, 0);
    rising.back() = 100;
    const Picture whole(rising, 180, {}, QString());
    const Picture narrow(rising, 40, {}, QString());
    const auto highest = [](const Picture &picture) {
        int column = -1;
        int most = 0;
        for (int x = picture.cell.left(); x <= picture.cell.right(); ++x) {
            int painted = 0;
            for (int y = picture.cell.top(); y <= picture.cell.bottom(); ++y)
                painted += picture.image.pixel(x, y) != ground;
            if (painted > most) {
                most = painted;
                column = x;
            }
        }
        return std::pair(column, most);
    };
    QCOMPARE(highest(whole), std::pair(whole.rightmost, 18));
    QCOMPARE(highest(narrow), std::pair(narrow.rightmost, 18));
    QCOMPARE(whole.rightmost - whole.leftmost + 1, 60);
    QVERIFY(narrow.rightmost - narrow.leftmost + 1 < 40);
}

void TestSparkline::theNumberHasItsRoom()
{
    // With and without bars the cell looks the same where the number stands.
    const Picture with(Steps(60, 5), 100);
    const Picture without(Steps(), 100);
    QVERIFY(without.leftmost > with.leftmost);
    for (int x = without.leftmost; x <= without.rightmost; ++x) {
        for (int y = with.cell.top(); y <= with.cell.bottom(); ++y)
            QCOMPARE(with.image.pixel(x, y), without.image.pixel(x, y));
    }
}

void TestSparkline::aStepThatIsMissingIsAGap()
{
    const Picture picture({5, std::nullopt, 5}, 180, {}, QString());
    const auto isPainted = [&](int x) {
        for (int y = picture.cell.top(); y <= picture.cell.bottom(); ++y) {
            if (picture.image.pixel(x, y) != ground)
                return true;
        }
        return false;
    };
    QCOMPARE(picture.rightmost - picture.leftmost, 2);
    QVERIFY(isPainted(picture.leftmost));
    QVERIFY(!isPainted(picture.leftmost + 1));
    QVERIFY(isPainted(picture.rightmost));
}

void TestSparkline::aCellHasRoomForSomeBars()
{
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), u"1.000"_s);
    const SparklineDelegate delegate([](const QModelIndex &) { return Steps(); }, nullptr);
    const QStyledItemDelegate plain;
    const QStyleOptionViewItem option;
    QVERIFY(delegate.sizeHint(option, model.index(0, 0)).width()
            > plain.sizeHint(option, model.index(0, 0)).width() + 20);
}

QTEST_MAIN(TestSparkline)
#include "tst_sparkline.moc"
