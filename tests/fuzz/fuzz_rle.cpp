// SPDX-License-Identifier: MIT
// Any text as run lengths, compressed or as a list: they are refused, or become pixels whose runs
// are the same again.
//
//     cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_rle
//     mkdir -p out/corpus_rle && build/fuzz/tests/fuzz_rle -max_len=300 -timeout=10 \
//         -rss_limit_mb=400 out/corpus_rle
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/base/text.h"
#include "core/io/rle_text.h"
#include "tests/fuzz/byte_reader.h"

namespace {
using namespace frisket;

[[noreturn]] void wrong(const char* what, const std::string& text) {
    std::fprintf(stderr, "%s: %s\n", what, text.c_str());
    std::abort();
}

/// Without runs of 0 and with neighbours of one kind joined, but for the first.
std::vector<std::uint32_t> plain(const std::vector<std::uint32_t>& runs) {
    std::vector<std::uint32_t> out{0};
    bool set = false;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i] != 0 && set != (i % 2 == 1)) {
            set = !set;
            out.push_back(0);
        }
        out.back() += runs[i];
    }
    return out;
}

void requirePixels(const condition::RunLengths& lengths, const std::string& text) {
    const auto region = condition::regionOf(lengths);
    if (!region) {
        if (region.error().message.empty()) {
            wrong("no message", text);
        }
        return;
    }
    const auto again = condition::runsOf(*region, lengths.height, lengths.width, 1U << 20U);
    if (!again || plain(again->runs) != plain(lengths.runs)) {
        wrong("other runs", text);
    }
    const auto read = io::readRleJson(io::rleJson(lengths));
    if (!read || !(*read == lengths)) {
        wrong("another text", text);
    }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kHead = 12;
    const std::size_t head = std::min(size, kHead);
    fuzz::ByteReader reader({data, head});
    const std::string text(reinterpret_cast<const char*>(data) + head, size - head);
    if (reader.chance(20)) {
        if (const auto read = io::readRleJson(text); read) {
            requirePixels(*read, text);
        }
        return 0;
    }
    const bool asList = reader.chance(50);
    const std::int64_t height = reader.between(0, 300);
    std::int64_t width = reader.between(0, 300);
    if (!asList) {
        const auto runs = io::unpackedRuns(text);
        if (!runs) {
            return 0;
        }
        if (io::unpackedRuns(io::packedRuns(*runs)).value() != *runs) {
            wrong("packed otherwise", text);
        }
        // Mostly of a width that the runs fill.
        std::int64_t sum = 0;
        for (const std::uint32_t run : *runs) {
            sum += run;
        }
        width = height > 0 && sum % height == 0 && sum / height < 10000 ? sum / height : width;
        requirePixels({height, width, *runs}, text);
        return 0;
    }
    const auto read = io::readRleJson(
        base::joined("{\"counts\":[", text, "],\"size\":[", height, ",", width, "]}"));
    if (read) {
        requirePixels(*read, text);
    }
    return 0;
}
