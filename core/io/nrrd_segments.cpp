// SPDX-License-Identifier: MIT
#include "core/io/nrrd_segments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>

#include "core/base/text.h"

namespace frisket::io {

namespace {
using base::joined;

constexpr int kSpaceAxes = 3;

/// Numbers of lines, where the header has them.
struct Segment {
    std::int64_t number = 0;
    std::map<std::string, std::size_t, std::less<>> lines;  ///< "Name" -> line
    std::optional<std::int64_t> value;
};

std::string_view valueOf(std::string_view line) { return line.substr(line.find(":=") + 2); }

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size() &&
            (text[at + 1] == 'n' || text[at + 1] == '\\')) {
            out += text[++at] == 'n' ? '\n' : '\\';
        } else {
            out += text[at];
        }
    }
    return out;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '\n' ? "\\n" : c == '\\' ? "\\\\" : std::string(1, c);
    }
    return out;
}

template <class Number>
std::vector<Number> numbersOf(std::string_view text) {
    std::vector<Number> numbers;
    for (const std::string& word : nrrdWords(text)) {
        Number value{};
        const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
        if (read.ec != std::errc() || read.ptr != word.data() + word.size()) {
            return {};
        }
        numbers.push_back(value);
    }
    return numbers;
}

std::optional<labels::Rgb> colourOf(std::string_view text) {
    const auto parts = numbersOf<double>(text);
    const auto isPart = [](double part) { return part >= 0 && part <= 1; };
    if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), isPart)) {
        return std::nullopt;
    }
    const auto byte = [](double part) {
        return static_cast<std::uint8_t>(std::lround(part * 255));
    };
    return labels::Rgb{byte(parts[0]), byte(parts[1]), byte(parts[2])};
}

std::string colourText(labels::Rgb colour) {
    constexpr float kFull = 255;
    const auto part = [](std::uint8_t byte) { return static_cast<float>(byte) / kFull; };
    return joined(part(colour.r), " ", part(colour.g), " ", part(colour.b));
}

/// By number; "Segment12_Name" is of number 12.
std::map<std::int64_t, Segment> segmentsOf(const std::vector<std::string>& lines) {
    std::map<std::int64_t, Segment> segments;
    constexpr std::string_view kStart = "Segment";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = lines[i];
        if (!line.starts_with(kStart)) {
            continue;
        }
        std::int64_t number = -1;
        const char* const end = line.data() + line.size();
        const auto read = std::from_chars(line.data() + kStart.size(), end, number);
        const std::string_view rest(read.ptr, static_cast<std::size_t>(end - read.ptr));
        const std::size_t key = rest.find(":=");
        if (read.ec != std::errc() || number < 0 || !rest.starts_with('_') ||
            key == std::string_view::npos) {
            continue;
        }
        Segment& segment = segments[number];
        segment.number = number;
        segment.lines.emplace(rest.substr(1, key - 1), i);
        if (rest.substr(1, key - 1) == "LabelValue") {
            const auto values = numbersOf<std::int64_t>(rest.substr(key + 2));
            segment.value = values.size() == 1 ? std::optional(values.front()) : std::nullopt;
        }
    }
    return segments;
}

std::string_view textOf(const NrrdMeta& meta, const Segment& segment, std::string_view key) {
    const auto found = segment.lines.find(key);
    return found == segment.lines.end() ? std::string_view() : valueOf(meta.lines[found->second]);
}

NamedLabel labelOf(const NrrdMeta& meta, const Segment& segment) {
    return {segment.value.value_or(0), unescaped(textOf(meta, segment, "Name")),
            colourOf(textOf(meta, segment, "Color"))};
}

void setText(NrrdMeta& meta, Segment& segment, std::string_view key, std::string_view value) {
    std::string line = joined("Segment", segment.number, "_", key, ":=", escaped(value));
    const auto found = segment.lines.find(key);
    if (found != segment.lines.end()) {
        meta.lines[found->second] = std::move(line);
        return;
    }
    segment.lines.emplace(key, meta.lines.size());
    meta.lines.push_back(std::move(line));
}

/// The segments by value, without those that share one.
std::map<std::int64_t, Segment> byValue(const NrrdMeta& meta, bool& shared) {
    std::map<std::int64_t, Segment> unique;
    std::map<std::int64_t, int> times;
    for (const auto& [number, segment] : segmentsOf(meta.lines)) {
        if (segment.value) {
            unique.emplace(*segment.value, segment);
            ++times[*segment.value];
        }
    }
    for (const auto& [value, count] : times) {
        if (count > 1) {
            shared = true;
            unique.erase(value);
        }
    }
    return unique;
}

/// From and to along x, y and z, both inclusive.
using Extent = std::array<std::int64_t, std::size_t{2} * kSpaceAxes>;

void widen(Extent& extent, const Extent& by) {
    for (std::size_t axis = 0; axis < kSpaceAxes; ++axis) {
        extent[2 * axis] = std::min(extent[2 * axis], by[2 * axis]);
        extent[2 * axis + 1] = std::max(extent[2 * axis + 1], by[2 * axis + 1]);
    }
}

/// Of each value that occurs, over the last three axes of `array`.
std::unordered_map<std::int64_t, Extent> extentsIn(const array::NdArray& array,
                                                   const std::map<std::int64_t, Segment>& wanted) {
    std::unordered_map<std::int64_t, Extent> extents;
    const array::Shape& shape = array.shape();
    const std::int64_t width = shape.back();
    const std::int64_t height = shape[shape.rank() - 2];
    const std::int64_t depth = shape[shape.rank() - 3];
    array::visitType(array.dtype(), [&]<class T>(std::type_identity<T>) {
        if constexpr (std::is_integral_v<T>) {
            const T* const values =
                reinterpret_cast<const T*>(array.view().at(array.layout().offset));
            const std::int64_t rows = array.count() / width;
            for (std::int64_t row = 0; row < rows; ++row) {
                const T* const begin = values + row * width;
                for (std::int64_t x = 0; x < width;) {
                    const T value = begin[x];
                    const std::int64_t first = x;
                    while (x < width && begin[x] == value) {
                        ++x;
                    }
                    const auto label = static_cast<std::int64_t>(value);
                    if (wanted.count(label) > 0) {
                        const std::int64_t y = row % height;
                        const std::int64_t z = row / height % depth;
                        const Extent run{first, x - 1, y, y, z, z};
                        widen(extents.emplace(label, run).first->second, run);
                    }
                }
            }
        }
    });
    return extents;
}

/// Whether the array's last axes are x, y and z of the file, without one of layers below them.
bool hasSpaceLast(const NrrdMeta& meta) {
    for (const std::string& text : meta.lines) {
        const auto line = parseNrrdLine(text);
        if (line && line->kind == NrrdLine::Kind::Field && line->name == "kinds") {
            const auto kinds = nrrdWords(line->value);
            return kinds.empty() || (kinds[0] != "list" && kinds[0] != "vector");
        }
    }
    return true;
}

void widenExtents(NrrdMeta& meta, const array::NdArray& array) {
    bool shared = false;
    auto segments = byValue(meta, shared);
    if (segments.empty() || array.rank() < kSpaceAxes || !hasSpaceLast(meta)) {
        return;
    }
    for (const auto& [value, found] : extentsIn(array, segments)) {
        Segment& segment = segments.at(value);
        const auto said = numbersOf<std::int64_t>(textOf(meta, segment, "Extent"));
        Extent extent = found;
        if (said.size() == extent.size()) {
            std::copy(said.begin(), said.end(), extent.begin());
            const bool empty =
                extent[0] > extent[1] || extent[2] > extent[3] || extent[4] > extent[5];
            const Extent before = extent;
            widen(extent, found);
            if (extent == before && !empty) {
                continue;
            }
            extent = empty ? found : extent;
        }
        std::string text;
        for (const std::int64_t place : extent) {
            text += joined(text.empty() ? "" : " ", place);
        }
        setText(meta, segment, "Extent", text);
    }
}
}  // namespace

std::vector<NamedLabel> nrrdLabels(const NrrdMeta& meta, std::vector<std::string>& notes) {
    bool shared = false;
    std::vector<NamedLabel> labels;
    for (const auto& [value, segment] : byValue(meta, shared)) {
        labels.push_back(labelOf(meta, segment));
    }
    if (shared) {
        notes.emplace_back(
            "Segments of several layers have the same value; their names are not shown, and kept.");
    }
    return labels;
}

void updateSegments(NrrdMeta& meta, const std::vector<NamedLabel>& labels,
                    const array::NdArray& array, std::vector<std::string>& notes) {
    bool shared = false;
    auto known = byValue(meta, shared);
    const auto all = segmentsOf(meta.lines);
    std::int64_t next = all.empty() ? 0 : all.rbegin()->first + 1;
    bool leftOut = false;
    for (const NamedLabel& label : labels) {
        const auto isOfSeveral = [&](const auto& entry) {
            return entry.second.value == label.value && known.count(label.value) == 0;
        };
        if (label.name.empty() && !label.colour) {
            continue;
        }
        if (std::any_of(all.begin(), all.end(), isOfSeveral)) {
            leftOut = true;
            continue;
        }
        const auto found = known.find(label.value);
        Segment fresh;
        fresh.number = next;
        Segment& segment = found != known.end() ? found->second : fresh;
        if (found == known.end()) {
            ++next;
            setText(meta, segment, "ID", joined("Segment_", segment.number + 1));
            setText(meta, segment, "LabelValue", joined(label.value));
            setText(meta, segment, "Layer", "0");
        }
        const NamedLabel before = labelOf(meta, segment);
        if (!label.name.empty() && label.name != before.name) {
            setText(meta, segment, "Name", label.name);
            setText(meta, segment, "NameAutoGenerated", "0");
        }
        if (label.colour && label.colour != before.colour) {
            setText(meta, segment, "Color", colourText(*label.colour));
            setText(meta, segment, "ColorAutoGenerated", "0");
        }
    }
    if (leftOut) {
        notes.emplace_back(
            "Segments of several layers have the same value; names for it are not written.");
    }
    widenExtents(meta, array);
}

}  // namespace frisket::io
