// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/progress.h"
#include "core/io/byte_stream.h"
#include "core/io/file_descriptor.h"
#include "core/io/file_stamp.h"

namespace frisket::io {

/// Replaces a file as a whole or not at all. The bytes go to a new file in the same folder, which
/// is synced, checked by the caller's own reading, and then renamed over the target; until that
/// moment, and after any failure, the old file is as it was. Destroying without `commit` leaves
/// nothing behind. (A process that is killed leaves the hidden temporary file.)
///
/// A symbolic link stays one: the file that it leads to is replaced. The mode is kept, and so are
/// owner and group where the system lets us; access lists and extended attributes are not. A file
/// with several hard links is parted from its other names (see `hardLinkCount`).
class AtomicFile final : public RandomSink {
public:
    /// Reads the finished temporary file; an error keeps the old file.
    using Verify = std::function<base::Status(const std::filesystem::path& temporary)>;

    /// Refuses before anything is written: a target that is no regular file or is read-only (for
    /// root too, who could write it), a folder that is missing or not writable, and, with
    /// ChangedOnDisk, a target that no longer is what `expected` says.
    [[nodiscard]] static base::Result<std::unique_ptr<AtomicFile>> begin(
        const std::filesystem::path& target, const std::optional<FileStamp>& expected = {});
    ~AtomicFile() override;

    base::Status write(std::span<const std::byte> bytes) override;
    [[nodiscard]] std::int64_t size() const override { return m_size; }
    base::Status writeAt(std::int64_t offset, std::span<const std::byte> bytes) override;
    base::Result<std::int64_t> readBack(std::int64_t offset, std::span<std::byte> to) override;

    /// Syncs, verifies, renames and syncs the folder; call it once, last. Returns the stamp of the
    /// new file. Fails with ChangedOnDisk when somebody wrote the target meanwhile.
    ///
    /// Only the sync of the folder can fail after the new file has taken its place; the message
    /// then says so. `progress`, if there is one, is sealed right before the file takes it;
    /// Cancelled where it was cancelled before.
    base::Result<FileStamp> commit(const Verify& verify = {}, base::Progress* progress = nullptr);

private:
    AtomicFile(std::filesystem::path target, FileDescriptor folder);
    base::Status inspectTarget(const std::optional<FileStamp>& expected);
    base::Status createTemporary();
    base::Status adoptOwnerAndMode() const;
    base::Result<FileStamp> replaceTarget(const Verify& verify, base::Progress* progress);
    base::Status requireTargetAsSeen() const;
    void discard();

    std::filesystem::path m_target;  ///< links resolved
    std::string m_shownName;         ///< for messages
    std::string m_temporaryName;     ///< in the folder; empty when there is none to remove
    FileDescriptor m_folder;
    FileDescriptor m_file;
    std::optional<struct ::stat> m_seen;  ///< the target when we began; nothing: there was none
    std::int64_t m_size = 0;
    base::Status m_written;  ///< the first failure of `write` or `writeAt`
};

}  // namespace frisket::io
