// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/array/dtype.h"
#include "core/base/thread_pool.h"

namespace frisket::bench {

/// Two packed arrays of rows x columns and a mask of that size.
struct Operands {
    array::DType dtype;
    std::int64_t rows;
    std::int64_t columns;
    std::byte* destination;
    const std::byte* source;
    const std::uint8_t* mask;
};

/// All of them split the rows evenly over the pool, but for the one that says otherwise.

/// The floor of a full assignment.
void runMemcpy(const Operands& operands, base::ThreadPool& pool);
/// Elements [first, first + count) that are True one after the other.
struct TrueRun {
    std::int64_t first;
    std::int64_t count;
};
[[nodiscard]] std::vector<TrueRun> trueRuns(const Operands& operands);
/// The floor of a condition of long runs: memcpy of each, by a list and without a look at the mask.
/// The list is split evenly, eight parts for a thread.
void runMemcpyOfRuns(const Operands& operands, const std::vector<TrueRun>& runs,
                     base::ThreadPool& pool);
/// The least that a mixed condition needs: read, modify and write every element. The bytes of a row
/// must be a multiple of 8.
void runReadModifyWrite(const Operands& operands, base::ThreadPool& pool);
/// cv::Mat::copyTo with a mask, and cv::Mat::setTo(7) with one.
void runOpenCvCopyTo(const Operands& operands, base::ThreadPool& pool);
void runOpenCvSetTo(const Operands& operands, base::ThreadPool& pool);
/// Eigen's select on arrays.
void runEigenSelect(const Operands& operands, base::ThreadPool& pool);

}  // namespace frisket::bench
