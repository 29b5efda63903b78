// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/array/dtype.h"
#include "core/array/shape.h"
#include "core/base/result.h"
#include "core/io/byte_stream.h"
#include "core/io/nrrd_line.h"
#include "core/io/packed_stream.h"

namespace frisket::io {

/// What an NRRD says besides its values, kept so that a save changes nothing but values.
struct NrrdMeta {
    int version = 4;  ///< of the first line, 1..5
    /// The header's lines after that one, as they are, without their ends: fields ("type: int"),
    /// keys and values ("key:=value") and comments ("# text").
    std::vector<std::string> lines;
    Packing packing = Packing::Gzip;
    bool bigEndian = false;
    array::DType dtype = array::DType::U8;
    array::Shape shape;  ///< in C order, that is the sizes of the file backwards

    bool operator==(const NrrdMeta&) const = default;
};

/// Reads the header and moves on to the data. Fails with Format, Truncated, TooLarge (above 16 MiB
/// of text), and Unsupported by name for data in other files, other encodings and types.
base::Result<NrrdMeta> readNrrdHeader(ByteSource& source);

/// The header of `meta` as text: its lines, those that tell of type, sizes, byte order and encoding
/// made true. Where the number of axes is not that of the lines, those with a word for each axis
/// are left out, and `notes` says so.
[[nodiscard]] std::string formatNrrdHeader(const NrrdMeta& meta, std::vector<std::string>& notes);

}  // namespace frisket::io
