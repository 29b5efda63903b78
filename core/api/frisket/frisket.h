// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/api/frisket/view.h"
#include "core/assign/broadcast.h"
#include "core/assign/cast_report.h"
#include "core/assign/mode.h"
#include "core/assign/refusal.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"

/// `destination[condition] = source[condition]` in one call, over memory that the caller owns.
///
/// Operands are what `view` (view.h) gives; an operand that could not be viewed makes the call fail
/// with that error, so only one result needs a look. Calls may run at the same time on any threads,
/// as long as none writes what another reads. Blocks that grow with the arrays and can't be
/// allocated are OutOfMemory; for small ones `std::bad_alloc` is thrown.
namespace frisket {

using assign::BroadcastTable;
using assign::CastChange;
using assign::Casting;
using assign::CastReport;
using assign::Fix;
using assign::Mode;
using assign::Refusal;
using assign::Role;
using base::ThreadPool;
using condition::ConditionMask;

struct Options {
    Mode mode = Mode::Where;
    Casting casting = Casting::Exact;
    /// Threads that may work on the call, the caller's included; 0 is one for each core. Small
    /// arrays start none.
    int threads = 0;
    /// Threads to use instead of new ones, so that many calls don't start them anew. Calls may
    /// share it: where it is at work already, a call runs on its own thread alone.
    ThreadPool* pool = nullptr;
    /// Fill in `Report::cast`, for one more look at the selected values.
    bool reportCast = false;
};

/// What an assignment did.
struct Report {
    std::int64_t selected = 0;  ///< elements of the destination for which the condition is True
    /// The selected values that the cast changed. Empty under Exact, which changes none, and
    /// without `Options::reportCast`.
    CastReport cast;
};

/// What an assignment would do.
struct Explanation {
    BroadcastTable table;            ///< the three shapes aligned, refused or not
    std::int64_t selected = 0;       ///< as in Report; 0 where the shapes or dtypes are refused
    CastReport cast;                 ///< what the cast would change, whatever the casting; as above
    std::string numpyLine;           ///< the same in NumPy over d, s and c; empty as above
    std::optional<Refusal> refusal;  ///< why `apply` would refuse it, and what would help
    std::string text;                ///< all of it for a person, in lines
};

/// Writes `source` into `destination` where `condition` is True, by the rules of the mode and of
/// the casting (mode.h). The destination never changes shape or dtype. Source and condition may
/// overlap it in any way; the outcome is as if they had been copied first. A condition is True
/// where it is not 0; floats are refused, since no score is plainly True.
///
/// Fails with Refused where the rules don't allow it (`explain` says why in detail), and with
/// InvalidArgument, TooLarge or OutOfMemory. After a failure the destination is as it was.
[[nodiscard]] Result<Report> apply(const Result<MutableArrayView>& destination,
                                   const Result<ArrayView>& source,
                                   const Result<ArrayView>& condition, const Options& options = {});
/// With a condition that is bits already.
[[nodiscard]] Result<Report> apply(const Result<MutableArrayView>& destination,
                                   const Result<ArrayView>& source, const ConditionMask& condition,
                                   const Options& options = {});

/// The mode Fill with one value of any element type; `options.mode` is not looked at. `condition`
/// is what `apply` takes.
template <Element T, class Condition>
[[nodiscard]] Result<Report> fill(const Result<MutableArrayView>& destination, const T& value,
                                  const Condition& condition, Options options = {}) {
    options.mode = Mode::Fill;
    return apply(destination, view(&value, Shape{}), condition, options);
}

/// What `apply` would do with the same arguments, without writing. A refusal is part of the answer;
/// an error means that there is no question (an operand that is no view, no memory).
[[nodiscard]] Result<Explanation> explain(const Result<ArrayView>& destination,
                                          const Result<ArrayView>& source,
                                          const Result<ArrayView>& condition,
                                          const Options& options = {});
[[nodiscard]] Result<Explanation> explain(const Result<ArrayView>& destination,
                                          const Result<ArrayView>& source,
                                          const ConditionMask& condition,
                                          const Options& options = {});

/// A condition as bits, an eighth of the memory of bytes, to be used in many calls: True where an
/// element is not 0. Fails with Refused for floats. Of `options` only the threads are looked at.
[[nodiscard]] Result<ConditionMask> toCondition(const Result<ArrayView>& view,
                                                const Options& options = {});

/// A condition from bits without gaps in C order: element i is bit i % 64, counted from the lowest,
/// of word i / 64. `words` must be exactly those that `shape` needs; bits past the end may be
/// anything.
[[nodiscard]] Result<ConditionMask> conditionFromBits(std::span<const std::uint64_t> words,
                                                      const Shape& shape);

}  // namespace frisket
