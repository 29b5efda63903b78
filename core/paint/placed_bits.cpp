// SPDX-License-Identifier: MIT
#include "core/paint/placed_bits.h"

#include <algorithm>
#include <cmath>

#include "core/condition/row_edges.h"
#include "core/condition/transpose.h"

namespace frisket::paint {

namespace {
using base::Point;
using base::Rect;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;

/// One in the units of the coefficients.
constexpr std::int64_t kOne = std::int64_t{1} << 30U;
constexpr double kUnits = kOne;
/// Pixels between two looks at the progress: about 5 ms.
constexpr std::int64_t kLook = std::int64_t{1} << 20U;

/// Cosine and sine of a turn; exact for quarters.
struct Turn {
    double cosine;
    double sine;

    explicit Turn(double degrees) {
        const double rest = std::remainder(degrees, 360.0);
        const double quarters = rest / 90;
        if (quarters == std::floor(quarters)) {
            cosine = quarters == 0 ? 1 : std::abs(quarters) == 2 ? -1 : 0;
            sine = std::abs(quarters) == 1 ? quarters : 0;
        } else {
            constexpr double kPi = 3.14159265358979323846;
            cosine = std::cos(rest / 180 * kPi);
            sine = std::sin(rest / 180 * kPi);
        }
    }
};

std::int64_t units(double coefficient) { return std::llround(coefficient * kUnits); }

/// Bits [first, first + count) of the run of `words` words at `row`, with zeros around it; count in
/// 1..64.
Word bitsAt(const Word* row, std::int64_t words, std::int64_t first, std::int64_t count) {
    const std::int64_t begin = std::max<std::int64_t>(first, 0);
    const std::int64_t end = std::min(first + count, words * kWordBits);
    if (begin >= end) {
        return 0;
    }
    return condition::readBits(row, begin, end - begin) << static_cast<unsigned>(begin - first);
}

/// Whether all numbers are such that the coefficients fit.
bool canBeWorkedOut(const Placement& placement) {
    const auto isNear = [](double place) { return std::abs(place) <= kMostPlace; };  // no NaN
    return isNear(placement.from.x) && isNear(placement.from.y) && isNear(placement.to.x) &&
           isNear(placement.to.y) && !std::isnan(placement.scaleX) &&
           !std::isnan(placement.scaleY) && std::isfinite(placement.degrees);
}
}  // namespace

double boundedScale(double scale) {
    return std::copysign(std::clamp(std::abs(scale), kLeastScale, kMostScale), scale);
}

Point Placement::apply(Point point) const {
    const Turn turn(degrees);
    const double x = (point.x - from.x) * boundedScale(scaleX);
    const double y = (point.y - from.y) * boundedScale(scaleY);
    return {to.x + turn.cosine * x - turn.sine * y, to.y + turn.sine * x + turn.cosine * y};
}

PlacedBits::PlacedBits(const BitRegion& bits, const Placement& placement) : m_bits(bits) {
    if (!canBeWorkedOut(placement)) {
        return;
    }
    const Turn turn(placement.degrees);
    m_ux = units(turn.cosine / boundedScale(placement.scaleX));
    m_uy = units(turn.sine / boundedScale(placement.scaleX));
    m_vx = units(-turn.sine / boundedScale(placement.scaleY));
    m_vy = units(turn.cosine / boundedScale(placement.scaleY));
    // Twice the units, which the centres of pixels are counted in.
    const Point twice{2 * placement.to.x, 2 * placement.to.y};
    const auto rest = [&](double from, std::int64_t x, std::int64_t y) {
        return std::llround(2 * kUnits * from - static_cast<double>(x) * twice.x -
                            static_cast<double>(y) * twice.y);
    };
    m_u0 = rest(placement.from.x, m_ux, m_uy);
    m_v0 = rest(placement.from.y, m_vx, m_vy);

    const Rect& own = bits.box();
    if (own.empty()) {
        return;
    }
    if (const auto way = whole()) {
        // u = sign * place + move, so place = sign * (u - move).
        const auto range = [](std::int64_t sign, std::int64_t move, std::int64_t u0,
                              std::int64_t u1) {
            return sign > 0 ? std::pair(u0 - move, u1 - move)
                            : std::pair(move - u1 + 1, move - u0 + 1);
        };
        const auto u = range(way->signU, way->moveU, own.x0, own.x1);
        const auto v = range(way->signV, way->moveV, own.y0, own.y1);
        const auto& x = way->swaps ? v : u;
        const auto& y = way->swaps ? u : v;
        m_box = {x.first, y.first, x.second, y.second};
        return;
    }
    double x0 = HUGE_VAL;
    double y0 = HUGE_VAL;
    double x1 = -HUGE_VAL;
    double y1 = -HUGE_VAL;
    for (const std::int64_t x : {own.x0, own.x1}) {
        for (const std::int64_t y : {own.y0, own.y1}) {
            const Point corner = placement.apply({static_cast<double>(x), static_cast<double>(y)});
            x0 = std::min(x0, corner.x);
            y0 = std::min(y0, corner.y);
            x1 = std::max(x1, corner.x);
            y1 = std::max(y1, corner.y);
        }
    }
    // A pixel more, for coefficients that are rounded.
    m_box = Rect{std::llround(std::floor(x0)), std::llround(std::floor(y0)),
                 std::llround(std::ceil(x1)), std::llround(std::ceil(y1))}
                .grown(1);
}

std::optional<PlacedBits::Whole> PlacedBits::whole() const {
    const auto isOne = [](std::int64_t c) { return c == kOne || c == -kOne; };
    const auto sign = [](std::int64_t c) { return c > 0 ? std::int64_t{1} : std::int64_t{-1}; };
    const bool straight = m_uy == 0 && m_vx == 0 && isOne(m_ux) && isOne(m_vy);
    const bool swapped = m_ux == 0 && m_vy == 0 && isOne(m_uy) && isOne(m_vx);
    if (!straight && !swapped) {
        return std::nullopt;
    }
    const std::int64_t u = swapped ? m_uy : m_ux;
    const std::int64_t v = swapped ? m_vx : m_vy;
    return Whole{swapped, sign(u), sign(v), (u + m_u0) >> kShift, (v + m_v0) >> kShift};
}

void PlacedBits::sampleRow(std::int64_t y, BitRegion& out) const {
    const Rect& own = m_bits.box();
    const auto width = static_cast<std::uint64_t>(own.width());
    const auto height = static_cast<std::uint64_t>(own.height());
    const Word* words = m_bits.row(own.y0);
    const std::int64_t stride = m_bits.wordsPerRow();
    const std::int64_t lead = own.x0 - m_bits.originX();
    const Rect& box = out.box();
    // From the bits' own corner.
    std::int64_t u = m_ux * (2 * box.x0 + 1) + m_uy * (2 * y + 1) + m_u0 - (own.x0 << kShift);
    std::int64_t v = m_vx * (2 * box.x0 + 1) + m_vy * (2 * y + 1) + m_v0 - (own.y0 << kShift);
    Word* to = out.row(y);
    for (std::int64_t x = box.x0 - out.originX(); x < box.x1 - out.originX(); ++x) {
        const std::int64_t column = u >> kShift;
        const std::int64_t row = v >> kShift;
        if (static_cast<std::uint64_t>(column) < width &&
            static_cast<std::uint64_t>(row) < height) {
            const std::int64_t bit = column + lead;
            const Word word = words[row * stride + bit / kWordBits];
            to[x / kWordBits] |= ((word >> static_cast<unsigned>(bit % kWordBits)) & 1U)
                                 << static_cast<unsigned>(x % kWordBits);
        }
        u += 2 * m_ux;
        v += 2 * m_vx;
    }
}

void PlacedBits::copyRow(const Whole& way, std::int64_t y, BitRegion& out) const {
    const std::int64_t v = way.signV * y + way.moveV;
    const Word* from = m_bits.row(v);
    Word* to = out.row(y);
    for (std::int64_t word = 0; word < out.wordsPerRow(); ++word) {
        const std::int64_t u = way.signU * (out.originX() + word * kWordBits) + way.moveU;
        const std::int64_t first = (way.signU > 0 ? u : u - kWordBits + 1) - m_bits.originX();
        const Word bits = bitsAt(from, m_bits.wordsPerRow(), first, kWordBits);
        to[word] = way.signU > 0 ? bits : condition::reversed(bits);
    }
}

void PlacedBits::turnRows(const Whole& way, std::int64_t y, BitRegion& out) const {
    const Rect& own = m_bits.box();
    const std::int64_t rows = std::min(kWordBits, out.box().y1 - y);
    const std::int64_t u = way.signU * y + way.moveU;
    const std::int64_t first = (way.signU > 0 ? u : u - kWordBits + 1) - m_bits.originX();
    for (std::int64_t word = 0; word < out.wordsPerRow(); ++word) {
        Word block[kWordBits] = {};
        Word any = 0;
        for (std::int64_t c = 0; c < kWordBits; ++c) {
            const std::int64_t x = out.originX() + word * kWordBits + c;
            const std::int64_t v = way.signV * x + way.moveV;
            if (v >= own.y0 && v < own.y1) {
                any |= block[c] = bitsAt(m_bits.row(v), m_bits.wordsPerRow(), first, kWordBits);
            }
        }
        if (any == 0) {
            continue;
        }
        condition::transpose64(block);
        for (std::int64_t r = 0; r < rows; ++r) {
            out.row(y + r)[word] = block[way.signU > 0 ? r : kWordBits - 1 - r];
        }
    }
}

base::Result<BitRegion> PlacedBits::in(const Rect& clip, base::Progress* progress) const {
    BitRegion out(m_box.intersected(clip));
    const Rect& box = out.box();
    if (progress != nullptr) {
        progress->expect(box.height());
    }
    const auto way = whole();
    const std::int64_t atOnce = way && way->swaps ? kWordBits : 1;
    std::int64_t looked = box.y0;
    for (std::int64_t y = box.y0; y < box.y1; y += atOnce) {
        if (!way) {
            sampleRow(y, out);
        } else if (way->swaps) {
            turnRows(*way, y, out);
        } else {
            copyRow(*way, y, out);
        }
        for (std::int64_t row = y; row < std::min(y + atOnce, box.y1); ++row) {
            condition::trimRow(out, row);  // what the clip cuts off
        }
        if ((y - looked + 1) * box.width() >= kLook) {
            if (auto goOn = base::proceed(progress, y - looked); !goOn) {
                return base::passOn(goOn);
            }
            looked = y;
        }
    }
    return out;
}

}  // namespace frisket::paint
