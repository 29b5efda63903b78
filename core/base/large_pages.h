// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace frisket::base {

/// Says that all of [data, data + bytes), which was allocated and not touched yet, is going to be
/// written: the system may hand it out in large pages, for which it is asked far less often. Fresh
/// memory in pages of 4 KiB costs more than what is computed into it. Not for memory that may stay
/// untouched: a part of a large page takes all of it. Changes nothing else; small blocks, and where
/// the system has no such pages, are left as they are.
void expectWrites(void* data, std::int64_t bytes);

}  // namespace frisket::base
