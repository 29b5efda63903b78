// SPDX-License-Identifier: MIT
#include "tests/bench/bench_assign.h"

#include <cstdio>

#include <opencv2/core.hpp>

#include "tests/bench/mode_cases.h"
#include "tests/bench/run_bench.h"

namespace frisket::bench {

Arrays::Arrays(std::int64_t side)
    : destinationWords(static_cast<std::size_t>(side * side), 0x0101010101010101ULL),
      sourceWords(std::max(destinationWords.size(), std::size_t{kShortSource})) {
    for (std::size_t i = 0; i < sourceWords.size(); ++i) {
        sourceWords[i] = i * 0x9e3779b97f4a7c15ULL;
    }
}

std::vector<array::DType> wantedDTypes(const AssignOptions& options) {
    std::vector<array::DType> dtypes;
    for (const auto dtype :
         {array::DType::U8, array::DType::U16, array::DType::F32, array::DType::F64}) {
        const std::string name = shortName(dtype);
        if (std::find(options.dtypes.begin(), options.dtypes.end(), name) != options.dtypes.end()) {
            dtypes.push_back(dtype);
        }
    }
    return dtypes;
}

const std::vector<std::string>& benchedModes() {
    static const std::vector<std::string> kModes{"where", "index", "scatter",
                                                 "fill",  "place", "putmask"};
    return kModes;
}

void benchAssign(const AssignOptions& options, JsonLines& json) {
    cv::setNumThreads(1);  // the rows are split over the same pool as for everybody else
    Results results(json);
    for (const int threads : options.threads) {
        base::ThreadPool pool(threads);
        std::printf("assign, %lld x %lld, %d thread(s), milliseconds, median of %d\n",
                    static_cast<long long>(options.side), static_cast<long long>(options.side),
                    threads, options.iterations);
        auto arrays = std::make_unique<Arrays>(options.side);
        const RunBench run{options, threads, pool, *arrays, results};
        const auto isOther = [](const std::string& mode) { return mode != "where"; };
        const bool where = run.wants(options.modes, "where");
        const bool others = std::any_of(options.modes.begin(), options.modes.end(), isOther);
        const auto part = [&](const char* name, bool wanted, void (*bench)(const RunBench&)) {
            if (wanted && run.wants(options.parts, name)) {
                bench(run);
            }
        };
        part("plain", where, &benchPlain);
        part("modes", others, &benchModes);
        part("broadcast", where, &benchBroadcasts);
        part("cast", where, &benchCasts);  // last: it writes values of its own into the source
        if (options.peers == Peers::All) {
            arrays.reset();  // the peers have arrays of their own
            benchPythonPeers(run);
        }
    }
    printSummary(results, json);
}

}  // namespace frisket::bench
