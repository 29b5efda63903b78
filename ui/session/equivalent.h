// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/program.h"
#include "core/io/recipe.h"
#include "ui/session/document.h"

namespace frisket::session {

/// Most runs of a painted condition that become text.
inline constexpr std::size_t kMostPaintedRuns = 1'000'000;

/// Why the window's assignment can't be written down, or nothing: there is no plan, the destination
/// is in no file as it is now, or something else is done. Looks at no data.
[[nodiscard]] base::Status checkEquivalent(const Document& document);

/// The assignment that the window shows, from its files: what io::numpyProgram and
/// io::torchProgram write down. `output` is the file that the program is to write. A condition that
/// differs from its file goes along as runs, of at most `mostRuns`, or fails with TooLarge. Fails
/// as `checkEquivalent`.
[[nodiscard]] base::Result<io::Program> programOf(const Document& document,
                                                  const std::string& output,
                                                  std::size_t mostRuns = kMostPaintedRuns);

/// The same as a recipe.
[[nodiscard]] base::Result<io::Recipe> recipeOf(const Document& document,
                                                std::size_t mostRuns = kMostPaintedRuns);

}  // namespace frisket::session
