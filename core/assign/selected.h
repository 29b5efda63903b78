// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/run.h"

namespace frisket::assign {

class ConditionPieces;

/// Number of selected elements among [begin, end) in C order of the destination view.
[[nodiscard]] std::int64_t countSelected(const LoopNest& loops,
                                         const condition::ConditionMask& condition,
                                         std::int64_t begin, std::int64_t end);
/// The same with the pieces of the condition along `loops`.
[[nodiscard]] std::int64_t countSelected(const LoopNest& loops, ConditionPieces& pieces,
                                         std::int64_t begin, std::int64_t end);
[[nodiscard]] std::int64_t countSelected(const AssignPlan& plan,
                                         const condition::ConditionMask& condition,
                                         std::int64_t begin, std::int64_t end);

/// Copies the selected elements of [begin, end) to packed `out` (masked gather), in C order.
void gatherSelected(const AssignPlan& plan, const condition::ConditionMask& condition,
                    std::int64_t begin, std::int64_t end, DestinationSpan destination,
                    std::byte* out);

/// `element ^= value`, byte by byte, for the selected elements of [begin, end) and packed `values`
/// in C order (masked scatter). With what two gathers differ by it turns the elements of one into
/// those of the other, and back.
void flipSelected(const AssignPlan& plan, const condition::ConditionMask& condition,
                  std::int64_t begin, std::int64_t end, const std::byte* values,
                  DestinationSpan destination);

}  // namespace frisket::assign
