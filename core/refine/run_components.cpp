// SPDX-License-Identifier: MIT
#include "core/refine/run_components.h"

#include <algorithm>
#include <limits>

namespace frisket::refine {

using base::Rect;
using condition::Connectivity;
using condition::kWordBits;
using condition::Word;

namespace {
/// Even noise takes a band of 16k columns less than 20 ms.
constexpr std::int64_t kBandRows = 128;

using Labels = std::vector<std::uint32_t>;

std::uint32_t rootOf(Labels& parents, std::uint32_t label) {
    while (parents[label] != label) {
        parents[label] = parents[parents[label]];
        label = parents[label];
    }
    return label;
}

/// The lower one becomes the root of both, so that roots keep the order of first pixels.
std::uint32_t joined(Labels& parents, std::uint32_t a, std::uint32_t b) {
    a = rootOf(parents, a);
    b = rootOf(parents, b);
    if (a > b) {
        std::swap(a, b);
    }
    parents[b] = a;
    return a;
}

/// Calls `visit(above, below)` for the runs of two rows that touch.
template <class Runs, class Visit>
void forEachTouching(const Runs& above, Runs& below, Connectivity connectivity, Visit&& visit) {
    const std::int64_t corner = connectivity == Connectivity::Eight ? 1 : 0;
    std::size_t first = 0;
    for (auto& run : below) {
        while (first < above.size() && above[first].end + corner <= run.begin) {
            ++first;
        }
        for (std::size_t i = first; i < above.size() && above[i].begin < run.end + corner; ++i) {
            visit(above[i], run);
        }
    }
}
}  // namespace

RunComponents::RunComponents(const RowSource& source, const Options& options)
    : m_source(&source),
      m_options(options),
      m_firstWord(source.frame().x0 / kWordBits),
      m_words(condition::wordsFor(source.frame().x1) - m_firstWord),
      m_bands(static_cast<std::size_t>((source.frame().height() + kBandRows - 1) / kBandRows)) {}

std::pair<std::int64_t, std::int64_t> RunComponents::rowsOf(std::int64_t band) const {
    const Rect& frame = m_source->frame();
    const std::int64_t y0 = frame.y0 + band * kBandRows;
    return {y0, std::min(y0 + kBandRows, frame.y1)};
}

base::Result<RunComponents> RunComponents::find(const RowSource& source, const Options& options,
                                                base::Progress* progress, base::ThreadPool* pool) {
    RunComponents found(source, options);
    const auto searched = forEachPiece(
        static_cast<std::int64_t>(found.m_bands.size()), progress, pool, [&](std::int64_t i) {
            const auto rows = found.rowsOf(i);
            found.search(found.m_bands[static_cast<std::size_t>(i)], rows.first, rows.second);
        });
    if (!searched) {
        return base::passOn(searched);
    }
    if (auto done = found.join(); !done) {
        return base::passOn(done);
    }
    return found;
}

void RunComponents::search(Band& band, std::int64_t y0, std::int64_t y1) const {
    const Rect& frame = m_source->frame();
    std::vector<Word> words(static_cast<std::size_t>(m_words));
    std::vector<Run> above;
    std::vector<Run> row;
    constexpr std::uint32_t kNew = std::numeric_limits<std::uint32_t>::max();
    for (std::int64_t y = y0; y < y1; ++y) {
        row.clear();
        if (m_source->load(y, m_firstWord, m_words, words.data())) {
            forEachRun(words.data(), m_words, m_firstWord * kWordBits,
                       [&](std::int64_t begin, std::int64_t end) {
                           row.push_back({begin, end, kNew});
                       });
        }
        forEachTouching(above, row, m_options.connectivity, [&](const Run& a, Run& b) {
            b.label = b.label == kNew ? rootOf(band.parents, a.label)
                                      : joined(band.parents, a.label, b.label);
        });
        const bool edgeRow = y == frame.y0 || y == frame.y1 - 1;
        for (Run& run : row) {
            if (run.label == kNew) {
                run.label = static_cast<std::uint32_t>(band.parents.size());
                band.parents.push_back(run.label);
                band.sizes.push_back(0);
            }
            band.sizes[run.label] += run.end - run.begin;
            if (m_options.edges && (edgeRow || run.begin == frame.x0 || run.end == frame.x1)) {
                band.sizes[run.label] |= kAtEdge;
            }
            band.ofRun.push_back(run.label);
        }
        if (y == y0) {
            band.firstRow = row;
        }
        above.swap(row);
    }
    band.lastRow = std::move(above);
}

base::Status RunComponents::join() {
    std::uint64_t labels = 0;
    for (Band& band : m_bands) {
        band.firstLabel = static_cast<std::uint32_t>(labels);
        labels += band.parents.size();
    }
    if (labels > std::numeric_limits<std::uint32_t>::max()) {
        return base::fail(base::ErrorCode::TooLarge,
                          "There are more than 2^32 pieces, too many to tell apart.");
    }
    Labels parents;
    parents.reserve(labels);
    for (Band& band : m_bands) {
        for (const std::uint32_t parent : band.parents) {
            parents.push_back(band.firstLabel + parent);
        }
        band.parents = {};
    }
    for (std::size_t i = 1; i < m_bands.size(); ++i) {
        const Band& above = m_bands[i - 1];
        Band& below = m_bands[i];
        forEachTouching(above.lastRow, below.firstRow, m_options.connectivity,
                        [&](const Run& a, const Run& b) {
                            joined(parents, above.firstLabel + a.label, below.firstLabel + b.label);
                        });
    }
    // A parent is below its children, so it has its number before them. The numbers take the place
    // of the parents.
    std::size_t label = 0;
    for (Band& band : m_bands) {
        for (const std::int64_t size : band.sizes) {
            if (parents[label] == label) {
                parents[label] = static_cast<std::uint32_t>(m_sizes.size());
                m_sizes.push_back(0);
            } else {
                parents[label] = parents[parents[label]];
            }
            std::int64_t& sum = m_sizes[parents[label]];
            sum = (sum + (size & ~kAtEdge)) | (size & kAtEdge);
            ++label;
        }
        band.sizes = {};
        band.firstRow = {};
        band.lastRow = {};
    }
    m_components = std::move(parents);
    return {};
}

base::Status RunComponents::forEachRunOf(
    const std::function<void(std::int64_t, std::int64_t, std::int64_t, std::uint32_t)>& visit,
    base::Progress* progress, base::ThreadPool* pool) const {
    return forEachPiece(
        static_cast<std::int64_t>(m_bands.size()), progress, pool, [&](std::int64_t i) {
            const Band& band = m_bands[static_cast<std::size_t>(i)];
            const std::uint32_t* label = band.ofRun.data();
            std::vector<Word> words(static_cast<std::size_t>(m_words));
            const auto rows = rowsOf(i);
            for (std::int64_t y = rows.first; y < rows.second; ++y) {
                if (m_source->load(y, m_firstWord, m_words, words.data())) {
                    forEachRun(words.data(), m_words, m_firstWord * kWordBits,
                               [&](std::int64_t begin, std::int64_t end) {
                                   visit(y, begin, end, m_components[band.firstLabel + *label++]);
                               });
                }
            }
        });
}

}  // namespace frisket::refine
