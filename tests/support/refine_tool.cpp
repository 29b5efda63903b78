// SPDX-License-Identifier: MIT
//
// refine_tool: reads jobs from standard input and answers each on standard output, for tests in
// other languages. A job is a line `OPERATION WIDTH HEIGHT [NUMBERS...]` and then WIDTH x HEIGHT
// bytes, one a pixel (two such planes for `interpolate`); the answer is as many bytes, 1 where a
// pixel is set.
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "core/paint/flood_fill.h"
#include "core/paint/value_match.h"
#include "core/refine/components.h"
#include "core/refine/interpolate.h"
#include "core/refine/margin.h"
#include "core/refine/morphology.h"
#include "core/refine/outline.h"
#include "core/refine/smooth.h"

using namespace frisket;
using base::Rect;
using base::Result;
using condition::BitRegion;
using condition::Connectivity;
using condition::kWordBits;
using condition::Word;

namespace {
struct Job {
    Rect plane;
    std::vector<double> numbers;
    std::vector<std::uint8_t> bytes;

    [[nodiscard]] std::int64_t whole(std::size_t i) const {
        return static_cast<std::int64_t>(numbers.at(i));
    }
    [[nodiscard]] Connectivity connectivity(std::size_t i) const {
        return static_cast<Connectivity>(whole(i));
    }
    /// Numbers i and i + 1: shape and radius.
    [[nodiscard]] refine::Element element(std::size_t i) const {
        return {static_cast<refine::ElementShape>(whole(i)), whole(i + 1)};
    }
    [[nodiscard]] const std::uint8_t* row(std::int64_t y) const {
        return bytes.data() + y * plane.width();
    }
    /// What is not 0 in the first or the second plane.
    [[nodiscard]] BitRegion region(std::int64_t number = 0) const {
        BitRegion out(plane);
        for (std::int64_t y = 0; y < plane.height(); ++y) {
            condition::bytesToBits(row(y + number * plane.height()), plane.width(), out.row(y));
        }
        return out;
    }
};

/// Numbers: x, y, neighbours, tolerance.
Result<BitRegion> flood(const Job& job) {
    const condition::Pixel seed{job.whole(0), job.whole(1)};
    const auto bytes = [&](std::int64_t x, std::int64_t y) {
        return reinterpret_cast<const std::byte*>(job.row(y) + x);
    };
    const auto range =
        paint::rangeAround(array::DType::U8, bytes(seed.x, seed.y), job.numbers.at(3));
    return paint::floodFill(job.plane.width(), job.plane.height(), seed, job.connectivity(2),
                            [&](std::int64_t y, std::int64_t word, std::int64_t words, Word* out) {
                                const std::int64_t x = word * kWordBits;
                                paint::matchRange(range, bytes(x, y),
                                                  std::min(words * kWordBits, job.plane.x1 - x),
                                                  out);
                            });
}

const std::map<std::string, std::function<Result<BitRegion>(const Job&)>> kOperations{
    {"flood", flood},
    {"dilate", [](const Job& j) { return refine::dilate(j.region(), j.plane, j.element(0)); }},
    {"erode", [](const Job& j) { return refine::erode(j.region(), j.plane, j.element(0)); }},
    {"open", [](const Job& j) { return refine::open(j.region(), j.plane, j.element(0)); }},
    {"close", [](const Job& j) { return refine::close(j.region(), j.plane, j.element(0)); }},
    {"median", [](const Job& j) { return refine::median(j.region(), j.plane, j.element(0)); }},
    {"gaussian",
     [](const Job& j) { return refine::gaussian(j.region(), j.plane, j.numbers.at(0)); }},
    {"outline",
     [](const Job& j) {
         return refine::outline(j.region(), j.plane, j.whole(0),
                                static_cast<refine::OutlineSide>(j.whole(1)));
     }},
    {"islands",
     [](const Job& j) {
         return refine::removeIslands(j.region(), j.plane, j.connectivity(0), j.whole(1));
     }},
    {"largest",
     [](const Job& j) {
         return refine::keepLargest(j.region(), j.plane, j.connectivity(0), j.whole(1));
     }},
    {"at",
     [](const Job& j) {
         return refine::componentAt(j.region(), j.plane, j.connectivity(0),
                                    {j.whole(1), j.whole(2)});
     }},
    {"holes",
     [](const Job& j) {
         return refine::fillHoles(j.region(), j.plane, j.connectivity(0),
                                  j.whole(1) < 0 ? refine::kAnySize : j.whole(1));
     }},
    {"grow",
     [](const Job& j) {
         return refine::growBy(j.region(), j.plane, j.numbers.at(0),
                               {j.numbers.at(1), j.numbers.at(2)});
     }},
    {"shrink",
     [](const Job& j) {
         return refine::shrinkBy(j.region(), j.plane, j.numbers.at(0),
                                 {j.numbers.at(1), j.numbers.at(2)});
     }},
    {"interpolate",
     [](const Job& j) {
         return refine::interpolated(j.region(0), j.region(1), j.plane, j.numbers.at(0),
                                     {j.numbers.at(1), j.numbers.at(2)});
     }},
};

/// False at the end of the input.
bool answerNext() {
    std::string line;
    if (!std::getline(std::cin, line)) {
        return false;
    }
    std::istringstream words(line);
    std::string name;
    Job job;
    words >> name >> job.plane.x1 >> job.plane.y1;
    for (double number = 0; words >> number;) {
        job.numbers.push_back(number);
    }
    job.bytes.resize(static_cast<std::size_t>(job.plane.width() * job.plane.height()) *
                     (name == "interpolate" ? 2 : 1));
    std::cin.read(reinterpret_cast<char*>(job.bytes.data()),
                  static_cast<std::streamsize>(job.bytes.size()));
    const auto out = kOperations.at(name)(job);
    if (!out) {
        throw std::runtime_error(out.error().text());
    }
    std::string answer;
    for (std::int64_t y = 0; y < job.plane.height(); ++y) {
        for (std::int64_t x = 0; x < job.plane.width(); ++x) {
            answer.push_back(out->at(x, y) ? '\1' : '\0');
        }
    }
    std::cout << answer << std::flush;
    return static_cast<bool>(std::cin);
}
}  // namespace

int main() {
    try {
        while (answerNext()) {
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
