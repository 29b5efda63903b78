// SPDX-License-Identifier: MIT
#include "tests/bench/patterns.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <stdexcept>

namespace frisket::bench {

namespace {
using Bytes = std::vector<std::uint8_t>;

/// A number in [0, 1) that is the same with every standard library, unlike its distributions.
double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11U) * 0x1p-53; }

void drawRandom(Bytes& mask, std::uint64_t limit) {
    std::mt19937_64 random(20260101);
    for (std::uint8_t& pixel : mask) {
        pixel = random() < limit ? 255 : 0;
    }
}

/// A filled ellipse by its rows: where a horizontal line meets it is a quadratic in x.
struct Ellipse {
    double x, y, a, b, angle;
};

void drawEllipse(Bytes& mask, std::int64_t side, const Ellipse& e) {
    const double c = std::cos(e.angle);
    const double s = std::sin(e.angle);
    const double xx = c * c / (e.a * e.a) + s * s / (e.b * e.b);
    const double xy = c * s * (1 / (e.a * e.a) - 1 / (e.b * e.b));
    const double yy = s * s / (e.a * e.a) + c * c / (e.b * e.b);
    for (std::int64_t row = 0; row < side; ++row) {
        const double dy = static_cast<double>(row) + 0.5 - e.y;
        const double half = xy * dy * xy * dy - xx * (yy * dy * dy - 1);
        if (half < 0) {
            continue;
        }
        const double middle = e.x - xy * dy / xx;
        const double reach = std::sqrt(half) / xx;
        const auto edge = [side](double x) {
            return std::clamp(static_cast<std::int64_t>(std::ceil(x - 0.5)), std::int64_t{0}, side);
        };
        std::fill(mask.begin() + row * side + edge(middle - reach),
                  mask.begin() + row * side + edge(middle + reach), std::uint8_t{255});
    }
}

void drawEllipses(Bytes& mask, std::int64_t side) {
    std::mt19937_64 random(20260102);
    // The largest of three: with even sizes 40 ellipses would cover a seventh, not a quarter.
    const auto halfAxis = [&] {
        const double u = std::max({uniform(random), uniform(random), uniform(random)});
        return (40 + 460 * u) * static_cast<double>(side) / 8192;
    };
    for (int i = 0; i < 40; ++i) {
        Ellipse e{0, 0, halfAxis(), halfAxis(), uniform(random) * std::numbers::pi};
        const double inset = std::max(e.a, e.b);
        const double room = static_cast<double>(side) - 2 * inset;
        e.x = inset + uniform(random) * room;
        e.y = inset + uniform(random) * room;
        drawEllipse(mask, side, e);
    }
}
}  // namespace

const std::vector<std::string>& patternNames() {
    static const std::vector<std::string> kNames{"random1", "random50", "disk25", "ellipses",
                                                 "stripes", "empty",    "full"};
    return kNames;
}

std::vector<std::uint8_t> makePattern(std::string_view name, std::int64_t side) {
    Bytes mask(static_cast<std::size_t>(side * side), name == "full" ? 255 : 0);
    if (name == "random1") {
        drawRandom(mask, ~std::uint64_t{0} / 100);
    } else if (name == "random50") {
        drawRandom(mask, ~std::uint64_t{0} / 2);
    } else if (name == "disk25") {
        const double middle = static_cast<double>(side) / 2;
        const double radius = std::sqrt(0.25 / std::numbers::pi) * static_cast<double>(side);
        drawEllipse(mask, side, {middle, middle, radius, radius, 0});
    } else if (name == "ellipses") {
        drawEllipses(mask, side);
    } else if (name == "stripes") {
        for (std::size_t i = 0; i < mask.size(); i += 2) {
            mask[i] = 255;  // the side is even, so every row begins with a stripe
        }
    }
    return mask;
}

Mask makeMask(std::vector<std::uint8_t> bytes, const array::Shape& shape) {
    auto bits =
        condition::ConditionMask::nonzero({array::DType::U8, array::Layout::rowMajor(shape),
                                           reinterpret_cast<const std::byte*>(bytes.data())});
    if (!bits) {
        throw std::runtime_error(bits.error().text());
    }
    std::vector<std::int64_t> ranks{0};
    for (auto block = bytes.begin(); block != bytes.end();) {
        const auto end = block + std::min(kRankBlock, bytes.end() - block);
        ranks.push_back(ranks.back() + std::count(block, end, std::uint8_t{255}));
        block = end;
    }
    return {std::move(bytes), *std::move(bits), std::move(ranks)};
}

}  // namespace frisket::bench
