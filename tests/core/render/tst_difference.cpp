// SPDX-License-Identifier: MIT
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include <QTest>

#include "core/array/half.h"
#include "core/labels/label_colours.h"
#include "core/render/difference.h"

using namespace frisket;
using namespace frisket::render;
using array::DType;

namespace {
template <class T>
double number(T value) {
    if constexpr (std::is_same_v<T, array::Half>) {
        return static_cast<double>(array::toFloat(value));
    } else {
        return static_cast<double>(value);
    }
}

/// The rule, in words of the language.
template <class T>
Difference slow(T is, T was) {
    const bool isFloat = std::is_floating_point_v<T> || std::is_same_v<T, array::Half>;
    const bool same =
        isFloat ? number(is) == number(was) || (std::isnan(number(is)) && std::isnan(number(was)))
                : std::memcmp(&is, &was, sizeof(T)) == 0;
    return same               ? Difference::Same
           : number(was) == 0 ? Difference::Added
           : number(is) == 0  ? Difference::Removed
                              : Difference::Relabelled;
}
}  // namespace

class TestDifference : public QObject {
    Q_OBJECT

private slots:
    void matchesTheRule_data();
    void matchesTheRule();
    void coloursAreTold();
};

void TestDifference::matchesTheRule_data() {
    QTest::addColumn<int>("type");
    for (const DType dtype : array::kAllDTypes) {
        QTest::newRow(std::string(array::name(dtype)).c_str()) << static_cast<int>(dtype);
    }
}

void TestDifference::matchesTheRule() {
    QFETCH(int, type);
    const auto dtype = static_cast<DType>(type);
    const unsigned seed = std::random_device{}();
    std::mt19937_64 random(seed);
    array::visitType(dtype, [&](auto storage) {
        using T = typename decltype(storage)::type;
        // Few values, so that all kinds come often; among them any bits, so all NaN and both zeros.
        std::vector<T> values(12);
        for (std::size_t i = 2; i < values.size(); ++i) {
            const std::uint64_t bits = dtype == DType::Bool ? random() & 1U : random();
            std::array<std::byte, sizeof(T)> bytes;
            std::memcpy(bytes.data(), &bits, sizeof(T));
            values[i] = std::bit_cast<T>(bytes);
        }
        if constexpr (std::is_floating_point_v<T>) {
            values[1] = -T{0};
            values[2] = std::numeric_limits<T>::quiet_NaN();
            values[3] = -values[2];
            values[4] = std::numeric_limits<T>::infinity();
            values[5] = -values[4];
            values[6] = std::numeric_limits<T>::denorm_min();
        } else if constexpr (std::is_same_v<T, array::Half>) {
            std::size_t i = 1;
            for (const int bits : {0x8000, 0x7e00, 0xfe01, 0x7c00, 0xfc00, 0x0001, 0x7c01}) {
                values[i++].bits = static_cast<std::uint16_t>(bits);
            }
        }
        for (const std::size_t count : {0U, 1U, 7U, 16U, 33U, 1000U}) {
            std::vector<std::byte> is(count * sizeof(T) + 1);
            std::vector<std::byte> was(count * sizeof(T) + 1);
            std::vector<Difference> expected;
            for (std::size_t i = 0; i < count; ++i) {
                const T a = values[random() % values.size()];
                const T b = values[random() % values.size()];
                std::memcpy(is.data() + 1 + i * sizeof(T), &a, sizeof(T));
                std::memcpy(was.data() + 1 + i * sizeof(T), &b, sizeof(T));
                expected.push_back(slow(a, b));
            }
            std::vector<std::uint8_t> got(count + 1, 99);
            differenceClasses(dtype, is.data() + 1, was.data() + 1,
                              static_cast<std::int64_t>(count), got.data());
            for (std::size_t i = 0; i < count; ++i) {
                QVERIFY2(
                    got[i] == static_cast<std::uint8_t>(expected[i]),
                    qPrintable(QString("element %1 of %2, seed %3").arg(i).arg(count).arg(seed)));
            }
            QCOMPARE(got.back(), 99);
        }
    });
}

void TestDifference::coloursAreTold() {
    const labels::LabelColours colours{kDifferenceColours};
    QCOMPARE(colours.colour(0), labels::kTransparent);
    for (std::size_t i = 1; i < kDifferenceColours.size(); ++i) {
        QCOMPARE(colours.colour(static_cast<std::int64_t>(i)),
                 labels::opaque(kDifferenceColours[i]));
    }
}

QTEST_APPLESS_MAIN(TestDifference)
#include "tst_difference.moc"
