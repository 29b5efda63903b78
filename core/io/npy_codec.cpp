// SPDX-License-Identifier: MIT
#include "core/io/npy_codec.h"

#include <array>
#include <utility>

#include "core/base/text.h"
#include "core/io/npy.h"

namespace frisket::io {

namespace {
using namespace std::string_view_literals;

constexpr std::array kEndings{".npy"sv};

bool recognises(std::string_view start) { return start.starts_with("\x93NUMPY"sv); }

base::Result<MaskFile> read(ByteSource& source, const ReadRequest& request) {
    auto file = readNpy(source, request.limits);
    if (!file) {
        return base::passOn(file);
    }
    MaskFile mask;
    mask.array = std::move(file->array);
    mask.format = Format::Npy;
    mask.bigEndian = file->header.bigEndian;
    mask.fortranOrder = file->header.fortranOrder;
    return mask;
}

base::Result<FileContents> list(ByteSource& source, const ReadRequest& request) {
    const auto header = readNpyHeader(source, request.limits);
    if (!header) {
        return base::passOn(header);
    }
    FileContents contents;
    contents.items.push_back({{}, header->dtype, header->shape, {}});
    return contents;
}

base::Status canHold(array::DType, const array::Shape&, const ReadLimits&, std::string_view) {
    return {};
}

class NpyEncoding final : public Encoding {
public:
    explicit NpyEncoding(const array::NdArray& array) : m_array(array) {}
    base::Status write(RandomSink& sink, base::Progress* progress) override {
        return writeNpy(m_array, sink, progress);
    }
    base::Status compare(ByteSource& source) override { return compareNpy(source, m_array); }

private:
    const array::NdArray& m_array;
};

base::Result<std::unique_ptr<Encoding>> prepare(const EncodingRequest& request) {
    return std::make_unique<NpyEncoding>(request.array);
}
}  // namespace

constinit const Codec kNpyCodec{Format::Npy, "npy"sv, "NumPy array"sv, kEndings, recognises,
                                read,        list,    canHold,         prepare,  {}};

}  // namespace frisket::io
