// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/io/byte_stream.h"
#include "core/io/content_hash.h"
#include "core/io/file_descriptor.h"
#include "core/io/file_stamp.h"
#include "core/io/temporary_file.h"

namespace frisket::io {

/// What is known of a new file that has taken its place.
struct Replaced {
    FileStamp stamp;                 ///< with the content's hash
    std::vector<std::string> notes;  ///< what a person should know, in sentences
    /// An error where the folder could not be synced: the new file is in place, but should the
    /// power fail now, the old one may come back.
    base::Status durable;
};

/// Replaces a file as a whole or not at all. The bytes go to a new file in the same folder, which
/// is synced, read back, and then renamed over the target; until that moment, and after any
/// failure, the old file is as it was. Destroying without `commit` leaves nothing behind. A process
/// that is killed leaves the hidden temporary file, which the next save into the same folder
/// removes (see removeLeftovers).
///
/// A symbolic link stays one: the file that it leads to is replaced. The mode is kept, and so are
/// owner and group where the system lets us; access lists and extended attributes are not. A file
/// with several hard links is parted from its other names, and a note says so.
class AtomicFile final : public RandomSink {
public:
    /// Reads the finished temporary file; an error keeps the old file.
    using Verify = std::function<base::Status(const std::filesystem::path& temporary)>;

    /// Refuses before anything is written: a target that is no regular file or is read-only (for
    /// root too, who could write it), a folder that is missing or not writable, and, with
    /// ChangedOnDisk, a target that is not what `expected` says any more. That is told by the times
    /// where they can tell; else the target is read and its hash compared, which looks at
    /// `progress` (may be null). So a file that was touched, or came back as it was, has not
    /// changed, and one with another content and the old times has.
    [[nodiscard]] static base::Result<std::unique_ptr<AtomicFile>> begin(
        const std::filesystem::path& target, const std::optional<FileStamp>& expected = {},
        base::Progress* progress = nullptr);
    ~AtomicFile() override;

    base::Status write(std::span<const std::byte> bytes) override;
    [[nodiscard]] std::int64_t size() const override { return m_size; }
    base::Status writeAt(std::int64_t offset, std::span<const std::byte> bytes) override;
    base::Result<std::int64_t> readBack(std::int64_t offset, std::span<std::byte> to) override;

    /// Syncs, reads back, renames and syncs the folder; call it once, last. Without `verify` the
    /// bytes that are read back are compared with those that were written, by hash; that needs
    /// writes in order, so who uses `writeAt` gives a `verify`. Fails with ChangedOnDisk when
    /// somebody wrote the target meanwhile.
    ///
    /// An error means that the old file is as it was (or that there is none), and says so.
    /// `progress`, if there is one, is sealed right before the file takes its place; Cancelled
    /// where it was cancelled before.
    base::Result<Replaced> commit(const Verify& verify = {}, base::Progress* progress = nullptr);

private:
    AtomicFile(std::filesystem::path target, FileDescriptor folder);
    base::Status inspectTarget();
    base::Status requireExpected(const FileStamp& expected, base::Progress* progress) const;
    base::Result<std::uint64_t> hashOfTarget(base::Progress* progress) const;
    base::Status createTemporary();
    base::Status adoptOwnerAndMode() const;
    base::Result<Replaced> replaceTarget(const Verify& verify, base::Progress* progress);
    base::Result<std::uint64_t> hashReadBack(bool compare, base::Progress* progress) const;
    base::Status requireTargetAsSeen() const;
    [[nodiscard]] tl::unexpected<base::Error> kept(base::Error error) const;
    [[nodiscard]] tl::unexpected<base::Error> failed(int number, std::string_view doing) const;

    std::filesystem::path m_target;  ///< links resolved
    std::string m_shownName;         ///< for messages
    FileDescriptor m_folder;
    TemporaryFile m_file;
    std::optional<struct ::stat> m_seen;  ///< the target when we began; nothing: there was none
    std::int64_t m_size = 0;
    /// Of what was written; nothing once bytes were written that did not follow the last ones.
    std::optional<ContentHash> m_hash{std::in_place};
    base::Status m_written;  ///< the first failure of `write` or `writeAt`
};

}  // namespace frisket::io
