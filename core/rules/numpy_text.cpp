// SPDX-License-Identifier: MIT
#include "core/rules/numpy_text.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/text.h"
#include "core/rules/numpy_writer.h"

namespace frisket::rules {

namespace {
/// Levels of a text after which the next one gets a name: Python nests 200 parentheses at most.
constexpr int kMostLevels = 12;

std::string shapeText(const array::Shape& shape) { return array::toString(shape); }

std::string dtypeText(array::DType dtype) {
    return base::joined("np.", dtype == array::DType::Bool ? "bool_" : array::name(dtype));
}

bool takesValues(Op op) {
    return op == Op::Input || op == Op::View || op == Op::Least || op == Op::Most;
}
}  // namespace

std::string toNumpy(const Rule& rule) {
    NumpyWriter writer(rule, pythonNames(rule.inputs()));
    const NumpyWriter::Written written = writer.write({});
    return base::joined(definitionsOf(writer.helpers()), written.lines, "result = np.asarray(",
                        written.result, ", dtype=", dtypeText(rule.dtype()), ")\n");
}

NumpyFunction toNumpyFunction(const Rule& rule) {
    NumpyFunction function;
    std::vector<std::string> names = pythonNames(rule.inputs());
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (rule.uses(static_cast<int>(i))) {
            function.inputs.push_back(static_cast<int>(i));
            function.parameters += base::joined(function.parameters.empty() ? "" : ", ", names[i]);
        }
    }
    NumpyWriter writer(rule, std::move(names));
    const NumpyWriter::Written written = writer.write("    ");
    function.body = base::joined(written.lines, "    return np.array(", written.result,
                                 ", dtype=", dtypeText(rule.dtype()), ", order='C')\n");
    function.helpers = writer.helpers();
    return function;
}

std::vector<std::string> pythonNames(std::span<const InputType> inputs) {
    static constexpr std::array<std::string_view, 48> kTaken{
        "and",    "as",   "assert", "async",  "await",   "break",   "class",    "continue",
        "def",    "del",  "elif",   "else",   "except",  "finally", "for",      "from",
        "global", "if",   "import", "in",     "is",      "lambda",  "nonlocal", "not",
        "or",     "pass", "raise",  "return", "try",     "while",   "with",     "yield",
        "None",   "True", "False",  "np",     "ndimage", "result",  "abs",      "bool",
        "float",  "int",  "len",    "list",   "max",     "min",     "object",   "range"};
    const auto isFree = [](const std::string& name) {
        return name[0] != '_' && std::find(kTaken.begin(), kTaken.end(), name) == kTaken.end();
    };
    std::set<std::string> used;
    for (const InputType& input : inputs) {
        if (isFree(input.name)) {
            used.insert(input.name);
        }
    }
    std::vector<std::string> names;
    for (const InputType& input : inputs) {
        std::string name = input.name;
        if (!isFree(name)) {
            name = name[0] == '_' ? "in" + name : name + "_";
            while (!isFree(name) || !used.insert(name).second) {
                name += '_';
            }
        }
        names.push_back(std::move(name));
    }
    return names;
}

std::string literal(const Number& number) {
    if (number.kind == Kind::Unsigned) {
        return base::joined("np.uint64(", number.bits, ")");
    }
    std::string text = number.text();
    if (number.kind == Kind::Float) {
        if (number.isNan()) {
            return "np.nan";
        }
        if (text == "inf" || text == "-inf") {
            return text == "inf" ? "np.inf" : "(-np.inf)";
        }
        if (text.find_first_of(".e") == std::string::npos) {
            text += ".0";
        }
    }
    return text[0] == '-' ? base::joined("(", text, ")") : text;
}

NumpyWriter::Written NumpyWriter::write(std::string_view indent) {
    const auto& nodes = m_rule.nodes();
    std::vector<int> uses(nodes.size(), 0);
    std::vector<int> levels(nodes.size(), 0);
    for (const Node& node : nodes) {
        for (const int arg : node.args) {
            ++uses[static_cast<std::size_t>(arg)];
        }
    }
    Written written;
    int names = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        m_texts.push_back(make(static_cast<int>(i)));
        for (const int arg : nodes[i].args) {
            levels[i] = std::max(levels[i], levels[static_cast<std::size_t>(arg)] + 1);
        }
        // A test of an interval, a relabelling and a plane's function write their argument again.
        const bool plain = nodes[i].op == Op::Input || nodes[i].op == Op::Constant;
        const bool repeated = std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) {
            return (node.op == Op::OneOf || node.op == Op::Relabel) &&
                   node.args[0] == static_cast<int>(i);
        });
        if (!plain && i + 1 < nodes.size() &&
            (uses[i] > 1 || repeated || levels[i] >= kMostLevels)) {
            const std::string name = base::joined("_", ++names);
            written.lines += base::joined(indent, name, " = ", m_texts[i], "\n");
            m_texts[i] = name;
            levels[i] = 0;
        }
    }
    const int root = m_rule.root();
    std::string text = value(root);
    if (text.front() == '(' && text.back() == ')' && at(root).op != Op::Constant) {
        const bool whole = [&text] {  // whether the first one is closed by the last one
            int open = 0;
            for (std::size_t i = 0; i + 1 < text.size(); ++i) {
                open += text[i] == '(' ? 1 : (text[i] == ')' ? -1 : 0);
                if (open == 0) {
                    return false;
                }
            }
            return true;
        }();
        text = whole ? text.substr(1, text.size() - 2) : text;
    }
    written.result = std::move(text);
    return written;
}

array::DType NumpyWriter::writtenAs(int node) const {
    const Node& here = at(node);
    return takesValues(here.op) ? (here.op == Op::Input ? here.dtype : writtenAs(here.args[0]))
                                : widest(here.kind);
}

std::string NumpyWriter::wide(int node) const {
    const array::DType dtype = widest(at(node).kind);
    return writtenAs(node) == dtype
               ? value(node)
               : base::joined(value(node), ".astype(np.", array::name(dtype), ")");
}

std::string NumpyWriter::joinedBy(const Node& node, std::string_view symbol) {
    std::string text = "(";
    for (std::size_t i = 0; i < node.args.size(); ++i) {
        text += base::joined(i == 0 ? "" : base::joined(" ", symbol, " "), wide(node.args[i]));
    }
    return text + ")";
}

std::string NumpyWriter::make(int node) {
    const Node& here = at(node);
    switch (here.op) {
        case Op::Input:
            return m_names[static_cast<std::size_t>(here.input)];
        case Op::Constant:
            return here.shape.rank() == 0 && here.kind != Kind::Bool
                       ? literal(here.number)
                       : base::joined("np.full(", shapeText(here.shape), ", ", literal(here.number),
                                      ")");
        case Op::Cast:
            return cast(here);
        case Op::Compare:
            return compared(here.comparison, here.args[0], here.args[1]);
        case Op::OneOf:
            return within(here.args[0], here.intervals);
        case Op::View:
            return viewed(here);
        case Op::Relabel:
            return relabelled(here);
        case Op::Plane:
            return planes(here);
        default:
            return here.op >= Op::Any ? reduction(here) : operation(here);
    }
}

std::string NumpyWriter::operation(const Node& node) {
    const auto called = [&](std::string_view name) {
        std::string text = base::joined("np.", name, "(");
        for (std::size_t i = 0; i < node.args.size(); ++i) {
            text += base::joined(i == 0 ? "" : ", ", wide(node.args[i]));
        }
        return text + ")";
    };
    switch (node.op) {
        case Op::Not:
            return base::joined("(~", value(node.args[0]), ")");
        case Op::And:
            return joinedBy(node, "&");
        case Op::Or:
            return joinedBy(node, "|");
        case Op::Xor:
            return joinedBy(node, "^");
        case Op::IsNan:
            return base::joined("np.isnan(", value(node.args[0]), ")");
        case Op::Negate:
            return base::joined("(-", wide(node.args[0]), ")");
        case Op::Abs:
            return called("abs");
        case Op::Floor:
            return called("floor");
        case Op::Ceil:
            return called("ceil");
        case Op::Round:
            return called("rint");
        case Op::Add:
            return joinedBy(node, "+");
        case Op::Subtract:
            return joinedBy(node, "-");
        case Op::Multiply:
            return joinedBy(node, "*");
        case Op::Divide:
            return joinedBy(node, "/");
        case Op::FloorDivide:
            return joinedBy(node, "//");
        case Op::Remainder:
            return joinedBy(node, "%");
        case Op::Minimum:
            return called("minimum");
        case Op::Maximum:
            return called("maximum");
        default:
            return called("where");
    }
}

std::string NumpyWriter::cast(const Node& node) {
    const int from = node.args[0];
    if (at(from).kind == Kind::Float) {
        use(Helper::Whole);
        return base::joined("_whole(", wide(from), ")");
    }
    return base::joined(value(from), ".astype(np.", array::name(widest(node.kind)), ")");
}

std::string NumpyWriter::reduction(const Node& node) {
    std::string_view name;
    switch (node.op) {
        case Op::Any:
            name = "any";
            break;
        case Op::All:
            name = "all";
            break;
        case Op::Sum:
            name = "sum";
            break;
        case Op::Mean:
            name = "mean";
            break;
        case Op::Least:
            name = "min";
            break;
        case Op::Most:
            name = "max";
            break;
        case Op::ArgLeast:
            name = "argmin";
            break;
        default:
            name = "argmax";
            break;
    }
    const bool sums = node.op == Op::Sum || node.op == Op::Mean;
    const int from = node.args[0];
    const std::string axis =
        node.axis == kAllAxes ? std::string() : base::joined(", axis=", node.axis);
    if (!sums || at(from).kind != Kind::Float) {
        return base::joined("np.", name, "(", sums ? wide(from) : value(from), axis, ")");
    }
    // np.sum adds floats in an order of its own.
    use(Helper::Sum);
    const std::string sum = base::joined("_sum(", wide(from), axis, ")");
    const array::Shape& shape = at(from).shape;
    const std::int64_t count =
        node.axis == kAllAxes ? array::elementCount(shape).value_or(0) : shape[node.axis];
    return node.op == Op::Sum ? sum : base::joined("(", sum, " / ", count, ")");
}

std::string NumpyWriter::viewed(const Node& node) {
    std::string text;
    int rank = 0;
    const auto add = [&text](std::string_view item) {
        text += base::joined(text.empty() ? "" : ", ", item);
    };
    const auto newAxes = [&](int end) {
        for (; rank < end; ++rank) {
            add("None");
        }
    };
    for (const ViewAxis& axis : node.view) {
        if (axis.to < 0) {
            add(base::joined(axis.at));
            continue;
        }
        newAxes(axis.to);
        add(":");
        ++rank;
    }
    newAxes(node.shape.rank());
    return text.empty() ? value(node.args[0]) : base::joined(value(node.args[0]), "[", text, "]");
}

std::string NumpyWriter::relabelled(const Node& node) {
    const int from = node.args[0];
    if (node.intervals.empty()) {
        return wide(from);
    }
    std::string tests;
    std::string numbers;
    for (std::size_t i = 0; i < node.intervals.size(); ++i) {
        const std::string_view comma = i == 0 ? "" : ", ";
        tests += base::joined(comma, within(from, {node.intervals[i]}));
        numbers += base::joined(comma, literal(node.numbers[i]));
    }
    return base::joined("np.select([", tests, "], [", numbers, "], ", wide(from), ")");
}

}  // namespace frisket::rules
