// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace frisket::rules {

/// Finds the name that a word was probably meant to be. Cheap enough for each key: names that are
/// not near end early, and of very many the first 16,384 are looked at.
class NearestName {
public:
    explicit NearestName(std::string_view word);
    /// `name` must live as long.
    void offer(std::string_view name);
    /// Empty where none is near.
    [[nodiscard]] std::string_view found() const { return m_found; }

private:
    std::string_view m_word;
    std::string_view m_found;
    std::size_t m_least;  ///< less than that is near
    int m_left = 16384;   ///< names that are still looked at
};

/// The one of `names` that `word` was probably meant to be, by the least number of letters that are
/// added, left out, replaced or swapped with the next; empty where none is near. Upper and lower
/// case are the same.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string> names);

}  // namespace frisket::rules
