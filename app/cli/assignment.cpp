// SPDX-License-Identifier: MIT
#include "app/cli/assignment.h"

#include "app/cli/dtype_option.h"
#include "app/cli/fix_option.h"
#include "core/base/text.h"
#include "core/condition/mask_runs.h"
#include "core/condition/viewed.h"

namespace frisket::cli {

namespace {
using array::Layout;
using base::joined;

base::Result<std::shared_ptr<array::Buffer>> packedCopy(const array::NdArray& array) {
    auto copy = array::Buffer::allocate(array.byteCount());
    if (copy) {
        array::copyRowMajor(array.view(), (*copy)->data());
    }
    return copy;
}

/// The destination as rules see it.
void addDestination(const Assignment& assignment, NamedInputs& inputs) {
    const assign::Operand& seen = assignment.request.destination;
    inputs.add({"destination", seen.dtype, seen.layout.shape, &assignment.ruleFiles.labels,
                assignment.destinationPlaneY, assignment.destinationPlaneX},
               {seen.dtype, seen.layout, assignment.destination->data()});
}
}  // namespace

void addAssignmentOptions(CLI::App& command, AssignmentOptions& options) {
    addViewed(command, options.destination, "destination", "Mask whose values are replaced", true);
    addDTypeOption(command, options.destinationType);
    addViewed(command, options.source, "source", "Mask whose values are taken", false);
    addViewed(command, options.condition, "condition", "Where: bool, or integers that are not 0",
              false);
    addRuleOptions(command, options.rules);
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

void checkOperands(AssignmentOptions& options) {
    const bool hasFile = !options.source.file.path.empty();
    const bool hasSource = hasFile || options.rules.sourceText.has_value();
    const bool hasValue = !options.value.empty();
    const bool hasCondition = !options.condition.file.path.empty();
    if (!hasCondition && !options.rules.conditionText) {
        throw CLI::RequiredError("--condition or --rule");
    }
    if (!hasCondition && !options.condition.view.empty()) {
        throw CLI::ValidationError("--condition-view",
                                   "there is no condition to be seen through it");
    }
    if (!hasFile && !options.source.view.empty()) {
        throw CLI::ValidationError("--source-view", "there is no source to be seen through it");
    }
    if (!hasFile && options.source.file.part.chosen()) {
        throw CLI::ValidationError(
            options.source.file.part.key.empty() ? "--source-page" : "--source-key",
            "there is no source to have it");
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
    io::RecipeOperand conditionFile{options.condition.file.path, options.condition.view, {}};
    conditionFile.part = options.condition.file.part;
    takeRules(options.rules, conditionFile);
    if (options.rules.stack) {
        options.condition.file.path.clear();
        options.condition.view.clear();
    }
}

void Assignment::replan() {
    request.selected = condition::countTrue(condition, request.condition.layout);
    plan = assign::AssignPlan::make(request);
}

base::Status Assignment::reevaluate(base::ThreadPool& pool) {
    if (layers) {
        NamedInputs inputs;
        if (source) {
            const assign::Operand& seen = *request.source;
            inputs.add({"source", seen.dtype, seen.layout.shape, &ruleFiles.labels, planeY, planeX},
                       {seen.dtype, seen.layout, sourceData()});
        }
        addDestination(*this, inputs);
        ruleFiles.addTo(inputs);
        auto mask = layers->evaluate(inputs, pool);
        ruleError.reset();
        if (!mask) {
            ruleError = mask.error();
            mask = condition::ConditionMask::create(layers->condition.shape);
        }
        if (!mask) {
            return base::passOn(mask);
        }
        condition = *std::move(mask);
        request.condition = {array::DType::Bool, Layout::rowMajor(layers->condition.shape), {}};
        if (auto done = doSteps(conditionSteps, request, source, condition); !done) {
            return done;
        }
    }
    replan();
    return {};
}

base::Status Assignment::rulesFit() const {
    if (!ruleError) {
        return {};
    }
    const bool explained = !plan && (plan.error().kind == assign::Refusal::Kind::TooManyAxes ||
                                     plan.error().kind == assign::Refusal::Kind::AxisSize);
    return explained ? base::Status() : base::Status(tl::unexpected(*ruleError));
}

io::Program programOf(const AssignmentOptions& options, const Assignment& assignment,
                      const std::string& output) {
    io::Program program;
    program.destination =
        io::ProgramFile::of(options.destination.file.path, assignment.destinationFile);
    program.changesDType = assignment.changesDType;
    if (assignment.sourceFile) {
        program.source = io::ProgramFile::of(options.source.file.path, *assignment.sourceFile);
    }
    program.sourceRule = assignment.sourceRule;
    if (assignment.layers) {
        program.stack = assignment.layers->toProgram();
    } else if (!options.condition.file.path.empty()) {
        program.condition =
            io::ProgramFile::of(options.condition.file.path, assignment.conditionFile);
    } else {
        program.painted = options.painted;
    }
    assignment.ruleFiles.addTo(program);
    program.request = assignment.request;
    program.destinationShape = assignment.destinationShape;
    program.output = output;
    return program;
}

namespace {
/// Reads the source, or makes it by its rule, or reads the value that fills.
base::Status takeSource(Assignment& assignment, const AssignmentOptions& options,
                        base::ThreadPool& pool) {
    assign::PlanRequest& request = assignment.request;
    if (!options.source.file.path.empty()) {
        auto file = readOperand(options.source.file, options.read);
        if (!file) {
            return base::passOn(file);
        }
        const auto from = viewed(file->array.layout(), options.source);
        if (!from) {
            return base::passOn(from);
        }
        request.source = assign::Operand{file->array.dtype(), *from, options.source.view};
        assignment.source = std::move(file->array);
        assignment.notes.insert(assignment.notes.end(), file->notes.begin(), file->notes.end());
        file->array = {};
        assignment.sourceFile = *std::move(file);
    } else if (options.rules.source.empty()) {
        auto value = assign::parseScalar(options.value, request.destination.dtype);
        if (!value) {
            return base::passOn(value);
        }
        request.value = *value;
        return {};
    }
    if (!options.rules.source.empty()) {
        NamedInputs inputs;
        if (assignment.source) {
            const assign::Operand& seen = *request.source;
            inputs.add({"source", seen.dtype, seen.layout.shape, &assignment.ruleFiles.labels,
                        assignment.planeY, assignment.planeX},
                       {seen.dtype, seen.layout, assignment.sourceData()});
        }
        addDestination(assignment, inputs);
        assignment.ruleFiles.addTo(inputs);
        auto made = evaluateSource(options.rules.source, inputs, options.read, pool);
        if (!made) {
            return base::passOn(made);
        }
        assignment.sourceRule = io::ProgramSource{options.rules.source, std::move(made->rule),
                                                  request.source.value_or(assign::Operand())};
        assignment.source = std::move(made->values);
        request.source =
            assign::Operand{assignment.source->dtype(), assignment.source->layout(), {}};
    }
    return doSteps(options.source.steps, request, assignment.source, assignment.condition);
}

base::Result<ReadCondition> paintedCondition(const io::PaintedCondition& painted) {
    auto mask = condition::maskFromRuns(painted.shape, painted.runs);
    if (!mask) {
        return base::passOn(mask);
    }
    return ReadCondition{*std::move(mask)};
}

/// Reads the condition, or its layers, which `reevaluate` then makes one of.
base::Status takeCondition(Assignment& assignment, const AssignmentOptions& options) {
    assign::PlanRequest& request = assignment.request;
    std::vector<std::string>& notes = assignment.notes;
    if (options.rules.stack) {
        auto layers = readLayers(*options.rules.stack, options.condition,
                                 request.destination.layout.shape, options.read);
        if (!layers) {
            return base::passOn(layers);
        }
        notes.insert(notes.end(), layers->notes.begin(), layers->notes.end());
        assignment.layers = *std::move(layers);
        assignment.conditionSteps = options.condition.steps;
        return {};
    }
    auto condition = options.condition.file.path.empty()
                         ? paintedCondition(options.painted)
                         : readCondition(options.condition, options.read);
    if (!condition) {
        return base::passOn(condition);
    }
    const auto where = viewed(Layout::rowMajor(condition->mask.shape()), options.condition);
    if (!where) {
        return base::passOn(where);
    }
    request.condition = {condition->dtype, *where, options.condition.view};
    notes.insert(notes.end(), condition->notes.begin(), condition->notes.end());
    assignment.condition = std::move(condition->mask);
    assignment.conditionFile = std::move(condition->file);
    return doSteps(options.condition.steps, request, assignment.source, assignment.condition);
}
}  // namespace

base::Result<Assignment> readAssignment(const AssignmentOptions& options) {
    auto destination = readOperand(options.destination.file, options.read);
    if (!destination) {
        return base::passOn(destination);
    }
    const auto changed = changeDType(*destination, options.destinationType,
                                     options.destination.file.path, options.read);
    if (!changed) {
        return base::passOn(changed);
    }
    const array::DType dtype = destination->array.dtype();
    const array::Shape shape = destination->array.shape();
    const auto to = viewed(Layout::rowMajor(shape), options.destination);
    if (!to) {
        return base::passOn(to);
    }
    assign::PlanRequest request;
    request.mode = *assign::modeFromName(options.mode);
    request.casting = *assign::castingFromName(options.casting);
    request.destination = {dtype, *to, options.destination.view};
    auto files = readRuleFiles(options.rules, options.read);
    if (!files) {
        return base::passOn(files);
    }
    auto copy = packedCopy(destination->array);
    if (!copy) {
        return base::passOn(copy);
    }
    auto nothing = condition::ConditionMask::create({});
    if (!nothing) {
        return base::passOn(nothing);
    }
    destination->array = {};  // the copy is what is worked on
    const std::vector<std::string> notes = destination->notes;
    Assignment assignment{*std::move(destination),
                          std::nullopt,
                          io::MaskFile(),
                          shape,
                          std::nullopt,
                          *std::move(nothing),
                          *std::move(copy),
                          request,
                          assign::AssignPlan::make(request),
                          notes,
                          *changed};
    assignment.ruleFiles = *std::move(files);
    assignment.planeY = options.source.planeY;
    assignment.planeX = options.source.planeX;
    assignment.destinationPlaneY = options.destination.planeY;
    assignment.destinationPlaneX = options.destination.planeX;
    base::ThreadPool pool;
    if (auto done = takeSource(assignment, options, pool); !done) {
        return base::passOn(done);
    }
    if (auto done = takeCondition(assignment, options); !done) {
        return base::passOn(done);
    }
    if (auto done = assignment.reevaluate(pool); !done) {
        return base::passOn(done);
    }
    if (const auto fixed = applyFixes(assignment, options.fixes); !fixed) {
        return base::passOn(fixed);
    }
    if (const auto fit = assignment.rulesFit(); !fit) {
        return base::passOn(fit);
    }
    assignment.notes.insert(assignment.notes.end(), assignment.ruleFiles.notes.begin(),
                            assignment.ruleFiles.notes.end());
    return assignment;
}

}  // namespace frisket::cli
