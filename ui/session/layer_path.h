// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/io/mask_file.h"
#include "ui/session/layer_id.h"

namespace frisket::session {

/// A file, which of its arrays is meant, and the layer that it is to become.
struct LayerPath {
    LayerId id = LayerId::Destination;
    QString path;
    io::Part part = {};  ///< nothing chosen where the file holds one array

    bool operator==(const LayerPath&) const = default;
};

}  // namespace frisket::session
