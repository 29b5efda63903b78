// SPDX-License-Identifier: MIT
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/assign_command.h"
#include "app/cli/code_command.h"
#include "app/cli/command.h"
#include "app/cli/convert_command.h"
#include "app/cli/info_command.h"
#include "app/cli/plan_command.h"
#include "app/cli/replay_command.h"
#include "core/base/text.h"

namespace {
using namespace frisket;

enum ExitCode : int { kDone = 0, kFailed = 1, kWrongUsage = 2 };

int fail(const base::Error& error) {
    const std::string text = base::joined("frisket-cli: ", error.text(), "\n");
    std::fwrite(text.data(), 1, text.size(), stderr);
    return kFailed;
}

int print(const cli::Output& output) {
    const std::string& text = output.text;
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() ||
        std::fflush(stdout) != 0) {
        auto error = base::systemError(errno, "write", "standard output");
        error.hint = output.written.empty()
                         ? ""
                         : base::joined(output.written, ": the new file is in place.");
        return fail(error);
    }
    return kDone;
}

std::string usageText(const CLI::App* app, const CLI::Error& error) {
    const std::vector<std::string> unknown = app->remaining();
    const auto commands = app->get_subcommands();
    std::string what = commands.empty() && !unknown.empty()
                           ? base::joined("There is no command '", unknown.front(), "'")
                           : std::string(error.what());
    while (what.ends_with('.')) {
        what.pop_back();
    }
    const std::string command = commands.empty() ? "" : commands.front()->get_name() + " ";
    return base::joined("frisket-cli: ", what, ".\nSee frisket-cli ", command, "--help.\n");
}

int parseAndRun(int argc, char** argv) {
    CLI::App app("Masked assignment: destination[condition] = source[condition]", "frisket-cli");
    app.set_version_flag("--version", "frisket-cli " FRISKET_VERSION);
    app.require_subcommand(1);
    app.failure_message(usageText);
    app.footer("Exit status: 0 done, 1 refused or failed, 2 wrong usage.");

    cli::Run run;
    cli::addAssignCommand(app, run);
    cli::addPlanCommand(app, run);
    cli::addCodeCommand(app, run);
    cli::addReplayCommand(app, run);
    cli::addInfoCommand(app, run);
    cli::addConvertCommand(app, run);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kWrongUsage;  // 0: help and version
    }
    const auto output = run();
    if (!output) {
        return fail(output.error());
    }
    const int printed = print(*output);
    return output->refusal ? fail(*output->refusal) : printed;
}
}  // namespace

int main(int argc, char** argv) {
    // A file beyond the size limit shall be an error of `write`, not the end of the process.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return parseAndRun(argc, argv);
    } catch (const std::exception& error) {
        return fail({base::ErrorCode::OutOfMemory, error.what(), {}});
    }
}
