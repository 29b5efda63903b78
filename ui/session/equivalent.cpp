// SPDX-License-Identifier: MIT
#include "ui/session/equivalent.h"

#include <utility>

#include "core/condition/mask_runs.h"
#include "ui/session/paths.h"

namespace frisket::session {

namespace {
tl::unexpected<base::Error> refused(const QString& what, const QString& hint) {
    return base::fail(base::ErrorCode::Refused, what.toStdString(), hint.toStdString());
}

std::string pathOf(const Document& document, LayerId id) {
    return toPath(document.file(id).path).string();
}

base::Result<io::PaintedCondition> painted(const Document& document, std::size_t mostRuns) {
    auto runs = condition::runsInOrder(*document.condition(), mostRuns);
    if (!runs) {
        return base::passOn(runs);
    }
    return io::PaintedCondition{document.condition()->shape(), *std::move(runs)};
}

io::ProgramFile fileOf(const Document& document, LayerId id) {
    return io::ProgramFile::of(pathOf(document, id), *document.file(id).mask);
}
}  // namespace

base::Status checkEquivalent(const Document& document) {
    if (document.busy() || document.inStroke()) {
        return tl::unexpected(Document::busyError());
    }
    if (document.plan() == nullptr) {
        return refused(Document::tr("There is no assignment yet."), document.problem());
    }
    if (document.isModified()) {
        return refused(
            Document::tr("The destination has changes that are in no file, so that no program "
                         "could begin with it."),
            Document::tr("Save it first, or undo them."));
    }
    return {};
}

base::Result<io::Program> programOf(const Document& document, const std::string& output,
                                    std::size_t mostRuns) {
    if (const auto possible = checkEquivalent(document); !possible) {
        return base::passOn(possible);
    }
    io::Program program;
    program.destination = fileOf(document, LayerId::Destination);
    program.request = document.planRequest();
    if (document.mode() == assign::Mode::Fill) {
        program.request.value = document.plan()->value();
    } else {
        program.source = fileOf(document, LayerId::Source);
    }
    if (document.conditionIsInFile()) {
        program.condition = fileOf(document, LayerId::Condition);
    } else {
        auto runs = painted(document, mostRuns);
        if (!runs) {
            return base::passOn(runs);
        }
        program.painted = *std::move(runs);
        // As it is seen now.
        program.request.condition.dtype = array::DType::Bool;
        program.request.condition.view.clear();
        program.request.condition.prepared.clear();
    }
    program.output = output;
    return program;
}

base::Result<io::Recipe> recipeOf(const Document& document, std::size_t mostRuns) {
    if (const auto possible = checkEquivalent(document); !possible) {
        return base::passOn(possible);
    }
    io::Recipe recipe;
    recipe.destination.file = pathOf(document, LayerId::Destination);
    recipe.mode = document.mode();
    recipe.casting = document.casting();
    if (document.mode() == assign::Mode::Fill) {
        recipe.value = document.valueText().trimmed().toStdString();
    } else {
        recipe.source = io::RecipeOperand{
            pathOf(document, LayerId::Source), {}, document.operandView(LayerId::Source).steps};
    }
    if (document.conditionIsInFile()) {
        recipe.condition = {pathOf(document, LayerId::Condition),
                            {},
                            document.operandView(LayerId::Condition).steps};
    } else {
        auto runs = painted(document, mostRuns);
        if (!runs) {
            return base::passOn(runs);
        }
        recipe.painted = *std::move(runs);
    }
    return recipe;
}

}  // namespace frisket::session
