// SPDX-License-Identifier: MIT
#include "core/io/file_stamp.h"

#include <cerrno>

#include "core/base/text.h"

namespace frisket::io {

namespace {
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
    constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
    return {status.st_size,
            std::int64_t{status.st_mtim.tv_sec} * kNanosecondsPerSecond + status.st_mtim.tv_nsec,
            status.st_ino, status.st_dev};
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
