// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/io/byte_stream.h"
#include "core/io/content_hash.h"
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

    /// What the file was like when it was opened, without its content.
    [[nodiscard]] const FileStamp& stamp() const { return m_stamp; }
    /// Fails with ChangedOnDisk when somebody has written to the file since it was opened, so that
    /// what was read may be half old and half new.
    base::Status requireUnchanged() const;
    /// The stamp with the hash of the content. What was read from front to back was hashed on the
    /// way; only the rest is read here, and looks at the progress. Where that would be more than
    /// was read so far (one array of a large archive), the stamp has no hash. Fails as
    /// `requireUnchanged`, so call this once the content was read, in its place.
    base::Result<FileStamp> stampOfContent();

protected:
    base::Result<std::int64_t> readAt(std::int64_t offset, std::span<std::byte> to) override;

private:
    FileSource(std::string name, FileDescriptor file, const FileStamp& stamp);

    FileDescriptor m_file;
    FileStamp m_stamp;
    ContentHash m_hash;  ///< of the first bytes of the file
    std::int64_t m_bytesRead = 0;
};

/// Reads up to `to.size()` bytes at `offset` of an open file; fewer only where it ends. Errors call
/// it `name`.
[[nodiscard]] base::Result<std::int64_t> readFully(int descriptor, std::int64_t offset,
                                                   std::span<std::byte> to, std::string_view name);

}  // namespace frisket::io
