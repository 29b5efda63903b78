// SPDX-License-Identifier: MIT
#include "core/io/codec.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

#include "core/base/text.h"
#include "core/io/json_codec.h"
#include "core/io/npy_codec.h"
#include "core/io/nrrd_codec.h"
#include "core/io/png_codec.h"
#include "core/io/tiff_codec.h"

namespace frisket::io {

namespace {
constexpr std::array kCodecs{&kNpyCodec,      &kPngCodec,     &kTiffCodec, &kCocoCodec,
                             &kPanopticCodec, &kLabelmeCodec, &kNrrdCodec};

array::DType asStored(array::DType dtype) {
    return dtype == array::DType::Bool ? array::DType::U8 : dtype;
}
}  // namespace

std::span<const Codec* const> codecs() { return kCodecs; }

const Codec& codecFor(Format format) {
    const auto found = std::find_if(kCodecs.begin(), kCodecs.end(),
                                    [=](const Codec* codec) { return codec->format == format; });
    assert(found != kCodecs.end());
    return **found;
}

const Codec* codecNamed(std::string_view name) {
    const auto found = std::find_if(kCodecs.begin(), kCodecs.end(),
                                    [=](const Codec* codec) { return codec->name == name; });
    return found == kCodecs.end() ? nullptr : *found;
}

std::string_view name(Format format) { return codecFor(format).name; }

base::Status requireSame(const array::NdArray& found, const array::NdArray& expected,
                         std::string_view name) {
    const auto differs = [&](std::string_view what) {
        return base::fail(
            base::ErrorCode::Io,
            base::joined(name, ": what was written reads back with another ", what, "."),
            "Save as NPY, or check disk and memory.");
    };
    if (asStored(found.dtype()) != asStored(expected.dtype())) {
        return differs("dtype");
    }
    if (found.shape() != expected.shape()) {
        return differs("shape");
    }
    const auto packed = found.toRowMajor();
    if (!packed) {
        return base::passOn(packed);
    }
    const auto bytes = static_cast<std::size_t>(expected.byteCount());
    if (bytes > 0 && std::memcmp(packed->view().at(packed->layout().offset),
                                 expected.view().at(expected.layout().offset), bytes) != 0) {
        return differs("value");
    }
    return {};
}

}  // namespace frisket::io
