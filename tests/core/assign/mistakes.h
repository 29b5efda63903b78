// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/array/nd_array.h"
#include "core/assign/mode.h"

namespace frisket::test {

/// A selected element of the destination.
struct Target {
    array::Index at;
    std::int64_t flat = 0;  ///< its place in C order
    std::int64_t rank = 0;  ///< how many were selected before it
};

/// An operand as it was given by mistake.
struct Given {
    array::DType dtype = array::DType::U8;
    array::Shape shape;
    const char* view = "";
};

struct ChosenFix {
    std::size_t k = 0;
    const char* text = "";
};

/// One typical mistake: what was asked for, all that is said about it, the fix that was meant (or
/// the fixes, one after the other) and what the fixed assignment does, for a loop over the
/// destination. Places count in C order of the array that was given; of an operand with a view, of
/// what that shows.
struct Mistake {
    const char* name = "";
    assign::Mode mode = assign::Mode::Where;
    assign::Casting casting = assign::Casting::Exact;
    Given destination;
    Given source;
    Given condition;
    const char* text = "";  ///< message, and the hint on a line of its own
    std::vector<ChosenFix> fixes;
    /// Where the condition for an element of the destination is; -1 for False.
    std::function<std::int64_t(const array::Index&)> conditionAt;
    /// Where the value for a selected element is; -1 where the assignment leaves it as it is.
    std::function<std::int64_t(const Target&)> sourceAt;
    /// Value of the source at a place, and what becomes of it in the destination; by default small
    /// whole numbers that every dtype keeps.
    std::function<double(std::int64_t)> value = [](std::int64_t place) {
        return static_cast<double>(place % 97 + 1);
    };
    std::function<double(double)> converted = [](double kept) { return kept; };
    bool changes = true;  ///< whether the fixed assignment changes anything at all
};

/// Axes missing, too many or in the wrong order, where the operands broadcast.
[[nodiscard]] std::vector<Mistake> viewMistakes();
/// Pictures of another size: cropped, padded, resized.
[[nodiscard]] std::vector<Mistake> sizeMistakes();
/// dtypes and values that the casting forbids, and mode fill.
[[nodiscard]] std::vector<Mistake> valueMistakes();
/// Another mode was meant, and operands that don't suit one of the others.
[[nodiscard]] std::vector<Mistake> modeMistakes();

}  // namespace frisket::test
