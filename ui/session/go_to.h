// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QString>

#include "core/labels/label_table.h"
#include "ui/session/document.h"

namespace frisket::session {

/// Where a person wants to go, one of three kinds, or why that can't be.
struct GoTo {
    struct Pixel {
        std::int64_t x = 0;
        std::int64_t y = 0;
        bool operator==(const Pixel&) const = default;
    };
    std::optional<Pixel> pixel;         ///< of the plane that `index` shows
    array::Index index;                 ///< of the whole array, where one was given; else empty
    std::optional<std::int64_t> label;  ///< the next instance of it
    std::optional<double> scale;        ///< device pixels for each image pixel
    QString problem;                    ///< in words; empty where one of the others is there
};

/// Understands "114, 87" (column, row), "x 114 y 87", "row 87, col 114", an index "[2, 0, 87, 114]"
/// as NumPy has it (negative ones count from the end), "label 17", the name of a label, and "50%".
/// A plain list of as many numbers as the array has axes, if those are more than two, is an index.
[[nodiscard]] GoTo parseGoTo(const QString& text, const Document& document,
                             const labels::LabelTable& labels);

}  // namespace frisket::session
