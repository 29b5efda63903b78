// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace frisket::bench {

/// Milliseconds that `work` takes, by the steady clock.
template <class Work>
double milliseconds(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

[[nodiscard]] double median(std::vector<double> values);

/// Rows as JSON Lines to a file, if one was named.
class JsonLines {
public:
    /// An empty path writes nothing. Throws std::runtime_error when the file can't be opened.
    explicit JsonLines(const std::string& path);
    void add(const nlohmann::ordered_json& row);

private:
    std::ofstream m_file;
};

}  // namespace frisket::bench
