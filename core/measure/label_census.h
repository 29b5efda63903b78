// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/array/dtype.h"
#include "core/measure/short_counts.h"

namespace frisket::measure {

/// How many elements have a label; unsigned 64-bit labels by their bits, as in
/// labels::LabelColours.
struct LabelShare {
    std::int64_t label = 0;
    std::int64_t count = 0;

    bool operator==(const LabelShare&) const = default;
};

/// Which labels occur, and how often, in elements that come piece by piece. Memory is bounded: of
/// more than kMostKept different labels those that come late are counted together only.
class LabelCensus {
public:
    static constexpr std::size_t kMostKept = std::size_t{1} << 20U;

    /// Of a float dtype nothing is counted: floats are no labels.
    explicit LabelCensus(array::DType dtype);

    /// `count` packed elements of any alignment.
    void add(const std::byte* elements, std::int64_t count);

    struct Answer {
        std::vector<LabelShare> labels;  ///< by rising value, unsigned ones as such
        bool isComplete = true;          ///< all labels that came are in it
    };
    /// The `most` most frequent labels; of equal ones the smaller.
    [[nodiscard]] Answer answer(std::size_t most) const;

private:
    template <class T>
    void addByHash(const std::byte* elements, std::int64_t count);
    /// Slot of `label`, or the empty one where it belongs.
    [[nodiscard]] LabelShare& slotOf(std::int64_t label);
    void addRun(std::int64_t label, std::int64_t count);

    array::DType m_dtype;
    std::optional<ShortCounts> m_short;  ///< for labels of one or two bytes
    // An open hash table: a slot without count is empty. At most half of it is in use.
    std::vector<LabelShare> m_slots;
    std::size_t m_used = 0;
    bool m_overflowed = false;
};

}  // namespace frisket::measure
