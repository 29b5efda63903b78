// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace frisket::refine {

/// A Gaussian of pixels: exp(-d^2 / (2 sigma^2)) for |d| <= reach = 4 sigma, rounded to a whole
/// number, times what makes their sum 1. `sigma` > 0.
struct BlurWeights {
    explicit BlurWeights(double sigma);

    std::int64_t reach;
    /// Of the pixel d columns away, single[reach + d].
    std::vector<float> single;
    /// Of an edge at e, beyond which all is set, pixel e - reach + k has steps[k].
    std::vector<float> steps;
    /// A square of 2 * core + 1 pixels with more than half of the weight, however single precision
    /// rounds: whoever sees one value in there is known. That is about 1.05 sigma.
    std::int64_t core;
};

}  // namespace frisket::refine
