// SPDX-License-Identifier: MIT
#pragma once

#include "core/condition/condition_from_array.h"
#include "core/io/mask_file.h"

namespace frisket::io {

/// A condition as it was in its file.
struct ConditionFile {
    condition::ConditionInput input;
    array::DType dtype = array::DType::Bool;  ///< of the elements in the file
    MaskFile file;                            ///< without the array
};

/// Reads a condition: `readMask` and `condition::conditionFromArray` in one, with the errors of
/// both. An NPY file in C order becomes bits a piece at a time, so that its elements, eight times
/// the memory of the bits at least, are never all there. `progress` as for `readMask`.
[[nodiscard]] base::Result<ConditionFile> readCondition(const std::filesystem::path& path,
                                                        const ReadRequest& request = {},
                                                        base::Progress* progress = nullptr);

}  // namespace frisket::io
