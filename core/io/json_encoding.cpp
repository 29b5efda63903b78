// SPDX-License-Identifier: MIT
#include "core/io/json_encoding.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"

namespace frisket::io {

base::Status JsonEncoding::write(RandomSink& sink, base::Progress* progress) {
    constexpr std::size_t kPiece = std::size_t{1} << 20U;
    const auto bytes = std::as_bytes(std::span(m_text));
    const std::int64_t all = m_array.byteCount();
    const double share = static_cast<double>(all) / static_cast<double>(bytes.size());
    std::int64_t told = 0;
    for (std::size_t place = 0; place < bytes.size(); place += kPiece) {
        const auto piece = bytes.subspan(place, std::min(kPiece, bytes.size() - place));
        if (auto written = sink.write(piece); !written) {
            return written;
        }
        const auto now = std::min(
            all, static_cast<std::int64_t>(share * static_cast<double>(place + piece.size())));
        if (auto goOn = base::proceed(progress, now - told); !goOn) {
            return goOn;
        }
        told = now;
    }
    return base::proceed(progress, all - told);
}

base::Status JsonEncoding::compare(ByteSource& source) {
    const auto found = m_reader.read(source, m_request);
    if (!found) {
        return base::passOn(found);
    }
    if (auto same = requireSame(found->array, m_array, m_name); !same) {
        return same;
    }
    if (!std::includes(found->labels.begin(), found->labels.end(), labels.begin(), labels.end(),
                       [](const NamedLabel& a, const NamedLabel& b) {
                           return std::pair(a.value, a.name) < std::pair(b.value, b.name);
                       })) {
        return base::fail(base::ErrorCode::Io,
                          base::joined(m_name, ": names of labels read back otherwise."),
                          "The old file is unchanged. Check disk and memory.");
    }
    return {};
}

base::Status requireLabels(const array::NdArray& array, std::string_view name) {
    return array::visitType(array.dtype(), [&](auto type) -> base::Status {
        using T = typename decltype(type)::type;
        if constexpr (std::is_integral_v<T>) {
            const auto* const first =
                reinterpret_cast<const T*>(array.view().at(array.layout().offset));
            const auto* const last = first + array.count();
            const auto* const bad = std::find_if(first, last, [](T value) {
                return !std::in_range<std::int64_t>(value) || value < T{0};
            });
            if (bad != last) {
                const std::int64_t width = array.shape()[1];
                return base::fail(
                    base::ErrorCode::Unsupported,
                    base::joined(name, ": the value ", *bad, " at row ", (bad - first) / width,
                                 ", column ", (bad - first) % width,
                                 " can be no label of a JSON file, which are 0 to 2^63 - 1."),
                    "Save it as NPY.");
            }
        }
        return {};
    });
}

}  // namespace frisket::io
