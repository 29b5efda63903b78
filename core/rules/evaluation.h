// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <variant>

#include "core/array/banded_array.h"
#include "core/array/box.h"
#include "core/array/nd_array.h"
#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"
#include "core/condition/condition_mask.h"
#include "core/rules/rule.h"
#include "core/rules/stored.h"

namespace frisket::rules {

/// The elements of an input. What it was made from must live, and not change, as long as somebody
/// evaluates; only `Evaluation::inputChanged` makes changes known.
class Input {
public:
    /// Any layout, read where it lies.
    explicit Input(const array::ArrayView& view);
    /// `view` counts in flat C-order places.
    Input(const array::BandedArray& array, array::Layout view);
    /// Booleans; `view` as above.
    Input(const condition::ConditionMask& mask, array::Layout view);

    [[nodiscard]] array::DType dtype() const { return m_dtype; }
    [[nodiscard]] const array::Layout& layout() const { return m_layout; }
    [[nodiscard]] const array::Shape& shape() const { return m_layout.shape; }
    /// One of these is not nullptr.
    [[nodiscard]] const std::byte* data() const { return m_data; }
    [[nodiscard]] const array::BandedArray* banded() const { return m_banded; }
    [[nodiscard]] const condition::ConditionMask* mask() const { return m_mask; }

private:
    array::DType m_dtype;
    array::Layout m_layout;
    const std::byte* m_data = nullptr;
    const array::BandedArray* m_banded = nullptr;
    const condition::ConditionMask* m_mask = nullptr;
};

/// A window of a plane of the result: axes `axisY` and `axisX` run, the others stay at `at`.
/// Where the result has fewer axes, `axisY` is -1, and without any axis `axisX` too; then there is
/// one row, or one pixel.
struct PlaneWindow {
    array::Index at;  ///< of all axes; those of the two that run do not count
    int axisY = -1;
    int axisX = 0;
    base::Rect rect;
};

/// Evaluates a rule: windows of it for the canvas, or all of it. Nothing of the size of the inputs
/// is held but what `Rule::isLocal` says a rule needs: a bit for a pixel of each function of planes
/// that is asked for as a whole, and numbers of areas and distances that are not compared with
/// constants. Elements are evaluated by blocks that stay in the cache.
///
/// `prepare` and `inputChanged` on one thread; then windows on any.
class Evaluation {
public:
    /// `inputs` are those that the rule was checked with, of the same dtypes and shapes. Fails with
    /// InvalidArgument otherwise.
    [[nodiscard]] static base::Result<Evaluation> make(const Rule& rule, std::vector<Input> inputs);

    [[nodiscard]] const Rule& rule() const { return m_rule; }

    /// Does what needs whole arrays, once; for a local rule nothing. Fails with Cancelled, TooLarge
    /// and OutOfMemory and has then changed nothing.
    [[nodiscard]] base::Status prepare(base::Progress* progress = nullptr,
                                       base::ThreadPool* pool = nullptr);
    [[nodiscard]] bool isPrepared() const { return m_prepared; }
    /// Elements of that input, by its place, are others now: what was prepared from it is
    /// forgotten.
    void inputChanged(int input);

    /// The True pixels of a window of a rule for conditions. `rect` lies in the plane. A local rule
    /// costs the window; one that is not must be prepared. Fails with OutOfMemory.
    [[nodiscard]] base::Result<condition::BitRegion> bits(const PlaneWindow& window) const;
    /// Elements of `box`, which lies in the result, in C order as packed elements of the rule's
    /// dtype. As `bits`.
    [[nodiscard]] base::Result<array::NdArray> values(const array::Box& box) const;

    /// All of it, prepared on the way. Fails with Cancelled, TooLarge and OutOfMemory.
    [[nodiscard]] base::Result<condition::ConditionMask> toMask(base::Progress* progress = nullptr,
                                                                base::ThreadPool* pool = nullptr);
    [[nodiscard]] base::Result<array::NdArray> toArray(base::Progress* progress = nullptr,
                                                       base::ThreadPool* pool = nullptr);

private:
    Evaluation(Rule rule, std::vector<Input> inputs)
        : m_rule(std::move(rule)), m_inputs(std::move(inputs)) {}

    Rule m_rule;
    std::vector<Input> m_inputs;
    StoredNodes m_stored;  ///< those that need whole arrays
    bool m_prepared = false;
};

}  // namespace frisket::rules
