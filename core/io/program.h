// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/assign/plan.h"
#include "core/condition/layers.h"
#include "core/io/mask_file.h"
#include "core/io/tiff_meta.h"
#include "core/rules/rule.h"

namespace frisket::io {

/// A file of an assignment, as a program finds it.
struct ProgramFile {
    std::string path;
    Format format = Format::Npy;
    std::optional<PngMeta> png;
    bool bigEndian = false;
    bool fortranOrder = false;
    Part part = {};
    std::optional<TiffMeta> tiff = {};

    [[nodiscard]] static ProgramFile of(const std::string& path, const MaskFile& mask);
};

/// A condition that is in no file: its elements in C order.
struct PaintedCondition {
    array::Shape shape;
    std::vector<std::uint32_t> runs;  ///< as condition::runsInOrder
};

/// A layer of a condition that takes part (rules::checkStack).
struct ProgramLayer {
    std::string name;
    condition::Combine combine = condition::Combine::Or;
    std::string text;                 ///< of the rule, to be read by people
    std::optional<rules::Rule> rule;  ///< nothing: it is from a file, or painted
    std::optional<ProgramFile> file;
    assign::Operand operand;   ///< of the file: dtype and through what it is seen
    PaintedCondition painted;  ///< where there is neither rule nor file
};

/// A condition of layers, the lowest first. Inputs of their rules: `source` and `destination` as
/// the assignment sees them, `condition`, which is what the layers below give, `backdrop`, and the
/// program's arrays.
struct ProgramStack {
    array::Shape shape;  ///< of the condition
    std::vector<ProgramLayer> layers;
};

/// A further array that rules name.
struct ProgramArray {
    std::string name;
    ProgramFile file;
    assign::Operand operand;  ///< dtype and through what it is seen
};

/// What rules call `backdrop`: uint8 of shape (H, W).
struct ProgramBackdrop {
    std::string path;
    bool isPicture = true;    ///< its luminance is taken
    ProgramFile values = {};  ///< else such a mask
};

/// A source that a rule gives. Its inputs are `source`, which is the file that the program has as
/// its source, `destination` as the assignment sees it, `backdrop`, and the arrays.
struct ProgramSource {
    std::string text;  ///< to be read by people
    rules::Rule rule;
    assign::Operand file = {};  ///< dtype and through what the file is seen, if there is one
};

/// An assignment from files to a file.
struct Program {
    ProgramFile destination;
    /// Whether the destination's file has another dtype than the request's: its values, which that
    /// must hold, are changed to it before anything else.
    bool changesDType = false;
    std::optional<ProgramFile> source;        ///< nothing where a value fills, or a rule needs none
    std::optional<ProgramSource> sourceRule;  ///< then `request.source` is what it gives
    std::optional<ProgramFile> condition;     ///< nothing where it was painted
    PaintedCondition painted;                 ///< then
    std::optional<ProgramStack> stack;  ///< in place of both; `request.condition` is what it gives
    std::vector<ProgramArray> arrays;
    std::optional<ProgramBackdrop> backdrop;
    assign::PlanRequest request;    ///< one that a plan was made from
    std::string output;             ///< .npy, .png or .tif
    array::Shape destinationShape;  ///< of its file
};

/// Whether programs read the files and write the output's format, which are NPY, PNG and TIFF, and
/// that can hold the destination at all, by its dtype and shape. Fails as writeMask would, which
/// looks at the values too.
[[nodiscard]] base::Status checkOutput(const Program& program);

/// A Python program that does the assignment with NumPy (with Pillow for PNG and tifffile for TIFF
/// files) and writes the output; its values and dtype are those that `assign::assign` makes, where
/// casts are defined by both (see docs/core.md). Where `checkOutput` refuses for a format, it is
/// one that says so and ends. Rules take SciPy where they look at planes; each is a function of its
/// own. Arrays and a backdrop that no rule looks at are left out. Texts from outside are quoted.
[[nodiscard]] std::string numpyProgram(const Program& program);

/// The same with PyTorch; rules are evaluated with NumPy. Fails with Unsupported where PyTorch has
/// no such mode or dtype, and says so.
[[nodiscard]] base::Result<std::string> torchProgram(const Program& program);

}  // namespace frisket::io
