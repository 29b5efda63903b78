// SPDX-License-Identifier: MIT
#include "tests/bench/ui/mask_files.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace frisket::bench {

namespace {
/// There is one object, or none, in each square of this side.
constexpr std::int64_t kCell = 512;

std::uint32_t mixed(std::uint32_t value) {
    value = (value ^ (value >> 16U)) * 0x7feb352dU;  // constants: H. Mueller's and C. Wellons' hash
    value = (value ^ (value >> 15U)) * 0x846ca68bU;
    return value ^ (value >> 16U);
}

struct Disc {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t radius = 0;
    unsigned label = 0;  ///< 0: no object
};

Disc discOf(std::int64_t column, std::int64_t row, std::uint32_t seed) {
    const std::uint32_t place = mixed(static_cast<std::uint32_t>(row * 4099 + column) + 17);
    const std::uint32_t own = mixed(place ^ mixed(seed));
    Disc disc;
    disc.x = column * kCell + kCell / 2 + own % 21 - 10;
    disc.y = row * kCell + kCell / 2 + (own >> 8U) % 21 - 10;
    disc.radius = 60 + place % 170 + (own >> 16U) % 20;
    disc.label = place % 10 == 0 ? 0 : 1 + (place >> 4U) % 20;
    return disc;
}

std::string header(array::DType dtype, std::int64_t side) {
    std::string text = std::string("{'descr': '") + (dtype == array::DType::U8 ? "|u1" : "<u2") +
                       "', 'fortran_order': False, 'shape': (" + std::to_string(side) + ", " +
                       std::to_string(side) + "), }";
    text.resize((10 + text.size() + 1 + 63) / 64 * 64 - 10 - 1, ' ');
    text += '\n';
    std::string start("\x93NUMPY\x01\x00", 8);
    start += static_cast<char>(text.size() & 0xffU);
    start += static_cast<char>(text.size() >> 8U);
    return start + text;
}

template <class T>
void writeRows(std::ofstream& file, std::int64_t side, std::uint32_t seed) {
    std::vector<T> row(static_cast<std::size_t>(side));
    for (std::int64_t y = 0; y < side; ++y) {
        std::fill(row.begin(), row.end(), T{0});
        for (std::int64_t column = 0; column * kCell < side; ++column) {
            const Disc disc = discOf(column, y / kCell, seed);
            const std::int64_t dy = y - disc.y;
            if (disc.label == 0 || std::abs(dy) > disc.radius) {
                continue;
            }
            const auto half = static_cast<std::int64_t>(
                std::sqrt(static_cast<double>(disc.radius * disc.radius - dy * dy)));
            const std::int64_t first = std::clamp<std::int64_t>(disc.x - half, 0, side);
            const std::int64_t last = std::clamp<std::int64_t>(disc.x + half + 1, 0, side);
            std::fill(row.begin() + first, row.begin() + last, static_cast<T>(disc.label));
        }
        file.write(reinterpret_cast<const char*>(row.data()),
                   static_cast<std::streamsize>(row.size() * sizeof(T)));
    }
}
}  // namespace

void writeLabelMap(const std::string& path, array::DType dtype, std::int64_t side,
                   std::uint32_t seed) {
    std::ofstream file(path, std::ios::binary);
    file << header(dtype, side);
    if (dtype == array::DType::U8) {
        writeRows<std::uint8_t>(file, side, seed);
    } else {
        writeRows<std::uint16_t>(file, side, seed);
    }
    file.close();
    if (!file) {
        throw std::runtime_error(path + ": can't be written.");
    }
}

}  // namespace frisket::bench
