// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/array/dtype.h"
#include "core/array/shape.h"
#include "core/base/result.h"
#include "core/io/byte_stream.h"
#include "core/io/limits.h"

namespace frisket::io {

inline constexpr std::string_view kNpyMagic = "\x93NUMPY";

/// What an NPY file says about its data. Format: NumPy enhancement proposal 1, with versions 2.0
/// (32-bit header length) and 3.0 (UTF-8 header).
struct NpyHeader {
    array::DType dtype = array::DType::U8;
    bool swapBytes = false;  ///< the file's byte order is not the machine's
    bool bigEndian = false;  ///< of the file; false for dtypes of one byte
    bool fortranOrder = false;
    array::Shape shape;
};

/// Reads magic, version, length and header and leaves `source` at the first byte of the data.
///
/// Format: not an NPY header. Unsupported: a dtype that Frisket does not know (object, structured,
/// text, complex, dates), by name. TooLarge: above `limits` or 63 bits. Truncated: the file has
/// less than header and shape demand. Format too: more than that, since nothing says what it is
/// and a save would drop it (NumPy itself ignores it).
[[nodiscard]] base::Result<NpyHeader> readNpyHeader(ByteSource& source, const ReadLimits& limits);

/// The Python literal in the header: a dict with 'descr', 'fortran_order' and 'shape'. `name` is
/// for messages. Never recurses.
[[nodiscard]] base::Result<NpyHeader> parseNpyDictionary(std::string_view text,
                                                         std::string_view name);

/// All bytes before the data, as `np.save` writes them for a C-order array in this machine's byte
/// order: version 1.0, a multiple of 64 bytes. (32 axes take 700 bytes; the 65,535 of version 1.0
/// are always enough.)
[[nodiscard]] std::string formatNpyHeader(array::DType dtype, const array::Shape& shape);

}  // namespace frisket::io
