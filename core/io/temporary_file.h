// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>

#include "core/base/result.h"
#include "core/io/file_descriptor.h"

namespace frisket::io {

/// What the names of all temporary files end with.
inline constexpr std::string_view kTemporaryEnding = ".frisket-tmp";

/// A new hidden file beside another one whose place it may take. It is removed when it is destroyed
/// before that.
///
/// A process that is killed leaves it. So that others can tell such a leftover from a file that is
/// being written, its writer holds a lock on it (flock) until it is renamed or gone; the system
/// lets go of the lock with the process. That works across processes, users and containers of one
/// machine; on file systems of a network, which may know of no locks or lie about them, only age
/// counts.
class TemporaryFile {
public:
    /// `folder` is open, and stays so as long as this file lives. Errors call the target `shown`.
    [[nodiscard]] static base::Result<TemporaryFile> create(int folder,
                                                            const std::filesystem::path& target,
                                                            std::string_view shown, ::mode_t mode);
    TemporaryFile() = default;
    ~TemporaryFile();
    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&& other) noexcept;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] bool isOpen() const { return m_file.isOpen(); }
    [[nodiscard]] int number() const { return m_file.number(); }
    [[nodiscard]] const std::string& name() const { return m_name; }
    /// Whether it is locked; false on file systems whose locks are not to be trusted.
    [[nodiscard]] bool isLocked() const { return m_locked; }

    /// Closes it for writing and says whether that went well (errno). The lock is kept, and
    /// `number` can still be looked at.
    [[nodiscard]] bool finish();
    /// Renames it over `name` in its folder; false with errno. Then it is no temporary file any
    /// more.
    [[nodiscard]] bool moveTo(const std::string& name);
    void discard();

private:
    int m_folder = -1;
    FileDescriptor m_file;
    bool m_locked = false;
    std::string m_name;  ///< empty: there is nothing to remove
};

/// Removes the temporary files in `own`'s folder that no writer owns any more, of all targets:
/// those whose lock is free, and on file systems of a network those that were last written a day
/// before `own`. A file called `target` is none, whatever it looks like. Looks at no more than
/// 20,000 entries, about 6 ms. What can't be removed stays: the save that comes by is not to fail
/// for it.
void removeLeftovers(int folder, const TemporaryFile& own, const std::string& target);

}  // namespace frisket::io
