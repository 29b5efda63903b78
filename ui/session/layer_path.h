// SPDX-License-Identifier: MIT
#pragma once

#include <QSize>
#include <QString>

#include "core/io/mask_file.h"
#include "ui/session/layer_id.h"

namespace frisket::session {

/// How a picture is shown that does not lie over the masks by itself.
struct PictureView {
    bool asStored = false;  ///< not turned as its file's EXIF orientation says
    QSize stretchedTo;      ///< or invalid: as large as it is

    bool operator==(const PictureView&) const = default;
};

/// A file, which of its arrays is meant, and the layer that it is to become.
struct LayerPath {
    LayerId id = LayerId::Destination;
    QString path;
    io::Part part = io::Part();           ///< nothing chosen where the file holds one array
    PictureView picture = PictureView();  ///< of a backdrop

    bool operator==(const LayerPath&) const = default;
};

}  // namespace frisket::session
