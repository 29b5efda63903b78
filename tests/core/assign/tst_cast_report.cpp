// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/cast_report.h"
#include "tests/core/assign/cast_oracle.h"

using namespace frisket;
using array::DType;
using assign::CastChange;
using assign::CastReport;
using condition::Word;

namespace {
CastReport tallyAll(DType from, DType to, const std::byte* values, std::int64_t count,
                    std::int64_t base = 0) {
    const std::vector<Word> all(static_cast<std::size_t>(condition::wordsFor(count)), ~Word{0});
    CastReport report;
    assign::castTally(from, to)(values, 1, count, all.data(), base, report);
    return report;
}

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}
}  // namespace

class TestCastReport : public QObject {
    Q_OBJECT

private slots:
    void kinds_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("kind");  // empty where nothing changes
        QTest::addColumn<QString>("becomes");
        const auto row = [](const char* from, const char* value, const char* to, const char* kind,
                            const char* becomes) {
            QTest::addRow("%s %s -> %s", from, value, to)
                << QString(from) << QString(value) << QString(to) << QString(kind)
                << QString(becomes);
        };
        row("int64", "256", "uint8", "wrapped", "0");
        row("int64", "255", "uint8", "", "255");
        row("int8", "-1", "uint64", "wrapped", "18446744073709551615");
        row("uint64", "9223372036854775808", "int64", "wrapped", "-9223372036854775808");
        row("int16", "128", "int8", "wrapped", "-128");
        row("int16", "-128", "int8", "", "-128");
        row("int16", "-129", "int8", "wrapped", "127");
        row("float32", "255.9", "uint8", "truncated", "255");
        row("float32", "-0.5", "uint8", "truncated", "0");
        row("float64", "-128.5", "int8", "truncated", "-128");
        row("float64", "-2147483648.5", "int32", "truncated", "-2147483648");
        row("float64", "2147483647.5", "int32", "truncated", "2147483647");
        row("float32", "256", "uint8", "saturated", "255");
        row("float32", "-1", "uint8", "saturated", "0");
        row("float64", "-129.5", "int8", "saturated", "-128");
        row("float64", "2147483648", "int32", "saturated", "2147483647");
        row("float64", "-2147483649", "int32", "saturated", "-2147483648");
        row("float32", "2147483648", "int32", "saturated", "2147483647");
        row("float32", "-2147483904", "int32", "saturated", "-2147483648");
        row("float32", "-2147483648", "int32", "", "-2147483648");
        row("float64", "9223372036854775808", "int64", "saturated", "9223372036854775807");
        row("float64", "-9223372036854777856", "int64", "saturated", "-9223372036854775808");
        row("float64", "-9223372036854775808", "int64", "", "-9223372036854775808");
        row("float32", "inf", "uint16", "saturated", "65535");
        row("float16", "inf", "int32", "saturated", "2147483647");
        row("float64", "-inf", "int64", "saturated", "-9223372036854775808");
        row("float16", "nan", "uint8", "nan", "0");
        row("float64", "nan", "int64", "nan", "0");
        row("float64", "nan", "float32", "", "nan");
        row("float64", "-inf", "float16", "", "-inf");
        row("float64", "-0.0", "int8", "", "0");
        row("float64", "-0.0", "bool", "", "False");
        row("int32", "16777217", "float32", "rounded", "16777216");
        row("int64", "9007199254740993", "float64", "rounded", "9007199254740992");
        row("uint16", "2049", "float16", "rounded", "2048");
        row("uint16", "65519", "float16", "rounded", "65504");
        row("uint16", "65520", "float16", "overflow", "inf");
        row("int32", "-65520", "float16", "overflow", "-inf");
        row("int64", "-9223372036854775808", "float16", "overflow", "-inf");
        row("uint64", "18446744073709551615", "float16", "overflow", "inf");
        row("float64", "0.1", "float32", "rounded", "0.1");
        row("float64", "1e-320", "float32", "rounded", "0");
        row("float64", "1e-45", "float32", "rounded", "1e-45");
        row("float32", "65519", "float16", "rounded", "65504");
        row("float32", "65520", "float16", "overflow", "inf");
        row("float64", "-1e39", "float32", "overflow", "-inf");
        row("uint8", "2", "bool", "to_bool", "True");
        row("int64", "256", "bool", "to_bool", "True");
        row("float32", "0.5", "bool", "to_bool", "True");
        row("float64", "nan", "bool", "to_bool", "True");
        row("float64", "inf", "bool", "to_bool", "True");
        row("float64", "1", "bool", "", "True");
        row("bool", "1", "float16", "", "1");
    }

    void kinds() {
        QFETCH(QString, from);
        QFETCH(QString, value);
        QFETCH(QString, to);
        QFETCH(QString, kind);
        QFETCH(QString, becomes);
        const DType a = array::dtypeFromName(from.toStdString()).value();
        const DType b = array::dtypeFromName(to.toStdString()).value();
        const auto scalar = assign::parseScalar(value.toStdString(), a);
        QVERIFY(scalar);
        const CastReport report = tallyAll(a, b, scalar->data(), 1, 7);
        if (kind.isEmpty()) {
            QCOMPARE(report.total, std::int64_t{0});
            QCOMPARE(report.first, std::int64_t{-1});
            return;
        }
        QCOMPARE(report.total, std::int64_t{1});
        QCOMPARE(report.first, std::int64_t{7});
        QCOMPARE(text(assign::name(report.firstChange)), kind);
        QCOMPARE(report.count(report.firstChange), std::int64_t{1});
        QCOMPARE(text(assign::toText(b, report.becomes.data())), becomes);
        QVERIFY(report.value.dtype == a && report.value.bytes == scalar->bytes);
    }

    void everyValue_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const DType from : array::kAllDTypes) {
            for (const DType to : array::kAllDTypes) {
                QTest::addRow("%s -> %s", array::name(from).data(), array::name(to).data())
                    << static_cast<int>(from) << static_cast<int>(to);
            }
        }
    }

    /// Every value is counted once, as what the oracle calls it.
    void everyValue() {
        QFETCH(int, from);
        QFETCH(int, to);
        const auto a = static_cast<DType>(from);
        const auto b = static_cast<DType>(to);
        test::Random random;
        const auto values = test::interestingValues(a, random);
        const std::int64_t size = array::itemSize(a);
        const auto count = static_cast<std::int64_t>(values.size()) / size;
        CastReport expected;
        for (std::int64_t i = 0; i < count; ++i) {
            const test::Number value = test::numberOf(a, values.data() + i * size);
            const auto change = test::changeOf(value, a, b);
            const CastReport one = tallyAll(a, b, values.data() + i * size, 1);
            if (one.total != (change ? 1 : 0) || (change && one.count(*change) != 1)) {
                QFAIL(qPrintable(
                    QString("%1 counts as %2")
                        .arg(static_cast<double>(value), 0, 'g', 20)
                        .arg(one.total == 0 ? "exact" : text(assign::name(one.firstChange)))));
            }
            if (change) {
                ++expected.counts[static_cast<std::size_t>(*change)];
                expected.first = expected.total++ == 0 ? i : expected.first;
            }
        }
        const CastReport report = tallyAll(a, b, values.data(), count);
        QCOMPARE(report.total, expected.total);
        QVERIFY(report.counts == expected.counts);
        QCOMPARE(report.first, expected.first);
    }

    void names() {
        QStringList names;
        for (std::size_t i = 0; i < assign::kCastChanges; ++i) {
            names << text(assign::name(static_cast<CastChange>(i)));
        }
        QCOMPARE(names.join(' '),
                 QString("wrapped truncated saturated rounded overflow nan to_bool"));
    }

    /// Parts in any order give what one tally of the whole gives.
    void mergesInAnyOrder() {
        test::Random random;
        std::vector<double> values(1000);
        for (double& value : values) {
            value = random.chance(3) ? static_cast<double>(random.between(-900, 900)) / 2 : 1.0;
        }
        const auto* bytes = reinterpret_cast<const std::byte*>(values.data());
        const CastReport whole = tallyAll(DType::F64, DType::U8, bytes, 1000);
        QVERIFY(whole.total > 3);
        std::vector<std::int64_t> begins{0, 64, 128, 333, 500, 999, 1000};
        for (int round = 0; round < 20; ++round) {
            CastReport merged;
            CastReport added;
            std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
            for (std::size_t i = order.size(); i > 1; --i) {
                const auto other = random.between(0, static_cast<std::int64_t>(i) - 1);
                std::swap(order[i - 1], order[static_cast<std::size_t>(other)]);
            }
            for (const std::size_t part : order) {
                const std::int64_t begin = begins[part];
                const std::int64_t count = begins[part + 1] - begin;
                const std::byte* from = bytes + begin * std::int64_t{sizeof(double)};
                merge(merged, tallyAll(DType::F64, DType::U8, from, count, begin));
                const std::vector<Word> all(static_cast<std::size_t>(condition::wordsFor(count)),
                                            ~Word{0});
                assign::castTally(DType::F64, DType::U8)(from, 1, count, all.data(), begin, added);
            }
            for (const CastReport& report : {merged, added}) {
                QCOMPARE(report.total, whole.total);
                QVERIFY(report.counts == whole.counts);
                QCOMPARE(report.first, whole.first);
                QCOMPARE(report.firstChange, whole.firstChange);
                QVERIFY(report.value.bytes == whole.value.bytes);
                QVERIFY(report.becomes.bytes == whole.becomes.bytes);
            }
        }
    }

    void mergeOfNothing() {
        CastReport report;
        merge(report, CastReport{});
        QCOMPARE(report.total, std::int64_t{0});
        QCOMPARE(report.first, std::int64_t{-1});
    }
};

QTEST_APPLESS_MAIN(TestCastReport)
#include "tst_cast_report.moc"
