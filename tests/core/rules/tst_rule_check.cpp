// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/rules/complete.h"
#include "core/rules/functions.h"
#include "core/rules/nearest.h"
#include "core/rules/rule.h"

using namespace frisket;
using namespace frisket::rules;
using array::DType;
using array::Shape;

namespace {
class Inputs {
public:
    Inputs() {
        m_table.setName(1, "cat");
        m_table.setName(2, "dog");
        m_table.setName(9, "dog");
        m_types = {{"source", DType::U8, {480, 640}, &m_table},
                   {"destination", DType::U8, {480, 640}},
                   {"backdrop", DType::U8, {480, 640, 3}, nullptr, 0, 1},
                   {"p", DType::F32, {8, 480, 640}},
                   {"ids", DType::U64, {480, 640}},
                   {"far", DType::I64, {480, 640}},
                   {"long", DType::U8, {4, 5000}},
                   {"condition", DType::Bool, {480, 640}},
                   {"none", DType::U8, {0, 640}}};
    }
    [[nodiscard]] const std::vector<InputType>& types() const { return m_types; }
    [[nodiscard]] RuleResult<Rule> check(const QString& text,
                                         Purpose purpose = Purpose::Values) const {
        const auto rule = parse(text.toStdString());
        return rule ? rules::check(*rule, m_types, purpose) : RuleResult<Rule>(base::passOn(rule));
    }

private:
    labels::LabelTable m_table;
    std::vector<InputType> m_types;
};
}  // namespace

class TestRuleCheck : public QObject {
    Q_OBJECT

private slots:
    void types_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("dtype");
        QTest::addColumn<QString>("shape");
        QTest::addColumn<bool>("local");
        QTest::addColumn<int>("halo");
        const auto row = [](const char* text, const char* dtype, const char* shape, bool local,
                            int halo = 0) {
            QTest::newRow(text) << QString(text) << QString(dtype) << QString(shape) << local
                                << halo;
        };
        const char* plane = "(480, 640)";
        row("source == 3", "bool", plane, true);
        row("source", "uint8", plane, true);
        row("source + 1", "int64", plane, true);
        row("source / 2", "float64", plane, true);
        row("condition + condition", "int64", plane, true);
        row("ids + 1", "uint64", plane, true);
        row("ids + far", "uint64", plane, true);
        row("where(condition, source, 255)", "uint8", plane, true);
        row("where(condition, source, 256)", "int64", plane, true);
        row("where(condition, source, far)", "int64", plane, true);
        row("where(condition, p, 0)", "float32", "(8, 480, 640)", true);
        row("where(condition, p, 0.1)", "float64", "(8, 480, 640)", true);
        row("max(source, 3)", "uint8", plane, true);
        row("max(p, axis=0)", "float32", plane, true);
        row("argmax(p, axis=0)", "int64", plane, true);
        row("sum(p, axis=-1)", "float64", "(8, 480)", true);
        row("any(p > 0.5, axis=0)", "bool", plane, true);
        row("max(p)", "float32", "()", false);
        row("max(long, axis=1)", "uint8", "(4,)", false);
        row("max(long, axis=0)", "uint8", "(5000,)", true);
        row("relabel(source, {1: 7})", "uint8", plane, true);
        row("relabel(source, {1: 300})", "int64", plane, true);
        row("relabel(source, {1: 0.5})", "float64", plane, true);
        row("p[1]", "float32", plane, true);
        row("p[-1, :, 5]", "float32", "(480,)", true);
        row("backdrop[..., 0] > 120", "bool", plane, true);
        row("source[:, :, None] == backdrop", "bool", "(480, 640, 3)", true);
        row("p > 0.5 & condition", "bool", "(8, 480, 640)", true);
        row("7", "int64", "()", true);
        row("grow(condition, 5)", "bool", plane, true, 5);
        row("grow(open(condition, 3), 2.5)", "bool", plane, true, 9);
        row("grow(condition, 600)", "bool", plane, false);
        row("distance(condition) < 20", "bool", plane, true, 20);
        row("distance(condition) > distance(source == 1)", "bool", plane, false);
        row("distance(condition) < 1e300", "bool", plane, false);
        row("area(condition) > 50", "bool", plane, false);
        row("area(condition)", "int64", plane, false);
        row("largest(condition)", "bool", plane, false);
        row("edges(condition, 2)", "bool", plane, true, 2);
        row("any(grow(p > 0.5, 3), axis=0)", "bool", plane, true, 3);
        row("source == 3 & area(component) > 50", "bool", plane, false);
        row("none == 3", "bool", "(0, 640)", true);
    }
    void types() {
        QFETCH(QString, text);
        QFETCH(QString, dtype);
        QFETCH(QString, shape);
        QFETCH(bool, local);
        QFETCH(int, halo);
        const Inputs inputs;
        const auto rule = inputs.check(text);
        QVERIFY2(rule, rule ? "" : rule.error().message.c_str());
        QCOMPARE(QString::fromStdString(std::string(array::name(rule->dtype()))), dtype);
        QCOMPARE(QString::fromStdString(array::toString(rule->shape())), shape);
        QCOMPARE(rule->isLocal(), local);
        if (local) {
            QCOMPARE(rule->halo(), halo);
            QCOMPARE(rule->cost().storage, 0);
        } else {
            QVERIFY(rule->cost().storage > 0 || rule->shape().rank() == 0);
            QVERIFY(rule->cost().preparation > 0);
        }
    }

    void errors_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("hint");
        const auto row = [](const char* name, const char* text, int begin, int length,
                            const char* message, const char* hint) {
            QTest::newRow(name) << QString(text) << begin << length << QString(message)
                                << QString(hint);
        };
        row("name", "3 < sorce", 4, 5, "No input is called 'sorce'.", "Did you mean 'source'?");
        row("far name", "xyzzy", 0, 5, "No input is called 'xyzzy'.", "There are source, ");
        row("function as a name", "grow > 3", 0, 4, "No input", "It is a function: grow(x, radius");
        row("function", "groww(condition, 3)", 0, 5, "no function 'groww'", "Did you mean 'grow'?");
        row("label", "source == \"cta\"", 10, 5, "no label called \"cta\"", "Did you mean \"cat\"");
        row("no labels", "destination == \"cat\"", 15, 5, "'destination' has no label names",
            "number");
        row("order of labels", "source < \"cat\"", 9, 5, "Labels have no order", "== or !=");
        row("label alone", "\"cat\" & condition", 0, 5, "stands only in comparisons", "source ==");
        row("numbers in &", "source & condition", 0, 6, "'&' needs true or false", "source != 0");
        row("not of a number", "not source", 4, 6, "'not' needs true or false", "source != 0");
        row("shapes", "source == backdrop", 0, 18, "Shapes (480, 640) and (480, 640, 3)",
            "x[..., 0]");
        row("axis", "max(p, axis=3)", 12, 1, "no axis 3 in shape (8, 480, 640)", "0 to 2");
        row("axis of an input", "max(p, axis=source)", 12, 6, "The axis must be a constant", "");
        row("index", "p[8]", 2, 1, "Index 8 is outside of axis 0", "0 to 7");
        row("indices", "source[1, 2, 3]", 0, 15, "3 indices", "");
        row("radius", "grow(condition, -1)", 16, 2, "-1 is no radius", "0 to 1000000");
        row("part of a radius", "open(condition, 1.5)", 16, 3, "1.5 is no radius", "whole number");
        row("radius of values", "grow(condition, source)", 16, 6, "radius must be a constant", "");
        row("count twice", "largest(condition, 2, count=3)", 28, 1, "has twice 'count'",
            "largest(x");
        row("width twice", "edges(condition, 1, width=9)", 26, 1, "has twice 'width'", "edges(x");
        row("below twice", "holes(condition, 1, below=9)", 26, 1, "has twice 'below'", "holes(x");
        row("no radius", "grow(condition, shape=\"disc\")", 0, 29, "takes 2 values, found 1", "");
        row("shape", "grow(condition, 3, shape=\"dics\")", 25, 6, "\"disc\", \"square\"",
            "\"disc\"?");
        row("keyword", "grow(condition, 3, form=1)", 24, 1, "no argument 'form'", "grow(x");
        row("arguments", "grow(condition)", 0, 15, "takes 2 values, found 1", "Write grow(x");
        row("numbers in grow", "grow(source, 3)", 5, 6, "grow needs true or false", "source != 0");
        row("connectivity", "area(condition, connectivity=6)", 29, 1, "4 or 8", "by sides");
        row("mixed signs", "max(ids, far)", 0, 13, "max can't mix uint64", "int(x)");
        row("mixed division", "far // ids", 0, 10, "'//' can't mix uint64", "int(x)");
        row("component alone", "area(component) > 5", 5, 9, "there is none", "source == 3 &");
        row("nothing to take", "max(none, axis=0)", 0, 17, "no element", "");
        row("range turned", "source in 9..3", 10, 4, "ends before it begins", "3..9");
        row("set of values", "source in {destination}", 11, 11, "must be a constant", "");
        row("relabel", "relabel(source, 3)", 0, 18, "in braces", "{1: 7");
        row("min with both", "min(p, source, axis=0)", 0, 22, "not both", "min(a, b");
    }
    void errors() {
        QFETCH(QString, text);
        QFETCH(int, begin);
        QFETCH(int, length);
        QFETCH(QString, message);
        QFETCH(QString, hint);
        const Inputs inputs;
        const auto rule = inputs.check(text);
        QVERIFY(!rule);
        const RuleError& error = rule.error();
        QVERIFY2(QString::fromStdString(error.message).contains(message), error.message.c_str());
        QVERIFY2(QString::fromStdString(error.hint).contains(hint), error.hint.c_str());
        QCOMPARE(error.span, (Span{begin, length}));
    }

    void theSecondValueByName_data() {
        QTest::addColumn<QString>("named");
        QTest::addColumn<QString>("plain");
        const auto row = [](const char* named, const char* plain) {
            QTest::newRow(named) << QString(named) << QString(plain);
        };
        row("fill_holes(condition, below=30)", "fill_holes(condition, 30)");
        row("holes(condition, connectivity=4, below=30)", "holes(condition, 30, connectivity=4)");
        row("largest(condition, count=2)", "largest(condition, 2)");
        row("edges(condition, width=2)", "edges(condition, 2)");
        row("grow(condition, shape=\"square\", radius=3)", "grow(condition, 3, shape=\"square\")");
    }
    void theSecondValueByName() {
        QFETCH(QString, named);
        QFETCH(QString, plain);
        const Inputs inputs;
        const auto a = inputs.check(named);
        const auto b = inputs.check(plain);
        QVERIFY2(a, a ? "" : a.error().message.c_str());
        QCOMPARE(a->nodes().size(), b->nodes().size());
        for (std::size_t i = 0; i < a->nodes().size(); ++i) {
            QVERIFY(a->nodes()[i].plane == b->nodes()[i].plane);
        }
    }

    /// Long sums are no deep nesting, and what is too long says what to do.
    void chainsOfArithmetic() {
        const Inputs inputs;
        const auto sum = [](int terms) { return QStringList(terms, "p[0]").join(" + "); };
        QVERIFY(inputs.check(sum(100)));
        QVERIFY(inputs.check(sum(kMostDepth - 1)));
        const auto beyond = inputs.check(sum(kMostDepth + 1));
        QVERIFY(!beyond);
        QVERIFY(QString::fromStdString(beyond.error().message).contains("in a row"));
        QVERIFY(QString::fromStdString(beyond.error().hint).contains("parentheses"));
        QVERIFY(inputs.check("(" + sum(300) + ") + (" + sum(300) + ")"));
        const auto deep = inputs.check(QString(101, '(') + "source" + QString(101, ')'));
        QVERIFY(QString::fromStdString(deep.error().message).contains("nests more than 100"));
    }

    void conditionsAreBooleans() {
        const Inputs inputs;
        const auto rule = inputs.check("source + 1", Purpose::Condition);
        QVERIFY(!rule);
        QVERIFY(QString::fromStdString(rule.error().message).contains("gives integer values"));
        QVERIFY(inputs.check("source + 1 > 2", Purpose::Condition));
    }

    void anInputMayBeCalledComponent() {
        const std::vector<InputType> types{{"component", DType::Bool, {4, 4}},
                                           {"source", DType::U8, {4, 4}}};
        const auto rule = check(*parse("source == 3 & component"), types);
        QVERIFY(rule);
        QVERIFY(rule->uses(0));
    }

    void equalPartsAreOne() {
        const Inputs inputs;
        const auto once = inputs.check("distance(condition) + 1");
        const auto twice = inputs.check("distance(condition) + distance(condition)");
        QCOMPARE(twice->nodes().size(), once->nodes().size() - 1);
    }

    /// Each `component` stands for all before it, twice: 2^90 steps if nobody counted.
    void componentsDoNotMultiply() {
        const Inputs inputs;
        QString text = "condition";
        for (int i = 0; i < 90; ++i) {
            text = "(" + text + " & ~component)";
        }
        const auto rule = inputs.check(text);
        QVERIFY(!rule);
        QVERIFY(QString::fromStdString(rule.error().message).contains("steps"));
    }

    void usesTellsInputs() {
        const Inputs inputs;
        const auto rule = inputs.check("source == 3 & p[0] > 0.5");
        QVERIFY(rule->uses(0));
        QVERIFY(!rule->uses(1));
        QVERIFY(rule->uses(3));
    }

    void completion_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("has");
        QTest::addColumn<QString>("hasNot");
        QTest::addColumn<int>("replaced");
        const auto row = [](const char* text, const char* first, const char* has,
                            const char* hasNot, int replaced) {
            QTest::newRow(text) << QString(text) << QString(first) << QString(has)
                                << QString(hasNot) << replaced;
        };
        row("", "source", "grow(", "and", 0);
        row("so", "source", "source", "grow(", 2);
        row("GRO", "grow(", "grow(", "source", 3);
        row("source ", "&", "not in", "grow(", 0);
        row("source == 3 a", "and", "and", "area(", 1);
        row("source == 3 & ar", "area(", "argmax(", "and", 2);
        row("source == \"c", "\"cat\"", "\"cat\"", "\"dog\"", 2);
        row("source == \"", "\"cat\"", "\"dog\"", "source", 1);
        row("max(p, ", "axis=", "source", "and", 0);
        row("grow(condition, 3, sh", "shape=", "shape=", "axis=", 2);
        row("grow(condition, 3, shape=\"", "\"diamond\"", "\"disc\"", "\"cat\"", 1);
        row("(source == 3) ", "&", "|", "source", 0);
        row("not ", "source", "grow(", "and", 0);
    }
    void completion() {
        QFETCH(QString, text);
        QFETCH(QString, first);
        QFETCH(QString, has);
        QFETCH(QString, hasNot);
        QFETCH(int, replaced);
        const Inputs inputs;
        const auto found = complete(text.toStdString(), text.size(), inputs.types());
        QVERIFY(!found.empty());
        QStringList texts;
        for (const Completion& each : found) {
            texts << QString::fromStdString(each.text);
            QVERIFY(!each.meaning.empty());
            QCOMPARE(each.replaces, (Span{text.size() - replaced, replaced}));
        }
        QCOMPARE(texts.first(), first);
        QVERIFY2(texts.contains(has), qPrintable(texts.join(" ")));
        QVERIFY2(!texts.contains(hasNot), qPrintable(texts.join(" ")));
    }

    void nearestNames() {
        const std::vector<std::string> names{"source", "Sauce", "destination", "backdrop", "st"};
        const auto near = [&](std::string_view word) {
            return QString::fromStdString(nearest(word, names));
        };
        QCOMPARE(near("sorce"), "source");
        QCOMPARE(near("SOURCE"), "source");
        QCOMPARE(near("osurce"), "source");
        QCOMPARE(near("suorec"), "source");
        QCOMPARE(near("sause"), "Sauce");
        QCOMPARE(near("destinatoin"), "destination");
        QCOMPARE(near("bckdrp"), "backdrop");
        QCOMPARE(near("xy"), "");
        QCOMPARE(near(""), "");
        QCOMPARE(near(std::string(65, 's')), "");
        // All of a large table are not looked at for one key.
        std::vector<std::string> many(20000, "zzzzzz");
        many.push_back("source");
        QVERIFY(nearest("sorce", many).empty());
        many[16000] = "source";
        QCOMPARE(nearest("sorce", many), std::string("source"));
    }

    void nothingCompletesANumber() {
        const Inputs inputs;
        QVERIFY(complete("source == 12", 12, inputs.types()).empty());
        QVERIFY(complete("source ?", 8, inputs.types()).empty());
    }

    void functionsAreInOrder() {
        for (const FunctionInfo& each : functions()) {
            QCOMPARE(&infoOf(each.function), &each);
            QCOMPARE(functionNamed(each.name), &each);
            QVERIFY(each.signature.substr(0, each.name.size()) == each.name);
        }
        QCOMPARE(functionNamed("nothing"), nullptr);
    }
};

QTEST_APPLESS_MAIN(TestRuleCheck)
#include "tst_rule_check.moc"
