// SPDX-License-Identifier: MIT
// Runs every kernel once on a small array; what `frisket-bench instructions` counts.
#include <cstdio>
#include <exception>

#include <nlohmann/json.hpp>

#include "tests/bench/mode_cases.h"
#include "tests/bench/outcome.h"
#include "tests/bench/report.h"

/// The part that callgrind counts, which it finds by this name.
extern "C" __attribute__((noinline)) void frisketCountedRegion(
    const frisket::assign::AssignPlan& plan, const frisket::bench::FrisketCall& call,
    frisket::base::ThreadPool& pool) {
    frisket::bench::runPlan(plan, call, pool);
    asm volatile("");  // no tail call: the region ends after the work
}

namespace frisket::bench {
namespace {

constexpr std::int64_t kSide = 512;

void runCell(const ModeCase& mode, array::DType dtype, const std::string& pattern,
             const Mask& mask) {
    std::vector<std::uint64_t> destination(kSide * kSide);
    std::vector<std::uint64_t> source(kSide * kSide);
    base::ThreadPool pool(1);
    auto* d = reinterpret_cast<std::byte*>(destination.data());
    const auto* s = reinterpret_cast<const std::byte*>(source.data());
    fillStart(d, kSide * kSide * 8, pool);
    for (std::size_t i = 0; i < source.size(); ++i) {
        source[i] = i * 0x9e3779b97f4a7c15ULL;
    }
    const FrisketCall call{mode.request(dtype, kSide, mask), s, &mask.bits, d};
    const assign::AssignPlan plan = planFor(call, pool);
    frisketCountedRegion(plan, call, pool);
    mode.requireOutcome(mode.mode, dtype, d, s, mask, pool);
    nlohmann::ordered_json row;
    row["bench"] = "instructions";
    row["mode"] = mode.mode;
    if (const auto elements = mode.sourceElements(mask)) {
        row["source_elements"] = *elements;
    }
    row["dtype"] = shortName(dtype);
    row["pattern"] = pattern;
    row["threads"] = 1;
    row["who"] = "frisket";
    row["size"] = kSide;
    row["elements"] = kSide * kSide;
    std::printf("%s\n", row.dump().c_str());
}

void runAll() {
    using Source = ModeCase::Source;
    const std::vector<ModeCase> modes{{"where", Source::Full},   {"index", Source::Selected},
                                      {"scatter", Source::Full}, {"fill", Source::Value},
                                      {"place", Source::Short},  {"putmask", Source::Short}};
    for (const array::DType dtype :
         {array::DType::U8, array::DType::U16, array::DType::F32, array::DType::F64}) {
        for (const std::string& pattern : patternNames()) {
            const Mask mask = makeMask(makePattern(pattern, kSide), {kSide, kSide});
            for (const ModeCase& mode : modes) {
                runCell(mode, dtype, pattern, mask);
            }
        }
    }
}

}  // namespace
}  // namespace frisket::bench

int main() {
    try {
        frisket::bench::runAll();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "error: %s\n", error.what());
        return 1;
    }
    return 0;
}
