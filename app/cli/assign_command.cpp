// SPDX-License-Identifier: MIT
#include "app/cli/assign_command.h"

#include <filesystem>
#include <memory>

#include "app/cli/assignment.h"
#include "core/assign/plan_text.h"
#include "core/base/text.h"
#include "core/io/sniff.h"

namespace frisket::cli {

namespace {
using base::joined;

struct AssignOptions {
    AssignmentOptions assignment;
    std::string out;
};

bool sameFile(const std::string& a, const std::string& b) {
    std::error_code ignored;  // a file that is not there yet is no other's
    return std::filesystem::equivalent(a, b, ignored);
}

base::Result<Output> run(const AssignOptions& options) {
    const auto format = io::formatForPath(options.out);
    if (!format) {
        return base::passOn(format);
    }
    const auto assignment = readAssignment(options.assignment);
    if (!assignment) {
        return base::passOn(assignment);
    }
    return writeResult(*assignment, options.assignment.destination.file.path, options.out,
                       options.assignment.read.limits);
}
}  // namespace

base::Result<Output> writeResult(const Assignment& assignment, const std::string& destination,
                                 const std::string& out, const io::ReadLimits& limits) {
    base::ThreadPool pool;
    const auto examined =
        assign::examine(assignment.plan, assignment.sourceData(), assignment.condition, pool);
    if (!examined) {
        return base::passOn(examined);
    }
    if (examined->refusal) {
        return tl::unexpected(examined->refusal->toError());
    }
    const assign::AssignPlan& plan = *assignment.plan;
    const array::DType dtype = plan.destinationType();
    const auto done =
        assign::assignChecked(plan, examined->prepared->inputs(),
                              {dtype, plan.destination(), assignment.destination->data()}, pool);
    if (!done) {
        return base::passOn(done);
    }
    const array::Layout whole = array::Layout::rowMajor(assignment.destinationShape);
    io::WriteOptions write;
    write.meta = assignment.destinationFile.meta;
    write.labels = assignment.destinationFile.labels;
    write.part = assignment.destinationFile.part;
    write.limits = limits;
    if (sameFile(out, destination)) {
        write.keepOthers = true;
        write.expectedStamp = assignment.destinationFile.stamp;
    }
    const auto written =
        io::writeMask(out, array::NdArray(dtype, whole, assignment.destination), write);
    if (!written) {
        return base::passOn(written);
    }
    const std::int64_t count = plan.loops().count();
    Output output{joined(out, ": ", array::name(dtype), " ", array::toString(whole.shape), ", ",
                         examined->selected, " of ", count, " elements selected.\n"),
                  {},
                  out};
    if (examined->changes->total > 0) {
        output.text += joined("note: ", assign::changesText(plan, *examined->changes), "\n");
    }
    for (const auto& notes : {assignment.notes, written->notes}) {
        for (const std::string& note : notes) {
            output.text += joined("note: ", note, "\n");
        }
    }
    if (!written->durable) {
        output.refusal = written->durable.error();
    }
    return output;
}

void addAssignCommand(CLI::App& app, Run& run) {
    CLI::App* const command =
        app.add_subcommand("assign", "Write destination[condition] = source[condition] to a file");
    const auto options = std::make_shared<AssignOptions>();
    addAssignmentOptions(*command, options->assignment);
    command
        ->add_option("-o,--output", options->out,
                     "File to write, .png or .npy; may be the destination itself")
        ->type_name("OUT")
        ->required();
    command->callback([options, &run] {
        checkOperands(options->assignment);
        run = [options] { return cli::run(*options); };
    });
}

}  // namespace frisket::cli
