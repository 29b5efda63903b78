// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "core/render/layer.h"

namespace frisket::render {

/// Turns rows of labels into rows of pixels: by a table for 8-bit types, for 16-bit ones too where
/// enough pixels wait to pay for it, else through a small cache. All ways give the same pixels.
class LabelPainter {
public:
    enum class Colours : std::uint8_t {
        Own,
        Partner,  ///< labels::partner of each colour, as opaque as the colour
    };
    /// From this many pixels on, a table of 65536 colours is made for 16-bit labels.
    static constexpr std::int64_t kTableFrom = std::int64_t{1} << 18U;

    /// `opacity` is 0..255, `pixelCount` about how many will be asked for. What `labels` points to
    /// must outlive the painter.
    LabelPainter(const LabelPixels& labels, Colours colours, std::uint32_t opacity,
                 std::int64_t pixelCount);

    /// The pixels of `count` packed elements at `from`, which may have any alignment.
    void paint(const std::byte* from, std::int64_t count, Argb* to);

private:
    struct Cached {
        std::uint64_t key = 0;
        Argb colour = 0;
    };

    template <class T>
    [[nodiscard]] Argb colourOf(T value) const;
    template <class T>
    void makeTable();
    template <class T>
    void paintByTable(const std::byte* from, std::int64_t count, Argb* to) const;
    template <class T>
    void paintByMap(const std::byte* from, std::int64_t count, Argb* to) const;
    template <class T>
    void paintByCache(const std::byte* from, std::int64_t count, Argb* to);

    array::DType m_dtype;
    const labels::LabelColours* m_labels = nullptr;
    const labels::ColourMap* m_map = nullptr;
    Colours m_colours;
    std::uint32_t m_opacity;
    std::vector<Argb> m_table;  ///< by the bits of an element; empty if there is none
    std::array<Argb, labels::ColourMap::kSteps + 1> m_steps{};  ///< pixels of the colour map
    std::vector<Cached> m_cache;
};

}  // namespace frisket::render
