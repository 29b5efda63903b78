// SPDX-License-Identifier: MIT
#include "core/render/label_painter.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>

#include "core/array/half.h"

namespace frisket::render {

namespace {
using array::Half;
using labels::Rgba;

constexpr unsigned kCacheBits = 10;

/// The unsigned type of the size of `T`.
template <class T>
using BitsOf = std::conditional_t<
    sizeof(T) == 1, std::uint8_t,
    std::conditional_t<sizeof(T) == 2, std::uint16_t,
                       std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>>>;

template <class T>
double toDouble(T value) {
    if constexpr (std::is_same_v<T, Half>) {
        return static_cast<double>(array::toFloat(value));
    } else {
        return static_cast<double>(value);
    }
}

template <class T>
Rgba labelColour(const labels::LabelColours& colours, T value) {
    if constexpr (std::is_floating_point_v<T> || std::is_same_v<T, Half>) {
        const double number = toDouble(value);
        if (std::isnan(number)) {
            return labels::ColourMap::kNanColour;
        }
        constexpr double kLimit = 9.2233720368547758e18;  // 2^63
        if (number == std::trunc(number) && number >= -kLimit && number < kLimit) {
            return colours.colour(static_cast<std::int64_t>(number));
        }
        return colours.colour(std::bit_cast<std::int64_t>(number));
    } else {
        return colours.colour(static_cast<std::int64_t>(value));
    }
}
}  // namespace

LabelPainter::LabelPainter(const LabelPixels& labels, Colours colours, std::uint32_t opacity,
                           std::int64_t pixelCount)
    : m_dtype(labels.dtype), m_colours(colours), m_opacity(opacity) {
    if (std::holds_alternative<const labels::LabelColours*>(labels.colours)) {
        m_labels = std::get<const labels::LabelColours*>(labels.colours);
    } else {
        m_map = std::get<const labels::ColourMap*>(labels.colours);
    }
    array::visitType(m_dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (sizeof(T) == 1) {
            makeTable<T>();
        } else if constexpr (sizeof(T) == 2) {
            if (pixelCount >= kTableFrom) {
                makeTable<T>();
            }
        }
    });
    if (!m_table.empty()) {
        return;
    }
    if (m_map != nullptr) {
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            const Rgba colour = m_map->at(i);
            const Rgba chosen = m_colours == Colours::Own
                                    ? colour
                                    : opaque(labels::partner({colour.r, colour.g, colour.b}));
            m_steps[i] = premultiplied(chosen, m_opacity);
        }
        return;
    }
    // Every slot starts as an element of all zero bits, which is right wherever it is looked up.
    const Argb zero = array::visitType(m_dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        return colourOf(T{});
    });
    m_cache.assign(std::size_t{1} << kCacheBits, Cached{0, zero});
}

template <class T>
Argb LabelPainter::colourOf(T value) const {
    Rgba colour = m_map != nullptr ? m_map->colour(toDouble(value)) : labelColour(*m_labels, value);
    if (m_colours == Colours::Partner) {
        const labels::Rgb other = labels::partner({colour.r, colour.g, colour.b});
        colour = {other.r, other.g, other.b, colour.a};
    }
    return premultiplied(colour, m_opacity);
}

template <class T>
void LabelPainter::makeTable() {
    m_table.resize(std::size_t{1} << (8 * sizeof(T)));
    for (std::size_t i = 0; i < m_table.size(); ++i) {
        m_table[i] = colourOf(std::bit_cast<T>(static_cast<BitsOf<T>>(i)));
    }
}

template <class T>
void LabelPainter::paintByTable(const std::byte* from, std::int64_t count, Argb* to) const {
    const Argb* table = m_table.data();
    for (std::int64_t i = 0; i < count; ++i) {
        BitsOf<T> bits;
        std::memcpy(&bits, from + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
        to[i] = table[bits];
    }
}

template <class T>
void LabelPainter::paintByMap(const std::byte* from, std::int64_t count, Argb* to) const {
    for (std::int64_t i = 0; i < count; ++i) {
        T value;
        std::memcpy(&value, from + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
        to[i] = m_steps[m_map->step(toDouble(value))];
    }
}

template <class T>
void LabelPainter::paintByCache(const std::byte* from, std::int64_t count, Argb* to) {
    // Labels come in runs: most elements are the one before.
    Cached last = m_cache.front();
    for (std::int64_t i = 0; i < count; ++i) {
        BitsOf<T> bits;
        std::memcpy(&bits, from + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
        if (bits != last.key) {
            const std::uint64_t key = bits;
            Cached& slot = m_cache[(key * 0x9e3779b97f4a7c15ULL) >> (64U - kCacheBits)];
            if (slot.key != key) {
                slot = {key, colourOf(std::bit_cast<T>(bits))};
            }
            last = slot;
        }
        to[i] = last.colour;
    }
}

void LabelPainter::paint(const std::byte* from, std::int64_t count, Argb* to) {
    array::visitType(m_dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if (!m_table.empty()) {
            if constexpr (sizeof(T) <= 2) {
                paintByTable<T>(from, count, to);
            }
        } else if (m_map != nullptr) {
            paintByMap<T>(from, count, to);
        } else {
            paintByCache<T>(from, count, to);
        }
    });
}

}  // namespace frisket::render
