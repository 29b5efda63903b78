// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "core/measure/pixel_line.h"
#include "ui/session/document.h"

namespace frisket::session {

/// A line that a person drew on the picture.
struct MeasuredLine {
    base::Point from;
    base::Point to;

    bool operator==(const MeasuredLine&) const = default;
};

/// The values of the layers along a line of the shown plane.
struct Profile {
    struct Curve {
        LayerId id = LayerId::Destination;
        bool isStepped = false;      ///< labels: between two samples there is no value
        std::vector<double> values;  ///< by sample; NaN where there is none
    };

    measure::PixelLine line;
    std::vector<Curve> curves;  ///< of the layers that have a place in the picture
};

/// Reads at most measure::kMostLinePixels samples of each layer.
[[nodiscard]] Profile profileAlong(const Document& document, const MeasuredLine& line);

}  // namespace frisket::session
