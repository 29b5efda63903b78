// SPDX-License-Identifier: MIT
#include "core/io/program_tiff.h"

#include <algorithm>

#include <tiff.h>

#include "core/base/text.h"
#include "core/io/program_text.h"
#include "core/io/tiff_page.h"

namespace frisket::io {

namespace {
using array::DType;
using base::joined;

/// What tifffile reads by another package only, or nothing.
std::string foreignTo(const TiffMeta& meta) {
    const bool own =
        meta.compression == COMPRESSION_NONE || meta.compression == COMPRESSION_DEFLATE ||
        meta.compression == COMPRESSION_ADOBE_DEFLATE || meta.compression == COMPRESSION_PACKBITS;
    if (!own) {
        return compressionName(meta.compression);
    }
    if (meta.predictor == PREDICTOR_FLOATINGPOINT) {
        return "a predictor of floats";
    }
    return meta.bits == 2 || meta.bits == 4 ? joined(meta.bits, " bits") : std::string();
}

/// Whether the output can have the colours of the destination's file.
bool keepsPalette(const Program& program) {
    const DType dtype = program.request.destination.dtype;
    const auto& from = program.destination;
    const bool has = (from.png && from.png->kind == PngKind::Palette && dtype == DType::U8) ||
                     (from.tiff && !from.tiff->colourMap.empty() &&
                      from.tiff->bits == static_cast<int>(8 * array::itemSize(dtype)));
    return has && (dtype == DType::U8 || dtype == DType::U16);
}

std::string paletteText(const ProgramFile& from) {
    const std::string path = literalOf(from.path);
    if (from.tiff) {
        return joined("with tifffile.TiffFile(", path,
                      ") as before:\n"
                      "    colours = before.pages[",
                      from.part.page.value_or(0), "].colormap\n");
    }
    return joined("own = np.array(Image.open(", path,
                  ").getpalette(), dtype=np.uint16).reshape(-1, 3).T * 257\n"
                  "colours = np.zeros((3, 256), np.uint16)\n"
                  "colours[:, :own.shape[1]] = own\n");
}
}  // namespace

std::string tiffReadText(const ProgramFile& file) {
    std::string text = joined("tifffile.imread(", literalOf(file.path),
                              file.part.page ? joined(", key=", *file.part.page) : "", ")");
    if (!file.tiff) {
        return text;
    }
    array::Shape shape = file.tiff->shape;
    if (!file.tiff->samplesApart) {
        return joined(text, ".reshape(", array::toString(shape), ")");
    }
    // Stored as (..., S, H, W).
    std::rotate(shape.end() - 3, shape.end() - 1, shape.end());
    return joined("np.ascontiguousarray(np.moveaxis(", text, ".reshape(", array::toString(shape),
                  "), -3, -1))");
}

std::string tiffWriteText(const Program& program) {
    const DType dtype = program.request.destination.dtype;
    const array::Shape& shape = program.destinationShape;
    const bool palette = keepsPalette(program);
    const bool picture = shape.rank() >= 3 && (shape.back() == 3 || shape.back() == 4) &&
                         (dtype == DType::U8 || dtype == DType::U16);
    const std::string_view how = palette   ? "'palette', colormap=colours"
                                 : picture ? "'rgb'"
                                           : "'minisblack'";
    // Of one axis it writes none, so the shape is told as it tells others.
    const std::string values =
        shape.rank() == 1
            ? joined("d.reshape(1, -1), metadata=None, description='{\"shape\": [", shape[0], "]}'")
            : "d";
    return joined(palette ? paletteText(program.destination) : std::string(), "tifffile.imwrite(",
                  literalOf(program.output), ", ", values, ", photometric=", how,
                  dtype == DType::Bool ? "" : ", compression='zlib'", ")\n");
}

std::string tiffImport(const std::vector<const ProgramFile*>& files) {
    std::vector<std::string> foreign;
    for (const ProgramFile* const file : files) {
        const std::string what = file->tiff ? foreignTo(*file->tiff) : std::string();
        if (!what.empty() && std::find(foreign.begin(), foreign.end(), what) == foreign.end()) {
            foreign.push_back(what);
        }
    }
    std::string text = "import tifffile";
    for (const std::string& what : foreign) {
        text += joined(&what == foreign.data() ? "  # with imagecodecs, for " : ", ", what);
    }
    return text + "\n";
}

}  // namespace frisket::io
