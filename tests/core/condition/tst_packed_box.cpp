// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/condition/packed_box.h"
#include "tests/support/masks.h"

using namespace frisket;
using array::Shape;
using test::Random;

class TestPackedBox : public QObject {
    Q_OBJECT

private slots:
    void holdsTheRectangle() {
        Random random;
        for (const Shape& shape : test::maskShapes()) {
            const auto mask = condition::ConditionMask::create(shape).value();
            if (mask.size() == 0) {
                continue;
            }
            for (int round = 0; round < 40; ++round) {
                base::Rect packed;
                packed.x0 = random.between(0, mask.rowBits() - 1);
                packed.x1 = random.between(packed.x0 + 1, mask.rowBits());
                packed.y0 = random.between(0, mask.rows() - 1);
                packed.y1 = random.between(packed.y0 + 1, mask.rows());
                const array::Box box = condition::boxOf(mask, packed);
                QCOMPARE(box.rank(), shape.rank());
                for (std::int64_t y = packed.y0; y < packed.y1; ++y) {
                    for (std::int64_t x = packed.x0; x < packed.x1; ++x) {
                        QVERIFY(box.contains(array::unravel(y * mask.rowBits() + x, shape)));
                    }
                }
            }
        }
    }

    void boxesAreWritten() {
        Random random;
        for (const Shape& shape : test::maskShapes()) {
            for (int round = 0; round < 40; ++round) {
                auto mask = condition::ConditionMask::create(shape).value();
                for (std::int64_t i = 0; i < mask.size(); ++i) {
                    mask.set(i, random.chance(50));
                }
                array::Box box = array::Box::wholeOf(shape);
                for (int axis = 0; axis < shape.rank(); ++axis) {
                    box.begin[axis] = random.between(0, shape[axis]);
                    box.end[axis] = random.between(box.begin[axis], shape[axis]);
                }
                test::Bools wanted = test::boolsOf(mask);
                const std::int64_t before = mask.count();
                std::vector<std::byte> bytes;
                for (std::int64_t i = 0; i < mask.size(); ++i) {
                    if (box.contains(array::unravel(i, shape))) {
                        bytes.push_back(static_cast<std::byte>(random.between(0, 2)));
                        wanted[static_cast<std::size_t>(i)] = bytes.back() != std::byte{0};
                    }
                }
                const std::int64_t more = condition::writeBox(box, bytes.data(), mask);
                QVERIFY(test::boolsOf(mask) == wanted);
                QVERIFY(test::tailsAreClear(mask));
                QCOMPARE(mask.count(), before + more);
            }
        }
    }

    void isLeastWhereNothingIsMerged() {
        const auto box = [](const Shape& shape, const base::Rect& packed) {
            return condition::boxOf(condition::ConditionMask::create(shape).value(), packed);
        };
        QVERIFY((box({90, 130}, {3, 5, 70, 80}) == array::Box{{5, 3}, {80, 70}}));
        // Rows 10 to 14 of the third slice.
        QVERIFY((box({4, 20, 70}, {3, 50, 9, 55}) == array::Box{{2, 10, 3}, {3, 15, 9}}));
        // Rows of two slices: of both, all.
        QVERIFY((box({4, 20, 70}, {3, 39, 9, 41}) == array::Box{{1, 0, 3}, {3, 20, 9}}));
        // Channels lie in the packed row.
        QVERIFY((box({8, 64, 3}, {7, 2, 8, 3}) == array::Box{{2, 2, 1}, {3, 3, 2}}));
        QVERIFY((box({8, 64, 3}, {7, 2, 13, 3}) == array::Box{{2, 2, 0}, {3, 5, 3}}));
    }
};

QTEST_APPLESS_MAIN(TestPackedBox)
#include "tst_packed_box.moc"
