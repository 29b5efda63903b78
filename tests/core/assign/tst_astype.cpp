// SPDX-License-Identifier: MIT
// Other dtypes for an array: exact ones, the least that holds two, and the least that holds values.
#include <cmath>

#include <QTest>

#include "core/assign/astype.h"
#include "core/assign/casting.h"
#include "core/assign/holding.h"
#include "core/assign/prepared.h"
#include "tests/core/assign/cast_oracle.h"
#include "tests/core/assign/cast_rows.h"
#include "tests/support/arrays.h"
#include "tests/support/cancel_after.h"
#include "tests/support/rows.h"

using namespace frisket;
using namespace frisket::test;
using array::BandedArray;
using array::DType;
using assign::Holds;

namespace {
// np.result_type of NumPy 1.24.2 in NumPy's letters, rows and columns in the order of kAllDTypes;
// '.' where it does not hold all values of both.
constexpr std::string_view kLetters = "?BbHhIiQqefd";
constexpr std::array<std::string_view, 12> kCommon{
    "?BbHhIiQqefd",  // bool
    "BBhHhIiQqefd",  // uint8
    "bhbihqi.qefd",  // int8
    "HHiHiIiQqffd",  // uint16
    "hhhihqi.qffd",  // int16
    "IIqIqIqQqddd",  // uint32
    "iiiiiqi.qddd",  // int32
    "QQ.Q.Q.Q....",  // uint64
    "qqqqqqq.q...",  // int64
    "eeeffdd..efd",  // float16
    "fffffdd..ffd",  // float32
    "ddddddd..ddd",  // float64
};

BandedArray banded(const array::NdArray& array) { return BandedArray::from(array).value(); }

/// Of values in which nothing is lost, those of `values` that are in `to`.
std::vector<std::byte> held(DType from, DType to, const std::vector<std::byte>& values) {
    const auto size = static_cast<std::size_t>(array::itemSize(from));
    std::vector<std::byte> kept;
    for (std::size_t at = 0; at < values.size(); at += size) {
        if (hasEqual(numberOf(from, values.data() + at), to)) {
            kept.insert(kept.end(), values.begin() + static_cast<std::ptrdiff_t>(at),
                        values.begin() + static_cast<std::ptrdiff_t>(at + size));
        }
    }
    return kept;
}

array::NdArray arrayOfBytes(DType dtype, const std::vector<std::byte>& bytes) {
    const auto count = static_cast<std::int64_t>(bytes.size()) / array::itemSize(dtype);
    return array::NdArray::copyOf(dtype, {count}, bytes).value();
}

/// Values of a dtype that are written as long doubles here.
struct Values {
    DType dtype;
    std::vector<Number> values;

    [[nodiscard]] array::NdArray array() const {
        std::vector<std::byte> bytes;
        for (const Number value : values) {
            array::visitType(dtype, [&](auto type) {
                using T = typename decltype(type)::type;
                T element;
                if constexpr (std::is_same_v<T, array::Bool8>) {
                    element = value != 0 ? array::Bool8::True : array::Bool8::False;
                } else if constexpr (std::is_same_v<T, array::Half>) {
                    element = array::toHalf(static_cast<double>(value));
                } else {
                    element = static_cast<T>(value);
                }
                const auto* start = reinterpret_cast<const std::byte*>(&element);
                bytes.insert(bytes.end(), start, start + sizeof(T));
            });
        }
        return arrayOfBytes(dtype, bytes);
    }
};

struct Case {
    const char* name;
    Values destination;
    Values source;  ///< of which all but the last value are selected
    std::optional<DType> least;
    std::int64_t mostLooked = 100;
};

const Number kNan = std::numeric_limits<Number>::quiet_NaN();
const Case kCases[]{
    {"u8, 40,000", {DType::U8, {1, 2, 3}}, {DType::I64, {7, 40000, 1e9}}, DType::U16},
    {"u8, a million", {DType::U8, {1, 2, 3}}, {DType::I64, {7, 1e6, -1}}, DType::U32},
    {"u8, -1", {DType::U8, {1, 2, 3}}, {DType::I64, {-1, 200, 1e9}}, DType::I16},
    {"u8, -1 and 40,000", {DType::U8, {1, 2, 3}}, {DType::I32, {-1, 40000, 0}}, DType::I32},
    {"i8, 200", {DType::I8, {-1, 2, 3}}, {DType::U8, {200, 7, 0}}, DType::I16},
    {"i8, 200, none below 0", {DType::I8, {1, 2, 3}}, {DType::U8, {200, 7, 0}}, DType::I16},
    {"bool, labels", {DType::Bool, {0, 1, 1}}, {DType::U16, {20, 0, 900}}, DType::U8},
    {"bool, a negative label", {DType::Bool, {0, 1, 1}}, {DType::I16, {-3, 0, 900}}, DType::I8},
    {"u8, whole floats", {DType::U8, {1, 2, 3}}, {DType::F32, {300, 0, 0.5}}, DType::U16},
    {"u8, a fraction", {DType::U8, {1, 2, 3}}, {DType::F32, {0.5, 0, 0}}, DType::F16},
    {"u8, a tenth", {DType::U8, {1, 2, 3}}, {DType::F32, {0.1F, 0, 0}}, DType::F32},
    {"u16, a fraction", {DType::U16, {1, 2, 3}}, {DType::F16, {0.5, 0, 0}}, DType::F32},
    {"u8, NaN", {DType::U8, {1, 2, 3}}, {DType::F64, {kNan, 0, 0}}, DType::F16},
    {"u8, infinite", {DType::U8, {1, 2, 3}}, {DType::F64, {INFINITY, 0, 0}}, DType::F16},
    {"f16, a large label", {DType::F16, {1, 2, 3}}, {DType::I32, {70001, 0, 0}}, DType::F32},
    {"f32, 2^24 + 1", {DType::F32, {1, 2, 3}}, {DType::I32, {16777217, 0, 0}}, DType::F64},
    {"f64, 2^53 + 1", {DType::F64, {1, 2, 3}}, {DType::I64, {9007199254740993, 0, 0}}, DType::I64},
    {"f64 with a fraction, 2^53 + 1",
     {DType::F64, {1, 2.5, 3}},
     {DType::I64, {9007199254740993, 0, 0}},
     std::nullopt},
    {"i64, 2^63", {DType::I64, {1, 2, 3}}, {DType::U64, {0x1p63L, 0, 0}}, DType::U64},
    {"i64 with -1, 2^63", {DType::I64, {-1, 2, 3}}, {DType::U64, {0x1p63L, 0, 0}}, DType::F64},
    {"i64 with -1, 2^63 + 1",
     {DType::I64, {-1, 2, 3}},
     {DType::U64, {0x1p63L + 1, 0, 0}},
     std::nullopt},
    {"i64, 2^63, not looked at",
     {DType::I64, {1, 2, 3}},
     {DType::U64, {0x1p63L, 0, 0}},
     std::nullopt,
     2},
    {"u64, -1", {DType::U64, {1, 2, 3}}, {DType::I8, {-1, 0, 0}}, DType::I64},
    {"u64 of 2^63, -1", {DType::U64, {0x1p63L, 2, 3}}, {DType::I8, {-1, 0, 0}}, DType::F64},
    {"i64, a fraction", {DType::I64, {1, 2, 3}}, {DType::F64, {0.1, 0, 0}}, DType::F64},
    {"i64 of 2^53 + 1, a fraction",
     {DType::I64, {9007199254740993, 2, 3}},
     {DType::F64, {0.1, 0, 0}},
     std::nullopt},
};
}  // namespace

class TestAsType : public QObject {
    Q_OBJECT

private slots:
    void commonTypes_data() { pairRows(); }
    void commonTypes() {
        QFETCH(const int, from);
        QFETCH(const int, to);
        const char letter = kCommon[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
        const auto found = assign::commonType(static_cast<DType>(from), static_cast<DType>(to));
        QCOMPARE(found.has_value(), letter != '.');
        QVERIFY(!found || kLetters[static_cast<std::size_t>(*found)] == letter);
    }

    void exactly_data() { pairRows(); }
    /// All that `to` holds becomes what arithmetic says; one value more that it does not hold is
    /// found wherever it lies, and nothing else.
    void exactly() {
        QFETCH(const int, from);
        QFETCH(const int, to);
        const auto a = static_cast<DType>(from);
        const auto b = static_cast<DType>(to);
        Random random;
        const std::vector<std::byte> all = interestingValues(a, random);
        const std::vector<std::byte> kept = held(a, b, all);
        base::ThreadPool pool(3);
        const array::NdArray array = arrayOfBytes(a, kept);
        QVERIFY(!assign::findMisfit(banded(array), b, pool));
        const auto made = assign::exactlyAs(banded(array), b, pool);
        QVERIFY2(made, made ? "" : made.error().text().c_str());
        QCOMPARE(made->dtype(), b);
        QVERIFY(made->shape() == array.shape() && made->layout().isRowMajor());
        const std::int64_t size = array::itemSize(a);
        const std::byte* const values = made->view().at(made->layout().offset);
        for (std::int64_t i = 0; i < array.count(); ++i) {
            const Number before = numberOf(a, kept.data() + i * size);
            const Number after = numberOf(b, values + i * array::itemSize(b));
            QVERIFY(std::isnan(before) ? std::isnan(after) : before == after);
        }
        QCOMPARE(kept.size() == all.size(), assign::isLossless(a, b));
        if (kept.size() == all.size()) {
            return;
        }
        const auto whole = assign::exactlyAs(banded(arrayOfBytes(a, all)), b, pool);
        QVERIFY(!whole);
        QCOMPARE(whole.error().code, base::ErrorCode::Refused);
        const auto misfit = assign::findMisfit(banded(arrayOfBytes(a, all)), b, pool);
        QVERIFY(misfit.has_value());
        std::int64_t first = 0;
        while (hasEqual(numberOf(a, all.data() + first * size), b)) {
            ++first;
        }
        QCOMPARE(misfit->place, first);
        QVERIFY(std::memcmp(misfit->value.data(), all.data() + first * size,
                            static_cast<std::size_t>(size)) == 0);
    }

    /// In an array of several bands, on several threads, the first in C order is named.
    void theFirstMisfitIsNamed() {
        const array::Shape shape{1500, 1000};
        std::vector<std::uint16_t> values(1'500'000, 255);
        const BandedArray good = banded(makeArray<std::uint16_t>(shape, values));
        QVERIFY(good.bandCount() > 2);
        base::ThreadPool pool(4);
        const auto bytes = assign::exactlyAs(good, DType::U8, pool);
        QVERIFY(bytes && valuesOf<std::uint8_t>(bytes->view()) ==
                             std::vector<std::uint8_t>(values.size(), 255));
        for (const std::size_t place : {1'499'999U, 1'400'000U, 1'399'999U, 600'123U, 4097U, 0U}) {
            values[place] = static_cast<std::uint16_t>(256 + place % 1000);
            const BandedArray bad = banded(makeArray<std::uint16_t>(shape, values));
            const auto misfit = assign::findMisfit(bad, DType::U8, pool);
            QVERIFY(misfit.has_value());
            QCOMPARE(misfit->place, static_cast<std::int64_t>(place));
            const auto refused = assign::exactlyAs(bad, DType::U8, pool);
            QVERIFY(!refused);
            QCOMPARE(QString::fromStdString(refused.error().message),
                     QString("uint8 has no equal for the value %1 at [%2, %3] of the uint16 array.")
                         .arg(values[place])
                         .arg(place / 1000)
                         .arg(place % 1000));
        }
    }

    void smallShapes() {
        base::ThreadPool pool(2);
        for (const array::Shape& shape :
             {array::Shape{}, array::Shape{0}, array::Shape{1}, array::Shape{4, 0}}) {
            const auto count = array::elementCount(shape).value();
            const std::vector<std::int32_t> values(static_cast<std::size_t>(count), -7);
            const BandedArray array = banded(makeArray<std::int32_t>(shape, values));
            const auto wide = assign::exactlyAs(array, DType::F64, pool);
            QVERIFY(wide && wide->shape() == shape);
            QVERIFY(valuesOf<double>(wide->view()) ==
                    std::vector<double>(static_cast<std::size_t>(count), -7));
            const auto narrow = assign::exactlyAs(array, DType::U8, pool);
            QCOMPARE(narrow.has_value(), count == 0);
        }
        const BandedArray one = banded(makeArray<std::int32_t>(array::Shape{}, {-7}));
        QCOMPARE(QString::fromStdString(assign::exactlyAs(one, DType::U8, pool).error().message),
                 QString("uint8 has no equal for the value -7 of the int32 array."));
    }

    void cancelledAnywhere() {
        const BandedArray array =
            banded(makeArray<std::uint8_t>({5000, 1000}, std::vector<std::uint8_t>(5'000'000, 9)));
        base::ThreadPool pool(2);
        int cancelled = 0;
        for (std::int64_t looks = 0;; ++looks) {
            CancelAfter progress(looks);
            const auto made = assign::exactlyAs(array, DType::I64, pool, &progress);
            if (made) {
                QCOMPARE(progress.done(), array.count());
                break;
            }
            QCOMPARE(made.error().code, base::ErrorCode::Cancelled);
            ++cancelled;
            QVERIFY(cancelled < 100);
        }
        QVERIFY(cancelled > 3);
    }

    void leastThatHolds_data() { addRows(kCases); }
    void leastThatHolds() {
        QFETCH(const int, index);
        const Case& each = kCases[index];
        base::ThreadPool pool(2);
        const array::NdArray source = each.source.array();
        const BandedArray destination = banded(each.destination.array());
        assign::PlanRequest request;
        request.destination = {destination.dtype(), array::Layout::rowMajor({3}), {}};
        request.source = assign::Operand{source.dtype(), source.layout(), {}};
        request.condition = {DType::Bool, array::Layout::rowMajor({3}), {}};
        request.casting = assign::Casting::Unsafe;
        auto mask = condition::ConditionMask::create({3}).value();
        mask.set(0, true);
        mask.set(1, true);
        const auto plan = assign::AssignPlan::make(request);
        QVERIFY(plan);
        const auto prepared =
            assign::PreparedInputs::make(*plan, source.view().data, mask, pool).value();
        const auto written = assign::holdsSelected(request, prepared.inputs(), pool);
        QVERIFY(written(destination.dtype()) != Holds::All);
        QVERIFY(written(source.dtype()) == Holds::All);
        const auto least = assign::leastHolding(destination, written, pool, each.mostLooked);
        QCOMPARE(least, each.least);
        // By the definition: both fit, and no smaller one of the family does.
        const auto fits = [&](DType dtype) {
            const auto in = [&](Number value) { return hasEqual(value, dtype); };
            return std::all_of(each.source.values.begin(), each.source.values.end() - 1, in) &&
                   std::all_of(each.destination.values.begin(), each.destination.values.end(), in);
        };
        if (least) {
            QVERIFY(fits(*least));
        } else if (each.mostLooked > 3) {
            QVERIFY(std::none_of(array::kAllDTypes.begin(), array::kAllDTypes.end(), fits));
        }
    }
};

QTEST_APPLESS_MAIN(TestAsType)
#include "tst_astype.moc"
