// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace frisket::refine {

/// Columns that are blurred at a time.
inline constexpr std::int64_t kBlurColumns = 16;

/// A Gaussian of pixels: exp(-d^2 / (2 sigma^2)) for |d| <= reach = 4 sigma, rounded to a whole
/// number, times what makes their sum 1. `sigma` > 0.
struct BlurWeights {
    explicit BlurWeights(double sigma);

    /// Of an edge, from where on all is set, what it makes of kBlurColumns pixels of which the
    /// first is `distance` columns behind it, -reach - kBlurColumns <= distance <= reach.
    [[nodiscard]] const float* behindEdge(std::int64_t distance) const {
        return m_steps.data() + kBlurColumns + reach + distance;
    }

    std::int64_t reach;
    /// Of the pixel d columns away, single[reach + d].
    std::vector<float> single;
    /// A square of 2 * core + 1 pixels with more than half of the weight, however single precision
    /// rounds: whoever sees one value in there is known. That is about 1.05 sigma; 0 or below
    /// `reach`.
    std::int64_t core;

private:
    /// Zeros, sums of the first 1 to 2 * reach weights, and ones.
    std::vector<float> m_steps;
};

}  // namespace frisket::refine
