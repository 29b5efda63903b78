// SPDX-License-Identifier: MIT
// Times the reading and writing of mask files, for bench_files.py. Each line that it prints is
// JSON.
//   make SIDE DTYPE OUT.npy    a label map: 400 tilted ellipses in 20 labels (1000 instances: u2,
//   u4) read FILE ROUNDS           one array, and nothing but that is timed write IN.npy OUT ROUNDS
//   encoding into a new file, fsync, reading back and comparing, and all
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/io/atomic_file.h"
#include "core/io/codec.h"
#include "core/io/file_source.h"
#include "core/io/sniff.h"

namespace {
using namespace frisket;
using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

template <class T>
T taken(base::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().text());
    }
    return *std::move(result);
}

void require(const base::Status& status) {
    if (!status) {
        throw std::runtime_error(status.error().text());
    }
}

double msSince(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

struct Ellipse {
    double x, y, a, b, cosine, sine;
    std::uint32_t label;
};

std::vector<Ellipse> ellipses(std::int64_t side, std::uint32_t labels, int count) {
    std::mt19937 random(7);
    const auto between = [&](double low, double high) {
        return low + (high - low) * (static_cast<double>(random()) / 4294967296.0);
    };
    const auto length = static_cast<double>(side);
    std::vector<Ellipse> out;
    for (int i = 0; i < count; ++i) {
        const double angle = between(0, 3.14159265358979);
        const double x = between(0, length);
        const double y = between(0, length);
        const double a = between(0.005, 0.06) * length;
        const double b = between(0.005, 0.06) * length;
        out.push_back({x, y, a, b, std::cos(angle), std::sin(angle),
                       1 + static_cast<std::uint32_t>(i) % labels});
    }
    return out;
}

template <class T>
array::NdArray labelMap(std::int64_t side, array::DType dtype) {
    constexpr std::uint32_t kClasses = 20;
    constexpr int kInstances = 1000;
    const bool instances = sizeof(T) > 1;
    const auto buffer = taken(array::Buffer::zeroed(side * side * array::itemSize(dtype)));
    auto* const values = reinterpret_cast<T*>(buffer->data());
    for (const Ellipse& e :
         ellipses(side, instances ? kInstances : kClasses, instances ? kInstances : 400)) {
        const double reach = std::max(e.a, e.b);
        const auto low = [&](double at) {
            return std::max<std::int64_t>(0, static_cast<std::int64_t>(at - reach));
        };
        const auto high = [&](double at) {
            return std::min(side, static_cast<std::int64_t>(at + reach) + 2);
        };
        for (std::int64_t y = low(e.y); y < high(e.y); ++y) {
            for (std::int64_t x = low(e.x); x < high(e.x); ++x) {
                const double dx = static_cast<double>(x) - e.x;
                const double dy = static_cast<double>(y) - e.y;
                const double u = (dx * e.cosine + dy * e.sine) / e.a;
                const double v = (dy * e.cosine - dx * e.sine) / e.b;
                if (u * u + v * v <= 1) {
                    values[y * side + x] = static_cast<T>(e.label);
                }
            }
        }
    }
    return {dtype, array::Layout::rowMajor({side, side}), buffer};
}

void make(std::int64_t side, std::string_view type, const std::filesystem::path& out) {
    const array::DType dtype = array::dtypeFromName(type).value();
    const array::NdArray map = dtype == array::DType::U8    ? labelMap<std::uint8_t>(side, dtype)
                               : dtype == array::DType::U16 ? labelMap<std::uint16_t>(side, dtype)
                                                            : labelMap<std::uint32_t>(side, dtype);
    (void)taken(io::writeMask(out, map));
}

void read(const std::filesystem::path& path, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        const auto begin = Clock::now();
        const auto mask = taken(io::readMask(path));
        const double ms = msSince(begin);
        std::printf("%s\n", Json{{"read_ms", ms}, {"count", mask.array.count()}}.dump().c_str());
        std::fflush(stdout);
    }
}

void write(const std::filesystem::path& in, const std::filesystem::path& out, int rounds) {
    const auto mask = taken(io::readMask(in));
    const io::Codec& codec = io::codecFor(taken(io::formatForPath(out)));
    const std::string name = out.string();
    for (int round = 0; round < rounds; ++round) {
        const io::WriteOptions options;
        const auto begin = Clock::now();
        const auto encoding = taken(codec.prepare({mask.array, options, out, name}));
        const auto file = taken(io::AtomicFile::begin(out));
        require(encoding->write(*file, nullptr));
        const double encodeMs = msSince(begin);
        double compareMs = 0;
        (void)taken(file->commit([&](const std::filesystem::path& temporary) -> base::Status {
            const auto readBegin = Clock::now();
            const auto source = io::FileSource::open(temporary, name);
            const auto same =
                source ? encoding->compare(**source) : base::Status(base::passOn(source));
            compareMs = msSince(readBegin);
            return same;
        }));
        const Json line{{"encode_ms", encodeMs},
                        {"compare_ms", compareMs},
                        {"all_ms", msSince(begin)},
                        {"bytes", std::filesystem::file_size(out)}};
        std::printf("%s\n", line.dump().c_str());
        std::fflush(stdout);
    }
}
}  // namespace

int main(int argc, char** argv) {
    try {
        const std::string_view what = argc > 1 ? argv[1] : "";
        if (what == "make" && argc == 5) {
            make(std::atoll(argv[2]), argv[3], argv[4]);
        } else if (what == "read" && argc == 4) {
            read(argv[2], std::atoi(argv[3]));
        } else if (what == "write" && argc == 5) {
            write(argv[2], argv[3], std::atoi(argv[4]));
        } else {
            std::fprintf(stderr,
                         "make SIDE DTYPE OUT.npy | read FILE ROUNDS | write IN OUT ROUNDS\n");
            return 2;
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
