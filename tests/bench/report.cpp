// SPDX-License-Identifier: MIT
#include "tests/bench/report.h"

#include <algorithm>
#include <stdexcept>

namespace frisket::bench {

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

JsonLines::JsonLines(const std::string& path) {
    if (!path.empty()) {
        m_file.open(path);
        if (!m_file) {
            throw std::runtime_error(path + ": can't write the results there.");
        }
    }
}

void JsonLines::add(const nlohmann::ordered_json& row) {
    if (m_file.is_open()) {
        m_file << row.dump() << '\n';
        m_file.flush();
    }
}

}  // namespace frisket::bench
