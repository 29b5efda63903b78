// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/arrays.h"
#include "tests/support/masks.h"

using namespace frisket::condition;
using namespace frisket::test;
using frisket::array::Shape;
using frisket::base::Rect;

namespace {
constexpr Word kSentinel = 0x0123456789abcdefULL;

std::size_t place(std::int64_t value) { return static_cast<std::size_t>(value); }

/// The planes of a (2, 5, 70, 3) condition along which a person may look at it.
struct NamedPlane {
    const char* name;
    Plane plane;
};
const NamedPlane kPlanes[]{
    {"rows and columns", {1 * 1050 + 2, 210, 3, 5, 70}},
    {"columns and channels", {3 * 210, 3, 1, 70, 3}},
    {"channels and columns", {3 * 210, 1, 3, 3, 70}},
    {"first axis and rows", {69 * 3, 1050, 210, 2, 5}},
    {"flipped both ways", {1 * 1050 + 4 * 210 + 69 * 3, -210, -3, 5, 70}},
};
}  // namespace

class TestConditionPlanes : public QObject {
    Q_OBJECT

private slots:
    void gatherTakesEveryStride() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            const auto bools = randomBools(elementCount(shape).value(), 50, random);
            const auto mask = makeMask(shape, bools);
            const std::int64_t size = mask.size();
            for (std::int64_t stride = -70; stride <= 70 && size > 0; ++stride) {
                const std::int64_t first = random.between(0, size - 1);
                std::int64_t most = 150;
                if (stride > 0) {
                    most = std::min(most, (size - 1 - first) / stride + 1);
                } else if (stride < 0) {
                    most = std::min(most, first / -stride + 1);
                }
                for (const std::int64_t count :
                     {std::int64_t{0}, std::int64_t{1}, most / 2, most}) {
                    checkGather(mask, bools, first, stride, count);
                }
            }
        }
    }

    void gatherCrossesRowsInOneRun() {
        Random random;
        const auto bools = randomBools(9 * 130, 50, random);
        const auto mask = makeMask({9, 130}, bools);
        for (std::int64_t first = 0; first < 200; ++first) {
            for (const std::int64_t count : {1, 63, 64, 65, 129, 130, 131, 400, 900}) {
                checkGather(mask, bools, first, 1, count);
            }
        }
    }

    void gatherStepsOverRows() {
        // One word and more a row, with and without a tail; steps of whole rows and beside them.
        Random random;
        for (const Shape& shape :
             {Shape{40, 130}, Shape{50, 64}, Shape{60, 65}, Shape{30, 24, 3}}) {
            const auto bools = randomBools(elementCount(shape).value(), 50, random);
            const auto mask = makeMask(shape, bools);
            for (int rows = 0; rows <= 5; ++rows) {
                for (std::int64_t rest = -2; rest <= 2; ++rest) {
                    const std::int64_t stride = rows * mask.rowBits() + rest;
                    if (stride <= 1) {
                        continue;
                    }
                    for (int round = 0; round < 5; ++round) {
                        const std::int64_t first = random.between(0, mask.size() - 1);
                        checkGather(mask, bools, first, stride,
                                    (mask.size() - 1 - first) / stride + 1);
                        checkGather(mask, bools, first, -stride, first / stride + 1);
                    }
                }
            }
        }
    }

    void planesBecomeBytesAndBack_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(kPlanes); ++i) {
            QTest::newRow(kPlanes[i].name) << static_cast<int>(i);
        }
    }
    void planesBecomeBytesAndBack() {
        QFETCH(int, index);
        const Plane plane = kPlanes[index].plane;
        const Shape shape{2, 5, 70, 3};
        Random random;
        auto bools = randomBools(2 * 5 * 70 * 3, 50, random);
        auto mask = makeMask(shape, bools);
        for (int round = 0; round < 50; ++round) {
            const Rect rect = randomRect(plane, random);
            const std::int64_t pitch = rect.width() + random.between(0, 3);
            std::vector<std::uint8_t> bytes(place(pitch * rect.height()) + 1, 0x5a);
            mask.toBytes(plane, rect, 0xc8, bytes.data(), pitch);
            for (std::int64_t y = 0; y < rect.height(); ++y) {
                for (std::int64_t x = 0; x < pitch; ++x) {
                    const int expected = x >= rect.width()                                   ? 0x5a
                                         : bools[flatPlace(plane, rect.x0 + x, rect.y0 + y)] ? 0xc8
                                                                                             : 0;
                    QCOMPARE(static_cast<int>(bytes[place(y * pitch + x)]), expected);
                }
            }
            QCOMPARE(bytes.back(), std::uint8_t{0x5a});

            for (std::uint8_t& byte : bytes) {
                byte = static_cast<std::uint8_t>(random.chance(50) ? random.between(1, 255) : 0);
            }
            for (std::int64_t y = 0; y < rect.height(); ++y) {
                for (std::int64_t x = 0; x < rect.width(); ++x) {
                    bools[flatPlace(plane, rect.x0 + x, rect.y0 + y)] =
                        bytes[place(y * pitch + x)] != 0;
                }
            }
            mask.fromBytes(plane, rect, bytes.data(), pitch);
            QVERIFY(boolsOf(mask) == bools);
            QVERIFY(tailsAreClear(mask));
        }
    }

    void stretchedPlanesRepeat() {
        // A condition of shape (3, 1) stretched over 3 rows of 100 columns, and the same on a side.
        const auto mask = makeMask({3, 1}, {true, false, true});
        std::vector<std::uint8_t> bytes(300, 7);
        mask.toBytes({0, 1, 0, 3, 100}, {0, 0, 100, 3}, 1, bytes.data(), 100);
        for (std::size_t i = 0; i < 300; ++i) {
            QCOMPARE(static_cast<int>(bytes[i]), i / 100 == 1 ? 0 : 1);
        }
        mask.toBytes({0, 0, 1, 100, 3}, {0, 0, 3, 100}, 1, bytes.data(), 3);
        for (std::size_t i = 0; i < 300; ++i) {
            QCOMPARE(static_cast<int>(bytes[i]), i % 3 == 1 ? 0 : 1);
        }
    }

    void emptyRectanglesTouchNothing() {
        auto mask = makeMask({3, 70}, Bools(210, true));
        std::uint8_t byte = 9;
        mask.toBytes({0, 70, 1, 3, 70}, {5, 1, 5, 3}, 1, &byte, 0);
        mask.toBytes({0, 70, 1, 3, 70}, {5, 1, 9, 1}, 1, &byte, 4);
        mask.fromBytes({0, 70, 1, 3, 70}, {5, 1, 5, 3}, &byte, 0);
        QCOMPARE(byte, std::uint8_t{9});
        QCOMPARE(mask.count(), std::int64_t{210});
    }

private:
    static std::size_t flatPlace(const Plane& plane, std::int64_t x, std::int64_t y) {
        return place(plane.origin + y * plane.strideY + x * plane.strideX);
    }

    static Rect randomRect(const Plane& plane, Random& random) {
        const std::int64_t x0 = random.between(0, plane.width - 1);
        const std::int64_t y0 = random.between(0, plane.height - 1);
        return {x0, y0, random.between(x0 + 1, plane.width), random.between(y0 + 1, plane.height)};
    }

    static void checkGather(const ConditionMask& mask, const Bools& bools, std::int64_t first,
                            std::int64_t stride, std::int64_t count) {
        std::vector<Word> to(place(wordsFor(count)) + 1, kSentinel);
        mask.gather(first, stride, count, to.data());
        for (std::int64_t i = 0; i < wordsFor(count) * kWordBits; ++i) {
            const bool got = ((to[place(i / 64)] >> static_cast<unsigned>(i % 64)) & 1U) != 0;
            const bool expected = i < count && bools[place(first + i * stride)];
            QVERIFY2(got == expected, qPrintable(QString("%1, first %2, stride %3, element %4")
                                                     .arg(text(mask.shape()))
                                                     .arg(first)
                                                     .arg(stride)
                                                     .arg(i)));
        }
        QCOMPARE(to.back(), kSentinel);
    }
};

QTEST_APPLESS_MAIN(TestConditionPlanes)
#include "tst_condition_planes.moc"
