// SPDX-License-Identifier: MIT
#include <limits>
#include <optional>
#include <vector>

#include <QTest>

#include "tests/support/arrays.h"

using namespace frisket::array;
using End = std::optional<std::int64_t>;

namespace {
/// The indices that Python's `range(size)[start:stop:step]` names: which ones lie on the walk is
/// decided for each index by itself, straight from the language reference ("x = i + n*k with
/// 0 <= n < (j - i)/k; when k is positive i and j are reduced to len(s) if they are greater, when
/// k is negative to len(s) - 1").
std::vector<std::int64_t> pythonSlice(std::int64_t size, End start, End stop, std::int64_t step) {
    std::int64_t i = start.value_or(step > 0 ? 0 : size - 1);
    std::int64_t j = stop.value_or(step > 0 ? size : -1);
    if (start && i < 0) {
        i += size;
    }
    if (stop && j < 0) {
        j += size;
        if (j < 0) {
            j = -1;
        }
    }
    std::vector<std::int64_t> indices;
    if (step > 0) {
        i = i < 0 ? 0 : i;
        for (std::int64_t x = i; x < j && x < size; x += step) {
            indices.push_back(x);
        }
    } else {
        i = i > size - 1 ? size - 1 : i;
        for (std::int64_t x = i; x > j && x >= 0; x += step) {
            indices.push_back(x);
        }
    }
    return indices;
}

std::vector<std::int64_t> offsetsOf(const Layout& layout) {
    std::vector<std::int64_t> offsets;
    for (std::int64_t flat = 0; flat < layout.count(); ++flat) {
        offsets.push_back(layout.at(unravel(flat, layout.shape)));
    }
    return offsets;
}

QByteArray describe(std::int64_t size, End start, End stop, std::int64_t step) {
    const auto end = [](End value) { return value ? QString::number(*value) : QString(); };
    return QString("size %1, [%2:%3:%4]").arg(size).arg(end(start), end(stop)).arg(step).toUtf8();
}
}  // namespace

class TestSlice : public QObject {
    Q_OBJECT

private slots:
    void everySmallSliceIsPythons() {
        std::vector<End> ends{std::nullopt};
        for (std::int64_t end = -7; end <= 7; ++end) {
            ends.emplace_back(end);
        }
        for (std::int64_t size = 0; size <= 5; ++size) {
            const Layout row = Layout::rowMajor({size});
            for (const End start : ends) {
                for (const End stop : ends) {
                    for (std::int64_t step = -7; step <= 7; ++step) {
                        const auto sliced = row.slice(0, {start, stop, step});
                        QCOMPARE(sliced.has_value(), step != 0);
                        if (step == 0) {
                            continue;
                        }
                        QVERIFY2(offsetsOf(*sliced) == pythonSlice(size, start, stop, step),
                                 describe(size, start, stop, step).constData());
                    }
                }
            }
        }
    }

    void theOracleKnowsPython() {
        // Answers of Python 3 itself, for the oracle above.
        using List = std::vector<std::int64_t>;
        QVERIFY((pythonSlice(5, {}, {}, -1) == List{4, 3, 2, 1, 0}));
        QVERIFY((pythonSlice(5, -3, {}, 2) == List{2, 4}));
        QVERIFY((pythonSlice(5, 7, -6, -2) == List{4, 2, 0}));
        QVERIFY((pythonSlice(5, 3, -5, -1) == List{3, 2, 1}));
        QVERIFY((pythonSlice(5, -7, 7, 3) == List{0, 3}));
        QVERIFY((pythonSlice(0, -1, {}, -1).empty()));
    }

    void slicesOfSlicesCompose() {
        const Layout row = Layout::rowMajor({20});
        const auto all = offsetsOf(row);
        const std::vector<Slice> slices{{{}, {}, -1}, {2, 17, 3}, {-3, 1, -2}, {{}, 5, 1}};
        for (const Slice& first : slices) {
            for (const Slice& second : slices) {
                const auto both = row.slice(0, first)->slice(0, second);
                const auto once = pythonSlice(20, first.start, first.stop, first.step);
                std::vector<std::int64_t> expected;
                for (const auto index : pythonSlice(static_cast<std::int64_t>(once.size()),
                                                    second.start, second.stop, second.step)) {
                    expected.push_back(once[static_cast<std::size_t>(index)]);
                }
                QVERIFY(offsetsOf(*both) == expected);
            }
        }
    }

    void extremeNumbersStayDefined() {
        constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
        constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
        const Layout wide = Layout::rowMajor({4, 6});
        for (const std::int64_t step : {kLeast, kLeast + 1, kMost, kMost - 1}) {
            for (const End start : {End{}, End{kLeast}, End{kMost}, End{2}}) {
                for (const End stop : {End{}, End{kLeast}, End{kMost}}) {
                    const auto sliced = wide.slice(0, {start, stop, step});
                    QVERIFY(sliced.has_value());
                    QVERIFY(sliced->shape[0] <= 1);
                    for (const std::int64_t place : offsetsOf(*sliced)) {
                        QVERIFY(place >= 0 && place < 24);
                    }
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestSlice)
#include "tst_slice.moc"
