// SPDX-License-Identifier: MIT
#include "core/io/program.h"

#include "core/assign/numpy_line.h"
#include "core/base/text.h"
#include "core/io/rle_text.h"

namespace frisket::io {

namespace {
using array::DType;
using assign::Mode;
using base::joined;

/// A Python string literal.
std::string literalOf(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "'";
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (each == '\'' || each == '\\') {
            out += '\\';
            out += each;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\x";
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        } else {
            out += each;
        }
    }
    return out + "'";
}

bool readsPng(const Program& program) {
    const auto is = [](const std::optional<ProgramFile>& file) {
        return file && file->format == Format::Png;
    };
    return program.destination.format == Format::Png || is(program.source) || is(program.condition);
}

bool writesPng(const Program& program) { return !program.output.ends_with(".npy"); }

std::string numpyName(DType dtype) {
    return dtype == DType::Bool ? "bool" : std::string(array::name(dtype));
}

/// What reads a file: values as they are stored.
std::string readText(const ProgramFile& file, DType dtype) {
    if (file.format == Format::Npy) {
        std::string text = joined("np.load(", literalOf(file.path), ")");
        if (file.fortranOrder) {
            text = joined("np.ascontiguousarray(", text, ")");  // PyTorch's scatter needs it
        }
        if (file.bigEndian) {
            text += joined(".astype(", literalOf(numpyName(dtype)), ")");  // in the machine's order
        }
        return text;
    }
    // Pillow spreads grey values of 2 and 4 bits over 0..255.
    const int depth = file.png && file.png->kind == PngKind::Grey ? file.png->bitDepth : 8;
    const std::string values = joined("np.array(Image.open(", literalOf(file.path), "))");
    const std::string own = depth == 2   ? joined("(", values, " // 85)")
                            : depth == 4 ? joined("(", values, " // 17)")
                                         : values;
    return joined(own, ".astype(", literalOf(numpyName(dtype)), ")");
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

/// Imports and the three arrays d, s and c.
std::string beginning(const Program& program, std::string_view imports) {
    const assign::PlanRequest& request = program.request;
    std::string text(imports);
    if (readsPng(program) || writesPng(program)) {
        text += "from PIL import Image\n";
    }
    text += program.condition ? "\n" : std::string(kPainted);
    text += joined("d = ", readText(program.destination, request.destination.dtype), "\n");
    if (program.source && !request.value) {
        text += joined("s = ", readText(*program.source, request.source->dtype), "\n");
    }
    if (program.condition) {
        text += joined("c = ", readText(*program.condition, request.condition.dtype), "\n");
    } else {
        text += joined("c = painted(", literalOf(packedRuns(program.painted.runs)), ", ",
                       array::toString(program.painted.shape), ")\n");
    }
    return text;
}

std::string ending(const Program& program) {
    if (!writesPng(program)) {
        return joined("np.save(", literalOf(program.output), ", d)\n");
    }
    std::string text = "image = Image.fromarray(d)\n";
    const auto& png = program.destination.png;
    if (program.destination.format == Format::Png && png && png->kind == PngKind::Palette) {
        text += joined("image.putpalette(Image.open(", literalOf(program.destination.path),
                       ").getpalette())\n");
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
    return {};
}

/// The tensor of an operand, seen as the plan sees it. PyTorch has no steps below zero.
std::string tensorText(std::string_view name, const assign::Operand& operand) {
    const std::string seen = assign::viewedText(name, operand);
    return joined("torch.from_numpy(",
                  seen == name ? std::string(name) : joined("np.ascontiguousarray(", seen, ")"),
                  ")");
}

/// As bool, whatever it was: PyTorch does not know all integers.
std::string conditionTensor(const assign::PlanRequest& request) {
    return joined("c = torch.from_numpy(np.ascontiguousarray(",
                  assign::viewedText("c", request.condition), " != 0))\n");
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
    return {path, mask.format, mask.png, mask.bigEndian, mask.fortranOrder};
}

std::string numpyProgram(const Program& program) {
    return beginning(program, "import numpy as np\n") + assign::numpyLine(program.request) + "\n" +
           ending(program);
}

base::Result<std::string> torchProgram(const Program& program) {
    if (const auto can = torchCan(program); !can) {
        return base::passOn(can);
    }
    const assign::PlanRequest& request = program.request;
    std::string text = beginning(program, "import numpy as np\nimport torch\n");
    text += joined("t = torch.from_numpy(", assign::viewedText("d", request.destination),
                   ")  # shares memory with d\n");
    if (request.value) {
        text += conditionTensor(request);
        text += joined("t.masked_fill_(c, ", pythonValue(*request.value), ")\n");
    } else {
        text += joined("s = ", tensorText("s", *request.source), "\n");
        text += conditionTensor(request);
        text += torchStatement(request.mode);
    }
    return text + ending(program);
}

}  // namespace frisket::io
