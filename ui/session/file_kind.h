// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace frisket::session {

/// What a file seems to be, for guessing its role; whether it can be read is found out by reading.
enum class FileKind {
    Unknown,
    Photo,          ///< JPEG, WebP, BMP, GIF: shown as a backdrop only
    ColourPicture,  ///< PNG with colours: a picture, or colour-coded ids
    GreyPicture,    ///< PNG with grey values or a palette, or TIFF: most often a mask
    Array,          ///< NPY and other arrays
    BoolArray,      ///< of bool
    LabelNames,     ///< no mask: a list of what labels are called
};

/// As many first bytes as `kindOf` looks at.
inline constexpr int kKindBytes = 512;

/// Tells the kind by a file's first bytes.
[[nodiscard]] FileKind kindOf(QByteArrayView start);

/// Tells the kind of the regular file at `path`; Unknown if it can't be read.
[[nodiscard]] FileKind kindOfFile(const QString& path);

}  // namespace frisket::session
