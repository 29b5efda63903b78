// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/assign/window.h"
#include "core/condition/condition_mask.h"
#include "tests/fuzz/byte_reader.h"

namespace frisket::fuzz {

using Bytes = std::vector<std::byte>;

/// An assignment decoded from a fuzzer's input: any mode, dtypes and casting, strides of any sign,
/// shapes that mostly fit. Its memory is exactly as large as the layouts reach.
struct AssignCase {
    assign::PlanRequest request;
    condition::ConditionMask mask;
    Bytes destination;
    Bytes source;  ///< unused where the source lies in the destination's memory
    bool overlaps = false;

    [[nodiscard]] const std::byte* sourceIn(const Bytes& storage) const {
        return overlaps ? storage.data() : source.data();
    }
};

[[nodiscard]] AssignCase decodeCase(ByteReader& reader);

/// Number of elements that a plane of `shape` gets for the preview: a rectangle anywhere in it.
[[nodiscard]] assign::PlaneWindow decodeWindow(const array::Shape& shape, ByteReader& reader);

}  // namespace frisket::fuzz
