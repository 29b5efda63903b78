// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <vector>

#include "core/refine/dilation.h"
#include "core/refine/row_kernels.h"

namespace frisket::refine {

namespace {
using base::Rect;
using condition::kWordBits;
using condition::Word;
using condition::wordsFor;

/// Words of a piece, which should stay in the second cache.
constexpr std::int64_t kCacheWords = 24 << 10;
constexpr std::int64_t kLeastStrip = 32;
}  // namespace

base::Status dilateByDoubling(const RowSource& source, const HalfWidths& half, RowTarget& target,
                              base::Progress* progress, base::ThreadPool* pool) {
    const std::int64_t width = half.front();
    const auto reach = static_cast<std::int64_t>(half.size()) - 1;
    const std::int64_t window = 2 * reach + 1;
    const auto most = static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(window)));
    const Rect& box = target.box();
    const std::int64_t firstWord = box.x0 / kWordBits;
    const std::int64_t words = wordsFor(box.x1) - firstWord;
    const std::int64_t band = std::min(box.height(), std::max<std::int64_t>(4 * reach, 32));
    const std::int64_t strip =
        std::min(words, std::max(kLeastStrip, kCacheWords / (band + 2 * reach)));
    const std::int64_t strips = (words + strip - 1) / strip;
    const std::int64_t bands = (box.height() + band - 1) / band;
    const std::int64_t pad = wordsFor(width);
    return forEachPiece(strips * bands, progress, pool, [&](std::int64_t i) {
        const std::int64_t y0 = box.y0 + i / strips * band;
        const std::int64_t y1 = std::min(y0 + band, box.y1);
        const std::int64_t first = i % strips * strip;
        const std::int64_t count = std::min(strip, words - first);
        const std::int64_t rows = y1 - y0 + 2 * reach;
        // Row k: row y0 - reach + k of the source, widened; then that and the rows after it.
        std::vector<Word> bits(static_cast<std::size_t>(rows * count));
        WideningRow row(count + 2 * pad, width);
        bool any = false;
        for (std::int64_t k = 0; k < rows; ++k) {
            if (source.load(y0 - reach + k, firstWord + first - pad, count + 2 * pad,
                            row.start())) {
                row.widen(width);
                std::copy(row.words() + pad, row.words() + pad + count, bits.data() + k * count);
                any = true;
            }
        }
        if (any) {
            for (std::int64_t step = 1; step < most; step *= 2) {
                orAhead(bits.data(), step * count, (rows - step) * count);
            }
            if (window > most) {
                orAhead(bits.data(), (window - most) * count, (y1 - y0) * count);
            }
        }
        for (std::int64_t y = y0; y < y1; ++y) {
            target.store(y, firstWord + first, count, bits.data() + (y - y0) * count);
        }
    });
}

}  // namespace frisket::refine
