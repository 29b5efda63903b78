// SPDX-License-Identifier: MIT
#include "core/io/png_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <exception>
#include <memory>
#include <utility>

#include "core/base/text.h"
#include "core/io/png_ids.h"
#include "core/io/png_session.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

class Decoder final : public PngSession {
public:
    Decoder(ByteSource& source, const ReadLimits& limits, PngColours colours)
        : PngSession(source.name()), m_source(source), m_limits(limits), m_colours(colours) {}
    ~Decoder() { png_destroy_read_struct(&m_png, &m_info, nullptr); }

    base::Result<PngFile> decode() {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
        m_info = m_png != nullptr ? png_create_info_struct(m_png) : nullptr;
        if (m_info == nullptr) {
            return fail(ErrorCode::OutOfMemory, joined(m_name, ": no memory to read a PNG."));
        }
        if (!guarded(m_png, this, &Decoder::readHeader)) {
            return broken();
        }
        if (const auto checked = checkHeader(); !checked) {
            return base::passOn(checked);
        }
        readMeta();
        auto buffer = array::Buffer::allocate(m_height * m_width * itemSize());
        if (!buffer) {
            return base::passOn(buffer);
        }
        m_pixels = (*buffer)->data();
        if (!guarded(m_png, this, &Decoder::readPixels)) {
            return broken();
        }
        const auto layout = array::Layout::rowMajor({m_height, m_width});
        const array::NdArray array(dtype(), layout, *std::move(buffer));
        if (const auto noted = isRgb() ? judgeColours(array) : base::Status(); !noted) {
            return base::passOn(noted);
        }
        if (const auto noted = writeNotes(); !noted) {
            return base::passOn(noted);
        }
        return PngFile{array, std::move(m_meta), std::move(m_notes)};
    }

private:
    // --- steps under `guarded`: no local with a destructor --------------------------------------

    void readHeader() {
        // The standard's own limits, since libpng's default (1,000,000) would fail without saying
        // which limit it was; `checkHeader` applies ours before anything is allocated.
        png_set_user_limits(m_png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
        constexpr png_alloc_size_t kMostChunkBytes = 8 << 20;
        png_set_chunk_malloc_max(m_png, kMostChunkBytes);
        png_set_chunk_cache_max(m_png, 1);
        png_set_crc_action(m_png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
        // Indices beyond the palette are values like others here.
        png_set_check_for_invalid_index(m_png, 0);
        // Chunks that say nothing about values (text, gamma, profiles) are not interpreted, so
        // they can neither fail nor change anything; `onChunk` takes down their names.
        png_set_keep_unknown_chunks(m_png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
        png_set_read_user_chunk_fn(m_png, this, onChunk);
        png_set_read_fn(m_png, this, onRead);
        png_read_info(m_png, m_info);
        m_width = png_get_image_width(m_png, m_info);
        m_height = png_get_image_height(m_png, m_info);
        m_colourType = png_get_color_type(m_png, m_info);
        m_meta.bitDepth = png_get_bit_depth(m_png, m_info);
    }

    void readPixels() {
        // From here on what libpng would merely warn about (a wrong checksum at the end of the
        // compressed data, too much of it) puts the values in doubt.
        png_set_benign_errors(m_png, 0);
        if (m_meta.bitDepth < 8) {
            png_set_packing(m_png);
        }
        if (m_meta.bitDepth == 16 && std::endian::native == std::endian::little) {
            png_set_swap(m_png);
        }
        if (isRgb()) {
            // Red, green, blue and a zero are the bytes of the id, the lowest first.
            if (std::endian::native == std::endian::little) {
                png_set_filler(m_png, 0, PNG_FILLER_AFTER);
            } else {
                png_set_bgr(m_png);
                png_set_filler(m_png, 0, PNG_FILLER_BEFORE);
            }
        }
        const int passes = png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        const std::int64_t rowBytes = m_width * itemSize();
        if (static_cast<std::int64_t>(png_get_rowbytes(m_png, m_info)) != rowBytes) {
            png_error(m_png, "unexpected size of a row");
        }
        for (int pass = 0; pass < passes; ++pass) {
            for (std::int64_t row = 0; row < m_height; ++row) {
                png_read_row(m_png, reinterpret_cast<png_bytep>(m_pixels + row * rowBytes),
                             nullptr);
            }
        }
        png_read_end(m_png, nullptr);
    }

    static void onRead(png_structp png, png_bytep to, png_size_t count) {
        auto* const self = static_cast<Decoder*>(png_get_io_ptr(png));
        if (!self->readBytes({reinterpret_cast<std::byte*>(to), count})) {
            leave(png);
        }
    }

    /// All that has a destructor is gone when this returns, so the caller may jump.
    bool readBytes(std::span<std::byte> to) noexcept {
        try {
            const auto read = m_source.read(to);
            if (!read) {
                m_streamError = read.error();
            }
            return read.has_value();
        } catch (const std::exception&) {
            return false;
        }
    }

    static int onChunk(png_structp png, png_unknown_chunkp chunk) {
        constexpr std::size_t kMost = 16;
        constexpr unsigned kAncillaryBit = 0x20;
        if ((chunk->name[0] & kAncillaryBit) == 0) {
            return 0;  // libpng refuses critical chunks that it does not know
        }
        auto* const self = static_cast<Decoder*>(png_get_user_chunk_ptr(png));
        if (self->saysIds(*chunk)) {
            return 1;
        }
        try {
            std::string name(reinterpret_cast<const char*>(chunk->name), 4);
            auto& names = self->m_chunks;
            if (names.size() < kMost &&
                std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(std::move(name));
            }
        } catch (const std::exception&) {
            return -1;
        }
        return 1;
    }

    // --- plain C++ between the steps ------------------------------------------------------------

    [[nodiscard]] bool isRgb() const { return m_colourType == PNG_COLOR_TYPE_RGB; }
    [[nodiscard]] array::DType dtype() const {
        return isRgb()                 ? array::DType::U32
               : m_meta.bitDepth == 16 ? array::DType::U16
                                       : array::DType::U8;
    }
    [[nodiscard]] std::int64_t itemSize() const { return array::itemSize(dtype()); }

    /// Whether a chunk of ours says that the colours are ids.
    bool saysIds(const png_unknown_chunk& chunk) noexcept {
        const std::string_view name(reinterpret_cast<const char*>(chunk.name), 4);
        const std::string_view text(reinterpret_cast<const char*>(chunk.data), chunk.size);
        const bool says = isRgbHeader() && name == "tEXt" &&
                          text.size() == kIdsKeyword.size() + 1 + kIdsText.size() &&
                          text.starts_with(kIdsKeyword) && text[kIdsKeyword.size()] == '\0' &&
                          text.ends_with(kIdsText);
        m_markedIds = m_markedIds || says;
        return says;
    }
    /// The same as isRgb, while the header is still being read.
    [[nodiscard]] bool isRgbHeader() const {
        return png_get_color_type(m_png, m_info) == PNG_COLOR_TYPE_RGB;
    }

    [[nodiscard]] tl::unexpected<base::Error> pictureError(std::string_view kind,
                                                           std::string_view hint) const {
        return fail(ErrorCode::Unsupported,
                    joined(m_name, " is a picture (", kind, ", ", m_width, " x ", m_height,
                           "), not a label map: a mask has one number for each pixel."),
                    joined("A picture can be the backdrop in the window. ", hint));
    }

    base::Status judgeColours(const array::NdArray& array) {
        if (m_colours == PngColours::Judged && !m_markedIds) {
            const auto ids = looksLikeIds(array, m_source.progress());
            if (!ids) {
                return base::passOn(ids);
            }
            if (!*ids) {
                return pictureError("RGB",
                                    "If its colours are ids R + 256 G + 65536 B, read it with the "
                                    "key 'ids' (--key ids).");
            }
            m_notes.push_back(
                "Colours are read as ids R + 256 G + 65536 B, as in COCO's panoptic PNGs. If this "
                "is a picture, open it as the backdrop.");
        }
        return {};
    }

    [[nodiscard]] tl::unexpected<base::Error> broken() const {
        base::Error error = failure("not a valid PNG");
        if (error.hint.empty()) {
            error.hint = "The file is damaged; copy or download it again.";
        }
        return tl::unexpected(std::move(error));
    }

    base::Status checkHeader() const {
        const bool ids = isRgb() && m_meta.bitDepth == 8;
        if (!ids && m_colourType != PNG_COLOR_TYPE_GRAY && m_colourType != PNG_COLOR_TYPE_PALETTE) {
            return pictureError(isRgb()                                    ? "RGB of 16 bits"
                                : m_colourType == PNG_COLOR_TYPE_RGB_ALPHA ? "RGB with alpha"
                                                                           : "grey with alpha",
                                "Save masks as palette or grey PNG, or as NPY.");
        }
        if (m_width > m_limits.maxSide || m_height > m_limits.maxSide) {
            return fail(ErrorCode::TooLarge, joined(m_name, " is ", m_width, " x ", m_height,
                                                    " pixels; the longest side that is read is ",
                                                    m_limits.maxSide, "."));
        }
        // Sides have at most 31 bits, so this fits 63.
        const std::int64_t bytes = m_width * m_height * itemSize();
        if (bytes > m_limits.memoryBudget) {
            return fail(ErrorCode::TooLarge,
                        joined(m_name, " is ", m_width, " x ", m_height, " pixels and needs ",
                               bytes, " bytes; the memory budget is ", m_limits.memoryBudget, "."));
        }
        // Deflate makes at most 258 bytes of 2 bits, that is 1032 of one byte.
        constexpr std::int64_t kMostInflation = 1032;
        const std::int64_t bits = m_meta.bitDepth * (isRgb() ? 3 : 1);
        const std::int64_t packed = m_height * ((m_width * bits + 7) / 8 + 1);
        if (packed / kMostInflation > m_source.size()) {
            return fail(ErrorCode::Truncated,
                        joined(m_name, " claims ", m_width, " x ", m_height, " pixels, which its ",
                               m_source.size(), " bytes can't hold."),
                        "The file is incomplete or damaged; copy or download it again.");
        }
        return {};
    }

    /// Copies palette and transparency out of what libpng has parsed; these calls can't jump.
    void readMeta() {
        m_meta.kind = m_colourType == PNG_COLOR_TYPE_PALETTE ? PngKind::Palette
                      : isRgb()                              ? PngKind::Rgb
                                                             : PngKind::Grey;
        png_colorp colours = nullptr;
        int count = 0;
        if (m_meta.kind == PngKind::Palette && png_get_PLTE(m_png, m_info, &colours, &count) != 0) {
            for (int i = 0; i < count; ++i) {
                m_meta.palette.insert(m_meta.palette.end(),
                                      {colours[i].red, colours[i].green, colours[i].blue});
            }
        }
        png_bytep alphas = nullptr;
        png_color_16p grey = nullptr;
        int alphaCount = 0;
        if (png_get_tRNS(m_png, m_info, &alphas, &alphaCount, &grey) == 0) {
            return;
        }
        if (m_meta.kind == PngKind::Rgb) {
            m_notes.push_back("The transparent colour is not kept when the file is saved.");
        } else if (m_meta.kind == PngKind::Palette) {
            m_meta.transparency.assign(alphas, alphas + alphaCount);
        } else if ((grey->gray >> static_cast<unsigned>(m_meta.bitDepth)) == 0) {
            m_meta.transparency = {static_cast<std::uint8_t>(grey->gray >> 8U),
                                   static_cast<std::uint8_t>(grey->gray & 0xFFU)};
        } else {
            m_notes.push_back(joined("The transparent grey value ", grey->gray, " can't occur at ",
                                     m_meta.bitDepth,
                                     " bits and is not kept when the file is saved."));
        }
    }

    base::Status writeNotes() {
        if (!m_chunks.empty()) {
            std::string names;
            for (const std::string& name : m_chunks) {
                names += joined(names.empty() ? "" : ", ", name);
            }
            m_notes.push_back(
                joined("Chunks that say nothing about labels are not kept when the "
                       "file is saved: ",
                       names, "."));
        }
        for (const std::string& warning : m_warnings) {
            m_notes.push_back(joined("libpng: ", warning, "."));
        }
        if (m_source.remaining() > 0) {
            m_notes.push_back(joined(m_source.remaining(),
                                     " bytes after the end of the PNG are "
                                     "not kept when the file is saved."));
        }
        if (m_meta.kind == PngKind::Palette) {
            const auto largest = largestIndex();
            if (!largest) {
                return base::passOn(largest);
            }
            if (*largest >= static_cast<int>(m_meta.paletteSize())) {
                m_notes.push_back(joined("The index ", *largest, " occurs, but the palette has ",
                                         m_meta.paletteSize(), " colours."));
            }
        }
        return {};
    }

    [[nodiscard]] base::Result<int> largestIndex() const {
        int largest = 0;
        for (std::int64_t row = 0; row < m_height; ++row) {
            const auto* const first =
                reinterpret_cast<const std::uint8_t*>(m_pixels) + row * m_width;
            largest = std::max<int>(largest, *std::max_element(first, first + m_width));
            if (const auto goOn = base::proceed(m_source.progress()); !goOn) {
                return base::passOn(goOn);
            }
        }
        return largest;
    }

    ByteSource& m_source;
    const ReadLimits m_limits;
    const PngColours m_colours;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::int64_t m_width = 0;
    std::int64_t m_height = 0;
    int m_colourType = 0;
    bool m_markedIds = false;
    std::byte* m_pixels = nullptr;
    PngMeta m_meta;
    std::vector<std::string> m_chunks;
    std::vector<std::string> m_notes;
};
}  // namespace

base::Result<PngFile> readPng(ByteSource& source, const ReadLimits& limits, PngColours colours) {
    return std::make_unique<Decoder>(source, limits, colours)->decode();
}

}  // namespace frisket::io
