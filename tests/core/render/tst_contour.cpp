// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>
#include <random>

#include <QTest>

#include "core/array/half.h"
#include "core/render/contour.h"

using namespace frisket;
using namespace frisket::render;
using array::DType;
using base::Rect;
using condition::Word;

namespace {
bool bitAt(const BitPlane& plane, std::int64_t x, std::int64_t y) {
    return condition::readBits(plane.row(y), x - plane.area.x0, 1) != 0;
}

/// Whether a pixel of `covers` within `width` steps differs from (x, y).
template <class Differs>
bool isNear(const Rect& covers, std::int64_t x, std::int64_t y, int width, Differs&& differs) {
    for (std::int64_t dy = -width; dy <= width; ++dy) {
        for (std::int64_t dx = -width; dx <= width; ++dx) {
            if (std::abs(dx) + std::abs(dy) <= width + width / 2 &&
                covers.contains(x + dx, y + dy) && differs(x + dx, y + dy)) {
                return true;
            }
        }
    }
    return false;
}
}  // namespace

class TestContour : public QObject {
    Q_OBJECT

private slots:
    void labelsMatchTheRule_data();
    void labelsMatchTheRule();
    void bitsMatchTheRule();
    void edgeOfTheImageIsNone();
    void numbersCompareAsNumbers();
};

void TestContour::labelsMatchTheRule_data() {
    QTest::addColumn<int>("type");
    for (const DType dtype : array::kAllDTypes) {
        QTest::newRow(std::string(array::name(dtype)).c_str()) << static_cast<int>(dtype);
    }
}

void TestContour::labelsMatchTheRule() {
    QFETCH(int, type);
    const auto dtype = static_cast<DType>(type);
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    const Rect covers{3, 5, 3 + 150, 5 + 40};
    const std::int64_t size = array::itemSize(dtype);
    // Blocks of few labels, moved by one byte to be misaligned.
    std::vector<int> labels(150 * 40);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = static_cast<int>((i % 150 / 19 + i / 150 / 11) % 2);
    }
    for (int i = 0; i < 15; ++i) {
        labels[random() % labels.size()] ^= 1;
    }
    std::vector<std::byte> bytes(labels.size() * static_cast<std::size_t>(size) + 1);
    array::visitType(dtype, [&](auto storage) {
        using T = typename decltype(storage)::type;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            T value;
            if constexpr (std::is_same_v<T, array::Half>) {
                value = array::toHalf(static_cast<float>(labels[i]));
            } else {
                value = static_cast<T>(labels[i]);
            }
            std::memcpy(bytes.data() + 1 + i * sizeof(T), &value, sizeof(T));
        }
    });
    const LabelPixels pixels{dtype, bytes.data() + 1, 150 * size, {}};
    const auto labelAt = [&](std::int64_t x, std::int64_t y) {
        return labels[static_cast<std::size_t>((y - covers.y0) * 150 + x - covers.x0)];
    };
    for (const Rect& rect : {covers, Rect{20, 10, 110, 30}, Rect{3, 5, 67, 6}}) {
        for (const int width : {1, 2, 3, 7}) {
            const BitPlane plane = labelContour(pixels, covers, rect, width);
            for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
                for (std::int64_t x = rect.x0; x < rect.x1; ++x) {
                    const bool expected =
                        isNear(covers, x, y, width, [&](std::int64_t i, std::int64_t j) {
                            return labelAt(i, j) != labelAt(x, y);
                        });
                    QVERIFY2(bitAt(plane, x, y) == expected,
                             qPrintable(QString("(%1, %2) width %3 seed %4")
                                            .arg(x)
                                            .arg(y)
                                            .arg(width)
                                            .arg(seed)));
                }
            }
        }
    }
}

void TestContour::bitsMatchTheRule() {
    const unsigned seed = std::random_device{}();
    std::mt19937_64 random(seed);
    const Rect covers{10, 20, 10 + 140, 20 + 30};
    std::vector<Word> words(30 * 4);
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i] = i % 4 == 1 ? ~Word{0} : random() | random() | random() | random() | random();
    }
    const BitPixels bits{words.data(), 4, 37, {}};
    const auto at = [&](std::int64_t x, std::int64_t y) {
        return condition::readBits(words.data() + (y - covers.y0) * 4, 37 + x - covers.x0, 1) != 0;
    };
    for (const Rect& rect : {covers, Rect{40, 30, 100, 40}}) {
        for (const int width : {1, 2, 5}) {
            const BitPlane plane = bitContour(bits, covers, rect, width);
            for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
                for (std::int64_t x = rect.x0; x < rect.x1; ++x) {
                    const bool expected = at(x, y) && isNear(covers, x, y, width,
                                                             [&](std::int64_t i, std::int64_t j) {
                                                                 return !at(i, j);
                                                             });
                    QVERIFY2(bitAt(plane, x, y) == expected,
                             qPrintable(QString("seed %1").arg(seed)));
                }
            }
        }
    }
}

void TestContour::edgeOfTheImageIsNone() {
    const std::vector<std::uint8_t> labels(70 * 3, 9);
    const Rect covers{0, 0, 70, 3};
    const LabelPixels pixels{DType::U8, reinterpret_cast<const std::byte*>(labels.data()), 70, {}};
    const std::vector<Word> words(2 * 3, ~Word{0});
    for (const int width : {1, 5}) {
        const BitPlane ofLabels = labelContour(pixels, covers, covers, width);
        const BitPlane ofBits = bitContour({words.data(), 2, 0, {}}, covers, covers, width);
        for (std::int64_t y = 0; y < 3; ++y) {
            QCOMPARE(condition::countBits(ofLabels.row(y), 0, 70), 0);
            QCOMPARE(condition::countBits(ofBits.row(y), 0, 70), 0);
        }
    }
}

void TestContour::numbersCompareAsNumbers() {
    const float nan = std::nanf("");
    const std::vector<float> values{0.0F, -0.0F, nan, -nan, 1.0F};
    const Rect covers{0, 0, 5, 1};
    const LabelPixels pixels{DType::F32, reinterpret_cast<const std::byte*>(values.data()), 20, {}};
    QCOMPARE(labelContour(pixels, covers, covers, 1).row(0)[0] & 31U, Word{0b11110});
    std::vector<array::Half> halves;
    for (const float value : values) {
        halves.push_back(array::toHalf(static_cast<double>(value)));
    }
    const LabelPixels small{DType::F16, reinterpret_cast<const std::byte*>(halves.data()), 10, {}};
    QCOMPARE(labelContour(small, covers, covers, 1).row(0)[0] & 31U, Word{0b11110});
}

QTEST_APPLESS_MAIN(TestContour)
#include "tst_contour.moc"
