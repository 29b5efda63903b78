// SPDX-License-Identifier: MIT
#include "core/io/coco_writer.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/io/coco_composer.h"
#include "core/io/coco_json.h"
#include "core/io/json_codec.h"
#include "core/io/json_encoding.h"
#include "core/io/rle_text.h"

namespace frisket::io {

namespace {
using array::DType;
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::ordered_json;

base::Result<std::unique_ptr<Encoding>> prepareSegmentation(const EncodingRequest& request,
                                                            const CocoMeta* meta) {
    const array::NdArray& array = request.array;
    if (array.dtype() != DType::U8 && array.dtype() != DType::Bool) {
        return fail(ErrorCode::Unsupported,
                    joined(request.name,
                           ": a single COCO segmentation holds bool or uint8 of 0 "
                           "and 1, not ",
                           array::name(array.dtype()), "."),
                    "Save it as a COCO file of annotations or as NPY.");
    }
    auto objects = divideObjects(array, {}, false, request.options.limits,
                                 std::string(request.name), request.options.progress);
    if (!objects) {
        return base::passOn(objects);
    }
    const auto bad = std::find_if(objects->begin(), objects->end(),
                                  [](const CocoObject& object) { return object.value > 1; });
    if (bad != objects->end()) {
        return fail(
            ErrorCode::Unsupported,
            joined(request.name, ": a single COCO segmentation holds 0 and 1, and there is ",
                   bad->value, "."),
            "Save it as a COCO file of annotations or as NPY.");
    }
    CocoObject object;
    if (objects->empty()) {
        object.runs = {static_cast<std::uint32_t>(array.count())};
    } else {
        object = std::move(objects->front());
    }
    const array::Shape& shape = array.shape();
    Json json = Json::object();
    if (meta != nullptr && !meta->segmentation.empty()) {
        json = Json::parse(meta->segmentation);
    }
    if (json.contains("segmentation")) {
        putPixels(json, object, shape[0], shape[1]);
    } else {
        json["size"] = {shape[0], shape[1]};
        json["counts"] = packedRuns(object.runs);
    }
    ReadRequest again;
    again.limits = request.options.limits;
    auto encoding = std::make_unique<JsonEncoding>(array, joined(dumpedJson(json), "\n"),
                                                   kCocoCodec, again, std::string(request.name));
    (json.contains("segmentation") ? json["segmentation"] : json)["counts"] = nullptr;
    encoding->meta = CocoMeta{CocoMeta::Holds::Segmentation, {}, {}, {}, {}, dumpedJson(json)};
    return encoding;
}
}  // namespace

base::Status cocoCanHold(DType dtype, const array::Shape& shape, const ReadLimits& limits,
                         std::string_view name) {
    if (array::isFloat(dtype)) {
        return fail(ErrorCode::Unsupported,
                    joined(name, ": annotations hold whole numbers, not ", array::name(dtype), "."),
                    "Save it as NPY, which holds every dtype and shape.");
    }
    if (shape.rank() != 2) {
        return fail(ErrorCode::Unsupported,
                    joined(name, ": annotations hold the shape (height, width), not ",
                           array::toString(shape), "."),
                    "Save it as NPY, which holds every dtype and shape.");
    }
    if (std::max(shape[0], shape[1]) > limits.maxSide ||
        !condition::checkRunSize(shape[0], shape[1])) {
        return fail(ErrorCode::TooLarge,
                    joined(name, ": ", array::toString(shape), " is too large for annotations of ",
                           "at most ", limits.maxSide, " pixels a side and 2^32 - 1 in all."),
                    "Save it as NPY, which holds every dtype and shape.");
    }
    return {};
}

base::Result<std::unique_ptr<Encoding>> prepareCoco(const EncodingRequest& request) {
    if (auto can = cocoCanHold(request.array.dtype(), request.array.shape(), request.options.limits,
                               request.name);
        !can) {
        return base::passOn(can);
    }
    if (auto labels = requireLabels(request.array, request.name); !labels) {
        return base::passOn(labels);
    }
    const auto* const meta = std::any_cast<CocoMeta>(&request.options.meta);
    if (request.path.filename().string().ends_with(kRleEnding) ||
        (meta != nullptr && meta->holds == CocoMeta::Holds::Segmentation &&
         request.options.keepOthers)) {
        return prepareSegmentation(
            request,
            meta != nullptr && meta->holds == CocoMeta::Holds::Segmentation ? meta : nullptr);
    }
    return composeCoco(request, meta);
}

}  // namespace frisket::io
