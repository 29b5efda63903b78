// SPDX-License-Identifier: MIT
#include "ui/session/file_kind.h"

#include <QFile>
#include <QFileInfo>

namespace frisket::session {

namespace {
/// Of a PNG: 8 bytes of signature, 8 of chunk head, 4 each of width and height, 1 of bit depth.
constexpr qsizetype kPngColourType = 25;

FileKind kindOfPng(QByteArrayView start) {
    if (start.size() <= kPngColourType || start.sliced(12, 4) != "IHDR") {
        return FileKind::Unknown;
    }
    const int type = start.at(kPngColourType);
    return type == 0 || type == 3 ? FileKind::GreyPicture : FileKind::ColourPicture;
}

FileKind kindOfNpy(QByteArrayView start) {
    // The header is the text of a Python dictionary; only its dtype matters here.
    const auto key = start.indexOf("descr");
    const QByteArrayView value =
        key < 0 ? QByteArrayView()
                : start.sliced(key).first(std::min<qsizetype>(start.size() - key, 20));
    return value.contains("|b1") || value.contains("|?") ? FileKind::BoolArray : FileKind::Array;
}
}  // namespace

FileKind kindOf(QByteArrayView start) {
    if (start.startsWith("\x89PNG\r\n\x1a\n")) {
        return kindOfPng(start);
    }
    if (start.startsWith("\x93NUMPY")) {
        return kindOfNpy(start);
    }
    // Classic and big, little-endian and big-endian.
    if (start.startsWith(QByteArrayView("II*\0", 4)) ||
        start.startsWith(QByteArrayView("II+\0", 4)) ||
        start.startsWith(QByteArrayView("MM\0*", 4)) ||
        start.startsWith(QByteArrayView("MM\0+", 4))) {
        return FileKind::GreyPicture;
    }
    const bool webp =
        start.startsWith("RIFF") && start.size() >= 12 && start.sliced(8, 4) == "WEBP";
    const bool photo = start.startsWith("\xff\xd8\xff") || start.startsWith("GIF8") ||
                       start.startsWith("BM") || webp;
    return photo ? FileKind::Photo : FileKind::Unknown;
}

FileKind kindOfFile(const QString& path) {
    // A pipe would block, a device might do anything.
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return FileKind::Unknown;
    }
    return kindOf(file.read(kKindBytes));
}

}  // namespace frisket::session
