// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/array/dtype.h"
#include "core/condition/bits.h"

namespace frisket::measure {

/// How many elements had one label and get another; unsigned 64-bit labels by their bits, as in
/// labels::LabelColours.
struct Transition {
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::int64_t count = 0;

    bool operator==(const Transition&) const = default;
};

/// What becomes of an element. 0 is background.
enum class ChangeKind : std::uint8_t { Added, Removed, Relabelled, Unchanged };
inline constexpr std::size_t kChangeKinds = 4;

/// `Unchanged` where both are the same number, or NaN; else Added from 0, Removed to 0.
[[nodiscard]] ChangeKind changeKind(array::DType beforeType, std::int64_t before,
                                    array::DType afterType, std::int64_t after);

/// Clears those of the first `count` bits whose element is the same number before and after, or
/// NaN. Packed elements of any alignment; those without a set bit are not looked at.
void keepChanged(array::DType dtype, const std::byte* before, const std::byte* after,
                 std::int64_t count, condition::Word* bits);

/// How many elements become what.
struct ChangeTotals {
    std::array<std::int64_t, kChangeKinds> counts{};

    [[nodiscard]] std::int64_t of(ChangeKind kind) const {
        return counts[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] std::int64_t changed() const { return counts[0] + counts[1] + counts[2]; }
    [[nodiscard]] std::int64_t all() const { return changed() + of(ChangeKind::Unchanged); }
    bool operator==(const ChangeTotals&) const = default;
};

/// Counts pairs of elements at the same place of two arrays where a bit is set: which label becomes
/// which, or, of a mask and a reference, the confusion matrix. Elements can be taken out again, so
/// that a count is kept up by differences. Memory is bounded: beyond kMostPairs different pairs
/// only the totals are kept. Floats are no labels: of them there are totals only.
///
/// A count may be split over several objects, one a thread; only their sum then is of any meaning.
class Transitions {
public:
    static constexpr std::size_t kMostPairs = std::size_t{1} << 16U;

    /// `most` is for tests.
    Transitions(array::DType before, array::DType after, std::size_t most = kMostPairs);

    /// Adds (`sign` 1) or takes out (-1) the pairs of those of `count` packed elements, of any
    /// alignment, whose bit (bit 0 of the first word is the first element) is set. Elements without
    /// a set bit are not looked at; bits past `count` must be zero.
    void add(const std::byte* before, const std::byte* after, const condition::Word* bits,
             std::int64_t count, int sign);
    void clear();

    struct Sum {
        std::vector<Transition> pairs;  ///< those that occur; in no order
        ChangeTotals totals;
        bool isComplete = true;  ///< all pairs are listed; else none is
    };
    /// Of parts that were made alike.
    [[nodiscard]] static Sum sum(std::span<const Transitions> parts);

private:
    struct Slot {
        std::uint64_t before = 0;
        std::uint64_t after = 0;
        std::int64_t count = 0;
        ChangeKind kind = ChangeKind::Unchanged;
        bool used = false;
    };
    using AddWords = void (Transitions::*)(const std::byte*, const std::byte*,
                                           const condition::Word*, std::int64_t, int);

    template <class Before, class After>
    void addWords(const std::byte* before, const std::byte* after, const condition::Word* bits,
                  std::int64_t words, int sign);
    void addShort(const std::byte* before, const std::byte* after, const condition::Word* bits,
                  std::int64_t words, int sign);
    template <class Before>
    [[nodiscard]] static AddWords withAfter(std::int64_t size);
    /// By the elements' bits.
    void addRun(std::uint64_t before, std::uint64_t after, std::int64_t count);
    [[nodiscard]] Slot& slotOf(std::uint64_t before, std::uint64_t after);
    [[nodiscard]] bool makeRoom();
    [[nodiscard]] ChangeKind kindOf(std::uint64_t before, std::uint64_t after) const;

    array::DType m_before;
    array::DType m_after;
    std::size_t m_most;
    AddWords m_addWords;
    /// A counter for each pair of labels of one byte: before * 256 + after.
    std::vector<std::int64_t> m_short;
    /// An open hash table for the others, at most half of it in use.
    std::vector<Slot> m_slots;
    std::size_t m_used = 0;
    bool m_lists;           ///< pairs are listed
    ChangeTotals m_totals;  ///< but of `m_short`
};

}  // namespace frisket::measure
