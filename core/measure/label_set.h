// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/array/dtype.h"
#include "core/condition/bits.h"

namespace frisket::measure {

/// Some labels of a dtype, made ready to look for them. A label is keyed as in
/// labels::LabelColours: unsigned 64-bit ones by their bits. Floats are looked for by their value;
/// those that no element of the dtype can have are left out.
class LabelSet {
public:
    /// Elements that have one of `labels`, in any order; with `others` those that have none.
    LabelSet(array::DType dtype, std::span<const std::int64_t> labels, bool others = false);

    /// Sets bit i of `out` where element i of `elements`, `count` packed ones of any alignment, is
    /// in the set; the rest of the last word becomes zero. By comparison with a few labels, by a
    /// table of bits where the labels span few values, else by binary search.
    void match(const std::byte* elements, std::int64_t count, condition::Word* out) const;

private:
    template <class T>
    void add(std::span<const std::int64_t> labels);
    template <class T>
    void find(const std::byte* elements, std::int64_t count, condition::Word* out) const;

    array::DType m_dtype;
    bool m_others;
    std::vector<std::byte> m_values;  ///< as they are compared, packed, rising, each once
    /// Where they span little: bit `value - least` for each value.
    std::vector<condition::Word> m_table;
};

}  // namespace frisket::measure
