// SPDX-License-Identifier: MIT
#include "tests/bench/bench_assign.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>

#include <Eigen/Core>
#include <opencv2/core.hpp>

#include "core/assign/run.h"
#include "tests/bench/patterns.h"

namespace frisket::bench {

namespace {
using array::DType;

struct Cell {
    DType dtype;
    std::int64_t side;
    std::byte* destination;
    const std::byte* source;
    const std::vector<std::uint8_t>& bytes;  ///< the condition, 0 or 255 a pixel
    const condition::ConditionMask& bits;
};

/// Calls `body(firstRow, endRow)` once on each thread.
template <class Body>
void onRows(base::ThreadPool& pool, std::int64_t rows, Body&& body) {
    pool.forRange(rows, (rows + pool.threads() - 1) / pool.threads(), body);
}

void runMemcpy(const Cell& cell, base::ThreadPool& pool) {
    const std::int64_t rowBytes = cell.side * array::itemSize(cell.dtype);
    onRows(pool, cell.side, [&](std::int64_t begin, std::int64_t end) {
        std::memcpy(cell.destination + begin * rowBytes, cell.source + begin * rowBytes,
                    static_cast<std::size_t>((end - begin) * rowBytes));
    });
}

/// The least that a mixed condition needs: read, modify and write every element.
void runReadModifyWrite(const Cell& cell, base::ThreadPool& pool) {
    const std::int64_t rowWords = cell.side * array::itemSize(cell.dtype) / 8;
    auto* d = reinterpret_cast<std::uint64_t*>(cell.destination);
    const auto* s = reinterpret_cast<const std::uint64_t*>(cell.source);
    onRows(pool, cell.side, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin * rowWords; i < end * rowWords; ++i) {
            d[i] ^= s[i];
        }
    });
}

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

void runOpenCv(const Cell& cell, base::ThreadPool& pool) {
    const std::int64_t rowBytes = cell.side * array::itemSize(cell.dtype);
    const int type = openCvType(cell.dtype);
    onRows(pool, cell.side, [&](std::int64_t begin, std::int64_t end) {
        const int rows = static_cast<int>(end - begin);
        const int columns = static_cast<int>(cell.side);
        // OpenCV has no view of constant data; copyTo only reads it.
        const cv::Mat from(rows, columns, type,
                           const_cast<std::byte*>(cell.source) + begin * rowBytes);
        const cv::Mat mask(rows, columns, CV_8UC1,
                           const_cast<std::uint8_t*>(cell.bytes.data()) + begin * cell.side);
        cv::Mat to(rows, columns, type, cell.destination + begin * rowBytes);
        from.copyTo(to, mask);
    });
}

template <class T>
void eigenSelect(const Cell& cell, std::int64_t begin, std::int64_t end) {
    using Lanes = Eigen::Array<T, Eigen::Dynamic, 1>;
    using Bytes = Eigen::Array<std::uint8_t, Eigen::Dynamic, 1>;
    const std::int64_t first = begin * cell.side;
    const std::int64_t count = (end - begin) * cell.side;
    Eigen::Map<Lanes> d(reinterpret_cast<T*>(cell.destination) + first, count);
    const Eigen::Map<const Lanes> s(reinterpret_cast<const T*>(cell.source) + first, count);
    const Eigen::Map<const Bytes> c(cell.bytes.data() + first, count);
    d = (c != 0).select(s, d);
}

void runEigenSelect(const Cell& cell, base::ThreadPool& pool) {
    onRows(pool, cell.side, [&](std::int64_t begin, std::int64_t end) {
        switch (cell.dtype) {
            case DType::U8:
                return eigenSelect<std::uint8_t>(cell, begin, end);
            case DType::U16:
                return eigenSelect<std::uint16_t>(cell, begin, end);
            case DType::F32:
                return eigenSelect<float>(cell, begin, end);
            default:
                return eigenSelect<double>(cell, begin, end);
        }
    });
}

void runFrisket(const Cell& cell, base::ThreadPool& pool) {
    const array::Layout layout = array::Layout::rowMajor({cell.side, cell.side});
    assign::PlanRequest request;
    request.destination = {cell.dtype, layout, {}};
    request.source = assign::Operand{cell.dtype, layout, {}};
    request.condition = {DType::Bool, layout, {}};
    const auto plan = assign::AssignPlan::make(request);
    const auto done = assign::assignAll(*plan, {cell.dtype, layout, cell.source}, cell.bits,
                                        {cell.dtype, layout, cell.destination}, pool);
    if (!done) {
        std::fprintf(stderr, "%s\n", done.error().text().c_str());
        std::abort();
    }
}

using Contender = void (*)(const Cell&, base::ThreadPool&);

void benchCell(const Cell& cell, const std::string& pattern, const AssignOptions& options,
               base::ThreadPool& pool, JsonLines& json) {
    const std::vector<std::pair<std::string, Contender>> paired{
        {"frisket", &runFrisket}, {"rmw", &runReadModifyWrite}, {"memcpy", &runMemcpy}};
    const std::vector<std::pair<std::string, Contender>> slow{{"opencv", &runOpenCv},
                                                              {"eigen-select", &runEigenSelect}};
    std::map<std::string, std::vector<double>> times;
    const auto measure = [&](const auto& contenders, int iterations) {
        for (int i = -1; i < iterations; ++i) {  // the first round warms up
            for (const auto& [who, run] : contenders) {
                const double ms = milliseconds([&] { run(cell, pool); });
                if (i >= 0) {
                    times[who].push_back(ms);
                }
            }
        }
    };
    measure(paired, options.iterations);
    measure(slow, std::max(3, options.iterations / 2));
    std::printf("%-4s %-9s", std::string(array::name(cell.dtype)).c_str(), pattern.c_str());
    for (const char* who : {"frisket", "rmw", "memcpy", "opencv", "eigen-select"}) {
        const double ms = median(times[who]);
        std::printf("  %s %8.2f", who, ms);
        nlohmann::ordered_json row;
        row["bench"] = "assign";
        row["dtype"] = cell.dtype == DType::U8    ? "u8"
                       : cell.dtype == DType::U16 ? "u16"
                       : cell.dtype == DType::F32 ? "f32"
                                                  : "f64";
        row["pattern"] = pattern;
        row["threads"] = options.threads;
        row["who"] = who;
        row["ms"] = ms;
        row["size"] = cell.side;
        row["iterations"] = times[who].size();
        json.add(row);
    }
    std::printf("\n");
    std::fflush(stdout);
}
}  // namespace

void benchAssign(const AssignOptions& options, JsonLines& json) {
    base::ThreadPool pool(options.threads);
    cv::setNumThreads(1);  // the rows are split over the same pool as for everybody else
    const std::int64_t side = options.side;
    std::printf("assign, %lld x %lld, %d thread(s), milliseconds, median of %d\n",
                static_cast<long long>(side), static_cast<long long>(side), options.threads,
                options.iterations);
    const auto count = static_cast<std::size_t>(side * side);
    std::vector<std::uint64_t> d(count, 0x0101010101010101ULL);
    std::vector<std::uint64_t> s(count);
    for (std::size_t i = 0; i < count; ++i) {
        s[i] = i * 0x9e3779b97f4a7c15ULL;
    }
    for (const std::string& pattern : patternNames()) {
        const std::vector<std::uint8_t> bytes = makePattern(pattern, side);
        const auto bits =
            condition::ConditionMask::nonzero({DType::U8, array::Layout::rowMajor({side, side}),
                                               reinterpret_cast<const std::byte*>(bytes.data())});
        for (const DType dtype : {DType::U8, DType::U16, DType::F32, DType::F64}) {
            const Cell cell{dtype,
                            side,
                            reinterpret_cast<std::byte*>(d.data()),
                            reinterpret_cast<const std::byte*>(s.data()),
                            bytes,
                            *bits};
            benchCell(cell, pattern, options, pool, json);
        }
    }
}

}  // namespace frisket::bench
