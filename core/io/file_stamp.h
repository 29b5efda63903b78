// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <sys/stat.h>

#include "core/base/result.h"

namespace frisket::io {

/// Tells whether a path still holds the content that was read. The times answer quickly, the hash
/// where they can't: see `AtomicFile::begin` and docs/architecture.md.
struct FileStamp {
    std::int64_t size = 0;        ///< bytes
    std::int64_t modifiedNs = 0;  ///< time of modification, nanoseconds since 1970
    std::int64_t changedNs = 0;  ///< of the last change of content or attributes, set by the system
    std::uint64_t inode = 0;
    std::uint64_t device = 0;
    /// The last change was long before this stamp. Otherwise a further one may have left no trace
    /// in the times: clocks of file systems tick up to every two seconds, and a page that a program
    /// has mapped changes its file's time at the first write only, until it goes to disk.
    bool settled = false;
    std::optional<std::uint64_t> content;  ///< ContentHash of all bytes, where it is known

    /// Without the content.
    [[nodiscard]] static FileStamp from(const struct ::stat& status);
    /// The same file with the same size and times.
    [[nodiscard]] bool looksLike(const FileStamp& other) const;
    bool operator==(const FileStamp&) const = default;
};

/// The stamp of the file at `path`, without its content; symbolic links are followed.
[[nodiscard]] base::Result<FileStamp> stampOf(const std::filesystem::path& path);

/// How many names the file at `path` has. Above 1, saving through AtomicFile parts them: the other
/// names keep the old content.
[[nodiscard]] base::Result<std::int64_t> hardLinkCount(const std::filesystem::path& path);

/// Fails unless `status` is that of a regular file, and calls by name what it is instead.
base::Status requireRegularFile(const struct ::stat& status, std::string_view name);

}  // namespace frisket::io
