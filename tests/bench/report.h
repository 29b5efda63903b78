// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/array/dtype.h"

namespace frisket::bench {

/// "u8", "f32": as the rows and the command line spell dtypes.
[[nodiscard]] std::string shortName(array::DType dtype);

/// What was assigned; everything but who did it.
struct Cell {
    std::string dtype;  ///< of the destination, short
    std::string pattern;
    std::string mode = "where";
    std::string broadcast = "none";
    std::string cast = "none";  ///< "f32->u8"
    std::string casting = {};   ///< only where `cast` is not "none"
    std::optional<std::int64_t> sourceElements =
        std::nullopt;  ///< length of a source that is a list
    int threads = 1;
    std::int64_t side = 0;

    /// "f32 random50", and what else differs from the plain case.
    [[nodiscard]] std::string text() const;
    bool operator==(const Cell&) const = default;
};

/// One contender's time for one cell.
struct Row {
    Cell cell;
    std::string who;
    double ms = 0;  ///< median
    std::size_t iterations = 0;
    std::optional<double> minMs = std::nullopt;  ///< shows how much of the median is other load
    std::optional<double> peakRssGrowthMib =
        std::nullopt;  ///< by how much the peak rose above what was resident
};

/// What can be timed. `run` does the whole work once.
struct Contender {
    std::string who;
    std::function<void()> run;
};

[[nodiscard]] double median(std::vector<double> values);

/// Times the contenders in turn, `iterations` rounds after one that warms up; medians.
[[nodiscard]] std::vector<Row> measureInTurn(const Cell& cell,
                                             const std::vector<Contender>& contenders,
                                             int iterations);

/// Rows as JSON Lines to a file, if one was named.
class JsonLines {
public:
    /// An empty path writes nothing. Throws std::runtime_error when the file can't be opened.
    explicit JsonLines(const std::string& path);
    /// Throws std::runtime_error when the file can't be written.
    void add(const nlohmann::ordered_json& row);

private:
    std::string m_path;
    std::ofstream m_file;
};

/// The rows of one run: printed a cell a line, written as JSON, kept for the summary.
class Results {
public:
    explicit Results(JsonLines& json) : m_json(json) {}
    void add(const std::vector<Row>& rowsOfOneCell);
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

private:
    JsonLines& m_json;
    std::vector<Row> m_rows;
};

}  // namespace frisket::bench
