// SPDX-License-Identifier: MIT
#include "tests/bench/child_process.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <stdexcept>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

namespace frisket::bench {

namespace {
/// The reading and the writing end of a pipe, which programs started later don't inherit.
std::array<int, 2> makePipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error(std::string("can't make a pipe: ") + std::strerror(errno));
    }
    return ends;
}

int start(const std::vector<std::string>& arguments, int standardOutput, pid_t& pid) {
    std::vector<std::string> owned = arguments;
    std::vector<char*> argv;
    for (std::string& argument : owned) {
        argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, standardOutput, STDOUT_FILENO);
    const int error = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int waitFor(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) {
            throw std::runtime_error(std::string("can't wait for a process: ") +
                                     std::strerror(errno));
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
}  // namespace

int runLines(const std::vector<std::string>& arguments,
             const std::function<void(const std::string&)>& onLine) {
    const auto [readEnd, writeEnd] = makePipe();
    std::fflush(stdout);
    pid_t pid = 0;
    const int error = start(arguments, writeEnd, pid);
    close(writeEnd);
    if (error != 0) {
        close(readEnd);
        return 127;
    }
    std::FILE* lines = fdopen(readEnd, "r");
    char* line = nullptr;
    std::size_t capacity = 0;
    std::exception_ptr failure;
    for (ssize_t length = 0; !failure && (length = getline(&line, &capacity, lines)) > 0;) {
        std::string text(line, static_cast<std::size_t>(length));
        if (text.back() == '\n') {
            text.pop_back();
        }
        try {
            onLine(text);
        } catch (...) {
            failure = std::current_exception();  // thrown again once the process is gone
        }
    }
    free(line);
    std::fclose(lines);
    const int status = waitFor(pid);
    if (failure) {
        std::rethrow_exception(failure);
    }
    return status;
}

TemporaryDirectory::TemporaryDirectory() {
    m_path = (std::filesystem::temp_directory_path() / "frisket-bench-XXXXXX").string();
    if (mkdtemp(m_path.data()) == nullptr) {
        throw std::runtime_error(m_path + ": can't make this directory: " + std::strerror(errno));
    }
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code error;
    std::filesystem::remove_all(m_path, error);
    if (error) {
        std::fprintf(stderr, "%s: can't be removed: %s\n", m_path.c_str(), error.message().c_str());
    }
}

}  // namespace frisket::bench
