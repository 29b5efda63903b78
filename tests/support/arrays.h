// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <numeric>
#include <span>
#include <vector>

#include <QString>

#include "core/array/nd_array.h"

namespace frisket::test {

inline QString text(const array::Dims& dims) {
    return QString::fromStdString(array::toString(dims));
}

/// The dtype whose storage type is `T`.
template <class T>
array::DType dtypeOf() {
    for (const array::DType dtype : array::kAllDTypes) {
        if (array::visitType(dtype, [](auto type) {
                return std::is_same_v<typename decltype(type)::type, T>;
            })) {
            return dtype;
        }
    }
    qFatal("no dtype is stored as that type");
}

/// Packed array of `shape` with `values` in C order.
template <class T>
array::NdArray makeArray(const array::Shape& shape, const std::vector<T>& values) {
    return array::NdArray::copyOf(dtypeOf<T>(), shape, std::as_bytes(std::span(values))).value();
}

/// 0, 1, 2, ... in C order.
template <class T>
array::NdArray countingArray(const array::Shape& shape) {
    std::vector<T> values(static_cast<std::size_t>(array::elementCount(shape).value()));
    std::iota(values.begin(), values.end(), T{});
    return makeArray(shape, values);
}

/// The elements in logical C order, each looked up by its index.
template <class T>
std::vector<T> valuesOf(const array::ArrayView& view) {
    std::vector<T> values(static_cast<std::size_t>(view.layout.count()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto index = array::unravel(static_cast<std::int64_t>(i), view.shape());
        std::memcpy(&values[i], view.at(view.layout.at(index)), sizeof(T));
    }
    return values;
}

}  // namespace frisket::test
