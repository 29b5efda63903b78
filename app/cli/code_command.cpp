// SPDX-License-Identifier: MIT
#include "app/cli/code_command.h"

#include <memory>

#include "app/cli/assignment.h"
#include "core/assign/examine.h"
#include "core/io/sniff.h"

namespace frisket::cli {

namespace {
struct CodeOptions {
    AssignmentOptions assignment;
    std::string out = "result.npy";
    bool torch = false;
};

base::Result<Output> run(const CodeOptions& options) {
    const auto format = io::formatForPath(options.out);
    if (!format) {
        return base::passOn(format);
    }
    const auto assignment = readAssignment(options.assignment);
    if (!assignment) {
        return base::passOn(assignment);
    }
    return programText(options.assignment, *assignment, options.out, options.torch);
}
}  // namespace

base::Result<Output> programText(const AssignmentOptions& options, const Assignment& assignment,
                                 const std::string& out, bool torch) {
    base::ThreadPool pool;
    const auto examined =
        assign::examine(assignment.plan, assignment.sourceData(), assignment.condition, pool);
    if (!examined) {
        return base::passOn(examined);
    }
    if (examined->refusal) {
        return tl::unexpected(examined->refusal->toError());
    }
    const io::Program program = programOf(options, assignment, out);
    if (const base::Status holds = io::checkOutput(program); !holds) {
        return base::passOn(holds);
    }
    if (!torch) {
        return Output{io::numpyProgram(program), {}};
    }
    auto text = io::torchProgram(program);
    if (!text) {
        return base::passOn(text);
    }
    return Output{*std::move(text), {}};
}

void addCodeCommand(CLI::App& app, Run& run) {
    CLI::App* const command = app.add_subcommand(
        "code", "Print the Python program that does what 'assign' would do; writes nothing");
    const auto options = std::make_shared<CodeOptions>();
    addAssignmentOptions(*command, options->assignment);
    command->add_option("-o,--output", options->out, "File that the program writes, .png or .npy")
        ->type_name("OUT")
        ->capture_default_str();
    command->add_flag("--torch", options->torch, "With PyTorch in place of NumPy");
    command->callback([options, &run] {
        checkOperands(options->assignment);
        run = [options] { return cli::run(*options); };
    });
}

}  // namespace frisket::cli
