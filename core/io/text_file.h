// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/io/atomic_file.h"

namespace frisket::io {

/// All bytes of a regular file. Fails as FileSource, and with TooLarge for more than `most`.
[[nodiscard]] base::Result<std::string> readText(const std::filesystem::path& path,
                                                 std::size_t most);

/// Puts `text` in place of what is at `path`, as AtomicFile does and with its errors.
base::Result<Replaced> writeText(const std::filesystem::path& path, std::string_view text);

}  // namespace frisket::io
