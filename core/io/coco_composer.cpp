// SPDX-License-Identifier: MIT
#include "core/io/coco_composer.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/text.h"
#include "core/io/coco_json.h"
#include "core/io/json_codec.h"
#include "core/io/json_edit.h"
#include "core/io/json_encoding.h"
#include "core/io/text_file.h"

namespace frisket::io {

namespace {
using array::DType;
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::ordered_json;

DType asStored(DType dtype) { return dtype == DType::Bool ? DType::U8 : dtype; }

/// By value, of a rising list; null: there is none.
const NamedLabel* find(const std::vector<NamedLabel>& labels, std::int64_t value) {
    const auto found = std::find_if(labels.begin(), labels.end(),
                                    [=](const NamedLabel& label) { return label.value == value; });
    return found == labels.end() ? nullptr : &*found;
}

/// Makes the text of a file from a mask and the file that is there, if there is one.
class Composer {
public:
    Composer(const EncodingRequest& request, const CocoMeta* meta)
        : m_request(request), m_name(request.name) {
        if (meta != nullptr) {
            m_meta = *meta;
        }
        const CocoKey key = CocoKey::of(request.options.part.key);
        m_instances = key.instances || m_meta.holds == CocoMeta::Holds::Instances;
        m_meta.holds = m_instances ? CocoMeta::Holds::Instances : CocoMeta::Holds::Categories;
    }

    base::Result<std::unique_ptr<Encoding>> compose() {
        if (auto ready = m_request.options.keepOthers ? openFile() : newFile(); !ready) {
            return base::passOn(ready);
        }
        auto objects = divideObjects(m_request.array, m_picture.annotations, m_instances,
                                     m_request.options.limits, m_name, m_request.options.progress);
        if (!objects) {
            return base::passOn(objects);
        }
        m_objects = *std::move(objects);
        if (auto known = findCategories(); !known) {
            return base::passOn(known);
        }
        if (auto numbered = numberNew(); !numbered) {
            return base::passOn(numbered);
        }
        editAnnotations();
        editCategories();
        editImage();
        ReadRequest again;
        again.limits = m_request.options.limits;
        again.path = m_request.path;
        again.part.key = joined(plainId(m_picture.image.id), m_instances ? kInstancesSuffix : "");
        auto encoding = std::make_unique<JsonEncoding>(m_request.array, std::move(*m_edits).apply(),
                                                       kCocoCodec, again, m_name);
        if (!m_instances) {
            encoding->labels = m_meta.categories;
        }
        encoding->notes = std::move(m_notes);
        encoding->meta = std::move(m_meta);
        return encoding;
    }

private:
    base::Status openFile() {
        auto text = readText(m_request.path,
                             static_cast<std::size_t>(m_request.options.limits.memoryBudget));
        if (!text) {
            return base::passOn(text);
        }
        m_edits.emplace(*std::move(text));
        MemorySource memory(m_name, std::as_bytes(std::span(m_edits->text())));
        auto survey = surveyJson(memory);
        if (!survey) {
            return base::passOn(survey);
        }
        if (survey->kind != JsonKind::Coco) {
            return fail(ErrorCode::ChangedOnDisk,
                        joined(m_name,
                               ": what is there is no COCO file of images and annotations "
                               "any more."),
                        "Save under another name.");
        }
        m_survey = *std::move(survey);
        // The id stays what it was; names need not be one image's.
        const auto byId =
            std::find_if(m_survey.images.begin(), m_survey.images.end(),
                         [this](const CocoImage& image) { return image.id == m_meta.imageId; });
        const CocoKey key = CocoKey::of(m_request.options.part.key);
        const auto index = byId != m_survey.images.end()
                               ? base::Result<std::size_t>(
                                     static_cast<std::size_t>(byId - m_survey.images.begin()))
                               : m_survey.find(key.image, m_name);
        if (!index) {
            return base::passOn(index);
        }
        auto picture = readPicture(memory, m_survey, *index);
        if (!picture) {
            return base::passOn(picture);
        }
        m_picture = *std::move(picture);
        const array::Shape& shape = m_request.array.shape();
        if (m_picture.image.height != shape[0] || m_picture.image.width != shape[1]) {
            return fail(ErrorCode::Unsupported,
                        joined(m_name, ": the mask is ", array::toString(shape),
                               ", and its image in the file (", m_picture.image.height, ", ",
                               m_picture.image.width, ")."),
                        "Save it to a file of its own.");
        }
        for (const CocoAnnotation& each : m_picture.annotations) {
            if (!each.hasPixels()) {
                continue;
            }
            if (const auto value = valueOf(each, m_instances, m_name); !value) {
                return base::passOn(value);
            }
        }
        m_meta.imageId = m_picture.image.id;
        m_meta.fileName = m_picture.image.fileName;
        m_meta.categories = m_survey.categories;
        return {};
    }

    base::Status newFile() {
        const bool wasCoco = !m_meta.imageId.empty();
        if (!wasCoco) {
            m_meta.imageId = std::to_string(1);
            m_meta.fileName = m_request.path.stem().string();
            m_notes.push_back(joined("The image is called '", m_meta.fileName,
                                     "' in the file, since its picture's name is not known."));
            if (!m_instances) {
                m_meta.categories.clear();
                for (const NamedLabel& label : m_request.options.labels) {
                    if (label.value > 0 && !label.name.empty()) {
                        m_meta.categories.push_back(label);
                    }
                }
            }
        } else {
            m_notes.emplace_back(
                "The new file has this one image; of its annotations only pixels, ids and "
                "categories are kept.");
        }
        m_edits.emplace(newCocoText(m_meta, m_request.array.shape()));
        MemorySource memory(m_name, std::as_bytes(std::span(m_edits->text())));
        auto survey = surveyJson(memory);
        if (!survey) {
            return base::passOn(survey);
        }
        m_survey = *std::move(survey);
        m_meta.categories = m_survey.categories;
        m_picture.image = m_survey.images[0];
        return {};
    }

    [[nodiscard]] std::string labelName(std::int64_t value) const {
        const NamedLabel* const label = find(m_request.options.labels, value);
        return label != nullptr ? label->name : std::string();
    }

    void addCategory(std::int64_t id, std::string name) {
        const NamedLabel* const label = find(m_request.options.labels, id);
        const NamedLabel category{id, name.empty() ? std::to_string(id) : std::move(name),
                                  label != nullptr && !m_instances ? label->colour : std::nullopt};
        m_newCategories.push_back(dumpedJson(categoryJson(category)));
        m_meta.categories.insert(
            std::upper_bound(
                m_meta.categories.begin(), m_meta.categories.end(), category,
                [](const NamedLabel& a, const NamedLabel& b) { return a.value < b.value; }),
            category);
    }

    /// Of all new objects.
    base::Status findCategories() {
        if (!m_instances) {
            for (const CocoObject& object : m_objects) {
                m_categories.push_back(object.value);
                if (object.isNew && find(m_meta.categories, object.value) == nullptr) {
                    addCategory(object.value, labelName(object.value));
                }
            }
            for (const NamedLabel& label : m_request.options.labels) {
                const NamedLabel* const category = find(m_meta.categories, label.value);
                if (category != nullptr && !label.name.empty() && category->name != label.name) {
                    m_notes.push_back(joined("The category ", label.value, " stays '",
                                             category->name, "' in the file; its label is called '",
                                             label.name, "'."));
                }
            }
            return {};
        }
        for (std::size_t i = 0; i < m_objects.size(); ++i) {
            if (!m_objects[i].isNew) {
                m_categories.push_back(m_picture.annotations[i].category);
                continue;
            }
            const auto category = categoryOfInstance(m_objects[i].value);
            if (!category) {
                return base::passOn(category);
            }
            m_categories.push_back(*category);
        }
        return {};
    }

    base::Result<std::int64_t> categoryOfInstance(std::int64_t value) {
        for (const CocoInstance& instance : m_meta.instances) {
            if (instance.id == value) {
                return instance.category;
            }
        }
        auto& categories = m_meta.categories;
        std::string name = labelName(value);
        if (name.empty() && categories.size() == 1) {
            return categories[0].value;
        }
        const auto named =
            std::find_if(categories.begin(), categories.end(),
                         [&](const NamedLabel& category) { return category.name == name; });
        if (!name.empty() && named != categories.end()) {
            return named->value;
        }
        if (m_request.options.keepOthers) {
            return fail(
                ErrorCode::Unsupported,
                joined(m_name, ": the value ", value, " is no annotation of the image, and ",
                       name.empty() ? "its label has no name that tells the category"
                                    : joined("no category is called '", name, "'"),
                       "."),
                "Give the label the name of a category of the file, or save it as NPY.");
        }
        const std::int64_t id = categories.empty() ? 1 : categories.back().value + 1;
        addCategory(id, name.empty() ? std::string("object") : std::move(name));
        return id;
    }

    /// Ids of new annotations.
    base::Status numberNew() {
        auto& ids = m_picture.allIds;
        std::sort(ids.begin(), ids.end());
        std::int64_t last = ids.empty() ? 0 : std::max<std::int64_t>(ids.back(), 0);
        for (const CocoObject& object : m_objects) {
            std::int64_t id = object.value;
            if (object.isNew && !m_instances) {
                if (last == std::numeric_limits<std::int64_t>::max()) {
                    return fail(ErrorCode::Unsupported,
                                joined(m_name,
                                       ": there is no id left above that of the last "
                                       "annotation."));
                }
                id = ++last;
            } else if (object.isNew && std::binary_search(ids.begin(), ids.end(), id)) {
                return fail(ErrorCode::Unsupported,
                            joined(m_name, ": the value ", id,
                                   " is the id of another annotation of the file."),
                            "Give these pixels an id that is free.");
            }
            m_ids.push_back(id);
        }
        return {};
    }

    void editAnnotations() {
        const array::Shape& shape = m_request.array.shape();
        std::vector<JsonRange> removed;
        std::vector<std::string> appended;
        std::int64_t changed = 0;
        std::int64_t polygons = 0;
        m_meta.instances.clear();
        for (std::size_t i = 0; i < m_objects.size(); ++i) {
            const CocoObject& object = m_objects[i];
            const bool stays =
                object.keepsText && !object.isNew && m_picture.annotations[i].hasPixels();
            if (m_instances && (stays || object.pixels > 0)) {
                m_meta.instances.push_back({object.value, m_categories[i]});
            }
            if (object.keepsText && !object.isNew) {
                continue;
            }
            if (!object.isNew && object.pixels == 0) {
                removed.push_back(m_picture.annotations[i].range);
                continue;
            }
            Json json;
            if (object.isNew) {
                json["id"] = m_ids[i];
                json["image_id"] = Json::parse(m_meta.imageId);
                json["category_id"] = m_categories[i];
            } else {
                json = Json::parse(m_edits->at(m_picture.annotations[i].range));
                ++changed;
                polygons += m_picture.annotations[i].rings.empty() ? 0 : 1;
            }
            putPixels(json, object, shape[0], shape[1]);
            if (object.isNew) {
                json["iscrowd"] = 0;
                appended.push_back(dumpedJson(json));
            } else {
                m_edits->replace(m_picture.annotations[i].range, dumpedJson(json));
            }
        }
        m_edits->editList(m_survey.annotationList, removed, appended);
        tellChanges(changed, polygons, static_cast<std::int64_t>(removed.size()),
                    static_cast<std::int64_t>(appended.size()));
        std::sort(m_meta.instances.begin(), m_meta.instances.end(),
                  [](const CocoInstance& a, const CocoInstance& b) { return a.id < b.id; });
    }

    void tellChanges(std::int64_t changed, std::int64_t polygons, std::int64_t removed,
                     std::int64_t added) {
        if (!m_request.options.keepOthers) {
            return;
        }
        m_notes.push_back(joined("Of the image's annotations ", changed, " changed, ", added,
                                 " were added and ", removed,
                                 " taken out, since no pixel of them was left."));
        if (polygons > 0) {
            m_notes.push_back(
                joined(polygons, " polygons became run lengths, which hold any pixels."));
        }
    }

    void editCategories() {
        if (m_newCategories.empty()) {
            return;
        }
        if (m_survey.categoryList.size() > 0) {
            m_edits->editList(m_survey.categoryList, {}, m_newCategories);
            return;
        }
        std::string list;
        for (const std::string& category : m_newCategories) {
            list += joined(list.empty() ? "" : ",\n", category);
        }
        const std::int64_t begin = m_survey.object.begin + 1;
        m_edits->replace({begin, begin}, joined("\"categories\":[", list, "],\n"));
    }

    /// Says the dtype where it is not the one that a reader takes by itself.
    void editImage() {
        std::int64_t largest = 0;
        for (std::size_t i = 0; i < m_objects.size(); ++i) {
            const CocoObject& object = m_objects[i];
            const bool stays =
                object.keepsText && !object.isNew && m_picture.annotations[i].hasPixels();
            if (stays || object.pixels > 0) {
                largest = std::max(largest, object.value);
            }
        }
        DType usual = m_instances ? dtypeFor(largest) : defaultDtype(m_meta.categories);
        usual = holdsValue(usual, largest) ? usual : dtypeFor(largest);
        const DType wanted = asStored(m_request.array.dtype());
        const auto& said = m_instances ? m_picture.image.instancesDtype : m_picture.image.dtype;
        if (said.value_or(usual) != wanted) {
            Json image = Json::parse(m_edits->at(m_picture.image.range));
            image[m_instances ? kInstancesDtypeKey : kDtypeKey] = array::name(wanted);
            m_edits->replace(m_picture.image.range, dumpedJson(image));
        }
    }

    const EncodingRequest& m_request;
    std::string m_name;
    CocoMeta m_meta;
    bool m_instances = false;
    std::optional<JsonEdits> m_edits;
    JsonSurvey m_survey;
    CocoPicture m_picture;
    std::vector<CocoObject> m_objects;
    std::vector<std::int64_t> m_categories;  ///< of the objects
    std::vector<std::int64_t> m_ids;         ///< the same
    std::vector<std::string> m_newCategories;
    std::vector<std::string> m_notes;
};

}  // namespace

base::Result<std::unique_ptr<Encoding>> composeCoco(const EncodingRequest& request,
                                                    const CocoMeta* meta) {
    return Composer(request, meta).compose();
}

}  // namespace frisket::io
