// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/array/nd_array.h"
#include "core/io/limits.h"
#include "core/io/packed_stream.h"

namespace frisket::io {

/// What follows on the header of a volume: the values of one array, packed or not, with the first
/// axis of the file the fastest. In C order its shape is the file's backwards, so that nothing is
/// moved.

/// How they lie in the file.
struct ValueLayout {
    array::DType dtype = array::DType::U8;
    array::Shape shape;  ///< in C order
    bool bigEndian = false;
};

/// Reads them and what follows, and says in `notes` where more follows than that. Fails with
/// TooLarge above the limits, with Truncated before memory is taken for what can't come, and as
/// Unpacker does.
base::Result<array::NdArray> readValues(Unpacker& from, const ValueLayout& layout,
                                        const ReadLimits& limits, std::vector<std::string>& notes);

/// `array` is packed in C order. Advances `progress` by its bytes.
base::Status writeValues(Packer& to, const array::NdArray& array, bool bigEndian,
                         base::Progress* progress);

/// Fails with Io unless exactly these values follow. Bool counts as uint8 of 0 and 1.
base::Status compareValues(Unpacker& from, const array::NdArray& array, bool bigEndian);

/// What volumes can hold: one to `mostAxes` axes of at least one element each, and no float16.
/// `what` is the format's name for people.
base::Status volumeCanHold(array::DType dtype, const array::Shape& shape, const ReadLimits& limits,
                           std::string_view name, std::string_view what, int mostAxes);

}  // namespace frisket::io
