// SPDX-License-Identifier: MIT
#include "ui/session/allowed_pixels.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <utility>

#include "core/condition/match_each.h"
#include "core/measure/label_set.h"
#include "core/paint/value_match.h"

namespace frisket::session {

namespace {
using condition::kWordBits;
using condition::Word;

ElementTest testTerm(const LimitTerm& term, array::DType dtype) {
    if (term.kind == LimitTerm::Kind::Labels) {
        return [set = std::make_shared<const measure::LabelSet>(dtype, term.labels, term.negated)](
                   const std::byte* elements, std::int64_t count, Word* out) {
            set->match(elements, count, out);
        };
    }
    return [dtype, low = term.low, high = term.high, negated = term.negated](
               const std::byte* elements, std::int64_t count, Word* out) {
        paint::matchNumbers(dtype, low, high, elements, count, out);
        if (negated) {
            const std::int64_t words = condition::wordsFor(count);
            std::transform(out, out + words, out, [](Word each) { return ~each; });
            out[words - 1] &= condition::lowBits(count - (words - 1) * kWordBits);
        }
    };
}

/// `test` of bytes, for pixels 0xffRRGGBB by their brightness. A brightness is one of 256, so the
/// test is asked but once for each.
ElementTest ofBrightness(const ElementTest& test) {
    std::array<std::uint8_t, 256> every;
    for (std::size_t i = 0; i < every.size(); ++i) {
        every[i] = static_cast<std::uint8_t>(i);
    }
    std::array<Word, 4> passed;
    test(reinterpret_cast<const std::byte*>(every.data()), 256, passed.data());
    std::array<std::uint8_t, 256> passes;
    condition::bitsToBytes(passed.data(), 0, 256, 1, passes.data());
    return [passes](const std::byte* elements, std::int64_t count, Word* out) {
        condition::matchEach<std::uint32_t>(elements, count, out, [&](std::uint32_t pixel) {
            return passes[luminance(pixel)] != 0;
        });
    };
}

void nothingPasses(const PixelPlaces& places, Word* out) {
    std::fill_n(out, places.height() * condition::wordsFor(places.width()), Word{0});
}

PixelTest testPixels(const Document& document, const LimitTerm& term) {
    if (term.layer == LayerId::Backdrop) {
        return document.backdrop().isNull()
                   ? nothingPasses
                   : testPhoto(document, ofBrightness(testTerm(term, array::DType::U8)));
    }
    const auto values = layerValues(document, term.layer);
    return values ? testMask(document, *values, testTerm(term, values->dtype)) : nothingPasses;
}
}  // namespace

AllowedPixels AllowedPixels::inArea(const Document& document, const PaintLimits& limits) {
    AllowedPixels allowed;
    for (const LimitTerm& term : limits.terms) {
        allowed.m_tests.push_back(testPixels(document, term));
    }
    if (limits.side != Side::Anywhere && document.broadcastLayout(LayerId::Condition)) {
        allowed.m_tests.push_back(
            testCondition(document, limits.side == Side::Inside, Moment::StrokeStart));
    }
    return allowed;
}

AllowedPixels AllowedPixels::unlocked(const Document& document, const PaintLimits& limits) {
    AllowedPixels allowed;
    if (limits.locks.any() && document.has(LayerId::Destination)) {
        LimitTerm free;
        free.labels = limits.locks.labels;
        free.negated = !limits.locks.others;
        allowed.m_tests.push_back(testPixels(document, free));
    }
    return allowed;
}

AllowedPixels AllowedPixels::selectable(const Document& document, const PaintLimits& limits) {
    AllowedPixels allowed = inArea(document, limits);
    std::vector<PixelTest> more = unlocked(document, limits).m_tests;
    std::move(more.begin(), more.end(), std::back_inserter(allowed.m_tests));
    return allowed;
}

void AllowedPixels::read(const PixelPlaces& places, Word* out) const {
    const std::int64_t words = condition::wordsFor(places.width());
    if (all()) {
        for (std::int64_t row = 0; row < places.height(); ++row, out += words) {
            std::fill_n(out, words, ~Word{0});
            out[words - 1] = condition::lowBits(places.width() - (words - 1) * kWordBits);
        }
        return;
    }
    m_tests.front()(places, out);
    std::vector<Word> other(
        static_cast<std::size_t>(m_tests.size() > 1 ? places.height() * words : 0));
    for (std::size_t i = 1; i < m_tests.size(); ++i) {
        m_tests[i](places, other.data());
        std::transform(other.begin(), other.end(), out, out, [](Word a, Word b) { return a & b; });
    }
}

}  // namespace frisket::session
