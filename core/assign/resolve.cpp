// SPDX-License-Identifier: MIT
#include "core/assign/resolve.h"

#include <algorithm>

#include "core/assign/fixes.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::Dims;
using array::Layout;
using array::Shape;
using base::joined;
using Outcome = base::Result<Resolved, Refusal>;

std::string elements(std::int64_t count) {
    return joined(count, count == 1 ? " element" : " elements");
}

/// A layout without data, to ask whether a shape would do.
Layout packed(const Shape& shape) { return Layout::rowMajor(shape); }

Layout valueLayout(const Shape& shape) { return {shape, Dims::filled(shape.rank(), 0), 0}; }

/// True elements of the condition once it is broadcast to the destination.
std::int64_t selectedInDestination(const PlanRequest& request) {
    const std::int64_t mine = request.condition.layout.count();
    return mine == 0 ? 0 : request.selected * (request.destination.layout.count() / mine);
}

base::Result<Layout, Refusal> broadcastCondition(const PlanRequest& request) {
    return broadcastOperand(Role::Condition, request.condition.layout,
                            request.destination.layout.shape);
}

bool accepts(const PlanRequest& request, Mode mode);

/// Offers those of `modes` that would take the same operands as they are.
void offerModes(Refusal& refusal, const PlanRequest& request, std::initializer_list<Mode> modes) {
    for (const Mode mode : modes) {
        if (accepts(request, mode)) {
            refusal.fixes.push_back(modeFix(mode));
        }
    }
}

/// Whether the source reads like a list of values, one for each selected element.
bool isList(const PlanRequest& request) {
    const Layout& source = request.source->layout;
    return source.rank() <= 1 || source.count() == selectedInDestination(request);
}

// --- where, fill ---

Outcome resolveBroadcast(const PlanRequest& request) {
    const Shape& target = request.destination.layout.shape;
    Resolved out;
    if (request.value) {
        out.source = valueLayout(target);
    } else {
        auto source = broadcastOperand(Role::Source, request.source->layout, target);
        if (!source) {
            // What reads like d[c] = s may be meant as NumPy or PyTorch mean it; but a list that
            // fits once it is seen otherwise is paired by place.
            if (isList(request) &&
                (source.error().fixes.empty() ||
                 request.source->layout.count() == selectedInDestination(request))) {
                offerModes(source.error(), request, {Mode::Index, Mode::Scatter, Mode::Place});
            }
            return base::passOn(source);
        }
        out.source = *source;
    }
    auto condition = broadcastCondition(request);
    if (!condition) {
        if (request.mode == Mode::Where) {
            offerModes(condition.error(), request, {Mode::Index});
        }
        return base::passOn(condition);
    }
    out.condition = *condition;
    return out;
}

// --- index ---

/// The condition covers the destination's leading axes and is repeated along the others.
std::optional<Layout> coverLeading(const Layout& condition, const Shape& target) {
    if (condition.rank() > target.rank() ||
        !std::equal(condition.shape.begin(), condition.shape.end(), target.begin())) {
        return std::nullopt;
    }
    Layout out{target, condition.strides, condition.offset};
    while (out.strides.rank() < target.rank()) {
        out.strides.append(0);
    }
    return out;
}

Refusal notLeading(const PlanRequest& request) {
    const Shape& mine = request.condition.layout.shape;
    const Shape& target = request.destination.layout.shape;
    Refusal refusal;
    refusal.operand = Role::Condition;
    const std::string rule = " In mode 'index' its shape must equal the destination's first axes.";
    if (mine.rank() > target.rank()) {
        refusal.kind = Refusal::Kind::TooManyAxes;
        refusal.expected = target.rank();
        refusal.found = mine.rank();
        refusal.setAxis(target.rank(), mine.rank());
        refusal.message = joined("The condition has ", mine.rank(), " axes, shape ",
                                 array::toString(mine), ", but the destination has ", target.rank(),
                                 ", shape ", array::toString(target), ".", rule);
    } else {
        refusal.kind = Refusal::Kind::AxisSize;
        int axis = 0;
        while (mine[axis] == target[axis]) {
            ++axis;
        }
        refusal.setAxis(axis, mine.rank());
        refusal.expected = target[axis];
        refusal.found = mine[axis];
        refusal.message =
            joined("The condition is ", array::toString(mine), " and the destination ",
                   array::toString(target), ": axis ", axis, " of the condition (",
                   refusal.axisFromRight, " from the right) has size ", mine[axis],
                   ", but the destination has ", target[axis], " there.", rule);
    }
    const Fit fit{target, Side::Left,
                  [&](const Layout& changed) { return coverLeading(changed, target).has_value(); }};
    refusal.fixes = findFixes(Role::Condition, request.condition.layout, fit);
    offerModes(refusal, request, {Mode::Where});
    return refusal;
}

/// (n,) and the axes that the condition does not cover: what a source of mode index fills.
Shape indexTarget(const PlanRequest& request) {
    Shape target{request.selected};
    const Shape& shape = request.destination.layout.shape;
    for (int axis = request.condition.layout.rank(); axis < shape.rank(); ++axis) {
        target.append(shape[axis]);
    }
    return target;
}

/// The source seen with `target`'s shape. NumPy's own quirk: where the condition covers all axes,
/// the source has none or one, and extra axes of size 1 are no help.
std::optional<Layout> fillTarget(const Layout& source, const Shape& target) {
    if (target.rank() == 1 && source.rank() > 1) {
        return std::nullopt;
    }
    auto layout = withoutSurplus(Role::Source, source, target.rank()).broadcastTo(target);
    return layout ? std::optional(*std::move(layout)) : std::nullopt;
}

Refusal notIndexed(const PlanRequest& request, const Shape& target) {
    const Layout& source = request.source->layout;
    const bool one = target.rank() == 1;
    const Shape mine =
        one ? source.shape : withoutSurplus(Role::Source, source, target.rank()).shape;
    Refusal refusal;
    refusal.operand = Role::Source;
    refusal.message =
        joined("The condition selects ", request.selected, ", so in mode 'index' the source must ",
               one ? "be a single value or have shape " : "broadcast to ", array::toString(target),
               "; it has ");
    if (mine.rank() > target.rank()) {
        refusal.kind = Refusal::Kind::TooManyAxes;
        refusal.expected = target.rank();
        refusal.found = source.rank();
        refusal.setAxis(source.rank() - mine.rank(), source.rank());
        refusal.message +=
            joined(source.rank(), " axes, shape ", array::toString(source.shape), ".");
    } else {
        int fromRight = 1;
        while (mine[mine.rank() - fromRight] == 1 ||
               mine[mine.rank() - fromRight] == target[target.rank() - fromRight]) {
            ++fromRight;
        }
        const bool rows = fromRight == target.rank();
        refusal.kind = rows ? Refusal::Kind::SourceLength : Refusal::Kind::AxisSize;
        refusal.setAxis(source.rank() - fromRight, source.rank());
        refusal.expected = target[target.rank() - fromRight];
        refusal.found = mine[mine.rank() - fromRight];
        refusal.message += joined("shape ", array::toString(source.shape), ", ", refusal.found,
                                  " along axis ", refusal.axisFromLeft, " (", fromRight,
                                  " from the right) instead of ", refusal.expected, ".");
    }
    const Fit fit{target, Side::Right,
                  [&](const Layout& changed) { return fillTarget(changed, target).has_value(); }};
    refusal.fixes = findFixes(Role::Source, source, fit);
    offerModes(refusal, request, {Mode::Where});
    if (isList(request)) {
        offerModes(refusal, request, {Mode::Scatter, Mode::Place});
    }
    return refusal;
}

Outcome resolveIndex(const PlanRequest& request) {
    const Layout& destination = request.destination.layout;
    const auto condition = coverLeading(request.condition.layout, destination.shape);
    if (!condition) {
        return tl::unexpected<Refusal>(notLeading(request));
    }
    const Shape target = indexTarget(request);
    const auto rows = fillTarget(request.source->layout, target);
    if (!rows) {
        return tl::unexpected<Refusal>(notIndexed(request, target));
    }
    Resolved out;
    out.condition = *condition;
    if (rows->strides[0] != 0 || request.selected == 0) {
        out.addressing = Addressing::ByRank;
        out.source = *rows;
        return out;
    }
    // The same for each selected one: no need to count.
    Layout repeated = *rows;
    repeated.shape.erase(0);
    repeated.strides.erase(0);
    out.source = repeated.broadcastTo(destination.shape).value();
    return out;
}

// --- scatter, place, putmask ---

Refusal tooShort(const PlanRequest& request, std::int64_t needed) {
    Refusal refusal;
    refusal.kind = Refusal::Kind::SourceLength;
    refusal.operand = Role::Source;
    refusal.expected = needed;
    refusal.found = request.source->layout.count();
    refusal.message =
        joined("The source has ", elements(refusal.found), ", shape ",
               array::toString(request.source->layout.shape), ", but the condition selects ",
               needed, ": mode '", name(request.mode), "' takes one for each.");
    offerModes(refusal, request, {Mode::Place});
    return refusal;
}

Outcome resolveScatter(const PlanRequest& request) {
    auto condition = broadcastCondition(request);
    if (!condition) {
        return base::passOn(condition);
    }
    const std::int64_t needed = selectedInDestination(request);
    if (request.source->layout.count() < needed) {
        return tl::unexpected<Refusal>(tooShort(request, needed));
    }
    Resolved out;
    out.addressing = Addressing::ByRank;
    out.source = request.source->layout;
    out.condition = *condition;
    return out;
}

Refusal otherSize(const PlanRequest& request) {
    const Layout& mine = request.condition.layout;
    const Layout& destination = request.destination.layout;
    Refusal refusal;
    refusal.kind = Refusal::Kind::SizeMismatch;
    refusal.operand = Role::Condition;
    refusal.expected = destination.count();
    refusal.found = mine.count();
    refusal.message = joined("The condition has ", elements(refusal.found), ", shape ",
                             array::toString(mine.shape), ", and the destination ",
                             refusal.expected, ", shape ", array::toString(destination.shape),
                             ": mode '", name(request.mode), "' needs equally many.");
    const Fit fit{destination.shape, Side::Right,
                  [&](const Layout& changed) { return changed.shape == destination.shape; }};
    refusal.fixes = findFixes(Role::Condition, mine, fit);
    offerModes(refusal, request, {Mode::Scatter, Mode::Where});
    return refusal;
}

Refusal emptySource(const PlanRequest& request) {
    Refusal refusal;
    refusal.kind = Refusal::Kind::SourceLength;
    refusal.operand = Role::Source;
    refusal.expected = 1;
    refusal.message =
        joined("The source is empty, shape ", array::toString(request.source->layout.shape),
               ", but the condition selects ", request.selected,
               ": mode 'place' needs at least one element to repeat.");
    offerModes(refusal, request, {Mode::Putmask});
    return refusal;
}

/// place and putmask: elements are paired by their place in C order, whatever the shapes.
Outcome resolveFlat(const PlanRequest& request) {
    const Layout& destination = request.destination.layout;
    const Layout& condition = request.condition.layout;
    if (condition.count() != destination.count()) {
        return tl::unexpected<Refusal>(otherSize(request));
    }
    const bool place = request.mode == Mode::Place;
    if (place && request.selected > 0 && request.source->layout.count() == 0) {
        return tl::unexpected<Refusal>(emptySource(request));
    }
    Resolved out;
    out.addressing = place ? Addressing::ByRank : Addressing::ByPosition;
    out.wraps = true;
    out.source = request.source->layout;
    if (condition.shape == destination.shape) {
        out.condition = condition;
    } else if (const auto seen = condition.reshape(destination.shape)) {
        out.condition = *seen;
    } else {
        out.packsCondition = true;
        out.condition = packed(destination.shape);
    }
    return out;
}

bool accepts(const PlanRequest& request, Mode mode) {
    const Shape& target = request.destination.layout.shape;
    const Layout& condition = request.condition.layout;
    const Layout& source = request.source->layout;
    switch (mode) {
        case Mode::Where:
            return condition.broadcastTo(target).has_value() &&
                   withoutSurplus(Role::Source, source, target.rank())
                       .broadcastTo(target)
                       .has_value();
        case Mode::Index:
            return coverLeading(condition, target) && fillTarget(source, indexTarget(request));
        case Mode::Scatter:
            return condition.broadcastTo(target).has_value() &&
                   source.count() >= selectedInDestination(request);
        case Mode::Place:
            return condition.count() == request.destination.layout.count() &&
                   (source.count() > 0 || request.selected == 0);
        case Mode::Putmask:
            return condition.count() == request.destination.layout.count();
        case Mode::Fill:
            return false;  // asks for a value, not for another meaning of the same source
    }
    return false;
}
}  // namespace

base::Result<Resolved, Refusal> resolve(const PlanRequest& request) {
    Outcome out = [&] {
        switch (request.mode) {
            case Mode::Where:
            case Mode::Fill:
                return resolveBroadcast(request);
            case Mode::Index:
                return resolveIndex(request);
            case Mode::Scatter:
                return resolveScatter(request);
            case Mode::Place:
            case Mode::Putmask:
                return resolveFlat(request);
        }
        __builtin_unreachable();
    }();
    if (!out) {
        const bool ofSource = out.error().operand == Role::Source;
        out.error().view = ofSource ? request.source->view : request.condition.view;
    }
    return out;
}

}  // namespace frisket::assign
