// SPDX-License-Identifier: MIT
#include "core/rules/functions.h"

#include <algorithm>
#include <array>

namespace frisket::rules {

namespace {
constexpr std::array<FunctionInfo, 28> kFunctions{{
    {Function::Grow, "grow", "grow(x, radius, shape=\"disc\")",
     "x and what is at most radius pixels away"},
    {Function::Shrink, "shrink", "shrink(x, radius, shape=\"disc\")",
     "x without what is at most radius pixels from its outside"},
    {Function::Open, "open", "open(x, radius, shape=\"disc\")",
     "x without specks and bridges that the disc does not fit into"},
    {Function::Close, "close", "close(x, radius, shape=\"disc\")",
     "x with gaps closed that the disc does not fit into"},
    {Function::FillHoles, "fill_holes", "fill_holes(x, below, connectivity=8)",
     "x with its holes, or those of fewer than below pixels"},
    {Function::Holes, "holes", "holes(x, below, connectivity=8)", "the holes of x alone"},
    {Function::Area, "area", "area(x, connectivity=8)",
     "pixels of the component of x that a pixel is in; 0 outside of x"},
    {Function::Largest, "largest", "largest(x, count=1, connectivity=8)",
     "the largest components of x"},
    {Function::Distance, "distance", "distance(x)",
     "pixels to the nearest one of x; 0 within, inf where x is empty"},
    {Function::Edges, "edges", "edges(x, width=1)", "the rim of x, within it"},
    {Function::Inside, "inside", "inside(x)", "x itself; of a mask of numbers, where it is not 0"},
    {Function::Abs, "abs", "abs(x)", "x without its sign"},
    {Function::Min, "min", "min(a, b, ...) or min(x, axis=0)",
     "the least of several values, or along an axis, or of all"},
    {Function::Max, "max", "max(a, b, ...) or max(x, axis=0)",
     "the greatest of several values, or along an axis, or of all"},
    {Function::Where, "where", "where(c, a, b)", "a where c is true, else b"},
    {Function::Relabel, "relabel", "relabel(x, {1: 7, 2..4: 0})",
     "x with some values replaced by others"},
    {Function::Any, "any", "any(x, axis=0)", "whether any is true along an axis, or of all"},
    {Function::All, "all", "all(x, axis=0)", "whether each is true along an axis, or of all"},
    {Function::Sum, "sum", "sum(x, axis=0)", "the sum along an axis, or of all"},
    {Function::Mean, "mean", "mean(x, axis=0)", "the mean along an axis, or of all"},
    {Function::Argmax, "argmax", "argmax(x, axis=0)",
     "the first index of the greatest along an axis, or of all"},
    {Function::Argmin, "argmin", "argmin(x, axis=0)",
     "the first index of the least along an axis, or of all"},
    {Function::Int, "int", "int(x)", "x as an integer, cut off toward 0"},
    {Function::Float, "float", "float(x)", "x as a float"},
    {Function::IsNan, "isnan", "isnan(x)", "where x is not a number"},
    {Function::Floor, "floor", "floor(x)", "the next whole number below"},
    {Function::Ceil, "ceil", "ceil(x)", "the next whole number above"},
    {Function::Round, "round", "round(x)", "the nearest whole number, halves to even"},
}};
}  // namespace

std::span<const FunctionInfo> functions() { return kFunctions; }

const FunctionInfo* functionNamed(std::string_view name) {
    const auto found = std::find_if(kFunctions.begin(), kFunctions.end(),
                                    [name](const FunctionInfo& each) { return each.name == name; });
    return found == kFunctions.end() ? nullptr : &*found;
}

const FunctionInfo& infoOf(Function function) {
    return kFunctions[static_cast<std::size_t>(function)];
}

}  // namespace frisket::rules
