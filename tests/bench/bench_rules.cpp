// SPDX-License-Identifier: MIT
#include "tests/bench/bench_rules.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <stdexcept>

#include "core/rules/evaluation.h"
#include "tests/bench/bench_tools.h"
#include "tests/bench/child_process.h"

namespace frisket::bench {

namespace {
using array::DType;
using rules::Evaluation;

struct Plane {
    DType dtype;
    std::vector<std::byte> bytes;
    array::Shape shape;

    [[nodiscard]] array::ArrayView view() const {
        return {dtype, array::Layout::rowMajor(shape), bytes.data()};
    }
};

std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

/// Elements of any dtype from a function of their place.
template <class T, class Value>
Plane planeOf(DType dtype, const array::Shape& shape, Value&& value) {
    const std::int64_t count = *array::elementCount(shape);
    Plane plane{dtype, std::vector<std::byte>(static_cast<std::size_t>(count) * sizeof(T)), shape};
    for (std::int64_t i = 0; i < count; ++i) {
        const T element = value(i);
        std::memcpy(plane.bytes.data() + static_cast<std::size_t>(i) * sizeof(T), &element,
                    sizeof(T));
    }
    return plane;
}

/// Reads all bytes once: the xor of their words, by vectors.
std::uint64_t sweep(const std::vector<std::byte>& bytes, base::ThreadPool& pool) {
    using Pair = std::uint64_t __attribute__((vector_size(16)));
    std::atomic<std::uint64_t> total{0};
    const auto words = static_cast<std::int64_t>(bytes.size()) / 64;
    pool.forRange(words, std::int64_t{1} << 14, [&](std::int64_t begin, std::int64_t end) {
        Pair sums[4] = {};
        for (std::int64_t i = begin; i < end; ++i) {
            Pair next[4];
            std::memcpy(next, bytes.data() + i * 64, sizeof(next));
            for (int k = 0; k < 4; ++k) {
                sums[k] ^= next[k];
            }
        }
        const Pair all = sums[0] ^ sums[1] ^ sums[2] ^ sums[3];
        total ^= all[0] ^ all[1];
    });
    return total;
}

struct Job {
    std::string scene;
    std::string dtype;
    std::string rule;
    std::vector<std::pair<std::string, const Plane*>> inputs;
    bool isTarget = false;
};

class Runner {
public:
    Runner(const RulesOptions& options, JsonLines& json) : m_options(options), m_json(json) {}

    void run(const Job& job, int threads) {
        base::ThreadPool pool(threads);
        std::vector<rules::InputType> types;
        std::vector<rules::Input> inputs;
        for (const auto& [name, plane] : job.inputs) {
            types.push_back({name, plane->dtype, plane->shape, nullptr, -2, -1});
            inputs.emplace_back(plane->view());
        }
        const auto rule = rules::check(rules::parse(job.rule).value(), types);
        const auto fresh = Evaluation::make(*rule, inputs);
        std::uint64_t seen = 0;
        const std::vector<std::pair<std::string, std::function<void()>>> contenders{
            {"frisket",
             [&] {
                 Evaluation evaluation = *fresh;
                 seen ^= static_cast<std::uint64_t>(evaluation.toMask(nullptr, &pool)->rows());
             }},
            {"one reading",
             [&] {
                 for (const auto& input : job.inputs) {
                     seen ^= sweep(input.second->bytes, pool);
                 }
             }},
        };
        std::vector<std::vector<double>> times(contenders.size());
        for (int round = -1; round < m_options.iterations; ++round) {
            for (std::size_t i = 0; i < contenders.size(); ++i) {
                const double ms = timeOf(contenders[i].second);
                if (round >= 0) {
                    times[i].push_back(ms);
                }
            }
        }
        std::printf("%-46s %-4s %-5s", job.rule.c_str(), job.dtype.c_str(), job.scene.c_str());
        for (std::size_t i = 0; i < contenders.size(); ++i) {
            std::printf("  %s %8.2f", contenders[i].first.c_str(), median(times[i]));
            add(job, contenders[i].first, threads, times[i]);
        }
        // Other load slows what computes more than what waits for memory; the least times show less
        // of it.
        const auto least = [&](std::size_t i) {
            return *std::min_element(times[i].begin(), times[i].end());
        };
        const double ratio = median(times[0]) / median(times[1]);
        std::printf("  ratio %5.2f, of the least %5.2f%s%s\n", ratio, least(0) / least(1),
                    job.isTarget ? (ratio <= 2 ? "  (<= 2: yes)" : "  (<= 2: NO)") : "",
                    seen == 1 ? " " : "");
        std::fflush(stdout);
        if (rule->isLocal() && job.inputs[0].second->shape.rank() == 2) {
            runTile(job, *fresh);
        }
    }

    void add(const Job& job, const std::string& who, int threads,
             const std::vector<double>& times) {
        nlohmann::ordered_json row;
        row["bench"] = "rules";
        row["rule"] = job.rule;
        row["dtype"] = job.dtype;
        row["scene"] = job.scene;
        row["threads"] = threads;
        row["who"] = who;
        row["ms"] = median(times);
        row["ms_min"] = *std::min_element(times.begin(), times.end());
        row["size"] = m_options.side;
        row["iterations"] = times.size();
        m_json.add(row);
    }

private:
    static double timeOf(const std::function<void()>& work) {
        const auto start = std::chrono::steady_clock::now();
        work();
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
            .count();
    }

    /// A tile of the canvas somewhere in the middle, 512 x 512.
    void runTile(const Job& job, const Evaluation& evaluation) {
        const std::int64_t at = m_options.side / 2 + 7;
        rules::PlaneWindow window{
            array::Index::filled(2, 0),
            0,
            1,
            {at, at, std::min(at + 512, m_options.side), std::min(at + 512, m_options.side)}};
        std::vector<double> times;
        std::int64_t count = 0;
        for (int round = -3; round < 4 * m_options.iterations; ++round) {
            const double ms = timeOf([&] { count += evaluation.bits(window)->count(); });
            if (round >= 0) {
                times.push_back(ms);
            }
        }
        std::printf("%-46s %-4s %-5s  frisket %8.3f%s\n", "  a tile of 512 x 512 of it",
                    job.dtype.c_str(), job.scene.c_str(), median(times), count < 0 ? " " : "");
        Job tile = job;
        tile.scene += ", tile";
        add(tile, "frisket", 1, times);
    }

    const RulesOptions& m_options;
    JsonLines& m_json;
};

/// The rule of the target beside a plain loop.
void requireSame(const Plane& source, const Plane& destination) {
    base::ThreadPool pool(2);
    const std::vector<rules::InputType> types{
        {"source", source.dtype, source.shape, nullptr, -2, -1},
        {"destination", destination.dtype, destination.shape, nullptr, -2, -1}};
    const auto rule = rules::check(*rules::parse("source == 3 & destination != 0"), types);
    auto evaluation =
        Evaluation::make(*rule, {rules::Input(source.view()), rules::Input(destination.view())});
    const auto mask = evaluation->toMask(nullptr, &pool);
    const auto size = static_cast<std::size_t>(array::itemSize(source.dtype));
    for (std::int64_t i = 0; i < mask->size(); ++i) {
        std::uint16_t a = 0;
        std::uint16_t b = 0;
        std::memcpy(&a, source.bytes.data() + static_cast<std::size_t>(i) * size, size);
        std::memcpy(&b, destination.bytes.data() + static_cast<std::size_t>(i) * size, size);
        if (mask->at(i) != (a == 3 && b != 0)) {
            throw std::runtime_error("The rule differs from a plain loop at element " +
                                     std::to_string(i) + ".");
        }
    }
}

void runPython(const RulesOptions& options, Runner& runner) {
    std::printf("\nNumPy on arrays of the same size, which skips nothing and has one thread\n");
    const int status =
        runLines({"/usr/bin/python3", "-B", FRISKET_BENCH_DIRECTORY "/rules_peers.py",
                  std::to_string(options.side)},
                 [&](const std::string& line) {
                     const auto answer = nlohmann::json::parse(line);
                     if (answer.contains("note")) {
                         std::printf("  %s\n", answer["note"].get<std::string>().c_str());
                         return;
                     }
                     const Job job{"noise", answer["dtype"], answer["rule"], {}, false};
                     const auto times = answer["ms"].get<std::vector<double>>();
                     std::printf("%-46s %-4s %-5s  numpy %8.2f\n", job.rule.c_str(),
                                 job.dtype.c_str(), job.scene.c_str(), median(times));
                     std::fflush(stdout);
                     runner.add(job, "numpy", 1, times);
                 });
    if (status != 0) {
        std::printf("  NumPy is missing: './bench --with-peers rules' installs it.\n");
    }
}
}  // namespace

void benchRules(const RulesOptions& options, JsonLines& json) {
    const std::int64_t side = options.side;
    const array::Shape shape{side, side};
    const ToolScene scene(side);
    const auto noise = [](std::uint64_t seed) {
        return [seed](std::int64_t i) {
            return static_cast<std::uint8_t>(mixed(static_cast<std::uint64_t>(i) + seed) % 8);
        };
    };
    const auto map = [&](std::int64_t shift) {
        return [&, shift](std::int64_t i) {
            return scene.labels[static_cast<std::size_t>((i + shift) % (side * side))];
        };
    };
    Runner runner(options, json);
    const std::string target = "source == 3 & destination != 0";
    for (const int threads : options.threads) {
        std::printf("%lld x %lld, %d thread(s), median of %d in ms\n", static_cast<long long>(side),
                    static_cast<long long>(side), threads, options.iterations);
        {
            const Plane source = planeOf<std::uint8_t>(DType::U8, shape, noise(1));
            const Plane destination = planeOf<std::uint8_t>(DType::U8, shape, noise(99));
            requireSame(source, destination);
            const std::vector<std::pair<std::string, const Plane*>> both{
                {"source", &source}, {"destination", &destination}};
            for (const char* rule :
                 {"source != destination", "source in 2..4 & destination in {0, 3, 7}",
                  "source + destination > 7 & destination != 0",
                  "relabel(source, {1: 7, 2: 7}) == destination"}) {
                runner.run({"noise", "u8", rule, both, false}, threads);
            }
            runner.run({"noise", "u8", target, both, true}, threads);
        }
        {
            const Plane source = planeOf<std::uint16_t>(DType::U16, shape, noise(1));
            const Plane destination = planeOf<std::uint16_t>(DType::U16, shape, noise(99));
            requireSame(source, destination);
            runner.run({"noise",
                        "u16",
                        target,
                        {{"source", &source}, {"destination", &destination}},
                        true},
                       threads);
        }
        {
            const Plane source = planeOf<std::uint8_t>(DType::U8, shape, map(0));
            const Plane destination = planeOf<std::uint8_t>(DType::U8, shape, map(12345));
            const std::vector<std::pair<std::string, const Plane*>> both{
                {"source", &source}, {"destination", &destination}};
            runner.run({"map", "u8", target, both, true}, threads);
            for (const char* rule :
                 {"grow(source == 3, 5) & destination != 0", "source != 0 & area(component) > 50",
                  "distance(source == 3) < 20"}) {
                runner.run({"map", "u8", rule, both, false}, threads);
            }
        }
        {
            const std::int64_t part = side / 4;
            const Plane scores = planeOf<float>(DType::F32, {8, part, part}, [](std::int64_t i) {
                return static_cast<float>(mixed(static_cast<std::uint64_t>(i)) % 1000) / 1000;
            });
            for (const char* rule : {"argmax(p, axis=0) == 3", "max(p, axis=0) < 0.6"}) {
                runner.run({"1/2", "f32", rule, {{"p", &scores}}, false}, threads);
            }
        }
    }
    if (options.python) {
        runPython(options, runner);
    }
}

}  // namespace frisket::bench
