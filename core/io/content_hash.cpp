// SPDX-License-Identifier: MIT
#include "core/io/content_hash.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace frisket::io {

namespace {
constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4F;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5;

/// Little-endian, as the machines that Frisket is built for.
template <class T>
std::uint64_t load(const std::byte* from) {
    static_assert(std::endian::native == std::endian::little);
    T value = 0;
    std::memcpy(&value, from, sizeof value);
    return value;
}

std::uint64_t mixed(std::uint64_t lane, std::uint64_t input) {
    return std::rotl(lane + input * kPrime2, 31) * kPrime1;
}
}  // namespace

void ContentHash::addStripes(const std::byte* stripes, std::size_t count) {
    auto [a, b, c, d] = m_lanes;
    for (std::size_t stripe = 0; stripe < count; ++stripe, stripes += kStripe) {
        a = mixed(a, load<std::uint64_t>(stripes));
        b = mixed(b, load<std::uint64_t>(stripes + 8));
        c = mixed(c, load<std::uint64_t>(stripes + 16));
        d = mixed(d, load<std::uint64_t>(stripes + 24));
    }
    m_lanes = {a, b, c, d};
}

void ContentHash::add(std::span<const std::byte> bytes) {
    if (bytes.empty()) {
        return;
    }
    const std::size_t before = pending();
    m_size += bytes.size();
    if (before > 0) {
        const std::size_t taken = std::min(kStripe - before, bytes.size());
        std::memcpy(m_pending.data() + before, bytes.data(), taken);
        bytes = bytes.subspan(taken);
        if (before + taken < kStripe) {
            return;
        }
        addStripes(m_pending.data(), 1);
    }
    addStripes(bytes.data(), bytes.size() / kStripe);
    const auto rest = bytes.last(bytes.size() % kStripe);
    std::copy(rest.begin(), rest.end(), m_pending.begin());
}

std::uint64_t ContentHash::value() const {
    const auto [a, b, c, d] = m_lanes;
    std::uint64_t hash = c + kPrime5;
    if (m_size >= kStripe) {
        hash = std::rotl(a, 1) + std::rotl(b, 7) + std::rotl(c, 12) + std::rotl(d, 18);
        for (const std::uint64_t lane : m_lanes) {
            hash = (hash ^ mixed(0, lane)) * kPrime1 + kPrime4;
        }
    }
    hash += m_size;
    const std::byte* at = m_pending.data();
    std::size_t left = pending();
    for (; left >= 8; left -= 8, at += 8) {
        hash = std::rotl(hash ^ mixed(0, load<std::uint64_t>(at)), 27) * kPrime1 + kPrime4;
    }
    if (left >= 4) {
        hash = std::rotl(hash ^ (load<std::uint32_t>(at) * kPrime1), 23) * kPrime2 + kPrime3;
        left -= 4;
        at += 4;
    }
    for (; left > 0; --left, ++at) {
        hash = std::rotl(hash ^ (load<std::uint8_t>(at) * kPrime5), 11) * kPrime1;
    }
    hash = (hash ^ (hash >> 33U)) * kPrime2;
    hash = (hash ^ (hash >> 29U)) * kPrime3;
    return hash ^ (hash >> 32U);
}

}  // namespace frisket::io
