// SPDX-License-Identifier: MIT
// Preloaded into savers. A tracer can fail a system call, but not let it do half of its work, so
// short writes are made here; and a writer that stops half-way says so by its own SIGSTOP, which a
// parent can wait for.
//
// FAULTS_FOLDER  files below it are meant (a path without links)
// FAULTS_WRITE   "one": each write takes one byte; "half": the half, at least one; "turns": one
//                byte, then EINTR, then the half; "none": the third takes nothing and says 0
// FAULTS_STOP    stops itself before the n-th of the calls below that concern the folder
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <climits>

namespace {
template <class Function>
Function* real(Function* /*as*/, const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

bool isInFolder(int file) {
    const char* const folder = std::getenv("FAULTS_FOLDER");
    char path[PATH_MAX];
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    const ::ssize_t length = ::readlink(link.c_str(), path, sizeof path);
    return folder != nullptr && length > 0 &&
           std::string(path, static_cast<std::size_t>(length)).rfind(folder, 0) == 0;
}

void countCall(int file) {
    static int count = 0;
    const char* const stop = std::getenv("FAULTS_STOP");
    if (stop != nullptr && isInFolder(file) && ++count == std::atoi(stop)) {
        std::raise(SIGSTOP);
    }
}

/// How much of `size` the next write takes; -1 for EINTR.
::ssize_t share(int file, std::size_t size) {
    static int count = 0;
    const char* const how = std::getenv("FAULTS_WRITE");
    if (how == nullptr || size == 0 || !isInFolder(file)) {
        return static_cast<::ssize_t>(size);
    }
    const auto half = static_cast<::ssize_t>((size + 1) / 2);
    const int turn = count++ % 3;
    if (std::strcmp(how, "one") == 0) {
        return 1;
    }
    if (std::strcmp(how, "half") == 0) {
        return half;
    }
    if (std::strcmp(how, "none") == 0) {
        return turn == 2 ? 0 : half;
    }
    return turn == 0 ? 1 : turn == 1 ? -1 : half;
}
}  // namespace

extern "C" {

::ssize_t write(int file, const void* bytes, std::size_t size) {
    countCall(file);
    const ::ssize_t taken = share(file, size);
    if (taken < 0) {
        errno = EINTR;
        return -1;
    }
    return taken == 0 && size > 0
               ? 0
               : real(&::write, "write")(file, bytes, static_cast<std::size_t>(taken));
}

::ssize_t pwrite64(int file, const void* bytes, std::size_t size, ::off64_t at) {
    countCall(file);
    const ::ssize_t taken = share(file, size);
    if (taken < 0) {
        errno = EINTR;
        return -1;
    }
    return taken == 0 && size > 0
               ? 0
               : real(&::pwrite64, "pwrite64")(file, bytes, static_cast<std::size_t>(taken), at);
}

::ssize_t pwrite(int file, const void* bytes, std::size_t size, ::off_t at) {
    return pwrite64(file, bytes, size, at);
}

::ssize_t writev(int file, const struct ::iovec* pieces, int count) {
    for (int piece = 0; piece < count; ++piece) {
        if (pieces[piece].iov_len > 0 && isInFolder(file)) {
            return write(file, pieces[piece].iov_base, pieces[piece].iov_len);
        }
    }
    return real(&::writev, "writev")(file, pieces, count);
}

int fsync(int file) {
    countCall(file);
    return real(&::fsync, "fsync")(file);
}

int fchmod(int file, ::mode_t mode) {
    countCall(file);
    return real(&::fchmod, "fchmod")(file, mode);
}

int flock(int file, int how) {
    countCall(file);
    return real(&::flock, "flock")(file, how);
}

int close(int file) {
    countCall(file);
    return real(&::close, "close")(file);
}

int renameat(int from, const char* name, int to, const char* newName) {
    countCall(from);
    return real(&::renameat, "renameat")(from, name, to, newName);
}

int rename(const char* name, const char* newName) {
    const int folder = ::open(std::getenv("FAULTS_FOLDER"), O_RDONLY | O_CLOEXEC);
    countCall(folder);
    real(&::close, "close")(folder);
    return real(&::rename, "rename")(name, newName);
}

int unlinkat(int folder, const char* name, int flags) {
    countCall(folder);
    return real(&::unlinkat, "unlinkat")(folder, name, flags);
}

int openat(int folder, const char* name, int flags, ...) {
    ::mode_t mode = 0;
    if ((flags & O_CREAT) != 0) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, ::mode_t);
        va_end(rest);
    }
    countCall(folder);
    return real(&::openat, "openat")(folder, name, flags, mode);
}
}
