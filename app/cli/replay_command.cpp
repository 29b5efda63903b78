// SPDX-License-Identifier: MIT
#include "app/cli/replay_command.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "app/cli/assign_command.h"
#include "app/cli/assignment.h"
#include "app/cli/code_command.h"
#include "core/base/text.h"
#include "core/io/recipe.h"
#include "core/io/sniff.h"
#include "core/io/text_file.h"

namespace frisket::cli {

namespace {
using base::joined;

struct ReplayOptions {
    std::string recipe;
    std::string out;
    OperandOptions destination;  ///< in place of the recipe's; or empty
    OperandOptions source;
    OperandOptions condition;
    bool code = false;
    bool torch = false;
    RuleOptions files;  ///< arrays and backdrop in place of the recipe's
    ReadOptions read;
};

base::Result<io::Recipe> readRecipeFile(const std::string& path) {
    const auto text = io::readText(path, io::kMostRecipeText);
    if (!text) {
        return base::passOn(text);
    }
    std::error_code ignored;  // what can't be made absolute stays as it is
    const std::filesystem::path whole = std::filesystem::absolute(path, ignored);
    auto recipe =
        io::readRecipe(*text, (ignored ? std::filesystem::path(path) : whole).parent_path());
    if (!recipe) {
        recipe.error().message = joined(path, ": ", recipe.error().message);
    }
    return recipe;
}

base::Status putOthers(io::Recipe& recipe, const ReplayOptions& options) {
    if (!options.destination.path.empty()) {
        recipe.destination.file = options.destination.path;
    }
    if (!options.source.path.empty() && !recipe.source) {
        return base::fail(base::ErrorCode::InvalidArgument,
                          "This recipe takes no source: a value fills, or a rule gives it.",
                          "Leave --source out.");
    }
    if (!options.source.path.empty()) {
        recipe.source->file = options.source.path;
    }
    if (!options.condition.path.empty()) {
        recipe.condition.file = options.condition.path;
        recipe.stack.reset();
    }
    if (!options.files.backdrop.path.empty()) {
        recipe.backdrop = options.files.backdrop.path;
    }
    for (const io::RecipeArray& other : options.files.arrays) {
        const auto found =
            std::find_if(recipe.arrays.begin(), recipe.arrays.end(),
                         [&](const io::RecipeArray& each) { return each.name == other.name; });
        if (found == recipe.arrays.end()) {
            return base::fail(
                base::ErrorCode::InvalidArgument,
                joined("--array: the recipe has no array '", other.name, "' to be replaced."),
                "Leave it out.");
        }
        found->operand.file = other.operand.file;
    }
    return {};
}

/// What the recipe asks for as the options that would; of a condition that was painted no file.
AssignmentOptions optionsOf(const io::Recipe& recipe, const ReplayOptions& options) {
    AssignmentOptions out;
    const auto operand = [](const io::RecipeOperand& from) {
        return ViewedOperand{
            {from.file, from.part}, from.view, from.steps, from.planeY, from.planeX};
    };
    out.destination = operand(recipe.destination);
    if (recipe.destinationType) {
        out.destinationType = std::string(array::name(*recipe.destinationType));
    }
    if (recipe.source) {
        out.source = operand(*recipe.source);
    }
    out.condition = operand(recipe.condition);
    out.painted = recipe.painted;
    out.rules.source = recipe.sourceRule;
    out.rules.stack = recipe.stack;
    out.rules.arrays = recipe.arrays;
    out.rules.backdrop.path = recipe.backdrop;
    out.rules.labels = recipe.labels;
    out.mode = std::string(assign::name(recipe.mode));
    out.casting = std::string(assign::name(recipe.casting));
    out.value = recipe.value;
    out.read = options.read;
    return out;
}

base::Result<Output> run(const ReplayOptions& options) {
    const auto format = io::formatForPath(options.out);
    if (!format) {
        return base::passOn(format);
    }
    auto recipe = readRecipeFile(options.recipe);
    if (!recipe) {
        return base::passOn(recipe);
    }
    if (const auto put = putOthers(*recipe, options); !put) {
        return base::passOn(put);
    }
    const AssignmentOptions asked = optionsOf(*recipe, options);
    const auto assignment = readAssignment(asked);
    if (!assignment) {
        return base::passOn(assignment);
    }
    if (options.code || options.torch) {
        return programText(asked, *assignment, options.out, options.torch);
    }
    return writeResult(*assignment, recipe->destination.file, options.out, options.read.limits);
}
}  // namespace

void addReplayCommand(CLI::App& app, Run& run) {
    CLI::App* const command =
        app.add_subcommand("replay", "Do the assignment of a recipe again, and write it to a file");
    const auto options = std::make_shared<ReplayOptions>();
    command->add_option("recipe", options->recipe, "A .frisket-recipe.json")
        ->type_name("RECIPE")
        ->required();
    addOperand(*command, options->destination, "--destination", "In place of the recipe's");
    addOperand(*command, options->source, "--source", "In place of the recipe's");
    addOperand(*command, options->condition, "--condition",
               "In place of the recipe's, of what was painted, or of all layers");
    addRuleFiles(*command, options->files, ", in place of the recipe's");
    command
        ->add_option("-o,--output", options->out,
                     "File to write, .png or .npy; may be the destination itself")
        ->type_name("OUT")
        ->required();
    command->add_flag("--code", options->code,
                      "Print the Python program that does the same; writes nothing");
    command->add_flag("--torch", options->torch, "The same with PyTorch in place of NumPy");
    addReadOptions(*command, options->read);
    command->callback([options, &run] {
        options->files.arrays = arraysOf(options->files);
        run = [options] { return cli::run(*options); };
    });
}

}  // namespace frisket::cli
