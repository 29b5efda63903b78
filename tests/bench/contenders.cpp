// SPDX-License-Identifier: MIT
#include "tests/bench/contenders.h"

#include <algorithm>
#include <cstring>

#include <Eigen/Core>
#include <opencv2/core.hpp>

namespace frisket::bench {

namespace {
using array::DType;

/// Calls `body(firstRow, endRow)` once on each thread.
template <class Body>
void onRows(base::ThreadPool& pool, std::int64_t rows, Body&& body) {
    pool.forRange(rows, (rows + pool.threads() - 1) / pool.threads(), body);
}

bool isTrue(std::uint8_t byte) { return byte != 0; }

int openCvType(DType dtype) {
    switch (dtype) {
        case DType::U8:
            return CV_8UC1;
        case DType::U16:
            return CV_16UC1;
        case DType::F32:
            return CV_32FC1;
        default:
            return CV_64FC1;
    }
}

/// Calls `body(to, from, mask)` with the rows of each thread.
template <class Body>
void onOpenCvRows(const Operands& o, base::ThreadPool& pool, Body&& body) {
    const std::int64_t rowBytes = o.columns * array::itemSize(o.dtype);
    onRows(pool, o.rows, [&](std::int64_t begin, std::int64_t end) {
        const int rows = static_cast<int>(end - begin);
        const int columns = static_cast<int>(o.columns);
        const int type = openCvType(o.dtype);
        // OpenCV has no view of constant data; these two are only read.
        const cv::Mat from(rows, columns, type,
                           const_cast<std::byte*>(o.source) + begin * rowBytes);
        const cv::Mat mask(rows, columns, CV_8UC1,
                           const_cast<std::uint8_t*>(o.mask) + begin * o.columns);
        cv::Mat to(rows, columns, type, o.destination + begin * rowBytes);
        body(to, from, mask);
    });
}

template <class T>
void eigenSelect(const Operands& o, std::int64_t begin, std::int64_t end) {
    using Lanes = Eigen::Array<T, Eigen::Dynamic, 1>;
    using Bytes = Eigen::Array<std::uint8_t, Eigen::Dynamic, 1>;
    const std::int64_t first = begin * o.columns;
    const std::int64_t count = (end - begin) * o.columns;
    Eigen::Map<Lanes> d(reinterpret_cast<T*>(o.destination) + first, count);
    const Eigen::Map<const Lanes> s(reinterpret_cast<const T*>(o.source) + first, count);
    const Eigen::Map<const Bytes> c(o.mask + first, count);
    d = (c != 0).select(s, d);
}
}  // namespace

void runMemcpy(const Operands& o, base::ThreadPool& pool) {
    const std::int64_t rowBytes = o.columns * array::itemSize(o.dtype);
    onRows(pool, o.rows, [&](std::int64_t begin, std::int64_t end) {
        std::memcpy(o.destination + begin * rowBytes, o.source + begin * rowBytes,
                    static_cast<std::size_t>((end - begin) * rowBytes));
    });
}

std::vector<TrueRun> trueRuns(const Operands& o) {
    std::vector<TrueRun> runs;
    const std::uint8_t* const end = o.mask + o.rows * o.columns;
    for (const std::uint8_t* at = std::find_if(o.mask, end, isTrue); at != end;) {
        const std::uint8_t* const after = std::find(at, end, 0);
        runs.push_back({at - o.mask, after - at});
        at = std::find_if(after, end, isTrue);
    }
    return runs;
}

void runMemcpyOfRuns(const Operands& o, const std::vector<TrueRun>& runs, base::ThreadPool& pool) {
    const std::int64_t size = array::itemSize(o.dtype);
    const std::int64_t grain = std::ssize(runs) / (std::int64_t{8} * pool.threads()) + 1;
    pool.forRange(std::ssize(runs), grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const TrueRun& run = runs[static_cast<std::size_t>(i)];
            std::memcpy(o.destination + run.first * size, o.source + run.first * size,
                        static_cast<std::size_t>(run.count * size));
        }
    });
}

void runReadModifyWrite(const Operands& o, base::ThreadPool& pool) {
    const std::int64_t rowWords = o.columns * array::itemSize(o.dtype) / 8;
    auto* d = reinterpret_cast<std::uint64_t*>(o.destination);
    const auto* s = reinterpret_cast<const std::uint64_t*>(o.source);
    onRows(pool, o.rows, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin * rowWords; i < end * rowWords; ++i) {
            d[i] ^= s[i];
        }
    });
}

void runOpenCvCopyTo(const Operands& o, base::ThreadPool& pool) {
    onOpenCvRows(o, pool, [](cv::Mat& to, const cv::Mat& from, const cv::Mat& mask) {
        from.copyTo(to, mask);
    });
}

void runOpenCvSetTo(const Operands& o, base::ThreadPool& pool) {
    onOpenCvRows(o, pool, [](cv::Mat& to, const cv::Mat&, const cv::Mat& mask) {
        to.setTo(cv::Scalar(7), mask);
    });
}

void runEigenSelect(const Operands& o, base::ThreadPool& pool) {
    onRows(pool, o.rows, [&](std::int64_t begin, std::int64_t end) {
        switch (o.dtype) {
            case DType::U8:
                return eigenSelect<std::uint8_t>(o, begin, end);
            case DType::U16:
                return eigenSelect<std::uint16_t>(o, begin, end);
            case DType::F32:
                return eigenSelect<float>(o, begin, end);
            default:
                return eigenSelect<double>(o, begin, end);
        }
    });
}

}  // namespace frisket::bench
