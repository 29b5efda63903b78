// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/io/codec.h"

namespace frisket::io {

/// A text file, complete in memory, that reads back through `reader` as the array.
class JsonEncoding final : public Encoding {
public:
    /// `request` says the part by which the array is found again.
    JsonEncoding(const array::NdArray& array, std::string text, const Codec& reader,
                 ReadRequest request, std::string name)
        : m_array(array),
          m_text(std::move(text)),
          m_reader(reader),
          m_request(std::move(request)),
          m_name(std::move(name)) {}

    base::Status write(RandomSink& sink, base::Progress* progress) override;
    base::Status compare(ByteSource& source) override;

    /// Names that must be read back.
    std::vector<NamedLabel> labels;

private:
    const array::NdArray& m_array;
    std::string m_text;
    const Codec& m_reader;
    ReadRequest m_request;
    std::string m_name;
};

/// Fails with Unsupported unless the array's values are 0 or above and fit 63 bits; the message
/// says where the first one is.
base::Status requireLabels(const array::NdArray& array, std::string_view name);

}  // namespace frisket::io
