// SPDX-License-Identifier: MIT
#include "ui/session/similar_pixels.h"

#include <algorithm>
#include <utility>

#include "core/paint/value_match.h"
#include "ui/session/pixel_tests.h"

namespace frisket::session {

namespace {
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;
using paint::MatchWords;

/// Whether the value at the seed is near; nothing where the layer has none there.
PixelTest testLayer(const Document& document, paint::Pixel seed, const Similarity& similarity) {
    if (similarity.layer == LayerId::Condition) {
        if (!document.broadcastLayout(LayerId::Condition)) {
            return {};
        }
        const condition::Plane plane = document.conditionPlane();
        return testCondition(document,
                             document.condition()->at(plane.origin + seed.y * plane.strideY +
                                                      seed.x * plane.strideX),
                             Moment::Now);
    }
    if (similarity.layer == LayerId::Backdrop) {
        const QImage& photo = document.backdrop();
        if (seed.x >= photo.width() || seed.y >= photo.height()) {
            return {};
        }
        const QRgb colour = photo.pixel(static_cast<int>(seed.x), static_cast<int>(seed.y));
        const int most = static_cast<int>(std::clamp(similarity.tolerance, 0.0, 255.0));
        return testPhoto(document, [=](const std::byte* pixels, std::int64_t count, Word* out) {
            paint::matchColour(colour, most, reinterpret_cast<const std::uint32_t*>(pixels), count,
                               out);
        });
    }
    const auto values = layerValues(document, similarity.layer);
    const auto element = elementAt(document, similarity.layer, seed.x, seed.y);
    if (!values || !element) {
        return {};
    }
    const paint::ValueRange range =
        paint::rangeAround(values->dtype, element->bytes.data(), similarity.tolerance);
    return testMask(document, *values,
                    [range](const std::byte* elements, std::int64_t count, Word* out) {
                        paint::matchRange(range, elements, count, out);
                    });
}

/// All pixels that match.
base::Result<BitRegion> everyMatch(const base::Rect& plane, const MatchWords& match,
                                   base::Progress& progress) {
    progress.expect(plane.height());
    BitRegion region(plane);
    const std::int64_t words = region.wordsPerRow();
    for (std::int64_t y = 0; y < plane.y1; ++y) {
        match(y, 0, words, region.row(y));
        region.row(y)[words - 1] &= condition::lowBits(plane.x1 - (words - 1) * kWordBits);
        if (auto goOn = base::proceed(&progress, 1); !goOn) {
            return base::passOn(goOn);
        }
    }
    return region;
}
}  // namespace

MatchWords matchLike(const Document& document, paint::Pixel seed, const Similarity& similarity) {
    PixelTest test = testLayer(document, seed, similarity);
    if (!test) {
        return {};
    }
    return [test = std::move(test), width = document.planeWidth()](
               std::int64_t y, std::int64_t word, std::int64_t words, Word* out) {
        const std::int64_t x = word * kWordBits;
        test({{x, y, std::min(x + words * kWordBits, width), y + 1}, {}, {}}, out);
    };
}

base::Result<BitRegion> similarPixels(Document& document, paint::Pixel seed,
                                      const Similarity& similarity) {
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    const base::Rect plane = document.planeRect();
    if (!plane.contains(seed.x, seed.y)) {
        return BitRegion();
    }
    document.abortStroke();  // the condition is read on another thread
    const MatchWords match = matchLike(document, seed, similarity);
    if (!match) {
        return BitRegion();
    }
    const Jobs::Busy busy(document.jobs(), Document::tr("Looking for similar pixels"));
    BitRegion found;
    const base::Status looked =
        document.jobs().inBackground(Jobs::OnCancel::Wait, [&](base::Progress& progress) {
            auto region = similarity.contiguous
                              ? paint::floodFill(plane.width(), plane.height(), seed,
                                                 similarity.connectivity, match, &progress)
                              : everyMatch(plane, match, progress);
            if (!region) {
                return base::Status(base::passOn(region));
            }
            found = *std::move(region);
            return base::Status();
        });
    if (!looked) {
        return base::passOn(looked);
    }
    return found;
}

}  // namespace frisket::session
