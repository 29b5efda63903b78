// SPDX-License-Identifier: MIT
#include "core/io/temporary_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <utility>

#include "core/base/text.h"
#include "core/io/retry.h"

namespace frisket::io {

namespace {
constexpr std::size_t kRandomDigits = 16;

/// ".mask.png.0123456789abcdef.frisket-tmp", a name that no one else uses.
base::Result<std::string> temporaryName(const std::filesystem::path& target,
                                        std::string_view shown) {
    // Some file systems (eCryptfs) know 143 bytes at most.
    constexpr std::size_t kMostOfName = 100;
    std::uint64_t random = 0;
    if (retried([&] { return ::getrandom(&random, sizeof random, 0); }) !=
        static_cast<::ssize_t>(sizeof random)) {
        return tl::unexpected(base::systemError(errno, "get random bytes for", shown));
    }
    std::string digits(kRandomDigits, '0');
    for (char& digit : digits) {
        digit = "0123456789abcdef"[random % 16];
        random /= 16;
    }
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
    return base::joined('.', name, '.', digits, kTemporaryEnding);
}

bool isTemporaryName(std::string_view name) {
    if (!name.starts_with('.') || !name.ends_with(kTemporaryEnding)) {
        return false;
    }
    name.remove_suffix(kTemporaryEnding.size());
    const std::size_t dot = name.rfind('.');
    const std::string_view digits = name.substr(dot + 1);
    return dot > 0 && digits.size() == kRandomDigits &&
           digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Whether all who can see the folder see the locks in it too: it is on a disk or in the memory of
/// this machine. On SMB a lock would moreover keep the file from being read back.
bool locksHold(int folder) {
    constexpr std::array<std::uint32_t, 14> kLocal{
        0xEF53,      // ext2, ext3, ext4
        0x58465342,  // XFS
        0x9123683E,  // Btrfs
        0xF2F52010,  // F2FS
        0x2FC12FC1,  // ZFS
        0xCA451A4E,  // bcachefs
        0x3153464A,  // JFS
        0x52654973,  // ReiserFS
        0x01021994,  // tmpfs
        0x858458F6,  // ramfs
        0x794C7630,  // overlayfs
        0x4D44,      // FAT
        0x2011BAB0,  // exFAT
        0x7366746E,  // NTFS3
    };
    struct ::statfs about {};
    return retried([&] { return ::fstatfs(folder, &about); }) == 0 &&
           std::find(kLocal.begin(), kLocal.end(), static_cast<std::uint32_t>(about.f_type)) !=
               kLocal.end();
}

/// 0, or -1 with errno: EWOULDBLOCK where somebody else has it.
int lock(int file) {
    return retried([&] { return ::flock(file, LOCK_EX | LOCK_NB); });
}

struct CloseFolder {
    void operator()(::DIR* folder) const { (void)::closedir(folder); }
};

/// Whether the writer of `file` is gone. If a lock says so, it is held from now on, so that nobody
/// else removes the file or takes it for dead.
bool isDead(int file, const struct ::stat& status, bool byLock, const struct ::stat& own) {
    constexpr ::time_t kOld = 24 * 60 * 60;
    // Both times are of the same clock, that of the server.
    return byLock ? lock(file) == 0 : own.st_mtim.tv_sec - status.st_mtim.tv_sec > kOld;
}

void removeIfDead(int folder, const char* name, bool byLock, const struct ::stat& own) {
    const FileDescriptor file(retried(
        [&] { return ::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC); }));
    struct ::stat status {};
    if (!file.isOpen() || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode) ||
        !isDead(file.number(), status, byLock, own)) {
        return;
    }
    // It may have taken its target's place between the opening and the lock.
    struct ::stat present {};
    if (::fstatat(folder, name, &present, AT_SYMLINK_NOFOLLOW) == 0 &&
        present.st_ino == status.st_ino && present.st_dev == status.st_dev) {
        (void)retried([&] { return ::unlinkat(folder, name, 0); });
    }
}
}  // namespace

base::Result<TemporaryFile> TemporaryFile::create(int folder, const std::filesystem::path& target,
                                                  std::string_view shown, ::mode_t mode) {
    constexpr int kAttempts = 16;
    const bool locks = locksHold(folder);
    int failure = EEXIST;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        auto name = temporaryName(target, shown);
        if (!name) {
            return base::passOn(name);
        }
        TemporaryFile made;
        made.m_folder = folder;
        made.m_file = FileDescriptor(retried([&] {
            return ::openat(folder, name->c_str(),
                            O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
        }));
        if (!made.isOpen()) {
            failure = errno;
            if (failure == EEXIST) {
                continue;
            }
            break;
        }
        made.m_name = *std::move(name);
        if (!locks) {
            return made;
        }
        // Before it was locked it looked like a leftover, and who removes those may have come by.
        struct ::stat status {};
        if (lock(made.number()) != 0) {
            if (errno == EWOULDBLOCK) {
                continue;
            }
            return tl::unexpected(base::systemError(errno, "lock a new file beside", shown));
        }
        if (::fstat(made.number(), &status) != 0) {
            return tl::unexpected(base::systemError(errno, "look at the file beside", shown));
        }
        if (status.st_nlink > 0) {
            made.m_locked = true;
            return made;
        }
    }
    return tl::unexpected(base::systemError(failure, "create a file beside", shown));
}

TemporaryFile::~TemporaryFile() { discard(); }

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : m_folder(other.m_folder),
      m_file(std::move(other.m_file)),
      m_locked(other.m_locked),
      m_name(std::exchange(other.m_name, {})) {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
    std::swap(m_folder, other.m_folder);
    std::swap(m_file, other.m_file);
    std::swap(m_locked, other.m_locked);
    std::swap(m_name, other.m_name);
    return *this;
}

bool TemporaryFile::finish() {
    // A second descriptor of the same opening keeps the lock; each close reports failed writes.
    FileDescriptor keeper(retried([&] { return ::fcntl(m_file.number(), F_DUPFD_CLOEXEC, 0); }));
    std::swap(keeper, m_file);
    return m_file.isOpen() && keeper.close();
}

bool TemporaryFile::moveTo(const std::string& name) {
    if (retried([&] { return ::renameat(m_folder, m_name.c_str(), m_folder, name.c_str()); }) !=
        0) {
        return false;
    }
    m_name.clear();
    return true;
}

void TemporaryFile::discard() {
    // Removed while the lock is held. Should that fail, a later save removes it.
    if (!m_name.empty()) {
        (void)retried([&] { return ::unlinkat(m_folder, m_name.c_str(), 0); });
        m_name.clear();
    }
    (void)m_file.close();
}

void removeLeftovers(int folder, const TemporaryFile& own, const std::string& target) {
    constexpr int kMostEntries = 20'000;
    struct ::stat mine {};
    FileDescriptor list(
        retried([&] { return ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!list.isOpen() || ::fstat(own.number(), &mine) != 0) {
        return;
    }
    const std::unique_ptr<::DIR, CloseFolder> entries(::fdopendir(list.number()));
    if (!entries) {
        return;
    }
    list.release();
    for (int count = 0; count < kMostEntries; ++count) {
        const ::dirent* const entry = ::readdir(entries.get());
        if (entry == nullptr) {
            return;
        }
        if (isTemporaryName(entry->d_name) && entry->d_name != own.name() &&
            entry->d_name != target) {
            removeIfDead(folder, entry->d_name, own.isLocked(), mine);
        }
    }
}

}  // namespace frisket::io
