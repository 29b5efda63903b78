// SPDX-License-Identifier: MIT
#include "core/array/shape.h"

#include <algorithm>
#include <cassert>
#include <stdexcept>

#include "core/base/checked.h"
#include "core/base/text.h"

namespace frisket::array {

namespace {
void checkRank(std::size_t rank) {
    if (rank > std::size_t{kMaxRank}) {
        throw std::length_error(
            base::joined("An array can't have ", rank, " axes; the most is ", kMaxRank, "."));
    }
}
}  // namespace

Dims::Dims(std::initializer_list<std::int64_t> values)
    : Dims(std::span(values.begin(), values.size())) {}

Dims::Dims(std::span<const std::int64_t> values) {
    checkRank(values.size());
    m_rank = static_cast<int>(values.size());
    std::copy(values.begin(), values.end(), m_values.begin());
}

Dims Dims::filled(int rank, std::int64_t value) {
    checkRank(static_cast<std::size_t>(rank));
    Dims dims;
    dims.m_rank = rank;
    std::fill(dims.begin(), dims.end(), value);
    return dims;
}

void Dims::insert(int axis, std::int64_t value) {
    assert(axis >= 0 && axis <= m_rank);
    checkRank(static_cast<std::size_t>(m_rank) + 1);
    ++m_rank;
    std::copy_backward(begin() + axis, end() - 1, end());
    m_values[index(axis)] = value;
}

void Dims::erase(int axis) {
    assert(axis >= 0 && axis < m_rank);
    std::copy(begin() + axis + 1, end(), begin() + axis);
    --m_rank;
}

bool Dims::operator==(const Dims& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
}

std::optional<std::int64_t> elementCount(const Shape& shape) {
    std::int64_t product = 1;
    bool empty = false;
    for (const std::int64_t size : shape) {
        if (size == 0) {
            empty = true;
            continue;
        }
        const auto next = base::checkedMultiply(product, size);
        if (!next) {
            return std::nullopt;
        }
        product = *next;
    }
    return empty ? 0 : product;
}

Strides rowMajorStrides(const Shape& shape) {
    Strides strides = Dims::filled(shape.rank(), 1);
    for (int axis = shape.rank() - 2; axis >= 0; --axis) {
        strides[axis] = strides[axis + 1] * std::max<std::int64_t>(shape[axis + 1], 1);
    }
    return strides;
}

Index unravel(std::int64_t flat, const Shape& shape) {
    Index index = Dims::filled(shape.rank(), 0);
    for (int axis = shape.rank() - 1; axis >= 0; --axis) {
        index[axis] = flat % shape[axis];
        flat /= shape[axis];
    }
    return index;
}

std::string toString(const Dims& dims) {
    std::string out = "(";
    for (int axis = 0; axis < dims.rank(); ++axis) {
        out += base::joined(axis == 0 ? "" : ", ", dims[axis]);
    }
    return out + (dims.rank() == 1 ? ",)" : ")");
}

}  // namespace frisket::array
