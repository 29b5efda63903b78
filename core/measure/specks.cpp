// SPDX-License-Identifier: MIT
#include "core/measure/specks.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "core/array/half.h"
#include "core/measure/speck_values.h"

namespace frisket::measure {

namespace {
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
/// Borders between groups that are kept; each is twelve bytes.
constexpr std::size_t kMostBorders = std::size_t{1} << 26U;
/// Places of borders that are remembered, a power of two.
constexpr std::size_t kRememberedBorders = std::size_t{1} << 14U;
/// Specks, or borders, that are gone through between two looks at the progress.
constexpr std::size_t kBetweenLooks = std::size_t{1} << 16U;

/// Equal pixels side by side; `value` has the element's bytes.
struct Run {
    std::int64_t x0;
    std::int64_t x1;
    std::uint64_t value;
    std::uint32_t group;
};

template <class T>
std::uint64_t keyOf(T element) {
    if constexpr (std::is_same_v<T, array::Half>) {
        constexpr unsigned kMagnitude = 0x7fffU;
        constexpr unsigned kInfinity = 0x7c00U;
        const unsigned magnitude = element.bits & kMagnitude;
        if (magnitude == 0 || magnitude > kInfinity) {
            return magnitude == 0 ? 0 : kMagnitude;
        }
    } else if constexpr (std::is_floating_point_v<T>) {
        if (element == 0) {
            return 0;
        }
        if (std::isnan(element)) {
            element = std::numeric_limits<T>::quiet_NaN();
        }
    }
    std::uint64_t key = 0;
    std::memcpy(&key, &element, sizeof(T));  // the machine is little-endian
    return key;
}

template <class T>
void appendRuns(const std::byte* row, std::int64_t width, std::vector<Run>& runs) {
    const auto* elements = reinterpret_cast<const T*>(row);
    for (std::int64_t x = 0; x < width;) {
        const std::uint64_t value = keyOf(elements[x]);
        std::int64_t end = x + 1;
        while (end < width && keyOf(elements[end]) == value) {
            ++end;
        }
        runs.push_back({x, end, value, kNone});
        x = end;
    }
}

/// Union-find (R. E. Tarjan, 1975) of runs as the rows come. A group that grows past a speck's size
/// forgets where it is.
class Grouping {
public:
    explicit Grouping(const SpeckRule& rule) : m_rule(rule) {
        if (!rule.background) {
            m_groups.push_back({0, kNone, kNone, rule.below, 0});
        }
    }

    /// False where there is too much to remember.
    bool addRow(std::int64_t y, std::vector<Run>& runs);
    [[nodiscard]] base::Result<Specks> take(base::Progress* progress);

private:
    /// `count` of a group that is no root, and its runs, mean nothing.
    struct Group {
        std::uint32_t parent;
        std::uint32_t firstPiece;
        std::uint32_t lastPiece;
        std::int64_t count;
        std::uint64_t value;
    };
    struct Piece {
        SpeckRun run;
        std::uint32_t next;
    };

    [[nodiscard]] std::uint32_t rootOf(std::uint32_t group);
    [[nodiscard]] bool isLarge(std::uint32_t root) const {
        return m_groups[root].count >= m_rule.below;
    }
    [[nodiscard]] std::uint32_t united(std::uint32_t a, std::uint32_t b);
    [[nodiscard]] std::uint32_t groupOf(const Run& run, std::size_t firstAbove);
    void extend(std::uint32_t root, const SpeckRun& run);
    void forgetPieces(Group& group);
    void addBorder(std::uint32_t a, std::uint32_t b, std::int64_t length);
    [[nodiscard]] bool makeRoom();
    [[nodiscard]] base::Status findRoots(base::Progress* progress);

    SpeckRule m_rule;
    std::vector<Run> m_above;
    std::vector<Group> m_groups;
    std::vector<Piece> m_pieces;
    std::uint32_t m_freePiece = kNone;
    std::vector<GroupBorder> m_borders;
    /// Where in m_borders a pair of groups was last, by its hash: rows that are alike add nothing.
    std::vector<std::uint32_t> m_lastBorder = std::vector<std::uint32_t>(kRememberedBorders, 0);
    std::size_t m_pruneAt = std::size_t{1} << 20U;
};

std::uint32_t Grouping::rootOf(std::uint32_t group) {
    while (m_groups[group].parent != group) {
        m_groups[group].parent = m_groups[m_groups[group].parent].parent;
        group = m_groups[group].parent;
    }
    return group;
}

void Grouping::forgetPieces(Group& group) {
    if (group.firstPiece != kNone) {
        m_pieces[group.lastPiece].next = m_freePiece;
        m_freePiece = group.firstPiece;
        group.firstPiece = group.lastPiece = kNone;
    }
}

std::uint32_t Grouping::united(std::uint32_t a, std::uint32_t b) {
    a = rootOf(a);
    b = rootOf(b);
    if (a == b) {
        return a;
    }
    if (b < a) {
        std::swap(a, b);  // the root is the first in reading order
    }
    Group& root = m_groups[a];
    Group& other = m_groups[b];
    other.parent = a;
    root.count += other.count;
    if (isLarge(a)) {
        forgetPieces(root);
        forgetPieces(other);
    } else {
        m_pieces[root.lastPiece].next = other.firstPiece;
        root.lastPiece = other.lastPiece;
    }
    return a;
}

void Grouping::extend(std::uint32_t root, const SpeckRun& run) {
    Group& group = m_groups[root];
    group.count += run.x1 - run.x0;
    if (isLarge(root)) {
        forgetPieces(group);
        return;
    }
    std::uint32_t place = m_freePiece;
    if (place == kNone) {
        place = static_cast<std::uint32_t>(m_pieces.size());
        m_pieces.push_back({run, kNone});
    } else {
        m_freePiece = m_pieces[place].next;
        m_pieces[place] = {run, kNone};
    }
    if (group.firstPiece == kNone) {
        group.firstPiece = place;
    } else {
        m_pieces[group.lastPiece].next = place;
    }
    group.lastPiece = place;
}

void Grouping::addBorder(std::uint32_t a, std::uint32_t b, std::int64_t length) {
    constexpr std::uint32_t kMixer = 2654435761U;  // of D. E. Knuth, TAOCP 3, section 6.4
    if (isLarge(rootOf(a)) && isLarge(rootOf(b))) {
        return;
    }
    std::uint32_t& place = m_lastBorder[((a * kMixer) ^ b) % kRememberedBorders];
    if (place < m_borders.size() && m_borders[place].a == a && m_borders[place].b == b &&
        m_borders[place].length <= kNone - length) {
        m_borders[place].length += static_cast<std::uint32_t>(length);
        return;
    }
    place = static_cast<std::uint32_t>(m_borders.size());
    m_borders.push_back({a, b, static_cast<std::uint32_t>(length)});
}

bool Grouping::makeRoom() {
    if (m_borders.size() >= m_pruneAt) {
        std::erase_if(m_borders, [this](const GroupBorder& border) {
            return isLarge(rootOf(border.a)) && isLarge(rootOf(border.b));
        });
        m_pruneAt = std::max(m_pruneAt, 2 * m_borders.size());
    }
    return m_borders.size() <= kMostBorders && m_groups.size() <= kMostGroups;
}

/// Of the runs above, from `firstAbove` on, joins those that `run` hangs together with.
std::uint32_t Grouping::groupOf(const Run& run, std::size_t firstAbove) {
    if (run.value == 0 && !m_rule.background) {
        return 0;
    }
    const std::int64_t least = m_rule.connectivity == condition::Connectivity::Eight ? 0 : 1;
    std::uint32_t group = kNone;
    for (std::size_t i = firstAbove; i < m_above.size() && m_above[i].x0 <= run.x1; ++i) {
        const Run& above = m_above[i];
        if (above.value == run.value &&
            std::min(above.x1, run.x1) - std::max(above.x0, run.x0) >= least) {
            group = group == kNone ? rootOf(above.group) : united(group, above.group);
        }
    }
    if (group == kNone) {
        group = static_cast<std::uint32_t>(m_groups.size());
        m_groups.push_back({group, kNone, kNone, 0, run.value});
    }
    return group;
}

bool Grouping::addRow(std::int64_t y, std::vector<Run>& runs) {
    std::size_t firstAbove = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        Run& run = runs[i];
        while (firstAbove < m_above.size() && m_above[firstAbove].x1 < run.x0) {
            ++firstAbove;
        }
        run.group = groupOf(run, firstAbove);
        if (run.value != 0 || m_rule.background) {
            extend(run.group, {y, run.x0, run.x1});
        }
        if (i > 0) {
            addBorder(runs[i - 1].group, run.group, 1);
        }
        for (std::size_t above = firstAbove; above < m_above.size() && m_above[above].x0 < run.x1;
             ++above) {
            const std::int64_t length =
                std::min(m_above[above].x1, run.x1) - std::max(m_above[above].x0, run.x0);
            if (length > 0 && m_above[above].value != run.value) {
                addBorder(m_above[above].group, run.group, length);
            }
        }
    }
    std::swap(m_above, runs);
    return makeRoom();
}

/// From now on borders are those of whole groups.
base::Status Grouping::findRoots(base::Progress* progress) {
    for (std::size_t i = 0; i < m_borders.size(); ++i) {
        GroupBorder& border = m_borders[i];
        border.a = rootOf(border.a);
        border.b = rootOf(border.b);
        if (i % kBetweenLooks == 0) {
            if (auto goOn = base::proceed(progress); !goOn) {
                return goOn;
            }
        }
    }
    return {};
}

base::Result<Specks> Grouping::take(base::Progress* progress) {
    std::vector<std::uint32_t> roots;  // of what may be specks
    std::vector<std::uint32_t> speckOf(m_groups.size(), kNoSpeck);
    for (std::uint32_t group = 0; group < m_groups.size(); ++group) {
        if (m_groups[group].parent == group && !isLarge(group)) {
            speckOf[group] = static_cast<std::uint32_t>(roots.size());
            roots.push_back(group);
        }
    }
    if (auto goOn = findRoots(progress); !goOn) {
        return base::passOn(goOn);
    }
    const auto becomes = speckValues(
        m_borders, speckOf, roots.size(),
        [this](std::uint32_t group) { return m_groups[group].value; }, progress);
    if (!becomes) {
        return base::passOn(becomes);
    }

    Specks found;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        const Group& group = m_groups[roots[i]];
        if (i % kBetweenLooks == 0) {
            if (auto goOn = base::proceed(progress); !goOn) {
                return base::passOn(goOn);
            }
        }
        const auto& value = (*becomes)[i];
        if (!value || *value == group.value) {
            continue;
        }
        Speck speck;
        speck.count = group.count;
        std::memcpy(speck.value.data(), &*value, sizeof(std::uint64_t));
        speck.firstRun = found.runs.size();
        for (std::uint32_t place = group.firstPiece; place != kNone; place = m_pieces[place].next) {
            const SpeckRun& run = m_pieces[place].run;
            found.runs.push_back(run);
            speck.box = speck.box.united({run.x0, run.y, run.x1, run.y + 1});
        }
        speck.endRun = found.runs.size();
        std::sort(found.runs.begin() + static_cast<std::ptrdiff_t>(speck.firstRun),
                  found.runs.end(), [](const SpeckRun& one, const SpeckRun& other) {
                      return std::pair(one.y, one.x0) < std::pair(other.y, other.x0);
                  });
        found.pixels += speck.count;
        found.specks.push_back(speck);
    }
    return found;
}
}  // namespace

base::Result<Specks> findSpecks(array::DType dtype, std::int64_t width, std::int64_t height,
                                const SpeckRule& rule, const ReadRow& read,
                                base::Progress* progress) {
    if (rule.below <= 1 || width <= 0) {
        return Specks();
    }
    if (progress != nullptr) {
        progress->expect(height);
    }
    Grouping grouping(rule);
    std::vector<std::byte> row(static_cast<std::size_t>(width * array::itemSize(dtype)));
    std::vector<Run> runs;
    for (std::int64_t y = 0; y < height; ++y) {
        read(y, row.data());
        runs.clear();
        array::visitType(dtype, [&](auto type) {
            appendRuns<typename decltype(type)::type>(row.data(), width, runs);
        });
        if (!grouping.addRow(y, runs)) {
            return base::fail(base::ErrorCode::TooLarge,
                              "There are too many groups of equal values for labels.",
                              "Scores have no specks; choose a mask of labels.");
        }
        if (auto goOn = base::proceed(progress, 1); !goOn) {
            return base::passOn(goOn);
        }
    }
    return grouping.take(progress);
}

}  // namespace frisket::measure
