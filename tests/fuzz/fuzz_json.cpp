// SPDX-License-Identifier: MIT
// Any text as a JSON file of masks: it is refused with a message, or its masks are read, and what
// can be written reads back the same.
//
//     cmake --preset fuzz && cmake --build --preset fuzz --target fuzz_json
//     mkdir -p out/corpus_json && build/fuzz/tests/fuzz_json -max_len=3000 -timeout=10 \
//         -rss_limit_mb=600 -dict=tests/fuzz/json.dict out/corpus_json tests/fuzz/json
#include <cstdio>
#include <cstdlib>
#include <span>

#include "core/io/codec.h"
#include "core/io/json_codec.h"
#include "core/io/label_names.h"

namespace {
using namespace frisket;

[[noreturn]] void wrong(const char* what, const std::string& message) {
    std::fprintf(stderr, "%s: %s\n", what, message.c_str());
    std::abort();
}

void writeAgain(const io::MaskFile& mask, const io::ReadLimits& limits) {
    io::WriteOptions options;
    options.meta = mask.meta;
    options.labels = mask.labels;
    options.part = mask.part;
    options.limits = limits;
    const auto packed = mask.array.toRowMajor().value();
    for (const io::Codec* const codec : {&io::kCocoCodec, &io::kLabelmeCodec}) {
        if (codec->prepare == nullptr) {
            continue;
        }
        const std::filesystem::path path = "fuzz.json";
        const auto encoding = codec->prepare({packed, options, path, "fuzz.json"});
        if (!encoding) {
            continue;
        }
        io::MemorySink sink;
        if (auto written = (*encoding)->write(sink, nullptr); !written) {
            wrong("not written", written.error().message);
        }
        io::MemorySource source("fuzz.json", sink.bytes());
        if (auto same = (*encoding)->compare(source); !same) {
            wrong("reads back otherwise", same.error().message);
        }
    }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    io::MemorySource source("fuzz.json", std::as_bytes(std::span(data, size)));
    io::ReadRequest request;
    request.limits.memoryBudget = std::int64_t{1} << 22U;
    // No folder of that name: panoptic files find no PNG.
    request.path = "/nowhere/fuzz.json";
    const auto contents = io::kCocoCodec.list(source, request);
    if (!contents) {
        if (contents.error().message.empty()) {
            wrong("no message", "");
        }
    } else {
        int looked = 0;
        for (const io::FileItem& item : contents->items) {
            for (const char* const suffix : {"", "#instances"}) {
                request.part.key = item.part.key + suffix;
                const auto mask = io::kCocoCodec.read(source, request);
                if (mask) {
                    writeAgain(*mask, request.limits);
                } else if (mask.error().message.empty()) {
                    wrong("no message", "");
                }
            }
            if (++looked == 3) {
                break;
            }
        }
    }
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto names = io::labelNamesOf(text, "fuzz.txt");
        !names && names.error().message.empty()) {
        wrong("no message", "");
    }
    return 0;
}
