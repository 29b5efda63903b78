// SPDX-License-Identifier: MIT
#include <cstring>
#include <limits>

#include <QTest>

#include "core/assign/scalar.h"
#include "core/measure/label_set.h"
#include "tests/support/random.h"

using namespace frisket;
using array::DType;
using condition::Word;
using measure::LabelSet;
using test::Random;

namespace {
bool bitOf(const std::vector<Word>& words, std::int64_t bit) {
    return ((words[static_cast<std::size_t>(bit / 64)] >> static_cast<unsigned>(bit % 64)) & 1U) !=
           0;
}

/// Whether the element has the label, by the text of both.
bool has(DType dtype, const std::byte* element, std::int64_t label) {
    if (dtype == DType::U64) {
        std::int64_t bits = 0;
        std::memcpy(&bits, element, sizeof(bits));
        return bits == label;
    }
    if (dtype == DType::Bool) {
        return static_cast<std::int64_t>(*element) == label;
    }
    return std::strtold(assign::toText(dtype, element).c_str(), nullptr) ==
           static_cast<long double>(label);
}
}  // namespace

class TestLabelSet : public QObject {
    Q_OBJECT

private slots:
    void everyDTypeAndSize_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("labels");
        QTest::addColumn<bool>("others");
        QTest::addColumn<bool>("spread");
        for (std::size_t i = 0; i < array::kAllDTypes.size(); ++i) {
            for (const int labels : {0, 1, 3, 4, 5, 40}) {
                for (const bool spread : {false, true}) {
                    const bool others = (static_cast<int>(i) + labels) % 2 == 0;
                    QTest::newRow(qPrintable(QString("%1, %2 of %3 labels%4")
                                                 .arg(QString::fromStdString(std::string(
                                                          array::name(array::kAllDTypes[i]))),
                                                      others ? "none" : "one")
                                                 .arg(labels)
                                                 .arg(spread ? " far apart" : "")))
                        << static_cast<int>(i) << labels << others << spread;
                }
            }
        }
    }
    void everyDTypeAndSize() {
        QFETCH(int, index);
        QFETCH(int, labels);
        QFETCH(bool, others);
        QFETCH(bool, spread);
        const DType dtype = array::kAllDTypes[static_cast<std::size_t>(index)];
        const std::int64_t size = array::itemSize(dtype);
        Random random;
        const std::int64_t least = spread ? std::numeric_limits<std::int64_t>::min() / 4 : -30;
        const std::int64_t most = spread ? std::numeric_limits<std::int64_t>::max() / 4 : 90;
        for (const std::int64_t count : {0, 1, 63, 64, 65, 511, 512, 513, 1300}) {
            std::vector<std::byte> bytes(static_cast<std::size_t>(count * size + 1));
            std::byte* elements = bytes.data() + 1;
            std::vector<std::int64_t> wanted;
            for (int i = 0; i < labels; ++i) {
                wanted.push_back(random.between(least, most));
            }
            for (std::int64_t i = 0; i < count; ++i) {
                // Half of them labels that are looked for, as far as the dtype has them.
                const std::int64_t label =
                    random.chance(50) && !wanted.empty()
                        ? wanted[static_cast<std::size_t>(random.between(0, labels - 1))]
                        : random.between(-30, 90);
                const auto scalar = assign::parseScalar(
                    dtype == DType::U64 ? std::to_string(static_cast<std::uint64_t>(label))
                                        : std::to_string(label),
                    dtype);
                std::memcpy(elements + i * size,
                            scalar ? scalar->data() : assign::Scalar{dtype, {}}.data(),
                            static_cast<std::size_t>(size));
            }
            std::vector<Word> out(static_cast<std::size_t>((count + 63) / 64) + 1, 0x55);
            LabelSet(dtype, wanted, others).match(elements, count, out.data());
            QCOMPARE(out.back(), Word{0x55});
            for (std::int64_t i = 0; i < count; ++i) {
                const bool found = std::any_of(
                    wanted.begin(), wanted.end(),
                    [&](std::int64_t label) { return has(dtype, elements + i * size, label); });
                if (bitOf(out, i) != (found != others)) {
                    QFAIL(assign::toText(dtype, elements + i * size).c_str());
                }
            }
            for (std::int64_t i = count; i < (count + 63) / 64 * 64; ++i) {
                QVERIFY(!bitOf(out, i));
            }
        }
    }

    void labelsThatTheDTypeLacks() {
        const std::uint8_t bytes[]{0, 44, 255, 1};
        std::vector<Word> out(1);
        const std::vector<std::int64_t> labels{300, -1, 256, 65535};  // 44, 255, 0, 255 wrapped
        LabelSet(DType::U8, labels).match(reinterpret_cast<const std::byte*>(bytes), 4, out.data());
        QCOMPARE(out[0], Word{0});
    }

    void minusZeroAndNan() {
        const float values[]{0.0F, -0.0F, std::numeric_limits<float>::quiet_NaN(), 2.5F, 2.0F};
        std::vector<Word> out(1);
        const std::vector<std::int64_t> labels{0, 2};
        const auto* elements = reinterpret_cast<const std::byte*>(values);
        LabelSet(DType::F32, labels).match(elements, 5, out.data());
        QCOMPARE(out[0], Word{0b10011});
        LabelSet(DType::F32, labels, true).match(elements, 5, out.data());
        QCOMPARE(out[0], Word{0b01100});
    }
};

QTEST_APPLESS_MAIN(TestLabelSet)
#include "tst_label_set.moc"
