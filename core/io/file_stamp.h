// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <sys/stat.h>

#include "core/base/result.h"

namespace frisket::io {

/// Tells whether a path still holds the file that was read. A change that keeps the size and sets
/// the time of modification back to the nanosecond stays unseen.
struct FileStamp {
    std::int64_t size = 0;        ///< bytes
    std::int64_t modifiedNs = 0;  ///< time of modification, nanoseconds since 1970
    std::uint64_t inode = 0;
    std::uint64_t device = 0;

    [[nodiscard]] static FileStamp from(const struct ::stat& status);
    bool operator==(const FileStamp&) const = default;
};

/// The stamp of the file at `path`; symbolic links are followed.
[[nodiscard]] base::Result<FileStamp> stampOf(const std::filesystem::path& path);

/// How many names the file at `path` has. Above 1, saving through AtomicFile parts them: the other
/// names keep the old content.
[[nodiscard]] base::Result<std::int64_t> hardLinkCount(const std::filesystem::path& path);

/// Fails unless `status` is that of a regular file, and calls by name what it is instead.
base::Status requireRegularFile(const struct ::stat& status, std::string_view name);

}  // namespace frisket::io
