// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "core/assign/prepared.h"
#include "core/assign/samples.h"
#include "core/assign/window.h"
#include "ui/session/document.h"

namespace frisket::session {

/// Where the values of a mask in the picture come from. Points into what it was made from: valid
/// until that changes.
struct LayerValues {
    LayerId id = LayerId::Destination;
    array::DType dtype = array::DType::U8;
    const array::BandedArray* destination = nullptr;
    /// Of the source: its elements, and its layout with the destination's shape.
    array::ArrayView source;
    array::Layout sourceLayout;
    /// Of the result; without a plan that is the destination.
    const assign::AssignPlan* plan = nullptr;
    assign::Inputs inputs;

    [[nodiscard]] std::int64_t itemSize() const { return array::itemSize(dtype); }
    /// The values in `window`, packed at `out`, rows first.
    void read(const assign::PlaneWindow& window, std::byte* out) const;
    /// The same for single pixels.
    void read(const assign::PlaneSamples& samples, std::byte* out) const;
};

/// Of the destination, source or result; nothing where the layer is missing or has no place in the
/// picture.
[[nodiscard]] std::optional<LayerValues> layerValues(const Document& document, LayerId id);

/// One of these values.
struct Element {
    array::DType dtype = array::DType::U8;
    alignas(8) std::array<std::byte, 8> bytes{};

    [[nodiscard]] QString text() const;
};

/// That of the destination, source or result at a pixel of the shown plane; nothing where there is
/// none.
[[nodiscard]] std::optional<Element> elementAt(const Document& document, LayerId id, std::int64_t x,
                                               std::int64_t y);

/// A mask as it is now, for another thread.
class LayerSnapshot {
public:
    /// Of the destination, source or result. Fails with InvalidArgument where the layer has no
    /// place in the picture, with Refused while the document is busy, and with OutOfMemory.
    [[nodiscard]] static base::Result<std::unique_ptr<LayerSnapshot>> take(Document& document,
                                                                           LayerId id);
    /// Of the result the condition's bits are to be copied, a part at a time, so that nobody waits
    /// for those of a large one: call it until it is false, before anything changes in `document`.
    [[nodiscard]] bool copySome(const Document& document);

    /// On the other thread, before the first `values`: counts what modes that count need.
    [[nodiscard]] base::Status prepare();
    [[nodiscard]] const LayerValues& values() const { return m_values; }

private:
    explicit LayerSnapshot(array::BandedArray destination)
        : m_destination(std::move(destination)) {}

    array::BandedArray m_destination;
    std::optional<array::NdArray> m_source;
    std::optional<assign::AssignPlan> m_plan;
    std::optional<condition::ConditionMask> m_condition;
    std::int64_t m_copied = 0;  ///< rows of it
    std::optional<assign::PreparedInputs> m_prepared;
    LayerValues m_values;
};

/// Brightness of a picture's pixel, 0..255: Y' of ITU-R BT.709 from the values as they are stored.
[[nodiscard]] inline std::uint8_t luminance(QRgb pixel) {
    const unsigned red = (pixel >> 16U) & 0xffU;
    const unsigned green = (pixel >> 8U) & 0xffU;
    const unsigned blue = pixel & 0xffU;
    return static_cast<std::uint8_t>((2126 * red + 7152 * green + 722 * blue + 5000) / 10000);
}

}  // namespace frisket::session
