// SPDX-License-Identifier: MIT
#include "core/io/format_holds.h"

#include "core/io/codec.h"
#include "core/io/png_codec.h"
#include "core/io/png_plan.h"
#include "core/io/sniff.h"

namespace frisket::io {

base::Status formatHolds(const std::filesystem::path& path, array::DType dtype,
                         const array::Shape& shape, const std::any& meta) {
    if (const base::Status can = canWrite(path, dtype, shape); !can) {
        return can;
    }
    const auto format = formatForPath(path);
    const auto wanted = pngWanted(meta);
    return format && *format == Format::Png
               ? pngKindCanHold(dtype, wanted ? &*wanted : nullptr, path.string())
               : base::Status();
}

std::vector<Format> formatsHolding(array::DType dtype, const array::Shape& shape) {
    std::vector<Format> formats;
    for (const Codec* codec : codecs()) {
        if (codec->canHold != nullptr && codec->canHold(dtype, shape, {}, {}) &&
            (codec->format != Format::Png || pngKindCanHold(dtype, nullptr, {}))) {
            formats.push_back(codec->format);
        }
    }
    return formats;
}

}  // namespace frisket::io
