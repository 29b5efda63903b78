// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/array/shape.h"
#include "core/condition/connectivity.h"
#include "core/refine/element.h"
#include "core/rules/expression.h"

namespace frisket::rules {

/// What a node of a checked rule does with its arguments.
enum class Op : std::uint8_t {
    Input,
    Constant,
    Cast,  ///< to the node's kind; see docs/rules.md, Types
    Not,
    And,  ///< of two and more booleans, as Or and Xor
    Or,
    Xor,
    Compare,  ///< `comparison` of two of one kind, or of numbers of any kinds where one is Constant
    OneOf,    ///< within one of `intervals`
    IsNan,
    Negate,
    Abs,
    Floor,
    Ceil,
    Round,
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    Minimum,
    Maximum,
    Where,    ///< a boolean and two values
    Relabel,  ///< `intervals[i]` becomes `numbers[i]`; the first that fits counts
    View,     ///< an index: `view`
    Any,      ///< reductions, along `axis` or, where that is kAllAxes, of all elements
    All,
    Sum,
    Mean,
    Least,
    Most,
    ArgLeast,
    ArgMost,
    Plane,  ///< `plane` of each plane of the argument
};

inline constexpr int kAllAxes = -1;

/// Longest axis whose reduction is done anew for each element that asks for it.
inline constexpr std::int64_t kMostInline = 1024;
/// Widest margin around a window that a local rule looks at, in pixels.
inline constexpr std::int64_t kMostHalo = 512;

/// Largest radius that is not that of a structuring element, in pixels.
inline constexpr double kMostDistance = 1e6;
/// Most steps of a rule; `component` may stand for many at once.
inline constexpr std::int64_t kMostSteps = 50000;

/// Numbers from `low` to `high`, included but where an end is open.
struct Interval {
    Number low;
    Number high;
    bool openLow = false;
    bool openHigh = false;

    bool operator==(const Interval&) const = default;
};

/// Functions of a plane of booleans.
enum class PlaneFunction : std::uint8_t {
    Grow,    ///< by `radius` and `shape`
    Shrink,  ///< as Grow, as Open and Close
    Open,
    Close,
    FillHoles,  ///< those of fewer than `least` pixels
    Largest,    ///< `count` components
    Edges,      ///< `radius` wide, within
    Sizes,      ///< components of `least` to `most` pixels
    Area,       ///< pixels of the component, 0 outside: integers
    Distance,   ///< to the nearest True pixel: floats
};

struct PlaneCall {
    PlaneFunction function = PlaneFunction::Grow;
    double radius = 0;
    refine::ElementShape shape = refine::ElementShape::Disc;
    condition::Connectivity connectivity = condition::Connectivity::Eight;
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::int64_t count = 1;

    bool operator==(const PlaneCall&) const = default;
};

/// Where an axis of the argument of a View goes: to axis `to` of the result, or -1: its index `at`
/// alone is taken. Axes of the result that none goes to have size 1.
struct ViewAxis {
    int to = -1;
    std::int64_t at = 0;

    bool operator==(const ViewAxis&) const = default;
};

/// What must be known around an element to evaluate one.
struct Reach {
    bool global = false;    ///< whole arrays, once
    std::int64_t halo = 0;  ///< else so many pixels to each side in the plane

    bool operator==(const Reach&) const = default;
};

/// One step of a checked rule.
struct Node {
    Op op = Op::Constant;
    Kind kind = Kind::Bool;
    array::DType dtype = array::DType::Bool;  ///< in which each of its values fits
    array::Shape shape;
    std::vector<int> args;
    Operator comparison = Operator::None;
    Number number;
    std::vector<Number> numbers;
    std::vector<Interval> intervals;
    std::vector<ViewAxis> view;
    PlaneCall plane;
    int input = 0;
    int axis = kAllAxes;

    // What follows from it.
    int planeY = -1;  ///< axes of the plane; -1: there is none
    int planeX = -1;
    bool exactInDouble = false;  ///< no value is an integer beyond 2^53
    bool nonNegative = false;    ///< no value is below 0
    Reach reach;
    bool stored = false;  ///< what it gives is made before what takes it, and read from then on
    /// Steps that evaluate it: those of its arguments and one. What is stored counts as one.
    std::int64_t weight = 1;
    double cost = 0;  ///< of an element, with all that it takes, in ns; global parts left out
};

}  // namespace frisket::rules
