// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include <QImage>
#include <QMimeData>
#include <QString>

#include "core/condition/bit_region.h"
#include "ui/session/document.h"

namespace frisket::session {

/// Exact bits with their place in a plane, as Frisket gives them to itself.
inline constexpr const char* kBitsType = "application/x-frisket-bits";

/// Most pixels of a picture on the clipboard: other programs get it as a PNG, written while they
/// wait. Larger ones are there as text alone.
inline constexpr std::int64_t kMostClipImage = std::int64_t{1} << 26U;
/// Most runs of a text on the clipboard; masks of noise have more.
inline constexpr std::size_t kMostClipRuns = std::size_t{1} << 24U;

/// `bits` of the shown plane in each form that fits: as kBitsType, as a black and white picture of
/// their box, as a COCO segmentation of the plane. A job: fails with Refused while something else
/// is done, Cancelled, OutOfMemory. `bits` are not empty.
[[nodiscard]] base::Result<std::unique_ptr<QMimeData>> clipOf(
    Document& document, std::shared_ptr<const condition::BitRegion> bits);

/// Bits from a clipboard.
struct Clip {
    enum class Kind : std::uint8_t { Bits, Image, Text };

    Kind kind = Kind::Bits;
    condition::BitRegion bits;  ///< where they were; a picture begins at the first pixel
    std::int64_t width = 0;     ///< of the plane that they are from, or of the picture
    std::int64_t height = 0;
};

/// What of a clipboard can be selected pixels: Frisket's own bits, else a picture, else a COCO
/// segmentation. Of a picture with pixels less than half opaque those that are more; of any other
/// those at least as bright as 128 of 255 or, where none is, all that are not black. A job; fails
/// with NotFound where there is nothing of the kind, and as the formats do. None may be set.
[[nodiscard]] base::Result<Clip> readClip(Document& document, const QMimeData& data);

/// The pixels of a picture that count, by that rule; its rows are `box` of the result.
[[nodiscard]] condition::BitRegion bitsOfImage(const QImage& image);

/// `bits` as bytes of kBitsType, from a plane of that size.
[[nodiscard]] QByteArray packedBits(const condition::BitRegion& bits, std::int64_t width,
                                    std::int64_t height);
/// The same back; fails with Format for bytes that are something else.
[[nodiscard]] base::Result<Clip> unpackedBits(const QByteArray& bytes);

}  // namespace frisket::session
