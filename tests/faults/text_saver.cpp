// SPDX-License-Identifier: MIT
// text_saver TARGET CONTENT: writes as recipes and programs are written. Exit status and messages
// as those of frisket-cli.
#include <csignal>
#include <cstdio>

#include "core/io/text_file.h"

namespace {
using namespace frisket;

int fail(const base::Error& error) {
    std::fprintf(stderr, "text_saver: %s\n", error.text().c_str());
    return 1;
}
}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);
    if (argc != 3) {
        std::fputs("usage: text_saver TARGET CONTENT\n", stderr);
        return 2;
    }
    constexpr std::size_t kMost = std::size_t{1} << 24U;
    const auto text = io::readText(argv[2], kMost);
    if (!text) {
        return fail(text.error());
    }
    const auto written = io::writeText(argv[1], *text);
    if (!written) {
        return fail(written.error());
    }
    return written->durable ? 0 : fail(written->durable.error());
}
