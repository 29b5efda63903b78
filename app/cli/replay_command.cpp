// SPDX-License-Identifier: MIT
#include "app/cli/replay_command.h"

#include <filesystem>
#include <memory>

#include "app/cli/assign_command.h"
#include "app/cli/assignment.h"
#include "core/assign/apply_fix.h"
#include "core/base/text.h"
#include "core/condition/mask_runs.h"
#include "core/io/recipe.h"
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

void putOthers(io::Recipe& recipe, const ReplayOptions& options) {
    if (!options.destination.path.empty()) {
        recipe.destination.file = options.destination.path;
    }
    if (!options.source.path.empty() && recipe.source) {
        recipe.source->file = options.source.path;
    }
    if (!options.condition.path.empty()) {
        recipe.condition.file = options.condition.path;
    }
}

/// What the recipe asks for as the options that would; the condition has a file.
AssignmentOptions optionsOf(const io::Recipe& recipe, const ReplayOptions& options) {
    AssignmentOptions out;
    const auto operand = [](const io::RecipeOperand& from) {
        return ViewedOperand{{from.file}, from.view, {}};
    };
    out.destination = operand(recipe.destination);
    if (recipe.source) {
        out.source = operand(*recipe.source);
    }
    out.condition = operand(recipe.condition);
    out.mode = std::string(assign::name(recipe.mode));
    out.casting = std::string(assign::name(recipe.casting));
    out.value = recipe.value;
    out.read = options.read;
    return out;
}

base::Status doSteps(Assignment& assignment, const std::vector<assign::Fix>& steps) {
    for (const assign::Fix& step : steps) {
        if (auto done =
                assign::applyFix(step, assignment.request, assignment.source, assignment.condition);
            !done) {
            done.error().message =
                joined("The recipe's step '", step.text, "': ", done.error().message);
            return done;
        }
    }
    return {};
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
    putOthers(*recipe, options);
    std::optional<condition::ConditionMask> painted;
    if (recipe->condition.file.empty()) {
        auto mask = condition::maskFromRuns(recipe->painted.shape, recipe->painted.runs);
        if (!mask) {
            return base::passOn(mask);
        }
        painted = *std::move(mask);
    }
    auto assignment = readAssignment(optionsOf(*recipe, options), std::move(painted));
    if (!assignment) {
        return base::passOn(assignment);
    }
    if (recipe->source) {
        if (auto done = doSteps(*assignment, recipe->source->steps); !done) {
            return base::passOn(done);
        }
    }
    if (auto done = doSteps(*assignment, recipe->condition.steps); !done) {
        return base::passOn(done);
    }
    assignment->replan();
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
               "In place of the recipe's, or of what was painted");
    command
        ->add_option("-o,--output", options->out,
                     "File to write, .png or .npy; may be the destination itself")
        ->type_name("OUT")
        ->required();
    addReadOptions(*command, options->read);
    command->callback([options, &run] { run = [options] { return cli::run(*options); }; });
}

}  // namespace frisket::cli
