// SPDX-License-Identifier: MIT
#include "tests/bench/contenders.h"
#include "tests/bench/mode_cases.h"
#include "tests/bench/outcome.h"
#include "tests/bench/run_bench.h"

namespace frisket::bench {

namespace {
void benchCell(const RunBench& run, const ModeCase& mode, array::DType dtype,
               const std::string& pattern, const Mask& mask) {
    const std::int64_t side = run.options.side;
    const Cell cell{.dtype = shortName(dtype),
                    .pattern = pattern,
                    .mode = mode.mode,
                    .sourceElements = mode.sourceElements(mask),
                    .threads = run.threads,
                    .side = side};
    const Operands operands{
        dtype, side, side, run.arrays.destination(), run.arrays.source(), mask.bytes.data()};
    const FrisketCall call{mode.request(dtype, side, mask), operands.source, &mask.bits,
                           operands.destination};
    fillStart(operands.destination, side * side * array::itemSize(dtype), run.pool);
    runFrisket(call, run.pool);
    mode.requireOutcome(cell.text(), dtype, operands.destination, operands.source, mask, run.pool);

    std::vector<Row> rows =
        measureInTurn(cell,
                      {{"frisket", [&] { runFrisket(call, run.pool); }},
                       {"rmw", [&] { runReadModifyWrite(operands, run.pool); }}},
                      run.options.iterations);
    if (run.options.peers != Peers::None && mode.mode == "fill") {
        const auto slow = measureInTurn(
            cell, {{"opencv", [&] { runOpenCvSetTo(operands, run.pool); }}}, run.slowIterations());
        rows.insert(rows.end(), slow.begin(), slow.end());
    }
    run.results.add(rows);
}
}  // namespace

void benchModes(const RunBench& run) {
    std::printf("\nthe other modes; 'of N' is the length of the source\n");
    for (const std::string pattern : {"random1", "random50", "disk25"}) {
        if (!run.wants(run.options.patterns, pattern)) {
            continue;
        }
        const std::int64_t side = run.options.side;
        const Mask mask = makeMask(makePattern(pattern, side), {side, side});
        for (const ModeCase& mode : modeCases()) {
            if (!run.wants(run.options.modes, mode.mode)) {
                continue;
            }
            for (const array::DType dtype : wantedDTypes(run.options)) {
                benchCell(run, mode, dtype, pattern, mask);
            }
        }
    }
}

}  // namespace frisket::bench
