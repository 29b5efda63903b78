// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace frisket::io {

/// Gives the file at `from` another name on the same file system, unless `to` is taken: then, as
/// after any failure, all is as it was.
base::Status renameAside(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace frisket::io
