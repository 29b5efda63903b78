// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/base/text.h"
#include "core/rules/expression.h"
#include "core/rules/lexer.h"

using namespace frisket;
using namespace frisket::rules;

namespace {
/// The rule with all parentheses that its structure has.
std::string shown(const Expression& rule, int node) {
    const Syntax& here = rule.at(node);
    const auto part = [&](std::size_t i) { return shown(rule, here.parts[i]); };
    const auto list = [&](std::string_view comma) {
        std::string text;
        for (std::size_t i = 0; i < here.parts.size(); ++i) {
            const std::string key = here.keywords.empty() || here.keywords[i].empty()
                                        ? std::string()
                                        : base::joined(here.keywords[i], "=");
            text += base::joined(i == 0 ? "" : comma, key, part(i));
        }
        return text;
    };
    switch (here.form) {
        case Form::Number:
            return here.number.text();
        case Form::Label:
            return base::joined("\"", here.text, "\"");
        case Form::Name:
            return here.text;
        case Form::Unary:
            return base::joined("(", symbolOf(here.op), " ", part(0), ")");
        case Form::Binary:
        case Form::Chain:
            return base::joined("(", list(base::joined(" ", symbolOf(here.op), " ")), ")");
        case Form::Compare: {
            std::string text = base::joined("(", part(0));
            for (std::size_t i = 0; i < here.operators.size(); ++i) {
                text += base::joined(" ", symbolOf(here.operators[i]), " ", part(i + 1));
            }
            return base::joined(text, ")");
        }
        case Form::In:
            return base::joined("(", part(0), here.negated ? " not in " : " in ", part(1), ")");
        case Form::Set:
            return base::joined("{", list(", "), "}");
        case Form::Range:
            return base::joined(part(0), "..", part(1));
        case Form::Map: {
            std::string text = "{";
            for (std::size_t i = 0; i < here.parts.size(); i += 2) {
                text += base::joined(i == 0 ? "" : ", ", part(i), ": ", part(i + 1));
            }
            return base::joined(text, "}");
        }
        case Form::Call:
            return base::joined(here.text, "(", list(", "), ")");
        case Form::Index: {
            std::string text = base::joined(part(0), "[");
            for (const IndexItem& item : here.items) {
                switch (item.type) {
                    case IndexItem::Type::At:
                        text += base::joined(item.at, ";");
                        break;
                    case IndexItem::Type::All:
                        text += ":;";
                        break;
                    case IndexItem::Type::Ellipsis:
                        text += "...;";
                        break;
                    case IndexItem::Type::New:
                        text += "None;";
                        break;
                }
            }
            return base::joined(text, "]");
        }
    }
    return {};
}
}  // namespace

class TestRuleParser : public QObject {
    Q_OBJECT

private slots:
    void structure_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* text, const char* expected) {
            QTest::newRow(name) << QString(text) << QString(expected);
        };
        row("comparisons bind tighter than &", "a == 3 & b != 0", "((a == 3) & (b != 0))");
        row("& before ^ before |", "a | b ^ c & d", "(a | (b ^ (c & d)))");
        row("words and signs are the same", "a and b or c xor d", "((a & b) | (c ^ d))");
        row("double signs", "a && b || c", "((a & b) | c)");
        row("a chain is one", "a & b & c", "(a & b & c)");
        row("a chain in parentheses is another", "(a & b) & c", "((a & b) & c)");
        row("not takes a comparison", "not a == 3 & b", "((not (a == 3)) & b)");
        row("~ and ! too", "~a < 1 | !b", "((not (a < 1)) | (not b))");
        row("not twice", "not not a", "(not (not a))");
        row("sums and products", "a + b * c - d % 2", "((a + (b * c)) - (d % 2))");
        row("from the left", "a - b - c / d // e", "((a - b) - ((c / d) // e))");
        row("a sign before a product", "-a * b", "((- a) * b)");
        row("a plus is nothing", "+a + +3", "(a + 3)");
        row("chained comparison", "1 < a <= 5", "(1 < a <= 5)");
        row("set", "a in {1, 2..4, -3, \"cat\",}", "(a in {1, 2..4, (- 3), \"cat\"})");
        row("empty set", "a in {}", "(a in {})");
        row("range", "a in 10..20 & b", "((a in 10..20) & b)");
        row("range of fractions", "a in .5..1.5", "(a in 0.5..1.5)");
        row("range of sums", "a in b + 1..c", "(a in (b + 1)..c)");
        row("not in", "a not in {1}", "(a not in {1})");
        row("not before in", "not a in {1}", "(not (a in {1}))");
        row("call", "max(p, axis=0) < 0.6", "(max(p, axis=0) < 0.6)");
        row("call without arguments", "f()", "f()");
        row("map", "relabel(a, {1: 7, 2..4: -1})", "relabel(a, {1: 7, 2..4: (- 1)})");
        row("index", "p[1, -2, :, ..., None] > 0", "(p[1;-2;:;...;None;] > 0)");
        row("index twice", "p[1][2]", "p[1;][2;]");
        row("label with a quote", "a == \"a\\\"b\"", "(a == \"a\"b\")");
        row("numbers", "0x1F + 1_000 + 1e3 + 2.", "(((31 + 1000) + 1000) + 2)");
        row("largest", "18446744073709551615", "18446744073709551615");
        row("comment", "a # that one\n & b", "(a & b)");
        row("true and others", "true & False | nan == inf", "((True & False) | (nan == inf))");
        row("the example",
            "source == 3 & destination != 0 & (backdrop > 120 | uncertainty >= 0.5) "
            "& area(component) > 50 & inside(grow(condition, 5))",
            "((source == 3) & (destination != 0) & ((backdrop > 120) | (uncertainty >= 0.5)) & "
            "(area(component) > 50) & inside(grow(condition, 5)))");
    }
    void structure() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto rule = parse(text.toStdString());
        if (expected.isEmpty()) {
            QVERIFY(!rule);
            return;
        }
        QVERIFY2(rule, rule ? "" : rule.error().message.c_str());
        QCOMPARE(QString::fromStdString(shown(*rule, rule->root)), expected);
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
        row("empty", "  ", 2, 0, "The rule is empty.", "source == 3");
        row("one =", "source = 3", 7, 1, "found '='", "compared with ==");
        row("nothing after &", "a & ", 4, 0, "Expected a value", "goes on");
        row("two values", "a b", 2, 1, "Expected an operator", "need an operator");
        row("power", "a ** 2", 2, 2, "found '**'", "no powers");
        row("open bracket", "(a & b", 6, 0, "Expected ')' to match", "bracket is open");
        row("closing bracket", "a)", 1, 1, "found ')'", "one too many");
        row("open call", "grow(a, 5", 9, 0, "to end grow(...)", "");
        row("set as a value", "{1, 2}", 0, 1, "only after 'in'", "source in {1, 2, 7}");
        row("in without a set", "a in 3", 2, 4, "set or a range", "write ==");
        row("a range alone", "1..5", 1, 2, "found '..'", "A range follows 'in'");
        row("open quote", "a == \"cat", 5, 4, "no closing quote", "End it with \"");
        row("unknown sign", "a @ b", 2, 1, "'@' has no meaning", "");
        row("better sign", "a \u2265 3", 2, 3, "has no meaning", "Write >=.");
        row("control", "a \x01", 2, 1, "can't be seen", "");
        row("number with letters", "3px > 1", 0, 3, "neither a number nor a name", "letter");
        row("too large", "99999999999999999999", 0, 20, "2^64 - 1", "1e20");
        row("beyond a double", "1e999", 0, 5, "beyond what a double", "inf");
        row("0x alone", "0x", 0, 2, "needs digits", "0x1f");
        row("slice", "p[1:2]", 3, 1, "Parts of an axis", "whole axis");
        row("index by a name", "p[a]", 2, 1, "Expected an index", "");
        row("sign within", "1 + !a", 4, 1, "before a whole comparison", "parentheses");
        row("not within", "1 + not a", 4, 3, "before a whole comparison", "parentheses");
        row("keyword first", "f(a=1, 2)", 7, 1, "comes after what has none", "a=");
        row("reserved", "a & or", 4, 2, "Expected a value", "");
        row("map without value", "relabel(a, {1: })", 15, 1, "Expected a value", "");
        row("map mixed", "relabel(a, {1: 2, 3})", 19, 1, "Expected ':'", "");
    }
    void errors() {
        QFETCH(QString, text);
        QFETCH(int, begin);
        QFETCH(int, length);
        QFETCH(QString, message);
        QFETCH(QString, hint);
        const auto rule = parse(text.toStdString());
        QVERIFY(!rule);
        const RuleError& error = rule.error();
        QCOMPARE(error.span, (Span{begin, length}));
        QVERIFY2(QString::fromStdString(error.message).contains(message), error.message.c_str());
        QVERIFY2(QString::fromStdString(error.hint).contains(hint), error.hint.c_str());
    }

    void hostile_data() {
        QTest::addColumn<QByteArray>("text");
        const int many = 20000;
        QTest::newRow("parentheses") << QByteArray(many, '(') + "a";
        QTest::newRow("signs") << QByteArray(many, '-') + "a";
        QTest::newRow("nots") << QByteArray(many, '~') + "a";
        QTest::newRow("calls") << QByteArray("f(").repeated(many) + "a";
        QTest::newRow("indices") << "a" + QByteArray("[0]").repeated(many);
        QTest::newRow("sums") << "a" + QByteArray("+a").repeated(many);
        QTest::newRow("products in a set") << "a in {a" + QByteArray("*a").repeated(many) + "}";
        QTest::newRow("longer than may be") << QByteArray(kMostText + 1, ' ');
        QTest::newRow("zeros") << QByteArray(10, '\0');
    }
    void hostile() {
        QFETCH(QByteArray, text);
        const auto rule = parse(text.toStdString());
        QVERIFY(!rule);
        QVERIFY(rule.error().span.end() <= text.size());
        QVERIFY(!rule.error().message.empty());
    }

    void longChainsAreFine() {
        const QByteArray text = "a" + QByteArray(" & a").repeated(10000);
        const auto rule = parse(text.toStdString());
        QVERIFY(rule);
        QCOMPARE(rule->at(rule->root).parts.size(), std::size_t{10001});
    }

    void columnsCountCharacters() {
        const std::string text = "a == \"\u00e4\u00f6\" @";
        const auto rule = parse(text);
        QVERIFY(!rule);
        QCOMPARE(rule.error().toError(text).message.substr(0, 10), std::string("Column 11:"));
    }

    void names() {
        const auto rule = parse("b & a | b == 3 | grow(c, 2)");
        QCOMPARE(namesIn(*rule), (std::vector<std::string>{"b", "a", "c"}));
    }
};

QTEST_APPLESS_MAIN(TestRuleParser)
#include "tst_rule_parser.moc"
