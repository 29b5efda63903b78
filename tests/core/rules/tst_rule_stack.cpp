// SPDX-License-Identifier: MIT
#include "core/rules/expression.h"
#include "core/rules/stack.h"
#include "tests/support/cancel_after.h"
#include "tests/support/masks.h"

namespace frisket::rules {

namespace {
using array::DType;
using array::NdArray;
using array::Shape;
using condition::Combine;
using condition::ConditionMask;
using test::Bools;
using test::Random;

struct Case {
    std::vector<StackLayer> stack;
    std::vector<ConditionMask> painted;  ///< by layer; empty ones of rules
    std::vector<InputType> types;
    std::vector<Input> inputs;
    InputType condition;

    [[nodiscard]] PaintedOf paintedOf(std::vector<std::size_t>* asked = nullptr) const {
        return [this,
                asked](std::size_t layer) -> base::Result<std::shared_ptr<const ConditionMask>> {
            if (asked != nullptr) {
                asked->push_back(layer);
            }
            return std::shared_ptr<const ConditionMask>(std::shared_ptr<void>(), &painted[layer]);
        };
    }
    [[nodiscard]] base::Result<ConditionMask> evaluate(base::Progress* progress = nullptr) const {
        const auto parts = checkStack(stack, types, condition);
        if (!parts) {
            return base::passOn(parts);
        }
        return evaluateStack(stack, *parts, inputs, condition.shape, paintedOf(), progress);
    }
    void add(const StackLayer& layer, ConditionMask mask = ConditionMask::create({}).value()) {
        stack.push_back(layer);
        painted.push_back(std::move(mask));
    }
};

Case caseOf(const Shape& shape, const NdArray& source) {
    Case out;
    out.types = {{"source", source.dtype(), source.shape()}};
    out.inputs = {Input(source.view())};
    out.condition.shape = shape;
    return out;
}

NdArray sourceOf(const std::vector<std::uint8_t>& values, const Shape& shape) {
    return NdArray::copyOf(DType::U8, shape, std::as_bytes(std::span(values))).value();
}

QString messageOf(const base::Result<ConditionMask>& result) {
    return result ? QString("no error") : QString::fromStdString(result.error().text());
}
}  // namespace

class TestRuleStack : public QObject {
    Q_OBJECT
private slots:
    /// Rules whose meaning is plain for each element, so that the oracle is a loop.
    void randomStacks() {
        Random random;
        for (int round = 0; round < 300; ++round) {
            const std::int64_t rows = random.between(1, 4);
            const std::int64_t columns = random.between(1, 130);
            const Shape shape{rows, columns};
            std::vector<std::uint8_t> values(static_cast<std::size_t>(rows * columns));
            for (std::uint8_t& value : values) {
                value = static_cast<std::uint8_t>(random.between(0, 4));
            }
            const NdArray source = sourceOf(values, shape);
            Case stack = caseOf(shape, source);
            Bools expected(values.size());
            const std::int64_t layers = random.between(0, 6);
            for (std::int64_t layer = 0; layer < layers; ++layer) {
                StackLayer each{
                    "layer",
                    random.chance(75),
                    condition::kAllCombines[static_cast<std::size_t>(random.between(0, 3))],
                    {},
                    {}};
                const int form = static_cast<int>(random.between(0, 4));
                // Painted: all of it, or a row that is repeated.
                each.shape = form == 0 ? shape : Shape{columns};
                const Bools mask =
                    test::randomBools(form == 0 ? rows * columns : columns, 40, random);
                if (form == 2) {
                    each.rule = "source >= 2";
                } else if (form == 3) {
                    each.rule = "not condition & source != 1";
                } else if (form == 4) {
                    each.rule = "true";
                }
                const Bools below = expected;
                for (std::size_t i = 0; each.on && i < expected.size(); ++i) {
                    const bool mine = form == 2   ? values[i] >= 2
                                      : form == 3 ? !below[i] && values[i] != 1
                                                  : form == 4 || mask[i % mask.size()];
                    const bool was = below[i];
                    expected[i] = each.combine == Combine::Or       ? was || mine
                                  : each.combine == Combine::And    ? was && mine
                                  : each.combine == Combine::AndNot ? was && !mine
                                                                    : mine;
                }
                stack.add(each, test::makeMask(each.shape, mask));
            }
            const auto found = stack.evaluate();
            QVERIFY2(found.has_value(), qPrintable(messageOf(found)));
            QVERIFY2(test::boolsOf(*found) == expected, qPrintable(QString("round %1").arg(round)));
            QVERIFY(test::tailsAreClear(*found));
        }
    }

    /// What is off, or below a layer that replaces all, is neither checked nor asked for.
    void whatTakesPart() {
        const NdArray source = sourceOf({0, 1, 2, 3}, {4});
        Case stack = caseOf({4}, source);
        stack.add({"wrong", true, Combine::Or, "nonsense ==", {}});
        stack.add({"looks below", true, Combine::Replace, "source > 1", {}});
        stack.add({"off", false, Combine::Replace, "no such", {}});
        stack.add({"painted", true, Combine::Or, {}, {4}}, test::makeMask({4}, {true}));
        const auto parts = checkStack(stack.stack, stack.types, stack.condition);
        QVERIFY(parts.has_value());
        QCOMPARE(parts->size(), std::size_t{2});
        QCOMPARE(parts->at(0).layer, std::size_t{1});
        QCOMPARE(parts->at(1).layer, std::size_t{3});
        QVERIFY(parts->at(0).rule && !parts->at(1).rule);
        std::vector<std::size_t> asked;
        const auto mask =
            evaluateStack(stack.stack, *parts, stack.inputs, {4}, stack.paintedOf(&asked));
        QVERIFY(mask && test::boolsOf(*mask) == Bools({true, false, true, true}));
        QVERIFY(asked == std::vector<std::size_t>{3});
        // A layer that replaces all, but looks at what is below, keeps it.
        stack.stack[1].rule = "not condition";
        QVERIFY(!stack.evaluate());
        stack.stack[0].rule = "source == 3";
        const auto seen = stack.evaluate();
        QVERIFY(seen && test::boolsOf(*seen) == Bools({true, true, true, false}));
    }

    void errorsNameTheLayer_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("error");
        QTest::newRow("syntax") << "large cells"
                                << "source = 3"
                                << "Layer 'large cells', column 8: ";
        QTest::newRow("no name") << ""
                                 << "sorce == 3"
                                 << "Layer 2, column 1: No input is called 'sorce'.\nDid you mean";
        QTest::newRow("odd name") << "a\nb"
                                  << "source"
                                  << "Layer 'a b', column 1: ";
        QTest::newRow("shape") << "wide"
                               << "source[:, None] == source"
                               << "Layer 'wide', column 1: This gives shape (4, 4), which does not "
                                  "fit the condition of shape (4,).\nTake one index";
        QTest::newRow("size") << "narrow"
                              << "source[0] == 1 & three > 1"
                              << "Layer 'narrow', column 1: This gives shape (3,)";
    }
    void errorsNameTheLayer() {
        QFETCH(QString, name);
        QFETCH(QString, rule);
        QFETCH(QString, error);
        const NdArray source = sourceOf({0, 1, 2, 3}, {4});
        const NdArray three = sourceOf({0, 1, 2}, {3});
        Case stack = caseOf({4}, source);
        stack.types.push_back({"three", DType::U8, {3}});
        stack.inputs.emplace_back(three.view());
        stack.add({"fine", true, Combine::Or, "true", {}});
        stack.add({name.toStdString(), true, Combine::Or, rule.toStdString(), {}});
        const QString message = messageOf(stack.evaluate());
        QVERIFY2(message.startsWith(error), qPrintable(message));
    }

    void tooMuch() {
        Case stack = caseOf({4}, sourceOf({0, 1, 2, 3}, {4}));
        stack.stack.resize(kMostLayers + 1);
        QCOMPARE(stack.evaluate().error().code, base::ErrorCode::TooLarge);
        const NdArray source = sourceOf({0, 1, 2, 3}, {4});
        Case painted = caseOf({4}, source);
        painted.add({"p", true, Combine::Or, {}, {3}}, test::makeMask({3}, {true}));
        QVERIFY(messageOf(painted.evaluate()).startsWith("Layer 'p': This gives shape (3,)"));
    }

    void cancelled() {
        const NdArray source = sourceOf({0, 1, 2, 3}, {4});
        Case stack = caseOf({4}, source);
        stack.add({"a", true, Combine::Or, "area(source > 1) > 1", {}});
        stack.add({"b", true, Combine::And, "source > 2", {}});
        bool finished = false;
        for (std::int64_t looks = 0; looks < 1000 && !finished; ++looks) {
            test::CancelAfter progress(looks);
            const auto found = stack.evaluate(&progress);
            finished = found.has_value();
            if (!finished) {
                QCOMPARE(found.error(), base::cancelledError().value());
            } else {
                QVERIFY(looks > 1);
                QVERIFY(test::boolsOf(*found) == Bools({false, false, false, true}));
            }
        }
        QVERIFY(finished);
    }

    void namesOfArrays() {
        for (const char* name : {"p", "_1", "P2", "lambda", "np"}) {
            QVERIFY2(checkArrayName(name).has_value(), name);
        }
        for (const char* name : {"", "2p", "a b", "and", "None", "source", "condition", "backdrop",
                                 "component", "destination", "grow", "(p)", " p", "p # x", "é"}) {
            QVERIFY2(!checkArrayName(name).has_value(), name);
        }
        QVERIFY(!checkArrayName(std::string(1 << 20U, 'x')).has_value());
    }

    void quotedNames() {
        QCOMPARE(quotedName("a\nb"), std::string("'a b'"));
        const std::string text = quotedName(std::string(100, 'x'));
        QCOMPARE(text, "'" + std::string(60, 'x') + "...'");
        std::string wide = std::string(59, 'x') + "\xc3\xa9" + "more";
        QCOMPARE(quotedName(wide), "'" + std::string(59, 'x') + "...'");
    }
};

}  // namespace frisket::rules

QTEST_APPLESS_MAIN(frisket::rules::TestRuleStack)
#include "tst_rule_stack.moc"
