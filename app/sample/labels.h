// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "app/sample/cells.h"

namespace frisket::sample {

enum Label : std::uint8_t { Background, Cytoplasm, Nucleus, Dividing, Scrap };

struct LabelStyle {
    std::string_view name;
    std::array<std::uint8_t, 3> colour;
};
/// Lightened from the set of M. Okabe and K. Ito, which stays apart for colour-blind eyes; each at
/// least 3:1 in luminance against the mean of the photo under it.
inline constexpr std::array kLabelStyles{
    LabelStyle{"background", {0, 0, 0}},   LabelStyle{"cytoplasm", {120, 200, 245}},
    LabelStyle{"nucleus", {240, 228, 66}}, LabelStyle{"dividing", {255, 190, 160}},
    LabelStyle{"debris", {240, 190, 228}},
};

/// One label for each pixel, kHeight×kWidth.
using LabelMap = std::vector<std::uint8_t>;

/// What is there.
[[nodiscard]] LabelMap trueLabels(const Scene& scene, const CellMap& map);
/// The annotation: right where the annotator took the time, without some cells, and with a few
/// drawn as coarse polygons.
[[nodiscard]] LabelMap annotatedLabels(const Scene& scene, const CellMap& map,
                                       const LabelMap& truth);
/// A model's answer: finds what the annotator missed, but grows outlines, closes gaps between
/// neighbours, sprinkles specks and takes a bright scrap for a cell.
[[nodiscard]] LabelMap predictedLabels(const Scene& scene, const CellMap& map,
                                       const LabelMap& truth);
/// 255 in the cells that the model is sure of and the annotation has not or draws differently;
/// else 0.
[[nodiscard]] std::vector<std::uint8_t> proposedCondition(const Scene& scene, const CellMap& map,
                                                          const LabelMap& annotated,
                                                          const LabelMap& predicted);

}  // namespace frisket::sample
