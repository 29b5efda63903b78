// SPDX-License-Identifier: MIT
#include "core/io/png_plan.h"

#include <algorithm>
#include <cassert>
#include <span>

#include "core/base/text.h"
#include "core/io/png_ids.h"

namespace frisket::io {

namespace {
using array::DType;
using base::ErrorCode;
using base::fail;
using base::joined;

constexpr std::string_view kSaveAsNpy = "Save it as NPY, which holds every dtype and shape.";

std::span<const std::uint8_t> bytesOf(const array::NdArray& array) {
    assert(array.layout().isRowMajor());
    return {reinterpret_cast<const std::uint8_t*>(array.view().at(array.layout().offset)),
            static_cast<std::size_t>(array.byteCount())};
}

base::Status checkPalette(const array::NdArray& array, const PngMeta& meta, std::string_view name) {
    const auto values = bytesOf(array);
    const auto size = meta.paletteSize();
    const auto bad = std::find_if(values.begin(), values.end(),
                                  [size](std::uint8_t value) { return value >= size; });
    if (bad != values.end()) {
        const std::int64_t width = array.shape()[1];
        const std::int64_t place = bad - values.begin();
        return fail(ErrorCode::Unsupported,
                    joined(name, ": the label ", *bad, " at row ", place / width, ", column ",
                           place % width, " has no colour: the palette has ", size, " (0 to ",
                           static_cast<std::int64_t>(size) - 1, ")."),
                    "Save it as NPY or as grey PNG, or start from a file with a larger palette.");
    }
    return {};
}
/// Ids as colours, for arrays that were read so.
base::Result<PngPlan> planIds(const array::NdArray& array, std::string_view name) {
    const auto bytes = bytesOf(array);
    const auto* const first = reinterpret_cast<const std::uint32_t*>(bytes.data());
    const auto* const last = first + array.count();
    const auto* const bad =
        std::find_if(first, last, [](std::uint32_t id) { return id > kLargestColourId; });
    if (bad != last) {
        const std::int64_t width = array.shape()[1];
        const std::int64_t place = bad - first;
        return fail(ErrorCode::Unsupported,
                    joined(name, ": the id ", *bad, " at row ", place / width, ", column ",
                           place % width, " is more than a colour holds (", kLargestColourId, ")."),
                    std::string(kSaveAsNpy));
    }
    return PngPlan{{PngKind::Rgb, 8, {}, {}}, {}};
}

tl::unexpected<base::Error> dtypeError(DType dtype, std::string_view name) {
    const std::string_view more = dtype == DType::U32
                                      ? ", and uint32 only as the colours of a file "
                                        "that was read so"
                                      : "";
    return fail(ErrorCode::Unsupported,
                joined(name, ": PNG can't hold ", array::name(dtype),
                       "; it holds bool, uint8 and uint16", more, "."),
                std::string(kSaveAsNpy));
}
}  // namespace

base::Status pngCanHold(DType dtype, const array::Shape& shape, const ReadLimits& limits,
                        std::string_view name) {
    if (dtype != DType::Bool && dtype != DType::U8 && dtype != DType::U16 && dtype != DType::U32) {
        return dtypeError(dtype, name);
    }
    if (shape.rank() != 2 || shape[0] == 0 || shape[1] == 0) {
        return fail(ErrorCode::Unsupported,
                    joined(name, ": PNG can't hold the shape ", array::toString(shape),
                           "; it holds (height, width), both at least 1."),
                    std::string(kSaveAsNpy));
    }
    constexpr std::int64_t kPngMaxSide = 0x7FFFFFFF;
    const std::int64_t maxSide = std::min(limits.maxSide, kPngMaxSide);
    if (std::max(shape[0], shape[1]) > maxSide) {
        return fail(ErrorCode::TooLarge,
                    joined(name, ": ", array::toString(shape), " is too long for a PNG of at most ",
                           maxSide, " pixels a side."),
                    std::string(kSaveAsNpy));
    }
    return {};
}

base::Status pngKindCanHold(DType dtype, const PngMeta* wanted, std::string_view name) {
    if (dtype == DType::U32 && (wanted == nullptr || wanted->kind != PngKind::Rgb)) {
        return dtypeError(dtype, name);
    }
    if (dtype == DType::U16 && wanted != nullptr && wanted->kind == PngKind::Palette) {
        return fail(ErrorCode::Unsupported,
                    joined(name, ": a palette PNG holds uint8, not uint16."),
                    "Save it without the palette, as 16-bit grey, or as NPY.");
    }
    return {};
}

base::Result<PngPlan> planPng(const array::NdArray& array, const std::optional<PngMeta>& wanted,
                              const ReadLimits& limits, std::string_view name) {
    if (const auto holds = pngCanHold(array.dtype(), array.shape(), limits, name); !holds) {
        return base::passOn(holds);
    }
    if (const auto holds = pngKindCanHold(array.dtype(), wanted ? &*wanted : nullptr, name);
        !holds) {
        return base::passOn(holds);
    }
    const bool wasIds = wanted && wanted->kind == PngKind::Rgb;
    if (array.dtype() == DType::U32) {
        return planIds(array, name);
    }
    PngPlan plan;
    if (wasIds) {
        plan.notes.emplace_back(
            "Written as grey values instead of colours; the values are unchanged.");
    }
    if (wanted && !wasIds) {
        plan.meta = *wanted;
    } else if (array.dtype() == DType::Bool) {
        plan.meta.bitDepth = 1;
    }
    if (plan.meta.kind == PngKind::Palette) {
        if (const auto fits = checkPalette(array, plan.meta, name); !fits) {
            return base::passOn(fits);
        }
        return plan;
    }
    const int before = plan.meta.bitDepth;
    if (array.dtype() == DType::U16) {
        plan.meta.bitDepth = 16;
    } else if (before == 16) {
        plan.meta.bitDepth = 8;
    } else if (before < 8) {
        const auto values = bytesOf(array);
        const int largest = *std::max_element(values.begin(), values.end());
        if (largest >= (1 << before)) {
            plan.meta.bitDepth = 8;
        }
    }
    if (wanted && !wasIds && plan.meta.bitDepth != before) {
        plan.notes.push_back(joined("Written with ", plan.meta.bitDepth,
                                    " bits a pixel instead of ", before,
                                    "; the values are unchanged."));
    }
    if (plan.meta.transparency.size() == 2 && plan.meta.bitDepth < 16 &&
        plan.meta.transparency[0] != 0) {
        plan.meta.transparency.clear();
        plan.notes.push_back("The transparent grey value needs 16 bits and is not kept.");
    }
    return plan;
}

}  // namespace frisket::io
