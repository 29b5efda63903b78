// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "core/array/box.h"
#include "core/condition/bit_region.h"
#include "core/edit/condition_writer.h"
#include "core/edit/value_recorder.h"

namespace frisket::edit {

/// The one gate through which strokes write values straight into a destination: `fill` with the
/// stroke as its condition. It drops what would not change, remembers what did, and gives it as one
/// patch for undo; an edit that changed nothing gives none.
///
/// Use from one thread. From `begin` to the end nobody else writes the destination or takes a
/// snapshot of it; snapshots from before keep what they saw. Memory that can't be had comes as
/// `std::bad_alloc`; the destination and what is recorded about it then still belong together, so
/// `abort` works.
class LabelWriter {
public:
    /// Writes `destination`, which must outlive the writer.
    explicit LabelWriter(array::BandedArray& destination);

    /// Starts a stroke; none may be running.
    void begin();
    /// Writes an element of the destination's dtype, at `value`, to the pixels of `region` in
    /// `plane`, which gives flat C-order places of the destination, one for each pixel; clips to
    /// the plane. Planes of one stroke are equal or have no element in common. Costs the words of
    /// the region, and its pixels where this stroke has not written the same before. Only within a
    /// stroke.
    Dirty extend(const condition::BitRegion& region, const condition::Plane& plane,
                 const std::byte* value);
    /// Ends the stroke: its patch, or nothing where every pixel is as it was. A large one is
    /// compressed on the threads of `pool`.
    [[nodiscard]] std::optional<ValuePatch> commit(base::ThreadPool* pool = nullptr);
    /// Ends the stroke and puts every value back. Returns a range of C order with all that changed;
    /// an empty one where nothing did.
    array::ElementRange abort();

private:
    template <class Lane>
    Dirty write(const condition::BitRegion& region, const condition::Plane& plane, Lane value);
    template <class Lane>
    struct Row;
    /// The element's place in memory, and in `end` the first element behind its band.
    [[nodiscard]] std::byte* place(std::int64_t flat, std::int64_t& end);

    array::BandedArray& m_destination;
    ValueRecorder m_recorder;
    std::vector<std::byte*> m_bands;  ///< those that were written in this stroke
    std::array<std::byte, 8> m_value{};
    bool m_active = false;
};

}  // namespace frisket::edit
