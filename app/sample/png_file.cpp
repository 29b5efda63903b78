// SPDX-License-Identifier: MIT
#include "app/sample/png_file.h"

#include <csetjmp>
#include <cstdio>

#include <png.h>

namespace frisket::sample {

namespace {
int colourType(PngKind kind) {
    switch (kind) {
        case PngKind::Grey:
            return PNG_COLOR_TYPE_GRAY;
        case PngKind::Palette:
            return PNG_COLOR_TYPE_PALETTE;
        case PngKind::Rgb:
            return PNG_COLOR_TYPE_RGB;
    }
    return PNG_COLOR_TYPE_GRAY;
}

struct Image {
    PngKind kind;
    int width;
    int height;
    std::span<const std::uint8_t> bytes;
    std::span<const std::array<std::uint8_t, 3>> palette;
};

/// libpng leaves by longjmp where it fails, so nothing here may need a destructor.
bool encode(std::FILE* file, const Image& image) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
    if (info == nullptr) {
        png_destroy_write_struct(&png, nullptr);
        return false;
    }
    if (setjmp(png_jmpbuf(png)) != 0) {
        png_destroy_write_struct(&png, &info);
        return false;
    }
    png_init_io(png, file);
    png_set_IHDR(png, info, static_cast<png_uint_32>(image.width),
                 static_cast<png_uint_32>(image.height), 8, colourType(image.kind),
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_color entries[256] = {};
    for (std::size_t i = 0; i < image.palette.size(); ++i) {
        entries[i] = {image.palette[i][0], image.palette[i][1], image.palette[i][2]};
    }
    if (image.kind == PngKind::Palette) {
        png_set_PLTE(png, info, entries, static_cast<int>(image.palette.size()));
    }
    png_write_info(png, info);
    const std::size_t rowBytes =
        static_cast<std::size_t>(image.width) * (image.kind == PngKind::Rgb ? 3 : 1);
    for (int y = 0; y < image.height; ++y) {
        png_write_row(png, image.bytes.data() + static_cast<std::size_t>(y) * rowBytes);
    }
    png_write_end(png, nullptr);
    png_destroy_write_struct(&png, &info);
    return true;
}
}  // namespace

bool writePng(const char* path, PngKind kind, int width, int height,
              std::span<const std::uint8_t> bytes,
              std::span<const std::array<std::uint8_t, 3>> palette) {
    std::FILE* file = std::fopen(path, "wb");
    if (file == nullptr) {
        return false;
    }
    const bool encoded = encode(file, {kind, width, height, bytes, palette});
    return std::fclose(file) == 0 && encoded;
}

}  // namespace frisket::sample
