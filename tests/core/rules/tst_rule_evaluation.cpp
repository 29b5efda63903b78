// SPDX-License-Identifier: MIT
#include <cstring>
#include <limits>

#include <QTest>

#include "core/rules/evaluation.h"
#include "core/rules/numpy_text.h"
#include "tests/support/cancel_after.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::rules;
using array::DType;
using array::Layout;
using array::NdArray;
using array::Shape;
using test::Random;

namespace {
template <class T>
NdArray arrayOf(DType dtype, const Shape& shape, const std::vector<T>& values) {
    return NdArray::copyOf(dtype, shape, std::as_bytes(std::span(values))).value();
}

NdArray noise(DType dtype, const Shape& shape, Random& random, std::int64_t most) {
    const std::int64_t count = *array::elementCount(shape);
    const std::int64_t size = array::itemSize(dtype);
    std::vector<std::byte> bytes(static_cast<std::size_t>(count * size));
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t value = random.between(0, most);
        std::memcpy(bytes.data() + i * size, &value, static_cast<std::size_t>(size));
    }
    return NdArray::copyOf(dtype, shape, bytes).value();
}

Rule ruleFor(const std::string& text, const std::vector<InputType>& types) {
    return rules::check(parse(text).value(), types, Purpose::Values).value();
}

InputType typeOf(const char* name, const NdArray& array) {
    return {name, array.dtype(), array.shape(), nullptr, -2, -1};
}
}  // namespace

class TestRuleEvaluation : public QObject {
    Q_OBJECT

private slots:
    /// Runs longer than blocks, rows of all alignments, on one and more threads.
    void longRuns_data() {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        for (const int width : {1, 63, 64, 65, 1023, 1025, 8191, 8193, 70000}) {
            QTest::newRow(qPrintable(QString("3x%1").arg(width))) << 3 << width;
        }
        QTest::newRow("many rows") << 5000 << 130;
    }
    void longRuns() {
        QFETCH(int, height);
        QFETCH(int, width);
        Random random;
        const Shape shape{height, width};
        const NdArray source = noise(DType::U8, shape, random, 4);
        const NdArray destination = noise(DType::U16, shape, random, 4);
        const std::vector<InputType> types{typeOf("source", source),
                                           typeOf("destination", destination)};
        const Rule rule = ruleFor(
            "source == 3 & destination != 0 | source + destination > 6 ^ source < destination",
            types);
        auto evaluation =
            Evaluation::make(rule, {Input(source.view()), Input(destination.view())}).value();
        base::ThreadPool pool(3);
        const auto mask = evaluation.toMask(nullptr, &pool).value();
        const auto* a = reinterpret_cast<const std::uint8_t*>(source.view().data);
        const auto* b = reinterpret_cast<const std::uint16_t*>(destination.view().data);
        std::int64_t count = 0;
        for (std::int64_t i = 0; i < mask.size(); ++i) {
            const bool expected = (a[i] == 3 && b[i] != 0) || ((a[i] + b[i] > 6) != (a[i] < b[i]));
            count += expected ? 1 : 0;
            if (mask.at(i) != expected) {
                QFAIL(qPrintable(QString("element %1").arg(i)));
            }
        }
        QCOMPARE(mask.count(), count);
    }

    void labelNames() {
        labels::LabelTable table;
        table.setName(1, "cat");
        table.setName(4, "cat");
        table.setName(-1, "void");
        const NdArray source = arrayOf<std::uint64_t>(
            DType::U64, {4}, {1, 4, 7, std::numeric_limits<std::uint64_t>::max()});
        const std::vector<InputType> types{{"source", DType::U64, {4}, &table}};
        const auto bitsOf = [&](const std::string& text) {
            auto mask = Evaluation::make(ruleFor(text, types), {Input(source.view())})
                            .value()
                            .toMask()
                            .value();
            return QString("%1%2%3%4")
                .arg(mask.at(0))
                .arg(mask.at(1))
                .arg(mask.at(2))
                .arg(mask.at(3));
        };
        QCOMPARE(bitsOf("source == \"cat\""), QString("1100"));
        QCOMPARE(bitsOf("source != \"cat\""), QString("0011"));
        QCOMPARE(bitsOf("source in {\"cat\", 7}"), QString("1110"));
        QCOMPARE(bitsOf("source == \"void\""), QString("0001"));
        QCOMPARE(bitsOf("relabel(source, {\"cat\": \"void\"}) == 18446744073709551615"),
                 QString("1101"));
    }

    void windowsOfHalosAndGlobals_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"grow(source == 1, 4)", "open(shrink(source != 0, 1), 2) & source < 3",
              "grow(grow(source == 1, 2), 3, shape=\"square\") ^ edges(source == 2)",
              "source != 0 & area(component) > 3", "distance(source == 1) * 2 > area(source == 2)",
              "source > mean(source) & grow(area(source == 1) > 2, 2)",
              "(source != 0 & ~grow(component, 1)) | inside(close(source == 3, 2))"}) {
            QTest::newRow(text) << QString(text);
        }
    }
    void windowsOfHalosAndGlobals() {
        QFETCH(QString, text);
        Random random;
        const NdArray source = noise(DType::I16, {90, 200}, random, 3);
        const Rule rule = ruleFor(text.toStdString(), {typeOf("source", source)});
        auto evaluation = Evaluation::make(rule, {Input(source.view())}).value();
        const auto mask = evaluation.toMask().value();
        for (int round = 0; round < 20; ++round) {
            PlaneWindow window{{0, 0}, 0, 1, {}};
            window.rect.x0 = random.between(0, 199);
            window.rect.x1 = random.between(window.rect.x0 + 1, 200);
            window.rect.y0 = random.between(0, 89);
            window.rect.y1 = random.between(window.rect.y0 + 1, 90);
            const auto bits = evaluation.bits(window).value();
            for (std::int64_t y = window.rect.y0; y < window.rect.y1; ++y) {
                for (std::int64_t x = window.rect.x0; x < window.rect.x1; ++x) {
                    if (bits.at(x, y) != mask.at(y * 200 + x)) {
                        QFAIL(qPrintable(QString("pixel %1, %2").arg(x).arg(y)));
                    }
                }
            }
        }
    }

    void windowsOfFewAxes() {
        const NdArray source = arrayOf<std::uint8_t>(DType::U8, {5}, {3, 0, 3, 3, 1});
        const std::vector<InputType> types{typeOf("source", source)};
        auto row = Evaluation::make(ruleFor("source == 3", types), {Input(source.view())}).value();
        const auto bits = row.bits({{0}, -1, 0, {1, 0, 4, 1}}).value();
        QCOMPARE(bits.count(), 2);
        QVERIFY(!bits.at(1, 0) && bits.at(2, 0) && bits.at(3, 0));
        auto one =
            Evaluation::make(ruleFor("max(source) == 3", types), {Input(source.view())}).value();
        QVERIFY(one.prepare());
        QCOMPARE(one.bits({{}, -1, -1, {0, 0, 1, 1}})->count(), 1);
        QCOMPARE(one.bits({{}, -1, -1, {}})->count(), 0);
    }

    void nothingLiesBetweenNans() {
        const NdArray source = arrayOf<std::uint8_t>(DType::U8, {1, 5}, {3, 0, 3, 3, 1});
        const std::vector<InputType> types{typeOf("source", source)};
        for (const char* range : {"{nan}", "nan..5", "0..nan", "nan..nan", "{nan, nan..5}"}) {
            const std::string text = std::string("area(source == 3) in ") + range;
            for (const bool negated : {false, true}) {
                const Rule rule = ruleFor(negated ? "not (" + text + ")" : text, types);
                auto evaluation = Evaluation::make(rule, {Input(source.view())}).value();
                QCOMPARE(evaluation.toMask()->count(), negated ? 5 : 0);
            }
        }
    }

    void changedInputsAreReadAgain() {
        std::vector<std::uint8_t> values(100, 0);
        const Layout layout = Layout::rowMajor({10, 10});
        const auto bytes = reinterpret_cast<const std::byte*>(values.data());
        const std::vector<InputType> types{{"a", DType::U8, {10, 10}}, {"b", DType::U8, {10, 10}}};
        const Input input(array::ArrayView{DType::U8, layout, bytes});
        auto evaluation =
            Evaluation::make(ruleFor("area(a == 1) > 2 | b == 9", types), {input, input}).value();
        const PlaneWindow all{{0, 0}, 0, 1, {0, 0, 10, 10}};
        QVERIFY(!evaluation.isPrepared());
        QCOMPARE(evaluation.bits(all).error().code, base::ErrorCode::InvalidArgument);
        QVERIFY(evaluation.prepare());
        QCOMPARE(evaluation.bits(all)->count(), 0);
        values[11] = values[12] = values[13] = 1;
        QCOMPARE(evaluation.bits(all)->count(), 0);
        evaluation.inputChanged(1);
        QVERIFY(evaluation.isPrepared());
        evaluation.inputChanged(0);
        QVERIFY(!evaluation.isPrepared());
        QVERIFY(evaluation.prepare());
        QCOMPARE(evaluation.bits(all)->count(), 3);
    }

    void cancelled() {
        Random random;
        const NdArray source = noise(DType::U8, {2000, 2000}, random, 3);
        for (const char* text : {"source == 3", "area(source == 3) > 3",
                                 "distance(source == 1) * 1 > 2", "source > max(source)"}) {
            for (const int looks : {0, 1, 2}) {
                test::CancelAfter progress(looks);
                auto evaluation = Evaluation::make(ruleFor(text, {typeOf("source", source)}),
                                                   {Input(source.view())})
                                      .value();
                const auto mask = evaluation.toMask(&progress);
                QVERIFY(!mask);
                QCOMPARE(mask.error().code, base::ErrorCode::Cancelled);
            }
        }
    }

    void otherInputsAreRefused() {
        Random random;
        const NdArray source = noise(DType::U8, {4, 5}, random, 3);
        const NdArray other = noise(DType::U16, {4, 5}, random, 3);
        const Rule rule = ruleFor("source == 3", {typeOf("source", source)});
        QCOMPARE(Evaluation::make(rule, {}).error().code, base::ErrorCode::InvalidArgument);
        QCOMPARE(Evaluation::make(rule, {Input(other.view())}).error().code,
                 base::ErrorCode::InvalidArgument);
        auto numbers = Evaluation::make(ruleFor("source + 1", {typeOf("source", source)}),
                                        {Input(source.view())})
                           .value();
        QCOMPARE(numbers.toMask().error().code, base::ErrorCode::InvalidArgument);
        QCOMPARE(numbers.bits({{0, 0}, 0, 1, {0, 0, 2, 2}}).error().code,
                 base::ErrorCode::InvalidArgument);
    }

    void planesMayBeOtherAxes() {
        // Two pixels in a column of an H x W x C array: by rows and columns they touch.
        std::vector<std::uint8_t> values(4 * 5 * 3, 0);
        values[(1 * 5 + 2) * 3 + 1] = 1;
        values[(2 * 5 + 2) * 3 + 1] = 1;
        const NdArray source = arrayOf(DType::U8, {4, 5, 3}, values);
        for (const bool named : {false, true}) {
            InputType type = typeOf("source", source);
            if (named) {
                type.planeY = 0;
                type.planeX = 1;
            }
            auto evaluation =
                Evaluation::make(ruleFor("area(source == 1) == 2", {type}), {Input(source.view())})
                    .value();
            QCOMPARE(evaluation.toMask()->count(), named ? 2 : 0);
        }
    }

    void numpyText_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QString(text) << QString(expected);
        };
        row("source == 3 & destination != 0", "(source == 3) & (destination != 0)");
        row("source + 100", "source.astype(np.int64) + 100");
        row("source in {1, 2, 7}", "np.isin(source, [1, 2, 7])");
        row("source in 10..20", "(source >= 10) & (source <= 20)");
        row("argmax(p, axis=0) == 3", "np.argmax(p, axis=0) == 3");
        row("p[1] >= 0.5", "p[1, :, :] >= 0.5");
        row("not condition", "~condition");
        row("p > mean(p)", "p.astype(np.float64) > (_sum(p.astype(np.float64)) / 60)");
        row("p[0] == q[0, 0]", "p[0, :, :].astype(np.float64) == q[0, 0]");
    }
    void numpyText() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const std::vector<InputType> types{{"source", DType::U8, {4, 5}},
                                           {"destination", DType::U8, {4, 5}},
                                           {"p", DType::F32, {3, 4, 5}},
                                           {"q", DType::F64, {4, 5}},
                                           {"condition", DType::Bool, {4, 5}}};
        const QString program = QString::fromStdString(toNumpy(ruleFor(text.toStdString(), types)));
        QVERIFY2(program.contains("result = np.asarray(" + expected + ", dtype="),
                 qPrintable(program));
    }

    /// Nothing that the program defines or uses may be an input's name, nor another input's.
    void pythonNamesAreApart() {
        QStringList names;
        std::vector<InputType> types;
        for (const char* name : {"lambda", "class", "class_", "class__", "_1", "_exact", "in_1",
                                 "abs", "range", "list", "source", "result", "np_", "np"}) {
            types.push_back({name, DType::U8, {3}});
        }
        for (const std::string& name : pythonNames(types)) {
            names << QString::fromStdString(name);
        }
        QCOMPARE(names.join(" "),
                 "lambda_ class___ class_ class__ in_1_ in_exact in_1 abs_ range_ list_ source "
                 "result_ np_ np__");
    }
};

QTEST_APPLESS_MAIN(TestRuleEvaluation)
#include "tst_rule_evaluation.moc"
