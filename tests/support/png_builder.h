// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>
#include <zlib.h>

#include <QByteArray>

namespace frisket::test {

/// Builds PNG files chunk by chunk after the standard (ISO/IEC 15948), independent of libpng, so
/// that tests can also build what libpng would refuse to write.
struct PngBuilder {
    std::uint32_t width = 1;
    std::uint32_t height = 1;
    int bitDepth = 8;
    int colourType = 0;
    bool interlaced = false;
    QByteArray palette;                 ///< PLTE, left out when empty
    QByteArray transparency;            ///< tRNS, left out when empty
    QByteArray extraChunks;             ///< complete chunks before the data
    std::vector<std::uint16_t> values;  ///< height x width, one channel

    static QByteArray number(std::uint32_t value) {
        QByteArray out;
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.append(static_cast<char>(value >> shift));
        }
        return out;
    }

    static QByteArray chunk(const QByteArray& type, const QByteArray& content) {
        const QByteArray body = type + content;
        const auto crc = crc32(0, reinterpret_cast<const Bytef*>(body.constData()),
                               static_cast<uInt>(body.size()));
        return number(static_cast<std::uint32_t>(content.size())) + body +
               number(static_cast<std::uint32_t>(crc));
    }

    static QByteArray deflated(const QByteArray& raw) {
        uLongf size = compressBound(static_cast<uLong>(raw.size()));
        QByteArray out(static_cast<qsizetype>(size), '\0');
        compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                  reinterpret_cast<const Bytef*>(raw.constData()), static_cast<uLong>(raw.size()),
                  9);
        out.truncate(static_cast<qsizetype>(size));
        return out;
    }

    /// One row of the pixels x0, x0 + step, ..., with filter type 0.
    [[nodiscard]] QByteArray packedRow(std::uint32_t row, std::uint32_t x0,
                                       std::uint32_t step) const {
        QByteArray out(1, '\0');
        unsigned bits = 0;
        int used = 0;
        for (std::uint32_t x = x0; x < width; x += step) {
            const unsigned value = values[std::size_t{row} * width + x];
            if (bitDepth == 16) {
                out.append(static_cast<char>(value >> 8U));
            }
            bits = (bits << static_cast<unsigned>(std::min(bitDepth, 8))) | (value & 0xFFU);
            used += std::min(bitDepth, 8);
            if (used == 8) {
                out.append(static_cast<char>(bits));
                bits = 0;
                used = 0;
            }
        }
        if (used > 0) {
            out.append(static_cast<char>(bits << static_cast<unsigned>(8 - used)));
        }
        return out;
    }

    [[nodiscard]] QByteArray rawRows() const {
        struct Pass {
            std::uint32_t x0, y0, dx, dy;
        };
        static constexpr std::array<Pass, 7> kAdam7{{{0, 0, 8, 8},
                                                     {4, 0, 8, 8},
                                                     {0, 4, 4, 8},
                                                     {2, 0, 4, 4},
                                                     {0, 2, 2, 4},
                                                     {1, 0, 2, 2},
                                                     {0, 1, 1, 2}}};
        QByteArray rows;
        const std::size_t passes = interlaced ? kAdam7.size() : 1;
        for (std::size_t i = 0; i < passes; ++i) {
            const Pass pass = interlaced ? kAdam7[i] : Pass{0, 0, 1, 1};
            for (std::uint32_t y = pass.y0; pass.x0 < width && y < height; y += pass.dy) {
                rows += packedRow(y, pass.x0, pass.dx);
            }
        }
        return rows;
    }

    [[nodiscard]] QByteArray header() const {
        QByteArray content = number(width) + number(height);
        content.append(static_cast<char>(bitDepth));
        content.append(static_cast<char>(colourType));
        content.append(2, '\0');
        content.append(interlaced ? '\1' : '\0');
        return QByteArray("\x89PNG\r\n\x1A\n", 8) + chunk("IHDR", content);
    }

    /// The whole file with `data` as the content of IDAT.
    [[nodiscard]] QByteArray fileWith(const QByteArray& data) const {
        QByteArray out = header();
        if (!palette.isEmpty()) {
            out += chunk("PLTE", palette);
        }
        if (!transparency.isEmpty()) {
            out += chunk("tRNS", transparency);
        }
        return out + extraChunks + chunk("IDAT", data) + chunk("IEND", {});
    }

    [[nodiscard]] QByteArray file() const { return fileWith(deflated(rawRows())); }

    /// Content of the first chunk of that type in `file`; null where there is none.
    static QByteArray chunkContent(const QByteArray& file, const QByteArray& type) {
        const qsizetype at = file.indexOf(type);
        if (at < 0) {
            return {};
        }
        std::uint32_t size = 0;
        for (qsizetype i = at - 4; i < at; ++i) {
            size = (size << 8U) | static_cast<unsigned char>(file[i]);
        }
        return file.mid(at + 4, static_cast<qsizetype>(size));
    }
};

}  // namespace frisket::test
