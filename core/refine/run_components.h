// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <functional>
#include <vector>

#include "core/condition/connectivity.h"
#include "core/refine/frame.h"

namespace frisket::refine {

/// Calls `visit(begin, end)` for each run of set bits among `count` words, by rising place; bit 0
/// of the first word is place `first`.
template <class Visit>
void forEachRun(const condition::Word* words, std::int64_t count, std::int64_t first,
                Visit&& visit) {
    condition::Word carry = 0;  // the bit before this word
    std::int64_t begin = 0;
    for (std::int64_t word = 0; word < count; ++word, first += condition::kWordBits) {
        const condition::Word bits = words[word];
        for (condition::Word changes = bits ^ ((bits << 1U) | carry); changes != 0;
             changes &= changes - 1) {
            const std::int64_t place = first + std::countr_zero(changes);
            carry ^= 1U;
            if (carry != 0) {
                begin = place;
            } else {
                visit(begin, place);
            }
        }
    }
    if (carry != 0) {
        visit(begin, first);
    }
}

/// Which runs of set pixels hang together: union-find (R. E. Tarjan, 1975) of runs, in bands of
/// rows that are searched on their own and then joined. Four bytes for each run and twelve for each
/// run that touches none before it are kept; the runs themselves are found again in the bits.
///
/// Unlike measure::ComponentFinder, which forgets all but the row before and so tells of components
/// only their numbers, this one can say to which component a run belongs.
class RunComponents {
public:
    /// Added to the size of a component that has a pixel at an edge of the frame, once or more.
    static constexpr std::int64_t kAtEdge = std::int64_t{1} << 48U;

    /// What a search is for; `edges` adds kAtEdge.
    struct Options {
        condition::Connectivity connectivity = condition::Connectivity::Eight;
        bool edges = false;
    };

    /// `source` must live as long. Cancelled, or TooLarge for more than 2^32 runs; throws
    /// std::bad_alloc.
    [[nodiscard]] static base::Result<RunComponents> find(const RowSource& source,
                                                          const Options& options,
                                                          base::Progress* progress,
                                                          base::ThreadPool* pool);

    /// Components in reading order of their first pixels, by their numbers from 0 on.
    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(m_sizes.size()); }
    /// Pixels of each, and kAtEdge where that was asked for.
    [[nodiscard]] const std::vector<std::int64_t>& sizes() const { return m_sizes; }

    /// Calls `visit(y, begin, end, component)` for all runs, those of a row by rising place, on the
    /// threads of `pool` by bands of rows. Cancelled.
    [[nodiscard]] base::Status forEachRunOf(
        const std::function<void(std::int64_t y, std::int64_t begin, std::int64_t end,
                                 std::uint32_t component)>& visit,
        base::Progress* progress, base::ThreadPool* pool) const;

private:
    struct Run {
        std::int64_t begin;
        std::int64_t end;
        std::uint32_t label;
    };
    /// Rows that are searched at a time. Labels count from 0; the parent of a label is not above
    /// it.
    struct Band {
        std::vector<std::uint32_t> ofRun;
        std::vector<std::uint32_t> parents;
        std::vector<std::int64_t> sizes;
        std::vector<Run> firstRow;
        std::vector<Run> lastRow;
        std::uint32_t firstLabel = 0;
    };

    RunComponents(const RowSource& source, const Options& options);
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> rowsOf(std::int64_t band) const;
    void search(Band& band, std::int64_t y0, std::int64_t y1) const;
    [[nodiscard]] base::Status join();

    const RowSource* m_source;
    Options m_options;
    std::int64_t m_firstWord;
    std::int64_t m_words;
    std::vector<Band> m_bands;
    std::vector<std::uint32_t> m_components;  ///< of each label
    std::vector<std::int64_t> m_sizes;
};

}  // namespace frisket::refine
