// SPDX-License-Identifier: MIT
// naive_saver stream|truncate|rename TARGET CONTENT: how files are saved by programs that lose
// them. The programme of faults must find it out, in each class of faults. `stream` is an ofstream
// onto the old file; `truncate` does that with system calls; `rename` writes beside it and renames,
// but under one name for all. No result is looked at.
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("usage: naive_saver stream|truncate|rename TARGET CONTENT\n", stderr);
        return 2;
    }
    const bool beside = std::strcmp(argv[1], "rename") == 0;
    const std::string target = argv[2];
    const std::string written = beside ? target + ".tmp" : target;
    std::ostringstream content;
    content << std::ifstream(argv[3], std::ios::binary).rdbuf();
    const std::string text = content.str();
    if (std::strcmp(argv[1], "stream") == 0) {
        std::ofstream(target, std::ios::binary | std::ios::trunc) << text;
        return 0;
    }
    const int file = ::open(written.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    constexpr std::size_t kPiece = 8192;
    for (std::size_t at = 0; at < text.size(); at += kPiece) {
        const std::size_t size = text.size() - at < kPiece ? text.size() - at : kPiece;
        (void)!::write(file, text.data() + at, size);
    }
    (void)::fsync(file);
    (void)::close(file);
    if (beside) {
        (void)std::rename(written.c_str(), target.c_str());
    }
    return 0;
}
