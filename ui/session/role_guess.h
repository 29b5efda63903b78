// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "ui/session/file_kind.h"
#include "ui/session/layer_id.h"

namespace frisket::session {

/// A file whose role is asked for.
struct FileHint {
    QString path;
    FileKind kind = FileKind::Unknown;
};

/// The layer that a file most likely is: by words in its name ("frame_pred.png" is a source), then
/// in the two folders above it ("SegmentationClass/2007_000032.png" a destination), and by its
/// kind. Words count whole, in any case: "counted" is no "count". Nothing where the words
/// contradict each other or say nothing. Never Result.
[[nodiscard]] std::optional<LayerId> guessRole(const FileHint& file);

/// Roles for files that are opened together, one for each in their order. No role is given twice:
/// the surer guess has it, of two that are equally sure the first file. A single mask that is left
/// over becomes the destination where there is none, since nothing works without.
[[nodiscard]] std::vector<std::optional<LayerId>> guessRoles(const std::vector<FileHint>& files);

}  // namespace frisket::session
