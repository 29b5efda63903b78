// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/layer_id.h"

namespace frisket::session {

/// What the smart tools are told.
struct SmartOptions {
    LayerId layer = LayerId::Backdrop;  ///< that they look at
    /// GrabCut begins with a box; else with scribbles.
    bool byBox = true;
    /// How often GrabCut finds colours and object from each other.
    int rounds = 3;
    /// The watershed splits what is clicked; else it grows marks.
    bool splits = false;
    /// Objects that meet keep a line between them.
    bool keepsApart = true;
    /// What is thinner than so many percent of the part beside it is a neck, 1..100.
    int neck = 80;
    /// Most that red, green and blue, or a value, may differ under the smart brush.
    double tolerance = 24;

    bool operator==(const SmartOptions&) const = default;
};

}  // namespace frisket::session
