// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/condition/rle.h"

namespace frisket::io {

/// Most bytes of a text that is read as run lengths.
inline constexpr std::size_t kMostRleText = std::size_t{1} << 28U;

/// Run lengths in the compressed form of COCO: each one, from the fourth on less the one two
/// before it, as a signed number of 5 bits a character, the lowest first; character = 48 + 5 bits
/// + 32 where more of the number follows. The last character's fifth bit is the sign.
[[nodiscard]] std::string packedRuns(std::span<const std::uint32_t> runs);

/// The run lengths of such a text. Fails with Format for a character that is none of these or a run
/// below 0 or beyond 32 bits, with Truncated where the text ends within a number; says where.
[[nodiscard]] base::Result<std::vector<std::uint32_t>> unpackedRuns(std::string_view text);

/// A COCO segmentation: {"size":[height,width],"counts":"..."}.
[[nodiscard]] std::string rleJson(const condition::RunLengths& lengths);

/// Reads a COCO segmentation, whose counts may be compressed or a list, or an annotation that has
/// one as its "segmentation". Other keys don't matter. The runs are checked as by
/// `condition::regionOf` when they become pixels. Fails with Format and says what is wrong where,
/// with Unsupported for polygons, with TooLarge for more than kMostRleText bytes.
[[nodiscard]] base::Result<condition::RunLengths> readRleJson(std::string_view text);

}  // namespace frisket::io
