// SPDX-License-Identifier: MIT
#include "core/io/tiff_notes.h"

#include <algorithm>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::joined;
}  // namespace

std::vector<std::string> tiffNotes(const TiffMeta& meta, const TiffPage& page,
                                   const std::vector<std::string>& dropped) {
    std::vector<std::string> notes;
    if (page.samples >= 3 && page.photometric == PHOTOMETRIC_RGB) {
        notes.push_back(joined("It is a colour picture; its ", page.samples,
                               " samples are the last axis, as numbers."));
    }
    if (page.photometric == PHOTOMETRIC_MINISWHITE) {
        notes.emplace_back(
            "Its 0 is to be shown white; the values are as they are stored, not "
            "inverted.");
    }
    if (meta.orientation != ORIENTATION_TOPLEFT) {
        notes.push_back(joined("It is to be shown turned or mirrored (orientation ",
                               meta.orientation, "); rows and columns are as they are stored."));
    }
    if (page.subDirectories > 0) {
        notes.push_back(joined(page.subDirectories,
                               " further images inside the page (such as lower resolutions) are "
                               "not read, and not kept when the file is saved."));
    }
    if (!dropped.empty()) {
        constexpr std::size_t kMostShown = 12;
        std::string names;
        for (std::size_t i = 0; i < std::min(dropped.size(), kMostShown); ++i) {
            names += joined(i == 0 ? "" : ", ", dropped[i]);
        }
        notes.push_back(joined("Tags that are not kept when the file is saved: ", names,
                               dropped.size() > kMostShown ? ", and more." : "."));
    }
    return notes;
}

std::vector<Fact> tiffFacts(const TiffMeta& meta, const TiffPage& page) {
    std::vector<Fact> facts{
        {"kind", joined(meta.bigTiff ? "BigTIFF" : "TIFF",
                        meta.bigEndian ? ", big-endian" : ", little-endian")},
        {"compression", compressionName(meta.compression)},
        {"bits per sample", joined(page.bits)},
        {"photometric", photometricName(meta.photometric)},
        {"blocks", page.tiled ? joined("tiles of ", page.blockWidth, " x ", page.blockHeight)
                              : joined("strips of ", page.blockHeight,
                                       page.blockHeight == 1 ? " row" : " rows")}};
    if (meta.predictor != PREDICTOR_NONE) {
        facts.push_back({"predictor",
                         meta.predictor == PREDICTOR_HORIZONTAL ? "horizontal" : "floating point"});
    }
    if (page.samples > 1) {
        facts.push_back({"samples", page.samplesApart ? "in planes of their own" : "together"});
    }
    if (!meta.colourMap.empty()) {
        facts.push_back({"palette", joined(meta.colourMap.size() / 3, " colours")});
    }
    return facts;
}

}  // namespace frisket::io
