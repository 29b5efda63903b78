// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/array/dtype.h"
#include "core/base/result.h"

namespace frisket::io {

/// A line of a header. The texts are parts of the line.
struct NrrdLine {
    enum class Kind : std::uint8_t { Field, KeyValue, Comment };
    Kind kind = Kind::Comment;
    std::string name;  ///< of a field: in lower case without blanks ("spacedirections"); else as is
    std::string_view value;  ///< without blanks around it; of a key: as it is, escaped
};

/// Splits a line; Format where it is none of these.
[[nodiscard]] base::Result<NrrdLine> parseNrrdLine(std::string_view line);

/// The words of a field's value that has one for each axis of the file: "text" in quotes and
/// (1,0,0) are one word each.
[[nodiscard]] std::vector<std::string> nrrdWords(std::string_view value);

/// Whether a field (its name as NrrdLine has it) has a word for each axis.
[[nodiscard]] bool isPerAxis(std::string_view field);

/// `text` in lower case without blanks: how the format compares names.
[[nodiscard]] std::string foldedNrrd(std::string_view text);

/// Up to 60 bytes of `text` in quotes, for messages.
[[nodiscard]] std::string shownNrrd(std::string_view text);

/// The dtype of a type's name ("unsigned char"); nothing for those that are not read.
[[nodiscard]] std::optional<array::DType> nrrdType(std::string_view name);

}  // namespace frisket::io
