// SPDX-License-Identifier: MIT
#include "core/io/png_ids.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace frisket::io {

namespace {
constexpr std::int64_t kPixelsPerLoose = 64;

/// Sets `joined[x]` for the pixels of both rows that lie in a block of one colour.
void joinRows(const std::uint32_t* upper, const std::uint32_t* lower, std::int64_t width,
              std::vector<std::uint8_t>& joinedUpper, std::vector<std::uint8_t>& joinedLower) {
    for (std::int64_t x = 1; x < width; ++x) {
        const std::uint32_t value = upper[x];
        const bool block = (value == upper[x - 1]) & (value == lower[x]) & (value == lower[x - 1]);
        const auto bit = static_cast<std::uint8_t>(block);
        const auto at = static_cast<std::size_t>(x);
        joinedUpper[at - 1] |= bit;
        joinedUpper[at] |= bit;
        joinedLower[at - 1] |= bit;
        joinedLower[at] |= bit;
    }
}
}  // namespace

base::Result<bool> looksLikeIds(const array::NdArray& array, base::Progress* progress) {
    assert(array.dtype() == array::DType::U32 && array.rank() == 2);
    const std::int64_t height = array.shape()[0];
    const std::int64_t width = array.shape()[1];
    const auto* const pixels =
        reinterpret_cast<const std::uint32_t*>(array.view().at(array.layout().offset));
    std::vector<std::uint8_t> upper(static_cast<std::size_t>(width));
    std::vector<std::uint8_t> lower(upper.size());
    std::int64_t loose = 0;
    for (std::int64_t y = 0; y < height; ++y) {
        std::fill(lower.begin(), lower.end(), std::uint8_t{0});
        if (y + 1 < height) {
            joinRows(pixels + y * width, pixels + (y + 1) * width, width, upper, lower);
        }
        loose += std::count(upper.begin(), upper.end(), std::uint8_t{0});
        std::swap(upper, lower);
        if (loose > height * width / kPixelsPerLoose) {
            return false;
        }
        if (const auto goOn = base::proceed(progress); !goOn) {
            return base::passOn(goOn);
        }
    }
    return true;
}

}  // namespace frisket::io
