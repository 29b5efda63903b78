// SPDX-License-Identifier: MIT
#include "core/render/compositor.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>

#include "core/render/contour.h"
#include "core/render/label_painter.h"

namespace frisket::render {

namespace {
using base::Rect;
using condition::kWordBits;
using condition::Word;

int contourWidth(const LayerStyle& style) {
    return std::clamp(style.contourWidth, 1, kMaxContourWidth);
}
/// Slanted dashes of two tones, 4 pixels long, and longer where the contour is wider than that.
class Dashes {
public:
    explicit Dashes(int width = 1)
        : m_shift(
              std::max(2U, static_cast<unsigned>(std::bit_width(static_cast<unsigned>(width))))) {}

    /// Whether a pixel lies in a dash of the second tone.
    [[nodiscard]] bool isSecond(std::int64_t x, std::int64_t y) const {
        return (((x + 2 * y) >> m_shift) & 1) != 0;
    }

private:
    unsigned m_shift;
};

/// Calls `visit(first, word, count)` for each run of up to 64 pixels of [x0, x1) whose bits in
/// `plane` are not all clear; `first` is the column of bit 0.
template <class Visitor>
void forEachWord(const BitPlane& plane, std::int64_t y, std::int64_t x0, std::int64_t x1,
                 Visitor&& visit) {
    for (std::int64_t x = x0; x < x1; x += kWordBits) {
        const std::int64_t count = std::min(kWordBits, x1 - x);
        const Word word = condition::readBits(plane.row(y), x - plane.area.x0, count);
        if (word != 0) {
            visit(x, word, count);
        }
    }
}

/// Draws one layer row by row into `rect`, the part of it that is composed.
class LabelDrawer {
public:
    LabelDrawer(const LabelPixels& pixels, const Layer& layer, const Rect& rect)
        : m_pixels(pixels), m_covers(layer.covers), m_rect(rect) {
        const LayerStyle& style = layer.style;
        if (!m_pixels.paints) {
            m_pixels.paints = std::make_shared<const LabelPaints>(
                makePaints(pixels.dtype, pixels.colours, style, rect.width() * rect.height()));
        }
        const LabelPaints& paints = *m_pixels.paints;
        if (hasFill(style) && paints.fill) {
            m_fill = &*paints.fill;
        }
        if (hasContour(style) && paints.edge) {
            m_first = &*paints.edge;
            m_second = paints.secondEdge ? &*paints.secondEdge : m_first;
            m_dashes = Dashes(contourWidth(style));
            m_contour = labelContour(pixels, layer.covers, rect, contourWidth(style));
        }
    }

    /// Row `y`; `out` is the pixel at m_rect.x0.
    void draw(std::int64_t y, Argb* out) {
        if (m_fill != nullptr) {
            m_fill->blend(at(m_rect.x0, y), m_rect.width(), out);
        }
        if (m_first != nullptr) {
            forEachWord(m_contour, y, m_rect.x0, m_rect.x1,
                        [&](std::int64_t x, Word word, std::int64_t count) {
                            drawContour(x, y, word, count, out + (x - m_rect.x0));
                        });
        }
    }

private:
    [[nodiscard]] const std::byte* at(std::int64_t x, std::int64_t y) const {
        return m_pixels.pixels + (y - m_covers.y0) * m_pixels.rowBytes +
               (x - m_covers.x0) * array::itemSize(m_pixels.dtype);
    }

    void drawContour(std::int64_t x, std::int64_t y, Word word, std::int64_t count, Argb* out) {
        constexpr int kFew = 16;
        if (condition::popCount(word) <= kFew) {
            const std::byte* const row = at(x, y);
            const std::int64_t size = array::itemSize(m_pixels.dtype);
            for (; word != 0; word &= word - 1) {
                const int i = std::countr_zero(word);
                const LabelPainter& painter = m_dashes.isSecond(x + i, y) ? *m_second : *m_first;
                out[i] = over(painter.pixel(row + i * size), out[i]);
            }
            return;
        }
        std::array<Argb, kWordBits> first;
        std::array<Argb, kWordBits> second;
        m_first->paint(at(x, y), count, first.data());
        if (m_second != m_first) {
            m_second->paint(at(x, y), count, second.data());
        }
        const auto& others = m_second != m_first ? second : first;
        for (; word != 0; word &= word - 1) {
            const int i = std::countr_zero(word);
            const auto place = static_cast<std::size_t>(i);
            out[i] = over(m_dashes.isSecond(x + i, y) ? others[place] : first[place], out[i]);
        }
    }

    LabelPixels m_pixels;
    Rect m_covers;
    Rect m_rect;
    const LabelPainter* m_fill = nullptr;
    const LabelPainter* m_first = nullptr;
    const LabelPainter* m_second = nullptr;
    Dashes m_dashes;
    BitPlane m_contour;
};

class BitDrawer {
public:
    BitDrawer(const BitPixels& pixels, const Layer& layer, const Rect& rect)
        : m_pixels(pixels), m_covers(layer.covers), m_rect(rect) {
        const LayerStyle& style = layer.style;
        if (hasFill(style)) {
            m_fill = premultiplied(labels::opaque(pixels.tint), toByte(style.opacity));
        }
        if (hasContour(style)) {
            const bool solid = style.tone == Tone::Solid;
            const std::uint32_t opacity = toByte(style.contourOpacity);
            m_first = premultiplied(
                solid ? labels::opaque(pixels.tint) : labels::Rgba{255, 255, 255, 255}, opacity);
            m_second = solid ? m_first : premultiplied({0, 0, 0, 255}, opacity);
            m_dashes = Dashes(contourWidth(style));
            m_contour = bitContour(pixels, layer.covers, rect, contourWidth(style));
        }
    }

    void draw(std::int64_t y, Argb* out) const {
        if (m_fill != 0) {
            drawFill(y, out);
        }
        if (m_first != 0) {
            forEachWord(m_contour, y, m_rect.x0, m_rect.x1,
                        [&](std::int64_t x, Word word, std::int64_t) {
                            for (; word != 0; word &= word - 1) {
                                const std::int64_t i = x + std::countr_zero(word);
                                Argb& pixel = out[i - m_rect.x0];
                                pixel = over(m_dashes.isSecond(i, y) ? m_second : m_first, pixel);
                            }
                        });
        }
    }

private:
    void drawFill(std::int64_t y, Argb* out) const {
        const Word* words = m_pixels.words + (y - m_covers.y0) * m_pixels.wordsPerRow;
        const std::int64_t firstBit = m_pixels.firstBit + m_rect.x0 - m_covers.x0;
        for (std::int64_t done = 0; done < m_rect.width(); done += kWordBits) {
            const std::int64_t count = std::min(kWordBits, m_rect.width() - done);
            Word word = condition::readBits(words, firstBit + done, count);
            // One run of set bits after the other.
            for (int from = 0; word != 0;) {
                const int gap = std::countr_zero(word);
                word >>= static_cast<unsigned>(gap);
                const int run = std::countr_one(word);
                blendColour(m_fill, run, out + done + from + gap);
                from += gap + run;
                word = run == kWordBits ? 0 : word >> static_cast<unsigned>(run);
            }
        }
    }

    BitPixels m_pixels;
    Rect m_covers;
    Rect m_rect;
    Argb m_fill = 0;
    Argb m_first = 0;
    Argb m_second = 0;
    Dashes m_dashes;
    BitPlane m_contour;
};

class BackdropDrawer {
public:
    BackdropDrawer(const BackdropPixels& pixels, const Layer& layer, const Rect& rect)
        : m_pixels(pixels),
          m_covers(layer.covers),
          m_rect(rect),
          m_opacity(toByte(layer.style.opacity)),
          m_line(static_cast<std::size_t>(rect.width())) {}

    void draw(std::int64_t y, Argb* out) {
        const std::uint32_t* from =
            m_pixels.pixels + (y - m_covers.y0) * m_pixels.rowPixels + (m_rect.x0 - m_covers.x0);
        if (m_opacity == 255) {
            for (std::int64_t i = 0; i < m_rect.width(); ++i) {
                out[i] = from[i] | 0xff000000U;
            }
            return;
        }
        for (std::size_t i = 0; i < m_line.size(); ++i) {
            const std::uint32_t pixel = from[i];
            m_line[i] = premultiplied(
                {static_cast<std::uint8_t>(pixel >> 16U), static_cast<std::uint8_t>(pixel >> 8U),
                 static_cast<std::uint8_t>(pixel), 255},
                m_opacity);
        }
        blendRow(m_line.data(), m_rect.width(), out);
    }

private:
    BackdropPixels m_pixels;
    Rect m_covers;
    Rect m_rect;
    std::uint32_t m_opacity;
    std::vector<Argb> m_line;
};

/// A layer ready to be drawn, and where.
struct Drawn {
    Rect rect;
    std::variant<LabelDrawer, BitDrawer, BackdropDrawer> drawer;
};

bool drawsAnything(const Layer& layer) {
    const bool isBackdrop = std::holds_alternative<BackdropPixels>(layer.pixels);
    return layer.style.visible && (isBackdrop ? toByte(layer.style.opacity) > 0
                                              : hasFill(layer.style) || hasContour(layer.style));
}

Drawn prepare(const Layer& layer, const Rect& rect) {
    if (const auto* pixels = std::get_if<LabelPixels>(&layer.pixels)) {
        return {rect, LabelDrawer(*pixels, layer, rect)};
    }
    if (const auto* pixels = std::get_if<BitPixels>(&layer.pixels)) {
        return {rect, BitDrawer(*pixels, layer, rect)};
    }
    return {rect, BackdropDrawer(std::get<BackdropPixels>(layer.pixels), layer, rect)};
}
}  // namespace

void compose(std::span<const Layer> layers, const Rect& rect, Argb background, Argb* out,
             std::int64_t outStride) {
    std::vector<Drawn> drawn;
    drawn.reserve(layers.size());
    for (const Layer& layer : layers) {
        const Rect part = rect.intersected(layer.covers);
        if (!part.empty() && drawsAnything(layer)) {
            drawn.push_back(prepare(layer, part));
        }
    }
    // Row by row through all layers, so that the row stays in the first cache.
    for (std::int64_t y = rect.y0; y < rect.y1; ++y, out += outStride) {
        std::fill(out, out + rect.width(), background);
        for (Drawn& layer : drawn) {
            if (y >= layer.rect.y0 && y < layer.rect.y1) {
                Argb* first = out + (layer.rect.x0 - rect.x0);
                std::visit([&](auto& drawer) { drawer.draw(y, first); }, layer.drawer);
            }
        }
    }
}

}  // namespace frisket::render
