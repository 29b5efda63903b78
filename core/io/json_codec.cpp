// SPDX-License-Identifier: MIT
#include "core/io/json_codec.h"

#include <array>

#include "core/base/text.h"
#include "core/io/coco_reader.h"
#include "core/io/coco_writer.h"
#include "core/io/labelme_reader.h"
#include "core/io/labelme_writer.h"
#include "core/io/panoptic_reader.h"
#include "core/io/panoptic_writer.h"

namespace frisket::io {

namespace {
using namespace std::string_view_literals;
using base::ErrorCode;
using base::fail;
using base::joined;

constexpr std::array kEndings{".json"sv};
constexpr std::array kPanopticEndings{".panoptic.json"sv};
constexpr std::array kLabelmeEndings{".labelme.json"sv};

bool recognises(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF"sv)) {
        start.remove_prefix(3);
    }
    const auto first = start.find_first_not_of(" \t\r\n"sv);
    return first != std::string_view::npos && start[first] == '{';
}

bool recognisesNothing(std::string_view /*start*/) { return false; }

tl::unexpected<base::Error> unknown(const JsonSurvey& survey, const ByteSource& source) {
    if (survey.format == "frisket-recipe") {
        return fail(ErrorCode::Unsupported, joined(source.name(), " is a recipe, not a mask."),
                    "Do it again with: frisket-cli replay.");
    }
    std::string keys;
    for (const std::string& key : survey.keys) {
        keys += joined(keys.empty() ? "" : ", ", jsonText(key));
    }
    return fail(ErrorCode::Unsupported,
                joined(source.name(), " is a JSON file without masks; it has ",
                       keys.empty() ? "no keys" : joined("the keys ", keys), "."),
                "Masks are read from COCO files (images, annotations), COCO panoptic files, single "
                "COCO segmentations (size, counts) and labelme files (shapes).");
}

base::Status checkSize(const ByteSource& source, const ReadLimits& limits) {
    if (source.size() > limits.memoryBudget) {
        return fail(ErrorCode::TooLarge,
                    joined(source.name(), ": a JSON file of ", source.size(),
                           " bytes; the memory budget is ", limits.memoryBudget, "."));
    }
    return {};
}

base::Result<MaskFile> read(ByteSource& source, const ReadRequest& request) {
    if (auto fits = checkSize(source, request.limits); !fits) {
        return base::passOn(fits);
    }
    const auto survey = surveyJson(source);
    if (!survey) {
        return base::passOn(survey);
    }
    if (request.part.page) {
        return fail(ErrorCode::InvalidArgument,
                    joined(source.name(), ": images of a JSON file have no numbers."),
                    "Choose one by its name or id as key.");
    }
    switch (survey->kind) {
        case JsonKind::Coco:
            return readCoco(source, request, *survey);
        case JsonKind::Panoptic:
            return readPanoptic(source, request, *survey);
        case JsonKind::Segmentation:
            return readSegmentationFile(source, request);
        case JsonKind::Labelme:
            return readLabelme(source, request);
        case JsonKind::Unknown:
            break;
    }
    return unknown(*survey, source);
}

base::Result<FileContents> list(ByteSource& source, const ReadRequest& request) {
    if (auto fits = checkSize(source, request.limits); !fits) {
        return base::passOn(fits);
    }
    const auto survey = surveyJson(source);
    if (!survey) {
        return base::passOn(survey);
    }
    if (survey->kind == JsonKind::Coco) {
        return listCoco(*survey);
    }
    if (survey->kind == JsonKind::Panoptic) {
        return listPanoptic(*survey);
    }
    const auto mask = read(source, request);
    if (!mask) {
        return base::passOn(mask);
    }
    FileContents contents;
    contents.format = mask->format;
    contents.items.push_back({{}, mask->array.dtype(), mask->array.shape(), {}});
    contents.labels = mask->labels;
    contents.facts = mask->facts;
    return contents;
}

/// What was read from such a file is saved as it was, though its ending is that of all.
base::Result<std::unique_ptr<Encoding>> prepare(const EncodingRequest& request) {
    const std::any& meta = request.options.meta;
    if (request.options.keepOthers && !request.options.format) {
        if (std::any_cast<LabelmeMeta>(&meta) != nullptr) {
            return prepareLabelme(request);
        }
        if (std::any_cast<PanopticMeta>(&meta) != nullptr) {
            return preparePanoptic(request);
        }
    }
    return prepareCoco(request);
}
}  // namespace

constinit const Codec kCocoCodec{Format::Coco, "coco"sv, "COCO annotations"sv, kEndings, recognises,
                                 read,         list,     cocoCanHold,          prepare,  {}};
constinit const Codec kPanopticCodec{Format::Panoptic,
                                     "panoptic"sv,
                                     "COCO panoptic"sv,
                                     kPanopticEndings,
                                     recognisesNothing,
                                     read,
                                     list,
                                     panopticCanHold,
                                     preparePanoptic,
                                     {}};
constinit const Codec kLabelmeCodec{Format::Labelme,   "labelme"sv, "labelme"sv, kLabelmeEndings,
                                    recognisesNothing, read,        list,        cocoCanHold,
                                    prepareLabelme,    {}};

}  // namespace frisket::io
