// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "core/base/result.h"
#include "core/io/byte_stream.h"

namespace frisket::io {

enum class Packing : std::uint8_t { None, Gzip };

/// Reads on from where a source stands, as it is or through zlib. Never gives more bytes than are
/// asked for, whatever the packed ones would become.
class Unpacker {
public:
    /// `source` outlives it.
    Unpacker(ByteSource& source, Packing packing);
    ~Unpacker();
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    [[nodiscard]] Packing packing() const { return m_packing; }
    [[nodiscard]] ByteSource& source() { return m_source; }

    /// Fills `to`, or fails with Truncated, Format (damaged) or Cancelled. Looks at the source's
    /// progress for each mebibyte.
    base::Status read(std::span<std::byte> to);
    /// An upper bound of the bytes that are still to come, which costs nothing to know.
    [[nodiscard]] std::int64_t atMost() const;
    /// Reads on to the end, through the checksum, and gives the number of bytes that were left.
    /// Fails with Format where packed ones are more than `most`.
    base::Result<std::int64_t> finish(std::int64_t most);

private:
    struct Stream;

    base::Result<std::size_t> inflateInto(std::span<std::byte> to);
    base::Result<bool> refill();

    ByteSource& m_source;
    Packing m_packing;
    std::unique_ptr<Stream> m_stream;
};

/// What `start`, the first bytes of a gzip file, unpacks to: up to `to.size()` bytes of it; 0 where
/// it is none. Returns how many there are.
[[nodiscard]] std::size_t unpackStart(std::span<const std::byte> start, std::span<std::byte> to);

/// Writes to a sink as it is or through zlib.
class Packer {
public:
    /// `sink` outlives it.
    Packer(ByteSink& sink, Packing packing);
    ~Packer();
    Packer(const Packer&) = delete;
    Packer& operator=(const Packer&) = delete;

    base::Status write(std::span<const std::byte> bytes);
    /// After the last `write`.
    base::Status finish();

private:
    struct Stream;

    base::Status deflateAll(int flush);

    ByteSink& m_sink;
    std::unique_ptr<Stream> m_stream;  ///< null: as it is
};

}  // namespace frisket::io
