// SPDX-License-Identifier: MIT
#include "tests/bench/contenders.h"
#include "tests/bench/frisket_call.h"
#include "tests/bench/outcome.h"
#include "tests/bench/run_bench.h"

namespace frisket::bench {

void benchPlain(const RunBench& run) {
    const std::int64_t side = run.options.side;
    std::printf("\nwhere, source and condition of the destination's shape\n");
    for (const std::string& pattern : run.options.patterns) {
        const Mask mask = makeMask(makePattern(pattern, side), {side, side});
        for (const array::DType dtype : wantedDTypes(run.options)) {
            const Cell cell{.dtype = shortName(dtype),
                            .pattern = pattern,
                            .threads = run.threads,
                            .side = side};
            const Operands operands{dtype,
                                    side,
                                    side,
                                    run.arrays.destination(),
                                    run.arrays.source(),
                                    mask.bytes.data()};
            const FrisketCall call{
                requestFor(assign::Mode::Where, dtype, {{side, side}, {side, side}, {side, side}}),
                operands.source, &mask.bits, operands.destination};
            const std::int64_t size = array::itemSize(dtype);
            fillStart(operands.destination, side * side * size, run.pool);
            runFrisket(call, run.pool);
            requireMoved(cell.text(), size, operands.destination, operands.source, mask, run.pool,
                         [](std::int64_t i, std::int64_t) { return i; });

            std::vector<Contender> contenders{
                {"frisket", [&] { runFrisket(call, run.pool); }},
                {"rmw", [&] { runReadModifyWrite(operands, run.pool); }},
                {"memcpy", [&] { runMemcpy(operands, run.pool); }}};
            const bool longRuns = pattern == "disk25" || pattern == "ellipses";
            const std::vector<TrueRun> runs =
                longRuns ? trueRuns(operands) : std::vector<TrueRun>{};
            if (longRuns) {
                contenders.push_back(
                    {"memcpy-runs", [&] { runMemcpyOfRuns(operands, runs, run.pool); }});
            }
            std::vector<Row> rows = measureInTurn(cell, contenders, run.options.iterations);
            if (run.options.peers != Peers::None) {
                const std::vector<Row> slow =
                    measureInTurn(cell,
                                  {{"opencv", [&] { runOpenCvCopyTo(operands, run.pool); }},
                                   {"eigen-select", [&] { runEigenSelect(operands, run.pool); }}},
                                  run.slowIterations());
                rows.insert(rows.end(), slow.begin(), slow.end());
            }
            run.results.add(rows);
        }
    }
}

}  // namespace frisket::bench
