// SPDX-License-Identifier: MIT
#include "ui/session/transfer.h"

#include <algorithm>

#include "ui/session/joining.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/plane_job.h"
#include "ui/session/similar_pixels.h"

namespace frisket::session {

namespace {
using condition::BitRegion;
using condition::kWordBits;
using condition::lowBits;
using condition::Word;

/// The least box of what is set in a plane of a mask.
base::Result<base::Rect> boxOf(const condition::ConditionMask& mask, const condition::Plane& plane,
                               base::Progress& progress) {
    std::vector<Word> row(static_cast<std::size_t>(condition::wordsFor(plane.width)));
    std::vector<Word> any(row.size());
    base::Rect box;
    for (std::int64_t y = 0; y < plane.height; ++y) {
        mask.gather(plane.origin + y * plane.strideY, plane.strideX, plane.width, row.data());
        Word here = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            here |= row[i];
            any[i] |= row[i];
        }
        if (here != 0) {
            box = box.united({0, y, 1, y + 1});
        }
        if (auto goOn = base::proceed(&progress, 1); !goOn) {
            return base::passOn(goOn);
        }
    }
    if (!box.empty()) {
        const auto set = [](Word word) { return word != 0; };
        const auto first = std::find_if(any.begin(), any.end(), set);
        const auto last = std::find_if(any.rbegin(), any.rend(), set);
        box.x0 = (first - any.begin()) * kWordBits + std::countr_zero(*first);
        box.x1 = (any.rend() - last) * kWordBits - std::countl_zero(*last);
    }
    return box;
}

base::Result<BitRegion> readPlane(const condition::ConditionMask& mask,
                                  const condition::Plane& plane, base::Progress& progress) {
    progress.expect(2 * plane.height);
    const auto box = boxOf(mask, plane, progress);
    if (!box) {
        return base::passOn(box);
    }
    BitRegion region(*box);
    for (std::int64_t y = box->y0; y < box->y1; ++y) {
        // From a word's first column on, as the region has them; all bits are in the box.
        mask.gather(plane.origin + y * plane.strideY + region.originX() * plane.strideX,
                    plane.strideX, box->x1 - region.originX(), region.row(y));
        if (auto goOn = base::proceed(&progress, 1); !goOn) {
            return base::passOn(goOn);
        }
    }
    return region;
}

base::Result<BitRegion> componentAt(Document& document, paint::Pixel pixel) {
    return isSelected(document, pixel)
               ? similarPixels(document, pixel,
                               {LayerId::Condition, 0, true, paint::Connectivity::Eight})
               : BitRegion();
}
}  // namespace

base::Result<BitRegion> selectedPixels(Document& document) {
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    document.abortStroke();  // the condition is read on another thread
    if (!document.canPaint(PaintInto::Condition) || document.selectedCount() == 0) {
        return BitRegion();
    }
    return findInPlane(document, Document::tr("Looking at what is selected"),
                       [&mask = *document.painted(), plane = document.conditionPlane()](
                           base::Progress& progress) { return readPlane(mask, plane, progress); });
}

base::Status liftSelection(Document& document, Floating& floating,
                           const std::optional<paint::Pixel>& only) {
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    if (!document.canPaint(PaintInto::Condition)) {
        return {};
    }
    const Ground ground = Ground::of(document);
    auto bits = only ? componentAt(document, *only) : selectedPixels(document);
    if (!bits) {
        return base::passOn(bits);
    }
    // Another slice may be shown since.
    if (!bits->empty() && ground == Ground::of(document)) {
        floating.take(*std::move(bits), Floating::Origin::Lifted, ground);
    }
    return {};
}

base::Result<BitRegion> placedPixels(Document& document, const Floating& floating) {
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    return findInPlane(document, Document::tr("Placing what floats"),
                       [bits = floating.bits(), placement = floating.placement(),
                        plane = document.planeRect()](base::Progress& progress) {
                           return paint::PlacedBits(*bits, placement).in(plane, &progress);
                       });
}

base::Status settle(Document& document, Floating& floating, Join join) {
    if (!floating.present()) {
        return {};
    }
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    if (!floating.fits(Ground::of(document)) || !document.canPaint(PaintInto::Condition)) {
        floating.drop();
        return base::fail(
            base::ErrorCode::Refused,
            Document::tr("What was lifted no longer fits what is shown.").toStdString());
    }
    if (!floating.pending()) {
        floating.drop();
        return {};
    }
    const std::uint64_t version = floating.version();
    const auto placed = placedPixels(document, floating);
    if (!placed && floating.present()) {
        return base::passOn(placed);
    }
    if (!floating.present() || floating.version() != version ||
        !floating.fits(Ground::of(document))) {
        return base::cancelledError();  // it became another one while the event loop turned
    }
    const auto original = floating.bits();
    const bool lifted = floating.origin() == Floating::Origin::Lifted;
    const bool keeps = floating.keepsOriginal();
    floating.drop();  // first: the history's change is its own
    if (!lifted) {
        joinRegions(document, {&*placed, 1}, join, Document::tr("Paste"), PaintInto::Condition);
        return {};
    }
    document.beginStroke(PaintInto::Condition);
    if (!keeps) {
        document.extendStroke(*original, false);
    }
    if (document.inStroke()) {
        document.extendStroke(*placed, true);
    }
    if (document.inStroke()) {
        document.commitStroke(keeps ? Document::tr("Transform a copy") : Document::tr("Transform"));
    }
    return {};
}

}  // namespace frisket::session
