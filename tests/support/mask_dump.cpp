// SPDX-License-Identifier: MIT
//
// mask_dump FILE: dtype and shape on a line, then the values in C order, little-endian.
// mask_dump FILE COPY: reads FILE and writes it to COPY with what the file says besides values.
// mask_dump --key KEY FILE [COPY]: the same with one of a file of several.
// mask_dump --key KEY --put VALUES FILE: gives that one the values of another file, and saves FILE.
#include <cstdio>
#include <cstring>
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
    io::ReadRequest request;
    if (argc > 2 && std::strcmp(argv[1], "--key") == 0) {
        request.part.key = argv[2];
        argc -= 2;
        argv += 2;
    }
    const char* put = nullptr;
    if (argc > 2 && std::strcmp(argv[1], "--put") == 0) {
        put = argv[2];
        argc -= 2;
        argv += 2;
    }
    if (argc < 2 || argc > 3) {
        return 2;
    }
    const auto mask = io::readMask(argv[1], request);
    if (!mask) {
        return refuse(mask.error());
    }
    if (argc == 3 || put != nullptr) {
        io::WriteOptions options;
        options.meta = mask->meta;
        options.labels = mask->labels;
        options.part.key = mask->part.key;
        options.keepOthers = put != nullptr;
        const auto values = put != nullptr ? io::readMask(put) : mask;
        if (!values) {
            return refuse(values.error());
        }
        const auto written =
            io::writeMask(put != nullptr ? argv[1] : argv[2], values->array, options);
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
