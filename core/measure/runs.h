// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <numeric>
#include <span>
#include <vector>

#include "core/array/nd_array.h"

namespace frisket::measure {

/// Calls `visit(const T* first, std::int64_t count)` for packed runs that together are all elements
/// of `view`, each once, in no particular order (that of the memory, as far as there is one, so a
/// Fortran-order array is one run). `T` is the storage type of the view's dtype.
template <class T, class Visit>
void forEachRun(const array::ArrayView& view, Visit&& visit) {
    const std::int64_t total = view.layout.count();
    if (total == 0) {
        return;
    }
    std::vector<int> order(static_cast<std::size_t>(view.layout.rank()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return std::abs(view.layout.strides[a]) > std::abs(view.layout.strides[b]);
    });
    const auto sorted = view.layout.transpose(order);
    const array::Layout& layout = sorted ? *sorted : view.layout;
    const auto typed = [&](std::int64_t offset) {
        return reinterpret_cast<const T*>(view.at(offset));
    };
    if (layout.isRowMajor()) {
        visit(typed(layout.offset), total);
        return;
    }
    const int last = layout.rank() - 1;
    const std::int64_t length = layout.shape[last];
    const std::int64_t stride = layout.strides[last];
    std::vector<T> gathered(stride == 1 ? 0 : static_cast<std::size_t>(length));
    array::Index index = array::Index::filled(layout.rank(), 0);
    for (std::int64_t done = 0; done < total; done += length) {
        const T* const row = typed(layout.at(index));
        if (stride != 1) {
            array::copyStrided(reinterpret_cast<const std::byte*>(row), stride, length, sizeof(T),
                               reinterpret_cast<std::byte*>(gathered.data()));
        }
        visit(stride == 1 ? row : gathered.data(), length);
        for (int axis = last - 1; axis >= 0 && ++index[axis] == layout.shape[axis]; --axis) {
            index[axis] = 0;
        }
    }
}

}  // namespace frisket::measure
