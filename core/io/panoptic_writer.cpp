// SPDX-License-Identifier: MIT
#include "core/io/panoptic_writer.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/text.h"
#include "core/io/atomic_file.h"
#include "core/io/coco_json.h"
#include "core/io/file_source.h"
#include "core/io/json_codec.h"
#include "core/io/json_edit.h"
#include "core/io/json_survey.h"
#include "core/io/png_ids.h"
#include "core/io/png_plan.h"
#include "core/io/png_writer.h"
#include "core/io/text_file.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::ordered_json;

struct Extent {
    std::int64_t pixels = 0;
    base::Rect box;
};

/// Of each id but 0.
std::map<std::int64_t, Extent> extentsOf(const array::NdArray& array) {
    std::map<std::int64_t, Extent> extents;
    const std::int64_t width = array.shape()[1];
    const auto* row =
        reinterpret_cast<const std::uint32_t*>(array.view().at(array.layout().offset));
    for (std::int64_t y = 0; y < array.shape()[0]; ++y, row += width) {
        for (std::int64_t x = 0; x < width;) {
            const std::int64_t begin = x;
            while (x < width && row[x] == row[begin]) {
                ++x;
            }
            if (row[begin] != 0) {
                Extent& extent = extents[row[begin]];
                extent.pixels += x - begin;
                extent.box = extent.box.united({begin, y, x, y + 1});
            }
        }
    }
    return extents;
}

/// Where the annotation of an index lies.
class Finder final : public JsonPieces {
public:
    explicit Finder(std::size_t index) : m_index(static_cast<std::int64_t>(index)) {}

    Wanted wanted(std::string_view key) override {
        return key == "annotations" ? Wanted::Elements : Wanted::Nothing;
    }
    base::Status piece(std::string_view /*key*/, nlohmann::json&& /*value*/, const JsonRange& where,
                       std::int64_t index) override {
        range = index == m_index ? where : range;
        return {};
    }
    bool enough() override { return range.size() > 0; }

    JsonRange range;

private:
    std::int64_t m_index;
};

/// Writes both files.
class PanopticEncoding final : public Encoding {
public:
    PanopticEncoding(const EncodingRequest& request, const PanopticMeta& from, std::string text)
        : m_array(request.array), m_meta(from), m_text(std::move(text)) {}

    base::Status write(RandomSink& sink, base::Progress* progress) override {
        auto png = AtomicFile::begin(m_meta.png, m_meta.stamp);
        if (!png) {
            return base::passOn(png);
        }
        m_png = *std::move(png);
        if (auto written = writePng(m_array, kIds, *m_png, m_meta.png.string(), progress);
            !written) {
            return written;
        }
        return sink.write(std::as_bytes(std::span(m_text)));
    }

    base::Status compare(ByteSource& source) override {
        std::string text(static_cast<std::size_t>(source.size()), '\0');
        if (auto read = source.read(std::as_writable_bytes(std::span(text))); !read) {
            return read;
        }
        if (text != m_text) {
            return fail(ErrorCode::Io,
                        joined(source.name(), ": what was written reads back otherwise."),
                        "The old files are unchanged. Check disk and memory.");
        }
        const auto verify = [&](const std::filesystem::path& temporary) -> base::Status {
            const auto png = FileSource::open(temporary, m_meta.png.string());
            return png ? comparePng(**png, m_array, kIds) : base::Status(base::passOn(png));
        };
        // Sealed from here on: both files are renamed, one right after the other.
        const auto replaced = m_png->commit(verify, source.progress());
        if (!replaced) {
            return base::passOn(replaced);
        }
        m_meta.stamp = replaced->stamp;
        meta = m_meta;
        notes.insert(notes.end(), replaced->notes.begin(), replaced->notes.end());
        return {};
    }

private:
    inline static const PngMeta kIds{PngKind::Rgb, 8, {}, {}};

    const array::NdArray& m_array;
    PanopticMeta m_meta;
    std::string m_text;
    std::unique_ptr<AtomicFile> m_png;
};

/// The category of a new segment.
base::Result<std::int64_t> categoryOf(std::int64_t id, const EncodingRequest& request,
                                      const std::vector<NamedLabel>& categories) {
    for (const NamedLabel& label : request.options.labels) {
        const auto named =
            std::find_if(categories.begin(), categories.end(), [&](const NamedLabel& category) {
                return label.value == id && !label.name.empty() && category.name == label.name;
            });
        if (named != categories.end()) {
            return named->value;
        }
    }
    return fail(ErrorCode::Unsupported,
                joined(request.name, ": the id ", id,
                       " is no segment of the image, and its label is not called as a category."),
                "Give the label the name of a category of the file, or save it as NPY.");
}

base::Result<Json> newSegments(const Json& old, const EncodingRequest& request,
                               const std::vector<NamedLabel>& categories) {
    auto extents = extentsOf(request.array);
    Json segments = Json::array();
    const auto put = [](Json& segment, const Extent& extent) {
        segment["area"] = extent.pixels;
        segment["bbox"] = {extent.box.x0, extent.box.y0, extent.box.width(), extent.box.height()};
    };
    for (const Json& segment : old) {
        const auto found =
            segment.is_object() && segment.contains("id")
                ? extents.find(wholeNumber(nlohmann::json(segment["id"])).value_or(0))
                : extents.end();
        if (found != extents.end()) {
            segments.push_back(segment);
            put(segments.back(), found->second);
            extents.erase(found);
        }
    }
    for (const auto& [id, extent] : extents) {
        const auto category = categoryOf(id, request, categories);
        if (!category) {
            return base::passOn(category);
        }
        Json segment;
        segment["id"] = id;
        segment["category_id"] = *category;
        segment["iscrowd"] = 0;
        put(segment, extent);
        segments.push_back(std::move(segment));
    }
    return segments;
}
}  // namespace

base::Status panopticCanHold(array::DType dtype, const array::Shape& shape,
                             const ReadLimits& limits, std::string_view name) {
    if (dtype != array::DType::U32) {
        return fail(ErrorCode::Unsupported,
                    joined(name, ": panoptic files hold uint32 up to ", kLargestColourId, ", not ",
                           array::name(dtype), "."),
                    "Save it as NPY, which holds every dtype and shape.");
    }
    return pngCanHold(dtype, shape, limits, name);
}

base::Result<std::unique_ptr<Encoding>> preparePanoptic(const EncodingRequest& request) {
    if (auto can = panopticCanHold(request.array.dtype(), request.array.shape(),
                                   request.options.limits, request.name);
        !can) {
        return base::passOn(can);
    }
    const auto* const meta = std::any_cast<PanopticMeta>(&request.options.meta);
    if (meta == nullptr || !request.options.keepOthers) {
        return fail(ErrorCode::Unsupported,
                    joined(request.name,
                           ": panoptic masks are saved only to the file that they "
                           "were read from, which says their categories."),
                    "Save it as PNG, which holds the ids, or as NPY.");
    }
    if (auto plan = planPng(request.array, PngMeta{PngKind::Rgb, 8, {}, {}}, request.options.limits,
                            request.name);
        !plan) {
        return base::passOn(plan);
    }
    auto text =
        readText(request.path, static_cast<std::size_t>(request.options.limits.memoryBudget));
    if (!text) {
        return base::passOn(text);
    }
    JsonEdits edits(*std::move(text));
    MemorySource source(std::string(request.name), std::as_bytes(std::span(edits.text())));
    const auto survey = surveyJson(source);
    if (!survey) {
        return base::passOn(survey);
    }
    const auto index =
        std::find_if(survey->panoptic.begin(), survey->panoptic.end(),
                     [&](const PanopticImage& image) { return image.fileName == meta->fileName; });
    if (index == survey->panoptic.end()) {
        return fail(ErrorCode::ChangedOnDisk,
                    joined(request.name, ": the file has no '", meta->fileName, "' any more."),
                    "Save under another name.");
    }
    Finder finder(static_cast<std::size_t>(index - survey->panoptic.begin()));
    if (auto done = scanJson(source, finder); !done) {
        return base::passOn(done);
    }
    Json annotation = Json::parse(edits.at(finder.range));
    auto segments = newSegments(annotation["segments_info"], request, survey->categories);
    if (!segments) {
        return base::passOn(segments);
    }
    if (*segments != annotation["segments_info"]) {
        annotation["segments_info"] = *std::move(segments);
        edits.replace(finder.range, dumpedJson(annotation));
    }
    return std::make_unique<PanopticEncoding>(request, *meta, std::move(edits).apply());
}

}  // namespace frisket::io
