// SPDX-License-Identifier: MIT
#include "ui/session/similar_pixels.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <utility>

#include "core/assign/scalar.h"
#include "core/condition/row_edges.h"
#include "core/paint/value_match.h"
#include "ui/session/core_text.h"
#include "ui/session/pixel_tests.h"
#include "ui/session/plane_job.h"

namespace frisket::session {

namespace {
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;
using paint::MatchWords;

/// Whether elements are in `range`.
PixelTest testRange(const Document& document, const LayerValues& values,
                    const paint::ValueRange& range) {
    return testMask(document, values,
                    [range](const std::byte* elements, std::int64_t count, Word* out) {
                        paint::matchRange(range, elements, count, out);
                    });
}

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
    return testRange(
        document, *values,
        paint::rangeAround(values->dtype, element->bytes.data(), similarity.tolerance));
}

/// The same as a flood fill asks.
MatchWords wordsOf(const Document& document, PixelTest test) {
    return [test = std::move(test), width = document.planeWidth()](
               std::int64_t y, std::int64_t word, std::int64_t words, Word* out) {
        const std::int64_t x = word * kWordBits;
        test({{x, y, std::min(x + words * kWordBits, width), y + 1}, {}, {}}, out);
    };
}

/// A piece of work that ends when its time is over.
class Deadline final : public base::Progress {
public:
    explicit Deadline(int milliseconds)
        : m_end(std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds)) {}
    [[nodiscard]] bool cancelled() override { return std::chrono::steady_clock::now() >= m_end; }

private:
    std::chrono::steady_clock::time_point m_end;
};

QString lookingWords() { return Document::tr("Looking for similar pixels"); }

/// All pixels of `area` that match.
base::Result<BitRegion> everyMatch(const base::Rect& area, const MatchWords& match,
                                   base::Progress& progress) {
    progress.expect(area.height());
    BitRegion region(area);
    const std::int64_t words = region.wordsPerRow();
    const std::int64_t first = region.originX() / kWordBits;
    for (std::int64_t y = area.y0; y < area.y1; ++y) {
        match(y, first, words, region.row(y));
        condition::trimRow(region, y);
        if (auto goOn = base::proceed(&progress, 1); !goOn) {
            return base::passOn(goOn);
        }
    }
    return region;
}
}  // namespace

MatchWords matchLike(const Document& document, paint::Pixel seed, const Similarity& similarity) {
    PixelTest test = testLayer(document, seed, similarity);
    return test ? wordsOf(document, std::move(test)) : MatchWords();
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
    return findInPlane(document, lookingWords(), [&](base::Progress& progress) {
        return similarity.contiguous ? paint::floodFill(plane.width(), plane.height(), seed,
                                                        similarity.connectivity, match, &progress)
                                     : everyMatch(plane, match, progress);
    });
}

std::optional<BitRegion> similarPixelsIn(const Document& document, paint::Pixel seed,
                                         const Similarity& similarity, const base::Rect& window,
                                         int milliseconds) {
    const base::Rect plane = document.planeRect();
    const base::Rect area = window.intersected(plane);
    const MatchWords match =
        area.contains(seed.x, seed.y) ? matchLike(document, seed, similarity) : MatchWords();
    if (!match) {
        return BitRegion();
    }
    const auto matchIn = [&](std::int64_t y, std::int64_t word, std::int64_t words, Word* out) {
        if (y < area.y0 || y >= area.y1) {
            std::fill(out, out + words, Word{0});
            return;
        }
        match(y, word, words, out);
        for (std::int64_t i = 0; i < words; ++i) {
            out[i] &= condition::columnMask(word + i, area.x0, area.x1);
        }
    };
    Deadline deadline(milliseconds);
    try {
        auto found = similarity.contiguous
                         ? paint::floodFill(plane.width(), plane.height(), seed,
                                            similarity.connectivity, matchIn, &deadline)
                         : everyMatch(area, matchIn, deadline);
        return found ? std::optional(*std::move(found)) : std::nullopt;
    } catch (const std::bad_alloc&) {
        return std::nullopt;  // nothing is shown; what is done with it says so
    }
}

double toleranceStep(const Document& document, LayerId layer) {
    constexpr double kSteps = 500;
    if (layer == LayerId::Condition) {
        return 0;
    }
    if (layer == LayerId::Backdrop) {
        return 0.5;  // of 0..255
    }
    const ValueRange range = document.valueRanges(layer).full;
    const double step = (range.high - range.low) / kSteps;
    const bool whole = !array::isFloat(document.dtype(layer));
    return whole ? std::max(step, 0.125) : step;
}

base::Result<BitRegion> labelPixels(Document& document, LayerId layer, const QString& text) {
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    document.abortStroke();
    const base::Rect plane = document.planeRect();
    const auto values = layerValues(document, layer);
    if (!values || plane.empty()) {
        return BitRegion();
    }
    const auto value = assign::parseScalar(text.toStdString(), values->dtype);
    if (!value) {
        return base::passOn(value);
    }
    const MatchWords match =
        wordsOf(document,
                testRange(document, *values, paint::rangeAround(values->dtype, value->data(), 0)));
    return findInPlane(document, lookingWords(), [&](base::Progress& progress) {
        return everyMatch(plane, match, progress);
    });
}

std::optional<QString> pickedValue(const Document& document, LayerId layer, paint::Pixel pixel) {
    const auto element = elementAt(document, layer, pixel.x, pixel.y);
    if (!element) {
        return std::nullopt;
    }
    const std::string text = assign::toText(element->dtype, element->bytes.data());
    const array::DType own = document.dtype(LayerId::Destination);
    const auto cast = assign::parseScalar(text, own);
    return fromCore(cast ? assign::toText(own, cast->data()) : text);
}

}  // namespace frisket::session
