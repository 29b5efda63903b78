// SPDX-License-Identifier: MIT
#include "tests/bench/tools_run.h"

#include <stdexcept>

namespace frisket::bench {

namespace {
using condition::kWordBits;
using condition::Word;

/// Steps of OpenCV, a whole pass over the map, before it is given a part of the rows.
constexpr std::int64_t kMostSums = std::int64_t{20'000'000'000};
}  // namespace

cv::Mat matrixOf(const std::vector<std::uint8_t>& bytes, std::int64_t side) {
    return {static_cast<int>(side), static_cast<int>(side), CV_8U,
            const_cast<std::uint8_t*>(bytes.data())};
}

std::int64_t rowsFor(std::int64_t sums, std::int64_t reach, std::int64_t side) {
    return std::min(side, std::max(kMostSums / (sums * side), 8 * reach));
}

void requireSame(const std::string& what, const condition::BitRegion& region, const cv::Mat& bytes,
                 std::int64_t rows) {
    std::vector<Word> words(static_cast<std::size_t>(condition::wordsFor(bytes.cols)));
    for (std::int64_t y = 0; y < rows; ++y) {
        condition::bytesToBits(bytes.ptr(static_cast<int>(y)), bytes.cols, words.data());
        for (std::int64_t x = 0; x < bytes.cols; x += kWordBits) {
            const Word expected = words[static_cast<std::size_t>(x / kWordBits)];
            Word is = 0;
            if (y >= region.box().y0 && y < region.box().y1 && x >= region.originX() &&
                x < region.box().x1) {
                is = region.row(y)[(x - region.originX()) / kWordBits];
            }
            if (is != expected) {
                throw std::runtime_error(what + ": Frisket and OpenCV differ in row " +
                                         std::to_string(y) + " near column " + std::to_string(x) +
                                         ".");
            }
        }
    }
}

}  // namespace frisket::bench
