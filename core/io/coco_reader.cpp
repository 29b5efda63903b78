// SPDX-License-Identifier: MIT
#include "core/io/coco_reader.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "core/base/text.h"
#include "core/io/rle_text.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::json;

class Selector final : public JsonPieces {
public:
    Selector(CocoPicture& picture, std::string_view name) : m_picture(picture), m_name(name) {}

    Wanted wanted(std::string_view key) override {
        return key == "annotations" ? Wanted::Elements : Wanted::Nothing;
    }
    base::Status piece(std::string_view /*key*/, Json&& value, const JsonRange& range,
                       std::int64_t index) override {
        if (const auto id = memberNumber(value, "id")) {
            m_picture.allIds.push_back(*id);
        }
        if (index < 0 || idText(member(value, "image_id")) != m_picture.image.id) {
            return {};
        }
        auto annotation =
            readAnnotation(value, m_picture.image.height, m_picture.image.width, m_name);
        if (!annotation) {
            return base::passOn(annotation);
        }
        annotation->range = range;
        m_picture.annotations.push_back(*std::move(annotation));
        return {};
    }

private:
    CocoPicture& m_picture;
    std::string m_name;
};

std::string nameOf(const std::vector<NamedLabel>& categories, std::int64_t id) {
    const auto found = std::lower_bound(
        categories.begin(), categories.end(), id,
        [](const NamedLabel& label, std::int64_t value) { return label.value < value; });
    return found != categories.end() && found->value == id ? found->name : std::string();
}

void describe(const CocoPicture& picture, bool instances, MaskFile& mask,
              const std::string& shown) {
    std::set<std::int64_t> categories;
    std::int64_t drawn = 0;
    std::int64_t crowds = 0;
    for (const CocoAnnotation& each : picture.annotations) {
        if (each.hasPixels()) {
            categories.insert(each.category);
            ++drawn;
            crowds += each.crowd ? 1 : 0;
        }
    }
    const auto all = static_cast<std::int64_t>(picture.annotations.size());
    mask.facts = {{"image", shown}, {"annotations", std::to_string(all)}};
    if (!instances && drawn > static_cast<std::int64_t>(categories.size())) {
        mask.notes.push_back(joined(drawn, " instances are joined into ", categories.size(),
                                    " categories; the key '", shown, kInstancesSuffix,
                                    "' gives them one by one."));
    }
    if (drawn < all) {
        mask.notes.push_back(joined(all - drawn, " of ", all,
                                    " annotations have no segmentation and are left out."));
    }
    if (crowds > 0) {
        mask.notes.push_back(
            joined(crowds, " annotations are crowds (iscrowd); they are drawn as the others."));
    }
}
}  // namespace

base::Result<CocoPicture> readPicture(ByteSource& source, const JsonSurvey& survey,
                                      std::size_t image) {
    CocoPicture picture;
    picture.image = survey.images[image];
    if (picture.image.height < 0 || picture.image.width < 0) {
        return fail(ErrorCode::Format,
                    joined(source.name(), ": the image ", plainId(picture.image.id),
                           " has no \"height\" and \"width\" that are whole numbers."));
    }
    Selector selector(picture, source.name());
    if (auto done = scanJson(source, selector); !done) {
        return base::passOn(done);
    }
    return picture;
}

base::Result<std::int64_t> valueOf(const CocoAnnotation& annotation, bool instances,
                                   const std::string& where) {
    const std::int64_t value = instances ? annotation.id : annotation.category;
    if (value > 0) {
        return value;
    }
    return fail(ErrorCode::Unsupported,
                instances ? joined(where, ": an annotation has the id ", value,
                                   ", which can't be told from what is not annotated (0).")
                          : joined(where, ": annotation ", annotation.id, " is of category ", value,
                                   ", which can't be told from what is not annotated (0)."),
                instances ? "Number the annotations from 1 on."
                          : joined("Number the categories from 1 on, or read instances with a key "
                                   "that ends in ",
                                   kInstancesSuffix, "."));
}

array::DType defaultDtype(const std::vector<NamedLabel>& categories) {
    return dtypeFor(categories.empty() ? 0 : std::max<std::int64_t>(0, categories.back().value));
}

array::DType defaultDtype(const std::vector<CocoAnnotation>& instances) {
    std::int64_t largest = 0;
    for (const CocoAnnotation& each : instances) {
        largest = std::max(largest, each.hasPixels() ? each.id : 0);
    }
    return dtypeFor(largest);
}

bool holdsValue(array::DType dtype, std::int64_t value) {
    return array::visitType(dtype, [value](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (std::is_integral_v<T>) {
            return std::in_range<T>(value);
        } else {
            return false;
        }
    });
}

base::Result<MaskFile> readCoco(ByteSource& source, const ReadRequest& request,
                                const JsonSurvey& survey) {
    const CocoKey key = CocoKey::of(request.part.key);
    const auto index = survey.find(key.image, source.name());
    if (!index) {
        return base::passOn(index);
    }
    const auto picture = readPicture(source, survey, *index);
    if (!picture) {
        return base::passOn(picture);
    }
    const CocoImage& image = picture->image;
    const std::string shown = image.fileName.empty() ? plainId(image.id) : image.fileName;
    const std::string where = joined(source.name(), ", image ", shown);
    const auto said = key.instances ? image.instancesDtype : image.dtype;
    const array::DType usual =
        key.instances ? defaultDtype(picture->annotations) : defaultDtype(survey.categories);
    std::int64_t largest = 0;
    for (const CocoAnnotation& each : picture->annotations) {
        if (!each.hasPixels()) {
            continue;
        }
        const auto value = valueOf(each, key.instances, where);
        if (!value) {
            return base::passOn(value);
        }
        largest = std::max(largest, *value);
    }
    if (said && !holdsValue(*said, largest)) {
        return fail(ErrorCode::Format, joined(where, ": the value ", largest, " does not fit the ",
                                              array::name(*said), " that the file says."));
    }
    // An annotation may be of a category that the file does not list.
    const array::DType dtype =
        said.value_or(holdsValue(usual, largest) ? usual : dtypeFor(largest));
    auto canvas = CocoCanvas::make(dtype, image.height, image.width, request.limits, where);
    if (!canvas) {
        return base::passOn(canvas);
    }
    MaskFile mask;
    mask.format = Format::Coco;
    CocoMeta meta{key.instances ? CocoMeta::Holds::Instances : CocoMeta::Holds::Categories,
                  image.fileName,
                  image.id,
                  {},
                  survey.categories,
                  {}};
    for (const CocoAnnotation& each : picture->annotations) {
        if (!each.hasPixels()) {
            continue;
        }
        const std::int64_t value = key.instances ? each.id : each.category;
        if (auto drawn = canvas->draw(each, value, where, source.progress()); !drawn) {
            return base::passOn(drawn);
        }
        if (key.instances) {
            meta.instances.push_back({each.id, each.category});
            mask.labels.push_back({each.id, nameOf(survey.categories, each.category), {}});
        }
    }
    const auto byValue = [](const NamedLabel& a, const NamedLabel& b) { return a.value < b.value; };
    std::sort(mask.labels.begin(), mask.labels.end(), byValue);
    std::sort(meta.instances.begin(), meta.instances.end(),
              [](const CocoInstance& a, const CocoInstance& b) { return a.id < b.id; });
    const auto twice = std::adjacent_find(
        meta.instances.begin(), meta.instances.end(),
        [](const CocoInstance& a, const CocoInstance& b) { return a.id == b.id; });
    if (twice != meta.instances.end()) {
        return fail(ErrorCode::Format,
                    joined(where, ": several annotations have the id ", twice->id, "."));
    }
    if (!key.instances) {
        mask.labels = survey.categories;
    }
    describe(*picture, key.instances, mask, shown);
    if (canvas->overdrawn() > 0) {
        mask.notes.push_back(joined(canvas->overdrawn(),
                                    " pixels are covered by several annotations; each has the "
                                    "value of the last one."));
    }
    mask.array = std::move(*canvas).take();
    mask.meta = std::move(meta);
    mask.part = request.part;
    return mask;
}

FileContents listCoco(const JsonSurvey& survey) {
    FileContents contents;
    contents.format = Format::Coco;
    contents.labels = survey.categories;
    contents.facts = {
        {"images", std::to_string(survey.images.size())},
        {"instances", joined("NAME", kInstancesSuffix, " as key gives annotation ids")}};
    const array::DType usual = defaultDtype(survey.categories);
    for (const CocoImage& image : survey.images) {
        FileItem item;
        item.part.key = image.fileName.empty() ? plainId(image.id) : image.fileName;
        if (image.height >= 0 && image.width >= 0) {
            item.dtype = image.dtype.value_or(usual);
            item.shape = array::Shape{image.height, image.width};
        } else {
            item.note = "it has no height and width";
        }
        contents.items.push_back(std::move(item));
    }
    return contents;
}

base::Result<MaskFile> readSegmentationFile(ByteSource& source, const ReadRequest& request) {
    if (source.size() > static_cast<std::int64_t>(kMostRleText)) {
        return fail(ErrorCode::TooLarge,
                    joined(source.name(), ": has ", source.size(),
                           " bytes; of one segmentation at most ", kMostRleText, " are read."));
    }
    std::string text(static_cast<std::size_t>(source.size()), '\0');
    source.rewind();
    if (auto read = source.read(std::as_writable_bytes(std::span(text))); !read) {
        return base::passOn(read);
    }
    auto runs = readRleJson(text);
    if (!runs) {
        base::Error error = runs.error();
        error.message = joined(source.name(), ": ", error.message);
        return tl::unexpected(std::move(error));
    }
    nlohmann::ordered_json rest = nlohmann::ordered_json::parse(text);
    (rest.contains("segmentation") ? rest["segmentation"] : rest)["counts"] = nullptr;
    auto canvas = CocoCanvas::make(array::DType::U8, runs->height, runs->width, request.limits,
                                   source.name());
    if (!canvas) {
        return base::passOn(canvas);
    }
    CocoAnnotation annotation;
    annotation.runs = *std::move(runs);
    if (auto drawn = canvas->draw(annotation, 1, source.name(), source.progress()); !drawn) {
        return base::passOn(drawn);
    }
    MaskFile mask;
    mask.format = Format::Coco;
    mask.array = std::move(*canvas).take();
    mask.meta = CocoMeta{CocoMeta::Holds::Segmentation, {}, {}, {}, {}, rest.dump()};
    return mask;
}

}  // namespace frisket::io
