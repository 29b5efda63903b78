// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace frisket::edit {

/// Compresses blocks of bytes for the history, fast rather than small, and takes them apart again:
/// Zstandard (RFC 8878) at its first level. Labels and what labels differ by shrink to a few
/// percent; noise keeps its size. One for each thread.
class BytePacker {
public:
    /// Throws std::bad_alloc.
    BytePacker();
    ~BytePacker();
    BytePacker(BytePacker&&) noexcept;
    BytePacker& operator=(BytePacker&&) = delete;

    /// Throws std::bad_alloc.
    [[nodiscard]] std::vector<std::byte> pack(std::span<const std::byte> bytes);
    /// What was packed, to `bytes`, which has exactly its size. Needs no memory.
    void unpack(std::span<const std::byte> packed, std::span<std::byte> bytes);

private:
    struct Contexts;
    std::unique_ptr<Contexts> m_contexts;
    std::vector<std::byte> m_scratch;
};

}  // namespace frisket::edit
