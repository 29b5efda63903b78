// SPDX-License-Identifier: MIT
// Any bytes as a TIFF: they are read or refused with a message, and what was read is written so
// that it reads back the same.
//
//     cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_tiff
//     tests/fuzz/seeds_tiff.py out/corpus_tiff && build/fuzz/tests/fuzz_tiff -max_len=20000 \
//         -timeout=10 -rss_limit_mb=600 -malloc_limit_mb=200 out/corpus_tiff
#include <cstdio>
#include <cstdlib>
#include <span>

#include "core/io/codec.h"
#include "core/io/tiff_codec.h"

namespace {
using namespace frisket;

[[noreturn]] void wrong(const std::string& what) {
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
}

void requireMessage(const base::Error& error) {
    if (error.message.find("fuzz.tif") == std::string::npos) {
        wrong("an error that does not name the file: " + error.message);
    }
}

void write(const io::MaskFile& mask, const io::ReadLimits& limits) {
    io::WriteOptions options;
    options.meta = mask.meta;
    options.limits = limits;
    const auto encoding = io::kTiffCodec.prepare({mask.array, options, "fuzz.tif", "fuzz.tif"});
    if (!encoding) {
        requireMessage(encoding.error());
        return;
    }
    io::MemorySink sink;
    if (const auto written = (*encoding)->write(sink, nullptr); !written) {
        wrong("can't be written: " + written.error().message);
    }
    io::MemorySource source("fuzz.tif", sink.bytes());
    if (const auto same = (*encoding)->compare(source); !same) {
        wrong("is not what was written: " + same.error().message);
    }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    io::MemorySource source("fuzz.tif", bytes);
    io::ReadRequest request;
    request.limits.memoryBudget = std::int64_t{4} << 20;
    request.path = "fuzz.tif";
    const auto listed = io::kTiffCodec.list(source, request);
    if (!listed) {
        requireMessage(listed.error());
    }
    source.rewind();
    auto mask = io::kTiffCodec.read(source, request);
    if (!mask && mask.error().code == base::ErrorCode::InvalidArgument) {
        source.rewind();
        request.part.page = 1;
        mask = io::kTiffCodec.read(source, request);
    }
    if (!mask) {
        requireMessage(mask.error());
        return 0;
    }
    write(*mask, request.limits);
    return 0;
}
