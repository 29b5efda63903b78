// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/io/mask_file.h"

namespace frisket::io {

/// Most bytes of a list of names that is no JSON.
inline constexpr std::size_t kMostNamesText = std::size_t{1} << 24U;

/// Names of labels from a file that lists classes, rising by value, each value once, names not
/// empty, UTF-8:
/// - a COCO or panoptic file: its categories, with their colours; a labelme file: its labels as
///   `readMask` numbers them; JSON {"1":"cat"} or {"cat":1}; JSON ["background","cat"] (from 0)
/// - a text with a name a line, numbered from 0 (VOC's class_names.txt, labels.txt of labelme:
/// where
///   the first line is "__ignore__", that one has the value 255 and the next is 0)
/// - a text whose lines begin with the value: "3 cat", "3: cat", "3,cat", and with three numbers
///   0..255 after the name or before it, its colour: "3 cat 128 0 0", "3 128 0 0 cat" (as SLIC and
///   ITK-SNAP-like lists have it). Lines that begin with # don't count.
/// Fails as FileSource, with TooLarge, with Format for what is none of these, and for a value that
/// comes twice; the message says the line.
[[nodiscard]] base::Result<std::vector<NamedLabel>> readLabelNames(
    const std::filesystem::path& path, const ReadLimits& limits = {});

/// The same of a text that is no file of masks (no images, no shapes). `name` is for messages.
[[nodiscard]] base::Result<std::vector<NamedLabel>> labelNamesOf(std::string_view text,
                                                                 std::string_view name);

}  // namespace frisket::io
