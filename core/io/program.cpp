// SPDX-License-Identifier: MIT
#include "core/io/program.h"

#include <algorithm>

#include "core/assign/numpy_line.h"
#include "core/base/text.h"
#include "core/io/format_holds.h"
#include "core/io/program_rules.h"
#include "core/io/program_text.h"
#include "core/io/program_tiff.h"
#include "core/io/rle_text.h"
#include "core/io/sniff.h"

namespace frisket::io {

namespace {
using array::DType;
using assign::Mode;
using base::joined;

/// The masks that the program reads.
std::vector<const ProgramFile*> filesRead(const Program& program, const ProgramRules& rules) {
    std::vector<const ProgramFile*> files{&program.destination};
    const auto add = [&files](const std::optional<ProgramFile>& file) {
        if (file) {
            files.push_back(&*file);
        }
    };
    add(program.source);
    if (program.stack) {
        for (const ProgramLayer& layer : program.stack->layers) {
            add(layer.file);
        }
    } else {
        add(program.condition);
    }
    if (program.backdrop && !program.backdrop->isPicture && rules.inputs.count("backdrop") > 0) {
        files.push_back(&program.backdrop->values);
    }
    for (const ProgramArray& array : program.arrays) {
        if (rules.inputs.count(array.name) > 0) {
            files.push_back(&array.file);
        }
    }
    return files;
}

bool isAmong(const std::vector<const ProgramFile*>& files, Format format) {
    return std::any_of(files.begin(), files.end(),
                       [=](const ProgramFile* file) { return file->format == format; });
}

bool takesPainted(const Program& program) {
    if (!program.stack) {
        return !program.condition;
    }
    return std::any_of(program.stack->layers.begin(), program.stack->layers.end(),
                       [](const ProgramLayer& layer) { return !layer.rule && !layer.file; });
}

bool writes(const Program& program, Format wanted) {
    const auto format = formatForPath(program.output);
    return format && *format == wanted;
}

bool isForPrograms(Format format) {
    return format == Format::Npy || format == Format::Png || format == Format::Tiff;
}

/// Files of annotations are drawn here; a program would have to draw the same pixels.
base::Status canReadAll(const Program& program) {
    const ProgramRules rules = rulesOf(program);
    for (const ProgramFile* const file : filesRead(program, rules)) {
        if (!isForPrograms(file->format)) {
            return base::fail(
                base::ErrorCode::Unsupported,
                joined(file->path, ": programs don't read ", name(file->format), " files."),
                "Write the mask as NPY first: frisket-cli convert.");
        }
    }
    const auto output = formatForPath(program.output);
    return output && !isForPrograms(*output)
               ? base::fail(
                     base::ErrorCode::Unsupported,
                     joined(program.output, ": programs don't write ", name(*output), " files."),
                     "Have it write NPY, and then: frisket-cli convert.")
               : base::Status();
}

constexpr std::string_view kPainted = R"(
def painted(counts, shape):
    """Elements of the condition in C order, from run lengths as COCO packs them."""
    runs, at = [], 0
    while at < len(counts):
        value = shift = 0
        more = True
        while more:
            bits = ord(counts[at]) - 48
            at += 1
            value |= (bits & 31) << shift
            shift += 5
            more = bits & 32
        if bits & 16:
            value -= 1 << shift
        runs.append(value + (runs[-2] if len(runs) > 2 else 0))
    return np.repeat(np.arange(len(runs)) % 2 == 1, runs).reshape(shape)

)";

constexpr std::string_view kLuminance = R"(
def luminance(path):
    """Of a picture as it is to be looked at, 0..255."""
    picture = ImageOps.exif_transpose(Image.open(path)).convert('RGB')
    r, g, b = np.moveaxis(np.array(picture, dtype=np.uint32), 2, 0)
    return ((2126 * r + 7152 * g + 722 * b + 5000) // 10000).astype(np.uint8)

)";

/// Imports and functions.
std::string definitions(const Program& program, const ProgramRules& rules,
                        std::string_view imports) {
    const bool looksAtPicture =
        program.backdrop && program.backdrop->isPicture && rules.inputs.count("backdrop") > 0;
    const std::vector<const ProgramFile*> files = filesRead(program, rules);
    std::string text(imports);
    if (rules.helpers.needsScipy) {
        text += "from scipy import ndimage\n";
    }
    if (looksAtPicture) {
        text += "from PIL import Image, ImageOps\n";
    } else if (isAmong(files, Format::Png) || writes(program, Format::Png)) {
        text += "from PIL import Image\n";
    }
    if (isAmong(files, Format::Tiff) || writes(program, Format::Tiff)) {
        text += tiffImport(files);
    }
    text += rules.helpers.definitions;
    text += looksAtPicture ? kLuminance : "";
    text += takesPainted(program) ? kPainted : "\n";
    return text + rules.functions + (rules.functions.empty() ? "" : "\n");
}

/// Imports, functions, and the three arrays d, s and c.
std::string beginning(const Program& program, std::string_view imports) {
    const assign::PlanRequest& request = program.request;
    const ProgramRules rules = rulesOf(program);
    std::string text = definitions(program, rules, imports);
    text += joined("d = ",
                   program.changesDType ? readAsText(program.destination, request.destination.dtype)
                                        : readText(program.destination, request.destination.dtype),
                   "\n");
    text += inputsText(program, rules);
    if (program.source && !request.value) {
        const assign::Operand& file =
            program.sourceRule ? program.sourceRule->file : *request.source;
        text += joined("s = ", readText(*program.source, file.dtype), "\n");
    }
    if (program.sourceRule) {
        text += sourceText(program);
    }
    if (program.stack) {
        text += stackText(program);
    } else if (program.condition) {
        text += joined("c = ", readText(*program.condition, request.condition.dtype), "\n");
    } else {
        text += joined("c = painted(", literalOf(packedRuns(program.painted.runs)), ", ",
                       array::toString(program.painted.shape), ")\n");
    }
    return text;
}

std::string ending(const Program& program) {
    if (writes(program, Format::Tiff)) {
        return tiffWriteText(program);
    }
    if (!writes(program, Format::Png)) {
        const std::string name = literalOf(program.output);
        // To another ending np.save would add its own.
        return program.output.ends_with(".npy")
                   ? joined("np.save(", name, ", d)\n")
                   : joined("with open(", name, ", 'wb') as out:\n    np.save(out, d)\n");
    }
    const auto& png = program.destination.png;
    if (program.request.destination.dtype == DType::U32) {
        return joined(
            "assert d.max() < 1 << 24\n"
            "Image.fromarray(np.stack([d & 255, d >> 8 & 255, d >> 16], "
            "-1).astype('uint8')).save(",
            literalOf(program.output), ")\n");
    }
    std::string text = "image = Image.fromarray(d)\n";
    if (program.destination.format == Format::Png && png && png->kind == PngKind::Palette) {
        text += joined("before = Image.open(", literalOf(program.destination.path),
                       ")\nimage.putpalette(before.getpalette())\n"
                       "if 'transparency' in before.info:\n"
                       "    image.info['transparency'] = before.info['transparency']\n");
    }
    return text + joined("image.save(", literalOf(program.output), ")\n");
}

bool torchKnows(DType dtype) {
    return dtype != DType::U16 && dtype != DType::U32 && dtype != DType::U64;
}

base::Status torchCan(const Program& program) {
    const assign::PlanRequest& request = program.request;
    if (request.mode == Mode::Place || request.mode == Mode::Putmask) {
        return base::fail(base::ErrorCode::Unsupported,
                          joined("PyTorch has no ", assign::name(request.mode), "."),
                          "Use the NumPy program.");
    }
    for (const DType dtype :
         {request.destination.dtype, request.source ? request.source->dtype : DType::U8}) {
        if (!torchKnows(dtype)) {
            return base::fail(base::ErrorCode::Unsupported,
                              joined("PyTorch before 2.3 has no ", array::name(dtype), "."),
                              "Use the NumPy program.");
        }
    }
    if (!request.destination.view.empty() && request.destination.layout.rank() == 0) {
        return base::fail(base::ErrorCode::Unsupported,
                          "One element of the destination is no tensor of its own.",
                          "Use the NumPy program.");
    }
    return {};
}

/// The tensor of an operand, seen as the plan sees it. PyTorch has no steps below zero.
std::string tensorText(std::string_view name, const assign::Operand& operand) {
    const std::string seen = assign::viewedText(name, operand);
    return joined("torch.from_numpy(",
                  seen == name ? std::string(name) : joined("np.array(", seen, ", order='C')"),
                  ")");
}

/// As bool, whatever it was: PyTorch does not know all integers.
std::string conditionTensor(const assign::PlanRequest& request) {
    return joined("c = torch.from_numpy(np.array(", assign::viewedText("c", request.condition),
                  " != 0, order='C'))\n");
}

std::string torchStatement(Mode mode) {
    switch (mode) {
        case Mode::Fill:
            return "t.masked_fill_(c, s.to(t.dtype))\n";
        case Mode::Index:
            return "t[c] = s.to(t.dtype)\n";
        case Mode::Scatter:
            // In place it does not go through a view in logical order.
            return "t.copy_(t.contiguous().masked_scatter_(c, s.to(t.dtype)))\n";
        default:
            return "t.copy_(torch.where(c, s.to(t.dtype), t))\n";
    }
}

/// A value as Python has it: True for true, float('nan') for nan.
std::string pythonValue(const assign::Scalar& value) {
    const std::string text = assign::toText(value.dtype, value.data());
    if (value.dtype == DType::Bool) {
        return text == "true" || text == "True" || text == "1" ? "True" : "False";
    }
    const bool word =
        text.find("nan") != std::string::npos || text.find("inf") != std::string::npos;
    return word ? joined("float('", text, "')") : text;
}
}  // namespace

ProgramFile ProgramFile::of(const std::string& path, const MaskFile& mask) {
    const PngMeta* const png = mask.png();
    const auto* const tiff = std::any_cast<TiffMeta>(&mask.meta);
    return {path,
            mask.format,
            png != nullptr ? std::optional(*png) : std::nullopt,
            mask.bigEndian,
            mask.fortranOrder,
            mask.part,
            tiff != nullptr ? std::optional(*tiff) : std::nullopt};
}

base::Status checkOutput(const Program& program) {
    if (auto can = canReadAll(program); !can) {
        return can;
    }
    return formatHolds(program.output, program.request.destination.dtype, program.destinationShape,
                       program.destination.png ? std::any(*program.destination.png) : std::any());
}

std::string numpyProgram(const Program& program) {
    if (const auto can = canReadAll(program); !can) {
        return joined("raise SystemExit(", literalOf(can.error().text()), ")\n");
    }
    return beginning(program, "import numpy as np\n") + assign::numpyLine(program.request) + "\n" +
           ending(program);
}

base::Result<std::string> torchProgram(const Program& program) {
    if (const auto can = canReadAll(program); !can) {
        return base::passOn(can);
    }
    if (const auto can = torchCan(program); !can) {
        return base::passOn(can);
    }
    const assign::PlanRequest& request = program.request;
    std::string text = beginning(program, "import numpy as np\nimport torch\n");
    const std::string seen = assign::viewedText("d", request.destination);
    // PyTorch has no steps below zero, so that a view is worked on aside.
    text += seen == "d" ? "t = torch.from_numpy(d)  # shares memory with d\n"
                        : joined("t = torch.from_numpy(np.array(", seen, ", order='C'))\n");
    if (request.value) {
        text += conditionTensor(request);
        text += joined("t.masked_fill_(c, ", pythonValue(*request.value), ")\n");
    } else {
        text += joined("s = ", tensorText("s", *request.source), "\n");
        text += conditionTensor(request);
        text += torchStatement(request.mode);
    }
    if (seen != "d") {
        text += joined(seen, "[...] = t.numpy()\n");
    }
    return text + ending(program);
}

}  // namespace frisket::io
