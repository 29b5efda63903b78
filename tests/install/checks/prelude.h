// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <frisket/frisket.h>
#include <iostream>
#include <vector>

// What the fragments of docs/core.md take for granted: a program's own arrays of h x w elements.
constexpr std::int64_t h = 3;
constexpr std::int64_t w = 4;

struct Arrays {
    std::vector<float> destination = std::vector<float>(h * w);
    std::vector<std::int64_t> source = std::vector<std::int64_t>(h * w, 7);
    std::vector<std::uint8_t> condition{255, 0, 0, 255, 0, 0, 0, 0, 0, 255, 255, 0};
};
