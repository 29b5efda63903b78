// SPDX-License-Identifier: MIT
#include "core/assign/cast.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <type_traits>

#include <Eigen/Core>

#include "core/array/nd_array.h"
#include "core/assign/cast_convert.h"

namespace frisket::assign {

namespace {
using array::Bool8;
using array::DType;

/// Elements that are gathered at a time, so that what lies apart is converted like what is packed.
constexpr std::int64_t kGathered = 256;

/// Elements that are converted in steps, so that each step is a loop of few operations.
constexpr std::int64_t kBlock = 64;

/// Bounds 64 numbers by `least` and `most`, which have 0 between them; NaN becomes 0. With Eigen's
/// packets, since GCC makes of a scalar form three constants to select from, of this `maxps` and
/// `minps`.
template <class Float>
void clampBlock(const Float* from, Float least, Float most, Float* to) {
    using Traits = Eigen::internal::packet_traits<Float>;
    if constexpr (Traits::Vectorizable) {
        using Packet = typename Traits::type;
        using namespace Eigen::internal;
        const auto low = pset1<Packet>(least);
        const auto high = pset1<Packet>(most);
        for (std::int64_t i = 0; i < kBlock; i += Traits::size) {
            auto packet = ploadu<Packet>(from + i);
            packet = pand(packet, pcmp_eq(packet, packet));
            pstoreu(to + i, pmin(pmax(packet, low), high));
        }
    } else {
        for (std::int64_t i = 0; i < kBlock; ++i) {
            const Float number = from[i] == from[i] ? from[i] : Float{0};
            to[i] = std::clamp(number, least, most);
        }
    }
}

/// 64 packed floats of any width to integers of at most 32 bits; see `convert::toInteger`.
template <class From, class To>
void truncateBlock(const std::byte* from, std::byte* to) {
    using Float = convert::Arithmetic<From>;
    constexpr auto kMost = convert::lastWithin<To, Float>();
    alignas(16) std::array<Float, kBlock> values;
    if constexpr (std::is_same_v<From, Float>) {
        std::memcpy(values.data(), from, sizeof(values));
    } else {
        for (std::size_t i = 0; i < kBlock; ++i) {
            values[i] = convert::arithmetic(convert::load<From>(from + i * sizeof(From)));
        }
    }
    alignas(16) std::array<Float, kBlock> within;
    clampBlock<Float>(values.data(), static_cast<Float>(std::numeric_limits<To>::min()), kMost,
                      within.data());
    using Whole = std::conditional_t<(sizeof(To) < sizeof(std::int32_t)), std::int32_t, To>;
    std::array<To, kBlock> whole;
    for (std::size_t i = 0; i < kBlock; ++i) {
        auto result = static_cast<Whole>(within[i]);
        if constexpr (std::numeric_limits<To>::digits > std::numeric_limits<Float>::digits) {
            result = values[i] > kMost ? std::numeric_limits<To>::max() : result;
        }
        whole[i] = static_cast<To>(result);
    }
    std::memcpy(to, whole.data(), sizeof(whole));
}

template <class From, class To>
constexpr bool kTruncates =
    std::is_floating_point_v<convert::Arithmetic<From>>&& std::is_integral_v<To> &&
    sizeof(To) <= sizeof(std::int32_t);

/// A function of its own, so that packed and gathered runs share it.
template <class From, class To>
[[gnu::noinline]] void castPacked(const std::byte* from, std::int64_t count, std::byte* to) {
    if constexpr (std::is_same_v<From, To>) {
        std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(To));
    } else if constexpr (kTruncates<From, To>) {
        std::int64_t done = 0;
        for (; done + kBlock <= count; done += kBlock) {
            truncateBlock<From, To>(from + done * std::int64_t{sizeof(From)},
                                    to + done * std::int64_t{sizeof(To)});
        }
        if (done < count) {
            const auto rest = static_cast<std::size_t>(count - done);
            std::array<std::byte, kBlock * sizeof(From)> block{};
            std::array<std::byte, kBlock * sizeof(To)> result;
            std::memcpy(block.data(), from + done * std::int64_t{sizeof(From)},
                        rest * sizeof(From));
            truncateBlock<From, To>(block.data(), result.data());
            std::memcpy(to + done * std::int64_t{sizeof(To)}, result.data(), rest * sizeof(To));
        }
    } else {
        for (std::int64_t i = 0; i < count; ++i) {
            const auto raw = convert::load<From>(from + i * std::int64_t{sizeof(From)});
            const To value = convert::element<To>(raw);
            std::memcpy(to + i * std::int64_t{sizeof(To)}, &value, sizeof(To));
        }
    }
}

template <class From, class To>
void castElements(const std::byte* from, std::int64_t stride, std::int64_t count, std::byte* to) {
    if (stride == 1) {
        castPacked<From, To>(from, count, to);
        return;
    }
    constexpr std::int64_t kFromBytes = sizeof(From);
    constexpr std::int64_t kToBytes = sizeof(To);
    if constexpr (std::is_same_v<From, To>) {
        array::copyStrided(from, stride, count, kFromBytes, to);
    } else {
        alignas(16) std::array<std::byte, kGathered * sizeof(From)> packed;
        for (std::int64_t done = 0; done < count; done += kGathered) {
            const std::int64_t part = std::min(kGathered, count - done);
            array::copyStrided(from + done * stride * kFromBytes, stride, part, kFromBytes,
                               packed.data());
            castPacked<From, To>(packed.data(), part, to + done * kToBytes);
        }
    }
}

template <class T>
concept Integer = std::is_integral_v<T>;
template <class T>
concept Whole = Integer<T> || std::is_same_v<T, Bool8>;

/// Storage types that give the same bytes, so that pairs share a loop: a whole number's sign
/// matters only where it is extended or becomes a float.
template <class From, class To>
struct Alike {
    using Source = From;
    using Target = To;
};
template <Whole From, Integer To>
struct Alike<From, To> {
    using Number = std::conditional_t<std::is_same_v<From, Bool8>, std::uint8_t, From>;
    using Source =
        std::conditional_t<(sizeof(To) > sizeof(From)), Number, std::make_unsigned_t<Number>>;
    using Target = std::make_unsigned_t<To>;
};
}  // namespace

CastRun castRun(DType from, DType to) {
    return array::visitType(from, [&](auto source) {
        return array::visitType(to, [&](auto target) -> CastRun {
            using Pair = Alike<typename decltype(source)::type, typename decltype(target)::type>;
            return &castElements<typename Pair::Source, typename Pair::Target>;
        });
    });
}

}  // namespace frisket::assign
