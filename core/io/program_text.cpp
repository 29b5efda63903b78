// SPDX-License-Identifier: MIT
#include "core/io/program_text.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/io/program_tiff.h"

namespace frisket::io {

namespace {
using base::joined;

/// Bytes of the UTF-8 character that begins at `place`; 0 where none does.
std::size_t characterAt(std::string_view text, std::size_t place) {
    const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned first = byte(place);
    const std::size_t size = first < 0x80                     ? 1
                             : first >= 0xc2 && first <= 0xdf ? 2
                             : (first & 0xf0U) == 0xe0U       ? 3
                             : first >= 0xf0 && first <= 0xf4 ? 4
                                                              : 0;
    if (size == 0 || place + size > text.size()) {
        return 0;
    }
    for (std::size_t at = place + 1; at < place + size; ++at) {
        if ((byte(at) & 0xc0U) != 0x80U) {
            return 0;
        }
    }
    // Neither longer than needed, nor half of a pair, nor beyond the last one.
    const unsigned second = size > 2 ? byte(place + 1) : 0;
    const bool wrong = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                       (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
    return wrong ? 0 : size;
}

/// Python's own writing of characters that can't stand in its source; those in `escaped` too.
std::string inSource(std::string_view text, std::string_view escaped) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const std::size_t size = characterAt(text, at);
        if (size == 0 || byte < 0x20 || byte == 0x7f) {
            out += size == 0 ? "\\udc" : "\\x";
            out += kHex[byte >> 4U];
            out += kHex[byte & 15U];
        } else {
            if (escaped.find(text[at]) != std::string_view::npos) {
                out += '\\';
            }
            out += text.substr(at, size);
        }
        at += std::max<std::size_t>(size, 1);
    }
    return out;
}

std::string numpyName(array::DType dtype) {
    return dtype == array::DType::Bool ? "bool" : std::string(array::name(dtype));
}
}  // namespace

std::string literalOf(std::string_view text) { return joined("'", inSource(text, "'\\"), "'"); }

std::string commentOf(std::string_view start, std::string_view text) {
    std::string out;
    while (true) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += joined(start, inSource(text.substr(0, end), {}), "\n");
        if (end == text.size()) {
            return out;
        }
        text.remove_prefix(end + 1);
    }
}

std::string readText(const ProgramFile& file, array::DType dtype) {
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
    if (file.png && file.png->kind == PngKind::Rgb) {
        return joined("(np.array(Image.open(", literalOf(file.path),
                      ")) @ np.array([1, 256, 65536], 'uint32'))");
    }
    if (file.format == Format::Tiff) {
        return joined(tiffReadText(file), ".astype(", literalOf(numpyName(dtype)), ")");
    }
    // Pillow spreads grey values of 2 and 4 bits over 0..255.
    const int depth = file.png && file.png->kind == PngKind::Grey ? file.png->bitDepth : 8;
    const std::string values = joined("np.array(Image.open(", literalOf(file.path), "))");
    const std::string own = depth == 2   ? joined("(", values, " // 85)")
                            : depth == 4 ? joined("(", values, " // 17)")
                                         : values;
    return joined(own, ".astype(", literalOf(numpyName(dtype)), ")");
}

std::string readAsText(const ProgramFile& file, array::DType dtype) {
    const bool changed = file.format != Format::Npy || file.bigEndian;  // by what reads it
    const std::string text = readText(file, dtype);
    return changed ? text : joined(text, ".astype(", literalOf(numpyName(dtype)), ")");
}

}  // namespace frisket::io
