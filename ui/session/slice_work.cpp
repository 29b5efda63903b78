// SPDX-License-Identifier: MIT
#include "ui/session/slice_work.h"

#include <utility>

#include "core/refine/frame.h"
#include "ui/session/plane_job.h"

namespace frisket::session {

namespace {
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
        return refused(Document::tr("There are no slices."),
                       Document::tr("Open an array with more than two axes, and a condition that "
                                    "fits it."));
    }
    if (document.axisSharing()[static_cast<std::size_t>(axis)].repeated) {
        return refused(Document::tr("One condition serves all slices of this axis."),
                       Document::tr("Give the axis a condition of its own in the Broadcast dock."));
    }
    return {};
}

/// Whether the same stack is shown, at whichever slice of it.
bool isSameStack(const ShownPlane& now, const ShownPlane& then) {
    ShownPlane there = now;
    there.index[then.active] = then.index[then.active];
    return showSame(there, then);
}
}  // namespace

ConditionSlices::ConditionSlices(const Document& document)
    : m_mask(*document.painted()),
      m_layout(*document.broadcastLayout(LayerId::Condition)),
      m_window(document.window(document.planeRect(), 1)),
      m_axis(document.shownPlane().active) {}

condition::BitRegion ConditionSlices::read(std::int64_t index) const {
    assign::PlaneWindow window = m_window;
    window.fixed[m_axis] = index;
    const array::Layout layout = assign::planeLayout(m_layout, window);
    condition::BitRegion region(plane());
    for (std::int64_t y = 0; y < window.height; ++y) {
        m_mask.gather(layout.offset + y * layout.strides[0], layout.strides[1], window.width,
                      region.row(y));
    }
    return refine::cropped(region, refine::leastBox(region));
}

base::Result<std::int64_t> changeSlices(Document& document, const QString& words,
                                        const QString& step, const FindSliceChanges& find) {
    if (const auto possible = check(document); !possible) {
        return base::passOn(possible);
    }
    document.abortStroke();
    const ShownPlane shown = document.shownPlane();
    const ConditionSlices slices(document);
    std::vector<SliceChange> changes;
    const Jobs::Busy busy(document.jobs(), words);
    const auto look = [&, threads =
                              document.pool().threads()](base::Progress& progress) -> base::Status {
        base::ThreadPool pool(threads);
        auto found = find(slices, progress, pool);
        if (!found) {
            return base::passOn(found);
        }
        changes = *std::move(found);
        return {};
    };
    if (auto looked = document.jobs().inBackground(Jobs::OnCancel::Wait, look); !looked) {
        return base::passOn(looked);
    }
    if (changes.empty()) {
        return 0;
    }
    if (!isSameStack(document.shownPlane(), shown)) {
        return tl::unexpected(planeLeftError());
    }
    const std::int64_t index = document.shownPlane().index[shown.active];
    document.jobs().progress().expect(static_cast<std::int64_t>(changes.size()));
    document.beginStroke(PaintInto::Condition);
    for (const SliceChange& change : changes) {
        // Where memory runs out the stroke is taken back.
        if (document.inStroke()) {
            document.setIndex(shown.active, change.index);
            document.extendStroke(change.added, true);
        }
        if (document.inStroke()) {
            document.extendStroke(change.removed, false);
        }
        document.jobs().progress().advance(1);
        if (!document.jobs().breathe()) {
            document.abortStroke();
            break;
        }
    }
    document.setIndex(shown.active, index);
    if (!document.inStroke()) {
        return base::cancelledError();  // by a person, or it was said why
    }
    document.commitStroke(step);
    return static_cast<std::int64_t>(changes.size());
}

bool hasOwnSlices(const Document& document) {
    const int axis = document.shownPlane().active;
    const std::vector<AxisSharing> sharing = document.axisSharing();
    return axis >= 0 && !sharing.empty() && !sharing[static_cast<std::size_t>(axis)].repeated;
}

}  // namespace frisket::session
