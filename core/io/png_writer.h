// SPDX-License-Identifier: MIT
#pragma once

#include "core/array/nd_array.h"
#include "core/base/result.h"
#include "core/io/byte_stream.h"
#include "core/io/png_meta.h"

namespace frisket::io {

/// Writes `array` (packed in C order) as a PNG of the kind, depth, palette and transparency that
/// `meta` says; both come from `planPng`. Not interlaced; compressed as runs, which suits labels
/// and costs a fraction of the time of a search for repeats. Advances `progress` by the array's
/// bytes.
base::Status writePng(const array::NdArray& array, const PngMeta& meta, ByteSink& sink,
                      std::string_view name, base::Progress* progress = nullptr);

/// Fails with Io unless the PNG in `source` holds exactly the values of `array` (packed in C
/// order; bool counts as 0 and 1) and exactly `meta`.
base::Status comparePng(ByteSource& source, const array::NdArray& array, const PngMeta& meta);

}  // namespace frisket::io
