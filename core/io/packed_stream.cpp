// SPDX-License-Identifier: MIT
#include "core/io/packed_stream.h"

#include <algorithm>
#include <vector>
#include <zlib.h>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::joined;

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
constexpr std::size_t kPackedBytes = std::size_t{1} << 16;
/// zlib's windowBits for the largest window, with gzip's header and checksum around the data.
constexpr int kGzipWindow = 15 + 16;
/// Label maps are long runs, for which higher levels take longer and win little.
constexpr int kLevel = 4;
/// A bit of a length and one of a distance give 258 bytes, and no code is shorter.
constexpr std::int64_t kMostRatio = 258 * 4;

Bytef* asBytef(std::byte* bytes) { return reinterpret_cast<Bytef*>(bytes); }

tl::unexpected<base::Error> noMemory(std::string_view name) {
    return base::fail(ErrorCode::OutOfMemory, joined(name, ": not enough memory for zlib."),
                      "Close other programs.");
}
}  // namespace

struct Unpacker::Stream {
    z_stream z{};
    int ready = Z_MEM_ERROR;
    std::vector<std::byte> packed = std::vector<std::byte>(kPackedBytes);
    bool between = false;  ///< a member has ended; another one may follow
    bool ended = false;
    std::int64_t given = 0;

    Stream() { ready = inflateInit2(&z, kGzipWindow); }
    ~Stream() { inflateEnd(&z); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
};

Unpacker::Unpacker(ByteSource& source, Packing packing)
    : m_source(source),
      m_packing(packing),
      m_stream(packing == Packing::Gzip ? std::make_unique<Stream>() : nullptr) {}

Unpacker::~Unpacker() = default;

/// False at the end of the source.
base::Result<bool> Unpacker::refill() {
    Stream& stream = *m_stream;
    const auto length = static_cast<std::size_t>(
        std::min<std::int64_t>(m_source.remaining(), std::int64_t{kPackedBytes}));
    if (length == 0) {
        return false;
    }
    const std::span<std::byte> piece = std::span(stream.packed).first(length);
    if (const auto read = m_source.read(piece); !read) {
        return base::passOn(read);
    }
    stream.z.next_in = asBytef(piece.data());
    stream.z.avail_in = static_cast<uInt>(length);
    return true;
}

/// Up to `to.size()` (at most kPieceBytes) bytes; fewer only where the data end.
base::Result<std::size_t> Unpacker::inflateInto(std::span<std::byte> to) {
    Stream& stream = *m_stream;
    if (stream.ready != Z_OK) {
        return noMemory(m_source.name());
    }
    stream.z.next_out = asBytef(to.data());
    stream.z.avail_out = static_cast<uInt>(to.size());
    while (stream.z.avail_out > 0 && !stream.ended) {
        if (stream.z.avail_in == 0) {
            const auto more = refill();
            if (!more) {
                return base::passOn(more);
            }
            if (!*more && !stream.between) {
                break;  // in the middle of a member
            }
            stream.ended = !*more;
            continue;
        }
        if (stream.between) {
            // Files on tapes are filled up with zeros.
            if (*stream.z.next_in == 0) {
                ++stream.z.next_in;
                --stream.z.avail_in;
                continue;
            }
            inflateReset(&stream.z);
            stream.between = false;
        }
        const int done = inflate(&stream.z, Z_NO_FLUSH);
        if (done == Z_MEM_ERROR) {
            return noMemory(m_source.name());
        }
        if (done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR) {
            return base::fail(ErrorCode::Format,
                              joined(m_source.name(), ": the gzip data are damaged: ",
                                     stream.z.msg != nullptr ? stream.z.msg : "unknown", "."),
                              "Copy or download the file again.");
        }
        stream.between = done == Z_STREAM_END;
    }
    const std::size_t found = to.size() - stream.z.avail_out;
    stream.given += static_cast<std::int64_t>(found);
    return found;
}

base::Status Unpacker::read(std::span<std::byte> to) {
    if (m_stream == nullptr) {
        return m_source.read(to);
    }
    while (!to.empty()) {
        const auto piece = to.first(std::min(kPieceBytes, to.size()));
        const auto found = inflateInto(piece);
        if (!found) {
            return base::passOn(found);
        }
        if (*found < piece.size()) {
            return base::fail(ErrorCode::Truncated,
                              joined(m_source.name(), ": the gzip data end too early: ", to.size(),
                                     " more bytes expected after ",
                                     m_stream->given - static_cast<std::int64_t>(*found), ", ",
                                     *found, " found."),
                              "The file is incomplete; copy or download it again.");
        }
        // The source is seldom read where little becomes much.
        if (auto goOn = base::proceed(m_source.progress()); !goOn) {
            return goOn;
        }
        to = to.subspan(piece.size());
    }
    return {};
}

std::int64_t Unpacker::atMost() const {
    if (m_stream == nullptr) {
        return m_source.remaining();
    }
    const std::int64_t packed =
        m_source.remaining() + static_cast<std::int64_t>(m_stream->z.avail_in);
    // What zlib holds back fits its window.
    constexpr std::int64_t kHeldBack = std::int64_t{1} << 16;
    return std::min(packed, (INT64_MAX - kHeldBack) / kMostRatio) * kMostRatio + kHeldBack;
}

base::Result<std::int64_t> Unpacker::finish(std::int64_t most) {
    if (m_stream == nullptr) {
        return m_source.remaining();
    }
    std::vector<std::byte> rest(kPackedBytes);
    std::int64_t total = 0;
    while (true) {
        const auto found = inflateInto(rest);
        if (!found) {
            return base::passOn(found);
        }
        total += static_cast<std::int64_t>(*found);
        if (total > most) {
            return base::fail(ErrorCode::Format,
                              joined(m_source.name(), ": more than ", most,
                                     " bytes follow after the values that the header describes."),
                              "The header or the data are damaged.");
        }
        if (*found < rest.size()) {
            if (!m_stream->ended) {
                return base::fail(ErrorCode::Truncated,
                                  joined(m_source.name(),
                                         ": the gzip data end before their "
                                         "checksum."),
                                  "The file is incomplete; copy or download it again.");
            }
            return total;
        }
    }
}

std::size_t unpackStart(std::span<const std::byte> start, std::span<std::byte> to) {
    z_stream z{};
    if (inflateInit2(&z, kGzipWindow) != Z_OK) {
        return 0;
    }
    std::vector<std::byte> packed(start.begin(), start.end());  // zlib's interface is not const
    z.next_in = asBytef(packed.data());
    z.avail_in = static_cast<uInt>(packed.size());
    z.next_out = asBytef(to.data());
    z.avail_out = static_cast<uInt>(to.size());
    const int done = inflate(&z, Z_SYNC_FLUSH);
    const std::size_t found = to.size() - z.avail_out;
    inflateEnd(&z);
    return done == Z_OK || done == Z_STREAM_END || done == Z_BUF_ERROR ? found : 0;
}

struct Packer::Stream {
    z_stream z{};
    int ready = Z_MEM_ERROR;
    std::vector<std::byte> packed = std::vector<std::byte>(kPackedBytes);

    Stream() {
        constexpr int kMemory = 9;
        ready = deflateInit2(&z, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY);
    }
    ~Stream() { deflateEnd(&z); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
};

Packer::Packer(ByteSink& sink, Packing packing)
    : m_sink(sink), m_stream(packing == Packing::Gzip ? std::make_unique<Stream>() : nullptr) {}

Packer::~Packer() = default;

base::Status Packer::deflateAll(int flush) {
    z_stream& z = m_stream->z;
    do {
        z.next_out = asBytef(m_stream->packed.data());
        z.avail_out = static_cast<uInt>(m_stream->packed.size());
        deflate(&z, flush);  // fails where its state is damaged only
        const auto made = std::span(m_stream->packed).first(m_stream->packed.size() - z.avail_out);
        if (auto written = m_sink.write(made); !written) {
            return written;
        }
    } while (z.avail_out == 0);
    return {};
}

base::Status Packer::write(std::span<const std::byte> bytes) {
    if (m_stream == nullptr) {
        return m_sink.write(bytes);
    }
    if (m_stream->ready != Z_OK) {
        return noMemory("gzip");
    }
    while (!bytes.empty()) {
        const auto piece = bytes.first(std::min(kPieceBytes, bytes.size()));
        // zlib's interface is not const; it does not write there.
        m_stream->z.next_in = asBytef(const_cast<std::byte*>(piece.data()));
        m_stream->z.avail_in = static_cast<uInt>(piece.size());
        if (auto written = deflateAll(Z_NO_FLUSH); !written) {
            return written;
        }
        bytes = bytes.subspan(piece.size());
    }
    return {};
}

base::Status Packer::finish() {
    if (m_stream == nullptr) {
        return {};
    }
    return m_stream->ready == Z_OK ? deflateAll(Z_FINISH) : base::Status(noMemory("gzip"));
}

}  // namespace frisket::io
