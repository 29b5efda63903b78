// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace frisket::refine {

/// The second phase of an exact distance transform: from the distances within each column, as
/// ColumnDistances gives them, to distances in the plane, a row at a time. It is the lower envelope
/// of parabolas of P. F. Felzenszwalb, D. P. Huttenlocher, Distance Transforms of Sampled
/// Functions, 2012.
class RowEnvelope {
public:
    /// Stands for no pixel at all: beyond any distance, but finite.
    static constexpr double kFar = 1e12;

    RowEnvelope(double spacingY, double spacingX) : m_y(spacingY), m_x(spacingX) {}

    /// Distances of the columns [0, count) into `out`; ColumnDistances::kNone and above is a column
    /// without a pixel.
    void distances(const std::int32_t* columns, std::int64_t count, double* out);

private:
    struct Parabola {
        double from;  ///< where it becomes the lowest, in columns
        std::int64_t column;
        double square;
    };

    double m_y;
    double m_x;
    std::vector<Parabola> m_lowest;
};

}  // namespace frisket::refine
