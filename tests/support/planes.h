// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/random.h"
#include "ui/session/document.h"

namespace frisket::test {

/// Shows random indices of the axes that are hidden.
inline void randomIndices(session::Document& document, Random& random) {
    const array::Shape shape = document.shape(session::LayerId::Destination);
    for (int axis = 0; axis < shape.rank(); ++axis) {
        document.setIndex(axis, random.between(0, shape[axis] - 1));
    }
}

/// Shows two other axes at times, and random indices of the others.
inline void randomPlane(session::Document& document, Random& random) {
    const int rank = document.shape(session::LayerId::Destination).rank();
    if (random.chance(50)) {
        const auto axisY = static_cast<int>(random.between(0, rank - 1));
        const auto next = static_cast<int>(random.between(1, rank - 1));
        document.setShownAxes(axisY, (axisY + next) % rank);
    }
    randomIndices(document, random);
}

}  // namespace frisket::test
