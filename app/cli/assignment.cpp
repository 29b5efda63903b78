// SPDX-License-Identifier: MIT
#include "app/cli/assignment.h"

#include "app/cli/fix_option.h"
#include "core/array/view_expression.h"
#include "core/base/text.h"
#include "core/condition/condition_from_array.h"
#include "core/condition/viewed.h"

namespace frisket::cli {

namespace {
using array::Layout;
using base::joined;

void addViewed(CLI::App& command, ViewedOperand& operand, const std::string& name,
               const std::string& help, bool required) {
    addOperand(command, operand.file, "--" + name, help)->required(required);
    command
        .add_option(
            "--" + name + "-view", operand.view,
            "See the " + name + " through NumPy basic indexing, such as '[:, None]' or '[0].T'")
        ->type_name("EXPR");
    command
        .add_option("--" + name + "-key", operand.key,
                    "Name of the " + name + " inside an archive of several arrays")
        ->type_name("K");
}

base::Result<io::MaskFile> readViewed(const ViewedOperand& operand, const ReadOptions& options) {
    auto file = readOperand(operand.file, options);
    if (file && !operand.key.empty()) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          joined(operand.file.path, ": a ", io::name(file->format),
                                 " file holds one array, so there is no key '", operand.key, "'."),
                          "Leave the key out.");
    }
    return file;
}

/// What the operand's view shows of an array of that layout; an error names the file.
base::Result<Layout> viewed(const Layout& layout, const ViewedOperand& operand) {
    base::Result<Layout> out = layout;
    if (!operand.view.empty()) {
        out = array::applyViewExpression(layout, operand.view);
    }
    if (!out) {
        out.error().message = joined(operand.file.path, ": ", out.error().message);
    }
    return out;
}

struct ReadCondition {
    condition::ConditionMask mask;
    io::MaskFile file = {};  ///< without its array
    array::DType dtype = array::DType::Bool;
    std::string note = {};
};

base::Result<ReadCondition> readCondition(const AssignmentOptions& options) {
    auto file = readViewed(options.condition, options.read);
    if (!file) {
        return base::passOn(file);
    }
    auto condition = condition::conditionFromArray(file->array);
    if (!condition) {
        condition.error().message =
            joined(options.condition.file.path, ": ", condition.error().message);
        return base::passOn(condition);
    }
    const array::DType dtype = file->array.dtype();
    file->array = {};
    return ReadCondition{std::move(condition->mask), *std::move(file), dtype,
                         std::move(condition->note)};
}

base::Result<std::shared_ptr<array::Buffer>> packedCopy(const array::NdArray& array) {
    auto copy = array::Buffer::allocate(array.byteCount());
    if (copy) {
        array::copyRowMajor(array.view(), (*copy)->data());
    }
    return copy;
}
}  // namespace

void addAssignmentOptions(CLI::App& command, AssignmentOptions& options) {
    addViewed(command, options.destination, "destination", "Mask whose values are replaced", true);
    addViewed(command, options.source, "source", "Mask whose values are taken", false);
    addViewed(command, options.condition, "condition", "Where: bool, or integers that are not 0",
              true);
    command
        .add_option("--mode", options.mode,
                    "where: np.copyto(d, s, where=c); index: d[c] = s; scatter: "
                    "d.masked_scatter_(c, s); fill: one value where c is true; place: np.place; "
                    "putmask: np.putmask")
        ->check(CLI::IsMember({"where", "index", "scatter", "fill", "place", "putmask"}))
        ->capture_default_str();
    command.add_option("--value", options.value, "Value that fills, in the destination's dtype")
        ->type_name("V");
    command
        .add_option("--casting", options.casting,
                    "exact: every selected value must survive; the others as in NumPy")
        ->check(CLI::IsMember({"exact", "safe", "same_kind", "unsafe"}))
        ->capture_default_str();
    addFixOption(command, options.fixes);
    addReadOptions(command, options.read);
}

void checkOperands(const AssignmentOptions& options) {
    const bool hasSource = !options.source.file.path.empty();
    const bool hasValue = !options.value.empty();
    if (!hasSource && !options.source.view.empty()) {
        throw CLI::ValidationError("--source-view", "there is no source to be seen through it");
    }
    if (!hasSource && !options.source.key.empty()) {
        throw CLI::ValidationError("--source-key", "there is no source to have it");
    }
    if (options.mode != "fill" && !hasSource) {
        throw CLI::ValidationError("--source",
                                   joined("the mode '", options.mode, "' needs a source"));
    }
    if (options.mode != "fill" && hasValue) {
        throw CLI::ValidationError("--value", "only the mode 'fill' takes a value");
    }
    if (options.mode == "fill" && hasSource == hasValue) {
        throw CLI::ValidationError(
            "--value", hasValue ? "the mode 'fill' takes a value or a 0-d source, not both"
                                : "the mode 'fill' needs a value, or a 0-d source");
    }
}

void Assignment::replan() {
    request.selected = condition::countTrue(condition, request.condition.layout);
    plan = assign::AssignPlan::make(request);
}

io::Program programOf(const AssignmentOptions& options, const Assignment& assignment,
                      const std::string& output) {
    io::Program program;
    program.destination =
        io::ProgramFile::of(options.destination.file.path, assignment.destinationFile);
    if (assignment.sourceFile) {
        program.source = io::ProgramFile::of(options.source.file.path, *assignment.sourceFile);
    }
    program.condition = io::ProgramFile::of(options.condition.file.path, assignment.conditionFile);
    program.request = assignment.request;
    program.output = output;
    return program;
}

base::Result<Assignment> readAssignment(const AssignmentOptions& options,
                                        std::optional<condition::ConditionMask> given) {
    auto destination = readViewed(options.destination, options.read);
    if (!destination) {
        return base::passOn(destination);
    }
    auto conditionFile = given ? base::Result<ReadCondition>(ReadCondition{*std::move(given)})
                               : readCondition(options);
    if (!conditionFile) {
        return base::passOn(conditionFile);
    }
    auto& condition = *conditionFile;
    assign::PlanRequest request;
    request.mode = *assign::modeFromName(options.mode);
    request.casting = *assign::castingFromName(options.casting);
    const array::DType dtype = destination->array.dtype();
    const auto to = viewed(Layout::rowMajor(destination->array.shape()), options.destination);
    if (!to) {
        return base::passOn(to);
    }
    request.destination = {dtype, *to, options.destination.view};
    const auto where = viewed(Layout::rowMajor(condition.mask.shape()), options.condition);
    if (!where) {
        return base::passOn(where);
    }
    request.condition = {condition.dtype, *where, options.condition.view};
    std::vector<std::string> notes = destination->notes;
    notes.insert(notes.end(), condition.file.notes.begin(), condition.file.notes.end());
    if (!condition.note.empty()) {
        notes.push_back(condition.note);
    }
    std::optional<array::NdArray> source;
    std::optional<io::MaskFile> sourceFile;
    if (!options.source.file.path.empty()) {
        auto file = readViewed(options.source, options.read);
        if (!file) {
            return base::passOn(file);
        }
        const auto from = viewed(file->array.layout(), options.source);
        if (!from) {
            return base::passOn(from);
        }
        request.source = assign::Operand{file->array.dtype(), *from, options.source.view};
        source = std::move(file->array);
        notes.insert(notes.end(), file->notes.begin(), file->notes.end());
        file->array = {};
        sourceFile = *std::move(file);
    } else {
        auto value = assign::parseScalar(options.value, dtype);
        if (!value) {
            return base::passOn(value);
        }
        request.value = *value;
    }
    auto copy = packedCopy(destination->array);
    if (!copy) {
        return base::passOn(copy);
    }
    const array::Shape shape = destination->array.shape();
    destination->array = {};  // the copy is what is worked on
    request.selected = condition::countTrue(condition.mask, request.condition.layout);
    auto plan = assign::AssignPlan::make(request);
    Assignment assignment{
        *std::move(destination), std::move(sourceFile),     std::move(condition.file), shape,
        std::move(source),       std::move(condition.mask), *std::move(copy),          request,
        std::move(plan),         std::move(notes)};
    if (const auto fixed = applyFixes(assignment, options.fixes); !fixed) {
        return base::passOn(fixed);
    }
    return assignment;
}

}  // namespace frisket::cli
