// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/io/mask_file.h"
#include "ui/session/role_guess.h"

namespace frisket::session {

/// What a file holds, by its headers: `items` are its arrays where there are several. One that
/// can't be told says why in `about`. On any thread.
[[nodiscard]] FileHint surveyFile(const QString& path, const io::ReadLimits& limits);

/// Whether the file is of a format whose files can hold several arrays; looks at its first bytes.
[[nodiscard]] bool mayHoldSeveral(const QString& path);

/// A file of no more arrays than this has a hint for each of them.
inline constexpr std::size_t kMostApart = 8;

/// A hint for each array of `file`, or `file` itself where it has one array or too many.
[[nodiscard]] std::vector<FileHint> apart(const FileHint& file);

/// The list of names that data sets keep beside their masks or a folder above: class_names.txt,
/// labels.txt or classes.txt. Nothing where there is none that can be read.
[[nodiscard]] std::optional<FileHint> namesBeside(const QString& mask,
                                                  const io::ReadLimits& limits);

/// What an array is, in words: "uint16 · 3×512×512".
[[nodiscard]] QString heldWords(const io::FileItem& item);

/// The same after its name: "masks · uint16 · 3×512×512".
[[nodiscard]] QString itemWords(const io::FileItem& item);

/// What a person calls the part: "masks", "page 3", or nothing.
[[nodiscard]] QString partWords(const io::Part& part);

/// A format as short as people say it: "PNG", "NIfTI".
[[nodiscard]] QString formatWord(io::Format format);

/// dtype and shape: "uint16 · 3 × 512 × 512".
[[nodiscard]] QString typeWords(array::DType dtype, const array::Shape& shape);

}  // namespace frisket::session
