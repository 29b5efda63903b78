// SPDX-License-Identifier: MIT
#pragma once

#include "core/array/nd_array.h"
#include "core/base/result.h"
#include "core/io/byte_stream.h"
#include "core/io/limits.h"
#include "core/io/npy_header.h"

namespace frisket::io {

struct NpyFile {
    /// In the machine's byte order. A file in Fortran order keeps its order in memory: the strides
    /// say so, and nothing is moved. Bool bytes other than 0 are 1.
    array::NdArray array;
    NpyHeader header;
};

/// Reads the one array of an NPY file; errors as those of `readNpyHeader`. A source that is watched
/// can be cancelled.
[[nodiscard]] base::Result<NpyFile> readNpy(ByteSource& source, const ReadLimits& limits);

/// Writes what `np.save` would write for `array` in C order; `array` must be packed in C order
/// (see NdArray::toRowMajor). NPY holds every dtype and shape.
/// Advances `progress` by the array's bytes.
base::Status writeNpy(const array::NdArray& array, ByteSink& sink,
                      base::Progress* progress = nullptr);

/// Fails with Io unless the NPY file in `source` holds exactly `array` (packed in C order): dtype,
/// shape and every byte, NaN payloads included. Reads a piece at a time.
base::Status compareNpy(ByteSource& source, const array::NdArray& array);

}  // namespace frisket::io
