// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QString>

#include "core/array/banded_array.h"
#include "core/base/progress.h"
#include "core/condition/condition_mask.h"
#include "core/edit/bit_patch.h"
#include "core/io/mask_file.h"
#include "ui/session/layer_path.h"
#include "ui/session/photo.h"

namespace frisket::session {

/// What is known of a picture's file.
struct PictureFacts {
    PictureView view;     ///< it is shown so
    QSize stored;         ///< before any turning or stretching
    bool turned = false;  ///< the file says that it is to be shown turned or mirrored

    bool operator==(const PictureFacts&) const = default;
};

/// A layer as it was in its file, ready to be shown: what is left to do with it costs no pass over
/// it. Of the four kinds of content it has the one that the layer is made of.
struct ReadLayer {
    LayerId id = LayerId::Destination;
    QString path;
    QString note;  ///< what a person should know, or empty

    std::optional<Photo> backdrop;
    PictureFacts picture;  ///< of the backdrop
    std::optional<array::BandedArray> destination;
    std::optional<array::NdArray> source;
    std::optional<condition::ConditionMask> condition;

    std::optional<io::MaskFile> mask;                 ///< without the array
    array::DType conditionType = array::DType::Bool;  ///< in the file
    std::int64_t selected = 0;                        ///< elements of the condition that are true
    /// What `compareTo` found: how the condition differs from the one that it replaces.
    std::optional<edit::BitPatch> difference;
};

/// Reads a file as its layer, which is not the result. On any thread. Advances `progress`, which
/// may be null, by the file's size, which the caller has told it to expect; Cancelled.
[[nodiscard]] base::Result<ReadLayer> readLayer(const LayerPath& file, const io::ReadLimits& limits,
                                                base::Progress* progress = nullptr);

/// Finds how the condition in `layer` differs from `present`, whose shape it has.
base::Status compareTo(const condition::ConditionMask& present, ReadLayer& layer,
                       base::Progress* progress = nullptr);

/// Each of `notes` as a line.
[[nodiscard]] QString joinedNotes(const std::vector<std::string>& notes);

}  // namespace frisket::session
