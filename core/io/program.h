// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/assign/plan.h"
#include "core/io/mask_file.h"

namespace frisket::io {

/// A file of an assignment, as a program finds it.
struct ProgramFile {
    std::string path;
    Format format = Format::Npy;
    std::optional<PngMeta> png;
    bool bigEndian = false;
    bool fortranOrder = false;

    [[nodiscard]] static ProgramFile of(const std::string& path, const MaskFile& mask);
};

/// A condition that is in no file: its elements in C order.
struct PaintedCondition {
    array::Shape shape;
    std::vector<std::uint32_t> runs;  ///< as condition::runsInOrder
};

/// An assignment from files to a file.
struct Program {
    ProgramFile destination;
    std::optional<ProgramFile> source;     ///< nothing where a value fills
    std::optional<ProgramFile> condition;  ///< nothing where it was painted
    PaintedCondition painted;              ///< then
    assign::PlanRequest request;           ///< one that a plan was made from
    std::string output;                    ///< .npy or .png
};

/// A Python program that does the assignment with NumPy (and Pillow for PNG files) and writes the
/// output; its values and dtype are those that `assign::assign` makes, where casts are defined by
/// both (see docs/core.md). Texts from outside are quoted.
[[nodiscard]] std::string numpyProgram(const Program& program);

/// The same with PyTorch. Fails with Unsupported where PyTorch has no such mode or dtype, and says
/// so.
[[nodiscard]] base::Result<std::string> torchProgram(const Program& program);

}  // namespace frisket::io
