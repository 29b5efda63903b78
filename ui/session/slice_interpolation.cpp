// SPDX-License-Identifier: MIT
#include "ui/session/slice_interpolation.h"

#include <utility>
#include <vector>

#include "core/refine/frame.h"
#include "core/refine/interpolate.h"

namespace frisket::session {

namespace {
struct Slice {
    std::int64_t index = 0;
    condition::BitRegion region;
};

base::Status refused(const QString& what, const QString& hint) {
    return base::fail(base::ErrorCode::Refused, what.toStdString(), hint.toStdString());
}

/// Why it can't be done.
base::Status check(const Document& document) {
    if (document.busy()) {
        return tl::unexpected(Document::busyError());
    }
    const int axis = document.shownPlane().active;
    if (!document.canPaint(PaintInto::Condition) || axis < 0) {
        return refused(Document::tr("There are no slices to go between."),
                       Document::tr("Open an array with more than two axes, and a condition that "
                                    "fits it."));
    }
    if (document.axisSharing()[static_cast<std::size_t>(axis)].repeated) {
        return refused(Document::tr("One condition serves all slices of this axis."),
                       Document::tr("Give the axis a condition of its own in the Broadcast dock."));
    }
    return {};
}

/// The condition of the plane that `window` shows, in its least box.
condition::BitRegion regionOf(const condition::ConditionMask& mask, const array::Layout& layout,
                              const assign::PlaneWindow& window) {
    const array::Layout plane = assign::planeLayout(layout, window);
    condition::BitRegion region({0, 0, window.width, window.height});
    for (std::int64_t y = 0; y < window.height; ++y) {
        mask.gather(plane.offset + y * plane.strides[0], plane.strides[1], window.width,
                    region.row(y));
    }
    return refine::cropped(region, refine::leastBox(region));
}

/// What the other thread looks at: nothing that a turn to another slice changes.
struct Stack {
    const condition::ConditionMask& mask;
    array::Layout layout;  ///< with the destination's shape
    assign::PlaneWindow window;
    int axis;
    int threads;
};

/// What each empty slice between others is to have.
base::Result<std::vector<Slice>> between(Stack stack, base::Progress& progress) {
    const std::int64_t count = stack.layout.shape[stack.axis];
    const base::Rect plane{0, 0, stack.window.width, stack.window.height};
    base::ThreadPool pool(stack.threads);
    progress.expect(count);
    std::vector<Slice> found;
    std::optional<Slice> key;
    for (std::int64_t index = 0; index < count; ++index) {
        stack.window.fixed[stack.axis] = index;
        Slice slice{index, regionOf(stack.mask, stack.layout, stack.window)};
        if (const auto goOn = base::proceed(&progress, 1); !goOn) {
            return base::passOn(goOn);
        }
        if (slice.region.empty()) {
            continue;
        }
        for (std::int64_t gap = key ? key->index + 1 : index; gap < index; ++gap) {
            const double fraction =
                static_cast<double>(gap - key->index) / static_cast<double>(index - key->index);
            auto made = refine::interpolated(key->region, slice.region, plane, fraction, {},
                                             &progress, &pool);
            if (!made) {
                return base::passOn(made);
            }
            found.push_back({gap, *std::move(made)});
        }
        key = std::move(slice);
    }
    return found;
}
}  // namespace

base::Result<std::int64_t> interpolateSlices(Document& document) {
    if (const auto possible = check(document); !possible) {
        return base::passOn(possible);
    }
    document.abortStroke();
    const ShownPlane shown = document.shownPlane();
    const Stack stack{*document.condition(), *document.broadcastLayout(LayerId::Condition),
                      document.window(document.planeRect(), 1), shown.active,
                      document.pool().threads()};
    std::vector<Slice> slices;
    {
        const Jobs::Busy busy(document.jobs(), Document::tr("Interpolating slices"));
        const auto look = [&](base::Progress& progress) -> base::Status {
            auto found = between(stack, progress);
            if (!found) {
                return base::passOn(found);
            }
            slices = *std::move(found);
            return {};
        };
        if (auto looked = document.jobs().inBackground(Jobs::OnCancel::Wait, look); !looked) {
            return base::passOn(looked);
        }
    }
    if (slices.empty()) {
        return 0;
    }
    const int axis = shown.active;
    ShownPlane now = document.shownPlane();
    const std::int64_t index = now.index[axis];
    now.index[axis] = shown.index[axis];
    now.active = axis;
    if (now != shown) {
        return base::cancelledError();  // meanwhile the view went to another stack
    }
    document.beginStroke(PaintInto::Condition);
    for (const Slice& slice : slices) {
        if (document.inStroke()) {  // where memory runs out it is taken back
            document.setIndex(axis, slice.index);
            document.extendStroke(slice.region, true);
        }
    }
    document.setIndex(axis, index);
    if (!document.inStroke()) {
        return base::fail(base::ErrorCode::OutOfMemory,
                          Document::tr("There is not enough memory.").toStdString());
    }
    document.commitStroke(Document::tr("Interpolate slices"));
    return static_cast<std::int64_t>(slices.size());
}

}  // namespace frisket::session
