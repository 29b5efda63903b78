// SPDX-License-Identifier: MIT
#include "tests/bench/contenders.h"
#include "tests/bench/frisket_call.h"
#include "tests/bench/outcome.h"
#include "tests/bench/run_bench.h"

namespace frisket::bench {

namespace {
using array::DType;
using assign::Casting;

/// Fills the shared source with values that To holds exactly: whole numbers of 0..255, and for
/// wider integers of the whole range of To.
template <class From, class To>
void fillExact(std::byte* source, std::int64_t count, base::ThreadPool& pool) {
    auto* s = reinterpret_cast<From*>(source);
    pool.forRange(count, std::int64_t{1} << 20, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::uint64_t noise = startWord(i) >> 32U;
            if constexpr (sizeof(From) > sizeof(To) && std::is_integral_v<From>) {
                s[i] = static_cast<From>(static_cast<std::int32_t>(noise));
            } else {
                s[i] = static_cast<From>(noise % 256);
            }
        }
    });
}

template <class From, class To>
void benchCell(const RunBench& run, DType from, DType to, const std::string& pattern,
               const Mask& mask) {
    const std::int64_t side = run.options.side;
    const Operands operands{
        to, side, side, run.arrays.destination(), run.arrays.source(), mask.bytes.data()};
    const auto* source = reinterpret_cast<const From*>(operands.source);
    const auto cellOf = [&](Casting casting) {
        return Cell{.dtype = shortName(to),
                    .pattern = pattern,
                    .cast = shortName(from) + "->" + shortName(to),
                    .casting = std::string(assign::name(casting)),
                    .threads = run.threads,
                    .side = side};
    };
    const auto callOf = [&](Casting casting) {
        FrisketCall call{
            requestFor(assign::Mode::Where, to, {{side, side}, {side, side}, {side, side}}),
            operands.source, &mask.bits, operands.destination};
        call.request.source->dtype = from;
        call.request.casting = casting;
        return call;
    };
    const FrisketCall exact = callOf(Casting::Exact);
    const FrisketCall unsafe = callOf(Casting::Unsafe);
    for (const FrisketCall* call : {&exact, &unsafe}) {
        fillStart(operands.destination, side * side * array::itemSize(to), run.pool);
        runFrisket(*call, run.pool);
        requireOutcome<To>(
            cellOf(call->request.casting).text(), operands.destination, mask, run.pool,
            [&](std::int64_t i, std::int64_t) { return static_cast<To>(source[i]); });
    }
    std::vector<Row> rows =
        measureInTurn(cellOf(Casting::Exact),
                      {{"frisket", [&] { runFrisket(exact, run.pool); }},
                       {"frisket", [&] { runFrisket(unsafe, run.pool); }},
                       {"rmw", [&] { runReadModifyWrite(operands, run.pool); }}},
                      run.options.iterations);
    rows[1].cell = cellOf(Casting::Unsafe);
    run.results.add({rows[0], rows[2]});
    run.results.add({rows[1]});
}

template <class From, class To>
void benchCast(const RunBench& run, DType from, DType to) {
    const std::int64_t side = run.options.side;
    fillExact<From, To>(run.arrays.source(), side * side, run.pool);
    for (const std::string pattern : {"random1", "random50", "disk25", "full"}) {
        if (run.wants(run.options.patterns, pattern)) {
            const Mask mask = makeMask(makePattern(pattern, side), {side, side});
            benchCell<From, To>(run, from, to, pattern, mask);
        }
    }
}
}  // namespace

void benchCasts(const RunBench& run) {
    std::printf("\ncasts, with and without the check that every selected value survives\n");
    benchCast<std::uint8_t, float>(run, DType::U8, DType::F32);
    benchCast<std::int64_t, std::int32_t>(run, DType::I64, DType::I32);
    benchCast<float, std::uint8_t>(run, DType::F32, DType::U8);
}

}  // namespace frisket::bench
