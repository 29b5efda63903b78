// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/io/byte_stream.h"
#include "core/io/file_descriptor.h"
#include "core/io/file_stamp.h"

namespace frisket::io {

/// Reads a regular file. Anything else (folder, pipe, socket, device) is refused at once instead
/// of being waited for.
class FileSource final : public ByteSource {
public:
    /// Messages call the file `name`, or `path` where that is empty.
    [[nodiscard]] static base::Result<std::unique_ptr<FileSource>> open(
        const std::filesystem::path& path, std::string name = {});

    /// What the file was like when it was opened.
    [[nodiscard]] const FileStamp& stamp() const { return m_stamp; }
    /// Fails with ChangedOnDisk when somebody has written to the file since it was opened, so that
    /// what was read may be half old and half new.
    base::Status requireUnchanged() const;

protected:
    base::Result<std::int64_t> readAt(std::int64_t offset, std::span<std::byte> to) override;

private:
    FileSource(std::string name, FileDescriptor file, const FileStamp& stamp);

    FileDescriptor m_file;
    FileStamp m_stamp;
};

/// Reads up to `to.size()` bytes at `offset` of an open file; fewer only where it ends. Errors call
/// it `name`.
[[nodiscard]] base::Result<std::int64_t> readFully(int descriptor, std::int64_t offset,
                                                   std::span<std::byte> to, std::string_view name);

}  // namespace frisket::io
