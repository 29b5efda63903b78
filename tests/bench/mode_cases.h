// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/bench/frisket_call.h"
#include "tests/bench/patterns.h"

namespace frisket::bench {

/// Elements of a short source that place and putmask repeat.
inline constexpr std::int64_t kShortSource = 1000;

/// A mode and how long its source is.
struct ModeCase {
    enum class Source : std::uint8_t {
        Value,     ///< one value
        Full,      ///< the destination's shape
        Selected,  ///< one element for each True one
        Short,     ///< kShortSource elements
    };
    std::string mode;
    Source source;

    /// Of a source that is a list; nothing for one value and for the destination's shape.
    [[nodiscard]] std::optional<std::int64_t> sourceElements(const Mask& mask) const;
    /// For a destination and a condition of side x side.
    [[nodiscard]] assign::PlanRequest request(array::DType dtype, std::int64_t side,
                                              const Mask& mask) const;
    /// Throws std::runtime_error unless `destination`, which began with the start words, is what
    /// the definition of the mode says.
    void requireOutcome(const std::string& what, array::DType dtype, const std::byte* destination,
                        const std::byte* source, const Mask& mask, base::ThreadPool& pool) const;
};

/// Every mode but where, place and putmask with a short and a long source.
[[nodiscard]] const std::vector<ModeCase>& modeCases();

}  // namespace frisket::bench
