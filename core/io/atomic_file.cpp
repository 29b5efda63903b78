// SPDX-License-Identifier: MIT
#include "core/io/atomic_file.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "core/base/text.h"
#include "core/io/file_source.h"

namespace frisket::io {

namespace {
namespace fs = std::filesystem;

constexpr ::mode_t kPermissionBits = 0777;

/// Follows the link that `path` may be to the name that is to be replaced, which need not exist.
base::Result<fs::path> resolveLinks(fs::path path) {
    constexpr int kMostHops = 40;  // as the kernel
    const std::string shown = path.string();
    for (int hop = 0; hop <= kMostHops; ++hop) {
        std::error_code failure;
        if (!fs::is_symlink(path, failure)) {
            return path;
        }
        const fs::path next = fs::read_symlink(path, failure);
        if (failure) {
            return tl::unexpected(base::systemError(failure.value(), "follow the link", shown));
        }
        path = path.parent_path() / next;  // an absolute `next` replaces all
    }
    return tl::unexpected(base::systemError(ELOOP, "follow the link", shown));
}

/// A hidden name beside `target` that no one else uses: ".mask.png.1f3a...-42.tmp".
base::Result<std::string> temporaryName(const fs::path& target) {
    constexpr std::size_t kMostOfName = 180;  // with what is added below 255, the longest name
    std::uint64_t random = 0;
    if (::getrandom(&random, sizeof random, 0) != static_cast<::ssize_t>(sizeof random)) {
        return tl::unexpected(base::systemError(errno, "get random bytes for", target.string()));
    }
    std::array<char, 16> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), random, 16).ptr;
    std::string name = target.filename().string();
    if (name.size() > kMostOfName) {
        std::size_t length = kMostOfName;
        constexpr unsigned kContinuationMask = 0xC0;
        constexpr unsigned kContinuation = 0x80;
        while (length > 0 &&
               (static_cast<unsigned char>(name[length]) & kContinuationMask) == kContinuation) {
            --length;  // not in the middle of a UTF-8 character
        }
        name.resize(length);
    }
    return base::joined('.', name, '.', std::string_view(digits.data(), end), '-', ::getpid(),
                        ".tmp");
}
}  // namespace

AtomicFile::AtomicFile(fs::path target, FileDescriptor folder)
    : m_target(std::move(target)), m_shownName(m_target.string()), m_folder(std::move(folder)) {}

AtomicFile::~AtomicFile() { discard(); }

base::Result<std::unique_ptr<AtomicFile>> AtomicFile::begin(
    const fs::path& target, const std::optional<FileStamp>& expected) {
    auto resolved = resolveLinks(target);
    if (!resolved) {
        return base::passOn(resolved);
    }
    if (!resolved->has_filename()) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          base::joined("\"", target.string(), "\" does not name a file."),
                          "Name a file, not a folder.");
    }
    const fs::path parent = resolved->parent_path();
    const fs::path folder = parent.empty() ? fs::path(".") : parent;
    FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isOpen()) {
        auto error = base::systemError(errno, base::joined("open the folder ", folder.string()),
                                       target.string());
        if (error.code == base::ErrorCode::NotFound) {
            error.hint = "Make the folder first, or choose another.";
        }
        return tl::unexpected(std::move(error));
    }
    std::unique_ptr<AtomicFile> file(new AtomicFile(*std::move(resolved), std::move(opened)));
    if (const auto usable = file->inspectTarget(expected); !usable) {
        return base::passOn(usable);
    }
    if (::faccessat(file->m_folder.number(), ".", W_OK | X_OK, AT_EACCESS) != 0) {
        return tl::unexpected(base::systemError(
            errno, base::joined("write into the folder ", folder.string()), target.string()));
    }
    if (const auto created = file->createTemporary(); !created) {
        return base::passOn(created);
    }
    return file;
}

base::Status AtomicFile::inspectTarget(const std::optional<FileStamp>& expected) {
    struct ::stat status {};
    const std::string name = m_target.filename().string();
    if (::fstatat(m_folder.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
        m_seen = status;
    } else if (errno != ENOENT) {
        return tl::unexpected(base::systemError(errno, "look at the file", m_shownName));
    }
    if (m_seen) {
        if (auto regular = requireRegularFile(*m_seen, m_shownName); !regular) {
            return regular;
        }
        // Renaming over it needs no right to write it, but read-only is the owner's word; root,
        // whom no access check stops, is held to it by the mode.
        const bool noWriteBit = (m_seen->st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0;
        if (noWriteBit || ::faccessat(m_folder.number(), name.c_str(), W_OK, AT_EACCESS) != 0) {
            return base::fail(base::ErrorCode::Permission,
                              base::joined(m_shownName, " is read-only."),
                              "Make it writable or save under another name.");
        }
    }
    if (expected && (!m_seen || FileStamp::from(*m_seen) != *expected)) {
        return base::fail(
            base::ErrorCode::ChangedOnDisk,
            m_seen ? base::joined(m_shownName, " was changed on disk since it was read (",
                                  expected->size, " bytes then, ", m_seen->st_size, " now).")
                   : base::joined(m_shownName,
                                  " is gone: it was moved or removed since it was "
                                  "read."),
            "Read it again, save under another name, or confirm that it shall be overwritten.");
    }
    return {};
}

base::Status AtomicFile::createTemporary() {
    constexpr int kAttempts = 16;
    // A new file gets what the umask or the folder's access list leaves; the copy of an old one
    // is nobody else's business until it has the old one's mode.
    const ::mode_t mode = m_seen ? 0600 : 0666;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        auto name = temporaryName(m_target);
        if (!name) {
            return base::passOn(name);
        }
        m_file = FileDescriptor(::openat(m_folder.number(), name->c_str(),
                                         O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
        if (m_file.isOpen()) {
            m_temporaryName = *std::move(name);
            return m_seen ? adoptOwnerAndMode() : base::Status();
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return tl::unexpected(base::systemError(errno, "create a file beside", m_shownName));
}

base::Status AtomicFile::adoptOwnerAndMode() const {
    ::mode_t mode = m_seen->st_mode & kPermissionBits;
    struct ::stat mine {};
    if (::fstat(m_file.number(), &mine) != 0) {
        return tl::unexpected(base::systemError(errno, "look at the file beside", m_shownName));
    }
    constexpr auto kSame = static_cast<::uid_t>(-1);
    if (mine.st_uid != m_seen->st_uid) {
        // Only root may give files away; for others the file simply becomes theirs.
        (void)!::fchown(m_file.number(), m_seen->st_uid, kSame);
    }
    if (mine.st_gid != m_seen->st_gid && ::fchown(m_file.number(), kSame, m_seen->st_gid) != 0) {
        // A group that was never meant gets no more than everybody has.
        mode = (mode & ~static_cast<::mode_t>(S_IRWXG)) | ((mode & S_IRWXO) << 3U);
    }
    if (::fchmod(m_file.number(), mode) != 0) {
        return tl::unexpected(base::systemError(errno, "keep the mode of", m_shownName));
    }
    return {};
}

base::Status AtomicFile::write(std::span<const std::byte> bytes) { return writeAt(m_size, bytes); }

base::Status AtomicFile::writeAt(std::int64_t offset, std::span<const std::byte> bytes) {
    assert(m_file.isOpen() && offset >= 0 && offset <= m_size);
    while (m_written && !bytes.empty()) {
        const ::ssize_t put = ::pwrite(m_file.number(), bytes.data(), bytes.size(), offset);
        if (put > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(put));
            offset += put;
            m_size = std::max(m_size, offset);
        } else if (put == 0 || errno != EINTR) {
            m_written =
                tl::unexpected(base::systemError(put == 0 ? ENOSPC : errno, "write", m_shownName));
        }
    }
    return m_written;
}

base::Result<std::int64_t> AtomicFile::readBack(std::int64_t offset, std::span<std::byte> to) {
    return readFully(m_file.number(), offset, to, m_shownName);
}

base::Result<FileStamp> AtomicFile::commit(const Verify& verify, base::Progress* progress) {
    assert(m_file.isOpen());
    auto stamp = replaceTarget(verify, progress);
    discard();
    return stamp;
}

base::Result<FileStamp> AtomicFile::replaceTarget(const Verify& verify, base::Progress* progress) {
    if (!m_written) {
        return base::passOn(m_written);
    }
    if (::fsync(m_file.number()) != 0) {
        return tl::unexpected(base::systemError(errno, "sync to disk", m_shownName));
    }
    if (verify) {
        if (const auto verified = verify(m_target.parent_path() / m_temporaryName); !verified) {
            return base::passOn(verified);
        }
    }
    if (!m_file.close()) {
        return tl::unexpected(base::systemError(errno, "close", m_shownName));
    }
    if (const auto same = requireTargetAsSeen(); !same) {
        return base::passOn(same);
    }
    if (progress != nullptr && !progress->seal()) {
        return base::cancelledError();
    }
    const std::string name = m_target.filename().string();
    if (::renameat(m_folder.number(), m_temporaryName.c_str(), m_folder.number(), name.c_str()) !=
        0) {
        return tl::unexpected(base::systemError(errno, "replace", m_shownName));
    }
    m_temporaryName.clear();
    // EINVAL: a file system that knows no sync of folders; there is nothing more to be done there.
    if (::fsync(m_folder.number()) != 0 && errno != EINVAL) {
        auto error = base::systemError(errno, "sync the folder to disk", m_shownName);
        error.hint =
            "The new file is in place, but may be lost if the power fails now. Save again.";
        return tl::unexpected(std::move(error));
    }
    struct ::stat status {};
    if (::fstatat(m_folder.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        return tl::unexpected(base::systemError(errno, "look at the file", m_shownName));
    }
    return FileStamp::from(status);
}

base::Status AtomicFile::requireTargetAsSeen() const {
    struct ::stat status {};
    const std::string name = m_target.filename().string();
    const bool there =
        ::fstatat(m_folder.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (!there && errno != ENOENT) {
        return tl::unexpected(base::systemError(errno, "look at the file", m_shownName));
    }
    const bool same = there == m_seen.has_value() &&
                      (!there || FileStamp::from(status) == FileStamp::from(*m_seen));
    if (!same) {
        return base::fail(base::ErrorCode::ChangedOnDisk,
                          base::joined(m_shownName,
                                       " was changed by another program while it was "
                                       "being saved."),
                          "Nothing was overwritten. Save again if yours shall replace it.");
    }
    return {};
}

void AtomicFile::discard() {
    (void)m_file.close();
    if (!m_temporaryName.empty()) {
        (void)::unlinkat(m_folder.number(), m_temporaryName.c_str(), 0);
        m_temporaryName.clear();
    }
}

}  // namespace frisket::io
