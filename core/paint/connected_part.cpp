// SPDX-License-Identifier: MIT
#include "core/paint/connected_part.h"

#include <algorithm>

namespace frisket::paint {

condition::BitRegion connectedPart(const condition::BitRegion& nib, Pixel seed,
                                   const MatchWords& match) {
    const base::Rect& box = nib.box();
    if (!box.contains(seed.x, seed.y)) {
        return {};
    }
    // In a plane that begins where the words of the nib do.
    const std::int64_t left = nib.originX();
    const auto inNib = [&](std::int64_t y, std::int64_t word, std::int64_t words,
                           condition::Word* out) {
        match(y + box.y0, word + left / condition::kWordBits, words, out);
        const condition::Word* mask = nib.row(y + box.y0) + word;
        std::transform(out, out + words, mask, out,
                       [](condition::Word a, condition::Word b) { return a & b; });
    };
    // Without a progress nothing cancels it.
    const condition::BitRegion found =
        floodFill(box.x1 - left, box.height(), {seed.x - left, seed.y - box.y0}, Connectivity::Four,
                  inNib)
            .value();
    if (found.empty()) {
        return {};
    }
    const base::Rect& inner = found.box();
    condition::BitRegion part(
        {inner.x0 + left, inner.y0 + box.y0, inner.x1 + left, inner.y1 + box.y0});
    for (std::int64_t y = inner.y0; y < inner.y1; ++y) {
        std::copy_n(found.row(y), found.wordsPerRow(), part.row(y + box.y0));
    }
    return part;
}

}  // namespace frisket::paint
