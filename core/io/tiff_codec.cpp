// SPDX-License-Identifier: MIT
#include "core/io/tiff_codec.h"

#include <array>
#include <utility>

#include "core/io/tiff_plan.h"
#include "core/io/tiff_reader.h"
#include "core/io/tiff_writer.h"

namespace frisket::io {

namespace {
using namespace std::string_view_literals;

constexpr std::array kEndings{".tif"sv, ".tiff"sv};

bool recognises(std::string_view start) {
    return start.starts_with("II*\0"sv) || start.starts_with("MM\0*"sv) ||
           start.starts_with("II+\0"sv) || start.starts_with("MM\0+"sv);
}

class TiffEncoding final : public Encoding {
public:
    TiffEncoding(const array::NdArray& array, TiffPlan plan, std::string name)
        : m_array(array), m_plan(std::move(plan)), m_name(std::move(name)) {
        notes = std::move(m_plan.notes);
    }
    base::Status write(RandomSink& sink, base::Progress* progress) override {
        return writeTiff(m_array, m_plan, sink, m_name, progress);
    }
    base::Status compare(ByteSource& source) override {
        return compareTiff(source, m_array, m_plan.meta);
    }

private:
    const array::NdArray& m_array;
    TiffPlan m_plan;
    std::string m_name;
};

base::Result<std::unique_ptr<Encoding>> prepare(const EncodingRequest& request) {
    auto plan = planTiff(request);
    if (!plan) {
        return base::passOn(plan);
    }
    return std::make_unique<TiffEncoding>(request.array, *std::move(plan),
                                          std::string(request.name));
}
}  // namespace

constinit const Codec kTiffCodec{Format::Tiff, "tiff"sv,         "TIFF picture"sv, kEndings,
                                 recognises,   readTiff,         listTiff,         tiffCanHold,
                                 prepare,      kTiffCompressions};

}  // namespace frisket::io
