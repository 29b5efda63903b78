// SPDX-License-Identifier: MIT
#include <array>
#include <frisket/view.h>
#include <limits>
#include <span>

#include <QTest>

#include "tests/support/arrays.h"

using namespace frisket;

namespace {
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr int kFine = -1;

static_assert(dtypeOf<bool>() == DType::Bool);
static_assert(dtypeOf<array::Bool8>() == DType::Bool);
static_assert(dtypeOf<unsigned char>() == DType::U8);
static_assert(dtypeOf<signed char>() == DType::I8);
static_assert(dtypeOf<short>() == DType::I16);
static_assert(dtypeOf<unsigned short>() == DType::U16);
static_assert(dtypeOf<int>() == DType::I32);
static_assert(dtypeOf<unsigned>() == DType::U32);
static_assert(dtypeOf<long>() == DType::I64);
static_assert(dtypeOf<long long>() == DType::I64);
static_assert(dtypeOf<unsigned long>() == DType::U64);
static_assert(dtypeOf<unsigned long long>() == DType::U64);
static_assert(dtypeOf<array::Half>() == DType::F16);
static_assert(dtypeOf<float>() == DType::F32);
static_assert(dtypeOf<double>() == DType::F64);
static_assert(!Element<char> && !Element<char8_t> && !Element<long double> && !Element<void*>);

// A view of a temporary would dangle; bits are no elements; a pointer alone has no length.
static_assert(ElementRange<std::vector<int>&> && ElementRange<const std::vector<int>&>);
static_assert(ElementRange<std::span<int>> && ElementRange<const int (&)[3]>);
static_assert(!ElementRange<std::vector<int>> && !ElementRange<std::vector<bool>&>);
static_assert(!ElementRange<int*> && !ElementRange<std::string&>);

int codeOf(const base::Status& status) {
    return status ? kFine : static_cast<int>(status.error().code);
}
}  // namespace

class TestView : public QObject {
    Q_OBJECT

private slots:
    void constnessMakesTheView() {
        std::vector<int> numbers{1, 2, 3, 4, 5, 6};
        const std::vector<int>& fixed = numbers;
        static_assert(std::is_same_v<decltype(view(numbers)), Result<MutableArrayView>>);
        static_assert(std::is_same_v<decltype(view(fixed)), Result<ArrayView>>);
        static_assert(
            std::is_same_v<decltype(view(numbers.data(), {6})), Result<MutableArrayView>>);
        static_assert(std::is_same_v<decltype(view(fixed.data(), {6})), Result<ArrayView>>);
        static_assert(!std::is_convertible_v<Result<ArrayView>, Result<MutableArrayView>>);
        const Result<ArrayView> read = view(numbers, {2, 3});
        QVERIFY(read);
        QCOMPARE(test::text(read->shape()), QString("(2, 3)"));
        QCOMPARE(test::valuesOf<int>(*read), numbers);
    }

    void rangesAndPointers() {
        std::array<double, 4> doubles{1, 2, 3, 4};
        const std::vector<double> all(doubles.begin(), doubles.end());
        const double plain[]{1, 2, 3, 4};
        QCOMPARE(test::valuesOf<double>(*view(doubles)), all);
        QCOMPARE(test::valuesOf<double>(*view(plain)), all);
        QCOMPARE(test::valuesOf<double>(*view(std::span(doubles))), all);
        QCOMPARE(test::valuesOf<double>(*view(plain, {2, 2})), all);
        QCOMPARE(test::valuesOf<double>(*view(&doubles[0], {4})), all);
        QCOMPARE(test::valuesOf<double>(*view(static_cast<const void*>(plain), DType::F64, {4})),
                 all);
        QCOMPARE(view(&doubles[2], Shape{})->layout.count(), 1);
        QCOMPARE(test::valuesOf<double>(*view(plain, Layout{{3}, {-1}, 3})),
                 (std::vector<double>{4, 3, 2}));
        QCOMPARE(test::valuesOf<double>(*view(&plain[3], Layout{{4}, {-1}})),
                 (std::vector<double>{4, 3, 2, 1}));
        // An array keeps its length where a pointer would lose it.
        QVERIFY(!view(plain, {5}));
    }

    void memory_data() {
        QTest::addColumn<Layout>("layout");
        QTest::addColumn<qint64>("available");
        QTest::addColumn<int>("code");
        const int invalid = static_cast<int>(ErrorCode::InvalidArgument);
        const int large = static_cast<int>(ErrorCode::TooLarge);
        const auto row = [](const char* name, const Layout& layout, qint64 available, int code) {
            QTest::newRow(name) << layout << available << code;
        };
        row("all of it", {{2, 3}, {3, 1}}, 6, kFine);
        row("one short", {{2, 3}, {3, 1}}, 5, invalid);
        row("last element", {{1}, {1}, 5}, 6, kFine);
        row("behind the last", {{1}, {1}, 6}, 6, invalid);
        row("backwards", {{6}, {-1}, 5}, 6, kFine);
        row("backwards out of it", {{6}, {-1}, 4}, 6, invalid);
        row("repeated", {{1000, 6}, {0, 1}}, 6, kFine);
        row("without elements", {{0, 9}, {9, 1}}, 0, kFine);
        row("without axes", {{}, {}}, 1, kFine);
        row("unknown length", {{1000}, {1}}, -1, kFine);
        row("negative size", {{2, -3}, {3, 1}}, -1, invalid);
        row("negative product of sizes", {{-2, -3}, {3, 1}}, -1, invalid);
        row("a stride missing", {{2, 3}, {1}}, -1, invalid);
        row("count too large", {{kMost, 2}, {0, 0}}, -1, large);
        row("bytes too large", {{kMost / 2}, {1}}, -1, large);
        row("reach too large", {{3}, {kMost / 2}}, -1, large);
        row("reach too far below", {{3}, {kLeast / 2}}, -1, large);
        row("both ways too large", {{2, 2}, {kMost / 4, -(kMost / 4)}}, -1, large);
        row("offset too large", {{1}, {1}, kMost}, -1, large);
        row("least offset", {{1}, {1}, kLeast}, -1, large);
        row("large but unused stride", {{1}, {kMost}}, 1, kFine);
    }
    void memory() {
        QFETCH(Layout, layout);
        QFETCH(qint64, available);
        QFETCH(int, code);
        const std::int32_t data = 0;
        const auto status = detail::checkMemory(&data, DType::I32, layout, available);
        QCOMPARE(codeOf(status), code);
        QVERIFY(status || !status.error().message.empty());
    }

    void badShapes() {
        const std::vector<int> six(6);
        QCOMPARE(view(six, {2, 2}).error().message,
                 std::string("Shape (2, 2) has 4 elements, but the range has 6."));
        QCOMPARE(view(six, {-2, -3}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(view(six, {kMost, kMost}).error().code, ErrorCode::TooLarge);
        QCOMPARE(view(six.data(), {kMost, kMost}).error().code, ErrorCode::TooLarge);
        QCOMPARE(view(six, Layout{{7}, {1}}).error().code, ErrorCode::InvalidArgument);
        const int* const nothing = nullptr;
        QCOMPARE(view(nothing, {1}).error().code, ErrorCode::InvalidArgument);
        QVERIFY(view(nothing, {0, 4}));
        const std::vector<int> empty;
        QVERIFY(view(empty));
    }

    void throughAnExpression() {
        std::vector<int> numbers{1, 2, 3, 4, 5, 6};
        const auto seen = through(view(numbers, {2, 3}), "[::-1, 1:]");
        static_assert(std::is_same_v<decltype(seen), const Result<MutableArrayView>>);
        QCOMPARE(test::valuesOf<int>(seen->asConst()), (std::vector<int>{5, 6, 2, 3}));
        QCOMPARE(through(view(numbers, {2, 3}), "[7]").error().code, ErrorCode::InvalidArgument);
        // The first error is the one that is told.
        QCOMPARE(through(view(numbers, {2, 2}), "[7]").error(), view(numbers, {2, 2}).error());
    }
};

QTEST_APPLESS_MAIN(TestView)
#include "tst_view.moc"
