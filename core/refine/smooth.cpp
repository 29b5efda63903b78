// SPDX-License-Identifier: MIT
#include "core/refine/smooth.h"

#include <array>
#include <cmath>
#include <memory>
#include <numeric>

#include "core/base/text.h"
#include "core/refine/window_sums.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

namespace {
constexpr auto kLanes = static_cast<std::size_t>(kWordBits);

/// A bit for each lane for which `test` holds.
template <class T, class Test>
Word bitsOf(const std::array<T, kLanes>& lanes, Test&& test) {
    std::array<std::uint8_t, kLanes> bytes;
    for (std::size_t i = 0; i < kLanes; ++i) {
        bytes[i] = test(lanes[i]) ? 1 : 0;
    }
    Word word = 0;
    condition::bytesToBits(bytes.data(), kWordBits, &word);
    return word;
}

/// Counts set pixels: of each row the number before each column, so that a row of the element is a
/// difference. Numbers wrap round, differences are at most 255 and their sum at most 255^2.
class Majority final : public WindowRule {
public:
    Majority(const HalfWidths& half, std::int64_t columns, std::int64_t rows)
        : m_half(half),
          m_stride(columns + 2 * half.front() + 1),
          m_before(static_cast<std::size_t>(rows * m_stride)),
          m_size(std::accumulate(
              half.begin() + 1, half.end(), 2 * half.front() + 1,
              [](std::int64_t sum, std::int64_t each) { return sum + 2 * (2 * each + 1); })) {}

    void keep(std::int64_t place, const std::uint8_t* pixels) override {
        std::uint16_t* before = m_before.data() + place * m_stride;
        unsigned sum = 0;
        for (std::int64_t i = 0; i + 1 < m_stride; ++i) {
            before[i] = static_cast<std::uint16_t>(sum);
            sum += pixels[i];
        }
        before[m_stride - 1] = static_cast<std::uint16_t>(sum);
    }

    [[nodiscard]] Word decide(std::int64_t x, const std::vector<std::int64_t>& places) override {
        std::array<std::uint16_t, kLanes> counts{};
        const auto reach = static_cast<std::int64_t>(m_half.size()) - 1;
        for (std::int64_t dy = -reach; dy <= reach; ++dy) {
            const std::int64_t half = m_half[static_cast<std::size_t>(std::abs(dy))];
            const std::uint16_t* row =
                m_before.data() + places[static_cast<std::size_t>(dy + reach)] * m_stride;
            const std::uint16_t* begin = row + x + m_half.front() - half;
            const std::uint16_t* end = begin + 2 * half + 1;
            for (std::size_t i = 0; i < kLanes; ++i) {
                counts[i] = static_cast<std::uint16_t>(counts[i] + end[i] - begin[i]);
            }
        }
        return bitsOf(counts,
                      [least = m_size / 2 + 1](std::uint16_t count) { return count >= least; });
    }

private:
    const HalfWidths& m_half;
    std::int64_t m_stride;
    std::vector<std::uint16_t> m_before;
    std::int64_t m_size;  ///< pixels of the element
};

/// The weights of a Gaussian, and what is to the right of each place.
struct Weights {
    explicit Weights(double sigma) : reach(static_cast<std::int64_t>(4 * sigma + 0.5)) {
        std::vector<double> exact;
        for (std::int64_t d = -reach; d <= reach; ++d) {
            const double z = static_cast<double>(d) / sigma;
            exact.push_back(std::exp(-0.5 * z * z));
        }
        const double sum = std::accumulate(exact.begin(), exact.end(), 0.0);
        double behind = 0;
        for (const double each : exact) {
            single.push_back(static_cast<float>(each / sum));
            behind += each / sum;
            steps.push_back(static_cast<float>(behind));
        }
    }
    std::int64_t reach;
    std::vector<float> single;
    /// Of an edge at e, beyond which all is set, pixel e - reach + k has steps[k].
    std::vector<float> steps;
};

/// Sums weights: along each row from its edges, then over rows.
class Blur final : public WindowRule {
public:
    Blur(const Weights& weights, std::int64_t columns, std::int64_t rows)
        : m_weights(weights),
          m_columns(columns),
          m_rows(static_cast<std::size_t>(rows * columns)) {}

    void keep(std::int64_t place, const std::uint8_t* pixels) override {
        // pixels[i] is column i - reach. Column x has seen all of an edge that is at x - reach or
        // before it, and a step of one that is up to `reach` columns away.
        const std::int64_t reach = m_weights.reach;
        float* row = m_rows.data() + place * m_columns;
        for (std::int64_t x = 0; x < m_columns; ++x) {
            row[x] = pixels[x];
        }
        for (std::int64_t i = 1; i < m_columns + 2 * reach; ++i) {
            if (pixels[i] == pixels[i - 1]) {
                continue;
            }
            const float sign = pixels[i] != 0 ? 1.0F : -1.0F;
            const std::int64_t first = i - 2 * reach;  // edge i - reach, less the reach
            const std::int64_t begin = std::max<std::int64_t>(first, 0);
            const std::int64_t end = std::min(i, m_columns);
            const float* steps = m_weights.steps.data() - first;
            for (std::int64_t x = begin; x < end; ++x) {
                row[x] += sign * steps[x];
            }
        }
    }

    [[nodiscard]] Word decide(std::int64_t x, const std::vector<std::int64_t>& places) override {
        std::array<float, kLanes> sums{};
        for (std::size_t k = 0; k < places.size(); ++k) {
            const float weight = m_weights.single[k];
            const float* row = m_rows.data() + places[k] * m_columns + x;
            for (std::size_t i = 0; i < kLanes; ++i) {
                sums[i] += weight * row[i];
            }
        }
        return bitsOf(sums, [](float sum) { return sum >= 0.5F; });
    }

private:
    const Weights& m_weights;
    std::int64_t m_columns;
    std::vector<float> m_rows;
};
}  // namespace

Result<BitRegion> median(const BitRegion& region, const Rect& plane, const Element& element,
                         base::Progress* progress, base::ThreadPool* pool) {
    if (element.radius < 1 || element.radius > kMostMedianRadius) {
        return base::fail(
            base::ErrorCode::InvalidArgument,
            base::joined("A radius of ", element.radius, " pixels is out of range for smoothing."),
            base::joined("Choose 1 to ", kMostMedianRadius, "."));
    }
    const auto half = halfWidths(element);
    if (!half) {
        return base::passOn(half);
    }
    return decideEach(
        region, plane, *half,
        [&](std::int64_t columns, std::int64_t rows) {
            return std::make_unique<Majority>(*half, columns, rows);
        },
        progress, pool);
}

Result<BitRegion> gaussian(const BitRegion& region, const Rect& plane, double sigma,
                           base::Progress* progress, base::ThreadPool* pool) {
    if (!(sigma > 0 && sigma <= kMostSigma)) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          base::joined("A sigma of ", sigma, " pixels is out of range."),
                          base::joined("Choose one above 0, up to ", kMostSigma, "."));
    }
    const Weights weights(sigma);
    if (weights.reach == 0) {
        return cropped(region, leastBox(region).intersected(plane));
    }
    const HalfWidths square(static_cast<std::size_t>(weights.reach) + 1, weights.reach);
    return decideEach(
        region, plane, square,
        [&](std::int64_t columns, std::int64_t rows) {
            return std::make_unique<Blur>(weights, columns, rows);
        },
        progress, pool);
}

}  // namespace frisket::refine
