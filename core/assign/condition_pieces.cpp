// SPDX-License-Identifier: MIT
#include "core/assign/condition_pieces.h"

#include <numeric>

namespace frisket::assign {

using condition::Word;

namespace {
std::int64_t foldedTile(std::int64_t inner) {
    const std::int64_t both = std::lcm(inner, condition::kWordBits);
    return both <= kTileLanes ? kTileLanes / both * both : kTileLanes;
}
}  // namespace

Stretch stretchAt(const Piece& piece, std::int64_t done) {
    const auto tileAt = [&](std::int64_t first) {
        return part(piece, first, std::min(kTileLanes, piece.count - first));
    };
    Stretch stretch{tileAt(done)};
    stretch.selected = selectedIn(stretch.piece);
    while (stretch.isSparse() && done + stretch.piece.count < piece.count) {
        const Piece next = tileAt(done + stretch.piece.count);
        const std::int64_t selected = selectedIn(next);
        if (stretch.selected + selected > Stretch::kPicked) {
            break;
        }
        stretch.piece.count += next.count;
        stretch.selected += selected;
    }
    return stretch;
}

ConditionPieces::ConditionPieces(const condition::ConditionMask& mask, const Stepping& stepping)
    : m_mask(mask),
      m_stepping(stepping),
      m_tileLanes(stepping.isEven() ? kTileLanes : foldedTile(stepping.inner)) {
    if (!stepping.isEven() && stepping.step == 0) {
        m_repeater.emplace(stepping.inner);
    }
}

ConditionPieces::Same ConditionPieces::sameFrom(const Run& run, std::int64_t offset) const {
    if (m_stepping.step != 0 || m_stepping.outer != 1) {
        return {};
    }
    const std::int64_t first = run.phase + offset;
    const std::int64_t place = run.condition + first / m_stepping.inner;
    const std::int64_t bit = place % m_mask.rowBits();
    const Word* const words = m_mask.row(place / m_mask.rowBits());
    // No further than the run: the row may be as long as the image.
    const std::int64_t inRun =
        (first % m_stepping.inner + run.count - offset + m_stepping.inner - 1) / m_stepping.inner;
    const std::int64_t same =
        condition::sameBits(words, bit, std::min(m_mask.rowBits() - bit, inRun));
    return {std::min(run.count - offset, same * m_stepping.inner - first % m_stepping.inner),
            condition::readBits(words, bit, 1) != 0};
}

ConditionPieces::Tile ConditionPieces::fillFolded(const Run& run, std::int64_t offset,
                                                  std::int64_t count) {
    const std::int64_t inner = m_stepping.inner;
    const std::int64_t first = run.phase + offset;
    const std::int64_t phase = first % inner;
    const std::int64_t stretches = (phase + count + inner - 1) / inner;
    const std::int64_t place = run.condition + first / inner * m_stepping.outer;
    if (m_stepping.step == 0) {
        m_mask.gather(place, m_stepping.outer, stretches, m_outer.data());
        const std::int64_t set = condition::countBits(m_outer.data(), 0, stretches);
        if (set == 0 || set == stretches) {
            return {0, set == 0 ? TileKind::Empty : TileKind::Full};
        }
        m_repeater->repeat(m_outer.data(), stretches, m_words.data());
        return {phase, TileKind::Mixed};
    }
    // A stretch at a time; where all are the same, they are still there from the tile before.
    const bool periodic = m_stepping.outer == 0;
    if (periodic && m_periodicPlace == place) {
        return {phase, TileKind::Mixed};
    }
    m_words.fill(0);
    const std::int64_t filled = periodic ? (kTileLanes + 2 * inner - 1) / inner : stretches;
    for (std::int64_t i = 0; i < filled; ++i) {
        Word bits = 0;
        m_mask.gather(place + i * m_stepping.outer, m_stepping.step, inner, &bits);
        const auto shift = static_cast<unsigned>(i * inner % condition::kWordBits);
        Word* const word = m_words.data() + i * inner / condition::kWordBits;
        word[0] |= bits << shift;
        if (shift != 0) {
            word[1] |= bits >> (64U - shift);
        }
    }
    m_periodicPlace = periodic ? place : -1;
    return {phase, TileKind::Mixed};
}

}  // namespace frisket::assign
