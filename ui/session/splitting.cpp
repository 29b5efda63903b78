// SPDX-License-Identifier: MIT
#include "ui/session/splitting.h"

#include "core/smart/split.h"
#include "ui/session/joining.h"
#include "ui/session/similar_pixels.h"

namespace frisket::session {

namespace {
bool isSelected(const Document& document, base::Pixel pixel) {
    const condition::Plane plane = document.conditionPlane();
    return document.condition()->at(plane.origin + pixel.y * plane.strideY +
                                    pixel.x * plane.strideX);
}

struct Parts {
    condition::BitRegion object;
    condition::BitRegion lines;
};

base::Result<Parts> findParts(Document& document, base::Pixel seed, LayerId layer, int neck) {
    auto object = similarPixels(document, seed, {layer, 0, true, paint::Connectivity::Eight});
    if (!object) {
        return base::passOn(object);
    }
    const Jobs::Busy busy(document.jobs(), Document::tr("Looking for necks"));
    Parts parts{*std::move(object), {}};
    const auto split = [&](base::Progress& progress) -> base::Status {
        auto lines = smart::splitLines(parts.object, neck / 100.0, &progress);
        if (!lines) {
            return base::passOn(lines);
        }
        parts.lines = *std::move(lines);
        return {};
    };
    if (auto done = document.jobs().inBackground(Jobs::OnCancel::Wait, split); !done) {
        return base::passOn(done);
    }
    return parts;
}
}  // namespace

void splitTouching(Document& document, base::Pixel seed, LayerId layer, int neck, Join join) {
    if (!document.planeRect().contains(seed.x, seed.y) || !document.canPaint() ||
        (layer == LayerId::Condition && !isSelected(document, seed))) {
        return;
    }
    auto parts = findParts(document, seed, layer, neck);
    if (!parts) {
        if (parts.error().code != base::ErrorCode::Cancelled) {
            emit document.failed(parts.error());
        }
        return;
    }
    const QString name = Document::tr("Split");
    if (layer == LayerId::Condition) {
        joinRegions(document, {&parts->lines, 1}, Join::Subtract, name);
        return;
    }
    parts->object.remove(parts->lines);
    joinRegions(document, {&parts->object, 1}, join, name);
}

}  // namespace frisket::session
