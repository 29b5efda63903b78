// SPDX-License-Identifier: MIT
#include "core/render/argb.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace frisket::render {

namespace {
/// Pixels that are blended together: enough for any vector register.
constexpr std::size_t kBlock = 16;
using Pixels = std::array<Argb, kBlock>;
using Channels = std::array<std::uint8_t, kBlock * sizeof(Argb)>;

/// `over` on bytes, in a form that compilers turn into 16-bit vector arithmetic.
void blendBlock(const Channels& above, const Channels& rest, Argb* below) {
    Channels channels;
    std::memcpy(channels.data(), below, sizeof(channels));
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const auto t = static_cast<std::uint16_t>(channels[i] * rest[i] + 127);
        const auto quotient = static_cast<std::uint16_t>(t + 1 + (t >> 8U));
        channels[i] = static_cast<std::uint8_t>(above[i] + (quotient >> 8U));
    }
    std::memcpy(below, channels.data(), sizeof(channels));
}

/// 255 - alpha of each pixel, for each of its channels.
Channels restOf(const Pixels& above) {
    Pixels rest;
    for (std::size_t i = 0; i < kBlock; ++i) {
        Argb one = 255 - (above[i] >> 24U);
        one |= one << 8U;
        rest[i] = one | one << 16U;
    }
    Channels channels;
    std::memcpy(channels.data(), rest.data(), sizeof(channels));
    return channels;
}
}  // namespace

void blendRow(const Argb* above, std::int64_t count, Argb* below) {
    constexpr auto kStep = static_cast<std::int64_t>(kBlock);
    std::int64_t done = 0;
    for (; done + kStep <= count; done += kStep) {
        Pixels pixels;
        std::memcpy(pixels.data(), above + done, sizeof(pixels));
        Argb any = 0;
        Argb all = ~Argb{0};
        for (const Argb pixel : pixels) {
            any |= pixel;
            all &= pixel;
        }
        if (any == 0) {
            continue;
        }
        if (all >> 24U == 255) {
            std::memcpy(below + done, pixels.data(), sizeof(pixels));
            continue;
        }
        Channels channels;
        std::memcpy(channels.data(), pixels.data(), sizeof(channels));
        blendBlock(channels, restOf(pixels), below + done);
    }
    for (; done < count; ++done) {
        below[done] = over(above[done], below[done]);
    }
}

void blendColour(Argb above, std::int64_t count, Argb* below) {
    if (above == 0) {
        return;
    }
    if (above >> 24U == 255) {
        std::fill(below, below + count, above);
        return;
    }
    constexpr auto kStep = static_cast<std::int64_t>(kBlock);
    Pixels pixels;
    pixels.fill(above);
    Channels channels;
    std::memcpy(channels.data(), pixels.data(), sizeof(channels));
    const Channels rest = restOf(pixels);
    std::int64_t done = 0;
    for (; done + kStep <= count; done += kStep) {
        blendBlock(channels, rest, below + done);
    }
    for (; done < count; ++done) {
        below[done] = over(above, below[done]);
    }
}

}  // namespace frisket::render
