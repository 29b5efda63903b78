// SPDX-License-Identifier: MIT
#include <cstdio>
#include <exception>
#include <thread>

#include <CLI/CLI.hpp>

#include "tests/bench/bench_assign.h"

int main(int argc, char** argv) {
    CLI::App app{"Measures Frisket beside its peers; every row is a median of one run."};
    app.require_subcommand(1);
    std::string jsonPath;
    frisket::bench::AssignOptions options;
    options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));

    CLI::App* assign = app.add_subcommand("assign", "destination[condition] = source[condition]");
    assign->add_option("--json", jsonPath, "write the rows to FILE as JSON Lines");
    assign->add_option("--size", options.side, "side of the square arrays, a multiple of 8")
        ->check(CLI::Range(8, 32768));
    assign->add_option("--threads", options.threads, "threads of every contender")
        ->check(CLI::Range(1, 256));
    assign->add_option("--iterations", options.iterations, "paired iterations")
        ->check(CLI::Range(1, 1000));
    CLI11_PARSE(app, argc, argv);
    try {
        frisket::bench::JsonLines json(jsonPath);
        if (*assign) {
            frisket::bench::benchAssign(options, json);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
