// SPDX-License-Identifier: MIT
#include "core/refine/window_sums.h"

#include <algorithm>
#include <memory>

#include "core/refine/morphology.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

namespace {
/// Words of a strip, so that the rows around one fit into the second cache.
constexpr std::int64_t kStrip = 16;

/// What is known of all pixels: `some` see a set one, `all` see set ones only.
struct Known {
    BitRegion some;
    BitRegion all;
};

/// Words [first, first + count) of the plane in the rows [y0, y1).
struct Piece {
    std::int64_t y0;
    std::int64_t y1;
    std::int64_t first;
    std::int64_t count;
};

class Strip {
public:
    Strip(const BitRegion& region, const Rect& plane, const HalfWidths& half, const Piece& piece,
          std::unique_ptr<WindowRule> rule)
        : m_region(region),
          m_plane(plane),
          m_piece(piece),
          m_reach(static_cast<std::int64_t>(half.size()) - 1),
          m_side(half.front()),
          m_rule(std::move(rule)),
          m_held(static_cast<std::size_t>(2 * m_reach + 1), -1),
          m_places(m_held.size()),
          m_pixels(static_cast<std::size_t>(piece.count * kWordBits + 2 * m_side)) {}

    /// The pixels of word `word` of row `y`.
    Word decide(std::int64_t y, std::int64_t word) {
        for (std::int64_t dy = -m_reach; dy <= m_reach; ++dy) {
            const std::int64_t row = std::clamp(y + dy, m_plane.y0, m_plane.y1 - 1);
            const std::int64_t place = row % (2 * m_reach + 1);
            if (m_held[static_cast<std::size_t>(place)] != row) {
                read(row);
                m_rule->keep(place, m_pixels.data());
                m_held[static_cast<std::size_t>(place)] = row;
            }
            m_places[static_cast<std::size_t>(dy + m_reach)] = place;
        }
        return m_rule->decide((word - m_piece.first) * kWordBits, m_places);
    }

private:
    /// Row `y` of the plane with its border going on.
    void read(std::int64_t y) {
        const std::int64_t x0 = m_piece.first * kWordBits - m_side;
        const auto count = static_cast<std::int64_t>(m_pixels.size());
        std::fill(m_pixels.begin(), m_pixels.end(), std::uint8_t{0});
        const Rect& box = m_region.box();
        if (y < box.y0 || y >= box.y1) {
            return;
        }
        const std::int64_t begin = std::max({x0, box.x0, m_plane.x0});
        const std::int64_t end = std::min({x0 + count, box.x1, m_plane.x1});
        if (begin < end) {
            condition::bitsToBytes(m_region.row(y), begin - m_region.originX(), end - begin, 1,
                                   m_pixels.data() + (begin - x0));
        }
        if (x0 < m_plane.x0) {
            std::fill(m_pixels.begin(), m_pixels.begin() + (m_plane.x0 - x0),
                      std::uint8_t{m_region.at(m_plane.x0, y)});
        }
        if (x0 + count > m_plane.x1) {
            std::fill(m_pixels.begin() + std::max<std::int64_t>(m_plane.x1 - x0, 0), m_pixels.end(),
                      std::uint8_t{m_region.at(m_plane.x1 - 1, y)});
        }
    }

    const BitRegion& m_region;
    Rect m_plane;
    Piece m_piece;
    std::int64_t m_reach;
    std::int64_t m_side;
    std::unique_ptr<WindowRule> m_rule;
    std::vector<std::int64_t> m_held;  ///< the row in each place
    std::vector<std::int64_t> m_places;
    std::vector<std::uint8_t> m_pixels;
};

void decidePiece(const Known& known, const Piece& piece, Strip& strip, RowTarget& target) {
    std::vector<Word> some(static_cast<std::size_t>(piece.count));
    std::vector<Word> all(some.size());
    const RowSource someRows(known.some, target.box(), false);
    const RowSource allRows(known.all, target.box(), false);
    for (std::int64_t y = piece.y0; y < piece.y1; ++y) {
        someRows.load(y, piece.first, piece.count, some.data());
        allRows.load(y, piece.first, piece.count, all.data());
        for (std::int64_t i = 0; i < piece.count; ++i) {
            const auto at = static_cast<std::size_t>(i);
            if (some[at] != all[at]) {
                all[at] = strip.decide(y, piece.first + i);
            }
        }
        target.store(y, piece.first, piece.count, all.data());
    }
}
}  // namespace

Result<BitRegion> decideEach(const BitRegion& region, const Rect& plane, const HalfWidths& half,
                             const MakeRule& rule, base::Progress* progress,
                             base::ThreadPool* pool) {
    const Rect box = leastBox(region).intersected(plane);
    if (box.empty()) {
        return BitRegion();
    }
    auto some = dilateBy(region, plane, half, progress, pool);
    if (!some) {
        return some;
    }
    auto all = erodeBy(region, plane, half, progress, pool);
    if (!all) {
        return all;
    }
    const Known known{*std::move(some), *std::move(all)};
    BitRegion out(box);
    RowTarget target(out, false);
    const std::int64_t first = box.x0 / kWordBits;
    const std::int64_t words = out.wordsPerRow();
    const auto reach = static_cast<std::int64_t>(half.size()) - 1;
    const std::int64_t band = std::max<std::int64_t>(64, 2 * reach);
    const std::int64_t strips = (words + kStrip - 1) / kStrip;
    const std::int64_t bands = (box.height() + band - 1) / band;
    const auto done = forEachPiece(strips * bands, progress, pool, [&](std::int64_t i) {
        const std::int64_t y0 = box.y0 + i / strips * band;
        const std::int64_t word = i % strips * kStrip;
        const Piece piece{y0, std::min(y0 + band, box.y1), first + word,
                          std::min(kStrip, words - word)};
        Strip strip(region, plane, half, piece, rule(piece.count * kWordBits, 2 * reach + 1));
        decidePiece(known, piece, strip, target);
    });
    if (!done) {
        return base::passOn(done);
    }
    return out;
}

}  // namespace frisket::refine
