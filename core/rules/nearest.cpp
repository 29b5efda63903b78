// SPDX-License-Identifier: MIT
#include "core/rules/nearest.h"

#include <algorithm>
#include <array>
#include <utility>

namespace frisket::rules {

namespace {
/// Longer names are not compared.
constexpr std::size_t kLongest = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Distance of F. J. Damerau and V. I. Levenshtein, each pair of letters swapped once at most;
/// `most` for all from there on. Neither is longer than kLongest.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
    using Row = std::array<std::size_t, kLongest + 1>;
    std::array<Row, 3> rows{};
    Row* before = &rows[0];  // of the row before the last
    Row* last = &rows[1];
    Row* row = &rows[2];
    for (std::size_t k = 0; k <= b.size(); ++k) {
        (*last)[k] = k;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const char x = lower(a[i - 1]);
        (*row)[0] = i;
        std::size_t least = i;
        for (std::size_t k = 1; k <= b.size(); ++k) {
            const char y = lower(b[k - 1]);
            std::size_t& here = (*row)[k];
            here =
                std::min({(*last)[k] + 1, (*row)[k - 1] + 1, (*last)[k - 1] + (x == y ? 0U : 1U)});
            if (i > 1 && k > 1 && x == lower(b[k - 2]) && lower(a[i - 2]) == y) {
                here = std::min(here, (*before)[k - 2] + 1);
            }
            least = std::min(least, here);
        }
        // A swap comes from two rows above, at the price of one.
        const std::size_t above = *std::min_element(last->begin(), last->begin() + b.size() + 1);
        if (std::min(least, above + 1) >= most) {
            return most;
        }
        Row* const oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return std::min((*last)[b.size()], most);
}
}  // namespace

NearestName::NearestName(std::string_view word) : m_word(word), m_least(word.size() / 3 + 2) {}

void NearestName::offer(std::string_view name) {
    const std::size_t shorter = std::min(name.size(), m_word.size());
    const std::size_t longer = std::max(name.size(), m_word.size());
    if (m_left-- <= 0 || longer > kLongest || longer - shorter >= m_least) {
        m_left = std::max(m_left, 0);
        return;
    }
    const std::size_t most = std::min(m_least, longer);
    const std::size_t apart = distance(m_word, name, most);
    if (apart < most) {
        m_least = apart;
        m_found = name;
    }
}

std::string nearest(std::string_view word, std::span<const std::string> names) {
    NearestName search(word);
    for (const std::string& name : names) {
        search.offer(name);
    }
    return std::string(search.found());
}

}  // namespace frisket::rules
