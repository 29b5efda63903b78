// SPDX-License-Identifier: MIT
#include "core/io/atomic_file.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "core/base/text.h"
#include "core/io/file_source.h"
#include "core/io/retry.h"

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

/// The hash of all that an open file holds.
base::Result<ContentHash> hashOf(int file, std::string_view shown, base::Progress* progress) {
    constexpr std::size_t kPieceBytes = std::size_t{1} << 17U;
    std::vector<std::byte> piece(kPieceBytes);
    ContentHash hash;
    for (;;) {
        const auto got = readFully(file, hash.size(), piece, shown);
        if (!got) {
            return base::passOn(got);
        }
        hash.add(std::span(piece).first(static_cast<std::size_t>(*got)));
        if (*got < static_cast<std::int64_t>(kPieceBytes)) {
            return hash;
        }
        if (const auto proceeding = base::proceed(progress); !proceeding) {
            return base::passOn(proceeding);
        }
    }
}
}  // namespace

AtomicFile::AtomicFile(fs::path target, FileDescriptor folder)
    : m_target(std::move(target)), m_shownName(m_target.string()), m_folder(std::move(folder)) {}

AtomicFile::~AtomicFile() = default;

base::Result<std::unique_ptr<AtomicFile>> AtomicFile::begin(
    const fs::path& target, const std::optional<FileStamp>& expected, base::Progress* progress) {
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
    FileDescriptor opened(
        retried([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!opened.isOpen()) {
        auto error = base::systemError(errno, base::joined("open the folder ", folder.string()),
                                       target.string());
        if (error.code == base::ErrorCode::NotFound) {
            error.hint = "Make the folder first, or choose another.";
        }
        return tl::unexpected(std::move(error));
    }
    std::unique_ptr<AtomicFile> file(new AtomicFile(*std::move(resolved), std::move(opened)));
    if (auto usable = file->inspectTarget(); !usable) {
        return base::passOn(usable);
    }
    if (expected) {
        if (auto same = file->requireExpected(*expected, progress); !same) {
            return base::passOn(same);
        }
    }
    if (auto created = file->createTemporary(); !created) {
        return file->kept(std::move(created.error()));
    }
    return file;
}

base::Status AtomicFile::inspectTarget() {
    struct ::stat status {};
    const std::string name = m_target.filename().string();
    if (::fstatat(m_folder.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
        m_seen = status;
    } else if (errno != ENOENT) {
        return failed(errno, "look at the file");
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
    return {};
}

base::Status AtomicFile::requireExpected(const FileStamp& expected,
                                         base::Progress* progress) const {
    std::string how = " is gone: it was moved or removed since it was read.";
    if (m_seen) {
        const FileStamp seen = FileStamp::from(*m_seen);
        const bool looksLike = seen.looksLike(expected);
        if (looksLike && (expected.settled || !expected.content)) {
            return {};
        }
        if (seen.size == expected.size && expected.content) {
            const auto hash = hashOfTarget(progress);
            if (!hash) {
                return base::passOn(hash);
            }
            if (*hash == *expected.content) {
                return {};
            }
        }
        how =
            base::joined(" was changed on disk since it was read (", expected.size, " bytes then, ",
                         seen.size, " now", seen.size == expected.size ? ", but others)." : ").");
    }
    return base::fail(
        base::ErrorCode::ChangedOnDisk, base::joined(m_shownName, how),
        "Read it again, save under another name, or confirm that it shall be overwritten.");
}

base::Result<std::uint64_t> AtomicFile::hashOfTarget(base::Progress* progress) const {
    const std::string name = m_target.filename().string();
    const FileDescriptor file(retried([&] {
        return ::openat(m_folder.number(), name.c_str(),
                        O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    }));
    if (!file.isOpen()) {
        return failed(errno, "compare what is on disk");
    }
    const auto hash = hashOf(file.number(), m_shownName, progress);
    if (!hash) {
        return base::passOn(hash);
    }
    return hash->value();
}

base::Status AtomicFile::createTemporary() {
    if (::faccessat(m_folder.number(), ".", W_OK | X_OK, AT_EACCESS) != 0) {
        const fs::path folder = m_target.parent_path();
        return failed(errno, base::joined("write into the folder ",
                                          folder.empty() ? std::string(".") : folder.string()));
    }
    // A new file gets what the umask or the folder's access list leaves; the copy of an old one
    // is nobody else's business until it has the old one's mode.
    auto made =
        TemporaryFile::create(m_folder.number(), m_target, m_shownName, m_seen ? 0600 : 0666);
    if (!made) {
        return base::passOn(made);
    }
    m_file = *std::move(made);
    // Now, since they may be what fills the disk.
    removeLeftovers(m_folder.number(), m_file, m_target.filename().string());
    return m_seen ? adoptOwnerAndMode() : base::Status();
}

base::Status AtomicFile::adoptOwnerAndMode() const {
    ::mode_t mode = m_seen->st_mode & kPermissionBits;
    struct ::stat mine {};
    if (::fstat(m_file.number(), &mine) != 0) {
        return failed(errno, "look at the file beside it");
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
    if (retried([&] { return ::fchmod(m_file.number(), mode); }) != 0) {
        return failed(errno, "keep its mode");
    }
    return {};
}

base::Status AtomicFile::write(std::span<const std::byte> bytes) { return writeAt(m_size, bytes); }

base::Status AtomicFile::writeAt(std::int64_t offset, std::span<const std::byte> bytes) {
    assert(m_file.isOpen() && offset >= 0 && offset <= m_size);
    while (m_written && !bytes.empty()) {
        const ::ssize_t put =
            retried([&] { return ::pwrite(m_file.number(), bytes.data(), bytes.size(), offset); });
        if (put > 0) {
            if (m_hash && m_hash->size() == offset) {
                m_hash->add(bytes.first(static_cast<std::size_t>(put)));
            } else {
                m_hash.reset();  // something that was hashed is another now
            }
            bytes = bytes.subspan(static_cast<std::size_t>(put));
            offset += put;
            m_size = std::max(m_size, offset);
        } else {
            m_written = failed(put == 0 ? ENOSPC : errno, "write");
            m_written = kept(std::move(m_written.error()));
        }
    }
    return m_written;
}

base::Result<std::int64_t> AtomicFile::readBack(std::int64_t offset, std::span<std::byte> to) {
    return readFully(m_file.number(), offset, to, m_shownName);
}

base::Result<Replaced> AtomicFile::commit(const Verify& verify, base::Progress* progress) {
    assert(m_file.isOpen());
    auto replaced = m_written ? replaceTarget(verify, progress) : base::passOn(m_written);
    m_file.discard();
    if (!replaced && m_written) {
        return kept(std::move(replaced.error()));
    }
    return replaced;
}

base::Result<Replaced> AtomicFile::replaceTarget(const Verify& verify, base::Progress* progress) {
    if (retried([&] { return ::fsync(m_file.number()); }) != 0) {
        return failed(errno, "sync to disk");
    }
    if (const auto verified =
            verify ? verify(m_target.parent_path() / m_file.name()) : base::Status();
        !verified) {
        return base::passOn(verified);
    }
    const auto content = hashReadBack(!verify, progress);
    if (!content) {
        return base::passOn(content);
    }
    if (!m_file.finish()) {
        return failed(errno, "close");
    }
    struct ::stat status {};
    if (::fstat(m_file.number(), &status) != 0) {
        return failed(errno, "look at the file beside it");
    }
    if (const auto same = requireTargetAsSeen(); !same) {
        return base::passOn(same);
    }
    if (progress != nullptr && !progress->seal()) {
        return base::cancelledError();
    }
    if (!m_file.moveTo(m_target.filename().string())) {
        return failed(errno, "replace");
    }
    // From here on the new file is in place, whatever else fails.
    Replaced replaced;
    if (m_seen && m_seen->st_nlink > 1) {
        replaced.notes.push_back(
            base::joined(m_shownName, " had ", static_cast<std::int64_t>(m_seen->st_nlink),
                         " names (hard links); the others keep the old content."));
    }
    // EINVAL: a file system that knows no sync of folders; there is nothing more to be done there.
    if (retried([&] { return ::fsync(m_folder.number()); }) != 0 && errno != EINVAL) {
        auto error = base::systemError(errno, "sync the folder to disk", m_shownName);
        error.hint =
            "The new file is in place, but if the power fails now, the old one may come back. Save "
            "again.";
        replaced.durable = tl::unexpected(std::move(error));
    }
    // The renaming has changed a time. Should this fail, the older stamp leads to a look at the
    // content.
    (void)!::fstat(m_file.number(), &status);
    replaced.stamp = FileStamp::from(status);
    replaced.stamp.content = *content;
    return replaced;
}

base::Result<std::uint64_t> AtomicFile::hashReadBack(bool compare, base::Progress* progress) const {
    if (m_hash && !compare) {
        return m_hash->value();
    }
    const auto found = hashOf(m_file.number(), m_shownName, progress);
    if (!found) {
        return base::passOn(found);
    }
    if (found->size() != m_size || (m_hash && found->value() != m_hash->value())) {
        return base::fail(base::ErrorCode::Io,
                          base::joined(m_shownName, ": what was written reads back differently."),
                          "The disk or the memory may be faulty; save to another disk.");
    }
    return found->value();
}

base::Status AtomicFile::requireTargetAsSeen() const {
    struct ::stat status {};
    const std::string name = m_target.filename().string();
    const bool there =
        ::fstatat(m_folder.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (!there && errno != ENOENT) {
        return failed(errno, "look at the file");
    }
    const bool same = there == m_seen.has_value() &&
                      (!there || FileStamp::from(status).looksLike(FileStamp::from(*m_seen)));
    if (!same) {
        return base::fail(base::ErrorCode::ChangedOnDisk,
                          base::joined(m_shownName,
                                       " was changed by another program while it was "
                                       "being saved."),
                          "Nothing was overwritten. Save again if yours shall replace it.");
    }
    return {};
}

/// The error with what is at the target now.
tl::unexpected<base::Error> AtomicFile::kept(base::Error error) const {
    if (error.code != base::ErrorCode::Cancelled && error.code != base::ErrorCode::ChangedOnDisk) {
        error.hint += base::joined(error.hint.empty() ? "" : " ",
                                   m_seen ? "The old file is as it was." : "No file was made.");
    }
    return tl::unexpected(std::move(error));
}

tl::unexpected<base::Error> AtomicFile::failed(int number, std::string_view doing) const {
    return tl::unexpected(base::systemError(number, doing, m_shownName));
}

}  // namespace frisket::io
