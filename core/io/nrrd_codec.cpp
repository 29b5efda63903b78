// SPDX-License-Identifier: MIT
#include "core/io/nrrd_codec.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/io/nrrd_header.h"
#include "core/io/nrrd_segments.h"
#include "core/io/volume_values.h"

namespace frisket::io {

namespace {
using base::joined;
using namespace std::string_view_literals;

constexpr std::array kEndings{".nrrd"sv, ".seg.nrrd"sv};
constexpr std::array kCompressions{"gzip"sv, "none"sv};
constexpr int kMostAxes = 16;

bool recognises(std::string_view start) { return start.starts_with("NRRD000"sv); }

/// The value of a field, or nothing.
std::string_view fieldOf(const NrrdMeta& meta, std::string_view name) {
    for (const std::string& text : meta.lines) {
        const auto line = parseNrrdLine(text);
        if (line && line->kind == NrrdLine::Kind::Field && line->name == name) {
            return line->value;
        }
    }
    return {};
}

/// What the file calls its axes, else what they are by its kinds: axes of space are x, y, z and t.
std::vector<std::string> axisNames(const NrrdMeta& meta) {
    constexpr std::array kSpace{"x"sv, "y"sv, "z"sv, "t"sv};
    const auto names = nrrdWords(fieldOf(meta, "labels"));
    const auto kinds = nrrdWords(fieldOf(meta, "kinds"));
    std::size_t space = 0;
    std::vector<std::string> axes;
    for (std::size_t i = 0; i < static_cast<std::size_t>(meta.shape.rank()); ++i) {
        const std::string kind = i < kinds.size() ? kinds[i] : std::string();
        const bool isSpace =
            kind.empty() || kind == "domain" || kind == "space" || kind == "none" || kind == "???";
        std::string axis = isSpace ? std::string() : kind == "time" ? "t" : kind;
        if (isSpace && space < kSpace.size()) {
            axis = kSpace[space++];
        }
        axes.push_back(i < names.size() && !names[i].empty() ? names[i] : axis);
    }
    std::reverse(axes.begin(), axes.end());
    return axes;
}

std::vector<Fact> factsOf(const NrrdMeta& meta) {
    std::vector<Fact> facts{
        {"encoding", meta.packing == Packing::Gzip ? "gzip" : "raw"},
    };
    for (const auto& [field, name] :
         {std::pair("space"sv, "space"), std::pair("spacedirections"sv, "space directions"),
          std::pair("spacings"sv, "spacings"), std::pair("content"sv, "content")}) {
        if (const std::string_view value = fieldOf(meta, field); !value.empty()) {
            facts.push_back({name, std::string(value)});
        }
    }
    return facts;
}

base::Result<MaskFile> read(ByteSource& source, const ReadRequest& request) {
    auto meta = readNrrdHeader(source);
    if (!meta) {
        return base::passOn(meta);
    }
    MaskFile mask;
    Unpacker unpacker(source, meta->packing);
    auto values = readValues(unpacker, {meta->dtype, meta->shape, meta->bigEndian}, request.limits,
                             mask.notes);
    if (!values) {
        return base::passOn(values);
    }
    mask.array = *std::move(values);
    mask.format = Format::Nrrd;
    mask.bigEndian = meta->bigEndian && array::itemSize(meta->dtype) > 1;
    mask.axisNames = axisNames(*meta);
    mask.labels = nrrdLabels(*meta, mask.notes);
    mask.facts = factsOf(*meta);
    mask.meta = *std::move(meta);
    return mask;
}

base::Result<FileContents> list(ByteSource& source, const ReadRequest&) {
    const auto meta = readNrrdHeader(source);
    if (!meta) {
        return base::passOn(meta);
    }
    std::vector<std::string> notes;
    FileContents contents;
    contents.format = Format::Nrrd;
    contents.items.push_back({{}, meta->dtype, meta->shape, {}});
    contents.labels = nrrdLabels(*meta, notes);
    contents.facts = factsOf(*meta);
    return contents;
}

base::Status canHold(array::DType dtype, const array::Shape& shape, const ReadLimits& limits,
                     std::string_view name) {
    return volumeCanHold(dtype, shape, limits, name, "NRRD", kMostAxes);
}

class NrrdEncoding final : public Encoding {
public:
    NrrdEncoding(const array::NdArray& array, NrrdMeta nrrd)
        : m_array(array), m_meta(std::move(nrrd)), m_header(formatNrrdHeader(m_meta, notes)) {}

    /// Reads its own header, so that what is handed back is what a reader finds.
    base::Status settle(std::string_view name) {
        MemorySource source(std::string(name), std::as_bytes(std::span(m_header)));
        auto found = readNrrdHeader(source);
        if (!found) {
            return base::passOn(found);
        }
        m_meta = *std::move(found);
        meta = m_meta;
        return {};
    }
    base::Status write(RandomSink& sink, base::Progress* progress) override {
        if (auto written = sink.write(std::as_bytes(std::span(m_header))); !written) {
            return written;
        }
        Packer packer(sink, m_meta.packing);
        if (auto written = writeValues(packer, m_array, m_meta.bigEndian, progress); !written) {
            return written;
        }
        return packer.finish();
    }
    base::Status compare(ByteSource& source) override {
        const auto found = readNrrdHeader(source);
        if (!found) {
            return base::passOn(found);
        }
        if (*found != m_meta) {
            return base::fail(
                base::ErrorCode::Io,
                joined(source.name(), ": what was written reads back with another header."),
                "The disk or the memory may be faulty; the old file is unchanged.");
        }
        Unpacker unpacker(source, found->packing);
        return compareValues(unpacker, m_array, m_meta.bigEndian);
    }

private:
    const array::NdArray& m_array;
    NrrdMeta m_meta;
    std::string m_header;
};

base::Result<std::unique_ptr<Encoding>> prepare(const EncodingRequest& request) {
    const auto* const from = std::any_cast<NrrdMeta>(&request.options.meta);
    NrrdMeta meta = from != nullptr ? *from : NrrdMeta();
    std::vector<std::string> notes;
    const array::Shape before = meta.shape;
    meta.dtype =
        request.array.dtype() == array::DType::Bool ? array::DType::U8 : request.array.dtype();
    meta.shape = request.array.shape();
    if (!request.options.compression.empty()) {
        meta.packing = request.options.compression == "gzip" ? Packing::Gzip : Packing::None;
    }
    updateSegments(meta, request.options.labels, request.array, notes);
    if (from != nullptr && before.rank() == meta.shape.rank() && before != meta.shape) {
        notes.push_back(joined("The shape was ", array::toString(before),
                               " in the file that the array comes from; origin and directions of "
                               "that file are kept."));
    }
    auto encoding = std::make_unique<NrrdEncoding>(request.array, std::move(meta));
    if (auto settled = encoding->settle(request.name); !settled) {
        return base::passOn(settled);
    }
    encoding->notes.insert(encoding->notes.begin(), notes.begin(), notes.end());
    return encoding;
}
}  // namespace

constinit const Codec kNrrdCodec{Format::Nrrd, "nrrd"sv,   "NRRD, a volume of scientific imaging"sv,
                                 kEndings,     recognises, read,
                                 list,         canHold,    prepare,
                                 kCompressions};

}  // namespace frisket::io
