// SPDX-License-Identifier: MIT
#include "core/refine/interpolate.h"

#include <cmath>
#include <vector>

#include "core/base/text.h"
#include "core/refine/column_distance.h"
#include "core/refine/row_envelope.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

namespace {
/// What is needed for the signed distances of a key: columns to its set and to its clear pixels.
struct Key {
    Key(const BitRegion& region, const Rect& least, const Rect& window)
        : setOnes(region, least, false),
          clearOnes(region, window, true),
          toSet(setOnes, window),
          toClear(clearOnes, window) {}
    // The columns refer to the sources.
    Key(const Key&) = delete;
    Key& operator=(const Key&) = delete;

    base::Status prepare(base::Progress* progress, base::ThreadPool* pool) {
        auto done = toSet.prepare(progress, pool);
        return done ? toClear.prepare(progress, pool) : std::move(done);
    }

    RowSource setOnes;
    RowSource clearOnes;
    ColumnDistances toSet;
    ColumnDistances toClear;
};

/// Reads the signed distances of a key row by row.
class SignedRows {
public:
    SignedRows(const Key& key, const Spacing& spacing)
        : m_toSet(key.toSet),
          m_toClear(key.toClear),
          m_envelope(spacing.y, spacing.x),
          m_count(key.toSet.words() * kWordBits),
          m_in(static_cast<std::size_t>(m_count)),
          m_out(static_cast<std::size_t>(m_count)) {}

    /// Goes on to row `y`, as ColumnDistances::Reader demands.
    void read(std::int64_t y) {
        m_setColumns = m_toSet.row(y);
        m_clearColumns = m_toClear.row(y);
    }
    /// Adds `weight` times the distances of that row to `sums`.
    void add(double weight, std::vector<double>& sums) {
        m_envelope.distances(m_clearColumns, m_count, m_in.data());
        m_envelope.distances(m_setColumns, m_count, m_out.data());
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums[i] += weight * (m_in[i] - m_out[i]);  // one of them is 0
        }
    }

private:
    ColumnDistances::Reader m_toSet;
    ColumnDistances::Reader m_toClear;
    const std::int32_t* m_setColumns = nullptr;
    const std::int32_t* m_clearColumns = nullptr;
    RowEnvelope m_envelope;
    std::int64_t m_count;
    std::vector<double> m_in;
    std::vector<double> m_out;
};
}  // namespace

Result<BitRegion> interpolated(const BitRegion& first, const BitRegion& second, const Rect& plane,
                               double fraction, const Spacing& spacing, base::Progress* progress,
                               base::ThreadPool* pool) {
    if (auto usable = checkSpacing(spacing); !usable) {
        return base::passOn(usable);
    }
    if (!(fraction >= 0 && fraction <= 1)) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          base::joined("A fraction of ", fraction, " is not between the slices."),
                          "Choose 0 to 1.");
    }
    const Rect firstBox = leastBox(first).intersected(plane);
    const Rect secondBox = leastBox(second).intersected(plane);
    if (fraction == 0 || fraction == 1) {
        return fraction == 0 ? cropped(first, firstBox) : cropped(second, secondBox);
    }
    if (firstBox.empty() || secondBox.empty()) {
        return BitRegion();
    }
    // Where neither key is set nothing is; a ring around both has the nearest clear pixels.
    const Rect box = firstBox.united(secondBox);
    const Rect window = box.grown(1).intersected(plane);
    Key from(first, firstBox, window);
    Key to(second, secondBox, window);
    for (Key* key : {&from, &to}) {
        if (auto done = key->prepare(progress, pool); !done) {
            return base::passOn(done);
        }
    }
    BitRegion out(box);
    RowTarget target(out, false);
    const std::int64_t word = box.x0 / kWordBits;
    const auto done = forEachPiece(from.toSet.bands(), progress, pool, [&](std::int64_t band) {
        SignedRows near(from, spacing);
        SignedRows far(to, spacing);
        std::vector<double> sums(static_cast<std::size_t>(from.toSet.words() * kWordBits));
        std::vector<std::uint8_t> bytes(sums.size());
        std::vector<Word> bits(static_cast<std::size_t>(from.toSet.words()));
        std::vector<Word> others(bits.size());
        const auto rows = from.toSet.rowsOf(band);
        for (std::int64_t y = rows.first; y < rows.second; ++y) {
            near.read(y);
            far.read(y);
            if (y < box.y0 || y >= box.y1) {
                continue;
            }
            // Where the keys are the same both distances have the same sign.
            from.setOnes.load(y, from.toSet.firstWord(), from.toSet.words(), bits.data());
            to.setOnes.load(y, from.toSet.firstWord(), from.toSet.words(), others.data());
            if (bits != others) {
                std::fill(sums.begin(), sums.end(), 0.0);
                near.add(1 - fraction, sums);
                far.add(fraction, sums);
                for (std::size_t i = 0; i < sums.size(); ++i) {
                    bytes[i] = sums[i] >= 0 ? 1 : 0;
                }
                condition::bytesToBits(bytes.data(), static_cast<std::int64_t>(bytes.size()),
                                       bits.data());
            }
            target.store(y, word, out.wordsPerRow(), bits.data() + (word - from.toSet.firstWord()));
        }
    });
    if (!done) {
        return base::passOn(done);
    }
    return out;
}

}  // namespace frisket::refine
