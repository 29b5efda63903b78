// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <QByteArray>
#include <QFile>
#include <QString>

#include "core/array/nd_array.h"
#include "tests/support/random.h"

namespace frisket::test {

inline std::span<const std::byte> bytesOf(const QByteArray& bytes) {
    return {reinterpret_cast<const std::byte*>(bytes.constData()),
            static_cast<std::size_t>(bytes.size())};
}

inline QByteArray byteArray(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// The elements of `array` in C order, as bytes of this machine.
inline QByteArray valuesOf(const array::NdArray& array) {
    QByteArray out(static_cast<qsizetype>(array.byteCount()), '\0');
    array::copyRowMajor(array.view(), reinterpret_cast<std::byte*>(out.data()));
    return out;
}

inline array::NdArray arrayOf(array::DType dtype, const array::Shape& shape,
                              const QByteArray& values) {
    return array::NdArray::copyOf(dtype, shape, bytesOf(values)).value();
}

/// Random bytes that are valid for `dtype` (Bool: 0 and 1); all bit patterns of floats occur.
inline array::NdArray randomArray(array::DType dtype, const array::Shape& shape,
                                  std::uint64_t seed) {
    Random random(seed);
    const auto bytes = array::byteCount(dtype, shape).value();
    QByteArray values(static_cast<qsizetype>(bytes), '\0');
    const std::int64_t largest = dtype == array::DType::Bool ? 1 : 255;
    for (char& value : values) {
        value = static_cast<char>(random.between(0, largest));
    }
    return arrayOf(dtype, shape, values);
}

inline QByteArray readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(can't be read)");
}

inline void writeAll(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("can't write %s", qPrintable(path));
    }
}

inline std::string text(const QString& string) { return string.toStdString(); }

}  // namespace frisket::test
