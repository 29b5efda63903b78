// SPDX-License-Identifier: MIT
#include "ui/session/joining.h"

#include "ui/session/reporting.h"

namespace frisket::session {

namespace {
/// Rows of the plane that are cleared at a time, so that a large plane needs little memory.
constexpr std::int64_t kBand = 256;

void clearOutside(Document& document, std::span<const condition::BitRegion> regions) {
    const base::Rect plane = document.planeRect();
    // Where memory runs out the document takes the stroke back.
    for (std::int64_t y = plane.y0; y < plane.y1 && document.inStroke(); y += kBand) {
        condition::BitRegion outside({plane.x0, y, plane.x1, std::min(y + kBand, plane.y1)});
        outside.fill();
        for (const condition::BitRegion& region : regions) {
            outside.remove(region);
        }
        document.extendStroke(outside, false);
    }
}
}  // namespace

void joinRegions(Document& document, std::span<const condition::BitRegion> regions, Join join,
                 const QString& name, PaintInto into) {
    if (!document.canPaint(into) || document.inStroke()) {
        return;
    }
    if (into == PaintInto::Destination && join != Join::Subtract) {
        join = Join::Add;
    }
    document.beginStroke(into);
    if (join == Join::Intersect || join == Join::Replace) {
        clearOutside(document, regions);
    }
    if (join != Join::Intersect && document.inStroke()) {
        document.extendStroke(regions, join != Join::Subtract);
    }
    if (document.inStroke()) {
        document.commitStroke(name);
    }
}

void joinRegions(Document& document, std::span<const condition::BitRegion> regions, Join join,
                 const QString& name) {
    joinRegions(document, regions, join, name, document.paintTarget().into);
}

void joinFound(Document& document, const base::Result<condition::BitRegion>& found, Join join,
               const QString& name, PaintInto into) {
    if (found) {
        joinRegions(document, {&*found, 1}, join, name, into);
    } else {
        report(document, found.error());
    }
}

}  // namespace frisket::session
