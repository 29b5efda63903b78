// SPDX-License-Identifier: MIT
#include "core/io/labelme_reader.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "core/base/text.h"
#include "core/io/labelme_shape.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::json;

class Reader final : public JsonPieces {
public:
    Reader(LabelmeDrawing& drawing, std::string_view name) : m_drawing(drawing), m_name(name) {}

    Wanted wanted(std::string_view key) override {
        const bool counts = key == "imageHeight" || key == "imageWidth" || key == "version" ||
                            key == kLabelValuesKey || key == kLabelmeDtypeKey;
        return key == "shapes" ? Wanted::Elements : counts ? Wanted::Whole : Wanted::Nothing;
    }
    base::Status piece(std::string_view key, Json&& value, const JsonRange& range,
                       std::int64_t index) override {
        if (key == "imageHeight") {
            m_drawing.height = wholeNumber(value).value_or(-1);
        } else if (key == "imageWidth") {
            m_drawing.width = wholeNumber(value).value_or(-1);
        } else if (key == "version") {
            m_drawing.version = value.is_string() ? value.get<std::string>() : value.dump();
        } else if (key == kLabelValuesKey) {
            return readValues(value);
        } else if (key == kLabelmeDtypeKey) {
            m_drawing.saidDtype =
                integerNamed(value.is_string() ? value.get<std::string>() : std::string());
            return m_drawing.saidDtype ? base::Status() : wrong(key, "is no integer dtype");
        } else {
            if (index < 0) {
                return wrong(key, "is no list");
            }
            auto shape = readShape(value, joined(m_name, ": shape ", index));
            if (!shape) {
                return base::passOn(shape);
            }
            shape->range = range;
            m_drawing.shapes.push_back(*std::move(shape));
        }
        return {};
    }
    void end(std::string_view key, const JsonRange& range) override {
        if (key == "shapes") {
            m_drawing.shapeList = range;
        }
    }
    void endOfFile(const JsonRange& range) override { m_drawing.object = range; }

private:
    [[nodiscard]] base::Status wrong(std::string_view key, std::string_view what) const {
        return fail(ErrorCode::Format, joined(m_name, ": \"", key, "\" ", what, "."));
    }

    base::Status readValues(const Json& values) {
        for (const auto& [label, value] : values.items()) {
            const auto number = wholeNumber(value);
            if (!number || *number < 0) {
                return wrong(kLabelValuesKey,
                             joined("has no value 0 or above for ", jsonText(label)));
            }
            m_drawing.saidValues[label] = *number;
        }
        return values.is_object() ? base::Status() : wrong(kLabelValuesKey, "is no object");
    }

    LabelmeDrawing& m_drawing;
    std::string m_name;
};

LabelmeValues instancesOf(const std::vector<LabelmeShape>& shapes) {
    LabelmeValues values;
    std::int64_t largest = 0;
    std::map<std::pair<std::string, std::string>, std::int64_t> known;
    for (const LabelmeShape& shape : shapes) {
        std::int64_t value = largest + 1;
        if (!shape.group.empty()) {
            value = known.try_emplace({shape.label, shape.group}, value).first->second;
        }
        if (value > largest) {
            largest = value;
            values.labels.push_back({value, shape.label, {}});
        }
        values.ofShapes.push_back(value);
    }
    values.dtype = dtypeFor(largest);
    return values;
}
}  // namespace

LabelmeValues categoriesOf(const LabelmeDrawing& drawing) {
    LabelmeValues values;
    auto known = drawing.saidValues;
    std::int64_t largest = 0;
    for (const auto& [label, value] : known) {
        largest = std::max(largest, value);
    }
    const bool saysIgnored = known.count(kLabelmeIgnore) > 0;
    known.try_emplace(std::string(kLabelmeBackground), 0);
    bool ignores = false;
    for (const LabelmeShape& shape : drawing.shapes) {
        if (shape.label == kLabelmeIgnore && !saysIgnored) {
            ignores = true;
        } else if (known.try_emplace(shape.label, largest + 1).second) {
            ++largest;
        }
    }
    // One value is left for what is ignored.
    const array::DType usual = dtypeFor(largest + (ignores ? 1 : 0));
    values.dtype =
        drawing.saidDtype && holdsValue(*drawing.saidDtype, largest) ? *drawing.saidDtype : usual;
    if (ignores) {
        known[std::string(kLabelmeIgnore)] =
            usual == array::DType::U8    ? std::numeric_limits<std::uint8_t>::max()
            : usual == array::DType::U16 ? std::numeric_limits<std::uint16_t>::max()
                                         : std::numeric_limits<std::uint32_t>::max();
        values.dtype = usual;
    }
    if (const auto ignored = known.find(kLabelmeIgnore); ignored != known.end()) {
        values.ignored = ignored->second;
    }
    for (const LabelmeShape& shape : drawing.shapes) {
        values.ofShapes.push_back(known.find(shape.label)->second);
    }
    for (const auto& [label, value] : known) {
        values.labels.push_back({value, label, {}});
    }
    std::stable_sort(values.labels.begin(), values.labels.end(),
                     [](const NamedLabel& a, const NamedLabel& b) { return a.value < b.value; });
    return values;
}

base::Result<LabelmeDrawing> readDrawing(ByteSource& source) {
    LabelmeDrawing drawing;
    Reader reader(drawing, source.name());
    if (auto done = scanJson(source, reader); !done) {
        return base::passOn(done);
    }
    if (drawing.height < 0 || drawing.width < 0) {
        return fail(ErrorCode::Format,
                    joined(source.name(),
                           ": \"imageHeight\" and \"imageWidth\" are no whole "
                           "numbers, so the size of the mask is not known."),
                    "Open and save the file in labelme, which writes them.");
    }
    return drawing;
}

base::Result<MaskFile> readLabelme(ByteSource& source, const ReadRequest& request) {
    const CocoKey key = CocoKey::of(request.part.key);
    if (!key.image.empty()) {
        return fail(
            ErrorCode::InvalidArgument,
            joined(source.name(), ": a labelme file holds one image, so there is no key '",
                   request.part.key, "'."),
            joined("Leave the key out, or choose instances with '", kInstancesSuffix, "'."));
    }
    const auto read = readDrawing(source);
    if (!read) {
        return base::passOn(read);
    }
    const LabelmeDrawing& drawing = *read;
    LabelmeValues values = key.instances ? instancesOf(drawing.shapes) : categoriesOf(drawing);
    auto canvas = CocoCanvas::make(values.dtype, drawing.height, drawing.width, request.limits,
                                   source.name());
    if (!canvas) {
        return base::passOn(canvas);
    }
    const base::Rect all{0, 0, drawing.width, drawing.height};
    for (std::size_t i = 0; i < drawing.shapes.size(); ++i) {
        if (const auto goOn = base::proceed(source.progress()); !goOn) {
            return base::passOn(goOn);
        }
        const auto region =
            drawShape(drawing.shapes[i], all, request.limits, joined(source.name(), ": shape ", i));
        if (!region) {
            return base::passOn(region);
        }
        canvas->paint(*region, values.ofShapes[i]);
    }
    MaskFile mask;
    mask.format = Format::Labelme;
    mask.array = std::move(*canvas).take();
    mask.part = request.part;
    mask.labels = std::move(values.labels);
    mask.meta = LabelmeMeta{key.instances};
    if (values.ignored) {
        mask.notes.push_back(
            joined("'", kLabelmeIgnore, "' is ", *values.ignored, ", as void is in VOC masks."));
    }
    mask.facts = {{"labelme", drawing.version}, {"shapes", std::to_string(drawing.shapes.size())}};
    return mask;
}

}  // namespace frisket::io
