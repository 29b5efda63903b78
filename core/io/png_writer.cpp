// SPDX-License-Identifier: MIT
#include "core/io/png_writer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <exception>
#include <limits>
#include <memory>
#include <utility>
#include <zlib.h>

#include "core/base/text.h"
#include "core/io/png_ids.h"
#include "core/io/png_reader.h"
#include "core/io/png_session.h"

namespace frisket::io {

namespace {
constexpr int kMostColours = 256;

class Encoder final : public PngSession {
public:
    Encoder(const array::NdArray& array, const PngMeta& meta, ByteSink& sink, std::string name,
            base::Progress* progress)
        : PngSession(std::move(name)),
          m_array(array),
          m_meta(meta),
          m_sink(sink),
          m_progress(progress) {
        assert(array.layout().isRowMajor() && array.rank() == 2);
        assert(meta.paletteSize() <= kMostColours && meta.transparency.size() <= kMostColours);
        const std::size_t colours = std::min<std::size_t>(meta.paletteSize(), kMostColours);
        for (std::size_t i = 0; i < colours; ++i) {
            const std::uint8_t* const colour = &meta.palette[3 * i];
            m_colours[i] = {colour[0], colour[1], colour[2]};
        }
    }
    ~Encoder() { png_destroy_write_struct(&m_png, &m_info); }

    base::Status encode() {
        m_png = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
        m_info = m_png != nullptr ? png_create_info_struct(m_png) : nullptr;
        if (m_info == nullptr) {
            return base::fail(base::ErrorCode::OutOfMemory,
                              base::joined(m_name, ": no memory to write a PNG."));
        }
        if (!guarded(m_png, this, &Encoder::writeAll)) {
            return tl::unexpected(failure("can't be written as PNG"));
        }
        return {};
    }

private:
    // --- the step under `guarded`: no local with a destructor -----------------------------------

    void writeAll() {
        const bool palette = m_meta.kind == PngKind::Palette;
        const bool wide = m_meta.bitDepth == 16;
        const bool rgb = m_meta.kind == PngKind::Rgb;
        png_set_write_fn(m_png, this, onWrite, onFlush);
        png_set_IHDR(m_png, m_info, static_cast<png_uint_32>(m_array.shape()[1]),
                     static_cast<png_uint_32>(m_array.shape()[0]), m_meta.bitDepth,
                     palette ? PNG_COLOR_TYPE_PALETTE
                     : rgb   ? PNG_COLOR_TYPE_RGB
                             : PNG_COLOR_TYPE_GRAY,
                     PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        if (palette) {
            png_set_PLTE(m_png, m_info, m_colours.data(), static_cast<int>(m_meta.paletteSize()));
        }
        setTransparency(palette);
        if (rgb) {
            markIds();
        }
        // A run of labels is a run of bytes. At 16 bits its two bytes alternate, as do those of a
        // colour; the difference to the pixel on the left makes it a run of zeros.
        png_set_filter(m_png, PNG_FILTER_TYPE_BASE, wide || rgb ? PNG_FILTER_SUB : PNG_FILTER_NONE);
        png_set_compression_strategy(m_png, Z_RLE);
        constexpr std::size_t kChunkBytes = 1 << 20;
        png_set_compression_buffer_size(m_png, kChunkBytes);
        png_write_info(m_png, m_info);
        if (m_meta.bitDepth < 8) {
            png_set_packing(m_png);
        }
        if (wide && std::endian::native == std::endian::little) {
            png_set_swap(m_png);
        }
        if (rgb) {
            // The bytes of an id, the lowest first, are red, green, blue and one that is left out.
            if (std::endian::native == std::endian::little) {
                png_set_filler(m_png, 0, PNG_FILLER_AFTER);
            } else {
                png_set_bgr(m_png);
                png_set_filler(m_png, 0, PNG_FILLER_BEFORE);
            }
        }
        const std::int64_t rowBytes = m_array.shape()[1] * array::itemSize(m_array.dtype());
        const auto* const first = reinterpret_cast<png_const_bytep>(m_array.storage()->data()) +
                                  m_array.layout().offset * array::itemSize(m_array.dtype());
        for (std::int64_t row = 0; row < m_array.shape()[0]; ++row) {
            png_write_row(m_png, first + row * rowBytes);
            if (!goOn(rowBytes)) {
                leave(m_png);
            }
        }
        png_write_end(m_png, nullptr);
    }

    void setTransparency(bool palette) {
        if (m_meta.transparency.empty()) {
            return;
        }
        png_color_16 grey{};
        if (palette) {
            png_set_tRNS(m_png, m_info, m_meta.transparency.data(),
                         static_cast<int>(m_meta.transparency.size()), nullptr);
        } else {
            grey.gray =
                static_cast<png_uint_16>((m_meta.transparency[0] << 8U) | m_meta.transparency[1]);
            png_set_tRNS(m_png, m_info, nullptr, 0, &grey);
        }
    }

    void markIds() {
        std::copy(kIdsKeyword.begin(), kIdsKeyword.end(), m_keyword.begin());
        std::copy(kIdsText.begin(), kIdsText.end(), m_text.begin());
        png_text text{};
        text.compression = PNG_TEXT_COMPRESSION_NONE;
        text.key = m_keyword.data();
        text.text = m_text.data();
        text.text_length = kIdsText.size();
        png_set_text(m_png, m_info, &text, 1);
    }

    static void onWrite(png_structp png, png_bytep bytes, png_size_t count) {
        auto* const self = static_cast<Encoder*>(png_get_io_ptr(png));
        if (!self->writeBytes({reinterpret_cast<const std::byte*>(bytes), count})) {
            leave(png);
        }
    }

    /// All that has a destructor is gone when this returns, so the caller may jump.
    bool writeBytes(std::span<const std::byte> bytes) noexcept {
        try {
            const auto written = m_sink.write(bytes);
            if (!written) {
                m_streamError = written.error();
            }
            return written.has_value();
        } catch (const std::exception&) {
            return false;
        }
    }

    /// The same for a row that was encoded.
    bool goOn(std::int64_t bytes) noexcept {
        try {
            const auto status = base::proceed(m_progress, bytes);
            if (!status) {
                m_streamError = status.error();
            }
            return status.has_value();
        } catch (const std::exception&) {
            return false;
        }
    }

    static void onFlush(png_structp) {}

    const array::NdArray& m_array;
    const PngMeta& m_meta;
    ByteSink& m_sink;
    base::Progress* m_progress;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::array<png_color, kMostColours> m_colours{};
    std::array<char, kIdsKeyword.size() + 1> m_keyword{};
    std::array<char, kIdsText.size() + 1> m_text{};
};
}  // namespace

base::Status writePng(const array::NdArray& array, const PngMeta& meta, ByteSink& sink,
                      std::string_view name, base::Progress* progress) {
    return std::make_unique<Encoder>(array, meta, sink, std::string(name), progress)->encode();
}

base::Status comparePng(ByteSource& source, const array::NdArray& array, const PngMeta& meta) {
    const auto differs = [&](std::string_view what) {
        return base::fail(
            base::ErrorCode::Io,
            base::joined(source.name(), ": what was written reads back with another ", what, "."),
            "The old file is unchanged. Save as NPY, or check disk and memory.");
    };
    const ReadLimits unlimited{std::numeric_limits<std::int64_t>::max(),
                               std::numeric_limits<std::int64_t>::max()};
    const auto read = readPng(source, unlimited, PngColours::Ids);
    if (!read) {
        return base::passOn(read);
    }
    if (read->meta != meta) {
        return differs("palette, transparency or bit depth");
    }
    if (read->array.shape() != array.shape() || read->array.byteCount() != array.byteCount()) {
        return differs("shape or dtype");
    }
    if (std::memcmp(read->array.storage()->data(), array.view().at(array.layout().offset),
                    static_cast<std::size_t>(array.byteCount())) != 0) {
        return differs("value");
    }
    return {};
}

}  // namespace frisket::io
