// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace frisket::io {

/// XXH64 with seed 0 (Yann Collet's xxHash, described in its doc/xxhash_spec.md) of bytes that come
/// in pieces of any lengths. Tells whether content is the same, at some GB/s; it is no protection
/// against somebody who makes a file that has a given hash.
class ContentHash {
public:
    void add(std::span<const std::byte> bytes);
    /// Of all bytes so far.
    [[nodiscard]] std::uint64_t value() const;
    /// How many there were.
    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(m_size); }

private:
    static constexpr std::size_t kStripe = 32;

    [[nodiscard]] std::size_t pending() const { return m_size % kStripe; }
    void addStripes(const std::byte* stripes, std::size_t count);

    std::array<std::uint64_t, 4> m_lanes{0x60EA27EEADC0B5D6, 0xC2B2AE3D27D4EB4F, 0,
                                         0x61C8864E7A143579};
    std::array<std::byte, kStripe> m_pending{};  ///< `pending()` bytes that fill no stripe yet
    std::uint64_t m_size = 0;
};

}  // namespace frisket::io
