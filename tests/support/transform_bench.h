// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "tests/support/tool_bench.h"
#include "ui/session/transfer.h"

namespace frisket::test {

/// A bench with the Transform tool in the hand.
struct TransformBench : ToolBench {
    TransformBench() {
        canvas.tools().choose(ui::ToolId::Transform);
        canvas.zoomTo(1);
    }

    [[nodiscard]] session::Floating& floating() { return options.floating(); }

    /// Selects a shape that no turn or mirror leaves as it is and that touches all sides of `box`.
    /// Returns the whole condition.
    Bools paintBlob(const base::Rect& box) {
        condition::BitRegion region(box);
        for (std::int64_t y = box.y0; y < box.y1; ++y) {
            for (std::int64_t x = box.x0; x < box.x1; ++x) {
                const bool rim = x == box.x0 || y == box.y0 || x + 1 == box.x1 || y + 1 == box.y1;
                if (rim || (x * 7 + y * 3) % 11 < 8 || x % 9 < 4) {
                    region.setSpan(y, x, x + 1);
                }
            }
        }
        return select(region);
    }
    void fill(const base::Rect& box) {
        condition::BitRegion region(box);
        region.fill();
        select(region);
    }
    Bools select(const condition::BitRegion& region) {
        document.beginStroke();
        document.extendStroke(region, true);
        document.commitStroke("blob");
        return condition();
    }

    /// The first press only lifts.
    void lift(base::Point place) {
        click(place);
        QTRY_VERIFY(floating().present());
    }
    void drag(base::Point from, base::Point to, Qt::KeyboardModifiers press = {},
              Qt::KeyboardModifiers during = {}) {
        pointer.moveTo(at(from));
        pointer.pressAt(at(from), Qt::LeftButton, press);
        pointer.moveTo(at({(from.x + to.x) / 2, (from.y + to.y) / 2}), during);
        pointer.moveTo(at(to), during);
        pointer.release(Qt::LeftButton, during);
    }
    void enter() {
        key(Qt::Key_Return);
        QTRY_VERIFY(!floating().present());
    }
};

/// Each pixel of the plane looked up where `from` says that it comes from; beyond the image nothing
/// is.
template <class From>
Bools remapped(const Bools& mask, From&& from) {
    Bools out(mask.size());
    for (std::int64_t y = 0; y < ToolBench::kRows; ++y) {
        for (std::int64_t x = 0; x < ToolBench::kColumns; ++x) {
            const auto [u, v] = from(x, y);
            out[static_cast<std::size_t>(y * ToolBench::kColumns + x)] =
                u >= 0 && u < ToolBench::kColumns && v >= 0 && v < ToolBench::kRows &&
                mask[static_cast<std::size_t>(v * ToolBench::kColumns + u)];
        }
    }
    return out;
}

inline Bools movedBy(const Bools& mask, std::int64_t dx, std::int64_t dy) {
    return remapped(mask,
                    [=](std::int64_t x, std::int64_t y) { return std::pair(x - dx, y - dy); });
}

}  // namespace frisket::test
