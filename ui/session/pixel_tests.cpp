// SPDX-License-Identifier: MIT
#include "ui/session/pixel_tests.h"

#include <algorithm>
#include <array>
#include <utility>

namespace frisket::session {

namespace {
using condition::kWordBits;
using condition::Word;

/// Pixels that are read at a time: their values lie on the stack.
constexpr std::int64_t kChunk = 8 * kWordBits;

/// Calls `read(row, first, count, out)` for pieces of at most kChunk pixels of each row.
template <class Read>
void inChunks(const PixelPlaces& places, Word* out, Read&& read) {
    const std::int64_t width = places.width();
    for (std::int64_t row = 0; row < places.height(); ++row, out += condition::wordsFor(width)) {
        for (std::int64_t first = 0; first < width; first += kChunk) {
            read(row, first, std::min(kChunk, width - first), out + first / kWordBits);
        }
    }
}
}  // namespace

PixelTest testMask(const Document& document, const LayerValues& values, ElementTest test) {
    return [values, test = std::move(test), plane = document.window({0, 0, 1, 1}, 1)](
               const PixelPlaces& places, Word* out) {
        // As many rows at a time as lie in the first cache.
        alignas(8) std::array<std::byte, kChunk * 64> elements;
        const std::int64_t size = values.itemSize();
        const std::int64_t rowWords = condition::wordsFor(places.width());
        for (std::int64_t first = 0; first < places.width(); first += kChunk) {
            const std::int64_t count = std::min(kChunk, places.width() - first);
            const std::int64_t most = static_cast<std::int64_t>(elements.size()) / (count * size);
            for (std::int64_t row = 0; row < places.height(); row += most) {
                const std::int64_t rows = std::min(most, places.height() - row);
                if (places.single()) {
                    values.read(
                        assign::PlaneSamples{
                            plane,
                            places.rows.subspan(static_cast<std::size_t>(row),
                                                static_cast<std::size_t>(rows)),
                            places.columns.subspan(static_cast<std::size_t>(first),
                                                   static_cast<std::size_t>(count))},
                        elements.data());
                } else {
                    assign::PlaneWindow window = plane;
                    window.x0 = places.window.x0 + first;
                    window.y0 = places.window.y0 + row;
                    window.width = count;
                    window.height = rows;
                    values.read(window, elements.data());
                }
                for (std::int64_t i = 0; i < rows; ++i) {
                    test(elements.data() + i * count * size, count,
                         out + (row + i) * rowWords + first / kWordBits);
                }
            }
        }
    };
}

PixelTest testPhoto(const Document& document, ElementTest test) {
    return [&photo = document.backdrop(), test = std::move(test)](const PixelPlaces& places,
                                                                  Word* out) {
        std::array<std::uint32_t, kChunk> pixels;
        inChunks(places, out,
                 [&](std::int64_t row, std::int64_t first, std::int64_t count, Word* words) {
                     std::fill_n(words, condition::wordsFor(count), Word{0});
                     const std::int64_t y = places.row(row);
                     if (y >= photo.height()) {
                         return;
                     }
                     const auto* line = reinterpret_cast<const std::uint32_t*>(
                         photo.constScanLine(static_cast<int>(y)));
                     const std::byte* elements = nullptr;
                     if (places.single()) {
                         const auto columns = places.columns.subspan(
                             static_cast<std::size_t>(first), static_cast<std::size_t>(count));
                         count = std::lower_bound(columns.begin(), columns.end(), photo.width()) -
                                 columns.begin();
                         for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
                             pixels[i] = line[columns[i]];
                         }
                         elements = reinterpret_cast<const std::byte*>(pixels.data());
                     } else {
                         const std::int64_t x = places.window.x0 + first;
                         count = std::min(count, photo.width() - x);
                         elements = reinterpret_cast<const std::byte*>(line + x);
                     }
                     if (count > 0) {
                         test(elements, count, words);
                     }
                 });
    };
}

PixelTest testCondition(const Document& document, bool value, Moment moment) {
    return [&document, plane = document.conditionPlane(), value, moment](const PixelPlaces& places,
                                                                         Word* out) {
        const auto read = [&](std::int64_t flat, std::int64_t stride, std::int64_t count,
                              Word* to) {
            if (moment == Moment::Now) {
                document.condition()->gather(flat, stride, count, to);
            } else {
                document.readStartOfStroke(flat, stride, count, to);
            }
        };
        const std::int64_t width = places.width();
        const std::int64_t words = condition::wordsFor(width);
        for (std::int64_t row = 0; row < places.height(); ++row, out += words) {
            const std::int64_t first = plane.origin + places.row(row) * plane.strideY;
            if (places.single()) {
                std::fill_n(out, words, Word{0});
                for (std::int64_t i = 0; i < width; ++i) {
                    Word bit = 0;
                    read(first + places.columns[static_cast<std::size_t>(i)] * plane.strideX, 0, 1,
                         &bit);
                    out[i / kWordBits] |= bit << static_cast<unsigned>(i % kWordBits);
                }
            } else {
                read(first + places.window.x0 * plane.strideX, plane.strideX, width, out);
            }
            if (!value) {
                std::transform(out, out + words, out, [](Word each) { return ~each; });
                out[words - 1] &= condition::lowBits(width - (words - 1) * kWordBits);
            }
        }
    };
}

}  // namespace frisket::session
