// SPDX-License-Identifier: MIT
#include "core/measure/label_counts.h"

#include <algorithm>
#include <limits>
#include <type_traits>
#include <unordered_map>

#include "core/measure/runs.h"
#include "core/measure/short_counts.h"

namespace frisket::measure {

namespace {
template <class T>
Number numberOf(T value) {
    if constexpr (std::is_signed_v<T>) {
        return std::int64_t{value};
    } else {
        return std::uint64_t{value};
    }
}

template <class T>
using Counted = std::pair<T, std::int64_t>;

template <class T>
LabelCounts answer(std::vector<Counted<T>> counts, bool truncated, std::int64_t mostLabels) {
    std::sort(counts.begin(), counts.end());
    const auto most = static_cast<std::size_t>(mostLabels);
    LabelCounts result;
    result.truncated = truncated || counts.size() > most;
    counts.resize(std::min(counts.size(), most));
    for (const auto& [value, count] : counts) {
        result.labels.push_back({numberOf(value), count});
    }
    return result;
}

/// For types of one and two bytes.
template <class T>
LabelCounts countShort(const array::ArrayView& view, std::int64_t mostLabels) {
    ShortCounts counts(sizeof(T));
    forEachRun<T>(view, [&](const T* values, std::int64_t count) {
        counts.add<T>(reinterpret_cast<const std::byte*>(values), count);
    });
    std::vector<Counted<T>> found;
    counts.forEach<T>([&](T value, std::int64_t count) { found.emplace_back(value, count); });
    return answer(std::move(found), false, mostLabels);
}

/// Keeps counts of the smallest values only. Once there are twice as many as asked for, the larger
/// half goes, and larger values are ignored from then on. A value that goes has enough smaller
/// ones, so it could never be among the smallest at the end; one that stays was never ignored.
template <class T>
class SmallestCounts {
public:
    explicit SmallestCounts(std::int64_t most) : m_most(static_cast<std::size_t>(most)) {}

    void add(T value, std::int64_t count) {
        if (value > m_bound) {
            m_dropped = true;
            return;
        }
        m_counts[value] += count;
        if (m_counts.size() > 2 * m_most) {
            dropLarger();
        }
    }

    [[nodiscard]] LabelCounts take() {
        return answer<T>({m_counts.begin(), m_counts.end()}, m_dropped,
                         static_cast<std::int64_t>(m_most));
    }

private:
    void dropLarger() {
        std::vector<T> values;
        for (const auto& [value, count] : m_counts) {
            values.push_back(value);
        }
        const auto last = values.begin() + static_cast<std::ptrdiff_t>(m_most - 1);
        std::nth_element(values.begin(), last, values.end());
        m_bound = *last;
        m_dropped = true;
        std::erase_if(m_counts, [this](const auto& entry) { return entry.first > m_bound; });
    }

    std::size_t m_most;
    T m_bound = std::numeric_limits<T>::max();
    bool m_dropped = false;
    std::unordered_map<T, std::int64_t> m_counts;
};

template <class T>
LabelCounts countByHash(const array::ArrayView& view, std::int64_t mostLabels) {
    SmallestCounts<T> counts(mostLabels);
    forEachRun<T>(view, [&](const T* values, std::int64_t count) {
        for (std::int64_t begin = 0; begin < count;) {
            const std::int64_t end =
                runEnd<T>(reinterpret_cast<const std::byte*>(values), begin, count);
            counts.add(values[begin], end - begin);
            begin = end;
        }
    });
    return counts.take();
}
}  // namespace

LabelCounts countLabels(const array::ArrayView& view, std::int64_t mostLabels) {
    return array::visitType(view.dtype, [&](auto type) -> LabelCounts {
        using T = typename decltype(type)::type;
        if constexpr (std::is_same_v<T, array::Bool8>) {
            return countShort<std::uint8_t>(view, mostLabels);
        } else if constexpr (!std::is_integral_v<T>) {
            return {};
        } else if constexpr (sizeof(T) <= 2) {
            return countShort<T>(view, mostLabels);
        } else {
            return countByHash<T>(view, mostLabels);
        }
    });
}

}  // namespace frisket::measure
