// SPDX-License-Identifier: MIT
#include "core/render/difference.h"

#include <cstring>

#include "core/array/storage_type.h"

namespace frisket::render {

namespace {
using array::BitsOf;

/// The bits by which values of `T` are compared: as they are, but for floats, where -0 becomes 0
/// and every NaN the same one. Integer operations only, so that all widths become vectors.
template <class T>
BitsOf<T> comparable(BitsOf<T> bits) {
    using Bits = BitsOf<T>;
    if constexpr (array::kIsFloat<T>) {
        constexpr int kExponent = sizeof(T) == 2 ? 5 : sizeof(T) == 4 ? 8 : 11;
        constexpr int kFraction = static_cast<int>(sizeof(T)) * 8 - 1 - kExponent;
        constexpr Bits kInfinity = static_cast<Bits>(((Bits{1} << kExponent) - 1) << kFraction);
        constexpr auto kMagnitude = static_cast<Bits>(static_cast<Bits>(~Bits{0}) >> 1U);
        const auto magnitude = static_cast<Bits>(bits & kMagnitude);
        bits = magnitude == 0 ? Bits{0} : bits;
        return magnitude > kInfinity ? kMagnitude : bits;
    } else {
        return bits;
    }
}

template <class T>
void classify(const std::byte* result, const std::byte* destination, std::int64_t count,
              std::uint8_t* out) {
    using Bits = BitsOf<T>;
    for (std::int64_t i = 0; i < count; ++i) {
        Bits is;
        Bits was;
        std::memcpy(&is, result + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
        std::memcpy(&was, destination + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
        is = comparable<T>(is);
        was = comparable<T>(was);
        // Bit 0: it is something now; bit 1: it was something. Both is Relabelled, as it happens.
        const auto kind =
            static_cast<Bits>((is != 0 ? Bits{1} : Bits{0}) | (was != 0 ? Bits{2} : Bits{0}));
        out[i] = static_cast<std::uint8_t>(is == was ? Bits{0} : kind);
    }
}
}  // namespace

void differenceClasses(array::DType dtype, const std::byte* result, const std::byte* destination,
                       std::int64_t count, std::uint8_t* out) {
    array::visitType(dtype, [&](auto type) {
        classify<typename decltype(type)::type>(result, destination, count, out);
    });
}

}  // namespace frisket::render
