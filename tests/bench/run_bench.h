// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include "core/base/thread_pool.h"
#include "tests/bench/bench_assign.h"
#include "tests/bench/patterns.h"

namespace frisket::bench {

/// Storage that all parts use in turn: `side` x `side` elements of up to 8 bytes each. The source
/// holds a different value at every place, the destination what the last run left there.
struct Arrays {
    std::vector<std::uint64_t> destinationWords;
    std::vector<std::uint64_t> sourceWords;

    explicit Arrays(std::int64_t side);
    [[nodiscard]] std::byte* destination() {
        return reinterpret_cast<std::byte*>(destinationWords.data());
    }
    [[nodiscard]] std::byte* source() { return reinterpret_cast<std::byte*>(sourceWords.data()); }
};

/// What the parts of one run share.
struct RunBench {
    const AssignOptions& options;
    int threads;
    base::ThreadPool& pool;
    Arrays& arrays;
    Results& results;

    [[nodiscard]] bool wants(const std::vector<std::string>& list, const std::string& name) const {
        return std::find(list.begin(), list.end(), name) != list.end();
    }
    [[nodiscard]] int slowIterations() const { return std::max(3, options.iterations / 3); }
};

/// The dtypes of the plain cells that the options ask for.
[[nodiscard]] std::vector<array::DType> wantedDTypes(const AssignOptions& options);

/// where, both operands of the destination's shape and dtype: every dtype and pattern.
void benchPlain(const RunBench& run);
/// The other modes, and their OpenCV twin where there is one.
void benchModes(const RunBench& run);
/// Operands that are stretched, each beside the same operand written out, and peak memory.
void benchBroadcasts(const RunBench& run);
/// Other dtypes of the source, with and without the exact check.
void benchCasts(const RunBench& run);
/// NumPy and PyTorch on the cells that the results have; says what is missing and goes on.
void benchPythonPeers(const RunBench& run);

/// Ratios of each peer over the cells it was in, and the worst cell of each limit.
void printSummary(const Results& results, JsonLines& json);

}  // namespace frisket::bench
