// SPDX-License-Identifier: MIT
#include "core/rules/nearest.h"

#include <algorithm>
#include <vector>

namespace frisket::rules {

namespace {
/// Longer names are not compared, since a rule is checked at each key.
constexpr std::size_t kLongest = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Distance of F. J. Damerau and V. I. Levenshtein, each pair of letters swapped once at most.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> table(a.size() + 1,
                                                std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t k = 0; k <= b.size(); ++k) {
            if (i == 0 || k == 0) {
                table[i][k] = i + k;
                continue;
            }
            const char x = lower(a[i - 1]);
            const char y = lower(b[k - 1]);
            table[i][k] = std::min(
                {table[i - 1][k] + 1, table[i][k - 1] + 1, table[i - 1][k - 1] + (x == y ? 0 : 1)});
            if (i > 1 && k > 1 && x == lower(b[k - 2]) && lower(a[i - 2]) == y) {
                table[i][k] = std::min(table[i][k], table[i - 2][k - 2] + 1);
            }
        }
    }
    return table[a.size()][b.size()];
}
}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> names) {
    std::string found;
    std::size_t least = word.size() / 3 + 2;  // less than that is near
    for (const std::string& name : names) {
        if (name.size() > kLongest || word.size() > kLongest) {
            continue;
        }
        const std::size_t apart = distance(word, name);
        if (apart < least && apart < std::max(word.size(), name.size())) {
            least = apart;
            found = name;
        }
    }
    return found;
}

}  // namespace frisket::rules
