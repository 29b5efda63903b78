// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <optional>

#include "core/assign/bit_repeat.h"
#include "core/assign/loop_nest.h"
#include "core/condition/condition_mask.h"

namespace frisket::assign {

/// Lanes that are gathered or cast at a time: 8 KiB of the widest dtype, well inside L1.
inline constexpr std::int64_t kTileLanes = 1024;

/// Elements [offset, offset + count) of a run and which of them are True.
struct Piece {
    std::int64_t offset = 0;
    const condition::Word* words = nullptr;  ///< element offset + i is bit firstBit + i
    std::int64_t firstBit = 0;
    std::int64_t count = 0;
    bool full = false;  ///< all are True; `words` then has kTileLanes set bits, not `count`
};

/// Elements [done, done + count) of `piece`; `count` <= kTileLanes where it is full.
[[nodiscard]] inline Piece part(const Piece& piece, std::int64_t done, std::int64_t count) {
    return {piece.offset + done, piece.words, piece.full ? 0 : piece.firstBit + done, count,
            piece.full};
}

/// True elements of a piece.
[[nodiscard]] inline std::int64_t selectedIn(const Piece& piece) {
    return piece.full ? piece.count
                      : condition::countBits(piece.words, piece.firstBit, piece.count);
}

/// A stretch of a piece to be taken at once: a tile of kTileLanes (the last is shorter), or, where
/// little is True, as many tiles as have no more than kPicked True elements together.
struct Stretch {
    /// Where at most so many elements of a tile are True, picking them alone touches less memory
    /// than taking all its lanes.
    static constexpr std::int64_t kPicked = kTileLanes / 16;

    Piece piece;
    std::int64_t selected = 0;

    /// Whether to pick them; else it is a tile.
    [[nodiscard]] bool isSparse() const { return !piece.full && selected <= kPicked; }
};

/// The stretch of `piece` that begins at its element `done`.
[[nodiscard]] Stretch stretchAt(const Piece& piece, std::int64_t done);

/// A condition along the runs of a loop nest, in pieces that kernels can eat. Has buffers of its
/// own: one for each thread.
class ConditionPieces {
public:
    ConditionPieces(const condition::ConditionMask& mask, const Stepping& stepping);

    /// Calls `visit(const Piece&)` for the pieces of `run`, in order. Packed stretches are handed
    /// out as they lie; other pieces have at most kTileLanes elements, or are `full`. Stretches
    /// known to be False without a look at each bit are left out.
    template <class Visitor>
    void forEach(const Run& run, Visitor&& visit) {
        if (!m_stepping.isEven()) {
            forEachFolded(run, visit);
        } else if (m_stepping.step == 1) {
            forEachPacked(run, visit);
        } else if (m_stepping.step == 0) {
            if (m_mask.at(run.condition)) {
                visit(Piece{0, kAllSet.data(), 0, run.count, true});
            }
        } else {
            forEachTile(
                run, visit,
                [&](std::int64_t offset, std::int64_t count) {
                    m_mask.gather(m_stepping.place(run.condition, run.phase + offset),
                                  m_stepping.step, count, m_words.data());
                    return Tile{0, TileKind::Mixed};
                },
                [](std::int64_t) { return Same{}; }, kTileLanes, kTileLanes);
        }
    }

private:
    static constexpr std::size_t kTileWords = kTileLanes / condition::kWordBits;
    static constexpr std::array<condition::Word, kTileWords> kAllSet = [] {
        std::array<condition::Word, kTileWords> words{};
        words.fill(~condition::Word{0});
        return words;
    }();

    template <class Visitor>
    void forEachPacked(const Run& run, Visitor&& visit) const {
        const std::int64_t rowBits = m_mask.rowBits();
        const bool seamless = rowBits % condition::kWordBits == 0;
        const std::int64_t first = run.condition + run.phase;
        for (std::int64_t done = 0; done < run.count;) {
            const std::int64_t bit = (first + done) % rowBits;
            const std::int64_t part =
                seamless ? run.count - done : std::min(run.count - done, rowBits - bit);
            visit(Piece{done, m_mask.row((first + done) / rowBits), bit, part});
            done += part;
        }
    }

    template <class Visitor>
    void forEachFolded(const Run& run, Visitor&& visit) {
        // The first tile ends where a stretch does, so that the others begin at whole words.
        forEachTile(
            run, visit,
            [&](std::int64_t offset, std::int64_t count) { return fillFolded(run, offset, count); },
            [&](std::int64_t offset) { return sameFrom(run, offset); }, m_tileLanes,
            m_tileLanes - run.phase % m_stepping.inner);
    }

    /// What is known of a tile's bits: nothing, or that all are False or all True, in which case
    /// they are not in m_words.
    enum class TileKind : std::uint8_t { Mixed, Empty, Full };
    struct Tile {
        std::int64_t firstBit = 0;  ///< of m_words
        TileKind kind = TileKind::Mixed;
    };

    /// Elements that are all True or all False, which a look at the condition's own words told.
    struct Same {
        std::int64_t count = 0;
        bool value = false;
    };

    /// `fill(offset, count)` makes a Tile. Tiles have `lanes` lanes, the first of them `first`.
    /// Where `same(offset)` is longer, it is taken at once.
    template <class Visitor, class Fill, class LookAhead>
    void forEachTile(const Run& run, Visitor&& visit, Fill&& fill, LookAhead&& same,
                     std::int64_t lanes, std::int64_t first) {
        for (std::int64_t done = 0; done < run.count;) {
            if (const Same ahead = same(done); ahead.count > lanes) {
                if (ahead.value) {
                    visit(Piece{done, kAllSet.data(), 0, ahead.count, true});
                }
                done += ahead.count;
                continue;
            }
            const std::int64_t part = std::min(done == 0 ? first : lanes, run.count - done);
            const Tile tile = fill(done, part);
            if (tile.kind == TileKind::Full) {
                visit(Piece{done, kAllSet.data(), 0, part, true});
            } else if (tile.kind == TileKind::Mixed &&
                       !condition::noBits(m_words.data(), tile.firstBit, part)) {
                visit(Piece{done, m_words.data(), tile.firstBit, part});
            }
            done += part;
        }
    }

    Tile fillFolded(const Run& run, std::int64_t offset, std::int64_t count);
    /// Where each element of the condition is repeated along a stretch and the next one lies behind
    /// it: the elements from `offset` on that equal the first. Nothing elsewhere.
    [[nodiscard]] Same sameFrom(const Run& run, std::int64_t offset) const;

    const condition::ConditionMask& m_mask;
    Stepping m_stepping;
    std::int64_t
        m_tileLanes;  ///< whole words and whole stretches, where such a tile is short enough
    std::optional<BitRepeater> m_repeater;  ///< for stretches of one condition element each, only
    /// Room for a tile and the rest of the stretch that it begins in, as whole bytes of words.
    std::array<condition::Word, kTileWords + 4> m_words{};
    std::array<condition::Word, kTileWords + 2> m_outer{};
    std::int64_t m_periodicPlace = -1;  ///< of the condition whose period lies in m_words
};

}  // namespace frisket::assign
