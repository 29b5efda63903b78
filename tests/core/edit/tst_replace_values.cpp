// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "core/assign/cast.h"
#include "core/edit/replace_values.h"
#include "tests/core/assign/run_case.h"
#include "tests/support/arrays.h"
#include "tests/support/cancel_after.h"
#include "tests/support/io_support.h"
#include "tests/support/masks.h"

using namespace frisket;
using namespace frisket::test;
using array::BandedArray;
using array::DType;
using array::Layout;
using edit::ReplaceCounts;
using edit::Replacement;
using edit::ReplaceScope;

namespace {
/// Zeros, ones, twos and, of floats, NaN and -0.0.
BandedArray fewValues(DType dtype, const array::Shape& shape, Random& random) {
    const std::int64_t count = array::elementCount(shape).value();
    const std::int64_t size = array::itemSize(dtype);
    Bytes bytes(static_cast<std::size_t>(count * size));
    const bool isFloat = array::isFloat(dtype);
    const std::vector<const char*> texts =
        isFloat ? std::vector{"0.0", "-0.0", "1.0", "2.0", "nan"} : std::vector{"0", "1", "2"};
    for (std::int64_t i = 0; i < count; ++i) {
        const auto most = dtype == DType::Bool ? 1 : static_cast<std::int64_t>(texts.size()) - 1;
        const char* text = texts[static_cast<std::size_t>(random.between(0, most))];
        const assign::Scalar scalar = assign::parseScalar(text, dtype).value();
        std::memcpy(&bytes[static_cast<std::size_t>(i * size)], scalar.data(),
                    static_cast<std::size_t>(size));
    }
    return BandedArray::from(array::NdArray::copyOf(dtype, shape, bytes).value()).value();
}

/// Whether two elements are the same number, looked at as doubles.
bool equals(DType dtype, const std::byte* a, const std::byte* b) {
    const auto numberOf = [dtype](const std::byte* element) {
        double number = 0;
        assign::castRun(dtype, DType::F64)(element, 1, 1, reinterpret_cast<std::byte*>(&number));
        return number;
    };
    return numberOf(a) == numberOf(b) || (std::isnan(numberOf(a)) && std::isnan(numberOf(b)));
}

/// Every element of the scope by its index.
ReplaceCounts slowReplace(Bytes& bytes, DType dtype, const ReplaceScope& scope,
                          const Replacement& replacement) {
    const auto size = static_cast<std::size_t>(array::itemSize(dtype));
    ReplaceCounts counts;
    for (std::int64_t i = 0; i < scope.elements.count(); ++i) {
        const array::Index index = array::unravel(i, scope.elements.shape);
        if (scope.mask != nullptr && !scope.mask->at(scope.condition.at(index))) {
            continue;
        }
        std::byte* const place = &bytes[static_cast<std::size_t>(scope.elements.at(index)) * size];
        const auto become = [&](const assign::Scalar& value, std::int64_t& count) {
            count += std::memcmp(place, value.data(), size) != 0 ? 1 : 0;
            std::memcpy(place, value.data(), size);
        };
        if (equals(dtype, place, replacement.from.data())) {
            become(replacement.to, counts.toTo);
        } else if (replacement.swaps && equals(dtype, place, replacement.to.data())) {
            become(replacement.from, counts.toFrom);
        }
    }
    return counts;
}

struct Case {
    const char* name;
    array::Shape shape;
    array::Shape condition;
    std::optional<Layout> plane;           ///< else the whole
    std::optional<Layout> conditionPlane;  ///< else broadcast
};

std::vector<Case> cases() {
    return {{"0-d", {}, {}, {}, {}},
            {"empty", {0, 4}, {0, 4}, {}, {}},
            {"one row", {300}, {300}, {}, {}},
            {"2-d", {40, 70}, {40, 70}, {}, {}},
            {"a condition of one row", {40, 70}, {70}, {}, {}},
            {"a condition of one column", {40, 70}, {40, 1}, {}, {}},
            {"channels", {30, 20, 3}, {30, 20, 1}, {}, {}},
            {"a volume", {3, 20, 31}, {3, 1, 31}, {}, {}},
            {"one slice of a volume",
             {3, 20, 31},
             {20, 31},
             Layout{{20, 31}, {31, 1}, 620},
             Layout{{20, 31}, {31, 1}, 0}},
            {"a slice across",
             {3, 20, 31},
             {3, 20, 31},
             Layout{{31, 3}, {1, 620}, 62},
             Layout{{31, 3}, {1, 620}, 62}},
            {"several pieces", {300, 1000}, {300, 1000}, {}, {}},
            {"a long row", {1, 300000}, {1}, {}, {}}};
}
}  // namespace

class TestReplaceValues : public QObject {
    Q_OBJECT

private slots:
    void replaces_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("dtype");
        int index = 0;
        for (const Case& each : cases()) {
            for (const DType dtype : array::kAllDTypes) {
                if (array::elementCount(each.shape).value() < 100000 || dtype == DType::U16) {
                    QTest::addRow("%s, %s", each.name, array::name(dtype).data())
                        << index << static_cast<int>(dtype);
                }
            }
            ++index;
        }
    }
    void replaces() {
        QFETCH(int, index);
        QFETCH(int, dtype);
        const Case each = cases()[static_cast<std::size_t>(index)];
        const auto type = static_cast<DType>(dtype);
        Random random;
        base::ThreadPool pool(2);
        const auto mask = makeMask(
            each.condition, randomBools(array::elementCount(each.condition).value(), 50, random));
        for (const auto& [from, to] :
             {std::pair("0", "1"), std::pair("1", "0"), std::pair("nan", "1"), std::pair("1", "1"),
              std::pair("0", "nan"), std::pair("-0.0", "2.0")}) {
            const auto fromValue = assign::parseScalar(from, type);
            const auto toValue = assign::parseScalar(to, type);
            if (!fromValue || !toValue) {
                continue;
            }
            for (const bool swaps : {false, true}) {
                for (const bool masked : {false, true}) {
                    BandedArray destination = fewValues(type, each.shape, random);
                    const BandedArray held = destination.snapshot();
                    ReplaceScope scope;
                    scope.elements = each.plane.value_or(Layout::rowMajor(each.shape));
                    if (masked) {
                        scope.mask = &mask;
                        scope.condition =
                            each.conditionPlane
                                ? *each.conditionPlane
                                : Layout::rowMajor(each.condition).broadcastTo(each.shape).value();
                    }
                    const Replacement replacement{*fromValue, *toValue, swaps};
                    const Bytes before = bytesOf(destination);
                    Bytes expected = before;
                    const ReplaceCounts counts = slowReplace(expected, type, scope, replacement);
                    const auto counted =
                        edit::countReplacement(destination, scope, replacement, pool);
                    QVERIFY(counted.has_value());
                    QCOMPARE(counted->toTo, counts.toTo);
                    QCOMPARE(counted->toFrom, counts.toFrom);
                    const auto patch = edit::findReplacement(destination, scope, replacement, pool);
                    QVERIFY(patch.has_value());
                    QCOMPARE(patch->changedElements(), counts.all());
                    QCOMPARE(patch->empty(), counts.all() == 0);
                    QVERIFY(bytesOf(destination) == before);
                    QVERIFY(patch->exchange(destination, pool));
                    QVERIFY(bytesOf(destination) == expected);
                    QVERIFY(patch->exchange(destination, pool));
                    QVERIFY(bytesOf(destination) == before);
                    QVERIFY(bytesOf(held) == before);
                }
            }
        }
    }

    /// At each point at which it can be, finding and exchanging leave everything as it was.
    void cancelled() {
        Random random;
        base::ThreadPool pool(2);
        BandedArray destination = fewValues(DType::U8, {1000, 1200}, random);
        const ReplaceScope scope{Layout::rowMajor(destination.shape()), nullptr, {}};
        const Replacement replacement{assign::parseScalar("1", DType::U8).value(),
                                      assign::parseScalar("9", DType::U8).value(), false};
        const Bytes before = bytesOf(destination);
        std::optional<edit::ValuePatch> patch;
        int looks = 0;
        for (; !patch; ++looks) {
            CancelAfter progress(looks);
            auto found = edit::findReplacement(destination, scope, replacement, pool, &progress);
            QVERIFY(bytesOf(destination) == before);
            if (found) {
                QCOMPARE(progress.done(), destination.count());
                patch = *std::move(found);
            } else {
                QCOMPARE(found.error().code, base::ErrorCode::Cancelled);
            }
        }
        QVERIFY(looks > 5);
        bool isDone = false;
        int asked = 0;
        for (int allowed = 0; !isDone; ++allowed) {
            asked = 0;
            std::int64_t told = 0;
            isDone = patch->exchange(destination, pool, [&](std::int64_t elements) {
                told += elements;
                return asked++ < allowed;
            });
            if (isDone) {
                QCOMPARE(told, patch->elementCount());
            } else {
                QVERIFY(bytesOf(destination) == before);
            }
        }
        QVERIFY(asked > 4);
        QVERIFY(bytesOf(destination) != before);
    }
};

QTEST_APPLESS_MAIN(TestReplaceValues)
#include "tst_replace_values.moc"
