// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <QByteArray>

namespace frisket::test {

/// Builds little-endian TIFF files entry by entry after the specification (TIFF 6.0), independent
/// of libtiff, so that tests can also build what libtiff would refuse to write: header, directories
/// one after the other, what did not fit into their entries, data.
struct TiffBuilder {
    struct Entry {
        std::uint16_t tag = 0;
        std::uint16_t type = 3;
        std::uint32_t count = 1;  ///< as it is told, whatever `values` has
        QByteArray values;        ///< up to 4 bytes are in the entry itself
    };
    using Directory = std::vector<Entry>;

    std::vector<Directory> directories;
    QByteArray data;
    /// Where each directory says that the next one is; the last ones say 0 where there are fewer.
    std::vector<std::uint32_t> next;

    static QByteArray number(std::uint64_t value, int bytes) {
        QByteArray out;
        for (int i = 0; i < bytes; ++i) {
            out.append(static_cast<char>(value >> static_cast<unsigned>(8 * i)));
        }
        return out;
    }
    static Entry shortEntry(int tag, int value) {
        return {static_cast<std::uint16_t>(tag), 3, 1,
                number(static_cast<std::uint64_t>(value), 2)};
    }
    static Entry longEntry(int tag, std::uint32_t value) {
        return {static_cast<std::uint16_t>(tag), 4, 1, number(value, 4)};
    }
    static Entry text(int tag, const QByteArray& value) {
        return {static_cast<std::uint16_t>(tag), 2, static_cast<std::uint32_t>(value.size() + 1),
                value + '\0'};
    }

    /// A grey page in one strip, whose place `file` fills in where `offset` is 0.
    static Directory page(std::uint32_t width, std::uint32_t height, int bits, int compression,
                          std::uint32_t bytes, std::uint32_t offset = 0) {
        return {longEntry(256, width), longEntry(257, height),
                shortEntry(258, bits), shortEntry(259, compression),
                shortEntry(262, 1),    longEntry(273, offset),
                shortEntry(277, 1),    longEntry(278, height),
                longEntry(279, bytes), shortEntry(339, 1)};
    }

    /// Replaces the entry of that tag, or adds one where it belongs.
    static void set(Directory& directory, const Entry& entry) {
        auto at = directory.begin();
        while (at != directory.end() && at->tag < entry.tag) {
            ++at;
        }
        if (at != directory.end() && at->tag == entry.tag) {
            *at = entry;
        } else {
            directory.insert(at, entry);
        }
    }

    [[nodiscard]] std::uint32_t directoryAt(std::size_t index) const {
        std::size_t at = 8;
        for (std::size_t i = 0; i < index; ++i) {
            at += 6 + 12 * directories[i].size();
        }
        return static_cast<std::uint32_t>(at);
    }

    /// Where `data` begins.
    [[nodiscard]] std::uint32_t dataAt() const {
        qsizetype at = directoryAt(directories.size());
        for (const Directory& directory : directories) {
            for (const Entry& entry : directory) {
                at += entry.values.size() > 4 ? entry.values.size() : 0;
            }
        }
        return static_cast<std::uint32_t>(at);
    }

    [[nodiscard]] QByteArray file() const {
        QByteArray out = QByteArray("II*\0", 4) + number(8, 4);
        QByteArray outside;
        const std::uint32_t afterDirectories = directoryAt(directories.size());
        const std::uint32_t beginOfData = dataAt();
        std::uint32_t here = 8;
        for (std::size_t i = 0; i < directories.size(); ++i) {
            out += number(directories[i].size(), 2);
            for (const Entry& entry : directories[i]) {
                out += number(entry.tag, 2) + number(entry.type, 2) + number(entry.count, 4);
                if (entry.values.size() > 4) {
                    out += number(afterDirectories + static_cast<std::uint64_t>(outside.size()), 4);
                    outside += entry.values;
                } else if (entry.tag == 273 && entry.values == number(0, 4)) {
                    out += number(beginOfData, 4);
                } else {
                    out += (entry.values + QByteArray(4, '\0')).left(4);
                }
            }
            const bool last = i + 1 == directories.size();
            here += 6 + 12 * static_cast<std::uint32_t>(directories[i].size());
            out += number(i < next.size() ? next[i] : last ? 0 : here, 4);
        }
        return out + outside + data;
    }
};

}  // namespace frisket::test
