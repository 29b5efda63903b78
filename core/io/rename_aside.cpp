// SPDX-License-Identifier: MIT
#include "core/io/rename_aside.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/text.h"
#include "core/io/retry.h"

namespace frisket::io {

namespace {
/// Two steps that between them have both names: what a file system does that knows no renaming
/// without replacing.
int linkAndUnlink(const char* from, const char* to) {
    if (retried([&] { return ::link(from, to); }) != 0) {
        return -1;
    }
    if (retried([&] { return ::unlink(from); }) != 0) {
        const int failure = errno;
        (void)::unlink(to);
        errno = failure;
        return -1;
    }
    return 0;
}
}  // namespace

base::Status renameAside(const std::filesystem::path& from, const std::filesystem::path& to) {
    int done = retried([&] {
        return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
    });
    if (done != 0 && (errno == EINVAL || errno == ENOSYS)) {
        done = linkAndUnlink(from.c_str(), to.c_str());
    }
    if (done != 0) {
        return tl::unexpected(
            base::systemError(errno, base::joined("rename to ", to.string()), from.string()));
    }
    return {};
}

}  // namespace frisket::io
