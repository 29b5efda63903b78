// SPDX-License-Identifier: MIT
#include "core/io/panoptic_reader.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/io/file_source.h"
#include "core/io/panoptic_writer.h"
#include "core/io/png_reader.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using Json = nlohmann::json;
namespace fs = std::filesystem;

struct Segment {
    std::int64_t id = 0;
    std::int64_t category = 0;
};

/// The segments of one annotation.
class Segments final : public JsonPieces {
public:
    Segments(std::size_t wantedIndex, std::string_view name)
        : m_index(static_cast<std::int64_t>(wantedIndex)), m_name(name) {}

    Wanted wanted(std::string_view key) override {
        return key == "annotations" ? Wanted::Elements : Wanted::Nothing;
    }
    base::Status piece(std::string_view /*key*/, Json&& value, const JsonRange& /*range*/,
                       std::int64_t index) override {
        const Json* const list = index == m_index ? member(value, "segments_info") : nullptr;
        if (list == nullptr) {
            return {};
        }
        m_found = true;
        for (const Json& each : *list) {
            const auto id = memberNumber(each, "id");
            const auto category = memberNumber(each, "category_id");
            if (!id || !category) {
                return fail(ErrorCode::Format,
                            joined(m_name, ": annotation ", index,
                                   " has a segment without \"id\" and \"category_id\"."));
            }
            segments.push_back({*id, *category});
        }
        return {};
    }
    bool enough() override { return m_found; }

    std::vector<Segment> segments;

private:
    std::int64_t m_index;
    std::string_view m_name;
    bool m_found = false;
};

/// Whether a name from a file stays in the folder that it is joined to.
bool staysInside(const fs::path& name) {
    return name.is_relative() && !name.empty() && name.string().find('\0') == std::string::npos &&
           std::none_of(name.begin(), name.end(),
                        [](const fs::path& part) { return part == ".."; });
}

base::Result<fs::path> pngPath(const fs::path& json, const std::string& fileName) {
    const fs::path name(fileName);
    if (!staysInside(name)) {
        return fail(ErrorCode::Format,
                    joined(json.string(), ": the file name '", fileName,
                           "' leads out of the folder; it is not opened."),
                    "Names in a panoptic file are relative and have no '..'.");
    }
    std::error_code none;
    const fs::path folder = json.parent_path();
    const fs::path inner = folder / json.stem() / name;
    const fs::path beside = folder / name;
    for (const fs::path& path : {inner, beside}) {
        if (fs::exists(path, none)) {
            return path;
        }
    }
    return fail(ErrorCode::NotFound,
                joined(json.string(), ": its PNG is neither ", inner.string(), " nor ",
                       beside.string(), "."),
                joined("Put the panoptic PNGs into a folder called '", json.stem().string(),
                       "' beside the JSON file."));
}

std::vector<NamedLabel> namesOf(const std::vector<Segment>& segments,
                                const std::vector<NamedLabel>& categories) {
    std::vector<NamedLabel> labels;
    for (const Segment& segment : segments) {
        const auto found = std::lower_bound(
            categories.begin(), categories.end(), segment.category,
            [](const NamedLabel& label, std::int64_t value) { return label.value < value; });
        if (found != categories.end() && found->value == segment.category) {
            labels.push_back({segment.id, found->name, {}});
        }
    }
    std::stable_sort(labels.begin(), labels.end(),
                     [](const NamedLabel& a, const NamedLabel& b) { return a.value < b.value; });
    return labels;
}
}  // namespace

base::Result<MaskFile> readPanoptic(ByteSource& source, const ReadRequest& request,
                                    const JsonSurvey& survey) {
    const auto index = survey.find(request.part.key, source.name());
    if (!index) {
        return base::passOn(index);
    }
    Segments segments(*index, source.name());
    if (auto done = scanJson(source, segments); !done) {
        return base::passOn(done);
    }
    const PanopticImage& image = survey.panoptic[*index];
    const auto path = pngPath(request.path, image.fileName);
    if (!path) {
        return base::passOn(path);
    }
    const auto file = FileSource::open(*path);
    if (!file) {
        return base::passOn(file);
    }
    (*file)->watch(source.progress(), 0);
    auto png = readPng(**file, request.limits, PngColours::Ids);
    if (!png) {
        return base::passOn(png);
    }
    if (auto same = (*file)->requireUnchanged(); !same) {
        return base::passOn(same);
    }
    MaskFile mask;
    mask.format = Format::Panoptic;
    mask.array = std::move(png->array);
    mask.meta = PanopticMeta{image.fileName, *path, (*file)->stamp()};
    mask.notes = std::move(png->notes);
    mask.labels = namesOf(segments.segments, survey.categories);
    mask.facts = {{"picture of ids", path->string()},
                  {"segments", std::to_string(segments.segments.size())}};
    mask.part = request.part;
    return mask;
}

FileContents listPanoptic(const JsonSurvey& survey) {
    FileContents contents;
    contents.format = Format::Panoptic;
    contents.labels = survey.categories;
    contents.facts = {{"images", std::to_string(survey.panoptic.size())}};
    for (const PanopticImage& image : survey.panoptic) {
        FileItem item;
        item.part.key = image.fileName;
        item.note = "in a PNG of its own";
        contents.items.push_back(std::move(item));
    }
    return contents;
}

}  // namespace frisket::io
