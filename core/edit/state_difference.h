// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/array/banded_array.h"
#include "core/base/progress.h"
#include "core/condition/bit_region.h"
#include "core/condition/condition_mask.h"
#include "core/edit/value_patch.h"

namespace frisket::edit {

/// The same plane of two states, `now` and `then`, whose arrays have the same dtype and shape.
struct StatePlanes {
    const array::BandedArray* valuesNow = nullptr;
    const array::BandedArray* valuesThen = nullptr;
    /// Flat C-order places of the values, one for each pixel.
    condition::Plane values;
    /// Both null where the condition has no place in the plane.
    const condition::ConditionMask* conditionNow = nullptr;
    const condition::ConditionMask* conditionThen = nullptr;
    condition::Plane condition;  ///< of the size of `values`; a stride may be 0

    /// How painting one layer changes the condition.
    enum class Painting : std::uint8_t {
        Direct,   ///< the layer is the condition
        ByPixel,  ///< an element depends on no other one of the layer: `ifClear` and `ifSet`
        ByLayer,  ///< who knows: the layer is to be what it was, `layerNow` as `layerThen`
        Nothing,  ///< not at all
    };
    Painting painting = Painting::Direct;
    /// As ConditionMask::gather of the condition of now, were nothing or all painted in the layer.
    using Gather = std::function<void(std::int64_t, std::int64_t, std::int64_t, condition::Word*)>;
    Gather ifClear;
    Gather ifSet;
    const condition::ConditionMask* layerNow = nullptr;
    const condition::ConditionMask* layerThen = nullptr;
};

/// Pixels of the plane that differ between now and then.
struct StateDifference {
    /// One label in what differs: pixels that have it now or had it then.
    struct Label {
        std::int64_t label = 0;     ///< unsigned 64-bit ones by their bits
        std::int64_t values = 0;    ///< whose value differs
        std::int64_t selected = 0;  ///< of these, where the condition is true now
        std::int64_t bits = 0;      ///< whose condition differs
        std::int64_t painted = 0;   ///< that are to be painted to bring the condition back

        bool operator==(const Label&) const = default;
    };
    /// More labels than this are not told apart.
    static constexpr std::size_t kMostLabels = 4096;

    condition::BitRegion added;    ///< true then, false now
    condition::BitRegion removed;  ///< false then, true now
    condition::BitRegion values;   ///< with another value, by any bit
    /// What of the layer is to be set, or cleared, to bring the condition back as far as painting
    /// it can.
    condition::BitRegion toSet;
    condition::BitRegion toClear;
    Label all;  ///< the numbers of pixels; `label` says nothing
    std::int64_t addedCount = 0;
    std::vector<Label> labels;  ///< rising; none of floats
    bool hasAllLabels = true;   ///< false where there were more than kMostLabels, and of floats

    [[nodiscard]] bool empty() const { return all.values == 0 && all.bits == 0; }
};

/// Compares the planes; with `label` only pixels that have it now or had it then. Parts of the
/// values that both states hold in the same memory are not read. Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<StateDifference> differenceOf(const StatePlanes& planes,
                                                         std::optional<std::int64_t> label = {},
                                                         base::Progress* progress = nullptr);

/// How many pixels of the plane differ between two masks of one shape. Cancelled.
[[nodiscard]] base::Result<std::int64_t> countDiffering(const condition::ConditionMask& a,
                                                        const condition::ConditionMask& b,
                                                        const condition::Plane& plane,
                                                        base::Progress* progress = nullptr);

/// Whether the two, of one dtype and shape, hold all in the same memory.
[[nodiscard]] bool shareAll(const array::BandedArray& a, const array::BandedArray& b);

/// The pixels of `region` that are selected now.
void keepSelected(const StatePlanes& planes, condition::BitRegion& region);

/// A rectangle that holds all set pixels of `region`, no more than a word wider on each side; empty
/// where none is.
[[nodiscard]] base::Rect boundsOf(const condition::BitRegion& region);

/// The patch that gives the pixels of `where` the values that they had then. Writes nothing.
/// Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<ValuePatch> findRevert(const StatePlanes& planes,
                                                  const condition::BitRegion& where,
                                                  base::Progress* progress = nullptr);

}  // namespace frisket::edit
