// SPDX-License-Identifier: MIT
#include "core/condition/mask_runs.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "core/base/text.h"

namespace frisket::condition {

namespace {
using base::joined;

/// Makes runs of bits that are told piece by piece.
class RunMaker {
public:
    explicit RunMaker(std::size_t mostRuns) : m_most(mostRuns) {}

    /// So many bits of that value follow. False where there are too many runs.
    bool add(bool value, std::int64_t count) {
        if (value != m_value) {
            end();
            m_value = value;
        }
        m_length += count;
        return m_runs.size() <= m_most;
    }
    [[nodiscard]] std::vector<std::uint32_t> take() {
        end();
        return std::move(m_runs);
    }

private:
    void end() {
        constexpr std::int64_t kLongest = std::numeric_limits<std::uint32_t>::max();
        for (; m_length > kLongest; m_length -= kLongest) {
            m_runs.push_back(static_cast<std::uint32_t>(kLongest));
            m_runs.push_back(0);
        }
        m_runs.push_back(static_cast<std::uint32_t>(m_length));
        m_length = 0;
    }

    std::size_t m_most;
    std::vector<std::uint32_t> m_runs;
    bool m_value = false;
    std::int64_t m_length = 0;
};
}  // namespace

base::Result<std::vector<std::uint32_t>> runsInOrder(const ConditionMask& mask,
                                                     std::size_t mostRuns) {
    RunMaker runs(mostRuns);
    for (std::int64_t r = 0; r < mask.rows(); ++r) {
        const Word* row = mask.row(r);
        for (std::int64_t w = 0; w < mask.wordsPerRow(); ++w) {
            const std::int64_t bits = std::min(kWordBits, mask.rowBits() - w * kWordBits);
            Word word = row[w];
            for (std::int64_t at = 0; at < bits;) {
                const bool value = (word & 1U) != 0;
                const auto same = static_cast<std::int64_t>(value ? std::countr_one(word)
                                                                  : std::countr_zero(word));
                const std::int64_t length = std::min(same, bits - at);
                if (!runs.add(value, length)) {
                    return base::fail(base::ErrorCode::TooLarge,
                                      joined("The condition has more than ", mostRuns,
                                             " runs of equal elements."),
                                      "Save it as a file of its own.");
                }
                at += length;
                word = length < kWordBits ? word >> static_cast<unsigned>(length) : 0;
            }
        }
    }
    return runs.take();
}

base::Result<ConditionMask> maskFromRuns(const array::Shape& shape,
                                         std::span<const std::uint32_t> runs) {
    const auto elements = array::elementCount(shape);
    std::int64_t sum = 0;
    for (const std::uint32_t run : runs) {
        sum += run;
    }
    if (!elements || sum != *elements) {
        return base::fail(base::ErrorCode::Format,
                          joined("The runs have ", sum, " elements, the shape ",
                                 array::toString(shape), " has ", elements.value_or(-1), "."));
    }
    auto mask = ConditionMask::create(shape);
    if (!mask) {
        return base::passOn(mask);
    }
    std::int64_t at = 0;
    bool value = false;
    for (const std::uint32_t run : runs) {
        const std::int64_t end = at + run;
        while (value && at < end) {
            const std::int64_t row = at / mask->rowBits();
            const std::int64_t first = at % mask->rowBits();
            const std::int64_t count = std::min(end - at, mask->rowBits() - first);
            setBits(mask->row(row), first, count);
            at += count;
        }
        at = end;
        value = !value;
    }
    return mask;
}

}  // namespace frisket::condition
