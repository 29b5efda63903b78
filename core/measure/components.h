// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/array/dtype.h"
#include "core/base/geometry.h"

namespace frisket::measure {

/// Pixels [begin, end) of a row.
struct PixelRun {
    std::int64_t begin = 0;
    std::int64_t end = 0;

    bool operator==(const PixelRun&) const = default;
};

/// Adds the runs of `label` among `count` packed elements of a row, by rising place, whole: none
/// meets the next. A label is given as in labels::LabelColours; floats have none.
void appendRuns(array::DType dtype, const std::byte* elements, std::int64_t count,
                std::int64_t label, std::vector<PixelRun>& runs);

/// Pixels of a label that hang together.
struct Component {
    base::Rect box;
    std::int64_t count = 0;
    std::int64_t firstX = 0;  ///< its first pixel in reading order is (firstX, box.y0)

    bool operator==(const Component&) const = default;
};

/// Finds what hangs together, by sides or corners (8 neighbours, as `skimage.measure.label` with
/// connectivity 2), in rows that come from the top. It keeps one row of runs and what it knows of
/// each component: runs that turn out to belong together give a place free, so memory follows the
/// number of components and the longest row, not the image.
class ComponentFinder {
public:
    static constexpr std::size_t kMostComponents = std::size_t{1} << 20U;

    explicit ComponentFinder(std::size_t most = kMostComponents) : m_most(most) {}

    /// The component that holds this pixel is told by `Found::tracked`. Before the first row.
    void track(std::int64_t x, std::int64_t y) { m_tracked = {x, y}; }

    /// The next row, as `appendRuns` gives it. False where there are more components than may be;
    /// then nothing more is to be added.
    [[nodiscard]] bool addRow(std::span<const PixelRun> runs);

    struct Found {
        std::vector<Component> components;   ///< in reading order of their first pixels
        std::optional<std::size_t> tracked;  ///< place in `components`
    };
    /// Ends the search.
    [[nodiscard]] Found take();

private:
    struct Row {
        std::int64_t begin;
        std::int64_t end;
        std::size_t slot;
    };
    struct Slot {
        Component component;
        std::size_t parent = 0;  ///< itself, unless it was joined to another in this row
        bool used = false;
    };
    struct Place {
        std::int64_t x;
        std::int64_t y;
    };

    [[nodiscard]] std::size_t rootOf(std::size_t slot);
    [[nodiscard]] std::optional<std::size_t> newSlot();
    [[nodiscard]] std::size_t joined(std::size_t a, std::size_t b);

    std::size_t m_most;
    std::optional<Place> m_tracked;
    std::optional<std::size_t> m_trackedSlot;
    std::int64_t m_y = 0;
    std::vector<Row> m_above;
    std::vector<Row> m_current;
    std::vector<Slot> m_slots;
    std::vector<std::size_t> m_free;
    std::vector<std::size_t> m_leaving;  ///< joined to others in this row
};

}  // namespace frisket::measure
