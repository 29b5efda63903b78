// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <numeric>
#include <utility>
#include <vector>
#include <zlib.h>

#include <QByteArray>
#include <QString>
#include <QTest>
#include <QtEndian>

#include "core/io/codec.h"
#include "core/io/sniff.h"
#include "tests/support/io_support.h"

namespace frisket::test {

/// Endings of volumes, and the compression that is asked for.
inline constexpr std::array kVolumeEndings{std::pair(".nrrd", ""), std::pair(".nrrd", "none"),
                                           std::pair(".seg.nrrd", "gzip")};

/// As gzip writes it.
inline QByteArray packed(const QByteArray& bytes) {
    z_stream z{};
    deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&z, static_cast<uLong>(bytes.size()))) + 64,
                   '\0');
    QByteArray in = bytes;
    z.next_in = reinterpret_cast<Bytef*>(in.data());
    z.avail_in = static_cast<uInt>(in.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(static_cast<qsizetype>(z.total_out));
    deflateEnd(&z);
    return out;
}

struct VolumeFile {
    QString name;
    QString ending;
    QByteArray bytes;
};

/// 1 to 24 as int32.
inline QByteArray countedValues(bool big) {
    QByteArray out(24 * 4, '\0');
    for (qint32 i = 0; i < 24; ++i) {
        big ? qToBigEndian<qint32>(i + 1, out.data() + 4 * i)
            : qToLittleEndian<qint32>(i + 1, out.data() + 4 * i);
    }
    return out;
}

/// Files with these values of shape (2, 3, 4) in C order.
inline std::vector<VolumeFile> volumeFiles() {
    std::vector<VolumeFile> files;
    for (const bool big : {false, true}) {
        const QString order = big ? "big" : "little";
        const QByteArray head =
            "NRRD0004\ntype: int\ndimension: 3\nsizes: 4 3 2\nendian: " + order.toUtf8() +
            "\nkey:=value\nencoding: ";
        files.push_back({"nrrd " + order, ".nrrd", head + "raw\n\n" + countedValues(big)});
        files.push_back(
            {"nrrd gzip " + order, ".nrrd", head + "gzip\n\n" + packed(countedValues(big))});
    }
    return files;
}

inline void addForeignVolumes() {}
inline void addLyingNifti() {}

/// Through the codec that recognises the file.
inline base::Result<io::MaskFile> readVolume(const QByteArray& file,
                                             const io::ReadLimits& limits = {}) {
    io::MemorySource source("test", bytesOf(file));
    const auto start = bytesOf(file).first(
        std::min<std::size_t>(static_cast<std::size_t>(file.size()), io::kSniffBytes));
    const auto format = io::sniffFormat(start, "test");
    if (!format) {
        return base::passOn(format);
    }
    io::ReadRequest request;
    request.limits = limits;
    return io::codecFor(*format).read(source, request);
}

}  // namespace frisket::test
