// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/io/tiff_page.h"

namespace frisket::io {

/// Fails with Truncated where the blocks of the current directory, which is `page`, are not all in
/// the file, or can't hold what they claim. `storedBytes` is raised by what they take there, and
/// may not be many times the file.
base::Status checkTiffPlaces(TiffHandle& handle, const TiffPage& page, ByteSource& source,
                             std::int64_t& storedBytes);

/// Reads the values of the current directory, whose places were checked, to `to`: `page.shape()` in
/// C order, samples last, in the machine's byte order; bits below 8 become bytes.
base::Status readTiffPixels(TiffHandle& handle, const TiffPage& page, ByteSource& source,
                            std::byte* to);

/// Fails with Truncated where the file is too small to hold those of the pages whatever is in them.
base::Status checkTiffRoom(const std::vector<TiffPage>& pages,
                           const std::vector<std::int64_t>& chosen, const ByteSource& source);

/// Where the values of the current directory begin if they are in one piece, as a program maps
/// them: not compressed, whole bytes, samples together, strips one after the other. Else nothing.
[[nodiscard]] base::Result<std::optional<std::int64_t>> contiguousAt(TiffHandle& handle,
                                                                     const TiffPage& page);

/// Fails with Truncated where the file does not have `bytes` at `offset`.
base::Status checkTiffPlanes(const TiffHandle& handle, ByteSource& source, std::int64_t offset,
                             std::int64_t bytes);

/// Reads items of `page.bits` at `offset`, which was checked, as a single directory may have many
/// planes after its own.
base::Status readTiffPlanes(const TiffHandle& handle, const TiffPage& page, ByteSource& source,
                            std::int64_t offset, std::span<std::byte> to);

/// `count` samples of `bits` (1, 2 or 4), the first in the highest bits, to one byte each.
void unpackBits(const std::byte* from, int bits, std::int64_t count, std::byte* to);
/// The opposite; what is left of the last byte is 0.
void packBits(const std::byte* from, int bits, std::int64_t count, std::byte* to);

}  // namespace frisket::io
