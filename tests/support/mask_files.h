// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QFile>
#include <QImage>
#include <QString>
#include <QTemporaryDir>

#include "core/io/mask_file.h"
#include "tests/support/arrays.h"

namespace frisket::test {

/// A folder that goes away with the test; files in it are written through core/io.
class MaskFolder {
public:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    /// Writes `array` as the ending of `name` says and returns the path.
    QString write(const QString& name, const array::NdArray& array,
                  const std::optional<io::PngMeta>& png = {}) const {
        io::WriteOptions options;
        if (png) {
            options.meta = *png;
        }
        const auto written = io::writeMask(path(name).toStdString(), array, options);
        if (!written) {
            qFatal("%s", written.error().text().c_str());
        }
        return path(name);
    }

    /// The same with values of `T` in C order.
    template <class T>
    QString write(const QString& name, const array::Shape& shape, const std::vector<T>& values,
                  const std::optional<io::PngMeta>& png = {}) const {
        return write(name, makeArray(shape, values), png);
    }

    /// A picture with a gradient in both directions.
    [[nodiscard]] QString writePhoto(const QString& name, int width, int height) const {
        QImage photo(width, height, QImage::Format_RGB32);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                photo.setPixel(x, y, qRgb(255 * x / width, 255 * y / height, (x * y) % 256));
            }
        }
        if (!photo.save(path(name))) {
            qFatal("can't write %s", qPrintable(path(name)));
        }
        return path(name);
    }

private:
    QTemporaryDir m_folder;
};

/// The array in the file at `path`.
inline array::NdArray readArray(const QString& path) {
    auto mask = io::readMask(path.toStdString());
    if (!mask) {
        qFatal("%s", mask.error().text().c_str());
    }
    return mask->array;
}

/// A palette as VOC files have it: black background, some colours, void in cream at 255.
inline io::PngMeta vocPalette() {
    io::PngMeta meta;
    meta.kind = io::PngKind::Palette;
    meta.bitDepth = 8;
    for (int i = 0; i < 256; ++i) {
        const auto channel = [i](int factor) { return static_cast<std::uint8_t>(i * factor); };
        meta.palette.insert(meta.palette.end(), {channel(53), channel(91), channel(137)});
    }
    meta.transparency = {0, 255, 128};
    return meta;
}

}  // namespace frisket::test
