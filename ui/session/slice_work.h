// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "core/condition/bit_region.h"
#include "ui/session/document.h"

namespace frisket::session {

/// What becomes of one slice of the axis that is stepped through.
struct SliceChange {
    std::int64_t index = 0;
    condition::BitRegion added;
    condition::BitRegion removed;
};

/// The condition of each of those slices, read on any thread, whichever is shown meanwhile.
class ConditionSlices {
public:
    /// `document` has such an axis and a condition that fits, which rests while this is used.
    explicit ConditionSlices(const Document& document);

    [[nodiscard]] std::int64_t count() const { return m_layout.shape[m_axis]; }
    [[nodiscard]] base::Rect plane() const { return {0, 0, m_window.width, m_window.height}; }
    /// What is selected in a slice, in its least box.
    [[nodiscard]] condition::BitRegion read(std::int64_t index) const;

private:
    const condition::ConditionMask& m_mask;
    array::Layout m_layout;  ///< with the destination's shape
    assign::PlaneWindow m_window;
    int m_axis;
};

using FindSliceChanges = std::function<base::Result<std::vector<SliceChange>>(
    const ConditionSlices& slices, base::Progress& progress, base::ThreadPool& pool)>;

/// Finds and does as a job, which `words` name, what becomes of slices along the axis that is
/// stepped through: one undo step; how many slices there were to change. Limits hold in
/// each slice. Refused where there is no such axis, one condition serves all its indices,
/// something else is done, or slices of another stack are shown by then; fails with Cancelled and
/// OutOfMemory.
[[nodiscard]] base::Result<std::int64_t> changeSlices(Document& document, const QString& words,
                                                      const QString& step,
                                                      const FindSliceChanges& find);

/// Whether `changeSlices` has slices to change.
[[nodiscard]] bool hasOwnSlices(const Document& document);

}  // namespace frisket::session
