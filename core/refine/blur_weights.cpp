// SPDX-License-Identifier: MIT
#include "core/refine/blur_weights.h"

#include <cmath>
#include <numeric>

namespace frisket::refine {

namespace {
/// More than sums of single precision are off by.
constexpr double kHalfForSure = 0.5 + 1e-3;
}  // namespace

BlurWeights::BlurWeights(double sigma) : reach(static_cast<std::int64_t>(4 * sigma + 0.5)) {
    std::vector<double> exact;
    for (std::int64_t d = -reach; d <= reach; ++d) {
        const double z = static_cast<double>(d) / sigma;
        exact.push_back(std::exp(-0.5 * z * z));
    }
    const double sum = std::accumulate(exact.begin(), exact.end(), 0.0);
    m_steps.assign(kBlurColumns, 0.0F);
    double behind = 0;
    for (const double each : exact) {
        single.push_back(static_cast<float>(each / sum));
        behind += each / sum;
        m_steps.push_back(static_cast<float>(behind));
    }
    m_steps.back() = 1.0F;  // all of it: no matter what it was rounded to
    m_steps.insert(m_steps.end(), kBlurColumns, 1.0F);
    const double* middle = exact.data() + reach;
    double along = middle[0] / sum;
    for (core = 0; core < reach && along * along < kHalfForSure; ++core) {
        along += 2 * middle[core + 1] / sum;
    }
}

}  // namespace frisket::refine
