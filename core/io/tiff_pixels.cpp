// SPDX-License-Identifier: MIT
#include "core/io/tiff_pixels.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <vector>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

/// Fewest bytes that rows of a page can be compressed to.
std::int64_t leastStored(const TiffPage& page, std::int64_t rows) {
    const std::int64_t bytes = page.blockRowBytes() * rows;
    switch (page.compression) {
        case COMPRESSION_NONE:
            return bytes;
        case COMPRESSION_PACKBITS:
            return bytes / 64;  // 2 for 128
        case COMPRESSION_ADOBE_DEFLATE:
        case COMPRESSION_DEFLATE:
            return bytes / 1040;  // 258 for 2 bits, and the head
        case COMPRESSION_LZW:
            return bytes / 4096;  // a code of 12 bits for a string of less than that
        case COMPRESSION_ZSTD:
            return bytes / 65536;  // 128 KiB for 4
        default:
            return rows / 8;  // a row of CCITT G4 for a bit
    }
}

/// Reads the blocks of a page one by one and puts their rows where they belong.
class BlockReader {
public:
    BlockReader(TiffHandle& handle, const TiffPage& page, ByteSource& source, std::byte* to)
        : m_handle(handle), m_page(page), m_source(source), m_to(to) {}

    base::Status checkPlaces(std::int64_t& storedBytes) const {
        const std::int64_t count = m_page.blockCount();
        if (count > m_source.size()) {
            return tooShort(joined(count, " strips or tiles"));
        }
        for (std::int64_t block = 0; block < count; ++block) {
            if (const auto checked = checkPlace(block, storedBytes); !checked) {
                return checked;
            }
        }
        return {};
    }

    base::Status readAll() {
        // libdeflate stops before its buffer is full where the stream goes on behind the values,
        // and libtiff takes what the memory had before for the rest; zlib fills it.
        const bool deflated = m_page.compression == COMPRESSION_ADOBE_DEFLATE ||
                              m_page.compression == COMPRESSION_DEFLATE;
        if (deflated &&
            TIFFSetField(m_handle.tiff(), TIFFTAG_DEFLATE_SUBCODEC, DEFLATE_SUBCODEC_ZLIB) == 0) {
            return tl::unexpected(m_handle.failure("zlib can't be chosen"));
        }
        const std::int64_t count = m_page.blockCount();
        for (std::int64_t block = 0; block < count; ++block) {
            if (auto read = readBlock(block); !read) {
                return read;
            }
            if (auto goOn = base::proceed(m_source.progress()); !goOn) {
                return goOn;
            }
        }
        return m_handle.requireNoDoubt();
    }

private:
    [[nodiscard]] std::int64_t itemBytes() const { return std::max(1, m_page.bits / 8); }

    /// Rows that are stored in the block of that number.
    [[nodiscard]] std::int64_t storedRows(std::int64_t block) const {
        if (m_page.tiled) {
            return m_page.blockHeight;
        }
        const std::int64_t row = block % m_page.blocksDown() * m_page.blockHeight;
        return std::min(m_page.blockHeight, m_page.height - row);
    }

    [[nodiscard]] tl::unexpected<base::Error> tooShort(const std::string& what) const {
        return fail(
            ErrorCode::Truncated,
            joined(m_handle.name(), " claims ", m_page.width, " x ", m_page.height, " pixels in ",
                   what, ", which its ", m_source.size(), " bytes can't hold."),
            "The file is incomplete or damaged; copy or download it again.");
    }

    base::Status checkPlace(std::int64_t block, std::int64_t& storedBytes) const {
        int failed = 0;
        const auto number = static_cast<std::uint32_t>(block);
        const std::uint64_t offset = TIFFGetStrileOffsetWithErr(m_handle.tiff(), number, &failed);
        const std::uint64_t stored =
            failed != 0 ? 0 : TIFFGetStrileByteCountWithErr(m_handle.tiff(), number, &failed);
        if (failed != 0) {
            return tl::unexpected(m_handle.failure("its strips or tiles can't be found"));
        }
        const auto size = static_cast<std::uint64_t>(m_source.size());
        if (stored == 0) {
            return fail(ErrorCode::Unsupported,
                        joined(m_handle.name(), ": the ", m_page.tiled ? "tile " : "strip ", block,
                               " is not in the file (0 bytes): a sparse or unfinished TIFF."),
                        "Write it again with all of its tiles.");
        }
        if (offset > size || stored > size - offset) {
            return fail(ErrorCode::Truncated,
                        joined(m_handle.name(), ": the file ends too early: ",
                               m_page.tiled ? "tile " : "strip ", block, " is ", stored,
                               " bytes at offset ", offset, ", the file has ", size, "."),
                        "The file is incomplete; copy or download it again.");
        }
        const std::int64_t needed = m_page.blockRowBytes() * storedRows(block);
        if (leastStored(m_page, storedRows(block)) > static_cast<std::int64_t>(stored)) {
            return tooShort(joined(m_page.tiled ? "tiles" : "strips", " of ", needed, " bytes"));
        }
        // Many blocks may share their bytes, but reading must not take forever.
        constexpr std::int64_t kMostSharing = 8;
        storedBytes += static_cast<std::int64_t>(stored);
        if (storedBytes / kMostSharing > m_source.size()) {
            return fail(ErrorCode::Format,
                        joined(m_handle.name(), ": its strips or tiles overlap and take ",
                               storedBytes, " bytes of a file of ", m_source.size(), "."),
                        "The file is damaged; copy or download it again.");
        }
        return {};
    }

    base::Status readBlock(std::int64_t block) {
        const std::int64_t across = m_page.blocksAcross();
        const std::int64_t inPlane = across * m_page.blocksDown();
        const std::int64_t sample = block / inPlane;
        const std::int64_t y = block % inPlane / across * m_page.blockHeight;
        const std::int64_t x = block % across * m_page.blockWidth;
        const std::int64_t rows = std::min(m_page.blockHeight, m_page.height - y);
        const std::int64_t columns = std::min(m_page.blockWidth, m_page.width - x);
        const std::int64_t bytes = m_page.blockRowBytes() * storedRows(block);
        const std::int64_t pixelBytes = m_page.samples * itemBytes();
        std::byte* const first = m_to + (y * m_page.width + x) * pixelBytes;
        const bool direct = !m_page.tiled && m_page.bits >= 8 && !m_page.samplesApart;
        if (!direct) {
            m_block.resize(static_cast<std::size_t>(bytes));
        }
        std::byte* const at = direct ? first : m_block.data();
        const auto number = static_cast<std::uint32_t>(block);
        const tmsize_t read = m_page.tiled
                                  ? TIFFReadEncodedTile(m_handle.tiff(), number, at, bytes)
                                  : TIFFReadEncodedStrip(m_handle.tiff(), number, at, bytes);
        if (read != bytes) {
            return tl::unexpected(m_handle.failure(
                joined("its ", m_page.tiled ? "tile " : "strip ", block, " can't be read")));
        }
        for (std::int64_t row = 0; !direct && row < rows; ++row) {
            placeRow(at + row * m_page.blockRowBytes(), columns,
                     first + row * m_page.width * pixelBytes + sample * itemBytes());
        }
        return {};
    }

    void placeRow(const std::byte* from, std::int64_t columns, std::byte* to) {
        const std::int64_t items = columns * m_page.blockSamples();
        if (m_page.bits < 8) {
            m_row.resize(static_cast<std::size_t>(items));
            unpackBits(from, m_page.bits, items, m_row.data());
            from = m_row.data();
        }
        const std::int64_t item = itemBytes();
        if (!m_page.samplesApart) {
            std::memcpy(to, from, static_cast<std::size_t>(items * item));
            return;
        }
        for (std::int64_t i = 0; i < columns; ++i) {
            std::memcpy(to + i * m_page.samples * item, from + i * item,
                        static_cast<std::size_t>(item));
        }
    }

    TiffHandle& m_handle;
    const TiffPage& m_page;
    ByteSource& m_source;
    std::byte* m_to;
    std::vector<std::byte> m_block;
    std::vector<std::byte> m_row;
};

void swapItems(std::span<std::byte> bytes, std::int64_t size) {
    for (std::size_t at = 0; at < bytes.size(); at += static_cast<std::size_t>(size)) {
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                     bytes.begin() + static_cast<std::ptrdiff_t>(at) + size);
    }
}
}  // namespace

void unpackBits(const std::byte* from, int bits, std::int64_t count, std::byte* to) {
    const std::int64_t inByte = 8 / bits;
    const std::byte mask{static_cast<unsigned char>((1U << static_cast<unsigned>(bits)) - 1U)};
    for (std::int64_t i = 0; i < count; ++i) {
        const auto shift = static_cast<unsigned>(8 - bits * (1 + i % inByte));
        to[i] = (from[i / inByte] >> shift) & mask;
    }
}

void packBits(const std::byte* from, int bits, std::int64_t count, std::byte* to) {
    const std::int64_t inByte = 8 / bits;
    std::fill_n(to, (count + inByte - 1) / inByte, std::byte{0});
    for (std::int64_t i = 0; i < count; ++i) {
        const auto shift = static_cast<unsigned>(8 - bits * (1 + i % inByte));
        to[i / inByte] |= from[i] << shift;
    }
}

base::Status checkTiffPlaces(TiffHandle& handle, const TiffPage& page, ByteSource& source,
                             std::int64_t& storedBytes) {
    return BlockReader(handle, page, source, nullptr).checkPlaces(storedBytes);
}

base::Status readTiffPixels(TiffHandle& handle, const TiffPage& page, ByteSource& source,
                            std::byte* to) {
    return BlockReader(handle, page, source, to).readAll();
}

base::Status checkTiffRoom(const std::vector<TiffPage>& pages,
                           const std::vector<std::int64_t>& chosen, const ByteSource& source) {
    std::int64_t least = 0;
    for (const std::int64_t number : chosen) {
        const TiffPage& page = pages[static_cast<std::size_t>(number)];
        least += leastStored(page, page.height) * page.blocksAcross() *
                 (page.samplesApart ? page.samples : 1);
        if (least > source.size()) {  // at once, since a sum of lies may leave 63 bits
            return fail(ErrorCode::Truncated,
                        joined(source.name(), " claims pages that take ", least,
                               " bytes or more, which its ", source.size(), " bytes can't hold."),
                        "The file is incomplete or damaged; copy or download it again.");
        }
    }
    return {};
}

base::Result<std::optional<std::int64_t>> contiguousAt(TiffHandle& handle, const TiffPage& page) {
    if (page.compression != COMPRESSION_NONE || page.bits < 8 || page.samplesApart || page.tiled ||
        page.blockCount() > handle.size()) {
        return std::nullopt;
    }
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    for (std::int64_t strip = 0; strip < page.blockCount(); ++strip) {
        int failed = 0;
        const auto number = static_cast<std::uint32_t>(strip);
        const std::uint64_t offset = TIFFGetStrileOffsetWithErr(handle.tiff(), number, &failed);
        if (failed != 0 || offset == 0) {
            return tl::unexpected(handle.failure("its strips can't be found"));
        }
        if (strip > 0 && offset != end) {
            return std::nullopt;
        }
        const std::int64_t rows =
            std::min(page.blockHeight, page.height - strip * page.blockHeight);
        begin = strip == 0 ? offset : begin;
        end = offset + static_cast<std::uint64_t>(rows * page.blockRowBytes());
    }
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return begin <= kMost ? std::optional(static_cast<std::int64_t>(begin)) : std::nullopt;
}

base::Status checkTiffPlanes(const TiffHandle& handle, ByteSource& source, std::int64_t offset,
                             std::int64_t bytes) {
    if (offset > source.size() || bytes > source.size() - offset) {
        return fail(ErrorCode::Truncated,
                    joined(handle.name(), ": the file ends too early: its planes are ", bytes,
                           " bytes at offset ", offset, ", the file has ", source.size(), "."),
                    "The file is incomplete; copy it again. Its first plane can be read as page "
                    "0.");
    }
    return {};
}

base::Status readTiffPlanes(const TiffHandle& handle, const TiffPage& page, ByteSource& source,
                            std::int64_t offset, std::span<std::byte> to) {
    source.seek(offset);
    if (auto read = source.read(to); !read) {
        return read;
    }
    if (page.bits > 8 && handle.isBigEndian() != (std::endian::native == std::endian::big)) {
        swapItems(to, page.bits / 8);
    }
    return {};
}

}  // namespace frisket::io
