// SPDX-License-Identifier: MIT
#include <cstdio>
#include <exception>
#include <map>
#include <thread>

#include <CLI/CLI.hpp>

#include "tests/bench/bench_assign.h"
#include "tests/bench/bench_instructions.h"
#include "tests/bench/bench_rules.h"
#include "tests/bench/bench_tools.h"
#include "tests/bench/patterns.h"

namespace {
using frisket::bench::AssignOptions;
using frisket::bench::Peers;
using frisket::bench::RulesOptions;
using frisket::bench::ToolsOptions;

/// A list of names with commas, each one of `known`.
void addNames(CLI::App* command, const std::string& flag, std::vector<std::string>& names,
              const std::vector<std::string>& known, const std::string& text) {
    command->add_option(flag, names, text)->delimiter(',')->check(CLI::IsMember(known));
}

CLI::App* addAssign(CLI::App& app, AssignOptions& options) {
    CLI::App* assign = app.add_subcommand("assign", "destination[condition] = source[condition]");
    assign->add_option("--size", options.side, "side of the square arrays, a multiple of 8")
        ->check(CLI::Range(8, 32768))
        ->check(
            [](const std::string& text) {
                return std::stoll(text) % 8 == 0 ? "" : "the size must be a multiple of 8";
            },
            "multiple of 8");
    assign->add_option("--threads", options.threads, "threads of every contender; 2,1 runs twice")
        ->delimiter(',')
        ->check(CLI::Range(1, 256));
    assign->add_option("--iterations", options.iterations, "paired iterations")
        ->check(CLI::Range(1, 1000));
    const std::map<std::string, Peers> peers{
        {"all", Peers::All}, {"native", Peers::Native}, {"none", Peers::None}};
    assign
        ->add_option("--peers", options.peers,
                     "all: also NumPy and PyTorch, some 8 minutes more; native: OpenCV and Eigen; "
                     "none: memcpy and a read-modify-write sweep")
        ->transform(CLI::CheckedTransformer(peers));
    addNames(assign, "--only", options.parts, options.parts, "parts to run");
    addNames(assign, "--modes", options.modes, options.modes,
             "modes to run; all but those of the part 'modes' are where");
    addNames(assign, "--dtypes", options.dtypes, options.dtypes, "dtypes; not for casts");
    addNames(assign, "--patterns", options.patterns, options.patterns, "condition patterns");
    return assign;
}

CLI::App* addTools(CLI::App& app, ToolsOptions& options, Peers& peers) {
    CLI::App* tools = app.add_subcommand(
        "tools",
        "fills, morphology, smoothing and components on a label map, and what a small blob costs.\n"
        "Rows of --json: bench (tools), operation, detail (which fill; element and radius; sigma; "
        "what kind), threads, who, ms (median), ms_min, size (side of the plane), iterations, and "
        "pixels_measured where a slow peer was given a part: its times are for all by proportion");
    tools->add_option("--size", options.side, "side of the square label map, a multiple of 64")
        ->check(CLI::Range(512, 32768))
        ->check([](const std::string& text) {
            return std::stoll(text) % 64 == 0 ? "" : "the size must be a multiple of 64";
        });
    tools->add_option("--threads", options.threads, "threads of every contender; 2,1 runs twice")
        ->delimiter(',')
        ->check(CLI::Range(1, 256));
    tools->add_option("--iterations", options.iterations, "paired iterations")
        ->check(CLI::Range(1, 1000));
    const std::map<std::string, Peers> names{
        {"all", Peers::All}, {"native", Peers::Native}, {"none", Peers::None}};
    tools
        ->add_option("--peers", peers,
                     "all: also scikit-image, on a part of the map; native: OpenCV; none")
        ->transform(CLI::CheckedTransformer(names));
    addNames(tools, "--only", options.parts, options.parts, "parts to run");
    tools->add_option("--radii", options.radii, "radii of the elements")
        ->delimiter(',')
        ->check(CLI::Range(1, 500));
    return tools;
}

CLI::App* addRules(CLI::App& app, RulesOptions& options, Peers& peers) {
    CLI::App* rules =
        app.add_subcommand("rules",
                           "rules on whole arrays beside one reading of them, and on a tile.\n"
                           "Rows of --json: bench (rules), rule, dtype, scene, threads, who, ms "
                           "(median), ms_min, size "
                           "(side of the arrays), iterations");
    rules->add_option("--size", options.side, "side of the square arrays, a multiple of 64")
        ->check(CLI::Range(512, 32768))
        ->check([](const std::string& text) {
            return std::stoll(text) % 64 == 0 ? "" : "the size must be a multiple of 64";
        });
    rules->add_option("--threads", options.threads, "threads of both; 2,1 runs twice")
        ->delimiter(',')
        ->check(CLI::Range(1, 256));
    rules->add_option("--iterations", options.iterations, "paired iterations")
        ->check(CLI::Range(1, 1000));
    const std::map<std::string, Peers> names{{"all", Peers::All}, {"none", Peers::None}};
    rules->add_option("--peers", peers, "all: also NumPy; none")
        ->transform(CLI::CheckedTransformer(names));
    return rules;
}
}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Measures Frisket beside its peers; every row is a median of one run.", "./bench"};
    app.require_subcommand(1);
    std::string jsonPath;
    AssignOptions options;
    options.threads = {static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))};
    options.modes = frisket::bench::benchedModes();
    options.patterns = frisket::bench::patternNames();
    CLI::App* assign = addAssign(app, options);
    ToolsOptions toolsOptions;
    toolsOptions.threads = options.threads;
    Peers toolsPeers = Peers::Native;
    CLI::App* tools = addTools(app, toolsOptions, toolsPeers);
    RulesOptions rulesOptions;
    rulesOptions.threads = options.threads;
    Peers rulesPeers = Peers::None;
    CLI::App* rules = addRules(app, rulesOptions, rulesPeers);
    CLI::App* instructions = app.add_subcommand(
        "instructions", "instructions of each kernel on 512 x 512, counted by valgrind");
    for (CLI::App* command : {assign, instructions, tools, rules}) {
        command->add_option("--json", jsonPath, "write the rows to FILE as JSON Lines");
    }
    if (argc == 1) {
        std::fputs(app.help().c_str(), stdout);
        return 0;
    }
    CLI11_PARSE(app, argc, argv);
    try {
        frisket::bench::JsonLines json(jsonPath);
        if (*assign) {
            frisket::bench::benchAssign(options, json);
        } else if (*instructions) {
            frisket::bench::benchInstructions(json);
        } else if (*tools) {
            toolsOptions.opencv = toolsPeers != Peers::None;
            toolsOptions.python = toolsPeers == Peers::All;
            frisket::bench::benchTools(toolsOptions, json);
        } else if (*rules) {
            rulesOptions.python = rulesPeers == Peers::All;
            frisket::bench::benchRules(rulesOptions, json);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "error: %s\n", error.what());
        return 1;
    }
    return 0;
}
