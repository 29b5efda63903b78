// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/condition/bit_region.h"
#include "core/condition/condition_mask.h"
#include "core/edit/changed_rows.h"
#include "core/edit/patch_recorder.h"

namespace frisket::edit {

/// What a write changed.
struct Dirty {
    /// Least rectangle of changed pixels of the plane; along an axis where the condition is
    /// stretched, the whole axis.
    base::Rect rect;
    /// Elements of the condition that changed.
    std::int64_t count = 0;
    /// The changed pixels more closely: rectangles in `rect` that hold them all.
    base::Area area;
};

/// The one gate through which a condition is written. It drops what would not change, remembers
/// what did, and gives it as one patch for undo; an edit that changed nothing gives none.
///
/// Use from one thread. Memory that can't be had comes as `std::bad_alloc`; the condition and what
/// is recorded about it then still belong together, so `abort` works.
class ConditionWriter {
public:
    /// Writes `mask`, which must outlive the writer and is not written by others during a stroke.
    explicit ConditionWriter(condition::ConditionMask& mask) : m_mask(mask) {}

    /// Starts a stroke; none may be running.
    void begin();
    [[nodiscard]] bool active() const { return m_active; }
    /// Sets (`value` true) or clears the pixels of `region` in `plane` and clips to the plane,
    /// whose pixels must all lie in the mask. Costs the words of the region; with `strideX` other
    /// than 1 its set pixels. Only within a stroke.
    Dirty extend(const condition::BitRegion& region, const condition::Plane& plane, bool value);
    /// As ConditionMask::gather, of the condition as it was when the stroke under way began; where
    /// there is none, as it is. Threads may do so together while nobody writes.
    void gatherBefore(std::int64_t first, std::int64_t stride, std::int64_t count,
                      condition::Word* to) const;
    /// Ends the stroke: its patch, or nothing where every pixel is as it was. A large one is coded
    /// on the threads of `pool`.
    [[nodiscard]] std::optional<BitPatch> commit(base::ThreadPool* pool = nullptr);
    /// Ends the stroke and puts every bit back. Returns the rectangle that changed, in packed
    /// coordinates (BitPatch::packedBounds).
    base::Rect abort();

    /// Edits of the whole condition, outside a stroke; each is one patch, or nothing where nothing
    /// changed. `other` must have the shape of the mask; it may be the mask itself.
    [[nodiscard]] std::optional<BitPatch> fill(bool value);
    [[nodiscard]] std::optional<BitPatch> invert();
    [[nodiscard]] std::optional<BitPatch> combine(condition::SetOperation operation,
                                                  const condition::ConditionMask& other);

private:
    /// Changed pixels of one image row, counted from the run's own first pixel.
    struct Changed {
        ChangedRuns runs;
        std::int64_t count = 0;
    };

    [[nodiscard]] Changed writeRun(const condition::Word* source, std::int64_t sourceBit,
                                   std::int64_t first, std::int64_t count, bool value);
    [[nodiscard]] Changed writeStrided(const condition::Word* source, std::int64_t sourceBit,
                                       std::int64_t first, std::int64_t stride, std::int64_t count,
                                       bool value);
    template <class NewWord>
    [[nodiscard]] std::optional<BitPatch> rewrite(NewWord&& newWord);

    condition::ConditionMask& m_mask;
    PatchRecorder m_recorder;
    bool m_active = false;
};

}  // namespace frisket::edit
