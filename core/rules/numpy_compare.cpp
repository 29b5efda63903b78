// SPDX-License-Identifier: MIT
#include <algorithm>

#include "core/base/text.h"
#include "core/refine/components.h"
#include "core/rules/fold.h"
#include "core/rules/numpy_writer.h"

namespace frisket::rules {

namespace {
std::string_view ufuncOf(Operator op) {
    switch (op) {
        case Operator::Equal:
            return "np.equal";
        case Operator::NotEqual:
            return "np.not_equal";
        case Operator::Less:
            return "np.less";
        case Operator::LessEqual:
            return "np.less_equal";
        case Operator::Greater:
            return "np.greater";
        default:
            return "np.greater_equal";
    }
}
}  // namespace

std::string NumpyWriter::exactly(Operator op, const std::string& a, const std::string& b) {
    use(Helper::Exact);
    return base::joined("_exact(", ufuncOf(op), ", ", a, ", ", b, ")");
}

std::string NumpyWriter::compared(Operator op, int a, int b) {
    if (at(b).op == Op::Constant && at(b).shape.rank() == 0) {
        return comparedWith(op, a, at(b).number);
    }
    if (at(a).kind != at(b).kind) {
        return exactly(op, wide(a), wide(b));
    }
    // Where one is a single value, NumPy before 2 compares as the narrower float.
    const bool rounds = at(a).kind == Kind::Float && writtenAs(a) != writtenAs(b);
    return base::joined("(", rounds ? wide(a) : value(a), " ", symbolOf(op), " ",
                        rounds ? wide(b) : value(b), ")");
}

std::string NumpyWriter::comparedWith(Operator op, int a, const Number& number) {
    const Kind kind = at(a).kind;
    const auto plain = [&](const std::string& left, const Number& right) {
        return base::joined("(", left, " ", symbolOf(op), " ", literal(right), ")");
    };
    if (kind == Kind::Float) {
        const Number real = converted(number, Kind::Float);
        if (!real.isNan() && rules::compared(real, number) != 0) {
            return exactly(op, wide(a), number.text());
        }
        // NumPy compares a narrow float with a number as that narrow float.
        return plain(real.fits(writtenAs(a)) ? value(a) : wide(a), real);
    }
    if (number.kind == Kind::Float) {
        return at(a).exactInDouble ? plain(base::joined(value(a), ".astype(np.float64)"), number)
                                   : exactly(op, value(a), literal(number));
    }
    if (kind == Kind::Unsigned) {
        return number.isNegative() ? exactly(op, value(a), number.text())
                                   : plain(value(a), converted(number, Kind::Unsigned));
    }
    return number.fitsInteger() ? plain(value(a), converted(number, Kind::Integer))
                                : exactly(op, value(a), number.text());
}

std::string NumpyWriter::within(int a, const std::vector<Interval>& intervals) {
    const auto isWhole = [](const Interval& each) {
        return each.low == each.high && each.low.kind == Kind::Integer;
    };
    if (intervals.empty()) {
        return base::joined("np.zeros(np.shape(", value(a), "), bool)");
    }
    if (intervals.size() > 1 && at(a).kind == Kind::Integer &&
        std::all_of(intervals.begin(), intervals.end(), isWhole)) {
        std::string list;
        for (const Interval& each : intervals) {
            list += base::joined(list.empty() ? "" : ", ", each.low.text());
        }
        return base::joined("np.isin(", value(a), ", [", list, "])");
    }
    std::string text;
    for (const Interval& each : intervals) {
        const std::string part =
            each.low == each.high
                ? comparedWith(Operator::Equal, a, each.low)
                : base::joined("(", comparedWith(Operator::GreaterEqual, a, each.low), " & ",
                               comparedWith(Operator::LessEqual, a, each.high), ")");
        text += base::joined(text.empty() ? "" : " | ", part);
    }
    return intervals.size() == 1 ? text : base::joined("(", text, ")");
}

std::string NumpyWriter::planes(const Node& node) {
    const PlaneCall& call = node.plane;
    const auto connectivity = static_cast<int>(call.connectivity);
    const auto radius = static_cast<std::int64_t>(call.radius);
    const std::string side = base::joined(2 * radius + 1);
    const std::string steps = base::joined("abs(np.arange(-", radius, ", ", radius + 1, "))");
    std::string by = literal(Number::of(call.radius));
    if (call.shape == refine::ElementShape::Square) {
        by += base::joined(", np.ones((", side, ", ", side, "), bool)");
    } else if (call.shape == refine::ElementShape::Diamond) {
        by += base::joined(", np.add.outer(", steps, ", ", steps, ") <= ", radius);
    }
    const auto grown = [&](const std::string& of) {
        use(Helper::Grow);
        return base::joined("_grow(", of, ", ", by, ")");
    };
    const auto shrunk = [&](const std::string& of) {
        use(Helper::Shrink);
        return base::joined("_shrink(", of, ", ", by, ")");
    };
    std::string body;
    std::string dtype;
    switch (call.function) {
        case PlaneFunction::Grow:
            body = grown("m");
            break;
        case PlaneFunction::Shrink:
            body = shrunk("m");
            break;
        case PlaneFunction::Open:
            body = grown(shrunk("m"));
            break;
        case PlaneFunction::Close:
            body = shrunk(grown("m"));
            break;
        case PlaneFunction::Edges:
            body = base::joined("m & ~", shrunk("m"));
            break;
        case PlaneFunction::FillHoles:
            use(Helper::FillHoles);
            body = base::joined(
                "_fill_holes(m, ",
                call.least == refine::kAnySize ? std::string("np.inf") : base::joined(call.least),
                ", ", connectivity, ")");
            break;
        case PlaneFunction::Largest:
            use(Helper::Largest);
            body = base::joined("_largest(m, ", call.count, ", ", connectivity, ")");
            break;
        case PlaneFunction::Sizes:
            use(Helper::Area);
            body = base::joined(call.least, " <= _area(m, ", connectivity, ")");
            if (call.most < std::int64_t{1} << 62U) {
                body = base::joined("(", body, ") & (_area(m, ", connectivity, ") <= ", call.most,
                                    ")");
            }
            break;
        case PlaneFunction::Area:
            use(Helper::Area);
            body = base::joined("_area(m, ", connectivity, ")");
            dtype = ", np.int64";
            break;
        case PlaneFunction::Distance:
            use(Helper::Distance);
            body = "_distance(m)";
            dtype = ", np.float64";
            break;
    }
    use(Helper::Planes);
    const auto axis = [](int place) {
        return place < 0 ? std::string("None") : base::joined(place);
    };
    return base::joined("_planes(lambda m: ", body, ", ", value(node.args[0]), ", ",
                        axis(node.planeY), ", ", axis(node.planeX), dtype, ")");
}

}  // namespace frisket::rules
