// SPDX-License-Identifier: MIT
#include "core/io/png_codec.h"

#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/io/panoptic_writer.h"
#include "core/io/png_ids.h"
#include "core/io/png_plan.h"
#include "core/io/png_reader.h"
#include "core/io/png_writer.h"
#include "core/io/tiff_meta.h"

namespace frisket::io {

namespace {
using namespace std::string_view_literals;

constexpr std::array kEndings{".png"sv};

bool recognises(std::string_view start) { return start.starts_with("\x89PNG\r\n\x1A\n"sv); }

base::Result<MaskFile> read(ByteSource& source, const ReadRequest& request) {
    const bool ids = request.part.key == kIdsKey && !request.part.page;
    auto file = readPng(source, request.limits, ids ? PngColours::Ids : PngColours::Judged);
    if (!file) {
        return base::passOn(file);
    }
    MaskFile mask;
    if (ids && file->meta.kind == PngKind::Rgb) {
        mask.part = request.part;
    }
    mask.array = std::move(file->array);
    mask.format = Format::Png;
    mask.meta = std::move(file->meta);
    mask.notes = std::move(file->notes);
    return mask;
}

class PngEncoding final : public Encoding {
public:
    PngEncoding(const array::NdArray& array, PngPlan plan, std::string name)
        : m_array(array), m_meta(std::move(plan.meta)), m_name(std::move(name)) {
        notes = std::move(plan.notes);
        meta = m_meta;
    }
    base::Status write(RandomSink& sink, base::Progress* progress) override {
        return writePng(m_array, m_meta, sink, m_name, progress);
    }
    base::Status compare(ByteSource& source) override {
        return comparePng(source, m_array, m_meta);
    }

private:
    const array::NdArray& m_array;
    PngMeta m_meta;
    std::string m_name;
};

base::Result<std::unique_ptr<Encoding>> prepare(const EncodingRequest& request) {
    auto plan = planPng(request.array, pngWanted(request.options.meta), request.options.limits,
                        request.name);
    if (!plan) {
        return base::passOn(plan);
    }
    const auto* const tiff = std::any_cast<TiffMeta>(&request.options.meta);
    if (tiff != nullptr && !tiff->colourMap.empty()) {
        plan->notes.emplace_back("The palette of the TIFF is not kept in a PNG.");
    }
    return std::make_unique<PngEncoding>(request.array, *std::move(plan),
                                         std::string(request.name));
}
}  // namespace

std::optional<PngMeta> pngWanted(const std::any& meta) {
    if (const auto* const png = std::any_cast<PngMeta>(&meta); png != nullptr) {
        return *png;
    }
    return std::any_cast<PanopticMeta>(&meta) != nullptr
               ? std::optional(PngMeta{PngKind::Rgb, 8, {}, {}})
               : std::nullopt;
}

constinit const Codec kPngCodec{Format::Png, "png"sv, "PNG picture"sv, kEndings, recognises,
                                read,        nullptr, pngCanHold,      prepare,  {}};

}  // namespace frisket::io
