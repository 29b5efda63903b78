// SPDX-License-Identifier: MIT
#include "core/io/file_source.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/io/retry.h"

namespace frisket::io {

namespace {
constexpr std::int64_t kPieceBytes = 1 << 20;
}

FileSource::FileSource(std::string name, FileDescriptor file, const FileStamp& stamp)
    : ByteSource(std::move(name), stamp.size), m_file(std::move(file)), m_stamp(stamp) {}

base::Result<std::unique_ptr<FileSource>> FileSource::open(const std::filesystem::path& path,
                                                           std::string name) {
    if (name.empty()) {
        name = path.string();
    }
    // Looked at before it is opened, since opening alone can wind a tape or fail with a riddle
    // (a socket gives ENXIO); looked at again after, since it may have been swapped in between.
    struct ::stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return tl::unexpected(base::systemError(errno, "open", name));
    }
    if (const auto regular = requireRegularFile(status, name); !regular) {
        return base::passOn(regular);
    }
    FileDescriptor file(
        retried([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }));
    if (!file.isOpen() || ::fstat(file.number(), &status) != 0) {
        return tl::unexpected(base::systemError(errno, "open", name));
    }
    if (const auto regular = requireRegularFile(status, name); !regular) {
        return base::passOn(regular);
    }
    return std::unique_ptr<FileSource>(
        new FileSource(std::move(name), std::move(file), FileStamp::from(status)));
}

base::Status FileSource::requireUnchanged() const {
    struct ::stat status {};
    if (::fstat(m_file.number(), &status) != 0) {
        return tl::unexpected(base::systemError(errno, "look at the file", name()));
    }
    if (!FileStamp::from(status).looksLike(m_stamp)) {
        return base::fail(base::ErrorCode::ChangedOnDisk,
                          base::joined(name(), " was changed while it was read."),
                          "Wait until it is complete and read it again.");
    }
    return {};
}

base::Result<FileStamp> FileSource::stampOfContent() {
    if (size() - m_hash.size() > std::max(m_bytesRead, kPieceBytes)) {
        const auto same = requireUnchanged();
        return same ? base::Result<FileStamp>(m_stamp) : base::passOn(same);
    }
    std::vector<std::byte> piece(
        static_cast<std::size_t>(std::clamp<std::int64_t>(size() - m_hash.size(), 0, kPieceBytes)));
    while (m_hash.size() < size()) {
        const auto got = readAt(m_hash.size(), piece);
        if (!got) {
            return base::passOn(got);
        }
        if (const auto proceeding = base::proceed(progress()); !proceeding) {
            return base::passOn(proceeding);
        }
        if (*got == 0) {
            break;  // it became shorter
        }
    }
    if (const auto same = requireUnchanged(); !same) {
        return base::passOn(same);
    }
    FileStamp stamp = m_stamp;
    stamp.content = m_hash.value();
    return stamp;
}

base::Result<std::int64_t> FileSource::readAt(std::int64_t offset, std::span<std::byte> to) {
    const auto got = readFully(m_file.number(), offset, to, name());
    if (got) {
        m_bytesRead += *got;
        if (offset <= m_hash.size() && offset + *got > m_hash.size()) {
            m_hash.add(to.first(static_cast<std::size_t>(*got))
                           .subspan(static_cast<std::size_t>(m_hash.size() - offset)));
        }
    }
    // Fewer where it became shorter meanwhile; the caller reports the bytes that are missing.
    return got;
}

base::Result<std::int64_t> readFully(int descriptor, std::int64_t offset, std::span<std::byte> to,
                                     std::string_view name) {
    std::size_t done = 0;
    while (done < to.size()) {
        const ::ssize_t got = retried([&] {
            return ::pread(descriptor, to.data() + done, to.size() - done,
                           offset + static_cast<std::int64_t>(done));
        });
        if (got < 0) {
            return tl::unexpected(base::systemError(errno, "read", name));
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return static_cast<std::int64_t>(done);
}

}  // namespace frisket::io
