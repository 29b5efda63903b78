// SPDX-License-Identifier: MIT
#include "core/assign/apply_fix.h"

#include "core/array/resample.h"
#include "core/array/view_expression.h"
#include "core/assign/numpy_line.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::Layout;
using array::NdArray;
using array::Shape;
using base::joined;
using condition::ConditionMask;

base::Result<Layout> viewedLayout(const Fix& fix, const Layout& layout) {
    return fix.view.empty() ? base::Result<Layout>(layout)
                            : array::applyViewExpression(layout, fix.view);
}

/// What takes one axis from `in` >= 1 to `out` < 2^31 as `array::nearestIndex` does. Sampling at
/// the centres, a whole factor k repeats, and 1 / k takes every k-th element from k / 2 on.
std::string resizeCode(int axis, std::int64_t in, std::int64_t out) {
    if (out % in == 0) {
        return joined(".repeat(", out / in, ", axis=", axis, ")");
    }
    std::string code = "[";
    for (int before = 0; before < axis; ++before) {
        code += ":, ";
    }
    return in % out == 0
               ? joined(code, in / out / 2, "::", in / out, "]")
               : joined(code, "(2 * np.arange(", out, ") + 1) * ", in, " // ", 2 * out, "]");
}

/// The code that makes an array of shape `to` of `array`, code for one of shape `from`.
std::string makingCode(const Fix& fix, std::string array, const Shape& from) {
    const Shape& to = fix.shape;
    if (fix.kind == Fix::Kind::Resize) {
        for (int axis = 0; axis < to.rank(); ++axis) {
            if (from[axis] != to[axis]) {
                array += resizeCode(axis, from[axis], to[axis]);
            }
        }
        return array;
    }
    std::string widths;
    for (int axis = 0; axis < to.rank(); ++axis) {
        widths += joined(axis == 0 ? "(" : ", ", "(0, ", to[axis] - from[axis], ")");
    }
    return joined("np.pad(", array, ", ", widths, to.rank() == 1 ? ",)" : ")",
                  fix.operand == Role::Condition ? ", constant_values=False" : ", mode='edge'",
                  ")");
}

base::Result<NdArray> makeArray(const Fix& fix, const array::ArrayView& from,
                                array::PadWith padding) {
    return fix.kind == Fix::Kind::Resize ? array::resizeNearest(from, fix.shape)
                                         : array::padAtEnd(from, fix.shape, padding);
}
}  // namespace

base::Result<Operand> fixedOperand(const Fix& fix, const Operand& operand) {
    const auto layout = viewedLayout(fix, operand.layout);
    if (!layout) {
        return base::passOn(layout);
    }
    Operand out = operand;
    out.layout = *layout;
    out.view = fix.view.empty() ? operand.view : fix.viewAfter(operand.view);
    if (fix.makesArray()) {
        if (layout->rank() != fix.shape.rank()) {
            return base::fail(base::ErrorCode::InvalidArgument,
                              joined("'", fix.text, "' is no fix for a ", name(fix.operand),
                                     " of shape ", array::toString(operand.layout.shape), "."));
        }
        const auto possible = fix.kind == Fix::Kind::Resize
                                  ? array::canResize(layout->shape, fix.shape)
                                  : array::canPad(layout->shape, fix.shape);
        if (!possible) {
            return base::passOn(possible);
        }
        out.prepared = makingCode(fix, viewedText("{}", out), layout->shape);
        out.layout = Layout::rowMajor(fix.shape);
        out.view.clear();
    }
    return out;
}

base::Result<NdArray> fixedSource(const Fix& fix, const Operand& operand, const NdArray& source) {
    const auto layout = viewedLayout(fix, operand.layout);
    if (!layout) {
        return base::passOn(layout);
    }
    return makeArray(fix, source.withLayout(*layout).view(), array::PadWith::Edge);
}

base::Result<ConditionMask> fixedCondition(const Fix& fix, const Operand& operand,
                                           const ConditionMask& condition) {
    const auto layout = viewedLayout(fix, operand.layout);
    if (!layout) {
        return base::passOn(layout);
    }
    const auto bytes = condition.toArray();  // in C order, so places in it are the layout's
    if (!bytes) {
        return base::passOn(bytes);
    }
    const auto made = makeArray(fix, bytes->withLayout(*layout).view(), array::PadWith::Zero);
    if (!made) {
        return base::passOn(made);
    }
    return ConditionMask::nonzero(made->view());
}

base::Status applyFix(const Fix& fix, PlanRequest& request, std::optional<NdArray>& source,
                      ConditionMask& condition) {
    if (fix.kind == Fix::Kind::Mode) {
        request.mode = fix.mode;
        return {};
    }
    if (fix.kind == Fix::Kind::Casting) {
        request.casting = fix.casting;
        return {};
    }
    const bool toSource = fix.operand == Role::Source;
    if (fix.operand == Role::Destination || (toSource && (!request.source || !source))) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          joined("There is no ", name(fix.operand), " that could be changed."));
    }
    Operand& operand = toSource ? *request.source : request.condition;
    auto fixed = fixedOperand(fix, operand);
    if (!fixed) {
        return base::passOn(fixed);
    }
    if (fix.makesArray() && toSource) {
        auto made = fixedSource(fix, operand, *source);
        if (!made) {
            return base::passOn(made);
        }
        source = *std::move(made);
    } else if (fix.makesArray()) {
        auto made = fixedCondition(fix, operand, condition);
        if (!made) {
            return base::passOn(made);
        }
        condition = *std::move(made);
    }
    operand = *std::move(fixed);
    return {};
}

}  // namespace frisket::assign
