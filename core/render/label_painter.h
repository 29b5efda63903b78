// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "core/render/layer.h"

namespace frisket::render {

/// Turns rows of labels or values into rows of pixels, in colours that are fixed when it is made:
/// by a table of all values for 8-bit types, for 16-bit ones too where enough pixels wait to pay
/// for it, else by a table of the colours that there are. All ways give the same pixels. Immutable
/// and without ties to what it was made from: any number of threads may use it.
class LabelPainter {
public:
    enum class Colours : std::uint8_t {
        Own,        ///< the colours as they are
        EdgeOwn,    ///< labels::EdgeTones::own of each colour, as opaque as the colour
        EdgeOther,  ///< labels::EdgeTones::other
    };
    /// From this many pixels on, a table of 65536 colours is made for 16-bit types.
    static constexpr std::int64_t kTableFrom = std::int64_t{1} << 18U;

    /// `opacity` is 0..255, `pixelCount` about how many pixels it will make.
    LabelPainter(array::DType dtype, const LabelPixels::Colours& colours, Colours which,
                 std::uint32_t opacity, std::int64_t pixelCount);

    /// The pixels of `count` packed elements at `from`, which may have any alignment.
    void paint(const std::byte* from, std::int64_t count, Argb* to) const;
    /// The pixel of the element at `from`.
    [[nodiscard]] Argb pixel(const std::byte* from) const;
    /// `paint`, then `blendRow` over `below`, in one: runs of one label, of which masks are made,
    /// cost their pixels, and where the colour is transparent not even that.
    void blend(const std::byte* from, std::int64_t count, Argb* below) const;

private:
    template <class T>
    void blendRuns(const std::byte* from, std::int64_t count, Argb* below) const;
    template <class T>
    [[nodiscard]] Argb lookedUp(T value) const;
    template <class T>
    [[nodiscard]] Argb colourOf(T value) const;
    template <class T>
    void paintRuns(const std::byte* from, std::int64_t count, Argb* to) const;

    array::DType m_dtype;
    std::optional<labels::LabelColours> m_labels;
    std::optional<labels::ColourMap> m_map;
    Argb m_notANumber = 0;
    std::vector<Argb> m_colours;  ///< of each of LabelColours::colours or step of the map
    std::vector<Argb> m_table;    ///< by the bits of an element; empty if there is none
};

/// The painters of one layer, made once and used by all renderings until its look changes. Nothing
/// where the style needs none.
struct LabelPaints {
    std::optional<LabelPainter> fill;
    std::optional<LabelPainter> edge;
    std::optional<LabelPainter> secondEdge;  ///< in the other dashes; nothing: as `edge`
};

/// The painters that `style` asks for, `pixelCount` as above.
[[nodiscard]] LabelPaints makePaints(array::DType dtype, const LabelPixels::Colours& colours,
                                     const LayerStyle& style, std::int64_t pixelCount);

}  // namespace frisket::render
