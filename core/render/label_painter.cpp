// SPDX-License-Identifier: MIT
#include "core/render/label_painter.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "core/array/storage_type.h"

namespace frisket::render {

namespace {
using array::BitsOf;
using labels::Rgba;

/// The label that a number stands for: itself if it is whole, else its bits.
std::int64_t labelOf(double number) {
    constexpr double kLimit = 9.2233720368547758e18;  // 2^63
    if (number >= -kLimit && number < kLimit) {
        const auto whole = static_cast<std::int64_t>(number);
        if (static_cast<double>(whole) == number) {
            return whole;
        }
    }
    return std::bit_cast<std::int64_t>(number);
}

Argb pixelOf(Rgba colour, LabelPainter::Colours which, std::uint32_t opacity) {
    if (which != LabelPainter::Colours::Own && colour.a > 0) {
        const labels::EdgeTones tones = labels::edgeTones({colour.r, colour.g, colour.b});
        const labels::Rgb tone = which == LabelPainter::Colours::EdgeOwn ? tones.own : tones.other;
        colour = {tone.r, tone.g, tone.b, colour.a};
    }
    return premultiplied(colour, opacity);
}

/// How many elements from the first on have its bits; `count` >= 1.
template <class Bits>
std::int64_t equalRun(const std::byte* from, std::int64_t count) {
    Bits first;
    std::memcpy(&first, from, sizeof first);
    std::uint64_t splat = 0;
    for (std::size_t i = 0; i < sizeof(splat) / sizeof(Bits); ++i) {
        splat |= std::uint64_t{first} << (8 * sizeof(Bits) * i % 64);
    }
    constexpr auto kAtOnce = static_cast<std::int64_t>(sizeof(splat) / sizeof(Bits));
    std::int64_t run = 0;
    for (; run + kAtOnce <= count; run += kAtOnce) {
        std::uint64_t next;
        std::memcpy(&next, from + run * static_cast<std::int64_t>(sizeof(Bits)), sizeof next);
        if (next != splat) {
            break;
        }
    }
    for (; run < count; ++run) {
        Bits next;
        std::memcpy(&next, from + run * static_cast<std::int64_t>(sizeof(Bits)), sizeof next);
        if (next != first) {
            break;
        }
    }
    return run;
}
}  // namespace

LabelPainter::LabelPainter(array::DType dtype, const LabelPixels::Colours& colours, Colours which,
                           std::uint32_t opacity, std::int64_t pixelCount)
    : m_dtype(dtype), m_notANumber(pixelOf(labels::ColourMap::kNanColour, which, opacity)) {
    if (const auto* const* of = std::get_if<const labels::LabelColours*>(&colours)) {
        m_labels = **of;
        for (const Rgba colour : m_labels->colours()) {
            m_colours.push_back(pixelOf(colour, which, opacity));
        }
    } else {
        m_map = *std::get<const labels::ColourMap*>(colours);
        for (std::size_t step = 0; step <= labels::ColourMap::kNotANumber; ++step) {
            m_colours.push_back(pixelOf(m_map->at(step), which, opacity));
        }
    }
    array::visitType(m_dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (sizeof(T) <= 2) {
            if (sizeof(T) == 1 || pixelCount >= kTableFrom) {
                std::vector<Argb> table(std::size_t{1} << (8 * sizeof(T)));
                for (std::size_t i = 0; i < table.size(); ++i) {
                    table[i] = colourOf(std::bit_cast<T>(static_cast<BitsOf<T>>(i)));
                }
                m_table = std::move(table);
            }
        }
    });
}

template <class T>
Argb LabelPainter::colourOf(T value) const {
    if (m_map) {
        return m_colours[m_map->step(array::toDouble(value))];
    }
    if constexpr (array::kIsFloat<T>) {
        const double number = array::toDouble(value);
        return number != number ? m_notANumber : m_colours[m_labels->place(labelOf(number))];
    } else {
        return m_colours[m_labels->place(static_cast<std::int64_t>(value))];
    }
}

template <class T>
void LabelPainter::paintRuns(const std::byte* from, std::int64_t count, Argb* to) const {
    // Labels come in runs: most elements are the one before.
    BitsOf<T> last = 0;
    Argb colour = colourOf(std::bit_cast<T>(last));
    for (std::int64_t i = 0; i < count; ++i) {
        BitsOf<T> bits;
        std::memcpy(&bits, from + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
        if (bits != last) {
            last = bits;
            colour = colourOf(std::bit_cast<T>(bits));
        }
        to[i] = colour;
    }
}

void LabelPainter::paint(const std::byte* from, std::int64_t count, Argb* to) const {
    array::visitType(m_dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (sizeof(T) <= 2) {
            if (!m_table.empty()) {
                const Argb* table = m_table.data();
                for (std::int64_t i = 0; i < count; ++i) {
                    BitsOf<T> bits;
                    std::memcpy(&bits, from + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
                    to[i] = table[bits];
                }
                return;
            }
        }
        paintRuns<T>(from, count, to);
    });
}

template <class T>
Argb LabelPainter::lookedUp(T value) const {
    if constexpr (sizeof(T) <= 2) {
        if (!m_table.empty()) {
            return m_table[std::bit_cast<BitsOf<T>>(value)];
        }
    }
    return colourOf(value);
}

Argb LabelPainter::pixel(const std::byte* from) const {
    return array::visitType(m_dtype, [&](auto type) {
        typename decltype(type)::type value;
        std::memcpy(&value, from, sizeof value);
        return lookedUp(value);
    });
}

template <class T>
void LabelPainter::blendRuns(const std::byte* from, std::int64_t count, Argb* below) const {
    constexpr std::int64_t kBlock = 32;
    constexpr auto kSize = static_cast<std::int64_t>(sizeof(T));
    std::array<Argb, kBlock> pixels;
    for (std::int64_t i = 0; i < count;) {
        const std::int64_t run = equalRun<BitsOf<T>>(from + i * kSize, count - i);
        if (run >= kBlock) {
            T value;
            std::memcpy(&value, from + i * kSize, sizeof value);
            blendColour(lookedUp(value), run, below + i);
            i += run;
        } else {
            const std::int64_t part = std::min(kBlock, count - i);
            paint(from + i * kSize, part, pixels.data());
            blendRow(pixels.data(), part, below + i);
            i += part;
        }
    }
}

void LabelPainter::blend(const std::byte* from, std::int64_t count, Argb* below) const {
    array::visitType(
        m_dtype, [&](auto type) { blendRuns<typename decltype(type)::type>(from, count, below); });
}

LabelPaints makePaints(array::DType dtype, const LabelPixels::Colours& colours,
                       const LayerStyle& style, std::int64_t pixelCount) {
    using Colours = LabelPainter::Colours;
    LabelPaints paints;
    if (hasFill(style)) {
        paints.fill.emplace(dtype, colours, Colours::Own, toByte(style.opacity), pixelCount);
    }
    if (hasContour(style)) {
        const std::uint32_t opacity = toByte(style.contourOpacity);
        if (style.tone == Tone::Solid) {
            paints.edge.emplace(dtype, colours, Colours::Own, opacity, pixelCount);
        } else {
            paints.edge.emplace(dtype, colours, Colours::EdgeOwn, opacity, pixelCount);
            paints.secondEdge.emplace(dtype, colours, Colours::EdgeOther, opacity, pixelCount);
        }
    }
    return paints;
}

}  // namespace frisket::render
