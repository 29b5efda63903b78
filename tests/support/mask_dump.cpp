// SPDX-License-Identifier: MIT
//
// mask_dump FILE: dtype and shape on a line, then the values in C order, little-endian.
// mask_dump FILE COPY: reads FILE and writes it to COPY with the palette that it has.
#include <cstdio>
#include <vector>

#include "core/base/text.h"
#include "core/io/mask_file.h"

using namespace frisket;

namespace {
int refuse(const base::Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return 1;
}
}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        return 2;
    }
    const auto mask = io::readMask(argv[1]);
    if (!mask) {
        return refuse(mask.error());
    }
    if (argc == 3) {
        io::WriteOptions options;
        options.meta = mask->meta;
        const auto written = io::writeMask(argv[2], mask->array, options);
        return written ? 0 : refuse(written.error());
    }
    const std::string head = base::joined(array::name(mask->array.dtype()), " ",
                                          array::toString(mask->array.shape()), "\n");
    std::vector<char> out(head.begin(), head.end());
    out.resize(head.size() + static_cast<std::size_t>(mask->array.byteCount()));
    array::copyRowMajor(mask->array.view(),
                        reinterpret_cast<std::byte*>(&out[head.size() - 1]) + 1);
    const bool done =
        std::fwrite(out.data(), 1, out.size(), stdout) == out.size() && std::fflush(stdout) == 0;
    return done ? 0 : 1;
}
