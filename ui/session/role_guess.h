// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/io/mask_file.h"
#include "ui/session/file_kind.h"
#include "ui/session/layer_id.h"

namespace frisket::session {

/// A file, or one array of a file of several, whose role is asked for.
struct FileHint {
    QString path;
    FileKind kind = FileKind::Unknown;
    QString about = {};  ///< what it holds, in words, or why it can't be told
    /// Its arrays where it must be asked which one is meant: more than one.
    std::vector<io::FileItem> items = {};
    std::vector<io::NamedLabel> names = {};  ///< of a list of names
    io::Part part = {};                      ///< the array that is meant, if that is said
};

/// The layer that a file most likely is: by words in its name ("frame_pred.png" is a source) or
/// key, then in the two folders above it ("SegmentationClass/2007_000032.png" a destination), and
/// by its kind. Words count whole, in any case: "counted" is no "count". Nothing where the words
/// contradict each other or say nothing. Never Result.
[[nodiscard]] std::optional<LayerId> guessRole(const FileHint& file);

/// Roles for files that are opened together, one for each in their order. No role is given twice:
/// the surer guess has it, of two that are equally sure the first file. A single mask that is left
/// over becomes the destination where there is none, since nothing works without.
[[nodiscard]] std::vector<std::optional<LayerId>> guessRoles(const std::vector<FileHint>& files);

}  // namespace frisket::session
