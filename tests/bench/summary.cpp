// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "tests/bench/run_bench.h"

namespace frisket::bench {

namespace {
struct Ratio {
    double value;
    const Cell* cell;
};

/// The rows of one number of threads, and how they are compared.
class Summary {
public:
    Summary(const Results& results, int threads, JsonLines& json)
        : m_threads(threads), m_json(json) {
        for (const Row& row : results.rows()) {
            if (row.cell.threads == threads) {
                m_rows.push_back(&row);
            }
        }
    }

    void print() {
        std::printf("\n%d thread(s)\n", m_threads);
        printPeers();
        printLimits();
    }

private:
    const Row* find(const Cell& cell, std::string_view who) const {
        for (const Row* row : m_rows) {
            if (row->who == who && row->cell == cell) {
                return row;
            }
        }
        return nullptr;
    }

    static bool isPlain(const Cell& cell) {
        return cell.mode == "where" && cell.broadcast == "none" && cell.cast == "none";
    }

    /// `upper` by `lower` in each cell that has both and that `wanted` takes.
    template <class Wanted>
    std::vector<Ratio> ratios(std::string_view upper, std::string_view lower,
                              Wanted&& wanted) const {
        std::vector<Ratio> out;
        for (const Row* row : m_rows) {
            const Row* below =
                row->who == upper && wanted(row->cell) ? find(row->cell, lower) : nullptr;
            if (below != nullptr && below->ms > 0) {
                out.push_back({row->ms / below->ms, &row->cell});
            }
        }
        return out;
    }

    static double geometricMean(const std::vector<Ratio>& ratios) {
        double sum = 0;
        for (const Ratio& ratio : ratios) {
            sum += std::log(ratio.value);
        }
        return std::exp(sum / static_cast<double>(ratios.size()));
    }

    void printPeers() {
        bool headed = false;
        std::set<std::pair<std::string, std::string>> done;
        for (const Row* row : m_rows) {
            const std::string& who = row->who;
            const std::string& mode = row->cell.mode;
            const bool notAPeer = who.starts_with("frisket") || row->cell.broadcast != "none" ||
                                  row->cell.cast != "none";
            if (notAPeer || !done.insert({mode, who}).second) {
                continue;
            }
            const auto all = ratios(who, "frisket", [&](const Cell& cell) {
                return cell.mode == mode && cell.broadcast == "none" && cell.cast == "none";
            });
            if (all.empty()) {
                continue;
            }
            if (!headed) {
                std::printf("  peer / frisket, geometric mean\n");
                headed = true;
            }
            const double mean = geometricMean(all);
            std::printf("    %-8s %-21s %8.2f x over %zu cells\n", mode.c_str(), who.c_str(), mean,
                        all.size());
            auto json = summaryRow();
            json["peer"] = who;
            json["mode"] = mode;
            json["cells"] = all.size();
            json["geomean"] = mean;
            m_json.add(json);
        }
    }

    /// One line for a limit: the cell that comes closest to it or goes furthest beyond.
    void printWorst(const std::string& limit, const std::vector<Ratio>& all, bool largestIsWorst) {
        if (all.empty()) {
            return;
        }
        const auto less = [](const Ratio& a, const Ratio& b) { return a.value < b.value; };
        const Ratio& worst = largestIsWorst ? *std::max_element(all.begin(), all.end(), less)
                                            : *std::min_element(all.begin(), all.end(), less);
        std::printf("    %s: worst %.2f (%s) of %zu cells\n", limit.c_str(), worst.value,
                    worst.cell->text().c_str(), all.size());
        auto json = summaryRow();
        json["limit"] = limit;
        json["cells"] = all.size();
        json["worst"] = worst.value;
        json["dtype"] = worst.cell->dtype;
        json["pattern"] = worst.cell->pattern;
        json["mode"] = worst.cell->mode;
        json["broadcast"] = worst.cell->broadcast;
        json["cast"] = worst.cell->cast;
        m_json.add(json);
    }

    /// All plain cells that one library was in: each of its ways counted, and its fastest one.
    void printLibrary(const std::string& limit, const std::string& prefix) {
        std::vector<Ratio> all;
        std::vector<Ratio> fastest;
        for (const Row* row : m_rows) {
            const Row* ours = row->who.starts_with(prefix) && isPlain(row->cell)
                                  ? find(row->cell, "frisket")
                                  : nullptr;
            if (ours == nullptr) {
                continue;
            }
            const Ratio ratio{row->ms / ours->ms, &ours->cell};
            all.push_back(ratio);
            if (fastest.empty() || fastest.back().cell != ratio.cell) {
                fastest.push_back(ratio);  // the rows of one cell follow one another
            }
            fastest.back().value = std::min(fastest.back().value, ratio.value);
        }
        if (all.empty()) {
            return;
        }
        const double mean = geometricMean(all);
        const double fastestMean = geometricMean(fastest);
        std::printf("    %s: %.1f over %zu rows; its fastest way in each of %zu cells: %.1f\n",
                    limit.c_str(), mean, all.size(), fastest.size(), fastestMean);
        auto json = summaryRow();
        json["limit"] = limit;
        json["rows"] = all.size();
        json["geomean"] = mean;
        json["cells"] = fastest.size();
        json["geomean_of_fastest"] = fastestMean;
        m_json.add(json);
    }

    void printLimits() {
        std::printf("  limits, each with its worst cell\n");
        const auto patterned = [](std::initializer_list<std::string_view> names) {
            return [names = std::vector<std::string_view>(names)](const Cell& cell) {
                return isPlain(cell) &&
                       std::find(names.begin(), names.end(), cell.pattern) != names.end();
            };
        };
        printWorst("mixed (not empty, not full) <= 1.25 x rmw",
                   ratios("frisket", "rmw",
                          patterned({"random1", "random50", "stripes", "disk25", "ellipses"})),
                   true);
        printWorst("full <= 1.15 x memcpy", ratios("frisket", "memcpy", patterned({"full"})), true);
        printWorst("disk25, ellipses <= 0.5 x memcpy",
                   ratios("frisket", "memcpy", patterned({"disk25", "ellipses"})), true);
        printWorst("their floor, memcpy of the True runs alone, by memcpy",
                   ratios("memcpy-runs", "memcpy", isPlain), true);
        printWorst("empty <= 0.1 x memcpy", ratios("frisket", "memcpy", patterned({"empty"})),
                   true);
        printWorst("OpenCV >= 1.2 x frisket", ratios("opencv", "frisket", isPlain), false);
        printLibrary("NumPy >= 30 x frisket, geometric mean", "numpy-");
        printLibrary("PyTorch >= 60 x frisket, geometric mean", "torch-");
        for (const std::string mode : {"index", "scatter"}) {
            printWorst(
                mode + " <= 2 x rmw of the destination",
                ratios("frisket", "rmw", [&](const Cell& cell) { return cell.mode == mode; }),
                true);
        }
        printWorst("exact <= 1.3 x unsafe", exactByUnsafe(), true);
        printWorst("broadcast <= 1 x written out",
                   ratios("frisket", "frisket-materialised", [](const Cell&) { return true; }),
                   true);
        printPeakGrowth();
    }

    std::vector<Ratio> exactByUnsafe() const {
        std::vector<Ratio> out;
        for (const Row* row : m_rows) {
            if (row->who != "frisket" || row->cell.casting != "exact") {
                continue;
            }
            Cell other = row->cell;
            other.casting = "unsafe";
            if (const Row* unsafe = find(other, "frisket")) {
                out.push_back({row->ms / unsafe->ms, &row->cell});
            }
        }
        return out;
    }

    void printPeakGrowth() {
        const Row* worst = nullptr;
        for (const Row* row : m_rows) {
            if (row->peakRssGrowthMib &&
                (worst == nullptr || *row->peakRssGrowthMib > *worst->peakRssGrowthMib)) {
                worst = row;
            }
        }
        if (worst == nullptr) {
            return;
        }
        std::printf("    broadcast, growth of peak memory: at most %.1f MiB (%s)\n",
                    *worst->peakRssGrowthMib, worst->cell.text().c_str());
        auto json = summaryRow();
        json["limit"] = "broadcast, growth of peak memory in MiB";
        json["worst"] = *worst->peakRssGrowthMib;
        json["dtype"] = worst->cell.dtype;
        json["pattern"] = worst->cell.pattern;
        json["broadcast"] = worst->cell.broadcast;
        m_json.add(json);
    }

    [[nodiscard]] nlohmann::ordered_json summaryRow() const {
        nlohmann::ordered_json json;
        json["bench"] = "assign";
        json["summary"] = true;
        json["threads"] = m_threads;
        return json;
    }

    int m_threads;
    JsonLines& m_json;
    std::vector<const Row*> m_rows;
};
}  // namespace

void printSummary(const Results& results, JsonLines& json) {
    std::set<int, std::greater<>> threads;
    for (const Row& row : results.rows()) {
        threads.insert(row.cell.threads);
    }
    for (const int count : threads) {
        Summary(results, count, json).print();
    }
}

}  // namespace frisket::bench
