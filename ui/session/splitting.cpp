// SPDX-License-Identifier: MIT
#include "ui/session/splitting.h"

#include "core/smart/split.h"
#include "ui/session/joining.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/plane_job.h"
#include "ui/session/reporting.h"
#include "ui/session/similar_pixels.h"

namespace frisket::session {

namespace {
struct Parts {
    condition::BitRegion object;
    condition::BitRegion lines;
};

base::Result<Parts> findParts(Document& document, base::Pixel seed, LayerId layer, int neck) {
    auto object = similarPixels(document, seed, {layer, 0, true, paint::Connectivity::Eight});
    if (!object) {
        return base::passOn(object);
    }
    auto lines = findInPlane(document, Document::tr("Looking for necks"),
                             [&object, neck](base::Progress& progress) {
                                 return smart::splitLines(*object, neck / 100.0, &progress);
                             });
    if (!lines) {
        return base::passOn(lines);
    }
    return Parts{*std::move(object), *std::move(lines)};
}
}  // namespace

void splitTouching(Document& document, base::Pixel seed, LayerId layer, int neck, Join join) {
    if (!document.planeRect().contains(seed.x, seed.y) || !document.canPaint() ||
        (layer == LayerId::Condition && !isSelected(document, seed))) {
        return;
    }
    auto parts = findParts(document, seed, layer, neck);
    if (!parts) {
        report(document, parts.error());
        return;
    }
    const QString name = Document::tr("Split");
    if (layer == LayerId::Condition) {
        // Of the condition, whatever is painted.
        joinRegions(document, {&parts->lines, 1}, Join::Subtract, name, PaintInto::Condition);
        return;
    }
    parts->object.remove(parts->lines);
    joinRegions(document, {&parts->object, 1}, join, name);
}

}  // namespace frisket::session
