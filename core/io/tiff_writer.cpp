// SPDX-License-Identifier: MIT
#include "core/io/tiff_writer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>

#include "core/base/text.h"
#include "core/io/tiff_pixels.h"
#include "core/io/tiff_reader.h"
#include "core/io/tiff_tags.h"

namespace frisket::io {

namespace {
using base::joined;

/// Large enough to compress well, small enough for readers of single strips.
constexpr std::int64_t kStripBytes = std::int64_t{1} << 20;

class Writer {
public:
    Writer(const array::NdArray& array, const TiffPlan& plan, TiffHandle& handle,
           base::Progress* progress)
        : m_plan(plan), m_handle(handle), m_progress(progress) {
        const TiffMeta& meta = plan.meta;
        m_item = array::itemSize(array.dtype());
        m_values = array.view().at(array.layout().offset);
        m_layout.height = plan.page[0];
        m_layout.width = plan.page[1];
        m_layout.samples = plan.page.rank() == 3 ? plan.page[2] : 1;
        m_layout.bits = meta.bits;
        m_layout.samplesApart = meta.samplesApart;
        m_layout.tiled = meta.tileWidth > 0;
        m_layout.blockWidth = m_layout.tiled ? std::int64_t{meta.tileWidth} : m_layout.width;
        m_layout.blockHeight = m_layout.tiled ? std::int64_t{meta.tileHeight} : stripRows();
        m_layout.sampleFormat = array::isFloat(array.dtype())    ? SAMPLEFORMAT_IEEEFP
                                : array::isSigned(array.dtype()) ? SAMPLEFORMAT_INT
                                                                 : SAMPLEFORMAT_UINT;
        m_block.resize(static_cast<std::size_t>(m_layout.blockRowBytes() * m_layout.blockHeight));
    }

    base::Status writeAll() {
        const std::int64_t pageItems = m_layout.height * m_layout.width * m_layout.samples;
        for (std::int64_t page = 0; page < m_plan.pages; ++page) {
            if (!setTags(page == 0)) {
                return broken("its tags can't be written");
            }
            const std::byte* const first = m_values + page * pageItems * m_item;
            for (std::int64_t block = 0; block < m_layout.blockCount(); ++block) {
                if (auto written = writeBlock(first, block); !written) {
                    return written;
                }
            }
            if (TIFFWriteDirectory(m_handle.tiff()) == 0) {
                return broken(joined("its page ", page, " can't be written"));
            }
        }
        return m_handle.requireNoDoubt();
    }

private:
    [[nodiscard]] std::int64_t stripRows() const {
        const std::int64_t row = (m_layout.width * m_layout.blockSamples() * m_layout.bits + 7) / 8;
        return std::clamp<std::int64_t>(kStripBytes / row, 1, m_layout.height);
    }

    [[nodiscard]] tl::unexpected<base::Error> broken(std::string_view what) const {
        return tl::unexpected(m_handle.failure(what));
    }

    [[nodiscard]] bool setTags(bool isFirst) const {
        TIFF* const tiff = m_handle.tiff();
        const auto number = [](std::int64_t value) { return static_cast<std::uint32_t>(value); };
        const auto small = [](std::int64_t value) { return static_cast<std::uint16_t>(value); };
        const bool sized =
            TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, number(m_layout.width)) != 0 &&
            TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, number(m_layout.height)) != 0 &&
            TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, small(m_layout.bits)) != 0 &&
            TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, small(m_layout.samples)) != 0 &&
            TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, m_layout.sampleFormat) != 0 &&
            TIFFSetField(tiff, TIFFTAG_PLANARCONFIG,
                         m_layout.samplesApart ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG) != 0;
        const bool blocked =
            m_layout.tiled
                ? TIFFSetField(tiff, TIFFTAG_TILEWIDTH, number(m_layout.blockWidth)) != 0 &&
                      TIFFSetField(tiff, TIFFTAG_TILELENGTH, number(m_layout.blockHeight)) != 0
                : TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, number(m_layout.blockHeight)) != 0;
        return sized && blocked && setTiffMeta(tiff, m_plan.meta, isFirst);
    }

    base::Status writeBlock(const std::byte* page, std::int64_t block) {
        const std::int64_t across = m_layout.blocksAcross();
        const std::int64_t inPlane = across * m_layout.blocksDown();
        const std::int64_t sample = block / inPlane;
        const std::int64_t y = block % inPlane / across * m_layout.blockHeight;
        const std::int64_t x = block % across * m_layout.blockWidth;
        const std::int64_t rows = std::min(m_layout.blockHeight, m_layout.height - y);
        const std::int64_t columns = std::min(m_layout.blockWidth, m_layout.width - x);
        const std::int64_t pixel = m_layout.samples * m_item;
        // libtiff turns the bytes of what it is given, so it gets a copy.
        if (rows < m_layout.blockHeight || columns < m_layout.blockWidth) {
            std::fill(m_block.begin(), m_block.end(), std::byte{0});
        }
        for (std::int64_t row = 0; row < rows; ++row) {
            takeRow(page + ((y + row) * m_layout.width + x) * pixel + sample * m_item, columns,
                    &m_block[static_cast<std::size_t>(row * m_layout.blockRowBytes())]);
        }
        const auto number = static_cast<std::uint32_t>(block);
        const std::int64_t bytes =
            m_layout.blockRowBytes() * (m_layout.tiled ? m_layout.blockHeight : rows);
        const tmsize_t written =
            m_layout.tiled ? TIFFWriteEncodedTile(m_handle.tiff(), number, m_block.data(), bytes)
                           : TIFFWriteEncodedStrip(m_handle.tiff(), number, m_block.data(), bytes);
        if (written != bytes) {
            return broken("its values can't be written");
        }
        return base::proceed(m_progress, rows * columns * m_layout.blockSamples() * m_item);
    }

    void takeRow(const std::byte* from, std::int64_t columns, std::byte* to) {
        const std::int64_t items = columns * m_layout.blockSamples();
        if (m_layout.samplesApart) {
            m_row.resize(static_cast<std::size_t>(items * m_item));
            for (std::int64_t i = 0; i < items; ++i) {
                std::memcpy(&m_row[static_cast<std::size_t>(i * m_item)],
                            from + i * m_layout.samples * m_item, static_cast<std::size_t>(m_item));
            }
            from = m_row.data();
        }
        if (m_layout.bits < 8) {
            packBits(from, m_layout.bits, items, to);
        } else {
            std::memcpy(to, from, static_cast<std::size_t>(items * m_item));
        }
    }

    const TiffPlan& m_plan;
    TiffHandle& m_handle;
    base::Progress* m_progress;
    TiffPage m_layout;
    std::int64_t m_item = 1;
    const std::byte* m_values = nullptr;
    std::vector<std::byte> m_block;
    std::vector<std::byte> m_row;
};

/// The fraction of a resolution need not be the same to the last bit.
bool isNear(const std::optional<TiffResolution>& a, const std::optional<TiffResolution>& b) {
    if (!a || !b) {
        return a.has_value() == b.has_value();
    }
    const auto near = [](float p, float q) { return std::abs(p - q) <= 1e-5F * std::abs(p); };
    return a->unit == b->unit && near(a->x, b->x) && near(a->y, b->y);
}

/// What differs first, for the message.
std::string_view difference(const TiffMeta& a, const TiffMeta& b) {
    return a.compression != b.compression     ? "compression"
           : a.predictor != b.predictor       ? "predictor"
           : a.tileWidth != b.tileWidth       ? "tile width"
           : a.tileHeight != b.tileHeight     ? "tile height"
           : a.samplesApart != b.samplesApart ? "planar configuration"
           : a.hasSamples != b.hasSamples     ? "number of samples"
           : a.bits != b.bits                 ? "number of bits"
           : a.photometric != b.photometric   ? "photometric interpretation"
           : a.extraSamples != b.extraSamples ? "kind of samples"
           : a.colourMap != b.colourMap       ? "palette"
           : a.orientation != b.orientation   ? "orientation"
           : a.resolution != b.resolution     ? "resolution"
           : a.description != b.description   ? "description"
           : a.tags != b.tags                 ? "tag"
           : a.bigEndian != b.bigEndian       ? "byte order"
           : a.bigTiff != b.bigTiff           ? "size of offsets"
                                              : "shape or dtype";
}
}  // namespace

base::Status writeTiff(const array::NdArray& array, const TiffPlan& plan, RandomSink& sink,
                       const std::string& name, base::Progress* progress) {
    const std::string mode =
        joined("w", plan.meta.bigTiff ? "8" : "", plan.meta.bigEndian ? "b" : "l");
    const auto handle = TiffHandle::writer(sink, name, mode.c_str());
    if (!handle) {
        return base::passOn(handle);
    }
    return Writer(array, plan, **handle, progress).writeAll();
}

base::Status compareTiff(ByteSource& source, const array::NdArray& array, const TiffMeta& meta) {
    ReadRequest request;
    request.limits = {std::numeric_limits<std::int64_t>::max(),
                      std::numeric_limits<std::int64_t>::max()};
    const auto read = readTiff(source, request);
    if (!read) {
        return base::passOn(read);
    }
    const auto* const found = std::any_cast<TiffMeta>(&read->meta);
    TiffMeta expected = meta;
    if (found != nullptr && isNear(found->resolution, meta.resolution)) {
        expected.resolution = found->resolution;
    }
    if (found == nullptr || *found != expected) {
        return base::fail(base::ErrorCode::Io,
                          joined(source.name(), ": what was written reads back with another ",
                                 found == nullptr ? "format" : difference(*found, expected), "."),
                          "The old file is unchanged. Save as NPY, or check disk and memory.");
    }
    return requireSame(read->array, array, source.name());
}

}  // namespace frisket::io
