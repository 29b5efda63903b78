// SPDX-License-Identifier: MIT
#include "core/io/file_stamp.h"

#include <cerrno>
#include <ctime>

#include "core/base/text.h"

namespace frisket::io {

namespace {
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

std::int64_t nanoseconds(const struct ::timespec& time) {
    return std::int64_t{time.tv_sec} * kNanosecondsPerSecond + time.tv_nsec;
}

base::Result<struct ::stat> statusOf(const std::filesystem::path& path) {
    struct ::stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return tl::unexpected(base::systemError(errno, "look at the file", path.string()));
    }
    return status;
}

std::string_view kindName(::mode_t mode) {
    switch (mode & S_IFMT) {
        case S_IFDIR:
            return "a folder";
        case S_IFIFO:
            return "a named pipe";
        case S_IFSOCK:
            return "a socket";
        case S_IFCHR:
        case S_IFBLK:
            return "a device";
        case S_IFLNK:
            return "a symbolic link";
        default:
            return "no regular file";
    }
}
}  // namespace

FileStamp FileStamp::from(const struct ::stat& status) {
    // Dirty pages of a mapping go to disk after 30 seconds and wait up to 5 for their turn.
    constexpr std::int64_t kSettlesNs = 60 * kNanosecondsPerSecond;
    FileStamp stamp{status.st_size,
                    nanoseconds(status.st_mtim),
                    nanoseconds(status.st_ctim),
                    status.st_ino,
                    status.st_dev,
                    false,
                    {}};
    struct ::timespec now {};
    // Times in the future are of a clock that was set, and tell nothing.
    stamp.settled = ::clock_gettime(CLOCK_REALTIME, &now) == 0 &&
                    nanoseconds(now) - stamp.changedNs > kSettlesNs;
    return stamp;
}

bool FileStamp::looksLike(const FileStamp& other) const {
    return size == other.size && modifiedNs == other.modifiedNs && changedNs == other.changedNs &&
           inode == other.inode && device == other.device;
}

base::Result<FileStamp> stampOf(const std::filesystem::path& path) {
    const auto status = statusOf(path);
    if (!status) {
        return base::passOn(status);
    }
    return FileStamp::from(*status);
}

base::Result<std::int64_t> hardLinkCount(const std::filesystem::path& path) {
    const auto status = statusOf(path);
    if (!status) {
        return base::passOn(status);
    }
    return static_cast<std::int64_t>(status->st_nlink);
}

base::Status requireRegularFile(const struct ::stat& status, std::string_view name) {
    if (S_ISREG(status.st_mode)) {
        return {};
    }
    return base::fail(base::ErrorCode::Unsupported,
                      base::joined(name, " is ", kindName(status.st_mode), ", not a file."),
                      "Name a regular file.");
}

}  // namespace frisket::io
