// SPDX-License-Identifier: MIT
#include "core/io/json_survey.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::json;

constexpr std::size_t kMostImages = 4'000'000;
constexpr std::size_t kMostCategories = 1'000'000;
constexpr std::size_t kMostKeys = 12;

/// As panoptic files have it: [red, green, blue].
std::optional<labels::Rgb> colourOf(const Json* colour) {
    if (colour == nullptr || !colour->is_array() || colour->size() != 3) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 3> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = wholeNumber((*colour)[i]);
        if (!number || *number < 0 || *number > 255) {
            return std::nullopt;
        }
        parts[i] = static_cast<std::uint8_t>(*number);
    }
    return labels::Rgb{parts[0], parts[1], parts[2]};
}

class Surveyor final : public JsonPieces {
public:
    Surveyor(JsonSurvey& survey, std::string_view name) : m_survey(survey), m_name(name) {}

    Wanted wanted(std::string_view key) override {
        if (m_survey.keys.size() < kMostKeys) {
            m_survey.keys.emplace_back(key);
        }
        m_seen.emplace(key.substr(0, 40));
        m_enough = false;
        return key == "images" || key == "annotations" || key == "categories" ? Wanted::Elements
               : key == "format"                                              ? Wanted::Whole
                                                                              : Wanted::Nothing;
    }

    base::Status piece(std::string_view key, Json&& value, const JsonRange& range,
                       std::int64_t index) override {
        if (key == "format") {
            m_survey.format = value.is_string() ? value.get<std::string>() : std::string();
            return {};
        }
        if (index < 0) {
            return fail(ErrorCode::Format, joined(m_name, ": \"", key, "\" is no list."));
        }
        return key == "images"       ? addImage(value, range, index)
               : key == "categories" ? addCategory(value, index)
                                     : addAnnotation(value, index);
    }
    bool enough() override { return m_enough; }

    void end(std::string_view key, const JsonRange& range) override {
        JsonRange* const list = key == "images"        ? &m_survey.imageList
                                : key == "annotations" ? &m_survey.annotationList
                                : key == "categories"  ? &m_survey.categoryList
                                                       : nullptr;
        if (list != nullptr) {
            m_twice = list->size() > 0 ? std::string(key) : m_twice;
            *list = range;
        }
    }
    void endOfFile(const JsonRange& range) override { m_survey.object = range; }

    base::Status finish() {
        if (!m_twice.empty()) {
            return fail(ErrorCode::Format,
                        joined(m_name, ": the key \"", m_twice, "\" comes twice."));
        }
        auto& categories = m_survey.categories;
        std::stable_sort(
            categories.begin(), categories.end(),
            [](const NamedLabel& a, const NamedLabel& b) { return a.value < b.value; });
        categories.erase(std::unique(categories.begin(), categories.end(),
                                     [](const NamedLabel& a, const NamedLabel& b) {
                                         return a.value == b.value;
                                     }),
                         categories.end());
        const auto has = [this](const char* key) { return m_seen.count(key) > 0; };
        m_survey.kind = has("shapes")                         ? JsonKind::Labelme
                        : !m_survey.panoptic.empty()          ? JsonKind::Panoptic
                        : has("images") && has("annotations") ? JsonKind::Coco
                        : has("segmentation") || (has("counts") && has("size"))
                            ? JsonKind::Segmentation
                            : JsonKind::Unknown;
        return {};
    }

private:
    [[nodiscard]] tl::unexpected<base::Error> wrong(std::string_view list, std::int64_t index,
                                                    std::string_view what) const {
        return fail(ErrorCode::Format,
                    joined(m_name, ": entry ", index, " of \"", list, "\" ", what, "."));
    }

    base::Status addImage(const Json& value, const JsonRange& range, std::int64_t index) {
        if (m_survey.images.size() == kMostImages) {
            return fail(ErrorCode::TooLarge,
                        joined(m_name, ": more than ", kMostImages, " images."));
        }
        CocoImage image;
        image.id = idText(member(value, "id"));
        if (image.id.empty()) {
            return wrong("images", index, "has no id");
        }
        image.fileName = memberText(value, "file_name").value_or("");
        // Panoptic files need no sizes; who needs them looks.
        image.height = memberNumber(value, "height").value_or(-1);
        image.width = memberNumber(value, "width").value_or(-1);
        for (const auto& [key, dtype] : {std::pair(kDtypeKey, &image.dtype),
                                         std::pair(kInstancesDtypeKey, &image.instancesDtype)}) {
            const auto name = memberText(value, key);
            *dtype = name ? integerNamed(*name) : std::nullopt;
            if (name && !*dtype) {
                return wrong("images", index,
                             joined("has a \"", key, "\" that is no integer dtype"));
            }
        }
        image.range = range;
        m_survey.images.push_back(std::move(image));
        return {};
    }

    base::Status addCategory(const Json& value, std::int64_t index) {
        if (m_survey.categories.size() == kMostCategories) {
            return fail(ErrorCode::TooLarge,
                        joined(m_name, ": more than ", kMostCategories, " categories."));
        }
        const auto id = memberNumber(value, "id");
        if (!id) {
            return wrong("categories", index, "has no whole number as id");
        }
        m_survey.categories.push_back(
            {*id, memberText(value, "name").value_or(""), colourOf(member(value, "color"))});
        return {};
    }

    base::Status addAnnotation(const Json& value, std::int64_t index) {
        const Json* const segments = member(value, "segments_info");
        if (segments == nullptr) {
            m_enough = m_survey.panoptic.empty();
            return m_enough ? base::Status()
                            : wrong("annotations", index, "has no \"segments_info\"");
        }
        if (m_survey.panoptic.size() == kMostImages) {
            return fail(ErrorCode::TooLarge,
                        joined(m_name, ": more than ", kMostImages, " images."));
        }
        PanopticImage image{idText(member(value, "image_id")),
                            memberText(value, "file_name").value_or("")};
        if (image.fileName.empty()) {
            return wrong("annotations", index, "has no \"file_name\"");
        }
        m_survey.panoptic.push_back(std::move(image));
        return {};
    }

    JsonSurvey& m_survey;
    std::string_view m_name;
    std::set<std::string, std::less<>> m_seen;
    bool m_enough = false;
    std::string m_twice;
};

std::string_view lastPart(std::string_view path) {
    const auto slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// Names of the first few, for a message.
std::string someNames(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        text += joined(i == 0 ? "'" : ", '", names[i], "'");
    }
    return text + (names.size() > kShown ? ", ..." : "");
}
}  // namespace

CocoKey CocoKey::of(std::string_view key) {
    const bool instances = key.ends_with(kInstancesSuffix);
    return {std::string(instances ? key.substr(0, key.size() - kInstancesSuffix.size()) : key),
            instances};
}

std::optional<array::DType> integerNamed(std::string_view name) {
    const auto* const found = std::find_if(
        array::kAllDTypes.begin(), array::kAllDTypes.end(),
        [=](array::DType dtype) { return name == array::name(dtype) && array::isInteger(dtype); });
    return found == array::kAllDTypes.end() ? std::nullopt : std::optional(*found);
}

std::string idText(const Json* id) {
    if (id == nullptr || (!id->is_string() && !wholeNumber(*id))) {
        return {};
    }
    return id->is_string() ? id->dump() : std::to_string(*wholeNumber(*id));
}

std::string plainId(const std::string& id) {
    return id.starts_with('"') ? Json::parse(id).get<std::string>() : id;
}

base::Result<std::size_t> JsonSurvey::find(std::string_view image, std::string_view file) const {
    const std::size_t count = kind == JsonKind::Panoptic ? panoptic.size() : images.size();
    const auto nameOf = [&](std::size_t i) -> const std::string& {
        return kind == JsonKind::Panoptic ? panoptic[i].fileName : images[i].fileName;
    };
    const auto idOf = [&](std::size_t i) -> const std::string& {
        return kind == JsonKind::Panoptic ? panoptic[i].id : images[i].id;
    };
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 5); ++i) {
        names.push_back(nameOf(i).empty() ? plainId(idOf(i)) : nameOf(i));
    }
    if (image.empty() && count == 1) {
        return std::size_t{0};
    }
    if (image.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    count == 0
                        ? joined(file, ": the file has no images.")
                        : joined(file, ": the file has ", count, " images, and none was chosen."),
                    count == 0 ? std::string()
                               : joined("Choose one by its file's name or its id as key: ",
                                        someNames(names), "."));
    }
    std::optional<std::size_t> found;
    const auto look = [&](auto&& matches) {
        for (std::size_t i = 0; !found && i < count; ++i) {
            if (matches(i)) {
                found = i;
            }
        }
    };
    look([&](std::size_t i) { return nameOf(i) == image; });
    look([&](std::size_t i) { return idOf(i) == image || plainId(idOf(i)) == image; });
    if (!found) {
        look([&](std::size_t i) { return lastPart(nameOf(i)) == image; });
        for (std::size_t i = found.value_or(count) + 1; i < count; ++i) {
            if (lastPart(nameOf(i)) == image) {
                return fail(ErrorCode::InvalidArgument,
                            joined(file, ": several images are called '", image, "'."),
                            joined("Choose by the whole name, such as '", nameOf(i), "'."));
            }
        }
    }
    if (!found && kind == JsonKind::Panoptic) {
        // By the picture's name, which the list of images has.
        for (const CocoImage& picture : images) {
            if (picture.fileName == image) {
                look([&](std::size_t i) { return idOf(i) == picture.id; });
            }
        }
    }
    if (!found) {
        return fail(ErrorCode::InvalidArgument,
                    joined(file, ": there is no image '", image, "' among its ", count, "."),
                    joined("Keys are file names or ids: ", someNames(names), "."));
    }
    return *found;
}

base::Result<JsonSurvey> surveyJson(ByteSource& source) {
    JsonSurvey survey;
    Surveyor surveyor(survey, source.name());
    if (auto done = scanJson(source, surveyor); !done) {
        return base::passOn(done);
    }
    if (auto sound = surveyor.finish(); !sound) {
        return base::passOn(sound);
    }
    return survey;
}

}  // namespace frisket::io
