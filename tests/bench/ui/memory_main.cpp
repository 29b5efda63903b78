// SPDX-License-Identifier: MIT
// A program of its own, since the peak of resident memory is that of a whole process.
#include <cstdio>
#include <exception>

#include <CLI/CLI.hpp>
#include <QApplication>

#include "tests/bench/ui/bench_memory.h"

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    CLI::App app{"Measures the memory of Frisket's window.", "./bench"};
    app.require_subcommand(1);
    std::string jsonPath;
    frisket::bench::MemoryOptions options;
    CLI::App* memory = app.add_subcommand(
        "memory", "peak memory of opening, painting, applying and undoing, and their times");
    memory->add_option("--size", options.side, "side of the square masks")
        ->check(CLI::Range(4096, 65536));
    memory->add_option("--strokes", options.strokes, "strokes to paint")
        ->check(CLI::Range(2, 1000000));
    memory->add_option("--json", jsonPath, "write the row to FILE as JSON Lines");
    CLI11_PARSE(app, argc, argv);

    QApplication application(argc, argv);
    try {
        frisket::bench::JsonLines json(jsonPath);
        frisket::bench::benchMemory(options, json);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "error: %s\n", error.what());
        return 1;
    }
    return 0;
}
