// SPDX-License-Identifier: MIT
#include "core/io/labelme_writer.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <utility>

#include "core/base/text.h"
#include "core/io/coco_json.h"
#include "core/io/coco_writer.h"
#include "core/io/json_codec.h"
#include "core/io/json_edit.h"
#include "core/io/json_encoding.h"
#include "core/io/labelme_reader.h"
#include "core/io/png_writer.h"
#include "core/io/text_file.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::ordered_json;

std::string newText(const EncodingRequest& request) {
    Json json;
    json["version"] = "5.4.1";
    json["flags"] = Json::object();
    json["shapes"] = Json::array();
    json["imagePath"] = request.path.stem().string();
    json["imageData"] = nullptr;
    json["imageHeight"] = request.array.shape()[0];
    json["imageWidth"] = request.array.shape()[1];
    return joined(dumpedJson(json), "\n");
}

/// The box of an object as labelme keeps masks: a PNG of 0 and 1.
base::Result<std::string> pngText(const CocoObject& object, const array::Shape& shape,
                                  const std::string& name) {
    const auto region = condition::regionOf({shape[0], shape[1], object.runs});
    if (!region) {
        return base::passOn(region);
    }
    const base::Rect& box = object.box;
    auto buffer = array::Buffer::zeroed(box.width() * box.height());
    if (!buffer) {
        return base::passOn(buffer);
    }
    auto* const bytes = (*buffer)->data();
    for (std::int64_t y = region->box().y0; y < region->box().y1; ++y) {
        auto* const row = bytes + (y - box.y0) * box.width() - box.x0;
        for (std::int64_t w = 0; w < region->wordsPerRow(); ++w) {
            const std::int64_t x = region->originX() + w * condition::kWordBits;
            for (condition::Word rest = region->row(y)[w]; rest != 0; rest &= rest - 1) {
                row[x + std::countr_zero(rest)] = std::byte{1};
            }
        }
    }
    const array::NdArray pixels(
        array::DType::U8, array::Layout::rowMajor({box.height(), box.width()}), *std::move(buffer));
    MemorySink sink;
    if (auto written = writePng(pixels, PngMeta{}, sink, name, nullptr); !written) {
        return base::passOn(written);
    }
    return toBase64(sink.bytes());
}

class Composer {
public:
    explicit Composer(const EncodingRequest& request) : m_request(request), m_name(request.name) {}

    base::Result<std::unique_ptr<Encoding>> compose() {
        if (auto opened = open(); !opened) {
            return base::passOn(opened);
        }
        auto annotations = asAnnotations();
        if (!annotations) {
            return base::passOn(annotations);
        }
        auto objects = divideObjects(m_request.array, *annotations, false, m_request.options.limits,
                                     m_name, m_request.options.progress);
        if (!objects) {
            return base::passOn(objects);
        }
        if (auto named = nameLabels(*objects); !named) {
            return base::passOn(named);
        }
        if (auto edited = editShapes(*objects); !edited) {
            return base::passOn(edited);
        }
        return encoding();
    }

private:
    base::Status open() {
        std::string text;
        if (m_request.options.keepOthers) {
            auto read = readText(m_request.path,
                                 static_cast<std::size_t>(m_request.options.limits.memoryBudget));
            if (!read) {
                return base::passOn(read);
            }
            text = *std::move(read);
        } else {
            text = newText(m_request);
            m_notes.emplace_back(
                "Each label is a shape of the type 'mask', which labelme reads from 5.2 on; the "
                "picture's name and what else a labelme file says is not known.");
        }
        m_edits.emplace(std::move(text));
        MemorySource source(m_name, std::as_bytes(std::span(m_edits->text())));
        auto drawing = readDrawing(source);
        if (!drawing) {
            return base::passOn(drawing);
        }
        m_drawing = *std::move(drawing);
        const array::Shape& shape = m_request.array.shape();
        if (m_drawing.shapeList.size() == 0) {
            return fail(ErrorCode::ChangedOnDisk,
                        joined(m_name, ": what is there is no labelme file any more."),
                        "Save under another name.");
        }
        if (m_drawing.height != shape[0] || m_drawing.width != shape[1]) {
            return fail(
                ErrorCode::Unsupported,
                joined(m_name, ": the mask is ", array::toString(shape), ", and the file's image (",
                       m_drawing.height, ", ", m_drawing.width, ")."),
                "Save it to a file of its own.");
        }
        m_values = categoriesOf(m_drawing);
        return {};
    }

    base::Result<std::vector<CocoAnnotation>> asAnnotations() {
        const base::Rect all{0, 0, m_drawing.width, m_drawing.height};
        const auto mostRuns =
            static_cast<std::size_t>(m_request.options.limits.memoryBudget) / sizeof(std::uint32_t);
        std::vector<CocoAnnotation> annotations;
        for (std::size_t i = 0; i < m_drawing.shapes.size(); ++i) {
            const auto region = drawShape(m_drawing.shapes[i], all, m_request.options.limits,
                                          joined(m_name, ": shape ", i));
            if (!region) {
                return base::passOn(region);
            }
            auto runs = condition::runsOf(*region, m_drawing.height, m_drawing.width, mostRuns,
                                          m_request.options.progress);
            if (!runs) {
                return base::passOn(runs);
            }
            CocoAnnotation annotation;
            annotation.category = m_values.ofShapes[i];
            annotation.runs = *std::move(runs);
            annotations.push_back(std::move(annotation));
        }
        return annotations;
    }

    base::Status nameLabels(const std::vector<CocoObject>& objects) {
        for (const NamedLabel& label : m_values.labels) {
            m_names.try_emplace(label.value, label.name);
        }
        for (const CocoObject& object : objects) {
            const auto& given = m_request.options.labels;
            const auto found =
                std::find_if(given.begin(), given.end(), [&](const NamedLabel& label) {
                    return label.value == object.value && !label.name.empty();
                });
            m_names.try_emplace(object.value,
                                found != given.end() ? found->name : std::to_string(object.value));
        }
        std::map<std::string, std::int64_t, std::less<>> values;
        for (const auto& [value, name] : m_names) {
            const auto [found, isFirst] = values.try_emplace(name, value);
            if (!isFirst || (name == kLabelmeBackground && value != 0)) {
                return fail(ErrorCode::Unsupported,
                            joined(m_name, ": the label ", value, " is called '", name, "', as ",
                                   isFirst ? std::string("labelme calls 0")
                                           : joined("the label ", found->second, " is"),
                                   "; labelme tells labels by their names."),
                            "Give each label a name of its own, or save it as NPY.");
            }
        }
        return {};
    }

    base::Status editShapes(const std::vector<CocoObject>& objects) {
        const array::Shape& shape = m_request.array.shape();
        std::vector<JsonRange> removed;
        std::vector<std::string> appended;
        std::int64_t changed = 0;
        for (std::size_t i = 0; i < objects.size(); ++i) {
            const CocoObject& object = objects[i];
            if (object.keepsText && !object.isNew) {
                continue;
            }
            if (object.pixels == 0) {
                removed.push_back(m_drawing.shapes[i].range);
                continue;
            }
            Json json;
            if (object.isNew) {
                json["label"] = m_names[object.value];
                json["group_id"] = nullptr;
                json["flags"] = Json::object();
            } else {
                json = Json::parse(m_edits->at(m_drawing.shapes[i].range));
                ++changed;
            }
            const base::Rect& box = object.box;
            json["points"] = {{box.x0, box.y0}, {box.x1 - 1, box.y1 - 1}};
            json["shape_type"] = "mask";
            auto png = pngText(object, shape, m_name);
            if (!png) {
                return base::passOn(png);
            }
            json["mask"] = *std::move(png);
            if (object.isNew) {
                appended.push_back(dumpedJson(json));
            } else {
                m_edits->replace(m_drawing.shapes[i].range, dumpedJson(json));
            }
        }
        m_edits->editList(m_drawing.shapeList, removed, appended);
        if (m_request.options.keepOthers &&
            changed + static_cast<std::int64_t>(removed.size() + appended.size()) > 0) {
            m_notes.push_back(joined("Of the shapes ", changed, " changed, ", appended.size(),
                                     " were added and ", removed.size(),
                                     " taken out; those with new pixels are of the type 'mask', "
                                     "which labelme reads from 5.2 on."));
        }
        return {};
    }

    base::Result<std::unique_ptr<Encoding>> encoding() {
        std::string text = std::move(*m_edits).apply();
        ReadRequest again;
        again.limits = m_request.options.limits;
        MemorySource source(m_name, std::as_bytes(std::span(text)));
        const auto found = readLabelme(source, again);
        if (!found) {
            return base::passOn(found);
        }
        if (!requireSame(found->array, m_request.array, m_name)) {
            // Labels are not numbered from 1 in the order in which they come.
            text = withValues(std::move(text));
        }
        auto encoding = std::make_unique<JsonEncoding>(m_request.array, std::move(text),
                                                       kLabelmeCodec, again, m_name);
        encoding->notes = std::move(m_notes);
        encoding->meta = LabelmeMeta{};
        return encoding;
    }

    [[nodiscard]] std::string withValues(std::string text) const {
        Json json = Json::parse(text);
        Json values = Json::object();
        for (const auto& [value, name] : m_names) {
            values[name] = value;
        }
        json[kLabelValuesKey] = std::move(values);
        const array::DType dtype = m_request.array.dtype();
        json[kLabelmeDtypeKey] =
            array::name(dtype == array::DType::Bool ? array::DType::U8 : dtype);
        constexpr int kIndent = 2;
        return joined(json.dump(kIndent, ' ', false, Json::error_handler_t::replace), "\n");
    }

    const EncodingRequest& m_request;
    std::string m_name;
    std::optional<JsonEdits> m_edits;
    LabelmeDrawing m_drawing;
    LabelmeValues m_values;
    std::map<std::int64_t, std::string> m_names;
    std::vector<std::string> m_notes;
};
}  // namespace

base::Result<std::unique_ptr<Encoding>> prepareLabelme(const EncodingRequest& request) {
    if (auto can = cocoCanHold(request.array.dtype(), request.array.shape(), request.options.limits,
                               request.name);
        !can) {
        return base::passOn(can);
    }
    if (auto labels = requireLabels(request.array, request.name); !labels) {
        return base::passOn(labels);
    }
    const auto* const meta = std::any_cast<LabelmeMeta>(&request.options.meta);
    if (CocoKey::of(request.options.part.key).instances || (meta != nullptr && meta->instances)) {
        return fail(ErrorCode::Unsupported,
                    joined(request.name, ": masks of instances are not written as labelme files."),
                    "Save it as a COCO file or as NPY.");
    }
    return Composer(request).compose();
}

}  // namespace frisket::io
