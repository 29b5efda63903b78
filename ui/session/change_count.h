// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "core/base/area.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"
#include "core/measure/label_set.h"
#include "core/measure/transitions.h"
#include "ui/session/change_reader.h"

namespace frisket::session {

/// The counts of ChangeSurvey and how far they are. It has the bits of the condition as they were
/// counted, and of each row of the plane which words may be other ones by now: at first all, with
/// no bit counted. Reads through a ChangeReader of what it was made for. Memory that runs out comes
/// as std::bad_alloc; then it is of no further use.
class ChangeCount {
public:
    /// With `scored` pairs with the reference are counted, too; there must be one.
    ChangeCount(const ChangeReader& reader, bool scored, int threads);
    [[nodiscard]] bool isScored() const { return m_scored; }

    /// The condition may be another one there.
    void touch(const base::Area& area);

    /// What may be looked at: while a stroke is under way, which may paint the destination, only
    /// what was counted before and is selected or not otherwise by now.
    enum class Look : std::uint8_t { Everything, Flips };
    [[nodiscard]] bool hasWork(Look look) const;
    /// Words of `Look::Flips`.
    [[nodiscard]] std::int64_t pendingWords() const;

    using Clock = std::chrono::steady_clock;
    /// Counts until `deadline` has passed, a piece at least. Pixels whose marks may have changed.
    base::Rect advance(const ChangeReader& reader, base::ThreadPool& pool, Look look,
                       Clock::time_point deadline);

    /// How much of the plane was counted, 0..1.
    [[nodiscard]] double progress() const {
        return static_cast<double>(m_counted) /
               static_cast<double>(m_words * static_cast<std::int64_t>(m_rows.size()));
    }
    [[nodiscard]] measure::Transitions::Sum transitions() const;
    /// Destination, or what becomes of it, and reference.
    struct Confusion {
        measure::Transitions::Sum whole;   ///< of the plane
        measure::Transitions::Sum before;  ///< where the condition is true
        measure::Transitions::Sum after;   ///< there, after the assignment
    };
    [[nodiscard]] std::optional<Confusion> confusion() const;

    /// Looks for selected elements of `before` that become `after`, labels as in Transition.
    void mark(array::DType dtype, std::int64_t before, std::int64_t after);
    void unmark();
    [[nodiscard]] const condition::BitRegion* marks() const {
        return m_marks ? &m_marks->region : nullptr;
    }

    /// About what it holds.
    [[nodiscard]] std::int64_t bytes() const;

private:
    /// In words. From `counted` on a row is always to be looked at.
    struct Row {
        std::int32_t begin = 0;    ///< what may be other ones begins
        std::int32_t end = 0;      ///< and ends
        std::int32_t counted = 0;  ///< that many were counted
        std::int32_t marked = 0;   ///< that many have true marks
    };
    struct Marks {
        condition::BitRegion region;
        measure::LabelSet before;
        measure::LabelSet after;
    };
    /// What one thread works with.
    struct Hand {
        ChangeReader::Buffers buffers;
        std::vector<condition::Word> now, set, cleared, match;
        base::Rect marked;
    };
    struct Piece {
        std::int64_t y = 0;
        std::int32_t begin = 0;
        std::int32_t end = 0;
    };

    [[nodiscard]] Piece pieceOf(std::int64_t y, Look look, std::int64_t most) const;
    void count(const ChangeReader& reader, const Piece& piece, std::size_t hand);
    void countRun(const ChangeReader& reader, std::int64_t y, std::int64_t word, std::int64_t words,
                  const condition::Word* now, std::size_t hand);
    void compare(const ChangeReader& reader, std::int64_t y, std::int64_t begin, std::int64_t end,
                 std::size_t hand);
    void markWords(const ChangeReader& reader, std::int64_t y, std::int64_t begin, std::int64_t end,
                   Hand& hand);

    std::int64_t m_words;  ///< of a row
    std::vector<Row> m_rows;
    condition::BitRegion m_bits;  ///< as they were counted
    std::int64_t m_counted = 0;   ///< words
    std::int64_t m_first = 0;     ///< rows before have nothing to look at
    bool m_scored;
    bool m_becomesReference;  ///< then pairs tell what becomes of the confusion
    array::DType m_dtype;
    std::vector<Hand> m_hands;
    // One for each hand.
    std::vector<measure::Transitions> m_pairs;
    std::vector<measure::Transitions> m_whole;
    std::vector<measure::Transitions> m_before;
    std::vector<measure::Transitions> m_after;
    std::optional<Marks> m_marks;
};

}  // namespace frisket::session
